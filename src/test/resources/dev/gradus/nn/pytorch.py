"""Makes pytorch.txt: outputs, losses, gradients and five SGD steps of small networks, by PyTorch in double precision.

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
}


def cross_entropy(a, y):
    return -(y * a.log()).sum(1).mean()


LOSSES = {"meanSquaredError": torch.nn.MSELoss(), "crossEntropy": cross_entropy}
NETWORKS = [  # hidden activation, output activation, loss
    *[(hidden, "linear", "meanSquaredError") for hidden in ACTIVATIONS],
    *[("tanh", output, "meanSquaredError") for output in ACTIVATIONS if output != "linear"],
    ("relu", "softmax", "crossEntropy"),
    ("tanh", "sigmoid", "crossEntropy"),
]


def write(key, tensor):
    print(key, *(repr(float(v)) for v in tensor.detach().reshape(-1)))


print(f"# torch {torch.__version__.split('+')[0]}, python {sys.version.split()[0]}")
for hidden, output, loss_name in NETWORKS:
    key = f"{hidden}-{output}-{loss_name}"
    x = torch.randn(SAMPLES, INPUTS)
    y = torch.nn.functional.one_hot(torch.arange(SAMPLES) % OUTPUTS, OUTPUTS).double()
    if loss_name == "meanSquaredError":
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
