"""What javadoc is told about the library beyond its comments, and what of its own words is a complaint."""

import html
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAIN = ROOT / "src/main/java"
# Every javac and javadoc prints these of a module that is still incubating; no option silences them.
ALWAYS = re.compile(r"using incubating module\(s\): jdk\.incubator\.vector|^\d+ warnings?$|^Javadoc Warnings$")


def packages():
    """All packages: those of CONTRIBUTING's reader's path in its order, then the rest as the README lays them out."""
    path = re.findall(r"^\d+\. `([\w/]+)/\w+\.java`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    layout = _layout((ROOT / "README.md").read_text(encoding="utf-8"))
    found = [file.parent.relative_to(MAIN / "dev/gradus").as_posix() for file in MAIN.rglob("package-info.java")]
    order = list(dict.fromkeys([*path, *layout]))
    return sorted(found, key=lambda name: (order.index(name) if name in order else len(order), name))


def _layout(readme):
    """The folders below dev/gradus in the README's picture of the project, as paths."""
    lines = readme.split("src/main/java/dev/gradus\n", 1)[1].split("\nsrc/test/", 1)[0].split("\n")
    folders, parents = [], []
    for line in lines:
        names = re.findall(r"(\w+)/(?=\s)", line)
        depth = (len(line) - len(line.lstrip())) // 2
        parents = parents[: depth - 1]
        folders += ["/".join([*parents, name]) for name in names]
        parents += names[:1]
    return folders


def write_overview(path):
    """Javadoc sorts packages by their names; this is the order in which they can be read."""
    items = []
    for name in packages():
        comment = (MAIN / "dev/gradus" / name / "package-info.java").read_text(encoding="utf-8").split("*/", 1)[0]
        text = re.sub(r"\{@\w+ ([^}]*)\}", r"<code>\1</code>", re.sub(r"\s*\n\s*\* ?|/\*\*", " ", comment)).strip()
        package = f"dev.gradus.{name.replace('/', '.')}"
        items.append(f'<li><a href="dev/gradus/{name}/package-summary.html">{html.escape(package)}</a>: {text}</li>')
    path.parent.mkdir(parents=True, exist_ok=True)
    text = (
        "<!doctype html>\n<html lang=\"en\"><head><title>Gradus</title></head><body>\n"
        'Deep learning one step at a time. The course that this library belongs to is <a href="../en/index.html">here</a>; its\n'
        'factories are all in <a href="dev/gradus/Gradus.html">Gradus</a>.\n'
        "<p>The packages in the order in which they can be read:</p>\n<ol>\n" + "\n".join(items) + "\n</ol>\n</body></html>\n"
    )
    path.write_text(text, encoding="utf-8")


def warnings(output):
    """The lines of Maven's output that complain."""
    lines = (match[1] for match in re.finditer(r"^\[(?:WARNING|ERROR)\]\s*(?:warning: )?(.*)$", output, re.MULTILINE))
    return [line for line in lines if line and not ALWAYS.search(line)]
