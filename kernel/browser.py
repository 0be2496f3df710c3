"""A real JupyterLab and a real Chromium without a screen, for the tests of what a reader sees and touches.

    with browser.Lab() as lab, browser.Chromium() as chromium:
        page = lab.open(chromium, lab.write("try.ipynb", ["1 + 1"]))
        page.run_all()
        page.screenshot("try.png")

Runs inside the environment that gradus.py makes. The browser is the machine's own; none is downloaded.
"""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/{0}.app/Contents/MacOS/{0}"
START = 60  # seconds that JupyterLab and a kernel may take
CELL = 60  # seconds that a cell may take


def chromium_path():
    """The machine's Chromium (or Chrome), or None."""
    candidates = [os.environ.get("GRADUS_CHROMIUM"), *NAMES, *(MAC.format(name) for name in ("Chromium", "Google Chrome"))]
    return next((path for path in map(shutil.which, filter(None, candidates)) if path), None)


def required():
    """Whether a missing Chromium is an error; .ci/run says so."""
    return os.environ.get("GRADUS_BROWSER") == "required"


def for_tests(*kinds):
    """JupyterLab and Chromium, or what is named, for the tests of a module, which are skipped where no Chromium is; they close behind the last one."""
    if not chromium_path():
        if required():
            raise RuntimeError("no Chromium is installed")
        raise unittest.SkipTest("no Chromium is installed")
    opened = []
    for kind in kinds or (Lab, Chromium):
        opened.append(kind().__enter__())
        unittest.addModuleCleanup(opened[-1].__exit__)
    return opened


def notebook_format():
    """nbformat, which only the environment of gradus.py has; the launcher reads this file without it."""
    sys.modules.setdefault("rfc3987_syntax", None)  # takes two seconds to load, and nothing here uses it
    import nbformat.sign

    return nbformat


class Chromium:
    """A browser without a screen."""

    def __enter__(self):
        from playwright.sync_api import sync_playwright

        self.playwright = sync_playwright().start()
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        try:
            self.browser = self.playwright.chromium.launch(executable_path=chromium_path(), args=flags)
        except BaseException:
            self.playwright.stop()
            raise
        return self

    def __exit__(self, *_):
        self.browser.close()
        self.playwright.stop()

    def page(self, width=1000, height=1000, **options):
        """A new empty page, with its own cookies: Playwright's."""
        return self.browser.new_context(viewport={"width": width, "height": height}, **options).new_page()

    def offline(self, file, **options):
        """A page that shows a file and reaches no network, as a saved notebook is read."""
        page = self.page(**options)
        page.context.set_offline(True)
        page.goto(Path(file).resolve().as_uri(), wait_until="load")
        return page


