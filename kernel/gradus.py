#!/usr/bin/env python3
"""Gradus: one launcher for everything. It needs a JDK (17 or newer), Maven and Python, and sets up the rest in .gradus/.

  python3 kernel/gradus.py run [NOTEBOOK]          execute a notebook without a screen and show how it goes
  python3 kernel/gradus.py lab [NOTEBOOK]          open it in JupyterLab (further options go to `jupyter lab`)
  python3 kernel/gradus.py spark [NOTEBOOK]        get Apache Spark and open lesson 20, or another notebook, with it
      --get                                        … only get it
  python3 kernel/gradus.py test                    test the library, the kernel and the notebooks
  python3 kernel/gradus.py notebooks [FILES…]      execute notebooks and write them back, ready to commit
      --check                                      … only compare with what is there; --fresh: renew what varies, too
  python3 kernel/gradus.py bench [--quick]         measure the library beside PyTorch, JAX and others (10 minutes, 8 GB of disk)
      --write                                      … and put the tables into src/bench/README.md
      --spark                                      … what a step on Apache Spark costs instead, beside one machine and MLlib
  python3 kernel/gradus.py book                    make the course a book of web pages, in target/book
  python3 kernel/gradus.py wheel                   build the jar and the pip package of the kernels, in target/
"""

import argparse
import hashlib
import importlib.util
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import browser
from gradus_kernel import start

ROOT = Path(__file__).resolve().parent.parent
KERNEL = ROOT / "kernel"
HOME = ROOT / ".gradus"  # ignored by git; delete it to start afresh
VENV = HOME / "venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SPECS = ("gradus", "gradus-zh")
REFERENCE = ROOT / "target/reports/apidocs"
BENCH = ROOT / "src/bench/python"
BENCH_VENV = HOME / "bench-venv"
OLDEST_JAVA = start.OLDEST_JAVA
OLDEST_PYTHON = (3, 10)  # JupyterLab asks for it

FIRST_NOTEBOOK = "notebooks/en/00-tour.ipynb"
MNIST_NOTEBOOK = "notebooks/en/08-mnist.ipynb"
SPARK_NOTEBOOK = "notebooks/en/20-many-machines.ipynb"
SPARK = ROOT / "target/spark"  # where the profile spark builds
SPARK_MEGABYTES = 200  # Spark and what it needs, from Maven Central


