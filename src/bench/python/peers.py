"""The peers: each trains a network of dense layers (ReLU, softmax, cross-entropy, plain gradient descent) on MNIST.

  python peers.py torch|jax|numpy|keras|sklearn THREADS

A worker reads commands and answers each with one line; dev.gradus.bench.Worker knows the same three:

  job LAYERS BATCH SAMPLES    a new network, such as 784,128,64,10; all its data and weights lie ready  → ok
                              (or the name of one of networks.py for LAYERS, which torch knows alone)
  epoch                       trains on all samples once, in a new order                                → seconds
  score                       measures the training samples                                             → loss accuracy
"""

import gzip
import math
import sys
import time
import warnings
from pathlib import Path

import numpy as np

RATE = 0.01
DATA = Path(__file__).resolve().parents[2] / "main/resources/dev/gradus/data"
random = np.random.default_rng(42)


class Job:
    def __init__(self, layers, batch, samples, name=""):
        self.layers, self.batch, self.samples, self.name = layers, batch, samples, name
        self.x = np.frombuffer(unpacked("images-idx3"), np.uint8, offset=16).reshape(-1, 784)[:samples].astype(np.float32) / 255
        self.labels = np.frombuffer(unpacked("labels-idx1"), np.uint8, offset=8)[:samples].astype(np.int32)
        self.weights = [self.initial(i) for i in range(len(layers) - 1)]  # W of inputs × outputs, and b

    def initial(self, i):
        """As in Gradus: He for ReLU, Xavier for softmax, biases 0."""
        inputs, outputs = self.layers[i : i + 2]
        limit = math.sqrt(6 / (inputs + outputs))
        last = i == len(self.layers) - 2
        w = random.uniform(-limit, limit, (inputs, outputs)) if last else random.normal(0, math.sqrt(2 / inputs), (inputs, outputs))
        return w.astype(np.float32), np.zeros(outputs, np.float32)

    def order(self):
        return random.permutation(self.samples)


class NumPy:
    def __init__(self, job, threads):
        self.job, self.weights = job, job.weights

    def epoch(self):
        job, order = self.job, self.job.order()
        for start in range(0, job.samples, job.batch):
            which = order[start : start + job.batch]
            self.step(job.x[which], job.labels[which])

    def step(self, x, labels):
        outputs = self.forward(x)
        delta = outputs[-1]  # a − y, in place
        delta[np.arange(len(labels)), labels] -= 1
        delta *= RATE / len(labels)
        for i in reversed(range(len(self.weights))):
            w, b = self.weights[i]
            below = outputs[i]
            if i > 0:
                next_delta = delta @ w.T
                next_delta *= below > 0
            w -= below.T @ delta
            b -= delta.sum(axis=0)
            if i > 0:
                delta = next_delta

    def forward(self, x):
        outputs = [x]
        for w, b in self.weights:
            a = outputs[-1] @ w
            a += b
            outputs.append(a)
            if len(outputs) <= len(self.weights):
                np.maximum(a, 0, out=a)
        a -= a.max(axis=1, keepdims=True)
        np.exp(a, out=a)
        a /= a.sum(axis=1, keepdims=True)
        return outputs

    def probabilities(self):
        return self.forward(self.job.x)[-1]


class Torch:
    """Eager, the samples preloaded as tensors and shuffled by index."""

    def __init__(self, job, threads):
        import torch

        torch.set_num_threads(threads)
        self.torch, self.job = torch, job
        self.x, self.labels = torch.from_numpy(job.x), torch.from_numpy(job.labels.astype(np.int64))
        modules = []
        if job.name:
            import networks

            modules = networks.NAMED[job.name]()
            self.x, self.labels = networks.data(job.name, job.samples, self.x, self.labels)
        for w, b in job.weights:
            linear = torch.nn.Linear(*w.shape)
            with torch.no_grad():
                linear.weight.copy_(torch.from_numpy(w.T))
                linear.bias.zero_()
            modules += [linear, torch.nn.ReLU()]
        self.model = torch.nn.Sequential(*(modules[:-1] if job.layers else modules))
        self.loss = torch.nn.CrossEntropyLoss()
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=RATE)

    def epoch(self):
        order = self.torch.randperm(self.job.samples)
        for which in order.split(self.job.batch):
            self.optimizer.zero_grad()
            z = self.model(self.x[which])
            self.loss(z.reshape(-1, z.shape[-1]), self.labels[which].reshape(-1)).backward()
            self.optimizer.step()

    def probabilities(self):
        with self.torch.no_grad():
            return self.model(self.x).softmax(dim=-1).numpy()