class Lab:
    """A JupyterLab on a free port, with a token, in a folder of its own that goes when it ends."""

    def __init__(self, dark=False):
        self.home = Path(tempfile.mkdtemp(prefix="gradus-lab-"))
        self.folder = self.home / "work"
        self.folder.mkdir()
        self.token = secrets.token_hex(16)
        self._setting("notebook-extension/tracker", {"windowingMode": "none"})  # all cells are in the page, also those out of sight
        self._setting("apputils-extension/notification", {"fetchNews": "false", "checkForUpdates": False})
        self._setting("docmanager-extension/plugin", {"autosave": False})
        if dark:
            self._setting("apputils-extension/themes", {"theme": "JupyterLab Dark"})

    def _setting(self, plugin, value):
        file = self.home / "settings/@jupyterlab" / f"{plugin}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value), encoding="utf-8")

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--expose-app-in-browser", "--ServerApp.ip=127.0.0.1"]
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={self.token}"]
        command += [f"--ServerApp.root_dir={self.folder}"]
        env = {**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(self.home / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(self.home / "workspaces")}
        self.log = open(self.home / "log", "w+b")
        self.server = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait(self):
        end = time.monotonic() + START
        while time.monotonic() < end:
            if self.server.poll() is not None:
                break
            try:
                self.api("api/status")
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"JupyterLab did not start:\n{self.log_text()}")

    def __exit__(self, *_):
        """Ends the kernels first, then the server, by its own process."""
        try:
            for kernel in self.api("api/kernels"):
                self.api(f"api/kernels/{kernel['id']}", "DELETE")
        except (OSError, ValueError):
            pass  # the server is gone already
        self.server.terminate()
        try:
            self.server.wait(10)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        self.log.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def api(self, path, method="GET"):
        """What the server answers."""
        request = urllib.request.Request(f"{self.url}/{path}", method=method, headers={"Authorization": f"token {self.token}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def log_text(self):
        self.log.flush()
        return (self.home / "log").read_text(encoding="utf-8", errors="replace")

    def write(self, name, cells, kernel="gradus"):
        """A notebook with these code cells (a cell may be a pair of source and outputs); gives its name."""
        nbformat = notebook_format()
        content = nbformat.v4.new_notebook()
        content.metadata["kernelspec"] = {"name": kernel, "display_name": kernel, "language": "java"}
        for number, cell in enumerate(cells, 1):
            source, outputs = (cell, []) if isinstance(cell, str) else cell
            content.cells.append(nbformat.v4.new_code_cell(source, id=f"c{number}", outputs=[nbformat.from_dict(output) for output in outputs]))
        nbformat.write(content, str(self.folder / name))
        return name

    def read(self, name):
        """The notebook as it is saved now."""
        return notebook_format().read(str(self.folder / name), as_version=4)

    def trust(self, name):
        """Signs the notebook, so that scripts in its outputs run."""
        notebook_format().sign.NotebookNotary().sign(self.read(name))

    def open(self, chromium, name, **options):
        """The notebook in JupyterLab, with its kernel started (kernel=False: none is)."""
        return Notebook(self, name, chromium.page(), **options)


class Notebook:
    """An open notebook; `page` is Playwright's page."""

    def __init__(self, lab, name, page, kernel=True):
        self.lab, self.name, self.page, self.kernel = lab, name, page, kernel
        self.messages = []  # of the console: warnings, errors
        page.on("console", lambda message: self.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.messages.append(f"error: {error}"))
        page.goto(f"{lab.url}/doc/tree/{name}?token={lab.token}", wait_until="load")
        self._ready()

    def _ready(self):
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=1000 * START)
        self.page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.context?.isReady", timeout=1000 * START)
        if self.kernel:
            self.wait("() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'", START)

    def reload(self):
        """As the reader's F5, behind a save; the kernel lives on."""
        self.save()
        self.page.reload(wait_until="load")
        self._ready()

    def save(self):
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.save()")

    def wait(self, condition, seconds=CELL, argument=None):
        """Waits until a JavaScript function is true of the page."""
        return self.page.wait_for_function(condition, arg=argument, timeout=1000 * seconds)

    def idle(self, seconds=CELL):
        """Waits until the kernel has nothing to do, and no cell waits for it."""
        self.wait(
            """() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'
                && ![...document.querySelectorAll('.jp-Notebook .jp-InputPrompt')].some(p => p.textContent.includes('*'))""",
            seconds,
        )

    def command(self, name, wait=True):
        """One of JupyterLab's own commands, e.g. kernelmenu:interrupt; wait=False: doesn't wait for what it does."""
        body = f"window.jupyterapp.commands.execute('{name}')"
        self.page.evaluate(f"async () => {{ await {body}; }}" if wait else f"() => {{ {body}; }}")

    def run_all(self, wait=True, seconds=CELL):
        self._execute("notebook:run-all-cells", wait, seconds)

    def run(self, index, wait=True, seconds=CELL):
        """Runs one cell, counted from 0; wait=False: doesn't wait for its end."""
        self.page.evaluate(
            """index => { const notebook = window.jupyterapp.shell.currentWidget.content;
                notebook.deselectAll(); notebook.activeCellIndex = index; }""",
            index,
        )
        self._execute("notebook:run-cell", wait, seconds)

    def _execute(self, command, wait, seconds):
        self.page.evaluate(
            "name => { window.gradusRan = false; window.jupyterapp.commands.execute(name).finally(() => { window.gradusRan = true; }); }",
            command,
        )
        if wait:
            self.ran(seconds)

    def ran(self, seconds=CELL):
        """Waits for the end of what run or run_all began."""
        self.wait("() => window.gradusRan", seconds)

    def cell(self, index):
        """Playwright's locator of a cell, counted from 0."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def output(self, index):
        """What stands below a cell, as text."""
        return self.cell(index).locator(".jp-OutputArea-output").all_inner_texts()

    def text(self, index):
        return "\n".join(self.output(index))

    def shows(self, index, text, seconds=15):
        """Waits until a text stands below a cell."""
        self._output(index, text, True, seconds)

    def hides(self, index, text, seconds=15):
        """Waits until it no longer does."""
        self._output(index, text, False, seconds)

    def _output(self, index, text, there, seconds):
        self.wait(
            """([index, text, there]) => there === document.querySelectorAll('.jp-Notebook .jp-Cell')[index]
                .querySelector('.jp-OutputArea').innerText.includes(text)""",
            seconds,
            [index, text, there],
        )

    def drag(self, locator, *points, steps=8, release=True):
        """Presses at the first point of an element, moves along the others, lets go; points are shares of width and height."""
        box = self.box(locator)
        at = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
        mouse = self.page.mouse
        mouse.move(*at[0])
        mouse.down()
        for x, y in at[1:]:
            mouse.move(x, y, steps=steps)
        if release:
            mouse.up()

    def click(self, locator, x=0.5, y=0.5):
        """A click at a place inside an element."""
        box = self.box(locator)
        self.page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])

    @staticmethod
    def box(locator):
        locator.scroll_into_view_if_needed()
        return locator.bounding_box()

    def screenshot(self, file, whole=True):
        """A PNG of the page; whole: of all cells, also those out of sight."""
        if whole:
            height = self.page.evaluate(
                "() => [...document.querySelectorAll('.jp-NotebookPanel .jp-Cell')].reduce((sum, cell) => sum + cell.offsetHeight + 5, 60)"
            )
            size = self.page.viewport_size
            self.page.set_viewport_size({"width": size["width"], "height": min(int(height) + 160, 20000)})
            self.page.wait_for_timeout(300)
            self.page.evaluate("() => document.querySelector('.jp-NotebookPanel .jp-Cell').scrollIntoView()")
            self.page.screenshot(path=str(file))
            self.page.set_viewport_size(size)
        else:
            self.page.screenshot(path=str(file))

    def problems(self):
        """Errors that pages of ours caused; JupyterLab writes some of its own."""
        return [text for text in self.messages if text.startswith("error") and not re.search(r"status of (404|40[13])|favicon", text)]