def main():
    if len(sys.argv) == 2 and sys.argv[1] == "help":
        sys.argv[1] = "--help"
    parser = argparse.ArgumentParser(usage=argparse.SUPPRESS, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run").add_argument("notebook", nargs="?", default=MNIST_NOTEBOOK)
    commands.add_parser("lab").add_argument("notebook", nargs="?", default=FIRST_NOTEBOOK)
    spark_options = commands.add_parser("spark")
    spark_options.add_argument("notebook", nargs="?", default=SPARK_NOTEBOOK)
    spark_options.add_argument("--get", action="store_true")
    commands.add_parser("test")
    notebooks = commands.add_parser("notebooks")
    notebooks.add_argument("--check", action="store_true")
    notebooks.add_argument("--fresh", action="store_true")
    notebooks.add_argument("files", nargs="*")
    bench_options = commands.add_parser("bench")
    bench_options.add_argument("--quick", action="store_true")
    bench_options.add_argument("--write", action="store_true")
    bench_options.add_argument("--spark", action="store_true")
    commands.add_parser("book")
    commands.add_parser("wheel")
    options, rest = parser.parse_known_args()
    if rest and options.command not in ("lab", "spark"):
        parser.error(f"what is {rest[0]}?")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace", line_buffering=True)

    if options.command == "run":
        return run(options.notebook)
    if options.command == "lab":
        return lab(options.notebook, rest)
    if options.command == "spark":
        return spark(options, rest)
    if options.command == "test":
        return test()
    if options.command == "notebooks":
        return execute_notebooks(options)
    if options.command == "bench":
        return bench(options)
    if options.command == "book":
        return book()
    return wheel()


# ----------------------------------------------------------------------------------------------------- the commands


def run(notebook):
    path = find_notebook(notebook)
    set_up()
    say(f"Running {shown(path)} in the Java kernel …")
    return in_venv("run", path)


def lab(notebook, extra, on_spark=None):
    path = find_notebook(notebook)
    set_up()
    folder = ROOT if ROOT in path.parents else path.parent
    command = [PYTHON, "-m", "jupyterlab", path.relative_to(folder), "--ServerApp.log_level=WARN", *extra]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    say(f"Opening {shown(path)} in JupyterLab (Ctrl+C here ends it) …")
    env = {**environment(), **(on_spark or {})}
    os.chdir(folder)
    if os.name != "nt":
        os.execve(PYTHON, strings(command), env)  # JupyterLab takes our place, and gets Ctrl+C itself
    server = subprocess.Popen(strings(command), env=env)
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            continue  # JupyterLab heard it, too


def spark(options, extra):
    get_spark()
    return 0 if options.get else lab(options.notebook, extra, spark_environment())


def get_spark(goal="package", *options):
    """Builds what trains on Spark, with a Spark of Maven's jars beside it, unless it is there. Tests run with goal verify."""
    need_jdk_and_maven()
    if goal == "package" and spark_is_built():
        return
    if not spark_is_here():
        say(f"Getting Apache Spark from Maven Central: a download of about {SPARK_MEGABYTES} MB, once …")
    sources = digest_of_sources("src/spark/java")
    command = [shutil.which("mvn"), "--batch-mode", "--no-transfer-progress", "-Pspark", goal, *options]
    if goal == "package":
        say("Building what trains on Spark …")
        quietly([*command, "-q", "-DskipTests"], "Spark could not be had, or what trains on it not be built.", cwd=ROOT)
    elif subprocess.call(strings(command), cwd=ROOT, env=environment()):
        stop("The tests on Spark failed.")
    stamp_of_spark().write_text(sources, encoding="utf-8")


def spark_is_here():
    """Whether Maven has it already."""
    return any((SPARK / "home/jars").glob("spark-core*.jar")) or any((Path.home() / ".m2/repository/org/apache/spark").glob("spark-sql_2.13/*/*.jar"))


def spark_is_built():
    return spark_jar().exists() and same(stamp_of_spark(), digest_of_sources("src/spark/java"))


def spark_jar():
    return SPARK / f"gradus-spark-{version()}.jar"


def stamp_of_spark():
    return spark_jar().with_suffix(".stamp")


def spark_environment():
    """What a kernel sees that trains on Spark; nothing where there is none."""
    return environment_of_spark(SPARK) if spark_is_built() else {}


def environment_of_spark(folder):
    jar = folder / spark_jar().name
    jars = [jar, *sorted((folder / "home/jars").glob("*.jar"))]
    return {
        "SPARK_HOME": str(folder / "home"),
        "SPARK_SCALA_VERSION": "2.13",
        "SPARK_LOCAL_IP": "127.0.0.1",
        "GRADUS_SPARK_JAR": str(jar),
        "JJAVA_CLASSPATH": os.pathsep.join(map(str, jars)),
    }


def test():
    need_jdk_and_maven()
    make_venv()
    say("Building and testing the library …")
    sources = digest_of_sources()
    if subprocess.call(strings(maven(jjava_in(VENV), "verify")), cwd=ROOT, env=environment()):
        say("The library's own tests failed; the notebooks were not run.")
        return 1
    stamp_of_jar().write_text(sources, encoding="utf-8")
    test_spark()
    install_kernel()
    trust()
    say("Testing how notebooks are compared …")
    quietly([PYTHON, "-m", "unittest", "test_notebooks", "test_predictions"], "The tests of kernel/notebooks.py failed, or a page tells an answer.", cwd=KERNEL)
    say("Installing the kernels into other environments, and taking them out again …")
    quietly([PYTHON, "-m", "unittest", "test_install"], "The tests of the installation failed.", cwd=KERNEL)
    say("Testing the kernel …")
    quietly([PYTHON, "-m", "unittest", "test_kernel"], "The tests of the kernel failed.", cwd=KERNEL)
    say("Trying what the exercises ask to change …")
    quietly([PYTHON, "-m", "unittest", "test_edits"], "An exercise doesn't come out as its lesson says.", cwd=KERNEL)
    pages_failed = test_pages()
    second = second_jdk()
    return in_venv("test", *all_notebooks(), *(["--other-jdk", second] if second else [])) or pages_failed


def test_spark():
    """Training on Apache Spark, where that can be had; GRADUS_SPARK=required says that it must."""
    if os.environ.get("GRADUS_SPARK") != "required" and not spark_is_here():
        say(f"Spark and lesson 20: skipped; `{own_command()} spark --get` gets it ({SPARK_MEGABYTES} MB)")
        return
    say("Testing on Spark …")
    get_spark("verify")


def test_pages():
    """What a reader sees and touches, in a real browser where there is one. Returns 1 if something is wrong."""
    if not browser.chromium_path():
        if browser.required():
            say("The pages in a browser: there is no Chromium, and GRADUS_BROWSER asks for it (Debian: apt install chromium).")
            return 1
        say("The pages in a browser: skipped: no Chromium found (Debian: apt install chromium)")
        return 0
    add_to_venv(KERNEL / "requirements-test.txt")
    add_to_venv(KERNEL / "requirements-book.txt")
    say("Testing the pages in JupyterLab and Chromium, and those of the book …")
    return subprocess.call(strings([PYTHON, "-m", "unittest", "test_pages", "test_replay", "test_network_explorer", "test_book"]), cwd=KERNEL, env=environment())


def execute_notebooks(options):
    paths = [find_notebook(name) for name in options.files] or all_notebooks()
    set_up()
    if spark_is_here() and any(path.name == Path(SPARK_NOTEBOOK).name for path in paths):
        get_spark()
    return in_venv("check" if options.check else "write", *paths, *(["--fresh"] if options.fresh else []))


def bench(options):
    if not (sys.platform == "linux" and platform.machine() == "x86_64"):
        stop("The benchmarks run on Linux on x86-64 only: OpenBLAS comes for it, and /proc tells what a process uses.")
    need_jdk_and_maven()
    if options.spark:
        return bench_spark(options)
    make_bench_venv()
    say("Compiling the benchmarks …")
    quietly([shutil.which("mvn"), "--batch-mode", "--no-transfer-progress", "-Pbench", "test-compile"], "The benchmarks could not be compiled.", cwd=ROOT)
    flags = [f"--{name}" for name in ("quick", "write") if getattr(options, name)]
    return subprocess.call(strings([BENCH_VENV / "bin/python", BENCH / "bench.py", *flags]), env=environment())


def bench_spark(options):
    """A step with one thread, beside executors that have one core each; then all that is left, with two."""
    folder = ROOT / "target/spark-bench"
    say("Compiling the benchmark, with Spark and its MLlib (300 MB, once) …")
    maven_options = ["-q", "-DskipTests", "-Dbuild.folder=target/spark-bench", "-Dspark.artifact=spark-mllib_2.13"]
    quietly([shutil.which("mvn"), "--batch-mode", "--no-transfer-progress", "-Pspark", "package", *maven_options], "The benchmark could not be compiled.", cwd=ROOT)
    env = {**environment(), **environment_of_spark(folder)}
    java = [shutil.which("java", path=env["PATH"]), "-Xmx3g", "--add-modules", "jdk.incubator.vector", "--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED"]
    source = ["-cp", env.pop("JJAVA_CLASSPATH"), BENCH.parent / "spark/SparkBench.java"]
    text = ""
    for flag, part in (("-Dgradus.threads=1", "steps"), ("-Dgradus.threads=2", "accuracy")):
        say(f"Measuring: {part} …")
        done = subprocess.run(strings([*java, flag, *source, part, *(["--quick"] if options.quick else [])]), stdout=subprocess.PIPE, env=env, text=True)
        print(done.stdout, flush=True)
        if done.returncode:
            stop("The benchmark failed.")
        text += done.stdout
    if options.write:
        tables, marks = BENCH.parent / "README.md", ("<!-- spark -->\n", "<!-- /spark -->")
        before, rest = tables.read_text(encoding="utf-8").split(marks[0])
        tables.write_text(before + marks[0] + text + marks[1] + rest.split(marks[1])[1], encoding="utf-8")
    return 0


def book():
    """The committed notebooks as pages, beside the library's reference. Nothing is executed."""
    make_venv()
    add_to_venv(KERNEL / "requirements-book.txt")
    build_reference()
    out = ROOT / "target/book"
    quietly([PYTHON, KERNEL / "book.py", REFERENCE, out], "The book could not be made.", cwd=ROOT)
    say(f"The book is in {shown(out)}: open {shown(out / 'index.html')}, or put the folder on any web server.")
    return 0


def wheel():
    """Compiled against the jjava of the Python that calls, where it has one, else of our own environment."""
    need_java()
    jjava = jjava_in(Path(sys.prefix))
    if not (jjava.exists() or kernel_is_built()):
        make_venv()
    build_kernel(jjava if jjava.exists() else jjava_in(VENV))
    say(f"Built target/{kernel_jar().name} and target/{build_wheel(ROOT / 'target')}")
    return 0


def build_wheel(folder):
    """The pip package of the jar that is built; returns its name. It asks this module for the jar."""
    import wheel_of_gradus

    return wheel_of_gradus.build_wheel(folder)


# ----------------------------------------------------------------------------------------------------------- set-up


def set_up():
    """Everything that `run`, `lab` and `notebooks` need; what is there and unchanged is kept."""
    need_java()
    make_venv()
    build_kernel(jjava_in(VENV))
    install_kernel()
    trust()


def make_venv():
    """The Python environment with JupyterLab and JJava; made anew if a pin, the Python or the folder's name changed."""
    pins = [KERNEL / "requirements.txt", KERNEL / "constraints.txt"]
    pip_environment(VENV, "JupyterLab in .gradus (about a minute the first time)", pins[0], "-c", pins[1])
    settings = VENV / "share/jupyter/lab/settings/overrides.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(KERNEL / "overrides.json", settings)


def add_to_venv(requirements):
    """What only tests need, into the environment that is there."""
    stamp = VENV / f"{requirements.stem}-stamp"
    state = digest([requirements, KERNEL / "constraints.txt"])
    if same(stamp, state):
        return
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "-r", requirements, "-c", KERNEL / "constraints.txt"]
    quietly(pip, f"pip could not install what {shown(requirements)} names.", cwd=ROOT)
    stamp.write_text(state, encoding="utf-8")


