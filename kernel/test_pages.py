"""Tests of what a reader sees and touches: JupyterLab in a real browser. GRADUS_SCREENSHOTS=FOLDER keeps pictures to look at."""

import json
import os
import re
import subprocess
import sys
import time
import unittest
from pathlib import Path

import browser
import notebooks

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
                'interact(TextField.of("✎").at("emma"), text -> "letters: " + text.length())',
            ]
        )
        self.train(page)
        for cell in (3, 4, 5, 6, 7):
            page.run(cell)
        self.draw(page)
        self.move(page)
        self.write(page)
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
        pad = page.cell(3).locator(".gradus-pad canvas")
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

    def write(self, page):
        """Each letter is heard as it is typed, and JupyterLab's keys are none."""
        line = page.cell(7).locator("input.gradus-text")
        self.assertEqual("emma", line.input_value())
        line.focus()
        page.page.keyboard.press("End")
        page.page.keyboard.type("dd")
        page.shows(7, "letters: 6")
        self.assertEqual("emmadd", line.input_value())

    def descend(self, page):
        """A click in the picture is the new start."""
        self.assertIn("after 3 steps", page.text(5))
        before = page.text(5)
        page.click(page.cell(5).locator(".gradus-stage"), 0.2, 0.5)
        page.hides(5, before.split("\n")[-1])
        self.assertIn("x = -1.", page.text(5))
        stage = page.cell(5).locator(".gradus-stage")
        self.assertEqual(0, stage.locator("img").count(), "drawn here, from numbers")
        first = stage.locator("circle").first
        at = float(first.get_attribute("cx"))
        stage.focus()
        page.page.keyboard.press("ArrowRight")
        page.wait("at => Number(document.querySelectorAll('.jp-Cell')[5].querySelector('.gradus-stage circle').getAttribute('cx')) > at", 15, at)

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
        page.wait("() => document.querySelectorAll('.gradus-panel').length === 6", 30)
        self.assertEqual(before, [page.text(cell) for cell in (0, 3, 4, 5)])
        ink = "c => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data].filter(b => b > 0).length"
        self.assertGreater(page.cell(3).locator(".gradus-pad canvas").evaluate(ink), 100)
        page.drag(page.cell(4).locator("input[type=range]"), (0.7, 0.5), (0.3, 0.5))
        page.shows(4, "a² = 9.0")
        self.picture(page, "reloaded")


class Drawing(Pages):
    """What is drawn reaches the cells below: lessons 18 and 19 ask for it."""

    CELLS = [
        "var pad = DrawDigit.of(Pretrained.digits());\npad",
        'interact(Toggle.of("■"), on -> {\n'
        "    double[] x = pad.image();\n"
        "    if (on) x[80] = 1;\n"
        '    return "corner " + x[80] + ", ink " + Arrays.stream(x).filter(v -> v > 0).count();\n'
        "})",
        "Network body = Transfer.body(Pretrained.digits(), 1);\n"
        "double[][] examples = new double[11][];\n"
        "Dataset digits = Mnist.load().train().take(100);\n"
        "for (int i = 0; i < digits.size(); i++) examples[digits.label(i)] = digits.input(i);\n"
        "examples[10] = pad.image();\n"
        "DrawDigit.of(Prototypes.of(body.predict(examples), IntStream.rangeClosed(0, 10).toArray()).network(body))",
    ]

    def star(self, page, cell, by=0.0):
        """Three strokes through the middle, on a cleared pad."""
        page.cell(cell).get_by_role("button", name="clear").click()
        pad = page.cell(cell).locator(".gradus-pad canvas")
        for x, y in ((0.2, 0.2), (0.8, 0.2), (0.5, 0.12)):
            page.drag(pad, (x + by, y), (1 - x + by, 1 - y))

    def words(self, page, cell, start):
        page.wait(
            "([cell, start]) => document.querySelectorAll('.jp-Cell')[cell].querySelector('.gradus-seen canvas')?.getAttribute('aria-label').startsWith(start)",
            20,
            [cell, start],
        )

    def test_drawn_once(self):
        page = self.open(self.CELLS)
        page.run(0)
        self.star(page, 0)
        page.run(1)
        self.assertRegex(page.text(1), r"corner 0\.0, ink \d\d")
        page.cell(1).locator("input[type=checkbox]").check()
        page.shows(1, "corner 1.0")
        page.run(2)
        self.star(page, 2, 0.05)
        self.words(page, 2, "The network takes this drawing for number 10")
        self.picture(page)
        page.reload()
        self.words(page, 2, "The network takes this drawing for number 10")
        page.cell(2).get_by_role("button", name="clear").click()
        self.words(page, 2, "Nothing is drawn yet")
        self.assertEqual([], page.problems())


