"""The course as a book: python book.py REFERENCE OUT makes pages of the committed notebooks, for any web server or none.

Started by gradus.py inside its own environment. What comes out:

    index.html              leads to the reader's language
    en/  zh/                a page for each lesson, the contents, the notebooks to download, search.js
    pictures/               those of all pages, each once
    reference/              what javadoc made of the library
    assets/                 style, script, the font of the formulas

No page asks another server for anything. An edition's sections and cells have the same addresses as the other's, so that
the language can be changed where one is.
"""

import functools
import html
import json
import re
import shutil
import sys
from pathlib import Path

sys.modules["rfc3987_syntax"] = None  # see notebooks.py

import nbformat  # noqa: E402

import book_cells  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "src/book"
LESSONS = ROOT / "notebooks"
WIDGETS = ROOT / "src/main/java/dev/gradus/jupyter/widgets"
WORDS = json.loads((ASSETS / "words.json").read_text(encoding="utf-8"))
EDITIONS = tuple(WORDS)
BINDER = re.compile(r"https://mybinder\.org/v2/gh/([\w.-]+/[\w.-]+)/\w+")  # the README's badge: the one place that names it
OUTLINE = (2, 3)  # the headings that are sections


class Lesson:
    """A notebook of one edition, as a page's parts."""

    def __init__(self, file, names, reference, pictures):
        """names: of the headings of the same lesson in English, or None for that itself."""
        self.file, self.edition, self.stem = file, file.parent.name, file.stem
        self.words = WORDS[self.edition]
        cells = nbformat.read(str(file), 4).cells
        others = {other.stem[:2]: f"{other.stem}.html" for other in file.parent.glob("*.ipynb") if other != file}
        prose = book_cells.Prose(self.words["link"], others, names)
        reference.begin(cells)
        touch = self.words["touch"].replace("{binder}", link(binder(self), self.words["binder.touch"]))
        self.parts = [(cell, book_cells.cell_of(cell, prose, reference, pictures, touch)) for cell in cells]
        self.headings = prose.headings
        if names is not None and len(names) != len(self.headings):
            raise SystemExit(f"{file.relative_to(ROOT)} has {len(self.headings)} headings, and the English edition {len(names)}: sections would lose their address.")
        self.title = self.headings[0][2]
        self.question = question(self.parts[0][1])
        films = (re.search(r'<div class="out">.*application/json.*</div>', markup, re.DOTALL) for _, markup in self.parts if "<details" not in markup)
        self.film = next((film[0] for film in films if film), None)

    @property
    def page(self):
        return f"{self.stem}.html"

    def body(self):
        """All cells; a line on where they can be run behind the first."""
        run = fill(
            self.words["run"],
            binder=link(binder(self), self.words["binder.inline"]),
            download=link(self.file.name, self.words["download.inline"], "download"),
            own=link(f"{repository()}#run-it", self.words["own"]),
        )
        shown = [f'<div id="cell-{cell.id}">\n{markup}\n</div>' for cell, markup in self.parts]
        return "\n".join([shown[0], f'<p class="run">{run}</p>', *shown[1:]])

    def sections(self):
        """[name, title, words, code] of each, for the search. What is folded stays out: it would give answers away."""
        found = [["", self.title, [], []]]
        for cell, markup in self.parts:
            if cell.cell_type == "code":
                found[-1][3].append(cell.source)
                continue
            for piece in re.split(r"(?=<h[23] )", markup):
                heading = re.match(r'<h[23] id="([^"]+)">.*?</h[23]>', piece, re.DOTALL)
                if heading:
                    found.append([heading[1], next(text for _, name, text in self.headings if name == heading[1]), [], []])
                    piece = piece[heading.end() :]
                found[-1][2].append(book_cells.plain(re.sub(r"<h1.*?</h1>", "", piece, flags=re.DOTALL)))
        return [[name, title, " ".join(prose).strip(), "\n".join(code)] for name, title, prose, code in found]


def question(markup):
    """What a lesson asks: its first paragraph behind the words in bold that say so; empty where it asks nothing."""
    asked = re.search(r"<p><strong>[^<]*(?:[:：]</strong>|</strong>[:：])\s*(.*?)</p>", markup, re.DOTALL)
    return asked[1] if asked else ""


def build(out, javadoc):
    """The whole book in the folder `out`; returns how many lessons it has."""
    if out.exists():
        shutil.rmtree(out)
    pictures = book_cells.Pictures(out / "pictures")
    reference = book_cells.Reference(javadoc, "\n".join(file.read_text(encoding="utf-8") for file in sorted(WIDGETS.glob("*.java"))))
    names, count = {}, 0
    editions = {}
    for edition in EDITIONS:  # English first: it names the sections
        files = sorted((LESSONS / edition).glob("*.ipynb"))
        editions[edition] = [Lesson(file, names.get(file.stem), reference, pictures) for file in files]
        for lesson in editions[edition]:
            names.setdefault(lesson.stem, [name for _, name, _ in lesson.headings])
    for edition, lessons in editions.items():
        folder = out / edition
        folder.mkdir()
        others = {lesson.stem for other in EDITIONS if other != edition for lesson in editions[other]}
        for place, lesson in enumerate(lessons):
            write(folder / lesson.page, lesson_page(lessons, place, others))
            shutil.copyfile(lesson.file, folder / lesson.file.name)
        write(folder / "index.html", contents_page(edition, lessons))
        write(folder / "search.js", search_index(edition, lessons))
        count += len(lessons)
    write(out / "index.html", (ASSETS / "index.html").read_text(encoding="utf-8"))
    assets(out / "assets")
    shutil.copytree(javadoc, out / "reference", ignore=shutil.ignore_patterns("javadoc.sh", "options", "argfile", "packages", "gradus-stamp"))
    return count


