#!/usr/bin/env python3
"""Holds that the predictions of a notebook are predictions: nothing on the page tells the answer before the reader has guessed.

  python3 kernel/predictions.py [NOTEBOOKS…]        what gives an answer away, notebook by notebook (default: all of them)

A question is a cell with Predict.choice("KEY") or Predict.number("KEY"), its answer a later one with Predict.reveal("KEY", truth).
What would tell the answer stands beside its words, as predict.KEY.tells in check/lessons_{en,zh}.properties. Held is:

- From the title to the answer, and in the prose right behind it, nothing that is visible matches: no prose, no code, no output that
  isn't folded, no text of a picture. (Comments on an answer live in the answer, as predict.KEY.comment or what is said to a choice.)
- Cells that show truth, the answer and all that are tagged `truth`, are committed with their outputs folded. notebooks.py does that.
- A picture between a question and its answer, whose lines no search can read, is such a cell.
- The answer takes its truth from a name that is defined behind the question, and lets the numbers decide: no "a" or "b" in the cell.
"""

import functools
import html
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = "src/main/resources/dev/gradus/check/lessons_{}.properties"
LANGUAGES = ("en", "zh")
TRUTH = "truth"  # the tag of cells that show it
QUESTION = re.compile(r'Predict\s*\.\s*(?:choice|number)\s*\(\s*"([^"]+)"')
ANSWER = re.compile(r'Predict\s*\.\s*reveal\s*\(\s*"([^"]+)"\s*,')
NUMBER = re.compile(r"(?<![\w.,])[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:[eE][-−+]?\d+)?")
WITHIN = 0.01  # a number that differs by less tells it
NOTE = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*")


# ------------------------------------------------------------------------------------------------------------ what would tell


class Tell:
    """Something that must not be on the page: a number, and all near it, or a regular expression."""

    def __init__(self, text):
        self.text = text
        try:
            self.number = float(text)
        except ValueError:
            self.number, self.pattern = None, re.compile(text, re.IGNORECASE)
        if self.number == 0:
            raise ValueError("0 stands everywhere; write what would stand around it, such as: gradient is 0")

    def found(self, visible):
        """The first place where it stands, or None."""
        if self.number is None:
            match = self.pattern.search(visible)
            return match and place(visible, match)
        for match in NUMBER.finditer(visible):
            value = float(match[0].replace(",", "").replace("−", "-"))
            if abs(value - self.number) <= WITHIN * abs(self.number):
                return place(visible, match)
        return None


def place(text, match):
    return " ".join(text[max(0, match.start() - 30) : match.end() + 30].split())


@functools.cache
def words(language):
    """The texts of one language, by key."""
    found = {}
    for line in (ROOT / WORDS.format(language)).read_text(encoding="utf-8").split("\n"):
        key, separator, text = line.partition(" =")
        if separator and not line.startswith("#"):
            found[key] = re.sub(r"\\(u[0-9a-fA-F]{4}|.)", lambda m: chr(int(m[1][1:], 16)) if m[1][0] == "u" and len(m[1]) == 5 else m[1], text.lstrip())
    return found


def all_tells():
    """What would tell each answer, in all languages: a page has words of both."""
    tells = {}
    for language in LANGUAGES:
        for key, text in words(language).items():
            if key.startswith("predict.") and key.endswith(".tells"):
                question = key[len("predict.") : -len(".tells")]
                for item in filter(None, map(str.strip, text.split(" | "))):
                    tells.setdefault(question, {}).setdefault(item, Tell(item))
    return {question: list(items.values()) for question, items in tells.items()}


def options(key):
    """The texts of a question's options, in all languages: they stand on the page, and one of them is the answer."""
    return [text for language in LANGUAGES for name, text in words(language).items() if re.fullmatch(rf"predict\.{re.escape(key)}\.[a-z]", name)]


# ------------------------------------------------------------------------------------------------------------ what is visible


def source(cell):
    return "".join(cell["source"])


def shows_truth(cell):
    """Whether its outputs are folded until it runs."""
    return cell["cell_type"] == "code" and (ANSWER.search(source(cell)) is not None or TRUTH in cell["metadata"].get("tags", []))


def is_folded(cell):
    return bool(cell["metadata"].get("jupyter", {}).get("outputs_hidden"))


def texts(outputs):
    """All that can be read in outputs, the words of pictures among it; not what a click unfolds, such as hints."""
    found = []
    for output in outputs:
        found += ["".join(output.get("text", "")), "".join(output.get("traceback", ""))]
        for mime, data in output.get("data", {}).items():
            if mime in ("text/html", "image/svg+xml"):
                found.append(readable(re.sub(r"<details\b.*?</details>", " ", "".join(data), flags=re.DOTALL)))
            elif mime.startswith("text/"):
                found.append("".join(data))
    return "\n".join(filter(None, found))


def readable(markup):
    """The text of markup and of its alt, title and aria-label attributes."""
    markup = re.sub(r"<(script|style)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    spoken = re.findall(r"""\b(?:alt|title|aria-label)=("[^"]*"|'[^']*')""", markup)
    blocks = re.sub(r"</?(?:div|p|tr|br|summary|details|li|h\d)\b[^>]*>", "\n", re.sub(r"</?span>", "", markup))
    return html.unescape("\n".join([re.sub(r"<[^>]*>", " ", blocks), *(text[1:-1] for text in spoken)]))