def make_bench_venv():
    pip_environment(BENCH_VENV, "PyTorch, JAX, TensorFlow and scikit-learn in .gradus (8 GB, some minutes)", BENCH / "requirements.txt")


def pip_environment(venv, what, requirements, *options):
    """A Python environment with what the file of requirements names, kept while neither that nor the Python changes."""
    stamp = venv / "gradus-stamp"
    state = digest([requirements, *(path for path in options if isinstance(path, Path))], sys.version, str(venv))
    if same(stamp, state):
        return
    if sys.version_info < OLDEST_PYTHON:
        stop(f"This is Python {sys.version.split()[0]}: please use Python {'.'.join(map(str, OLDEST_PYTHON))} or newer, JupyterLab needs it.")
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        stop("This Python has no venv module: please install it (Debian and Ubuntu: sudo apt install python3-venv).")
    say(f"Making a Python environment with {what} …")
    if venv.exists():
        shutil.rmtree(venv)
    quietly([sys.executable, "-m", "venv", venv], "Could not make a Python environment.")
    python = venv / PYTHON.relative_to(VENV)
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-warn-script-location", "--quiet"]
    quietly([*pip, "-r", requirements, *options], f"pip could not install what {shown(requirements)} names.", cwd=ROOT)
    stamp.write_text(state, encoding="utf-8")


