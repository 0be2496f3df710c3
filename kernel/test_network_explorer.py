"""NetworkExplorer in JupyterLab: what a learner sees and touches. GRADUS_SCREENSHOTS=FOLDER keeps pictures to look at."""

import time
import unittest

from test_pages import Pages, setUpModule  # noqa: F401  (unittest calls it)

FIRST, LESSON, NAMES = 0, 1, 2
EVIL = "<img src=x onerror=window.evil=1>"


class Explorer(Pages):
    def test_explorer(self):
        """One notebook for all, since opening one is what takes the time."""
        page = self.open(
            [
                "NetworkExplorer.of(xor())",
                'NetworkExplorer.of(xor()).layers(2).activation(relu()).seed(7).epochs(60).only("play", "step", "learningRate")',
                "NetworkExplorer.of(Dataset.of(new double[][] {{-1, 0}, {1, 0}, {0, 1}, {0, -1}}, new int[] {0, 1, 2, 2})"
                f'.classes("{EVIL}", "b", "c")).layers(3)',
            ]
        )
        for cell in (FIRST, LESSON, NAMES):
            page.run(cell)
        page.shows(FIRST, "epoch 0")
        self.plays(page)
        self.steps(page)
        self.unfolds(page)
        self.points_and_types(page)
        self.goes_by_keys(page)
        self.draws_points(page)
        self.runs_seeds(page)
        self.rewinds(page)
        self.picture(page, "explorer")
        self.rebuilds(page)
        self.is_hidden(page)
        self.escapes(page)
        page.page.set_viewport_size({"width": 800, "height": 900})
        self.picture(page, "explorer-800")
        self.assertEqual([], page.problems())

    def root(self, page, cell=FIRST):
        return page.cell(cell).locator(".gradus-network")

    def frames(self, page):
        return int(self.root(page).get_attribute("data-frames"))

    def accuracy(self, page):
        return float(self.root(page).locator(".gradus-figures b").nth(2).inner_text().rstrip(" %"))

    def epoch(self, page):
        return int(self.root(page).locator(".gradus-epoch").inner_text().split()[-1])

    def plays(self, page):
        """XOR is learnt while the page stays alive."""
        start, before = time.monotonic(), self.frames(page)
        self.root(page).get_by_role("button", name="play").click()
        while self.accuracy(page) < 95 and time.monotonic() - start < 10:
            page.page.wait_for_timeout(20)
        learnt = time.monotonic() - start
        page.page.wait_for_timeout(1500)
        rate = (self.frames(page) - before) / (time.monotonic() - start)
        self.root(page).get_by_role("button", name="pause").click()
        page.page.wait_for_timeout(400)
        still = self.epoch(page)
        print(f"XOR learnt in {learnt:.2f} s, {rate:.1f} pictures a second, epoch {still}")
        self.assertLess(learnt, 10)  # how fast depends on what else the machine does
        page.page.wait_for_timeout(300)
        self.assertEqual(still, self.epoch(page))

    def steps(self, page):
        before = self.epoch(page)
        self.root(page).get_by_role("button", name="one epoch").click()
        page.shows(FIRST, f"epoch {before + 1}")
        self.root(page).get_by_role("button", name="start again").click()
        page.shows(FIRST, "epoch 0")
        slider = self.root(page).locator(".gradus-controls input[type=range]").first
        slider.focus()
        page.page.keyboard.press("ArrowRight")
        page.page.wait_for_timeout(300)
        self.root(page).get_by_role("button", name="one epoch").click()
        page.shows(FIRST, "epoch 1")

    def unfolds(self, page):
        self.assertEqual(0, self.root(page).locator("details[open]").count())
        for name in ("data", "network", "look closer", "forty seeds", "code"):
            self.root(page).locator("summary", has_text=name).first.click()
        self.assertEqual(5, self.root(page).locator("details[open]").count())
        self.root(page).get_by_label("gradients on the lines").check()
        self.root(page).get_by_label("remove a neuron from layer 1").click()
        page.shows(FIRST, "layers(3, 2)")
        self.root(page).get_by_label("inputs xy").check()
        page.shows(FIRST, '.features("x", "y", "xy")')
        self.root(page).get_by_label("inputs xy").uncheck()
        self.root(page).get_by_label("add a neuron to layer 1").click()
        page.hides(FIRST, ".layers(")

    def points_and_types(self, page):
        """A neuron kept shows its numbers; typed ones are in the code, and it can be silenced."""
        graph = self.root(page).locator(".gradus-graph canvas")
        page.page.wait_for_timeout(200)
        graph.focus()
        for key in ("ArrowLeft", "ArrowUp", "Enter"):
            page.page.keyboard.press(key)
        page.shows(FIRST, "layer 2, neuron 1")
        field = self.root(page).get_by_label("bias", exact=True)
        field.fill("0.75")
        field.press("Enter")
        page.shows(FIRST, ".bias(2, 1, 0.75)")
        self.root(page).get_by_role("button", name="silence").click()
        page.shows(FIRST, ".silence(2, 1)")
        self.root(page).get_by_role("button", name="let it speak").click()
        page.shows(FIRST, ".release(2, 1)")

    def goes_by_keys(self, page):
        """Keys never reach JupyterLab."""
        selected = "() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].findIndex(cell => cell.classList.contains('jp-mod-active'))"
        graph = self.root(page).locator(".gradus-graph canvas")
        graph.focus()
        before = (page.page.evaluate(selected), page.page.locator(".jp-Notebook .jp-Cell").count())
        for key in ("ArrowDown", "ArrowDown", "j", "k", "a", "b", "d", "d", "x", "Enter", "Escape"):
            page.page.keyboard.press(key)
        page.page.wait_for_timeout(200)
        self.assertEqual(before, (page.page.evaluate(selected), page.page.locator(".jp-Notebook .jp-Cell").count()))

    def draws_points(self, page):
        self.root(page).locator("button[aria-pressed], .gradus-inside button", has=page.page.locator(".gradus-dot")).nth(1).click()
        page.click(self.root(page).locator(".gradus-plane canvas"), 0.5, 0.5)
        page.shows(FIRST, ".point(")

    def runs_seeds(self, page):
        self.root(page).get_by_role("button", name="train from 40 seeds").click()
        page.shows(FIRST, "of 40 have learnt it", 60)
        self.assertEqual(40, self.root(page).locator(".gradus-thumb").count())

    def rewinds(self, page):
        self.root(page).get_by_role("button", name="one epoch").click()
        self.root(page).get_by_role("button", name="one epoch").click()
        page.page.wait_for_timeout(300)
        last = self.epoch(page)
        self.root(page).locator(".gradus-rewind input").focus()
        page.page.keyboard.press("Home")
        page.shows(FIRST, "epoch 0")
        page.page.keyboard.press("End")
        page.shows(FIRST, f"epoch {last}")

    def rebuilds(self, page):
        """The code that is offered runs as it stands, and leads to the same weights."""
        pre = lambda key: self.root(page).locator(f"pre[data-code={key}]").inner_text()  # noqa: E731
        line, program = pre("line"), pre("program")
        sum_of = "java.util.Arrays.hashCode({}.parameters().stream().mapToInt(p -> java.util.Arrays.hashCode(p.values())).toArray())"
        shown = page.page.evaluate(
            """([a, b]) => { const cells = window.jupyterapp.shell.currentWidget.content.model.sharedModel;
                cells.insertCell(3, {cell_type: 'code', source: a}); cells.insertCell(4, {cell_type: 'code', source: b}); }""",
            ["NetworkExplorer again = " + line + ";\n" + sum_of.format("again.network()"), program + ";\n" + sum_of.format("network")],
        )
        self.assertIsNone(shown)
        page.run(3)
        page.run(4)
        self.assertRegex(page.text(3), r"^-?\d+$")
        self.assertEqual(page.text(3).split()[-1], page.text(4).split()[-1])

    def is_hidden(self, page):
        self.assertEqual(0, self.root(page, LESSON).locator("details").count())
        page.shows(LESSON, "epoch 60")

    def escapes(self, page):
        """A class's name stays a name."""
        page.shows(NAMES, EVIL)
        self.assertIsNone(page.page.evaluate("() => window.evil ?? null"))
        self.assertEqual(0, page.cell(NAMES).locator(".gradus-network img").count())


if __name__ == "__main__":
    unittest.main()
