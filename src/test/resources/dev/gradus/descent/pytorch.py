"""Makes pytorch.txt: gradients of the well-known functions by PyTorch's autograd, and ways down them by torch.optim, in
double precision.

python pytorch.py > pytorch.txt        (needs torch; any version)

Each line is a key and its numbers.
"""

import sys

import torch

torch.set_default_dtype(torch.double)


def quadratic(p):
    return (torch.tensor([1.0, 12.0]) * p**2).sum() / 2


def rosenbrock(p):
    x, y = p
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def beale(p):
    x, y = p
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def himmelblau(p):
    x, y = p
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


FUNCTIONS = [quadratic, rosenbrock, beale, himmelblau]
POINTS = [(-1.2, 1.0), (0.0, 0.0), (3.0, 0.5), (2.5, -1.75), (-0.3, 1.9)]
DESCENTS = [  # function, start, learning rate, momentum
    (quadratic, (8.0, 1.0), 0.15, 0.0),
    (rosenbrock, (-1.2, 1.0), 0.001, 0.0),
    (rosenbrock, (-1.2, 1.0), 0.0005, 0.9),
    (beale, (1.0, 1.0), 0.01, 0.0),
    (himmelblau, (0.0, 0.0), 0.01, 0.0),
]


def write(key, *tensors):
    print(key, *(repr(float(v)) for t in tensors for v in t.detach().reshape(-1)))


print(f"# torch {torch.__version__.split('+')[0]}, python {sys.version.split()[0]}")
for f in FUNCTIONS:
    for i, point in enumerate(POINTS):
        p = torch.tensor(point, requires_grad=True)
        value = f(p)
        value.backward()
        write(f"{f.__name__}/{i}", p, value, p.grad)
for f, start, rate, momentum in DESCENTS:
    p = torch.tensor(start, requires_grad=True)
    optimizer = torch.optim.SGD([p], lr=rate, momentum=momentum)
    key = f"{f.__name__}-{rate}-{momentum}"
    points, values = [p.detach().clone()], [f(p)]
    for step in range(50):
        optimizer.zero_grad()
        f(p).backward()
        optimizer.step()
        points.append(p.detach().clone())
        values.append(f(p))
    write(f"{key}/points", *points)
    write(f"{key}/values", *values)
