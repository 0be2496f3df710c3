"""Tests of what a reader sees and touches: JupyterLab in a real browser. GRADUS_SCREENSHOTS=FOLDER keeps pictures to look at."""

import os
import re
import time
import unittest
from pathlib import Path

import browser

PICTURES = os.environ.get("GRADUS_SCREENSHOTS")


def setUpModule():
    global lab, chromium
    lab, chromium = browser.for_tests()


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


class Touching(Pages):
    def test_widgets(self):
        """One notebook for all, since opening one is what takes the time."""
        page = self.open(
            [
                "Dataset digits = Mnist.load().train().take(4000);\n"
                "Network network = Network.input(784).dense(10, softmax()).build();\n"
                "Trainer trainer = Trainer.of(network).optimizer(momentum(0.01, 0.5)).epochs(100_000);\n"
                "TrainingControls.of(trainer)",
                "History history = trainer.fit(digits);",
                "double[] rates = history.learningRates();\n"
                'history.reason() + " | " + rates[0] + " " + rates[rates.length - 1] + " | " + trainer.optimizer()',
                "Trainer.of(network).optimizer(adam(0.005)).epochs(2).quiet().fit(digits);\nDrawDigit.of(network)",
                'interact(Slider.of("a", 0, 10).step(1).at(2), Toggle.of("t"), (a, t) -> "a² = " + a * a + (t ? 1 / 0 : ""))',
                "DescentExplorer.of(Objective.of(x -> x * x, x -> 2 * x)).from(2).steps(3)",
                'interact(Slider.of("η", 0.01, 1), η -> Descent.of(x -> x * x).from(3).learningRate(η).run())',
            ]
        )
        self.train(page)
        for cell in (3, 4, 5, 6):
            page.run(cell)
        self.draw(page)
        self.move(page)
        self.descend(page)
        self.press(page)
        self.picture(page, "widgets")
        self.follow(page)
        self.reload(page)
        self.assertEqual([], page.problems())

    def train(self, page):
        """Slider, pause, step and stop act while the cell runs."""
        page.run(0)
        page.run(1, wait=False)
        controls = page.cell(0)
        eta, mu = controls.locator("input[type=range]").all()
        page.shows(1, "batch", 60)  # it trains, but the first picture takes a while, and nothing is heard meanwhile
        page.hides(1, "Epoch 1 of")
        page.drag(eta, (0.667, 0.5), (0.95, 0.5))
        page.drag(mu, (0.5, 0.5), (0.8, 0.5))
        page.page.wait_for_timeout(300)
        self.picture(page, "training")
        controls.get_by_label("pause").check()
        controls.get_by_text("one step").click()
        page.page.wait_for_timeout(300)
        self.assertFalse(page.page.evaluate("() => window.gradusRan"))
        controls.get_by_role("button", name="stop").click()
        page.ran(20)
        page.run(2)
        self.assertRegex(page.text(2), r"stop\(\) was called.* \| 0\.01 0\.0[5-9]\d* \| momentum\(0\.01, 0\.[78]\d*\)")

    def draw(self, page):
        """The probabilities follow the pen; cleared, there are none."""
        pad = page.cell(3).locator("canvas")
        self.assertRegex(page.text(3), r"\d\d\.\d\d %")
        page.cell(3).get_by_role("button", name="clear").click()
        page.hides(3, "%")
        page.drag(pad, (0.52, 0.2), (0.5, 0.5), (0.48, 0.8))
        page.shows(3, "%")
        page.page.wait_for_timeout(500)
        shares = [float(share) for share in re.findall(r"([\d.]+) %", page.text(3))]
        self.assertEqual(1, shares.index(max(shares)), shares)

    def move(self, page):
        """A lambda draws the result; what it throws is shown, and ends nothing."""
        panel = page.cell(4)
        self.assertIn("a² = 4.0", page.text(4))
        page.drag(panel.locator("input[type=range]"), (0.2, 0.5), (0.7, 0.5))
        page.shows(4, "a² = 49.0")
        panel.locator("input[type=checkbox]").check()
        page.shows(4, "ArithmeticException")
        panel.locator("input[type=checkbox]").uncheck()
        page.hides(4, "ArithmeticException")

    def descend(self, page):
        """A click in the picture is the new start."""
        self.assertIn("after 3 steps", page.text(5))
        before = page.text(5)
        page.click(page.cell(5).locator(".gradus-stage"), 0.2, 0.5)
        page.hides(5, before.split("\n")[-1])
        self.assertIn("x = -1.", page.text(5))

    def press(self, page):
        """Keys move the slider and write numbers, and never JupyterLab's selection."""
        panel = page.cell(5)
        rate = panel.locator("input[type=range]").first
        number = panel.locator(".gradus-number").first
        selected = "() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].findIndex(cell => cell.classList.contains('jp-mod-active'))"
        cells = page.page.locator(".jp-Notebook .jp-Cell").count()
        rate.focus()
        before = page.page.evaluate(selected)  # whoever touches a panel selects its cell
        self.assertEqual(5, before)
        for key, value in (("ArrowRight", "0.11"), ("ArrowLeft", "0.1"), ("ArrowUp", "0.11"), ("ArrowDown", "0.1"), ("End", "2"), ("Home", "0.001")):
            page.page.keyboard.press(key)
            self.assertEqual(value, number.input_value(), key)
        for key in ("j", "k", "a", "b", "d", "d", "x"):  # commands of JupyterLab for a cell
            page.page.keyboard.press(key)
        number.fill("0.5")
        number.press("ArrowUp")
        number.press("ArrowLeft")
        number.press("Enter")
        page.shows(5, "x = 0\n")  # on x² this is the step right to the bottom
        self.assertEqual("0.5", number.input_value())
        place = rate.input_value()
        rate.focus()
        page.page.keyboard.press("ArrowRight")
        page.page.keyboard.press("ArrowLeft")
        self.assertEqual(("0.5", place), (number.input_value(), rate.input_value()))
        number.fill("much")
        number.press("Enter")
        self.assertEqual("0.5", number.input_value())
        self.assertEqual((before, cells), (page.page.evaluate(selected), page.page.locator(".jp-Notebook .jp-Cell").count()))

    def follow(self, page):
        """Charts follow the slider while it moves, and the last one belongs to where it stays."""
        page.page.evaluate(
            """() => { window.charts = 0;
                new MutationObserver(() => window.charts++).observe(
                    document.querySelectorAll('.jp-Cell')[6].querySelector('.gradus-html'), {childList: true}); }"""
        )
        slider = page.cell(6).locator("input[type=range]")
        start = time.monotonic()
        page.drag(slider, *((0.1 + 0.7 * (step % 10) / 10, 0.5) for step in range(40)), (0.5, 0.5), steps=4)
        seconds = time.monotonic() - start
        value = page.cell(6).locator(".gradus-number").input_value()
        page.wait("v => document.querySelectorAll('.jp-Cell')[6].querySelector('img').alt.includes(`sgd(${v})`)", 20, value)
        charts = page.page.evaluate("() => window.charts")
        print(f"{charts} charts in {seconds:.1f} s of dragging")  # how many depends on what else the machine does
        self.assertGreaterEqual(charts, 5)

    def reload(self, page):
        """The widgets come back as they were, and go on."""
        before = [page.text(cell) for cell in (0, 3, 4, 5)]
        page.reload()
        page.wait("() => document.querySelectorAll('.gradus-panel').length === 5", 30)
        self.assertEqual(before, [page.text(cell) for cell in (0, 3, 4, 5)])
        ink = "c => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter(b => b > 0).length"
        self.assertGreater(page.cell(3).locator("canvas").evaluate(ink), 100)
        page.drag(page.cell(4).locator("input[type=range]"), (0.7, 0.5), (0.3, 0.5))
        page.shows(4, "a² = 9.0")
        self.picture(page, "reloaded")


if __name__ == "__main__":
    unittest.main()
