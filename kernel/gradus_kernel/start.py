"""The command of the kernels: finds a Java that can run them, and becomes it. `start.py LANGUAGE CONNECTION_FILE`.

Jupyter starts it with its own Python, whichever that is, so it needs nothing but Python's own library, and little of that:
a kernel's start waits for it. Where there is no Java for it, a small Python kernel (missing.py) says in every cell what to
install. `start.py --prepare` makes the archive of classes that later starts take; the kernel calls it in an idle moment.
"""

import os
import re
import sys

OLDEST_JAVA = 17
NEEDED = ("java.desktop", "java.naming", "java.security.jgss", "java.sql", "jdk.compiler", "jdk.jshell", "jdk.management", "jdk.unsupported")
VECTOR = "jdk.incubator.vector"  # without it everything works, a training five times slower
MAIN = "dev.gradus.jupyter.jjava.GradusMain"
OPTIONS = (
    "-Xmx1g",
    "-XX:+IgnoreUnrecognizedVMOptions",
    "-XX:+UseTransparentHugePages",  # Linux alone: a tenth less until the first result
    "-Xlog:pagesize=off,cds=off,cds+dynamic=off",
    "-XX:Tier4InvocationThreshold=15000",  # javac is compiled itself in the first seconds, and two cores have no room for all
    "-XX:Tier4CompileThreshold=45000",
    "-XX:Tier4BackEdgeThreshold=120000",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    "--add-opens",
    "jdk.jshell/jdk.jshell=ALL-UNNAMED",
)
HERE = os.path.dirname(os.path.abspath(__file__))
ON_WINDOWS = os.name == "nt"


def main(arguments):
    if arguments == ["--prepare"]:
        return prepare()
    language, connection = arguments
    java, _ = find_java()
    jjava = jjava_jar()
    if not (java and jjava):
        return explain(language, connection)
    command = [*java.command(), *archive_options(java, jjava), *widget_options(), f"-Dgradus.language={language}"]
    become([*command, *run_options(jjava), connection])


# ------------------------------------------------------------------------------------------------------------- Java


class Java:
    """A Java as the file `release` in its folder describes it."""

    def __init__(self, home, version, modules, release):
        self.home, self.version, self.modules, self.release = home, version, modules, release

    def program(self):
        return os.path.join(self.home, "bin", "java.exe" if ON_WINDOWS else "java")

    def missing(self):
        """What it lacks to run the kernels, as one word or version; None if nothing."""
        if self.version < OLDEST_JAVA:
            return str(OLDEST_JAVA)
        return next((name for name in NEEDED if name not in self.modules), None)

    def command(self):
        vector = ["--add-modules", VECTOR] if VECTOR in self.modules else []
        return [self.program(), *OPTIONS, *vector, *os.environ.get("JJAVA_JVM_OPTS", "").split()]


def find_java():
    """The first Java that can run the kernels, one with vectors before all others; and those that can't."""
    second, refused, seen = None, [], set()
    for place in places():
        home = os.path.realpath(place)
        if home in seen:
            continue
        seen.add(home)
        java = java_in(home)
        if not java:
            continue
        if java.missing():
            refused.append(java)
        elif VECTOR in java.modules:
            return java, refused
        else:
            second = second or java
    return second, refused


def places():
    """Where a Java may be: what the user chose, then the usual places, the newest first."""
    if os.environ.get("JAVA_HOME"):
        yield os.environ["JAVA_HOME"]
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        program = os.path.join(folder.strip('"'), "java.exe" if ON_WINDOWS else "java")
        if os.access(program, os.X_OK) and os.path.isfile(program):
            yield home_of(program)
    yield from usual_places()


