"""The book as readers meet it: every page of it in a real browser. GRADUS_SCREENSHOTS=FOLDER keeps pictures to look at."""

import functools
import http.server
import os
import re
import shutil
import tempfile
import threading
import unittest
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import book
import browser
import gradus

PICTURES = os.environ.get("GRADUS_SCREENSHOTS")
LARGEST_PAGE = 1_500_000  # bytes, with its pictures, style, script and font
SERIOUS = ("serious", "critical")
SHORT = {"resultTypes": ["violations"]}  # of axe: not all that is well
UNFOLD = "() => document.querySelectorAll('main details').forEach(fold => { fold.open = true; })"
PIXELS = "canvas => { const d = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data; let s = 0; for (const v of d) s = (31 * s + v) % 1e9; return s; }"


def setUpModule():
    global folder, address, chromium
    gradus.build_reference()
    folder = Path(tempfile.mkdtemp(prefix="gradus-book-"))
    unittest.addModuleCleanup(shutil.rmtree, folder)
    book.build(folder / "book", gradus.REFERENCE)
    folder = folder / "book"
    (chromium,) = browser.for_tests(browser.Chromium)
    address = served(folder)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 256  # a page asks for all its pictures at once

    def handle_error(self, *_):
        """A page that closes before all has come is no error of ours."""


