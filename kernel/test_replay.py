"""Replays as a reader meets them: in JupyterLab, trusted and not, and in a saved page without any kernel."""

import os
import subprocess
import sys
import unittest
from pathlib import Path

import browser

PICTURES = os.environ.get("GRADUS_SCREENSHOTS")
IMPORTS = "import dev.gradus.descent.*; import dev.gradus.jupyter.films.Replay;"
DESCENT = "Replay.of(Descent.of(rosenbrock()).from(-1, 2).optimizer(momentum(0.001, 0.9)).steps(60).run())"
HEARD = """double[][] p = new double[32][10];
for (int t = 0; t < 32; t++) p[t][t < 16 ? 1 : 7] = 1;
Replay.listening(SpokenDigits.sound(7, "jackson"), p)"""
TRAINING = """Dataset xor = Dataset.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new double[][] {{0}, {1}, {1}, {0}});
Network network = Network.input(2).dense(8, tanh()).dense(1, sigmoid()).seed(1).build();
Recording recording = Recording.of(network, xor);
Trainer.of(network).optimizer(adam(0.05)).epochs(60).onEpoch(recording).quiet().fit(xor);
Replay.of(recording)"""
# The colours of a canvas, so that two frames can be told apart.
PIXELS = "canvas => { const d = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data; let s = 0; for (let i = 0; i < d.length; i += 4) s = (31 * s + d[i] + 7 * d[i + 1] + 13 * d[i + 2]) % 1e9; return s; }"


def setUpModule():
    global lab, chromium
    lab, chromium = browser.for_tests()


