"""The networks that PyTorch knows by name, and what they train on; dev.gradus.bench.Networks has the same."""

import torch
from torch import nn

FRAMES, BANDS, CHARACTERS, VOCABULARY, WORDS, KNOWN_WORDS = 20, 40, 28, 64, 64, 2000


def data(name, samples, x, labels):
    """Digits, but sequences are drawn by chance, since speed doesn't ask what they mean."""
    if name in ("conv", "lenet"):
        return x.reshape(-1, 1, 28, 28), labels
    if name == "lstm":
        return torch.randn(samples, FRAMES, BANDS), torch.arange(samples) % 10
    if name == "transformer":
        return torch.randint(VOCABULARY, (2, samples, CHARACTERS))
    if name == "words":
        return torch.randint(KNOWN_WORDS, (samples, WORDS)), torch.arange(samples) % 10
    return x, labels


class Last(nn.LSTM):
    def forward(self, x):
        return super().forward(x)[0][:, -1]


class Attention(nn.MultiheadAttention):
    mask = torch.ones(CHARACTERS, CHARACTERS, dtype=torch.bool).triu(1)

    def forward(self, x):
        return super().forward(x, x, x, attn_mask=self.mask, need_weights=False, is_causal=True)[0]


class Positions(nn.Embedding):
    def forward(self, x):
        return x + self.weight


class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


class MeanOverTime(nn.Module):
    def forward(self, x):
        return x.mean(1)


def lstm():
    return [Last(BANDS, 64, batch_first=True), nn.Linear(64, 10)]


def transformer():
    return [
        nn.Embedding(VOCABULARY, 64),
        Positions(CHARACTERS, 64),
        Residual(nn.LayerNorm(64), Attention(64, 4, batch_first=True)),
        Residual(nn.LayerNorm(64), nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 64)),
        nn.LayerNorm(64),
        nn.Linear(64, VOCABULARY),
    ]


def words():
    return [nn.Embedding(KNOWN_WORDS, 64), MeanOverTime(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10)]


def conv():
    """Starts as in Gradus: He for ReLU, Xavier for softmax, biases 0."""
    modules = [nn.Conv2d(1, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(512, 10)]
    for i in (0, 3):
        nn.init.kaiming_normal_(modules[i].weight)
        nn.init.zeros_(modules[i].bias)
    nn.init.xavier_uniform_(modules[-1].weight)
    nn.init.zeros_(modules[-1].bias)
    return modules


def lenet():
    convolutions = [nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2), nn.Flatten()]
    return convolutions + [nn.Linear(256, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10)]


def dense(behind):
    """784-128-64-10 with something behind each hidden layer: n units → modules."""
    return [nn.Linear(784, 128), *behind(128), nn.Linear(128, 64), *behind(64), nn.Linear(64, 10)]


NAMED = {
    "conv": conv,
    "lenet": lenet,
    "lstm": lstm,
    "transformer": transformer,
    "words": words,
    "sigmoid": lambda: dense(lambda n: [nn.Sigmoid()]),
    "tanh": lambda: dense(lambda n: [nn.Tanh()]),
    "elu": lambda: dense(lambda n: [nn.ELU()]),
    "gelu": lambda: dense(lambda n: [nn.GELU()]),
    "leakyRelu": lambda: dense(lambda n: [nn.LeakyReLU()]),
    "dropout": lambda: dense(lambda n: [nn.ReLU(), nn.Dropout(0.2)]),
    "batchNorm": lambda: dense(lambda n: [nn.BatchNorm1d(n), nn.ReLU()]),
    "layerNorm": lambda: dense(lambda n: [nn.LayerNorm(n), nn.ReLU()]),
}