# ------------------------------------------------------------------------------------------------------------ pages


def lesson_page(lessons, place, others):
    lesson = lessons[place]
    around = []
    for step, relation in ((-1, "previous"), (1, "next")):
        if 0 <= place + step < len(lessons):
            there = lessons[place + step]
            around.append((relation, there.page, there.title))
    return page(
        lesson.edition,
        lessons,
        lesson,
        title=f"{lesson.title} – Gradus",
        description=book_cells.plain(lesson.question) or lesson.words["course"],
        twin=lesson.page if lesson.stem in others else "index.html",
        body=lesson.body(),
        around=around,
    )


def contents_page(edition, lessons):
    """What the course is, its first film to be moved at once, and all lessons."""
    words = WORDS[edition]
    film = next((f'<p class="move">{words["move"]}</p>\n{lesson.film}' for lesson in lessons if lesson.film), "")
    cards = "\n".join(f'<li><a href="{lesson.page}">{html.escape(lesson.title)}</a>{lesson.question and f"<p>{lesson.question}</p>"}</li>' for lesson in lessons)
    first = lessons[0]
    actions = [link(first.page, first.title), link(binder(first), words["binder"]), link(repository(), words["source"]), link("../reference/index.html", words["reference"])]
    body = f"""<h1>{words["course"]}</h1>
<p class="lead">{words["lead"]}</p>
<p class="actions">{" ".join(actions)}</p>
<div class="teaser">
{film}
</div>
<h2 id="lessons">{words["lessons"]}</h2>
<ol class="cards">
{cards}
</ol>"""
    around = [("next", first.page, first.title)]
    return page(edition, lessons, None, title=f"Gradus – {words['course']}", description=words["lead"], twin="index.html", body=body, around=around)


def page(edition, lessons, lesson, *, title, description, twin, body, around):
    words = WORDS[edition]
    other = next(name for name in EDITIONS if name != edition)
    ways = "\n".join(
        f'<a class="{relation}" rel="{relation[:4]}" href="{address}"><small>{words[relation]}</small>{html.escape(text)}</a>' for relation, address, text in around
    )
    if lesson:
        actions = [link(binder(lesson), words["binder"]), link(lesson.file.name, words["download"], "download"), link(source(lesson), words["source"])]
        body = body.replace("</h1>", f'</h1>\n<p class="actions">{" ".join(actions)}</p>', 1)
    return fill(
        (ASSETS / "page.html").read_text(encoding="utf-8"),
        **{key: html.escape(text) for key, text in words.items()},
        **{f"other.{key}": html.escape(WORDS[other][key]) for key in ("lang", "name")},
        edition=edition,
        other=other,
        title=html.escape(title),
        description=html.escape(description),
        twin=f"../{other}/{twin}",
        relations="\n".join(f'<link rel="{relation[:4]}" href="{address}">' for relation, address, _ in around),
        around=ways,
        body=body,
        **{"contents.list": contents(lessons, lesson)},
    )


def contents(lessons, lesson):
    """All lessons; of the one that is open, its sections."""
    items = []
    for one in lessons:
        sections = ""
        if one is lesson:
            inner = "\n".join(f'<li><a href="#{name}">{html.escape(text)}</a></li>' for level, name, text in one.headings if level == OUTLINE[0])
            sections = f"\n<ol>\n{inner}\n</ol>" if inner else ""
        current = ' aria-current="page"' if one is lesson else ""
        items.append(f'<li><a href="{one.page}"{current}>{html.escape(one.title)}</a>{sections}</li>')
    return "<ol>\n" + "\n".join(items) + "\n</ol>"


def search_index(edition, lessons):
    """A script, since a page that was opened from a file may read no other file."""
    content = {
        "edition": edition,
        "lessons": [[lesson.stem, lesson.title] for lesson in lessons],
        "sections": [[place, *section] for place, lesson in enumerate(lessons) for section in lesson.sections()],
    }
    return f"(globalThis.gradusSearch ??= {{}}).{edition} = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"


def assets(folder):
    folder.mkdir()
    for file in ASSETS.iterdir():
        if file.suffix in (".css", ".js", ".woff2", ".txt"):
            shutil.copyfile(file, folder / file.name)
    shutil.copyfile(ROOT / "kernel/specs/gradus/logo-svg.svg", folder / "logo.svg")


# ----------------------------------------------------------------------------------------------------- small things


@functools.cache
def badge():
    return BINDER.search((ROOT / "README.md").read_text(encoding="utf-8"))


def binder(lesson):
    return f"{badge()[0]}?urlpath=lab/tree/{lesson.file.relative_to(ROOT).as_posix()}"


def repository():
    return f"https://github.com/{badge()[1]}"


def source(lesson):
    return f"{repository()}/blob/main/{lesson.file.relative_to(ROOT).as_posix()}"


def link(address, text, *attributes):
    return f'<a href="{html.escape(address)}"{"".join(" " + one for one in attributes)}>{html.escape(text)}</a>'


def fill(text, **values):
    """Puts values where {name} or {{name}} stands; pages use the second, since scripts and styles have braces of their own."""
    opening, closing = ("{{", "}}") if "{{" in text else ("{", "}")
    return re.sub(re.escape(opening) + r"([\w.]+)" + re.escape(closing), lambda name: values[name[1]], text)


def write(path, text):
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    print(f"{build(Path(sys.argv[2]), Path(sys.argv[1]))} pages of lessons in {sys.argv[2]}")
