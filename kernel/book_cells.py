"""A notebook's cells as the book shows them: prose with formulas as MathML, code with links to the reference, outputs with
their pictures in files of their own. book.py makes the pages around them.
"""

import base64
import hashlib
import html
import re
import struct

from math_core import LatexToMathML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.lexers import JavaLexer
from pygments.token import Comment, Keyword, Name, Number, String

EMBEDDED = re.compile(r"data:image/(png|jpeg|gif|svg\+xml|webp);base64,([A-Za-z0-9+/=\s]+)")
IMAGE = re.compile(r"<img\b[^>]*>")
LESSON = re.compile(r"\b[Ll]esson (\d\d)\b|第 ?(\d\d) ?课")
ROW_GAP = re.compile(r"\\\\\[[\d.]+\w+\]")  # \\[4pt], which math-core takes for words
FORMULA = LatexToMathML()
KINDS = ((Comment, "c"), (Keyword, "k"), (String, "s"), (Number, "n"))


def cell_of(cell, prose, reference, pictures, touch):
    """One cell as HTML. touch: what to say below a widget that needs a kernel."""
    if cell.cell_type == "markdown":
        return prose.html(cell.source)
    outputs = "\n".join(filter(None, (output_of(output, prose, pictures) for output in cell.outputs)))
    if touch and reference.is_touched(cell.source) and "application/json" not in outputs:
        outputs += f'\n<p class="touch">{touch}</p>'
    code = f'<pre class="code"><code>{reference.code(cell.source)}</code></pre>'
    return f"{code}\n{outputs}" if outputs else code


def output_of(output, prose, pictures):
    data = output.get("data", {})
    if "text/html" in data:
        return f'<div class="out">{pictures.moved(data["text/html"])}</div>'
    if "text/markdown" in data:
        return f'<div class="out">{prose.html(data["text/markdown"])}</div>'
    if "image/png" in data:
        image = f'<img alt="{html.escape(data.get("text/plain", ""))}" src="data:image/png;base64,{data["image/png"]}">'
        return f'<div class="out">{pictures.moved(image)}</div>'
    kind = "out"
    if output.output_type == "error":
        kind, text = "out error", re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(output.traceback))
    else:
        text = output.get("text") or data.get("text/plain", "")
    return f'<pre class="{kind}">{html.escape(text.rstrip())}</pre>' if text.strip() else ""


def plain(markup):
    """The words in a piece of HTML, without what a click unfolds."""
    markup = re.sub(r"<(details|script|math|style)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", markup))).strip()


class Prose(IPythonRenderer):
    """Markdown as Jupyter reads it. Headings get names, which are the English ones in every language."""

    def __init__(self, link, lessons, names=None):
        """link: words for the link of a section to itself; lessons: the pages of the others, by number; names: of the English headings."""
        super().__init__(escape=False, exclude_anchor_links=True)
        self.link, self.lessons, self.names, self.headings = link, lessons, names, []
        self.markdown = MarkdownWithMath(renderer=self)

    def html(self, source):
        return self.markdown.render(source).strip()

    def text(self, text):
        """Lessons that are named are linked."""
        return LESSON.sub(self._lesson, super().text(text))

    def _lesson(self, named):
        page = self.lessons.get(named[1] or named[2])
        return f'<a href="{page}">{named[0]}</a>' if page else named[0]

    def heading(self, text, level, **_):
        place = len(self.headings)
        name = slug(plain(text)) if self.names is None else self.names[place] if place < len(self.names) else f"section-{place}"
        if name in (other for _, other, _ in self.headings):
            name += f"-{place}"
        self.headings.append((level, name, plain(text)))
        itself = f' <a class="here" href="#{name}" aria-label="{html.escape(self.link)}">#</a>' if level > 1 else ""
        return f'<h{level} id="{name}">{text}{itself}</h{level}>\n'

    def block_code(self, code, info=None):
        return f'<pre class="code"><code>{html.escape(code.rstrip())}</code></pre>\n'

    def table(self, text):
        return f'<div class="wide"><table>{text}</table></div>\n'

    def table_cell(self, text, align=None, head=False):
        tag = "th" if head and text.strip() else "td"
        style = f' style="text-align:{align}"' if align else ""
        return f"<{tag}{style}>{text}</{tag}>\n"

    def inline_math(self, body):
        return mathml(body, False)

    def block_math(self, body):
        return f'<span class="formula">{mathml(body, True)}</span>'


