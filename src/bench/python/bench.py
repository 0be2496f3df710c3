"""Gradus against its peers, in one run: `python3 kernel/gradus.py bench` calls this, and prepares what it needs.

Every peer is a process of its own that trains when told to. In each round all of them train one epoch, one after the
other, so that a slower minute of the machine meets all; figures are medians over the rounds. Linux on x86-64 only.
"""

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
CLASS_PATH = os.pathsep.join(map(str, [ROOT / "target/classes", ROOT / "target/test-classes", (ROOT / "target/bench.classpath").read_text().strip()]))
LOG = ROOT / ".gradus/bench.log"  # what the peers say on stderr
TICK = os.sysconf("SC_CLK_TCK")
TABLES = ROOT / "src/bench/README.md"
MARKS = ("<!-- bench -->", "<!-- /bench -->")

LAYERS, BATCH, SAMPLES = [784, 128, 64, 10], 128, 54_000
STEPS, WARM = 200, 5  # of an epoch of sequences; epochs of what has a name until compilers are done
FIRST, OTHER = "Gradus", "PyTorch"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    quick = options.quick
    cores = pin_to_two_cores()
    LOG.write_text("", encoding="utf-8")

    begun, text = time.time(), []

    def show(lines):
        print(*lines, sep="\n", flush=True)
        text.extend(lines)

    show(introduction(cores, quick))
    with ExitStack() as stack:
        workers = [stack.enter_context(worker) for worker in headline_workers()]
        ours, theirs = workers[0], workers[1]
        show(headline(workers, 3 if quick else 9))
        show(busy([ours, theirs, workers[-1]], 3 if quick else 7))
        show(scaling(ours, theirs, quick))
        show(convolution([ours, theirs], 2 if quick else 5))
        show(sequences([ours, theirs], 3 if quick else 9))
        show(parts([ours, theirs], 3 if quick else 7))
    show(cold(1 if quick else 3))
    show(multiply())
    show(ladder())
    show(last_words(begun))
    if options.write:
        write("\n".join(text))


# ------------------------------------------------------------------------------------------------------- the workers


class Worker:
    """A process that trains when told to. All wait without working while one trains."""

    def __init__(self, name, command, **env):
        self.name, self.command, self.env = name, [str(part) for part in command], {**os.environ, **env}

    def __enter__(self):
        with LOG.open("ab") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=self.env, text=True)
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def ask(self, *words):
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if not answer:
            sys.exit(f"{self.name} ended instead of answering {words[0]}: see {LOG}")
        return answer if answer[0] == "ok" else [float(word) for word in answer]

    def job(self, layers=LAYERS, batch=BATCH, samples=SAMPLES):
        self.ask("job", ",".join(map(str, layers)), batch, samples)

    def epoch(self):
        return self.ask("epoch")[0]

    def cpu_seconds(self):
        words = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / TICK  # user + system

    def megabytes(self):
        """The most memory that it ever held."""
        return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())[1]) / 1024


def gradus(name=FIRST, threads=2, flags=()):
    flags = ["-Xmx256m", "--add-modules", "jdk.incubator.vector", f"-Dgradus.threads={threads}", *flags]
    return Worker(name, ["java", *flags, "-cp", CLASS_PATH, "dev.gradus.bench.Worker"])


