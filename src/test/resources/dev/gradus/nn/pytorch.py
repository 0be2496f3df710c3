"""Makes pytorch.txt: outputs, losses, gradients and five SGD steps of small networks; batch normalisation; edges; layers
and networks of sequences. By PyTorch in double precision.

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


def softened(a, y):  # as Hinton, Vinyals and Dean have it, T = 4: T² times the cross-entropy of softmax(z/T)
    return 16 * torch.nn.CrossEntropyLoss()(a.log() / 4, y)


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
    "crossEntropy.temperature": softened,
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
    *[("relu", "softmax", loss) for loss in LOSSES if "Entropy." in loss and loss != "crossEntropy.temperature"],
    *[("tanh", "sigmoid", loss) for loss in LOSSES if loss.startswith("binary")],
    ("tanh", "softmax", "binaryCrossEntropy"),
    *[("tanh", "softmax", "crossEntropy", penalty) for penalty in PENALTIES if penalty != "none"],
    ("tanh", "softmax", "crossEntropy.temperature"),
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
    if loss_name.endswith("temperature"):  # a teacher's answers
        y = torch.randn(SAMPLES, OUTPUTS).softmax(1)
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


# Sequences: two samples of four rows with three numbers each. Layers alone, by whatever comes from behind.
class Residual(torch.nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


class Of(torch.nn.Module):
    def __init__(self, function):
        super().__init__()
        self.forward = function


def residual():
    return Residual(torch.nn.LayerNorm(3), torch.nn.Linear(3, 5), torch.nn.Tanh(), torch.nn.Linear(5, 3))


def write_parameters(key, module, suffix=""):
    for name, p in module.named_parameters():
        write(f"{key} {name}{suffix}", rows_are_inputs(p))


def write_gradients(key, module):
    for name, p in module.named_parameters():
        write(f"{key} d{name}", rows_are_inputs(p.grad))


for key, layer in {
    "layerNorm": torch.nn.LayerNorm(3),
    "layerNorm.epsilon": torch.nn.LayerNorm(3, eps=0.1),
    "residual": residual(),
    "last": Of(lambda x: x[:, -1]),
    "meanOverTime": Of(lambda x: x.mean(1)),
}.items():
    for p in layer.parameters():
        torch.nn.init.normal_(p)
    x = (3 * torch.randn(2, 4, 3) + 2).requires_grad_()
    y = layer(x)
    delta = torch.randn(y.shape)
    y.backward(delta)
    write_parameters(key, layer)
    for name, value in [("x", x), ("delta", delta), ("y", y), ("dx", x.grad)]:
        write(f"{key} {name}", value)
    write_gradients(key, layer)

# Networks with ten steps: a target a sample, and a target a row, where -1 stands for none.
NONE = -1
for key, network, loss, target in [
    (
        "sequence.mean",
        torch.nn.Sequential(residual(), torch.nn.Linear(3, 4), torch.nn.Tanh(), Of(lambda x: x.mean(1)), torch.nn.Linear(4, 3)),
        torch.nn.CrossEntropyLoss(),
        [2, 1],
    ),
    (
        "sequence.last",
        torch.nn.Sequential(torch.nn.LayerNorm(3), residual(), Of(lambda x: x[:, -1]), torch.nn.Linear(3, 3)),
        torch.nn.CrossEntropyLoss(),
        [0, 2],
    ),
    (
        "sequence.rows",
        torch.nn.Sequential(residual(), torch.nn.Linear(3, 3)),
        torch.nn.CrossEntropyLoss(ignore_index=NONE),
        [NONE, 0, 2, NONE, 1, 1, NONE, 2],
    ),
    (
        "sequence.rows.weightedMean",
        torch.nn.Sequential(residual(), torch.nn.Linear(3, 3)),
        torch.nn.CrossEntropyLoss(ignore_index=NONE, weight=WEIGHTS),
        [1, NONE, 2, 2, NONE, NONE, 0, 1],
    ),
]:
    x = 2 * torch.randn(2, 4, 3) + 1
    y = torch.tensor(target)
    write(f"{key} x", x)
    write(f"{key} y", y)
    write_parameters(key, network)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.3)
    losses = []
    for step in range(10):
        optimizer.zero_grad()
        z = network(x).reshape(-1, 3)
        j = loss(z, y)
        j.backward()
        losses.append(j)
        if step == 0:
            write(f"{key} a", z.softmax(1))
            write_gradients(key, network)
        optimizer.step()
    write(f"{key} losses", torch.stack(losses))
    write_parameters(key, network, "-after")