class Replays(unittest.TestCase):
    """Two replays are made once, by a kernel; then there is none any more."""

    @classmethod
    def setUpClass(cls):
        page = lab.open(chromium, lab.write("replays.ipynb", [IMPORTS, DESCENT, TRAINING]))
        try:
            page.run_all()
            page.idle()
            cls.problems = page.problems()
            cls.fresh = page.page.locator(".jp-OutputArea input[type=range]").count()
            page.save()
        finally:
            page.page.context.close()
        for kernel in lab.api("api/kernels"):
            lab.api(f"api/kernels/{kernel['id']}", "DELETE")
        notebook = lab.read("replays.ipynb")
        cls.outputs = [(cell.source, [dict(o) for o in cell.outputs]) for cell in notebook.cells]

    def opened(self, name, trust):
        # A signature holds for a content under any name, so what isn't trusted has to differ from what the kernel made.
        lab.write(name, self.outputs if trust else [*self.outputs, "// nobody signed this"])
        if trust:
            lab.trust(name)
        page = lab.open(chromium, name, kernel=False)
        self.addCleanup(page.page.context.close)
        page.page.wait_for_selector(".jp-OutputArea img")
        return page

    def exported(self):
        folder = lab.folder
        subprocess.run(
            [sys.executable, "-m", "nbconvert", "--to", "html", "replays.ipynb"], cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return folder / "replays.html"

    def picture(self, page, name):
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            if hasattr(page, "goto"):
                page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
            else:
                page.screenshot(Path(PICTURES) / f"{name}.png")

    def use(self, page):
        """Both replays work, each for itself, by mouse and by keyboard."""
        sliders = page.locator("input[type=range]")
        self.assertEqual(2, sliders.count())
        canvases = page.locator("canvas[role=img]")
        first, second = (canvases.nth(i).evaluate(PIXELS) for i in (0, 1))
        self.assertNotEqual(0, first)
        self.assertEqual("60", sliders.nth(0).input_value())

        sliders.nth(0).click()
        page.keyboard.press("Home")
        self.assertEqual("0", sliders.nth(0).input_value())
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        self.assertEqual("3", sliders.nth(0).input_value())
        self.assertIn("step 3: (x, y) = (", sliders.nth(0).get_attribute("aria-valuetext"))
        self.assertNotEqual(first, canvases.nth(0).evaluate(PIXELS))
        self.assertEqual(second, canvases.nth(1).evaluate(PIXELS), "the other one stays")

        page.locator("img[alt^='before training']").click()
        self.assertEqual("0", sliders.nth(1).input_value())
        self.assertNotEqual(second, canvases.nth(1).evaluate(PIXELS))
        self.assertTrue(page.get_by_text("before training, above the middle on").is_visible())

        button = page.get_by_role("button", name="Play", exact=True).nth(1)
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_function("() => Number(document.querySelectorAll('input[type=range]')[1].value) > 2")
        page.keyboard.press("Enter")
        self.assertEqual(2, page.get_by_role("button", name="Play", exact=True).count(), "paused")
        self.assertEqual("3", sliders.nth(0).input_value())

    def test_fresh(self):
        self.assertEqual(2, self.fresh)
        self.assertEqual([], self.problems)

    def test_small(self):
        for _, outputs in self.outputs[1:]:
            self.assertLess(len(outputs[0]["data"]["text/html"].encode()), 300_000)

    def test_trusted(self):
        page = self.opened("trusted.ipynb", True)
        page.page.wait_for_selector("input[type=range]")
        self.use(page.page)
        self.picture(page, "replay-trusted")
        self.assertEqual([], page.problems())

    def test_untrusted(self):
        page = self.opened("untrusted.ipynb", False)
        pictures = page.page.locator(".jp-OutputArea img")
        self.assertEqual(12, pictures.count())
        for i in range(12):
            self.assertTrue(pictures.nth(i).get_attribute("alt"))
            self.assertGreater(pictures.nth(i).evaluate("image => image.naturalWidth"), 300)
        self.assertIn("rosenbrock by momentum(0.001, 0.9): 60 steps", page.text(1))
        self.assertEqual(0, page.page.locator("input[type=range]").count())
        self.assertNotIn("captions", page.text(1), "no data is shown as text")
        self.picture(page, "replay-untrusted")

    def test_saved_page_without_a_kernel(self):
        page = chromium.offline(self.exported())
        self.addCleanup(page.context.close)
        page.wait_for_selector("input[type=range]")
        self.use(page)
        self.picture(page, "replay-saved")

    def test_saved_page_without_scripts(self):
        page = chromium.offline(self.exported(), java_script_enabled=False)
        self.addCleanup(page.context.close)
        self.assertEqual(12, page.locator(".jp-OutputArea img").count())
        self.assertNotIn("captions", page.locator("body").inner_text())


class Listening(unittest.TestCase):
    """A sound and its film, in a saved page without any kernel."""

    @classmethod
    def setUpClass(cls):
        page = lab.open(chromium, lab.write("listening.ipynb", [IMPORTS, 'SpokenDigits.sound(7, "jackson")', HEARD]))
        try:
            page.run_all()
            page.idle()
            page.save()
        finally:
            page.page.context.close()
        command = [sys.executable, "-m", "nbconvert", "--to", "html", "listening.ipynb"]
        subprocess.run(command, cwd=lab.folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def opened(self, **options):
        page = chromium.offline(lab.folder / "listening.html", **options)
        self.addCleanup(page.context.close)
        return page

    def test_is_heard_while_bars_move(self):
        page = self.opened()
        page.wait_for_selector("input[type=range]")
        page.evaluate("() => { const play = Audio.prototype.play; window.played = []; HTMLMediaElement.prototype.play = function () { window.played.push([this.currentTime, this.playbackRate, this.duration]); return play.call(this); }; }")
        slider = page.locator("input[type=range]")
        canvas = page.locator("canvas[role=img]")
        slider.focus()
        page.keyboard.press("Home")
        before = canvas.evaluate(PIXELS)
        self.assertIn("after 0.03 s: 1 with 100.00 %", slider.get_attribute("aria-valuetext"))
        page.get_by_role("button", name="Slowly", exact=True).focus()
        page.keyboard.press("Enter")
        page.wait_for_function("() => document.querySelector('input[type=range]').value > 4")
        self.assertTrue(page.get_by_role("button", name="Pause", exact=True).is_visible())
        page.keyboard.press("Enter")
        at = slider.input_value()
        self.assertLess(int(at), 31, "paused")
        self.assertNotEqual(before, canvas.evaluate(PIXELS))
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_function("() => document.querySelector('input[type=range]').value === '31'")
        self.assertTrue(page.get_by_role("button", name="Play", exact=True).is_visible())
        self.assertIn("after 0.65 s: 7 with 100.00 %", slider.get_attribute("aria-valuetext"))
        slow, normal = page.evaluate("() => window.played")
        self.assertEqual((0, 0.25, 1), (slow[0], slow[1], normal[1]))
        self.assertGreater(normal[0], 0.1, "from where it stood")

    def test_can_be_played_without_scripts(self):
        page = self.opened(java_script_enabled=False)
        audio = page.locator("audio[controls]")
        self.assertEqual(1, audio.count())
        self.assertIn("A sound of 0.43 s", audio.get_attribute("aria-label"))
        self.assertTrue(audio.get_attribute("src").startswith("data:audio/wav;base64,UklGR"))

    def test_the_sound_is_whole(self):
        page = self.opened()
        page.wait_for_function("() => document.querySelector('audio').readyState > 0")
        self.assertAlmostEqual(0.432, page.evaluate("() => document.querySelector('audio').duration"), 2)


class Dark(unittest.TestCase):
    def test_dark(self):
        if not PICTURES:
            self.skipTest("only to be looked at: set GRADUS_SCREENSHOTS")
        with browser.Lab(dark=True) as dark:
            page = dark.open(chromium, dark.write("dark.ipynb", [IMPORTS, DESCENT]))
            self.addCleanup(page.page.context.close)
            page.run_all()
            page.screenshot(Path(PICTURES) / "replay-dark.png")


if __name__ == "__main__":
    unittest.main()