def peer(name, module, threads=2, **env):
    """Libraries take their threads from these; how long their idle threads spin is left as each library has it."""
    env = {"OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads), "CUDA_VISIBLE_DEVICES": "-1", "TF_CPP_MIN_LOG_LEVEL": "3", **env}
    return Worker(name, [sys.executable, HERE / "peers.py", module, threads], **env)


def headline_workers():
    avx2 = {"ATEN_CPU_CAPABILITY": "avx2"}
    return [
        gradus(),
        peer(OTHER, "torch"),
        peer("JAX", "jax"),
        peer("NumPy", "numpy"),
        peer("Keras/TensorFlow", "keras", KERAS_BACKEND="tensorflow"),
        peer("scikit-learn", "sklearn"),
        gradus("Gradus, one thread", threads=1),
        peer("PyTorch, one thread", "torch", threads=1),
        gradus("Gradus, -XX:UseAVX=2", flags=["-XX:UseAVX=2"]),
        peer("PyTorch, ATEN_CPU_CAPABILITY=avx2", "torch", **avx2),
        peer("PyTorch, also MKL and oneDNN on AVX2", "torch", **avx2, MKL_ENABLE_INSTRUCTIONS="AVX2", ONEDNN_MAX_CPU_ISA="AVX2"),
        peer("PyTorch, OMP_WAIT_POLICY=PASSIVE", "torch", OMP_WAIT_POLICY="PASSIVE"),  # its idle threads sleep at once
    ]


def rounds(workers, count):
    """Seconds an epoch, by name."""
    times = {worker.name: [] for worker in workers}
    for _ in range(count):
        for worker in workers:
            wait_for_quiet()
            times[worker.name].append(worker.epoch())
    return times


def named(job, workers, count, **sizes):
    """Seconds an epoch of the network of this name, behind those until compilers are done."""
    say(job)
    for worker in workers:
        worker.job([job], **sizes)
        for _ in range(WARM):
            worker.epoch()
    return rounds(workers, count)


# -------------------------------------------------------------------------------------------------------- the tables


def headline(workers, count):
    say("the headline job: first epochs")
    for worker in workers:
        worker.job()
        say(f"  {worker.name} {worker.epoch():.3f}")
    say(f"the headline job: {count} rounds")
    before, start = busy_seconds() - own_seconds(workers), time.time()
    times = rounds(workers, count)
    others = max(0.0, (busy_seconds() - own_seconds(workers) - before) / (time.time() - start))  # clocks differ a little
    time.sleep(2)  # whoever compiles in the background comes to an end
    cpu = [worker.cpu_seconds() for worker in workers]
    time.sleep(3)
    idle = [100 * (worker.cpu_seconds() - spent) / 3 for worker, spent in zip(workers, cpu)]
    ours = statistics.median(times[FIRST])
    lines = [
        "## The headline job",
        "",
        f"784-128-64-10, ReLU, softmax, cross-entropy, SGD 0.01, batches of {BATCH}, {SAMPLES:,} training images, reshuffled each epoch, two"
        f" threads: seconds an epoch, the median of {count} behind the first. Others on this machine used {others:.2f} cores meanwhile."
        " Idle: the share of a core that the process uses while it waits for the next command.",
        "",
    ]
    rows = []
    for worker, share in zip(workers, idle):
        own = times[worker.name]
        median = statistics.median(own)
        loss, accuracy = worker.ask("score")
        cells = (worker.name, f"**{median:.3f}**", f"{min(own):.3f}–{max(own):.3f}", ratio(median, ours), ratio(min(own), min(times[FIRST])), f"{loss:.4f}", f"{100 * accuracy:.2f} %")
        rows.append((*cells, f"{worker.megabytes():.0f} MB", f"{share:.1f} %"))
    lines += table(("", "seconds", "from–to", "to Gradus", "bests", f"loss after {count + 1} epochs", "accuracy", "memory", "idle"), rows)
    medians = {name: statistics.median(own) for name, own in times.items()}
    flops = SAMPLES * (6 * sum(a * b for a, b in zip(LAYERS, LAYERS[1:])) - 2 * LAYERS[0] * LAYERS[1])
    peak, peak2 = fma_peak()
    lines += [
        "",
        f"- On AVX2 alone, PyTorch takes {ratio(medians[workers[9].name], medians[workers[8].name])} times as long as Gradus, and"
        f" {ratio(medians[workers[10].name], medians[workers[8].name])} times where MKL and oneDNN keep to AVX2, too.",
        f"- Two threads are {ratio(medians[workers[6].name], ours)} times as fast as one (PyTorch: {ratio(medians[workers[7].name], medians[OTHER])}).",
        f"- An epoch multiplies {flops / 1e9:.1f} GFLOP: {flops / 1e9 / ours:.0f} GFLOP/s, {100 * flops / 1e9 / ours / peak2:.0f} % of the"
        f" {peak2:.0f} GFLOP/s that the two cores reach in registers (one: {peak:.0f}); on one thread"
        f" {100 * flops / 1e9 / medians[workers[6].name] / peak:.0f} %. That counts every product; Gradus leaves out those of"
        " pixels that are zero, which most of a digit is.",
        f"- The JVM has a heap of 256 MB (`-Xmx256m`); a training step leaves {workers[0].ask('allocated')[0]:.0f} bytes of garbage, an epoch's"
        " own divided by its steps.",
        "",
    ]
    return lines


def convolution(workers, count):
    say("the convolutional network")
    for worker in workers:
        worker.job(["conv"])
        worker.epoch()
    times = rounds(workers, count)
    ours, lines = statistics.median(times[FIRST]), []
    for worker in workers:
        own = times[worker.name]
        median = statistics.median(own)
        loss, accuracy = worker.ask("score")
        lines.append((worker.name, f"**{median:.2f}**", f"{min(own):.2f}–{max(own):.2f}", ratio(median, ours), ratio(min(own), min(times[FIRST])), f"{loss:.4f}", f"{100 * accuracy:.2f} %"))
    heading = [
        "## A convolutional network",
        "",
        f"Pictures of 1 × 28 × 28, convolution with 16 filters of 5 × 5, ReLU, max pooling 2 × 2, the same with 32 filters, dense layer of 10, softmax;"
        f" otherwise as the headline job: seconds an epoch, the median of {count} behind the first.",
        "",
    ]
    return heading + table(("", "seconds", "from–to", "to Gradus", "bests", f"loss after {count + 1} epochs", "accuracy"), lines) + [""]


def sequences(workers, count):
    """Small steps, where what is done around the products counts; a job has so many steps that an epoch takes a while."""
    lines = []
    for job, what in [
        ("lstm", "LSTM of 64 units over 20 frames of 40 numbers, its last state, dense layer of 10"),
        ("transformer", "28 characters, 64 wide: embedding, positions, causal attention with 4 heads, 256 ReLU units, dense layer of 64"),
    ]:
        times = named(job, workers, count, batch=32, samples=32 * STEPS)
        ours = statistics.median(times[FIRST])
        for worker in workers:
            own = [seconds / STEPS * 1000 for seconds in times[worker.name]]
            median = statistics.median(own)
            lines.append((what, worker.name, f"**{median:.2f}**", f"{min(own):.2f}–{max(own):.2f}", ratio(median, ours / STEPS * 1000), ratio(min(own), min(times[FIRST]) / STEPS * 1000)))
    heading = [
        "## Sequences",
        "",
        f"Batches of 32, SGD 0.01: milliseconds a step, the median of {count} epochs of {STEPS} steps behind the first {WARM}.",
        "",
    ]
    return heading + table(("network", "", "milliseconds", "from–to", "to Gradus", "bests"), lines) + [""]


def parts(workers, count):
    """One part changed: what is seldom measured is where a hundredth of the code may take most of the time."""
    rows = []
    for job, what in [
        ("sigmoid", "sigmoid instead of ReLU"),
        ("tanh", "tanh instead of ReLU"),
        ("elu", "ELU instead of ReLU"),
        ("gelu", "GELU instead of ReLU"),
        ("leakyRelu", "leaky ReLU instead of ReLU"),
        ("dropout", "dropout of 0.2 behind each ReLU"),
        ("batchNorm", "batch normalisation before each ReLU"),
        ("layerNorm", "layer normalisation before each ReLU"),
        ("lenet", "convolutions with 6 and 16 filters of 5 × 5, tanh, mean pooling; 120, 84 units of tanh (LeNet)"),
        ("words", "the mean of 64 embedded words, 64 wide, of 2,000; 64 units of ReLU"),
    ]:
        times = named(job, workers, count, samples=12_800)
        ours, theirs = (1000 * statistics.median(times[worker.name]) for worker in workers)
        best = min(times[OTHER]), min(times[FIRST])
        rows.append((what, f"{ours:.1f}", f"{theirs:.1f}", ratio(theirs, ours), ratio(*best)))
    heading = [
        "## Other parts",
        "",
        f"The headline job with one part changed, and two networks of other kinds, 12,800 samples, two threads: milliseconds an epoch, the median of {count} behind the first {WARM}.",
        "",
    ]
    return heading + table(("", "Gradus", "PyTorch", "ratio", "bests"), rows) + [""]


def busy(workers, count):
    say("two other busy processes")
    alone = rounds(workers, count)
    loops = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
    try:
        time.sleep(0.5)
        crowded = {worker.name: [worker.epoch() for _ in range(count)] for worker in workers}
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()
    rows = []
    for name in alone:
        a, c = statistics.median(alone[name]), statistics.median(crowded[name])
        rows.append((name, f"{a:.3f}", f"{c:.3f}", ratio(c, a)))
    heading = ["## With two other busy processes on the two cores", "", f"Seconds an epoch of the headline job, medians of {count}.", ""]
    return heading + table(("", "alone", "with them", "ratio"), rows) + [""]


def cold(count):
    say("cold JVMs")
    times = []
    for _ in range(count):
        wait_for_quiet()
        start = time.perf_counter()
        with gradus() as worker:
            worker.job()
            first = worker.epoch()
            total = time.perf_counter() - start
            times.append((first, total, min(worker.epoch() for _ in range(3))))
    first, total, warm = (statistics.median(column) for column in zip(*times))
    return [
        "## A cold JVM",
        "",
        f"The first epoch of the headline job, compilation included, takes **{first:.2f} s** ({ratio(first, warm)} times the best of the next"
        f" three); from the start of the process, with loading MNIST, {total:.2f} s. Median of {count}.",
        "",
    ]


def multiply():
    say("the multiply")
    lines = [
        "## The multiply",
        "",
        "The products of one training step through `Matrix`, against OpenBLAS (bytedeco), one thread each: GFLOP/s, medians of rounds that take turns.",
        "",
    ]
    columns = [run_multiply(), run_multiply("-XX:UseAVX=2", OPENBLAS_CORETYPE="Haswell")]
    rows = []
    for (name, ours, theirs), (_, ours2, theirs2) in zip(*columns):
        rows.append((name, f"{ours:.0f}", f"{theirs:.0f}", ratio(ours, theirs), f"{ours2:.0f}", f"{theirs2:.0f}", ratio(ours2, theirs2)))
    peak, peak2 = fma_peak()[0], fma_peak("-XX:UseAVX=2")[0]
    rows.append(("fused multiply-adds in registers", f"{peak:.0f}", "", "", f"{peak2:.0f}", "", ""))
    wide = "AVX-512" if "avx512f" in cpu("flags").split() else "AVX2"
    return lines + table(("", f"Gradus, {wide}", "OpenBLAS", "ratio", "Gradus, AVX2", "OpenBLAS, Haswell", "ratio"), rows) + [""]


def run_multiply(*flags, **env):
    wait_for_quiet()
    env = {"OPENBLAS_NUM_THREADS": "1", **env}
    output = java("dev.gradus.bench.Multiply", "-Dgradus.threads=1", *flags, **env)
    return [(name, float(ours), float(theirs)) for name, ours, theirs in (line.split("\t") for line in output.splitlines())]


def ladder():
    say("the ladder")
    wait_for_quiet()
    one = rungs("-Dgradus.threads=1", "-Dgradus.kernels=vector")
    two = rungs("-Dgradus.threads=2", "-Dgradus.kernels=vector")
    steps = [("three plain loops", one["naive"]), ("loops in the order of memory", one["index order"]), ("four rows at a time", one["tiled"])]
    steps += [("vector kernels", one["Matrix"]), ("vector kernels on two threads", two["Matrix"])]
    heading = ["## The ladder", "", "128 × 784 · 784 × 128, every rung with the same bits: GFLOP/s, and how many times the first.", ""]
    return heading + table(("", "GFLOP/s", "times"), [(name, f"{rate:.1f}", ratio(rate, one["naive"])) for name, rate in steps]) + [""]


def rungs(*flags):
    return {name: float(rate) for name, rate in (line.split("\t") for line in java("dev.gradus.bench.Ladder", *flags).splitlines())}


def fma_peak(*flags):
    """GFLOP/s of one core and of two."""
    wait_for_quiet()
    return [float(word) for word in java("dev.gradus.bench.FmaPeak", *flags).split()]


def scaling(ours, theirs, quick):
    def points(*values):
        return values[:: len(values) // 2] if quick else values

    lost = []

    def compare(what, value, layers=LAYERS, batch=BATCH, samples=4096):
        say(f"{what} {value}")
        workers = (ours, theirs)
        for worker in workers:
            worker.job(layers, batch, samples)
            worker.epoch()
        times = {worker.name: [] for worker in workers}
        while len(times[FIRST]) < 3 or (len(times[FIRST]) < 9 and sum(map(sum, times.values())) < 1):
            for name, seconds in rounds(workers, 1).items():
                times[name] += seconds
        a, b = (statistics.median(times[worker.name]) for worker in workers)
        if a > b:
            lost.append(f"{what} {value:,} ({ratio(b, a)})")
        steps = -(-samples // batch)
        return f"{value:,}", f"{1e3 * a:.4g}", f"{1e3 * b:.4g}", ratio(b, a), f"{1e6 * a / steps:.4g}", f"{1e6 * b / steps:.4g}"

    sections = {
        "batch size": ("4,096 samples", [compare("batch size", n, batch=n) for n in points(1, 4, 16, 64, 256, 1024, 4096)]),
        "width": ("784-w-w-10, 2,048 samples", [compare("width", n, [784, n, n, 10], samples=2048) for n in points(16, 64, 128, 256, 512, 1024, 2048)]),
        "depth": ("so many hidden layers of 128, 4,096 samples", [compare("depth", n, [784, *[128] * n, 10]) for n in points(1, 2, 5, 10, 20)]),
        "samples": ("", [compare("samples", n, samples=n) for n in points(1000, 4000, 16_000, 60_000)]),
    }
    lines = ["## How the cost grows", "", "Milliseconds an epoch of the headline job with one thing changed, two threads, and microseconds a step.", ""]
    for what, (note, rows) in sections.items():
        heading = f"{what} ({note})" if note else what
        lines += table((heading, "Gradus, ms", "PyTorch, ms", "ratio", "Gradus, µs a step", "PyTorch, µs a step"), rows) + [""]
    return lines + ["Gradus is never slower here." if not lost else f"Gradus is slower at {', '.join(lost)}.", ""]


# ---------------------------------------------------------------------------------------------------- the environment


def pin_to_two_cores():
    """One thread each of two cores: our processes inherit it, so that all have the same."""
    allowed, chosen, taken = sorted(os.sched_getaffinity(0)), [], set()
    for core in allowed:
        siblings = Path(f"/sys/devices/system/cpu/cpu{core}/topology/thread_siblings_list")
        name = siblings.read_text() if siblings.exists() else core
        if name not in taken:
            taken.add(name)
            chosen.append(core)
    if len(chosen) < 2:
        sys.exit("The benchmarks compare two threads, and this machine has one core.")
    os.sched_setaffinity(0, chosen[:2])
    return len(chosen)


patience = 90.0  # seconds to wait in all


def wait_for_quiet():
    """Lets the last peer's threads come to rest and, for a while, others finish what they do."""
    global patience
    while True:
        start, before = time.time(), busy_seconds()
        time.sleep(0.1)
        seconds = time.time() - start
        if (busy_seconds() - before) / seconds < 0.15 or patience <= 0:
            return
        patience -= seconds


def busy_seconds():
    """CPU seconds of all processes, and of others on the same host, on all of the machine's cores."""
    words = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, system, _, _, interrupt, soft, steal = map(int, words[:8])
    return (user + nice + system + interrupt + soft + steal) / TICK


def own_seconds(workers):
    return sum(worker.cpu_seconds() for worker in workers) + time.process_time()


def introduction(cores, quick):
    flags = cpu("flags").split()
    simd = ", ".join(name for flag, name in {"avx512f": "AVX-512", "avx2": "AVX2", "fma": "FMA", "amx_tile": "AMX"}.items() if flag in flags)
    jdk = subprocess.run(["java", "-version"], stderr=subprocess.PIPE, text=True).stderr.splitlines()[1].strip()
    packages = ("torch", "jax", "numpy", "keras", "tensorflow-cpu", "scikit-learn")
    libraries = ", ".join(f"{name} {version(name)}" for name in packages)
    openblas = re.search(r"openblas-([\d.]+-[\d.]+)\.jar", CLASS_PATH)[1]
    return [
        f"Measured by `python3 kernel/gradus.py bench{' --quick' if quick else ''}` on {datetime.now():%d %B %Y}: {cpu('model name')} ({simd}), two of"
        f" {cores} cores, Linux {platform.release()}; {jdk}; Python {platform.python_version()}, {libraries}, OpenBLAS {openblas}.",
        "“To Gradus” above 1 means that Gradus is faster; “bests” is the same for the fastest epoch of each, which others on the machine disturb"
        " least.",
        "",
    ]


def last_words(begun):
    return [f"The whole run took {(time.time() - begun) / 60:.0f} minutes; the load average at its end was {os.getloadavg()[1]:.1f}."]


def cpu(key):
    return re.search(rf"^{key}\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)[1]


# ------------------------------------------------------------------------------------------------------ small things


def java(main_class, *flags, **env):
    command = ["java", "--add-modules", "jdk.incubator.vector", *flags, "-cp", CLASS_PATH, main_class]
    with LOG.open("ab") as log:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=log, env={**os.environ, **env}, text=True)
    if done.returncode:
        sys.exit(f"{main_class} failed: see {LOG}")
    return done.stdout


def table(head, rows):
    return ["| " + " | ".join(cells) + " |" for cells in (head, ["---"] + ["---:"] * (len(head) - 1), *rows)]


def ratio(a, b):
    return f"{a / b:.2f}"


def write(text):
    before, rest = TABLES.read_text(encoding="utf-8").split(MARKS[0])
    TABLES.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{rest.split(MARKS[1])[1]}", encoding="utf-8")
    say(f"wrote {TABLES.relative_to(ROOT)}")


def say(text):
    print(f"{datetime.now():%H:%M:%S} {text} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
