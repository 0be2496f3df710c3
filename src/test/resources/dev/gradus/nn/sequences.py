"""Makes sequences.txt: recurrent layers, attention, embeddings and positions alone, and ten SGD steps of networks with
them. By PyTorch in double precision.

python sequences.py > sequences.txt        (needs torch and numpy; any version)

Each line is a key and its numbers. Inputs, targets and starting weights are written too, so that the test uses no
random numbers of its own.
"""

import sys

import torch
from torch import nn

from modules import Attention, CausalAttention, Gru, Last, Lstm, Mean, Positions, Residual, Rnn, Tokens, Waves

torch.manual_seed(2)
torch.set_default_dtype(torch.double)
SAMPLES, LENGTH, VOCABULARY = 2, 4, 6
NONE = -1


def turned(name, tensor):  # PyTorch stores outputs × inputs, but tables as they are
    return tensor.T if tensor.dim() == 2 and name not in TABLES else tensor


TABLES = set()


def write(key, tensor):
    print(key, *(repr(float(v)) for v in tensor.detach().reshape(-1)))


def write_all(key, module, suffix="", gradient=False):
    for name, p in module.named_parameters():
        write(f"{key} {'d' if gradient else ''}{name}{suffix}", turned(name, p.grad if gradient else p))


def tables_of(module):
    TABLES.clear()
    for name, part in module.named_modules():
        if isinstance(part, nn.Embedding):
            TABLES.add(f"{name}.weight".lstrip("."))


def numbers(shape):
    return 2 * torch.randn(shape) + 0.5


def tokens():
    return torch.randint(VOCABULARY, (SAMPLES, LENGTH)).double()


print(f"# torch {torch.__version__.split('+')[0]}, python {sys.version.split()[0]}")
for key, layer, features in [
    ("embedding", Tokens(VOCABULARY, 3), 0),
    ("positions", Positions(LENGTH, 3), 3),
    ("positions.sinusoidal", Waves(), 3),
    ("positions.sinusoidal.4", Waves(), 4),
    ("rnn", Rnn(3, 5, batch_first=True), 3),
    ("lstm", Lstm(3, 5, batch_first=True), 3),
    ("gru", Gru(3, 5, batch_first=True), 3),
    ("attention", Attention(3, 1, batch_first=True), 3),
    ("attention.heads", Attention(6, 3, batch_first=True), 6),
    ("attention.causal", CausalAttention(3, 1, batch_first=True), 3),
    ("attention.causal.heads", CausalAttention(4, 2, batch_first=True), 4),
]:
    tables_of(layer)
    for p in layer.parameters():
        nn.init.normal_(p)
    x = numbers((SAMPLES, LENGTH, features)).requires_grad_() if features else tokens()
    y = layer(x)
    delta = torch.randn(y.shape)
    y.backward(delta)
    write_all(key, layer)
    write(f"{key} x", x)
    write(f"{key} delta", delta)
    write(f"{key} y", y)
    if features:
        write(f"{key} dx", x.grad)
    if key.startswith("attention"):
        write(f"{key} looks", layer.looks)
    write_all(key, layer, gradient=True)

# Networks with ten steps: a target a sample, and a target a row, where -1 stands for none.
for key, network, features, target in [
    ("rnn.last", nn.Sequential(Rnn(3, 5, batch_first=True), Last(), nn.Linear(5, 3)), 3, [2, 0]),
    ("rnn.rows", nn.Sequential(Rnn(3, 4, batch_first=True), nn.Linear(4, 3)), 3, [0, 2, NONE, 1, 1, NONE, NONE, 2]),
    ("lstm.last", nn.Sequential(Lstm(3, 5, batch_first=True), Last(), nn.Linear(5, 3)), 3, [1, 2]),
    (
        "lstm.lstm.mean",
        nn.Sequential(Lstm(3, 4, batch_first=True), Lstm(4, 3, batch_first=True), Mean(), nn.Linear(3, 3)),
        3,
        [1, 2],
    ),
    ("gru.last", nn.Sequential(Gru(3, 5, batch_first=True), Last(), nn.Linear(5, 3)), 3, [1, 0]),
    (
        "gru.residual",
        nn.Sequential(Tokens(VOCABULARY, 4), Residual(Gru(4, 4, batch_first=True)), nn.Linear(4, VOCABULARY)),
        0,
        [0, 2, 4, 5, 1, NONE, 3, 3],
    ),
    (
        "transformer",
        nn.Sequential(
            Tokens(VOCABULARY, 4),
            Positions(LENGTH, 4),
            Residual(nn.LayerNorm(4), CausalAttention(4, 2, batch_first=True)),
            Residual(nn.LayerNorm(4), nn.Linear(4, 8), nn.GELU(), nn.Linear(8, 4)),
            nn.LayerNorm(4),
            nn.Linear(4, VOCABULARY),
        ),
        0,
        [3, 5, 1, NONE, 0, 2, 2, 4],
    ),
    (
        "attention.mean",
        nn.Sequential(Waves(), Residual(Attention(4, 2, batch_first=True)), Mean(), nn.Linear(4, 3)),
        4,
        [1, 2],
    ),
]:
    tables_of(network)
    x = numbers((SAMPLES, LENGTH, features)) if features else tokens()
    y = torch.tensor(target)
    write(f"{key} x", x)
    write(f"{key} y", y)
    write_all(key, network)
    loss = nn.CrossEntropyLoss(ignore_index=NONE)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.3)
    losses = []
    for step in range(10):
        optimizer.zero_grad()
        z = network(x)
        z = z.reshape(-1, z.shape[-1])
        j = loss(z, y)
        j.backward()
        losses.append(j)
        if step == 0:
            write(f"{key} a", z.softmax(1))
            write_all(key, network, gradient=True)
        optimizer.step()
    write(f"{key} losses", torch.stack(losses))
    write_all(key, network, "-after")
