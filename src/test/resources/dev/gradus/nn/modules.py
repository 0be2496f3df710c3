"""Modules that PyTorch lacks, or whose outputs aren't one tensor: for weights.py and sequences.py."""

import torch
from torch import nn


class First:
    """Of what a recurrent layer gives, all h and no more."""

    def forward(self, x):
        return super().forward(x)[0]


class Rnn(First, nn.RNN):
    pass


class Lstm(First, nn.LSTM):
    pass


class Gru(First, nn.GRU):
    pass


class Attention(nn.MultiheadAttention):
    causal = False

    def forward(self, x):
        mask = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1) if self.causal else None
        y, self.looks = super().forward(x, x, x, attn_mask=mask, average_attn_weights=False)
        return y


class CausalAttention(Attention):
    causal = True


class Tokens(nn.Embedding):
    def forward(self, x):
        return super().forward(x.long())


class Positions(nn.Embedding):
    def forward(self, x):
        return x + self.weight


class Waves(nn.Module):
    """As in "Attention is all you need"."""

    def forward(self, x):
        t, n = x.shape[1:]
        pairs = 10_000 ** (-torch.arange(0, n, 2) / n)
        angles = torch.arange(t).double()[:, None] * pairs
        waves = torch.zeros(t, n)
        waves[:, 0::2] = angles.sin()
        waves[:, 1::2] = angles.cos()[:, : n // 2]
        return x + waves


class Residual(nn.Sequential):
    def forward(self, x):
        return x + super().forward(x)


class Last(nn.Module):
    def forward(self, x):
        return x[:, -1]


class Mean(nn.Module):
    def forward(self, x):
        return x.mean(1)