def served(root):
    """The address of a folder on a free port of this machine, until the last test is done."""
    server = Server(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    unittest.addModuleCleanup(server.server_close)
    unittest.addModuleCleanup(server.shutdown)
    return f"http://127.0.0.1:{server.server_port}/"


def course():
    """The course's own pages, without the reference."""
    return [file.relative_to(folder).as_posix() for edition in book.EDITIONS for file in sorted((folder / edition).glob("*.html"))]


class Elements(HTMLParser):
    """What a page's elements name: ids, links, and what is loaded without a click."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.loaded, self.headless = set(), [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids.add(attributes.get("id"))
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        elif tag != "a":
            self.loaded += [attributes[name] for name in ("src", "href", "srcset", "action") if attributes.get(name)]
        if tag == "img" and not (attributes.get("alt") and attributes.get("width") and attributes.get("height") and attributes.get("loading") == "lazy"):
            self.headless.append(attributes.get("src"))


class Files(unittest.TestCase):
    """What can be seen without a browser."""

    @classmethod
    def setUpClass(cls):
        cls.pages = {name: Elements((folder / name).read_text(encoding="utf-8")) for name in course()}

    def test_words(self):
        english, *others = (set(words) for words in book.WORDS.values())
        for other in others:
            self.assertEqual(english, other)

    def test_links_lead_somewhere(self):
        lost = set()
        for name, page in self.pages.items():
            for link in [*page.links, *page.loaded]:
                if re.match(r"https://", link) or link.startswith("data:"):
                    continue
                path, place = urldefrag(link)
                file = (folder / name).parent / unquote(path) if path else folder / name
                there = file.resolve().relative_to(folder.resolve()).as_posix()
                if not file.is_file() or (place and there in self.pages and unquote(place) not in self.pages[there].ids):
                    lost.add(f"{name}: {link}")
                elif place and there.startswith("reference/") and f'id="{unquote(place)}"' not in anchors(file):
                    lost.add(f"{name}: {link}")
        self.assertEqual(set(), lost)

    def test_nothing_foreign_is_loaded(self):
        for name, page in self.pages.items():
            self.assertEqual([], [link for link in page.loaded if re.match(r"(https?:)?//", link)], name)

    def test_code_leads_to_the_reference(self):
        links = [link for page in self.pages.values() for link in page.links if link.startswith("../reference/dev/")]
        self.assertGreater(len(links), 300)

    def test_named_lessons_are_linked(self):
        for edition, named in (("en", "lesson 06"), ("zh", "第 06 课")):
            self.assertIn(f'<a href="06-bare-arrays.html">{named}</a>', (folder / edition / "00-tour.html").read_text(encoding="utf-8"))

    def test_pictures_have_words_and_sizes(self):
        for name, page in self.pages.items():
            self.assertEqual([], page.headless, name)

    def test_editions_have_the_same_addresses(self):
        first, *others = book.EDITIONS
        for other in others:
            for name in (name for name in self.pages if name.startswith(f"{first}/")):
                self.assertEqual(self.pages[name].ids, self.pages[f"{other}{name[len(first):]}"].ids, name)

    def test_size(self):
        common = sum(file.stat().st_size for file in (folder / "assets").iterdir() if file.suffix != ".txt")
        for name in self.pages:
            text = (folder / name).read_text(encoding="utf-8")
            pictures = {folder / "pictures" / picture for picture in re.findall(r"\.\./pictures/([\w.]+)", text)}
            size = common + len(text.encode()) + sum(picture.stat().st_size for picture in pictures)
            self.assertLess(size, LARGEST_PAGE, name)

    def test_search_tells_no_answer(self):
        """What a click unfolds, and every output, stays out of what the search shows."""
        for edition in book.EDITIONS:
            text = (folder / edition / "search.js").read_text(encoding="utf-8")
            self.assertNotIn("<details", text)
            for told in ("You made no guess", "Guess first", "你没有猜", "先猜。"):
                self.assertNotIn(told, text)

    def test_the_project_is_named_the_same_everywhere(self):
        named = {}
        for name in ("README.md", "pom.xml", "CITATION.cff"):
            text = (gradus.ROOT / name).read_text(encoding="utf-8")
            named[name] = set(re.findall(r"(?:github\.com/|mybinder\.org/v2/gh/)([\w-]+/gradus)\b", text))
        self.assertEqual({name: {book.badge()[1]} for name in named}, named)
        owner, name = book.badge()[1].split("/")
        self.assertIn(f"https://{owner}.github.io/{name}/", (gradus.ROOT / "README.md").read_text(encoding="utf-8"))
        self.assertIn(f"\nversion: {gradus.version()}\n", (gradus.ROOT / "CITATION.cff").read_text(encoding="utf-8"))


@functools.cache
def anchors(file):
    return file.read_text(encoding="utf-8")


class Reading(unittest.TestCase):
    def open(self, name, **options):
        page = chromium.page(**options)
        self.addCleanup(page.context.close)
        page.wrong = []
        page.on("console", lambda message: message.type in ("error", "warning") and page.wrong.append(message.text))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("request", lambda request: request.url.startswith((address, "data:")) or page.wrong.append(request.url))
        page.goto(address + name, wait_until="load")
        return page

    def picture(self, page, name):
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(PICTURES) / f"book-{name.replace('/', '-')}.png"), full_page=True)

    def test_every_page(self):
        """No error, no other server, nothing wider than a phone, and nothing serious that axe knows of, light and dark, unfolded."""
        from axe_playwright_python.sync_playwright import Axe

        axe = Axe()
        for name in ["index.html", *course()]:
            with self.subTest(name):
                page = self.open(name)
                page.evaluate(UNFOLD)
                again = name.startswith("zh/")  # the same markup in the same colours, which take most of the time
                self.assertEqual([], complaints(axe.run(page, options={"rules": {"color-contrast": {"enabled": not again}}, **SHORT})))
                page.emulate_media(color_scheme="dark")
                if not again:
                    self.assertEqual([], complaints(axe.run(page, options={"runOnly": ["color-contrast"], **SHORT})))
                page.set_viewport_size({"width": 360, "height": 740})
                self.assertLessEqual(page.evaluate("() => document.documentElement.scrollWidth"), 360)
                self.picture(page, f"{name}-dark-360")
                self.assertEqual([], page.wrong)
                page.context.close()

    def test_sliders(self):
        """Every film moves by its slider, without a kernel."""
        films = 0
        for name in (name for name in course() if name.startswith("en/")):
            page = self.open(name)
            scripts = page.locator('main script[type="application/json"]').count()
            sliders = page.locator("main input[type=range]")
            self.assertEqual(scripts, sliders.count(), name)
            page.evaluate(UNFOLD)
            for i in range(scripts):
                canvas = page.locator("main canvas[role=img]").nth(i)
                sliders.nth(i).scroll_into_view_if_needed()
                page.wait_for_function("canvas => canvas.getContext('2d').getImageData(0, 0, 9, 9).data.some(v => v)", arg=canvas.element_handle())
                before = canvas.evaluate(PIXELS)
                sliders.nth(i).press("Home")
                self.assertEqual("0", sliders.nth(i).input_value(), name)
                self.assertNotEqual(before, canvas.evaluate(PIXELS), name)
                films += 1
            page.context.close()
        self.assertGreater(films, 15)

    def test_search(self):
        for edition, word, lesson in (("en", "gradient", "Gradient descent"), ("zh", "梯度", "梯度下降"), ("en", "梯度", "梯度下降"), ("en", "softmax()", "A tour")):
            page = self.open(f"{edition}/index.html")
            page.keyboard.press("/")
            page.keyboard.insert_text(word)
            page.wait_for_selector("#found li")
            self.assertIn(lesson, page.locator("#found").inner_text())
            self.assertGreater(page.locator("#found mark").count(), 0)
            self.picture(page, f"search-{edition}")
            page.keyboard.press("Enter")
            page.wait_for_url(re.compile(r"/\d\d-"))
            self.assertEqual([], page.wrong)
        page.keyboard.press("/")
        page.keyboard.insert_text("no such word")
        page.locator("#found").get_by_text(book.WORDS["en"]["nothing"]).wait_for()
        page.keyboard.press("Escape")
        self.assertFalse(page.locator("#found").is_visible())

    def test_language(self):
        """The other edition opens at the same place, and so does the first, back again."""
        name = next(name for name in course() if "/05-" in name)
        page = self.open(name)
        place = page.locator("main h2").nth(5)
        at = place.get_attribute("id")
        place.evaluate("heading => scrollTo(0, heading.getBoundingClientRect().top - 100)")
        for edition in ("zh", "en"):
            page.evaluate("() => document.getElementById('language').click()")  # Playwright's own click scrolls first
            page.wait_for_url(f"**/{edition}/05-*")
            page.wait_for_function("id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 600", arg=at)
            self.assertTrue(page.evaluate("() => document.documentElement.lang").startswith(edition))

    def test_light_and_dark(self):
        paper = "() => getComputedStyle(document.body).backgroundColor"
        page = self.open("en/index.html")
        light = page.evaluate(paper)
        page.click("#light")
        dark = page.evaluate(paper)
        self.assertNotEqual(light, dark)
        page.goto(address + "zh/index.html")
        self.assertEqual(dark, page.evaluate(paper), "it stays")
        page.click("#light")
        self.assertEqual(light, page.evaluate(paper))
        self.assertEqual(dark, self.open("en/index.html", color_scheme="dark").evaluate(paper))

    def test_reference(self):
        """The library's reference searches, and asks no other server; its packages come in the order in which they can be read."""
        page = self.open("reference/index.html")
        packages = page.locator("main ol a, .overview-doc ol a").all_inner_texts()
        self.assertEqual(["dev.gradus.nn", "dev.gradus.activation", "dev.gradus.loss", "dev.gradus.optim", "dev.gradus.train"], packages[:5])
        page.locator("input[type=text], input[type=search]").first.fill("Network")
        page.wait_for_selector("text=NetworkBuilder")
        self.assertEqual([], [text for text in page.wrong if "404" not in text])  # Debian's javadoc brings no fonts

    def test_way_through_the_course(self):
        """From the contents by next to the last lesson, and one back."""
        page = self.open("index.html")
        page.wait_for_url("**/en/index.html")
        visited = []
        while page.locator("footer .next").count():
            visited.append(self.follow(page, "next"))
        self.assertEqual(sorted(file.stem for file in (gradus.ROOT / "notebooks/en").glob("*.ipynb")), visited)
        self.assertEqual(visited[-2], self.follow(page, "previous"))
        page = self.open("index.html", locale="zh-CN")
        page.wait_for_url("**/zh/index.html")

    def follow(self, page, relation):
        """Clicks on previous or next; returns the lesson it leads to."""
        there = page.locator(f"footer .{relation}").get_attribute("href")
        page.click(f"footer .{relation}")
        page.wait_for_url(f"**/{there}", wait_until="load")
        return Path(there).stem

    def test_actions(self):
        page = self.open(next(name for name in course() if "/05-" in name))
        binder, download = (page.locator(".actions a").nth(i) for i in (0, 1))
        self.assertEqual(f"{book.badge()[0]}?urlpath=lab/tree/notebooks/en/05-backpropagation.ipynb", binder.get_attribute("href"))
        with page.expect_download() as got:
            download.click()
        self.assertEqual((gradus.ROOT / "notebooks/en/05-backpropagation.ipynb").read_bytes(), Path(got.value.path()).read_bytes())

    def test_a_truth_waits_for_a_click(self):
        page = self.open(next(name for name in course() if "/01-" in name))
        truth = page.get_by_text("You made no guess").first
        self.assertFalse(truth.is_visible())
        page.locator("details:has-text('You made no guess') > summary").first.click()
        self.assertTrue(truth.is_visible())

    def test_before_its_pictures_have_come(self):
        """Nothing moves when they do."""
        name = next(name for name in course() if "/08-" in name)
        height = "() => document.documentElement.scrollHeight"
        page = chromium.page()
        self.addCleanup(page.context.close)
        asked = []
        page.route("**/pictures/*", lambda route: asked.append(route))  # and they don't come
        page.goto(address + name, wait_until="domcontentloaded")
        self.assertEqual(self.open(name).evaluate(height), page.evaluate(height))
        self.assertTrue(asked)
        for route in asked:
            route.abort()

    def test_without_scripts_and_from_a_file(self):
        name = next(name for name in course() if "/05-" in name)
        page = chromium.offline(folder / name, java_script_enabled=False)
        self.addCleanup(page.context.close)
        self.assertGreater(page.locator("main img:visible").count(), 3)
        self.assertGreater(page.locator("main math").count(), 20)
        page = chromium.offline(folder / name)
        self.addCleanup(page.context.close)
        page.fill("#search", "backpropagation")
        page.wait_for_selector("#found li")


def complaints(results):
    """What axe finds that shuts somebody out, with the elements."""
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in results.response["violations"]
        if violation["impact"] in SERIOUS
        for node in violation["nodes"][:3]
    ]


if __name__ == "__main__":
    unittest.main()
