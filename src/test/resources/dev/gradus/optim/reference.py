"""Makes reference.txt: twenty steps of each optimizer, schedules and clippings, by PyTorch and Keras in double precision.

KERAS_BACKEND=torch python reference.py > reference.txt        (needs torch and keras; any version 3)

Each line is a key and its numbers. PyTorch is the reference wherever it has the variant; rows whose name has "keras" in
it come from Keras' own optimizers. Gradients always come from PyTorch's autograd. From step 11 on the learning rate is
half of what it was, since some variants differ only where it changes.
"""

import logging
import sys

import keras
import torch
from torch.optim import lr_scheduler

logging.disable()
torch.manual_seed(1)
torch.set_default_dtype(torch.double)
keras.config.set_floatx("float64")
STEPS = 20
EPSILONS = ["1e-8", "0.01"]
WITHOUT_EPSILON = ["sgd", "momentum", "nesterov"]
T, K = torch.optim, keras.optimizers

# row: (optimizer from parameters, η and ε; η on Rosenbrock; η on the network); K's take no parameters
ROWS = {
    "sgd": (lambda p, eta, e: T.SGD(p, eta), 5e-4, 0.1),
    "momentum": (lambda p, eta, e: T.SGD(p, eta, momentum=0.9), 1e-4, 0.1),
    "momentum-keras": (lambda p, eta, e: K.SGD(eta, momentum=0.9), 1e-4, 0.1),
    "nesterov": (lambda p, eta, e: T.SGD(p, eta, momentum=0.9, nesterov=True), 1e-4, 0.1),
    "nesterov-keras": (lambda p, eta, e: K.SGD(eta, momentum=0.9, nesterov=True), 1e-4, 0.1),
    "adagrad": (lambda p, eta, e: T.Adagrad(p, eta, eps=e), 0.1, 0.1),
    "adagrad-options": (
        lambda p, eta, e: T.Adagrad(p, eta, eps=e, lr_decay=0.001, initial_accumulator_value=0.5),
        0.1,
        0.1,
    ),
    "adagrad-keras": (lambda p, eta, e: K.Adagrad(eta, epsilon=e), 0.1, 0.1),
    "adadelta": (lambda p, eta, e: T.Adadelta(p, eta, eps=e), 1, 1),
    "adadelta-keras": (lambda p, eta, e: K.Adadelta(eta, epsilon=e), 1, 1),
    "rmsprop": (lambda p, eta, e: T.RMSprop(p, eta, eps=e), 0.01, 0.01),
    "rmsprop-centred": (lambda p, eta, e: T.RMSprop(p, eta, eps=e, centered=True), 0.01, 0.01),
    "rmsprop-options": (
        lambda p, eta, e: T.RMSprop(p, eta, eps=e, alpha=0.8, momentum=0.9, centered=True),
        0.001,
        0.001,
    ),
    "rmsprop-keras": (lambda p, eta, e: K.RMSprop(eta, epsilon=e), 0.01, 0.01),
    "rmsprop-keras-options": (
        lambda p, eta, e: K.RMSprop(eta, rho=0.8, epsilon=e, momentum=0.9, centered=True),
        0.001,
        0.001,
    ),
    "adam": (lambda p, eta, e: T.Adam(p, eta, eps=e), 0.05, 0.05),
    "adam-options": (lambda p, eta, e: T.Adam(p, eta, betas=(0.8, 0.99), eps=e), 0.05, 0.05),
    "adam-keras": (lambda p, eta, e: K.Adam(eta, epsilon=e), 0.05, 0.05),
    "adamW": (lambda p, eta, e: T.AdamW(p, eta, eps=e), 0.05, 0.05),
    "adamW-options": (
        lambda p, eta, e: T.AdamW(
            [
                {"params": [q for q in p if q.dim() > 1], "weight_decay": 0.3},
                {"params": [q for q in p if q.dim() == 1], "weight_decay": 0},
            ],
            eta,
            betas=(0.8, 0.99),
            eps=e,
        ),
        0.05,
        0.05,
    ),
    "adamW-keras": (lambda p, eta, e: K.AdamW(eta, epsilon=e), 0.05, 0.05),
    "adamax": (lambda p, eta, e: T.Adamax(p, eta, eps=e), 0.05, 0.05),
    "adamax-options": (lambda p, eta, e: T.Adamax(p, eta, betas=(0.8, 0.99), eps=e), 0.05, 0.05),
    "adamax-keras": (lambda p, eta, e: K.Adamax(eta, epsilon=e), 0.05, 0.05),
    "nadam": (lambda p, eta, e: T.NAdam(p, eta, eps=e), 0.05, 0.05),
    "nadam-options": (lambda p, eta, e: T.NAdam(p, eta, betas=(0.8, 0.99), eps=e, momentum_decay=0.1), 0.05, 0.05),
    "nadam-keras": (lambda p, eta, e: K.Nadam(eta, epsilon=e), 0.05, 0.05),
}


def write(key, values):
    print(key, *(repr(float(v)) for v in values))