class Jax:
    """The whole epoch compiled into one lax.scan."""

    def __init__(self, job, threads):
        import jax
        from jax import numpy as jnp

        self.job = job
        self.x, self.labels = jnp.asarray(job.x), jnp.asarray(job.labels)
        self.weights = [(jnp.asarray(w), jnp.asarray(b)) for w, b in job.weights]

        def logits(weights, x):
            for w, b in weights[:-1]:
                x = jax.nn.relu(x @ w + b)
            w, b = weights[-1]
            return x @ w + b

        def loss(weights, x, labels):
            return -jnp.take_along_axis(jax.nn.log_softmax(logits(weights, x)), labels[:, None], axis=1).mean()

        def step(weights, x, labels):
            gradients = jax.grad(loss)(weights, x, labels)
            return jax.tree.map(lambda w, g: w - RATE * g, weights, gradients)

        def epoch(weights, x, labels, order):
            full = len(order) // job.batch * job.batch
            weights, _ = jax.lax.scan(lambda w, which: (step(w, x[which], labels[which]), None), weights, order[:full].reshape(-1, job.batch))
            return step(weights, x[order[full:]], labels[order[full:]]) if full < len(order) else weights

        self.jax, self.logits, self.compiled = jax, logits, jax.jit(epoch, donate_argnums=0)

    def epoch(self):
        self.weights = self.compiled(self.weights, self.x, self.labels, self.job.order().astype(np.int32))
        self.jax.block_until_ready(self.weights)

    def probabilities(self):
        return np.asarray(self.jax.nn.softmax(self.logits(self.weights, self.x)))


class Keras:
    """model.fit with TensorFlow behind it; no metrics, which would cost more."""

    def __init__(self, job, threads):
        import keras
        import tensorflow

        if not tensorflow.config.threading.get_intra_op_parallelism_threads():
            tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
            tensorflow.config.threading.set_inter_op_parallelism_threads(threads)
        self.job = job
        hidden = [keras.layers.Dense(n, "relu") for n in job.layers[1:-1]]
        self.model = keras.Sequential([keras.Input((job.layers[0],)), *hidden, keras.layers.Dense(job.layers[-1], "softmax")])
        self.model.set_weights([array for pair in job.weights for array in pair])
        self.model.compile(keras.optimizers.SGD(RATE), "sparse_categorical_crossentropy")

    def epoch(self):
        self.model.fit(self.job.x, self.job.labels, batch_size=self.job.batch, epochs=1, shuffle=True, verbose=0)

    def probabilities(self):
        return self.model.predict(self.job.x, batch_size=1024, verbose=0)


class Sklearn:
    """MLPClassifier; partial_fit is one epoch."""

    def __init__(self, job, threads):
        from sklearn.neural_network import MLPClassifier

        warnings.filterwarnings("ignore")
        self.job = job
        self.model = MLPClassifier(job.layers[1:-1], solver="sgd", learning_rate_init=RATE, momentum=0, alpha=0, batch_size=job.batch, random_state=42)
        self.model.partial_fit(job.x[: job.batch], job.labels[: job.batch], classes=range(10))  # makes the arrays
        for w, b, (our_w, our_b) in zip(self.model.coefs_, self.model.intercepts_, job.weights):
            w[:], b[:] = our_w, our_b

    def epoch(self):
        self.model.partial_fit(self.job.x, self.job.labels)

    def probabilities(self):
        return self.model.predict_proba(self.job.x)


PEERS = {"numpy": NumPy, "torch": Torch, "jax": Jax, "keras": Keras, "sklearn": Sklearn}


def main(name, threads):
    peer = None
    for line in sys.stdin:
        command, *words = line.split()
        if command == "job":
            peer = None  # frees what the last one holds
            named = words[0].isalpha()
            layers = [] if named else [int(n) for n in words[0].split(",")]
            peer = PEERS[name](Job(layers, int(words[1]), int(words[2]), words[0] if named else ""), threads)
            answer = "ok"
        elif command == "epoch":
            start = time.perf_counter()
            peer.epoch()
            answer = time.perf_counter() - start
        else:
            p = peer.probabilities()
            labels = peer.job.labels
            likelihood = np.maximum(p[np.arange(len(labels)), labels].astype(np.float64), 1e-30)
            answer = f"{-np.log(likelihood).mean()} {(p.argmax(axis=1) == labels).mean()}"
        print(answer, flush=True)


def unpacked(part):
    return gzip.decompress((DATA / f"train-{part}-ubyte.gz").read_bytes())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
