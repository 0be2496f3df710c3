"""Tests of the ways to install the kernels: real environments, in a folder with a blank and letters that are not ASCII.

The launcher has built the jar and runs this in its own environment, which has a Jupyter to start the kernels with.
"""

import json
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

JJAVA = re.search(r"^jjava==(\S+)$", (gradus.KERNEL / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)[1]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


def call(*command, code=0, **environment):
    """What a program says; it has to end with the code."""
    env = {key: value for key, value in {**os.environ, **environment}.items() if value is not None}
    done = subprocess.run(gradus.strings(command), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env)
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode != code:
        raise AssertionError(f"{gradus.strings(command)} ended with {done.returncode}:\n{text}")
    return text


def run_in(kernels, name, *cells):
    """Starts a kernel from a folder of kernelspecs and returns what each cell shows as text."""
    specs = KernelSpecManager(kernel_dirs=[str(kernels)], ensure_native_kernel=False)
    manager = KernelManager(kernel_name=name, kernel_spec_manager=specs)
    with tempfile.TemporaryFile() as log:
        manager.start_kernel(stdout=log, stderr=log)
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
        if "data" in content:
            texts.append(content["data"]["text/plain"])
        elif message["msg_type"] in ("stream", "error"):
            texts.append(content.get("text") or content["evalue"])

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

    def environment(self, name, with_jjava=False):
        venv = self.folder / name
        call(sys.executable, "-m", "venv", "--without-pip", venv)
        if with_jjava:  # as pip puts it there
            shutil.copytree(gradus.kernels_in(gradus.VENV) / "java", gradus.kernels_in(venv) / "java")
        return venv

    def java(self, *arguments, **options):
        return call(shutil.which("java"), "-jar", self.jar, *arguments, **options)

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
        call(*pip, "uninstall", "--yes", "gradus-kernel")
        self.assertEqual([path.name for path in kernels.iterdir()], ["java"])

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

    def test_jar_into_an_environment(self):
        venv = self.environment("mit java", with_jjava=True)
        kernels = gradus.kernels_in(venv)
        self.assertIn(str(kernels), self.java("install", "--venv", venv))
        self.assertNotIn(str(self.folder), (kernels / "gradus/kernel.json").read_text(encoding="utf-8"))
        self.assertTrue((kernels / "gradus-zh/gradus.jsa").exists(), "no archive of the classes")
        self.assertTeaches(kernels)
        self.java("uninstall", "--venv", venv)
        self.assertEqual([path.name for path in kernels.iterdir()], ["java"])

    def test_jar_for_the_user(self):
        home = self.folder / "Größe"
        home.mkdir()
        places = {"HOME": home, "APPDATA": home, "XDG_DATA_HOME": None, "JUPYTER_DATA_DIR": None, "VIRTUAL_ENV": None, "CONDA_PREFIX": None}
        venv = self.environment("woanders", with_jjava=True)
        places = {key: value and str(value) for key, value in places.items()}
        said = self.java("install", JUPYTER_PATH=str(venv / "share/jupyter"), **places)
        kernels = Path(re.search(r" in (.+)$", said, re.MULTILINE)[1])
        self.assertIn(home, kernels.parents)
        asked = "from jupyter_core.paths import jupyter_data_dir; print(jupyter_data_dir())"
        self.assertEqual(call(sys.executable, "-c", asked, PYTHONUTF8="1", **places).strip(), str(kernels.parent))
        argv = json.loads((kernels / "gradus/kernel.json").read_text(encoding="utf-8"))["argv"]
        self.assertIn(str(venv), argv[argv.index("-cp") + 1])
        self.assertTeaches(kernels, "gradus-zh")
        self.java("uninstall", "--user", **places)
        self.assertEqual(list(kernels.iterdir()), [])

    def test_jar_without_jjava(self):
        venv = self.environment("leer")
        nowhere = {"HOME": str(venv), "PATH": str(venv), "VIRTUAL_ENV": None, "JUPYTER_PATH": None, "JUPYTER_DATA_DIR": None}
        said = self.java("install", "--prefix", venv, code=1, **nowhere)
        self.assertIn(f"python -m pip install jjava=={JJAVA}", said)


if __name__ == "__main__":
    unittest.main()