class Predicting(Pages):
    """A prediction is clicked or typed, by mouse and by keyboard, and the answer speaks to it."""

    CHOSEN = "cell => cell.querySelector('input:checked')?.value ?? cell.querySelector('.gradus-number')?.value ?? ''"
    SELECTED = "() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].findIndex(cell => cell.classList.contains('jp-mod-active'))"

    def test_predictions(self):
        page = self.open(
            [
                'Predict.choice("08.order")    // .guess("…")',
                'double[] reached = {0.2, 0.7, 0.8, 0.1};\nPredict.reveal("08.order", reached)',
                'Predict.number("08.untrained")    // .guess(…)',
                'double share = 11.2;\nPredict.reveal("08.untrained", share)',
                'Predict.choice("01.first-step").guess("b")',
            ]
        )
        page.run_all()
        self.assertIn("You made no guess.", page.text(1))
        self.picture(page, "predict-asked")
        self.mouse(page)
        self.keyboard(page)
        self.number(page)
        self.assertEqual("b", page.cell(4).evaluate(self.CHOSEN), "guessed in code")
        self.reload(page)
        for width in (1280, 800) if PICTURES else ():
            page.page.set_viewport_size({"width": width, "height": 1000})
            self.picture(page, f"predict-{width}")
        self.assertEqual([], page.problems())

    def mouse(self, page):
        page.click(page.cell(0).get_by_text("10, 0.1, 0.01, 0.001"))
        page.shows(0, "Your guess is noted.")
        page.run(1)
        self.assertIn("You guessed a), but it is b)", page.text(1))

    def keyboard(self, page):
        """The tab key leads there, arrows and letters choose; JupyterLab hears nothing of it."""
        cells = page.page.locator(".jp-Notebook .jp-Cell").count()
        page.cell(0).locator("input:checked").focus()
        before = page.page.evaluate(self.SELECTED)
        for key, chosen in (("ArrowDown", "b"), ("ArrowDown", "c"), ("ArrowUp", "b"), ("a", "a"), ("c", "c"), ("b", "b")):
            page.page.keyboard.press(key)
            self.assertEqual(chosen, page.cell(0).evaluate(self.CHOSEN), key)
        for key in ("j", "k", "d", "d", "x", "m", "Enter"):
            page.page.keyboard.press(key)
        self.assertEqual((before, cells), (page.page.evaluate(self.SELECTED), page.page.locator(".jp-Notebook .jp-Cell").count()))
        page.run(1)
        self.assertIn("You guessed b), and so it is", page.text(1))
        page.run(0)
        page.wait("() => document.querySelectorAll('.jp-Cell')[0].querySelector('input:checked')?.value === 'b'")  # the cell ran again

    def number(self, page):
        number = page.cell(2).locator(".gradus-number")
        number.click()
        for key in "12,5 %":
            page.page.keyboard.press(key)
        page.page.keyboard.press("Enter")
        page.shows(2, "Your guess is noted.")
        number.fill("many")
        number.press("Enter")
        self.assertEqual("12.5", number.input_value())
        page.run(3)
        self.assertIn("You guessed 12.5; it is 11.2.", page.text(3))

    def reload(self, page):
        page.reload()
        page.wait("() => document.querySelectorAll('.gradus-guess').length === 3", 30)
        self.assertEqual(["b", "12.5", "b"], [page.cell(cell).evaluate(self.CHOSEN) for cell in (0, 2, 4)])
        page.cell(0).locator("input[value=c]").focus()
        page.page.keyboard.press("Space")
        page.run(1)
        self.assertIn("You guessed c), but it is b)", page.text(1))

    def test_hints_unfold(self):
        """By a click and by a key, before a reload and behind it."""
        page = self.open(["Lesson01.update((w, eta, slope) -> w + eta * slope)"])
        page.run(0)
        self.unfold(page)
        page.reload()
        page.page.wait_for_selector("summary")
        self.unfold(page)

    def unfold(self, page):
        hints = page.cell(0).locator("summary")
        name = page.cell(0).get_by_text("this goes uphill")
        solution = page.cell(0).get_by_text("w - eta * slope")
        self.assertEqual((4, False, False), (hints.count(), name.is_visible(), solution.is_visible()))
        hints.nth(2).click()
        self.assertTrue(name.is_visible())
        hints.nth(3).focus()
        page.page.keyboard.press("Enter")
        self.assertTrue(solution.is_visible())

    def test_a_committed_truth_is_folded_and_unfolds_when_it_runs(self):
        nbformat = browser.notebook_format()
        name = lab.write("folded.ipynb", ['System.out.println("it is " + (3 + 4));'])
        content = lab.read(name)
        content.cells[0].metadata = nbformat.from_dict({"tags": ["truth"]})
        content.cells[0].outputs = [nbformat.v4.new_output("stream", name="stdout", text="it is 7\n")]
        nbformat.write(notebooks.normalise(content), str(lab.folder / name))
        page = lab.open(chromium, name)
        self.addCleanup(page.page.context.close)
        page.page.wait_for_selector(".jp-OutputPlaceholder")
        self.assertIn("Guess first.", page.cell(0).inner_text())
        self.assertNotIn("it is 7", page.page.locator("body").inner_text())
        self.picture(page, "folded")
        page.run(0)
        self.assertIn("it is 7", page.text(0))
        self.assertTrue(page.cell(0).locator(".jp-OutputArea-output pre").first.is_visible())
        page.save()
        page.wait("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
        self.assertFalse(lab.read(name).cells[0].metadata.get("jupyter", {}).get("outputs_hidden", False), "unfolded in the file, too")

    def test_exported_truth_is_folded(self):
        name = lab.write("exported.ipynb", [("7", [{"output_type": "stream", "name": "stdout", "text": "it is 7\n"}])])
        content = lab.read(name)
        content.cells[0].metadata["tags"] = ["truth"]
        browser.notebook_format().write(notebooks.normalise(content), str(lab.folder / name))
        command = [sys.executable, "-m", "nbconvert", "--to", "html", name]
        subprocess.run(command, cwd=lab.folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        page = chromium.offline(lab.folder / "exported.html")
        self.addCleanup(page.context.close)
        truth = page.get_by_text("it is 7")
        self.assertFalse(truth.is_visible())
        page.get_by_text("What happens").click()
        self.assertTrue(truth.is_visible())


class Dragging(Pages):
    def test_a_point_is_dragged(self):
        """By mouse and by arrow keys; the line follows, and the page says where to."""
        page = self.open(["Drag.of(-2, 2, (x, y) -> List.of(new double[2], new double[] {x, 2 * y})).at(1, 0)"])
        page.run_all()
        page.idle()
        stage = page.cell(0).locator(".gradus-stage")
        words = stage.locator("svg").first
        self.assertEqual("Dragged to (1, 0); the line ends at (1, 0).", words.get_attribute("aria-label"))
        self.assertEqual(0, stage.locator("image").count(), "there is no map")
        page.drag(stage, (0.5, 0.5), (0.3, 0.3))
        page.wait("() => /Dragged to \\(-/.test(document.querySelector('.gradus-stage svg').getAttribute('aria-label'))")
        before = words.get_attribute("aria-label")
        stage.focus()
        page.page.keyboard.press("ArrowRight")
        page.wait("before => document.querySelector('.gradus-stage svg').getAttribute('aria-label') !== before", 15, before)
        self.picture(page, "drag")
        page.run(0)
        page.idle()
        self.assertEqual("Dragged to (1, 0); the line ends at (1, 0).", words.get_attribute("aria-label"))
        asked = "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestCommInfo({target_name: 'jupyter.widget'}).then(answer => JSON.stringify(answer.content.comms))"
        self.assertEqual(1, len(json.loads(page.page.evaluate(asked))), "the widget of the first run is closed")
        page.drag(stage, (0.5, 0.5), (0.3, 0.3))
        page.wait("() => /Dragged to \\(-/.test(document.querySelector('.gradus-stage svg').getAttribute('aria-label'))")
        self.assertEqual([], page.problems())


class Lost(Pages):
    """A control whose kernel is gone says so, in the language of the kernel that it had."""

    CELLS = ['Slider.of("a", 0, 10)', "NetworkExplorer.of(Network.input(2).dense(2, tanh()).dense(1, sigmoid()).build(), Dataset.of(new double[][] {{0, 0}, {1, 1}}, new double[][] {{0}, {1}}))"]
    WORDS = {"gradus": "run this cell again", "gradus-zh": "请重新运行这个单元格"}

    def says(self, page, words, seconds=20):
        for cell in range(len(self.CELLS)):
            page.shows(cell, words, seconds)

    def test_lost(self):
        for kernel, words in self.WORDS.items():
            with self.subTest(kernel):
                name = lab.write(f"lost-{kernel}.ipynb", self.CELLS, kernel)
                page = lab.open(chromium, name)
                page.run_all()
                self.assertNotIn(words, page.text(0) + page.text(1))
                page.save()
                page.wait("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
                page.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
                self.says(page, words)
                self.picture(page, f"lost-{kernel}")
                page.run(0)
                page.hides(0, words)
                page.page.context.close()
                self.untrusted(name, words)

    def untrusted(self, name, words):
        """Another's notebook, from which nothing but still pictures is shown."""
        content = lab.read(name)
        content.metadata.pop("widgets", None)
        for cell in content.cells:
            cell.source += "    // of another"
        browser.notebook_format().write(content, str(lab.folder / f"of-another-{name}"))
        page = lab.open(chromium, f"of-another-{name}", kernel=False)
        self.says(page, words)
        page.page.context.close()


class Keys(Pages):
    """What is pressed in a thing of ours stays there: no widget, film or hint moves JupyterLab's selection or cuts a cell."""

    CELLS = [
        'Predict.choice("08.order")',
        'Predict.number("08.untrained")',
        "Lesson00.half(TODO)",
        "Replay.of(Descent.of(x -> x * x).from(3).steps(5).run())",
        "Fit.of(new double[] {1, 1, 2}, new double[] {2, 4, 6}).slide(-2, 8)",
        "Threshold.slide(new double[] {0.2, 0.7}, new boolean[] {false, true})",
        "DescentExplorer.of(Objective.of(x -> x * x))",
        'interact(Slider.of("a", 0, 10), Toggle.of("t"), (a, t) -> "a " + a)',
        "DrawDigit.of(Pretrained.digits())",
        'interact(TextField.of("✎").at("emma"), text -> text)',
        "Drag.of(-2, 2, (x, y) -> List.of(new double[2], new double[] {x, 2 * y})).at(1, 0)",
        "TrainingControls.of(Trainer.of(Network.input(2).dense(1, linear()).build()))",
        "NetworkExplorer.of(Network.input(2).dense(2, tanh()).dense(1, sigmoid()).build(), Dataset.of(new double[][] {{0, 0}, {1, 1}}, new double[][] {{0}, {1}}))",
        '"the last"',
    ]
    OURS = ".jp-OutputArea :is(input, button, select, summary, [tabindex='0'])"
    STATE = "() => JSON.stringify([...document.querySelectorAll('.jp-Notebook .jp-Cell')].map(cell => cell.className.includes('jp-mod-active') + cell.innerText.slice(0, 20)))"

    def test_keys_stay(self):
        page = self.open(self.CELLS)
        page.run_all()
        page.idle()
        things = page.page.locator(self.OURS)
        tried = set()
        for i in range(things.count()):
            thing = things.nth(i)
            if not thing.is_visible() or not thing.is_enabled():
                continue
            thing.focus()
            cell = thing.evaluate("e => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].indexOf(e.closest('.jp-Cell'))")
            tried.add(cell)
            before = page.page.evaluate(self.STATE)
            for key in ("ArrowDown", "ArrowRight", "j", "k", "x", "d", "d", "m", "Escape"):
                thing.focus()
                page.page.keyboard.press(key)
                self.assertEqual(before, page.page.evaluate(self.STATE), f"{key} in cell {cell}: {thing.evaluate('e => e.outerHTML')[:120]}")
        self.assertEqual(set(range(len(self.CELLS) - 1)), tried, "each of them has something to press keys in")
        self.assertEqual([], page.problems())

    def test_prose_unfolds_where_it_stands(self):
        """In the lessons' own words a summary takes Enter and Space; and letters, too, once a panel of ours is on the page."""
        nbformat = browser.notebook_format()
        name = lab.write("prose.ipynb", ['Slider.of("a", 0, 10)', "2"])
        content = lab.read(name)
        content.cells.insert(1, nbformat.v4.new_markdown_cell("<details><summary>What we found</summary>\n\n3.6\n\n</details>", id="found"))
        nbformat.write(content, str(lab.folder / name))
        page = lab.open(chromium, name)
        self.addCleanup(page.page.context.close)
        page.run(0)
        page.page.wait_for_selector(".gradus-panel")
        cells = page.page.locator(".jp-Notebook .jp-Cell")
        summary = page.cell(1).locator("summary")
        summary.click()
        self.assertTrue(page.cell(1).locator("details p").is_visible())
        state = "() => { const it = window.jupyterapp.shell.currentWidget.content; return [it.activeCellIndex, it.mode, it.activeCell.rendered]; }"
        for key, is_open in (("Enter", False), ("Space", True), ("Enter", False)):
            summary.focus()
            page.page.keyboard.press(key)
            self.assertEqual(is_open, page.cell(1).locator("details p").is_visible(), key)
            self.assertEqual([1, "command", True], page.page.evaluate(state), key)
        for key in ("a", "b", "c", "d", "d", "j", "k", "m", "x", "X", "y", "1", "0", "0"):
            summary.focus()
            page.page.keyboard.press(key)
            self.assertEqual((3, [1, "command", True]), (cells.count(), page.page.evaluate(state)), key)
        page.page.keyboard.press("ArrowDown")
        self.assertEqual(2, page.page.evaluate(state)[0], "arrows are JupyterLab's")

    def test_shift_enter_goes_on(self):
        """From a click on an answer, a film or a hint, without a detour through a cell."""
        page = self.open([self.CELLS[0], "1", self.CELLS[3], "2", self.CELLS[2], "3"])
        page.run_all()
        page.idle()
        for index, thing in ((0, "input[type=radio]"), (2, "input[type=range]"), (4, "summary")):
            page.cell(index).locator(thing).first.click()
            page.page.keyboard.press("Shift+Enter")
            page.wait("index => document.querySelectorAll('.jp-Notebook .jp-Cell')[index].classList.contains('jp-mod-active')", 10, index + 1)
            page.idle()


if __name__ == "__main__":
    unittest.main()