def build_kernel(jjava):
    """The library and the kernel's part in one jar, unless it is there and neither the sources nor the pom changed."""
    if kernel_is_built():
        return
    sources = digest_of_sources()
    need_jdk_and_maven()
    say("Building the library (about a minute the first time) …")
    quietly([*maven(jjava, "package"), "-q", "-DskipTests"], "The library could not be built.", cwd=ROOT)
    stamp_of_jar().write_text(sources, encoding="utf-8")


def build_reference():
    """What javadoc makes of the library, unless it is there and no source has changed. Whatever javadoc warns of ends it."""
    import reference

    stamp, state = REFERENCE / "gradus-stamp", digest_of_sources()
    if same(stamp, state):
        return
    need_jdk_and_maven()
    say("Making the library's reference (about half a minute the first time) …")
    overview = ROOT / "target/overview.html"
    reference.write_overview(overview)
    shutil.rmtree(REFERENCE, ignore_errors=True)
    command = [shutil.which("mvn"), "--batch-mode", "--no-transfer-progress", f"-Doverview={overview}", "javadoc:javadoc"]
    done = subprocess.run(strings(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, env=environment())
    warnings = reference.warnings(done.stdout.decode("utf-8", "replace"))
    if done.returncode or warnings:
        stop("\n".join(warnings) + "\nThe library's reference could not be made without a warning.")
    stamp.write_text(state, encoding="utf-8")


def kernel_is_built():
    return kernel_jar().exists() and same(stamp_of_jar(), digest_of_sources())


def install_kernel():
    """Puts the pip package into our own environment, unless it is there; and its archive of classes, so that kernels start quickly."""
    stamp = VENV / "kernel-stamp"
    state = digest(path for folder in ("kernel/specs", "kernel/gradus_kernel") for path in (ROOT / folder).rglob("*.*")) + stamp_of_jar().read_text(encoding="utf-8")
    if not same(stamp, state):
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder) / build_wheel(folder)
            pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--no-deps", "--force-reinstall", package]
            quietly(pip, "The kernels could not be installed.")
        stamp.write_text(state, encoding="utf-8")
    subprocess.call(strings([PYTHON, "-I", "-S", kernels_in(VENV) / "gradus/start.py", "--prepare"]), env=environment())


