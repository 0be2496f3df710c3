"""Tests of the ways to install the kernels: real environments, in a folder with a blank and letters that are not ASCII.

The launcher has built the jar and runs this in its own environment, which has a Jupyter to start the kernels with.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import gradus
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


def call(*command, code=0, **environment):
    """What a program says; it has to end with the code."""
    env = {key: value for key, value in {**os.environ, **environment}.items() if value is not None}
    done = subprocess.run(gradus.strings(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode != code:
        raise AssertionError(f"{gradus.strings(command)} ended with {done.returncode}:\n{text}")
    return text


def run_in(kernels, name, *cells, **environment):
    """Starts a kernel from a folder of kernelspecs and returns what each cell shows as text."""
    specs = KernelSpecManager(kernel_dirs=[str(kernels)], ensure_native_kernel=False)
    manager = KernelManager(kernel_name=name, kernel_spec_manager=specs)
    with tempfile.TemporaryFile() as log:
        manager.start_kernel(stdout=log, stderr=log, env={**os.environ, **environment})
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=60)
            return [shown(client, cell) for cell in cells]
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def shown(client, cell):
    texts = []

    def hear(message):
        content = message["content"]
        if message["msg_type"] in ("execute_result", "display_data"):
            texts.append(content["data"]["text/plain"])
        elif message["msg_type"] == "stream":
            texts.append(content["text"])
        elif message["msg_type"] == "error":
            texts.append("\n".join(content["traceback"]))

    client.execute_interactive(cell, timeout=60, output_hook=hear)
    return "\n".join(texts)


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="gradus ", ignore_cleanup_errors=True)
        cls.folder = Path(cls.temporary.name).resolve() / "Füße im 步"
        cls.copy = cls.folder / "gradus"  # all that the package is built of
        for part in ("kernel", "src/main"):
            shutil.copytree(gradus.ROOT / part, cls.copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pom.xml", "LICENSE", "NOTICE"):
            shutil.copy(gradus.ROOT / name, cls.copy)
        target = cls.copy / "target"
        target.mkdir()
        cls.jar = target / gradus.kernel_jar().name
        shutil.copy(gradus.kernel_jar(), cls.jar)
        shutil.copy(gradus.stamp_of_jar(), target)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def environment(self, name):
        venv = self.folder / name
        call(sys.executable, "-m", "venv", "--without-pip", venv)
        return venv

    def kernels(self, name):
        """A folder with copies of our own kernels, as pip has put them into our environment."""
        kernels = self.folder / name / "share/jupyter/kernels"
        shutil.copytree(gradus.kernels_in(gradus.VENV), kernels, ignore=shutil.ignore_patterns("*.jsa*", "python3"))
        return kernels

    def module(self, *arguments, **options):
        return call(sys.executable, "-m", "gradus_kernel", *arguments, **options)

    def assertTeaches(self, kernels, name="gradus"):
        sum_, overview, cost, board = run_in(
            kernels,
            name,
            "1 + 1",
            "%gradus",
            "%%cost\nvar a = Matrix.zeros(20, 30);\nMatrix result = Matrix.zeros(20, 20);\na.multiplyTransposed(a, result);\nresult.rows()",
            "Network.input(2).dense(3, softmax()).build()",
        )
        self.assertEqual(sum_, "2")
        self.assertIn(gradus.version(), overview)
        self.assertRegex(cost, r"^20\n.* 12,000 ")
        self.assertIn("softmax", board)
        self.assertIn("内核" if name == "gradus-zh" else "kernel", overview)

    def test_pip_package(self):
        venv = self.environment("mit pip")
        pip = [*PIP, "--python", venv]
        call(*pip, "install", self.copy / "kernel")
        kernels = gradus.kernels_in(venv)
        self.assertEqual(sorted(path.name for path in kernels.iterdir()), ["gradus", "gradus-zh", "java"])
        for name in gradus.SPECS:
            text = (kernels / name / "kernel.json").read_text(encoding="utf-8")
            self.assertEqual(text, (gradus.KERNEL / "specs" / name / "kernel.json").read_text(encoding="utf-8"))
            self.assertNotRegex(text, r'"(/|[A-Z]:)')
        self.assertTeaches(kernels)
        moved = self.folder / "umgezogen"
        shutil.copytree(venv / "share", moved / "share")  # no path is absolute
        self.assertTeaches(gradus.kernels_in(moved), "gradus-zh")
        self.assertEqual(0, (kernels / "gradus/gradus.jsa").stat().st_size, "no kernel has had an idle moment yet")
        call(sys.executable, "-I", "-S", kernels / "gradus/start.py", "--prepare")
        self.assertGreater((kernels / "gradus/gradus.jsa").stat().st_size, 1e6)
        call(*pip, "uninstall", "--yes", "gradus-kernel")
        self.assertEqual([path.name for path in kernels.iterdir()], ["java"])
        self.assertEqual([], [path for path in venv.rglob("*") if "gradus" in path.name])

    def test_package_of_sources(self):
        kernel, made = self.copy / "kernel", self.folder / "packages"
        made.mkdir()
        backend = "import sys, wheel_of_gradus as b; print(b.build_sdist(sys.argv[1]), b.build_wheel(sys.argv[1]))"
        sdist, wheel = subprocess.run(
            gradus.strings([sys.executable, "-c", backend, made]), cwd=kernel, stdout=subprocess.PIPE, check=True, text=True
        ).stdout.split()
        content = (made / wheel).read_bytes()
        (made / wheel).unlink()
        shutil.unpack_archive(made / sdist, made, **({"filter": "data"} if sys.version_info >= (3, 12) else {}))
        call(*PIP, "wheel", "--no-deps", "--wheel-dir", made, made / sdist.removesuffix(".tar.gz"))
        self.assertEqual((made / wheel).read_bytes(), content)

    def test_package_needs_the_jar(self):
        bare = self.folder / "ohne Jar"
        shutil.copytree(self.copy, bare, ignore=shutil.ignore_patterns("target"))
        said = call(*PIP, "wheel", "--no-deps", "--wheel-dir", self.folder, bare / "kernel", code=1)
        self.assertIn("There is no target/gradus-", said)
        self.assertIn("python3 kernel/gradus.py wheel", said)
        (bare / "target").mkdir()
        for path in (self.copy / "target").iterdir():
            shutil.copy(path, bare / "target")
        with open(bare / "pom.xml", "a", encoding="utf-8") as pom:
            pom.write("<!-- changed -->\n")
        said = call(*PIP, "wheel", "--no-deps", "--wheel-dir", self.folder, bare / "kernel", code=1)
        self.assertIn("is older than its sources", said)

    def test_a_copy_for_another_prefix(self):
        prefix = self.folder / "it's \"there\"" if os.name != "nt" else self.folder / "it's there"
        prefix.mkdir()
        said = self.module("install", "--prefix", prefix)
        kernels = gradus.kernels_in(prefix)
        self.assertIn(str(kernels), said)
        self.assertEqual(["gradus", "gradus-zh"], sorted(path.name for path in kernels.iterdir()))
        self.assertTeaches(kernels)  # without pip's jjava beside it
        self.module("install", "--prefix", prefix)  # again, over the old one
        self.module("uninstall", "--prefix", prefix)
        self.assertEqual([], list(kernels.iterdir()))
        self.assertIn("no kernel", self.module("uninstall", "--prefix", prefix))

    def test_a_copy_for_the_user(self):
        home = self.folder / "Größe"
        home.mkdir()
        places = {"HOME": str(home), "APPDATA": str(home), "XDG_DATA_HOME": None, "JUPYTER_DATA_DIR": None}
        said = self.module("install", "--user", **places)
        kernels = Path(re.search(r" are in (.+)\.$", said, re.MULTILINE)[1])
        self.assertIn(home, kernels.parents)
        asked = "from jupyter_core.paths import jupyter_data_dir; print(jupyter_data_dir())"
        self.assertEqual(call(sys.executable, "-c", asked, PYTHONUTF8="1", JUPYTER_PLATFORM_DIRS=None, **places).strip(), str(kernels.parent))
        self.assertTeaches(kernels, "gradus-zh")
        self.module("uninstall", **places)
        self.assertEqual(list(kernels.iterdir()), [])

    def test_what_belongs_to_pip_is_left_to_it(self):
        self.assertIn("pip uninstall gradus-kernel", self.module("uninstall", "--sys-prefix", code=1))
        self.module("install", "--sys-prefix")  # they are there
        self.assertIn("There is no folder", self.module("install", "--prefix", self.folder / "nowhere", code=1))

    def test_without_a_java_that_can_run_it(self):
        kernels = self.kernels("ohne Java")
        script = kernels / "gradus/start.py"
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace("def usual_places():\n", "def usual_places():\n    return []\n"), encoding="utf-8")
        bare = {"PATH": str(self.folder), "JAVA_HOME": str(self.java("Java 11", "11.0.2", "java.base"))}
        self.assertRegex(run_in(kernels, "gradus", "1 + 1", **bare)[0], r"(?s)needs Java.*Java 11 is Java 11; it takes 17.*Install a JDK:  \S+.*Restart")
        self.assertRegex(run_in(kernels, "gradus-zh", "1 + 1", **bare)[0], "(?s)需要 Java.*Java 11.*17.*安装 JDK：")
        bare["JAVA_HOME"] = str(self.java("Laufzeit", "21.0.1", "java.base java.desktop"))
        self.assertRegex(run_in(kernels, "gradus", "1 + 1", **bare)[0], "Laufzeit is Java 21 without java.naming: a runtime only")
        bare["JAVA_HOME"] = str(self.folder)
        self.assertIn("no Java on this computer", run_in(kernels, "gradus", "1 + 1", **bare)[0])
        self.assertIn("2", run_in(kernels, "gradus", "1 + 1", JAVA_HOME=bare["JAVA_HOME"])[0], "the one on the PATH serves")

    def test_without_jjava(self):
        kernels = self.kernels("ohne JJava")
        shutil.rmtree(kernels / "java")
        nowhere = {"JUPYTER_DATA_DIR": str(self.folder), "JUPYTER_PATH": ""}
        script = kernels / "gradus/start.py"
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace('os.path.join(prefix(), "share", "jupyter")', '"nowhere"'), encoding="utf-8")
        self.assertIn("--force-reinstall gradus-kernel", run_in(kernels, "gradus", "1 + 1", **nowhere)[0])

    def java(self, name, version, modules):
        """A folder that looks like a Java."""
        home = self.folder / name
        (home / "bin").mkdir(parents=True)
        (home / "bin" / ("java.exe" if os.name == "nt" else "java")).touch(0o755)
        (home / "release").write_text(f'JAVA_VERSION="{version}"\nMODULES="{modules}"\n', encoding="utf-8")
        return home

    def test_missing_widgets_are_told_beneath_the_picture(self):
        cell = 'Slider.of("a", 0, 1)'
        here = run_in(gradus.kernels_in(gradus.VENV), "gradus", cell)[0]
        self.assertNotIn("gradus-kernel[widgets]", here)
        kernels = self.kernels("ohne Regler")
        script = kernels / "gradus/start.py"
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace('"anywidget": "anywidget"', '"anywidget": "nowhere"'), encoding="utf-8")
        lives = f'dev.gradus.jupyter.views.Renderers.render({cell}).containsKey("application/vnd.jupyter.widget-view+json")'
        said, answer = run_in(kernels, "gradus", cell, lives)
        self.assertRegex(said, "it takes anywidget beside .*gradus-kernel\\[widgets\\]")
        self.assertEqual("false", answer, "JupyterLab would show an error")

    def test_an_archive_for_another_java_is_passed_over(self):
        kernels = self.kernels("Archiv")
        script = kernels / "gradus/start.py"
        call(sys.executable, "-I", "-S", script, "--prepare")
        question = 'java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().toString()'
        self.assertIn("SharedArchiveFile", run_in(kernels, "gradus", question)[0])
        self.assertIn("SharedArchiveFile", run_in(kernels, "gradus-zh", question)[0])
        other = gradus.second_jdk()
        if other:
            self.assertIn("gradus.prepare", run_in(kernels, "gradus", question, JAVA_HOME=str(other))[0])


if __name__ == "__main__":
    unittest.main()
