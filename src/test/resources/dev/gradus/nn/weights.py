"""Weights between PyTorch and Gradus.

python weights.py                          makes mlp.safetensors and its like, and weights.txt (their outputs)
python weights.py run NETWORK FILE         loads the file into the network, reads inputs from stdin, a sample a line,
                                           and prints the outputs
python weights.py make NETWORK FILE SEED   writes a file with other weights

Needs torch, numpy and safetensors; the first line of weights.txt names the versions that made it.
"""

import os
import sys

import safetensors
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from modules import Attention, CausalAttention, Gru, Last, Lstm, Positions, Residual, Rnn, Tokens

TOKENS = 6
HERE = os.path.dirname(os.path.abspath(__file__))
NETWORKS = {
    "mlp": ((3,), lambda: nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 3), nn.Tanh(), nn.Linear(3, 2), nn.Softmax(1))),
    "convnet": (
        (2, 6, 6),
        lambda: nn.Sequential(
            nn.Conv2d(2, 3, 3),
            nn.ReLU(),
            nn.BatchNorm2d(3),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Dropout(0.5),
            nn.Linear(12, 5),
            nn.BatchNorm1d(5),
            nn.Linear(5, 2),
            nn.Softmax(1),
        ),
    ),
    "residual": (
        (3,),
        lambda: nn.Sequential(
            Residual(nn.LayerNorm(3), nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 3)),
            Residual(nn.BatchNorm1d(3), Residual(nn.Linear(3, 3), nn.ReLU())),
            nn.Linear(3, 2),
            nn.Softmax(1),
        ),
    ),
    "recurrent": (
        (5, 3),
        lambda: nn.Sequential(
            Lstm(3, 4, batch_first=True),
            Gru(4, 6, batch_first=True),
            Rnn(6, 2, batch_first=True),
            Last(),
            nn.Linear(2, 2),
            nn.Softmax(1),
        ),
    ),
    "transformer": (
        (5,),
        lambda: nn.Sequential(
            Tokens(TOKENS, 4),
            Positions(5, 4),
            Residual(nn.LayerNorm(4), CausalAttention(4, 2, batch_first=True)),
            Residual(nn.LayerNorm(4), nn.Linear(4, 8), nn.GELU(), nn.Linear(8, 4)),
            Attention(4, 1, batch_first=True),
            nn.Linear(4, TOKENS),
            nn.Softmax(-1),
        ),
    ),
}


def inputs(name, n):
    shape = NETWORKS[name][0]
    return torch.randint(TOKENS, (n, *shape)).float() if name == "transformer" else torch.randn(n, *shape)


def make(name, file, seed):
    torch.manual_seed(seed)
    network = NETWORKS[name][1]()
    for _ in range(3):  # running statistics that differ from their start
        network(inputs(name, 8) if name == "transformer" else inputs(name, 8) * 2 + 1)
    save_file(network.state_dict(), file)
    return network.eval()


def write(words, tensor):
    print(words, *(repr(float(v)) for v in tensor.detach().reshape(-1)), file=out)


if len(sys.argv) == 1:
    with open(os.path.join(HERE, "weights.txt"), "w", newline="\n") as out:
        versions = f"torch {torch.__version__.split('+')[0]}, safetensors {safetensors.__version__}"
        print(f"# {versions}, python {sys.version.split()[0]}", file=out)
        for name in NETWORKS:
            network = make(name, os.path.join(HERE, f"{name}.safetensors"), 1)
            x = inputs(name, 4)
            write(f"{name} x", x)
            write(f"{name} a", network(x))
elif sys.argv[1] == "make":
    make(sys.argv[2], sys.argv[3], int(sys.argv[4]))
else:
    shape, build = NETWORKS[sys.argv[2]]
    network = build().eval()
    network.load_state_dict(load_file(sys.argv[3]))
    x = torch.tensor([[float(v) for v in line.split()] for line in sys.stdin])
    for row in network(x.reshape(-1, *shape)).flatten(1):
        print(*(repr(float(v)) for v in row))
