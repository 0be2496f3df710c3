"""Makes pytorch.txt: outputs, losses, gradients and five SGD steps of small networks; batch normalisation; edges. By
PyTorch in double precision.

python pytorch.py > pytorch.txt        (needs torch and numpy; any version)

Each line is a key and its numbers. Inputs, targets and starting weights are written too, so that the test uses no
random numbers of its own.
"""

import sys

import torch

torch.manual_seed(1)
torch.set_default_dtype(torch.double)
SAMPLES, INPUTS, HIDDEN, OUTPUTS = 5, 3, 4, 3

ACTIVATIONS = {
    "relu": torch.nn.ReLU(),
    "sigmoid": torch.nn.Sigmoid(),
    "tanh": torch.nn.Tanh(),
    "softmax": torch.nn.Softmax(dim=1),
    "linear": torch.nn.Identity(),
    "leakyRelu": torch.nn.LeakyReLU(),
    "leakyRelu(0.2)": torch.nn.LeakyReLU(0.2),
    "elu": torch.nn.ELU(),
    "elu(0.5)": torch.nn.ELU(0.5),
    "gelu": torch.nn.GELU(),
    "gelu.approximate": torch.nn.GELU(approximate="tanh"),
}
FIRST, LATER = list(ACTIVATIONS)[:5], list(ACTIVATIONS)[5:]
WEIGHTS = torch.tensor([1, 5, 0.5])


def cross_entropy(a, y):
    return -(y * a.log()).sum(1).mean()


def weighted(a, y):  # Keras' mean: over samples
    return -(WEIGHTS * y * a.log()).sum(1).mean()


def weighted_mean(a, y):  # from logits that have these softmax outputs, targets as class indices
    return torch.nn.CrossEntropyLoss(weight=WEIGHTS)(a.log(), y.argmax(1))


def binary_weighted(a, y):  # 3 for the answer 1, 0.5 for 0
    return torch.nn.BCEWithLogitsLoss(weight=torch.tensor(0.5), pos_weight=torch.tensor(6.0))(torch.logit(a), y)


def hinge(a, y):
    return (1 - (2 * y - 1) * a).clamp(min=0).mean()


LOSSES = {
    "meanSquaredError": torch.nn.MSELoss(),
    "crossEntropy": cross_entropy,
    "crossEntropy.weights": weighted,
    "crossEntropy.weightedMean": weighted_mean,
    "binaryCrossEntropy": torch.nn.BCELoss(),
    "binaryCrossEntropy.weights": binary_weighted,
    "meanAbsoluteError": torch.nn.L1Loss(),
    "huber": torch.nn.HuberLoss(),
    "huber(0.3)": torch.nn.HuberLoss(delta=0.3),
    "hinge": hinge,
}
REGRESSIONS = ["meanSquaredError", "meanAbsoluteError", "huber", "huber(0.3)"]
PENALTIES = {"none": (0, 0), "l1": (0.01, 0), "l2": (0, 0.02), "l1l2": (0.01, 0.02)}  # as Keras defines them
NETWORKS = [  # hidden activation, output activation, loss, penalty
    *[(hidden, "linear", "meanSquaredError") for hidden in FIRST],
    *[("tanh", output, "meanSquaredError") for output in FIRST if output != "linear"],
    ("relu", "softmax", "crossEntropy"),
    ("tanh", "sigmoid", "crossEntropy"),
    *[(hidden, "linear", "meanSquaredError") for hidden in LATER],
    *[("tanh", output, "meanSquaredError") for output in LATER],
    *[("tanh", "linear", loss) for loss in [*REGRESSIONS[1:], "hinge"]],
    *[("relu", "softmax", loss) for loss in LOSSES if "Entropy." in loss],
    *[("tanh", "sigmoid", loss) for loss in LOSSES if loss.startswith("binary")],
    ("tanh", "softmax", "binaryCrossEntropy"),
    *[("tanh", "softmax", "crossEntropy", penalty) for penalty in PENALTIES if penalty != "none"],
]


def write(key, tensor):
    print(key, *(repr(float(v)) for v in tensor.detach().reshape(-1)))


print(f"# torch {torch.__version__.split('+')[0]}, python {sys.version.split()[0]}")
for hidden, output, loss_name, *penalty in NETWORKS:
    key = "-".join([hidden, output, loss_name, *penalty])
    l1, l2 = PENALTIES[penalty[0] if penalty else "none"]
    x = torch.randn(SAMPLES, INPUTS)
    y = torch.nn.functional.one_hot(torch.arange(SAMPLES) % OUTPUTS, OUTPUTS).double()
    if loss_name in REGRESSIONS:
        y = torch.randn(SAMPLES, OUTPUTS)
    first, second = torch.nn.Linear(INPUTS, HIDDEN), torch.nn.Linear(HIDDEN, OUTPUTS)
    network = torch.nn.Sequential(first, ACTIVATIONS[hidden], second, ACTIVATIONS[output])
    loss = LOSSES[loss_name]
    parameters = {"w1": first.weight, "b1": first.bias, "w2": second.weight, "b2": second.bias}

    def rows_are_inputs(tensor):  # PyTorch stores outputs × inputs
        return tensor.T if tensor.dim() == 2 else tensor

    write(f"{key} x", x)
    write(f"{key} y", y)
    for name, p in parameters.items():
        write(f"{key} {name}", rows_are_inputs(p))
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    losses = []
    for step in range(5):
        optimizer.zero_grad()
        a = network(x)
        j = loss(a, y)
        if penalty:
            j = j + sum(l1 * w.abs().sum() + l2 * (w**2).sum() for w in (first.weight, second.weight))
        j.backward()
        losses.append(j)
        if step == 0:
            write(f"{key} a", a)
            for name, p in parameters.items():
                write(f"{key} d{name}", rows_are_inputs(p.grad))
        optimizer.step()
    write(f"{key} losses", torch.stack(losses))
    for name, p in parameters.items():
        write(f"{key} {name}-after", rows_are_inputs(p))


# Batch normalisation: three batches in training, then the last in inference.
for key, layer, shape in [
    ("batchNorm1d", torch.nn.BatchNorm1d(3), (5, 3)),
    ("batchNorm2d", torch.nn.BatchNorm2d(2), (4, 2, 3, 2)),
]:
    torch.nn.init.normal_(layer.weight)
    torch.nn.init.normal_(layer.bias)
    write(f"{key} weight", layer.weight)
    write(f"{key} bias", layer.bias)
    for batch in range(3):
        x = (3 * torch.randn(shape) + 2).requires_grad_()
        delta = torch.randn(shape)
        layer.zero_grad()
        y = layer(x)
        y.backward(delta)
        for name, value in [("x", x), ("delta", delta), ("y", y), ("dx", x.grad)]:
            write(f"{key} {name}{batch}", value)
        write(f"{key} dweight{batch}", layer.weight.grad)
        write(f"{key} dbias{batch}", layer.bias.grad)
    write(f"{key} running_mean", layer.running_mean)
    write(f"{key} running_var", layer.running_var)
    write(f"{key} inference", layer.eval()(x))

# Binary cross-entropy at its edges: outputs of exactly 0 and 1.
a = torch.tensor([0.0, 1.0, 0.0, 1.0, 1e-20, 0.5]).requires_grad_()
y = torch.tensor([0.0, 1.0, 1.0, 0.0, 1.0, 1.0])
j = torch.nn.BCELoss()(a, y)
j.backward()
for name, value in [("a", a), ("y", y), ("value", j), ("gradient", a.grad)]:
    write(f"edges {name}", value)
