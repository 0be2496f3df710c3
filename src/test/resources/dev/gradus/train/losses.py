"""Makes losses.txt: a tiny training run by PyTorch in double precision.

python losses.py > losses.txt        (needs torch; any version)

A network of 3 inputs, 4 tanh units and 3 classes sees 12 samples in batches of 5, 5 and 2, in the same order in each
epoch. Written are the data, the starting weights (inputs × outputs), the losses of the first ten steps, and of ten epochs
the mean loss over their samples while the weights move.
"""

import sys

import torch

torch.manual_seed(7)
torch.set_default_dtype(torch.double)
SAMPLES, BATCH, EPOCHS = 12, 5, 10

OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.5),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "adam": lambda p: torch.optim.Adam(p, lr=0.05),
}


def write(key, tensor):
    print(key, *(repr(float(v)) for v in tensor.detach().reshape(-1)))


print(f"# torch {torch.__version__.split('+')[0]}, python {sys.version.split()[0]}")
x = torch.randn(SAMPLES, 3)
labels = torch.randint(3, (SAMPLES,))
start = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 3))
write("run x", x)
write("run labels", labels)
for name, p in start.named_parameters():
    write(f"run {name}", p.T if p.dim() == 2 else p)
weights = {name: p.clone() for name, p in start.state_dict().items()}
for name, optimizer_of in OPTIMIZERS.items():
    start.load_state_dict(weights)
    optimizer = optimizer_of(start.parameters())
    steps, epochs = [], []
    for _ in range(EPOCHS):
        total = 0.0
        for at in range(0, SAMPLES, BATCH):
            optimizer.zero_grad()
            y = labels[at : at + BATCH]
            loss = torch.nn.functional.cross_entropy(start(x[at : at + BATCH]), y)
            loss.backward()
            optimizer.step()
            steps.append(loss.detach())
            total += loss.detach() * len(y)
        epochs.append(total / SAMPLES)
    write(f"{name} steps", torch.stack(steps[:10]))
    write(f"{name} epochs", torch.stack(epochs))