def has_picture(outputs):
    return any(
        mime.startswith("image/") or mime == "text/html" and re.search(r"<(img|svg|canvas)\b", "".join(data))
        for output in outputs
        for mime, data in output.get("data", {}).items()
    )


def prose(cell):
    text = re.sub(r"[*`]", "", source(cell))
    return readable(text) if "<" in text else text


# ------------------------------------------------------------------------------------------------------------ the search


def problems(notebook, tells=None):
    """What is wrong with the predictions of a notebook, a text each."""
    tells = all_tells() if tells is None else tells
    cells = notebook["cells"]
    asked, answered = (
        [(at, key) for at, cell in enumerate(cells) if cell["cell_type"] == "code" for key in kind.findall(NOTE.sub("", source(cell)))]
        for kind in (QUESTION, ANSWER)
    )
    found = [f"{where(cells, at)}: it shows truth, but its output is not folded" for at, cell in enumerate(cells) if shows_truth(cell) and not is_folded(cell)]
    for at, key in answered:
        if key not in [asked_key for asked_at, asked_key in asked if asked_at < at]:
            found.append(f"{where(cells, at)}: it answers {key}, which no cell before it asks")
    for at, key in asked:
        answers = [answer_at for answer_at, answer_key in answered if answer_key == key and answer_at > at]
        if not answers:
            found.append(f"{where(cells, at)}: it asks {key}, which no cell behind it answers")
        elif not tells.get(key):
            found.append(f"{where(cells, at)}: nothing says what would tell the answer to {key} (predict.{key}.tells)")
        else:
            found += leaks(cells, at, answers[0], key, tells[key])
            found += sources_of_truth(cells, at, answers[0], key)
    return found


def leaks(cells, asked, answered, key, tells):
    """Where the answer can be read before it is given, or in the prose right behind it."""
    found = []
    chosen = options(key)
    for at, cell in enumerate(cells):
        if at > answered and cell["cell_type"] == "code":
            break
        parts = [("the prose", prose(cell))] if cell["cell_type"] == "markdown" else [("the code", source(cell))]
        if cell["cell_type"] == "code" and not shows_truth(cell) and not is_folded(cell):
            shown = texts(cell["outputs"])
            for option in chosen if at == asked else []:
                shown = shown.replace(option, "")
            parts.append(("the output", shown))
            if asked < at < answered and has_picture(cell["outputs"]):
                found.append(f"{where(cells, at)}: a picture stands between the question {key} and its answer: tag the cell `{TRUTH}`")
        for part, text in parts:
            for tell in tells:
                spot = tell.found(text)
                if spot:
                    behind = " behind the answer: let the answer say it" if at > answered else ""
                    found.append(f"{where(cells, at)}: {part} tells the answer to {key}{behind}: “{spot}” ({tell.text})")
    return found


def sources_of_truth(cells, asked, answered, key):
    """The truth comes from something that is defined behind the question, and numbers decide."""
    code = NOTE.sub("", source(cells[answered]))
    truth = argument(code, key)
    found = []
    if re.search(r'"[a-z]"', truth):
        found.append(f"{where(cells, answered)}: give the numbers themselves as the truth about {key}, not a letter: {truth}")
    names = NAME.findall(re.sub(r'"[^"]*"', "", truth))
    if not any(defined(name, cells[asked + 1 : answered + 1]) and not defined(name, cells[: asked + 1]) for name in names):
        found.append(f"{where(cells, answered)}: the truth about {key} must come from a name that is defined behind the question: {truth}")
    return found


def argument(code, key):
    """What stands behind the comma of Predict.reveal("KEY", …)."""
    start = next(match.end() for match in ANSWER.finditer(code) if match[1] == key)
    depth = 1
    for at in range(start, len(code)):
        depth += (code[at] in "([{") - (code[at] in ")]}")
        if depth == 0:
            return code[start:at].strip()
    return code[start:].strip()


def defined(name, cells):
    """Whether a cell declares it: a variable, a method or a class."""
    declared = re.compile(rf"(?:[\w>\]]\s+|,\s*){name}\s*(?:=(?!=)|\(|;|:|,|\{{)")
    return any(
        match and not re.match(r"(?:return|new|else|case)\b", cell_code[max(0, match.start() - 8) :].lstrip())
        for cell in cells
        if cell["cell_type"] == "code"
        for cell_code in [NOTE.sub("", source(cell))]
        for match in [declared.search(cell_code)]
    )


def where(cells, at):
    return f"cell {at + 1} ({cells[at].get('id', '?')})"


def main(arguments):
    paths = [Path(name) for name in arguments] or sorted((ROOT / "notebooks").glob("*/*.ipynb"))
    wrong = 0
    for path in paths:
        found = problems(json.loads(path.read_text(encoding="utf-8")))
        wrong += bool(found)
        print(f"{path}: {'nothing tells an answer' if not found else f'{len(found)} to mend'}")
        for text in found:
            print(f"  {text}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