def trust():
    """Signs our notebooks: JupyterLab shows everything in them from the first look. Once for each state of them."""
    paths = all_notebooks()
    stamp, state = HOME / "jupyter/trusted", digest(paths)
    if paths and not same(stamp, state):
        quietly([PYTHON, KERNEL / "notebooks.py", "trust", *paths], "Could not sign the notebooks.")
        stamp.write_text(state, encoding="utf-8")


def environment():
    """What our programs see: our own environment first, and every file of Jupyter's inside .gradus."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JDK_JAVA_OPTIONS")  # lead elsewhere, or change results
    env = {key: value for key, value in os.environ.items() if key not in foreign}
    bins = [str(PYTHON.parent)]
    if os.environ.get("JAVA_HOME"):  # Maven follows it, so the kernel does too
        bins.append(os.path.join(os.environ["JAVA_HOME"], "bin"))
    env["PATH"] = os.pathsep.join(bins + [os.environ.get("PATH", os.defpath)])
    env.update(
        VIRTUAL_ENV=str(VENV),
        PYTHONNOUSERSITE="1",
        PYTHONUTF8="1",
        PYDEVD_DISABLE_FILE_VALIDATION="1",  # no warning about frozen modules
        JUPYTER_PREFER_ENV_PATH="1",
        JUPYTER_PLATFORM_DIRS="1",
        npm_config_cache=str(HOME / "npm"),  # JupyterLab asks npm for something where there is one
        GRADUS_COMMAND=own_command(),
    )
    for variable, folder in {
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "lab/settings",
        "JUPYTERLAB_WORKSPACES_DIR": "lab/workspaces",
        "IPYTHONDIR": "ipython",
    }.items():
        path = HOME / "jupyter" / folder
        path.mkdir(parents=True, exist_ok=True)
        env[variable] = str(path)
    return env


# ------------------------------------------------------------------------------------------------- Java and Maven


def need_java():
    """Asks only the quick question; need_jdk_and_maven() asks the rest when something has to be built."""
    version = version_of("java", "-version")
    if version is None or version < OLDEST_JAVA:
        have = f"this is Java {version}" if version else "no Java was found"
        stop(f"Gradus needs a JDK, version {OLDEST_JAVA} or newer, and {have}: {how_to_get('openjdk-17-jdk-headless', 'temurin')}")


def need_jdk_and_maven():
    version = version_of("javac", "-version")
    if version is None or version < OLDEST_JAVA:
        have = f"this javac is version {version}" if version else "the Java here has no compiler (javac)"
        stop(f"Gradus needs a JDK, version {OLDEST_JAVA} or newer, and {have}: {how_to_get('openjdk-17-jdk-headless', 'temurin')}")
    if not shutil.which("mvn"):
        stop(f"Gradus needs Maven (the command mvn), and there is none: {how_to_get('maven', 'maven')}")


def how_to_get(debian, brew):
    if sys.platform == "darwin":
        return f"please install it, for example with `brew install {brew}`."
    if os.name == "nt":
        return "please install it and open a new terminal (https://adoptium.net, https://maven.apache.org)."
    return f"please install it (Debian and Ubuntu: sudo apt install {debian})."


def version_of(command, option):
    """The major version of java or javac as our programs will find them, or None."""
    found = shutil.which(command, path=environment()["PATH"])
    if not found:
        return None
    answer = subprocess.run([found, option], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment())
    match = re.search(r'(?:version "|javac )(?:1\.)?(\d+)', answer.stdout.decode("utf-8", "replace"))
    return int(match[1]) if match else None


def second_jdk():
    """The newest JDK on this machine that is not of the version that we use, or None."""
    named = [value for key, value in os.environ.items() if re.match(r"JAVA_HOME_\d+", key) and value]
    ours, found = version_of("java", "-version"), {}
    for home in [*named, *start.usual_places()]:
        java = start.java_in(home)
        if java and not java.missing() and java.version != ours and shutil.which("javac", path=os.path.join(home, "bin")):
            found[java.version] = Path(home)
    return found[max(found)] if found else None


def maven(jjava, goal):
    return [shutil.which("mvn"), "--batch-mode", "--no-transfer-progress", f"-Djjava.jar={jjava}", goal]


def version():
    return re.search(r"<artifactId>gradus</artifactId>\s*<version>(.+?)</version>", (ROOT / "pom.xml").read_text(encoding="utf-8"))[1]


def kernel_jar():
    return ROOT / "target" / f"gradus-{version()}-kernel.jar"


def stamp_of_jar():
    return kernel_jar().with_suffix(".stamp")


def digest_of_sources(*more):
    """Of what the kernel's jar is made of, and of more folders."""
    return digest([ROOT / "pom.xml"] + [path for folder in ("src/main", "kernel/src", *more) for path in (ROOT / folder).rglob("*")])