def numbers(tensors):  # PyTorch stores outputs × inputs
    return torch.cat([(t.T if t.dim() == 2 else t).detach().reshape(-1) for t in tensors])


def train(make, start, eta, epsilon, loss):
    """Losses before each step, and all parameters behind each step."""
    parameters = [p.detach().clone().requires_grad_() for p in start]
    optimizer = make(parameters, float(eta), epsilon)
    variables = None
    if isinstance(optimizer, K.Optimizer):
        variables = [keras.Variable(p.detach().numpy()) for p in parameters]
        optimizer.build(variables)
    losses, path = [], []
    for step in range(STEPS):
        rate = eta if step < STEPS / 2 else eta / 2
        for p in parameters:
            p.grad = None
        j = loss(parameters)
        j.backward()
        losses.append(float(j.detach()))
        if variables:
            optimizer.learning_rate = rate
            optimizer.apply([p.grad for p in parameters], variables)
            for p, v in zip(parameters, variables):
                p.data.copy_(v.value.detach())
        else:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
        path.append(numbers(parameters))
    return losses, path


print(f"# torch {torch.__version__.split('+')[0]}, keras {keras.__version__}, python {sys.version.split()[0]}")
x, y = torch.randn(5, 3), torch.randn(5, 2)
first, second = torch.nn.Linear(3, 4), torch.nn.Linear(4, 2)
weights = [first.weight, first.bias, second.weight, second.bias]
write("network x", x.reshape(-1))
write("network y", y.reshape(-1))
write("network start", numbers(weights))


def rosenbrock(p):
    a, b = p[0].reshape(-1)
    return (1 - a) ** 2 + 100 * (b - a * a) ** 2


def network(p):
    a = torch.tanh(x @ p[0].T + p[1]) @ p[2].T + p[3]
    return torch.nn.functional.mse_loss(a, y)


for row, (make, rosenbrock_rate, network_rate) in ROWS.items():
    for epsilon in EPSILONS[:1] if row.split("-")[0] in WITHOUT_EPSILON else EPSILONS:
        key = f"{row}@{epsilon}"
        losses, path = train(make, [torch.tensor([[-1.2, 1.0]])], rosenbrock_rate, float(epsilon), rosenbrock)
        write(f"{key} rosenbrock", [rosenbrock_rate, *torch.cat(path)])
        losses, path = train(make, weights, network_rate, float(epsilon), network)
        write(f"{key} losses", [network_rate, *losses])
        write(f"{key} end", path[-1])

# ---- schedules: the rate of each step


def rates(make, steps, eta=0.1, losses=None):
    optimizer = T.SGD([torch.zeros(1, requires_grad=True)], eta)
    schedule = make(optimizer)
    result = []
    for t in range(steps):
        result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if losses:
            schedule.step(losses[t])
        elif t < steps - 1:
            schedule.step()
    return result


LOSSES = [1, 0.9, 0.9, 0.89995, 0.9, 0.8, 0.9, 0.9, 0.9, 0.9, 0.7, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.6]
PLATEAU = lr_scheduler.ReduceLROnPlateau
write("schedule stepDecay", rates(lambda o: lr_scheduler.StepLR(o, 3, 0.5), 20))
write("schedule exponentialDecay", rates(lambda o: lr_scheduler.ExponentialLR(o, 0.9), 20))
write("schedule cosineDecay", rates(lambda o: lr_scheduler.CosineAnnealingLR(o, 20), 20))
write("schedule cosineDecay-minimum", rates(lambda o: lr_scheduler.CosineAnnealingLR(o, 20, 0.01), 20))
write("schedule warmUp", rates(lambda o: lr_scheduler.LinearLR(o, 1 / 5, 1, 4), 20))
write("schedule oneCycle", rates(lambda o: lr_scheduler.OneCycleLR(o, 0.1, 20), 20))
write(
    "schedule oneCycle-options",
    rates(
        lambda o: lr_scheduler.OneCycleLR(
            o, 0.1, 20, pct_start=0.4, anneal_strategy="linear", div_factor=10, final_div_factor=100
        ),
        20,
    ),
)
write("schedule losses", LOSSES)
write("schedule reduceOnPlateau", rates(lambda o: PLATEAU(o, factor=0.5, patience=2), 21, losses=LOSSES))
write(
    "schedule reduceOnPlateau-options",
    rates(
        lambda o: PLATEAU(o, factor=0.5, patience=1, threshold=0.15, cooldown=2, min_lr=0.02), 21, losses=LOSSES
    ),
)

# ---- clipping: the norm before, then the gradients of the network behind

for limit in (0.5, 100):
    for name, clip in (
        ("clipNorm", torch.nn.utils.clip_grad_norm_),
        ("clipValue", torch.nn.utils.clip_grad_value_),
    ):
        parameters = [p.detach().clone().requires_grad_() for p in weights]
        (10 * network(parameters)).backward()
        norm = torch.nn.utils.get_total_norm([p.grad for p in parameters])
        clip(parameters, limit)
        write(f"{name} {limit}", [norm, *numbers([p.grad for p in parameters])])
