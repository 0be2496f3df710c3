"""Makes pytorch.txt: every operation of the tape with its derivatives, a deeper expression, and the worked example of
lesson 05, by PyTorch's autograd in double precision.

python pytorch.py > pytorch.txt        (needs torch; any version)

Each line is a key and its numbers: the arguments, the value, the gradients.
"""

import sys

import torch

torch.set_default_dtype(torch.double)

ONE = {
    "plus2": lambda a: a + 2.5,
    "minus2": lambda a: a - 2.5,
    "times2": lambda a: a * 2.5,
    "over2": lambda a: a / 2.5,
    "neg": lambda a: -a,
    "pow0": lambda a: a**0,
    "pow1": lambda a: a**1,
    "pow3": lambda a: a**3,
    "pow-2": lambda a: a**-2,
    "pow0.5": lambda a: a**0.5,
    "sqrt": torch.sqrt,
    "exp": torch.exp,
    "log": torch.log,
    "sin": torch.sin,
    "cos": torch.cos,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "abs": torch.abs,
}
TWO = {
    "plus": torch.add,
    "minus": torch.sub,
    "times": torch.mul,
    "over": torch.div,
    "max": torch.maximum,
    "min": torch.minimum,
    "sum": lambda a, b: torch.stack([a, b, a, b]).sum(),
}
DEFINED_BELOW_ZERO = set(ONE) - {"pow0.5", "sqrt", "log"}


def write(key, *numbers):
    print(key, *(repr(float(v)) for n in numbers for v in torch.as_tensor(n).detach().reshape(-1)))


def leaf(v):
    return torch.tensor(v, requires_grad=True)


print(f"# torch {torch.__version__.split('+')[0]}, python {sys.version.split()[0]}")
for name, f in ONE.items():
    points = [0.3, 1.0, 2.0, 17.25] + ([-0.7, -3.5] if name in DEFINED_BELOW_ZERO else [])
    points += [0.0] if name in ("relu", "abs", "exp", "tanh", "sigmoid", "sin", "cos", "pow0", "pow1", "pow3") else []
    for i, p in enumerate(points):
        a = leaf(p)
        y = f(a)
        y.backward()
        write(f"{name}/{i}", a, y, a.grad)
for name, f in TWO.items():
    for i, (p, q) in enumerate([(2.0, -3.0), (0.25, 1.5), (-1.75, -0.6), (1.5, 1.5)]):
        a, b = leaf(p), leaf(q)
        y = f(a, b)
        y.backward()
        write(f"{name}/{i}", a, b, y, a.grad, b.grad)

# Values used several times, on ways of different length.
a, b = leaf(-4.0), leaf(2.0)
c = a + b
d = a * b + b**3
c = c + c + 1
c = c + 1 + c + (-a)
d = d + d * 2 + (b + a).relu()
d = d + 3 * d + (b - a).relu()
e = c - d
f = e**2
g = f / 2.0
g = g + 10.0 / f
g.backward()
write("deep/0", a, b, g, a.grad, b.grad)

# Lesson 05: one input, two hidden ReLU neurons, one linear output, J = (a - y)^2 / 2, then one step with 0.01.
x, y = leaf([[2.0]]), torch.tensor([[8.0]])
w1, b1 = leaf([[0.5, -1.0]]), leaf([3.0, 0.5])
w2, b2 = leaf([[1.5], [-2.0]]), leaf([-1.0])
for step in ("first", "second"):
    z1 = x @ w1 + b1
    a1 = torch.relu(z1)
    out = a1 @ w2 + b2
    j = ((out - y) ** 2).sum() / 2
    for t in (x, w1, b1, w2, b2):
        t.grad = None
    for t in (z1, a1, out):
        t.retain_grad()
    j.backward()
    values = {"x": x, "w1": w1, "b1": b1, "z1": z1, "a1": a1, "w2": w2, "b2": b2, "out": out}
    for name, t in values.items():
        write(f"lesson05/{step}/{name}", t)
        write(f"lesson05/{step}/d{name}", t.grad)
    write(f"lesson05/{step}/j", j)
    with torch.no_grad():
        for t in (w1, b1, w2, b2):
            t -= 0.01 * t.grad
