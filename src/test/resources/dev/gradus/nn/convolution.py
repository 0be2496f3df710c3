"""Makes convolution.txt: outputs, losses and gradients of layers for pictures, by PyTorch in double precision.

python convolution.py > convolution.txt        (needs torch and numpy; any version)

Each line is a key and its numbers. The first word of a key is the network: layers with ; between them, and with : their
sizes (conv2d:filters:kernel:stride:padding, maxPool:size:stride, averagePool:size:stride, dense:units). The loss is the
mean squared error. Inputs, targets and weights are written too, so that the test uses no random numbers of its own.
"""

import sys

import torch
from torch import nn

torch.manual_seed(4)
torch.set_default_dtype(torch.double)
NETWORKS = [
    ("conv2d:3:3:1:0", (2, 2, 5, 6)),
    ("conv2d:2:3:2:1", (2, 3, 7, 4)),
    ("conv2d:4:2:3:2", (2, 1, 5, 5)),
    ("conv2d:2:1:1:0;maxPool:2:2", (3, 2, 5, 7)),
    ("conv2d:2:1:1:0;maxPool:3:1", (2, 2, 5, 6)),
    ("conv2d:2:1:1:0;averagePool:2:2", (3, 2, 5, 7)),
    ("conv2d:2:1:1:0;averagePool:3:2", (2, 2, 7, 6)),
    ("conv2d:4:3:1:1;relu;maxPool:2:2;conv2d:3:3:1:0;tanh;averagePool:2:1;flatten;dense:5;relu;dense:3", (4, 1, 9, 9)),
]


def module(word, channels, features):
    name, *numbers = word.split(":")
    n = [int(number) for number in numbers]
    if name == "conv2d":
        return nn.Conv2d(channels, n[0], n[1], stride=n[2], padding=n[3])
    if name == "maxPool":
        return nn.MaxPool2d(n[0], n[1])
    if name == "averagePool":
        return nn.AvgPool2d(n[0], n[1])
    if name == "dense":
        return nn.Linear(features, n[0])
    return {"flatten": nn.Flatten, "relu": nn.ReLU, "tanh": nn.Tanh}[name]()


def write(key, tensor):
    print(key, *(repr(float(v)) for v in tensor.detach().reshape(-1)))


print(f"# torch {torch.__version__.split('+')[0]}, python {sys.version.split()[0]}")
for key, shape in NETWORKS:
    x = torch.randn(shape)
    modules, a = [], x
    for word in key.split(";"):
        modules.append(module(word, a.shape[1], a[0].numel()))
        a = modules[-1](a)
    network = nn.Sequential(*modules)
    y = torch.randn(a.shape)
    loss = nn.MSELoss()(network(x), y)
    loss.backward()
    write(f"{key} shape", torch.tensor(shape))
    for name, tensor in {"x": x, "y": y, "a": a, "loss": loss}.items():
        write(f"{key} {name}", tensor)
    for name, p in network.named_parameters():
        write(f"{key} {name}", p)
        write(f"{key} d{name}", p.grad)