def mathml(tex, block):
    return FORMULA.convert_with_local_state(ROW_GAP.sub(r"\\\\", tex), displaystyle=block)


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "section"


class Pictures:
    """The pictures of all pages, each once, in a folder beside the languages' own."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def moved(self, markup):
        """The same markup, with every embedded picture in a file. Images know their size before they have come, and come late."""
        markup = IMAGE.sub(lambda image: self._image(image[0]), markup)
        return EMBEDDED.sub(lambda data: self._file(data[1], data[2])[0], markup)

    def _image(self, tag):
        data = EMBEDDED.search(tag)
        if not data:
            return tag
        address, size = self._file(data[1], data[2])
        given = re.search(r'\swidth="(\d+)"', tag)
        if size and given:
            size = (int(given[1]), round(int(given[1]) * size[1] / size[0]))
        tag = re.sub(r'\s(width|height)="[^"]*"', "", tag.replace(data[0], address))
        sizes = ' width="{}" height="{}"'.format(*size) if size else ""
        return tag[: -len(">")].rstrip("/ ") + f'{sizes} loading="lazy" decoding="async">'

    def _file(self, kind, data):
        """Address and, of a PNG, width and height."""
        raw = base64.b64decode(data)
        name = f"{hashlib.sha256(raw).hexdigest()[:16]}.{kind.removesuffix('+xml')}"
        file = self.folder / name
        if not file.exists():
            file.write_bytes(raw)
        return f"../{self.folder.name}/{name}", struct.unpack(">II", raw[16:24]) if kind == "png" else None


class Reference:
    """The library's own names, for links from code into what javadoc made."""

    def __init__(self, folder, widgets):
        """folder: javadoc's, of which the indexes are read; widgets: sources of those classes that need a kernel to be touched."""
        index = lambda name: (folder / name).read_text(encoding="utf-8")
        types = re.findall(r'\{"p":"([\w.]+)","l":"(\w+)"', index("type-search-index.js"))
        factories = re.findall(r'"p":"dev\.gradus","c":"Gradus","l":"((\w+)\([^"]*)"(?:,"u":"([^"]+)")?', index("member-search-index.js"))
        self.addresses = {name: f"{package.replace('.', '/')}/{name}.html" for package, name in types}
        self.factories = {}
        for signature, name, address in factories:
            self.factories.setdefault(name, f"dev/gradus/Gradus.html#{address or signature}")
        names = re.findall(r"public final class (\w+) extends Widget", widgets)
        self.touched = re.compile(rf"\b(?:{'|'.join(names)})\.of\(|\binteract\(")
        self.own = set()

    def begin(self, cells):
        """For one lesson: what it defines itself is no name of the library's."""
        code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
        self.own = set(re.findall(r"\b(?:class|record|interface|enum)\s+(\w+)", code))
        self.own |= set(re.findall(r"^[\w<>\[\], ]+\s(\w+)\([^()]*\)\s*\{", code, re.MULTILINE))

    def is_touched(self, source):
        return self.touched.search(source)

    def code(self, source):
        """Java in colours; names of the library lead to it."""
        tokens = list(JavaLexer(stripnl=False, ensurenl=False).get_tokens(source))
        return "".join(self._token(kind, text, tokens, place) for place, (kind, text) in enumerate(tokens))

    def _token(self, kind, text, tokens, place):
        shown = html.escape(text, quote=False)
        colour = next((name for family, name in KINDS if kind in family), None)
        if colour and text.strip():
            return f'<span class="{colour}">{shown}</span>'
        if kind in Name and text not in self.own and not (place and tokens[place - 1][1] == "."):
            called = place + 1 < len(tokens) and tokens[place + 1][1].startswith("(")
            address = self.factories.get(text) if called else self.addresses.get(text)
            if address:
                return f'<a href="../reference/{html.escape(address)}">{shown}</a>'
        return shown
