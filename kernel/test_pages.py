"""Tests of what a reader sees and touches: JupyterLab in a real browser. GRADUS_SCREENSHOTS=FOLDER keeps pictures to look at."""

import os
import unittest
from pathlib import Path

import browser

PICTURES = os.environ.get("GRADUS_SCREENSHOTS")


def setUpModule():
    global lab, chromium
    if not browser.chromium_path():
        raise unittest.SkipTest("no Chromium is installed")
    lab = browser.Lab().__enter__()
    unittest.addModuleCleanup(lab.__exit__)
    chromium = browser.Chromium().__enter__()
    unittest.addModuleCleanup(chromium.__exit__)


class Pages(unittest.TestCase):
    """One notebook a test; the page closes behind it."""

    def open(self, cells, **options):
        page = lab.open(chromium, lab.write(f"{self._testMethodName}.ipynb", cells), **options)
        self.addCleanup(page.page.context.close)
        return page

    def picture(self, page, name=None):
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            page.screenshot(Path(PICTURES) / f"{name or self._testMethodName}.png")


class Running(Pages):
    def test_a_cell_shows_its_value(self):
        page = self.open(["1 + 1", "Matrix.of(new double[][] {{1, 2}, {3, 4}})"])
        page.run_all()
        self.assertIn("2", page.text(0))
        self.assertIn("2 × 2", page.text(1))
        self.picture(page)


if __name__ == "__main__":
    unittest.main()