def jjava_in(prefix):
    return kernels_in(prefix) / "java/jjava.jar"


def kernels_in(prefix):
    return prefix / "share/jupyter/kernels"


# ----------------------------------------------------------------------------------------------------- small things


def in_venv(command, *arguments):
    """Notebooks on Spark get what they need where it is built; else they are left out, or fail in words of their own."""
    sys.stdout.flush()
    env = {**environment(), **{f"ON_SPARK_{name}": value for name, value in spark_environment().items()}}
    return subprocess.call(strings([PYTHON, KERNEL / "notebooks.py", command, *arguments]), env=env)


def quietly(command, complaint, cwd=None):
    """Runs a program whose output matters only if it fails."""
    done = subprocess.run(strings(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=cwd, env=environment())
    if done.returncode:
        print(done.stdout.decode("utf-8", "replace").rstrip())
        stop(complaint)


def find_notebook(name):
    for path in (Path(name), ROOT / name):
        if path.is_file():
            return path.resolve()
    return stop(f"There is no notebook {name}.")


def all_notebooks():
    return sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)


def digest(paths, *texts):
    """One number for the contents of these files, where they lie in the project, and these texts."""
    sha = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        sha.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for text in texts:
        sha.update(text.encode() + b"\0")
    return sha.hexdigest()


def same(stamp, state):
    return stamp.exists() and stamp.read_text(encoding="utf-8") == state


def own_command():
    """How to call this launcher from the folder that the user is in."""
    try:
        script = os.path.relpath(__file__)
    except ValueError:  # on another drive
        script = os.path.abspath(__file__)
    return f'py "{script}"' if os.name == "nt" else f"python3 {shlex.quote(script)}"


def shown(path):
    return path.relative_to(ROOT).as_posix() if ROOT in path.parents else str(path)


def strings(command):
    return [str(part) for part in command]


def say(text):
    print(text, flush=True)


def stop(text):
    print(text, flush=True)
    sys.exit(1)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