def home_of(program):
    """A java on the PATH is a link into its home, mostly; what stands in for one, such as jenv's, is asked."""
    home = os.path.dirname(os.path.dirname(os.path.realpath(program)))
    if os.path.exists(os.path.join(home, "release")) or program == "/usr/bin/java" and sys.platform == "darwin":
        return home  # that of macOS takes the newest of the usual places, and so does this
    import subprocess

    try:
        asked = subprocess.run([program, "-XshowSettings:properties", "-version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return home
    told = re.search(r"^\s*java\.home = (.+?)\s*$", asked.stdout.decode("utf-8", "replace"), re.MULTILINE)
    return told[1] if told else home


def usual_places():
    """The homes that are there, the newest first."""
    user = os.path.expanduser("~")
    conda = os.path.join(prefix(), "Library", "lib", "jvm") if ON_WINDOWS else os.path.join(prefix(), "lib", "jvm")
    folders = [(os.path.join(user, ".sdkman", "candidates", "java"), ""), (os.path.join(user, ".jdks"), "")]
    if ON_WINDOWS:
        programs = os.environ.get("ProgramFiles", "C:\\Program Files")
        folders += [(os.path.join(programs, vendor), "") for vendor in ("Eclipse Adoptium", "Java", "Microsoft", "Zulu", "Amazon Corretto")]
    elif sys.platform == "darwin":
        folders += [(os.path.join(root, "Library/Java/JavaVirtualMachines"), "Contents/Home") for root in (user, "/")]
        folders += [(os.path.join(root, "opt"), "libexec/openjdk.jdk/Contents/Home") for root in ("/opt/homebrew", "/usr/local")]
    else:
        folders += [("/usr/lib/jvm", ""), ("/usr/java", ""), ("/opt", ""), ("/opt/java", "")]
    homes = [conda]
    for folder, inside in folders:
        try:
            homes += [os.path.join(folder, name, inside).rstrip("/\\") for name in os.listdir(folder)]
        except OSError:
            continue
    found = filter(None, map(java_in, homes))
    return [java.home for java in sorted(found, key=lambda java: java.version, reverse=True)]


def java_in(home):
    """The Java in that folder as its file `release` tells, or None. A JDK whose file doesn't list its modules has them all."""
    try:
        with open(os.path.join(home, "release"), encoding="utf-8", errors="replace") as file:
            release = file.read(100_000)
    except OSError:
        return None
    version = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', release, re.MULTILINE)
    modules = re.search(r'^MODULES="([^"]*)"', release, re.MULTILINE)
    has_all = not modules and os.path.isfile(os.path.join(home, "bin", "javac.exe" if ON_WINDOWS else "javac"))
    names = set(modules[1].split()) if modules else {*NEEDED, VECTOR} if has_all else set()
    java = Java(home, int(version[1]) if version else 0, names, release)
    return java if os.path.isfile(java.program()) else None


# ------------------------------------------------------------------------------------------------- the kernel's files


def jjava_jar():
    """JJava's jar: beside this file, where `install` has put it, else where pip does. None if there is none."""
    jars = [os.path.join(HERE, "jjava.jar"), os.path.join(os.path.dirname(HERE), "java", "jjava.jar")]
    jars += [os.path.join(home, "kernels", "java", "jjava.jar") for home in jupyter_folders()]
    return next((jar for jar in jars if os.path.isfile(jar)), None)


def run_options(jjava):
    return ["-cp", os.path.join(HERE, "gradus.jar") + os.pathsep + jjava, MAIN]


def widget_options():
    """Tells the kernel which packages this Jupyter lacks to show widgets, so that their still pictures can say so."""
    parts = {"ipywidgets": "@jupyter-widgets/jupyterlab-manager", "anywidget": "anywidget"}
    lacking = [name for name, part in parts.items() if not any(os.path.isdir(os.path.join(home, "labextensions", part)) for home in jupyter_folders())]
    return [f"-Dgradus.lacking={' '.join(lacking)}"] if lacking else []


def jupyter_folders():
    """Where Jupyter looks for kernels and extensions."""
    folders = [path for path in os.environ.get("JUPYTER_PATH", "").split(os.pathsep) if path]
    folders += [user_data(), os.path.join(prefix(), "share", "jupyter")]
    if ON_WINDOWS:
        return [*folders, os.path.join(os.environ.get("PROGRAMDATA", "C:\\ProgramData"), "jupyter")]
    return [*folders, "/usr/local/share/jupyter", "/usr/share/jupyter"]


def prefix():
    """The environment of this Python, which started without asking for it (-S)."""
    folder = os.path.dirname(os.path.abspath(sys.executable))
    return os.path.dirname(folder) if os.path.basename(folder) in ("bin", "Scripts") else folder


def user_data():
    """Jupyter's folder of the user, as jupyter_core has it."""
    if os.environ.get("JUPYTER_DATA_DIR"):
        return os.environ["JUPYTER_DATA_DIR"]
    home = os.path.expanduser("~")
    if ON_WINDOWS:
        return os.path.join(os.environ.get("APPDATA") or os.path.join(home, "AppData", "Roaming"), "jupyter")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Jupyter")
    return os.path.join(os.environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share"), "jupyter")


# ------------------------------------------------------------------- the archive of classes (https://openjdk.org/jeps/350)


def archive_options(java, jjava):
    """The archive if there is one for exactly this Java and these jars; else who makes it when the kernel is idle."""
    archive, stamp = archive_files()
    state = state_of(java, jjava)
    made = read(stamp)
    if made == state and os.path.isfile(archive):
        return ["-XX:SharedArchiveFile=" + archive]
    if made == state + "none":  # this Java can't make one
        return []
    return [f"-Dgradus.prepare={sys.executable}", f"-Dgradus.start={os.path.abspath(__file__)}"]


def archive_files():
    """Beside the jar, else where that belongs to somebody else in the user's cache: (the archive, what it is made for)."""
    folder = HERE if os.access(HERE, os.W_OK) else cache()
    return os.path.join(folder, "gradus.jsa"), os.path.join(folder, "gradus.jsa.txt")


def cache():
    """The user's folder for what can be made again."""
    home = os.path.expanduser("~")
    if ON_WINDOWS:
        return os.path.join(os.environ.get("LOCALAPPDATA") or home, "gradus-kernel", "cache")
    base = os.path.join(home, "Library", "Caches") if sys.platform == "darwin" else os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "gradus-kernel")


def state_of(java, jjava):
    """All that an archive depends on; Java would pass over one that doesn't fit, but give up its own for it."""
    lines = [*java.command(), *run_options(jjava), java.release]
    for jar in (os.path.join(HERE, "gradus.jar"), jjava):
        lines.append(f"{os.path.getsize(jar)} {os.path.getmtime(jar)}")
    return "\n".join(lines) + "\n"


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return None


def prepare():
    """Has a kernel rehearse and keeps its classes; returns 0 if there is an archive then."""
    import subprocess

    java, _ = find_java()
    jjava = jjava_jar()
    if not (java and jjava):
        return 1
    archive, stamp = archive_files()
    state = state_of(java, jjava)
    if read(stamp) == state and os.path.isfile(archive):
        return 0
    os.makedirs(os.path.dirname(archive), exist_ok=True)
    if hasattr(os, "nice"):
        os.nice(10)
    fresh = f"{archive}.{os.getpid()}"
    command = [*java.command(), "-XX:ArchiveClassesAtExit=" + fresh, "-Dgradus.language=en", *run_options(jjava), "--rehearse"]
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    except (OSError, subprocess.SubprocessError):
        pass
    made = os.path.isfile(fresh)
    try:
        write(stamp, "")  # whoever starts now must not take the one for the other
        if made:
            os.replace(fresh, archive)
        write(stamp, state if made else state + "none")
    except OSError:  # a kernel holds the old one (Windows)
        made = False
        if os.path.exists(fresh):
            os.remove(fresh)
    return 0 if made else 1


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


# --------------------------------------------------------------------------------------------------------- becoming it


def become(command):
    """Java in place of this process; where a system has no such thing, Java as its child, which ends when this does."""
    if not ON_WINDOWS:
        os.environ["LC_ALL"] = "C.UTF-8"  # so that a file's name may have any letters
        os.execv(command[0], command)
    import signal
    import subprocess
    import threading

    parent = os.environ.get("JPY_PARENT_PID")
    os.environ["JPY_PARENT_PID"] = "0"  # the kernel watches this process, which watches Jupyter's
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ■ comes as a message
    child = subprocess.Popen(command)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    if parent and parent.isdigit() and int(parent) > 0:
        threading.Thread(target=end_with, args=(int(parent),), daemon=True).start()
    sys.exit(child.wait())


def end_with(handle):
    """Jupyter on Windows hands down a handle of its own process, which is signalled when that ends."""
    import _winapi

    _winapi.WaitForSingleObject(handle, _winapi.INFINITE)
    os._exit(1)


def explain(language, connection):
    """By a kernel in Python: it belongs to the Jupyter that started this, with all packages that this Python has."""
    command = [sys.executable, os.path.join(HERE, "missing.py"), language, connection]
    if not ON_WINDOWS:
        os.execv(command[0], command)
    import subprocess

    sys.exit(subprocess.call(command))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
