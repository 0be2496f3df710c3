"""Executes the course's notebooks in the real kernel, normalises them, and compares them with what is committed.

Started by gradus.py inside its own environment; see there for the commands. The rules:

- A notebook in git carries its outputs and nothing that differs from one run to the next: no execution counts, no times,
  no kernel version, no widgets. Executing it twice leaves the file untouched.
- Text is compared to the character, pictures by their pixels. A cell tagged `varies` (it prints times, say) keeps the output
  it has and is not compared; `raises-exception` allows an error, `stderr` allows output on the error stream.
- A cell that shows the truth about a prediction (see predictions.py) is committed with its output folded: JupyterLab unfolds it
  when it runs, and every other page has it in a <details>.
- A lesson on Spark (tagged so in its first cell's tags, `spark`) is executed with Spark's classes, where gradus.py has got them,
  and left out elsewhere; the others never see them.
- A lesson in notebooks/zh has the same code, to the character, as the one in notebooks/en.
"""

import argparse
import base64
import difflib
import html
import io
import json
import os
import re
import shutil
import sys
import tempfile
import time
import warnings
from pathlib import Path

sys.modules["rfc3987_syntax"] = None  # a check of web addresses that takes two seconds to load, and that we have no use for

import nbformat  # noqa: E402
import nbformat.sign  # noqa: E402

import predictions  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
DISPLAY_NAMES = {"gradus": "Java (Gradus)", "gradus-zh": "Java (Gradus, 中文)"}
LANGUAGE_INFO = {
    "codemirror_mode": "java",
    "file_extension": ".java",
    "mimetype": "text/x-java",
    "name": "java",
    "pygments_lexer": "java",
}
PIXELS = re.compile(r"BufferedImage@.* width = (\d+) height = (\d+) ", re.DOTALL)  # Java's words for a picture, another number each time
GUESS_FIRST = {"gradus": ("Guess first.", "What happens"), "gradus-zh": ("先猜。", "结果")}  # above a folded truth
LOST = re.compile(r'<div class="gradus-lost">[^<]*</div>')  # beside a living control
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
EMBEDDED_PICTURE = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)")
RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}")  # as JupyterLab and nbformat make them
ACCURACY = re.compile(r"(?:accuracy|准确率)\D{0,3}([\d.]+) ?%")
LOCAL_NUMBER = re.compile(r"(printf|format|formatted)\(.*%[-+ 0-9]*(,|\.\d)|%[-+ 0-9]*(,|\.\d+).*\.formatted\(")  # 1,054 or 1.054
LARGEST_FILE = 1_000_000  # bytes
CELL_TIMEOUT = 600  # seconds
LONG = 5  # seconds; an answer that takes longer runs a second time only in the full proof
DEEP = os.environ.get("GRADUS_DEEP") == "1"

# Two pictures count as the same if no pixel's red, green, blue or alpha differs by more than this (of 255): JDKs round the
# edges of letters and curves differently by a hair, while a digit or a curve that changed differs by far more. Where a curve
# ends within a pixel a few of them may differ by more (JDK 25 draws one pixel of lesson 09's last film 37 darker).
PIXEL_TOLERANCE = 24
STRAY_PIXELS, STRAY_TOLERANCE = 3, 64


# ---------------------------------------------------------------------------------------------- reading and writing


def read(path):
    """The notebook in this file, with an id for every cell."""
    raw = json.loads(Path(path).read_text(encoding="utf-8"))
    give_ids(raw["cells"])
    raw["nbformat_minor"] = max(5, raw.get("nbformat_minor", 5))
    return nbformat.reads(json.dumps(raw), as_version=4)


def text_of(notebook):
    """What stands in the file of a normalised notebook: the same for the same notebook, always."""
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def give_ids(cells):
    """Keeps the ids that somebody chose; missing, doubled and random ones become cell-01, cell-02 …"""
    seen = set()
    for cell in cells:
        chosen = cell.get("id", "")
        if not chosen or chosen in seen or RANDOM_ID.fullmatch(chosen):
            cell["id"] = ""
        seen.add(chosen)
    for number, cell in enumerate(cells, 1):
        while not cell["id"]:
            candidate = f"cell-{number:02}"
            if candidate not in seen:
                cell["id"] = candidate
                seen.add(candidate)
            number += 1


# ------------------------------------------------------------------------------------------------------ normalising


def normalise(notebook):
    """Removes, in place, whatever differs from run to run or from machine to machine."""
    spec = notebook.metadata.get("kernelspec", {})
    name = spec.get("name", "gradus")
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {
                "display_name": DISPLAY_NAMES.get(name, spec.get("display_name", name)),
                "language": "java",
                "name": name,
            },
            "language_info": LANGUAGE_INFO,
        }
    )
    give_ids(notebook.cells)
    for cell in notebook.cells:
        kept = {}
        if cell.metadata.get("tags"):
            kept["tags"] = cell.metadata.tags
        truth = predictions.shows_truth(cell)
        hidden = {key: value for key, value in cell.metadata.get("jupyter", {}).items() if key in ("outputs_hidden", "source_hidden") and value}
        if truth:
            hidden["outputs_hidden"] = True
        if hidden:
            kept["jupyter"] = hidden
        cell.metadata = nbformat.from_dict(kept)
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = normal_outputs(cell.outputs)
            if truth:
                cell.outputs = [folded(output, *GUESS_FIRST.get(name, GUESS_FIRST["gradus"])) for output in cell.outputs]
    return notebook


def normal_outputs(outputs):
    result = []
    for output in outputs:
        output = nbformat.from_dict(output)
        output.pop("transient", None)
        if output.output_type == "stream":
            if result and result[-1].output_type == "stream" and result[-1].name == output.name:
                result[-1].text += output.text
                continue
        elif output.output_type in ("display_data", "execute_result"):
            if output.data.pop(WIDGET_VIEW, None) and "text/html" in output.data:
                output.data["text/html"] = LOST.sub("", output.data["text/html"])
            if not output.data:
                continue
            plain = output.data.get("text/plain", "")
            if size := PIXELS.match(plain):
                output.data["text/plain"] = f"{size[1]} × {size[2]}"
            for mime in output.data:
                if mime.startswith("image/") and not mime.endswith("xml"):
                    output.data[mime] = re.sub(r"\s", "", output.data[mime])
            if output.output_type == "execute_result":
                output.execution_count = None
        result.append(output)
    return result


def folded(output, hint, summary):
    """The output behind a click that needs no script, for pages that know nothing of JupyterLab's folds.

    JupyterLab shows the first line of a hidden output beside the button that unfolds it: that is the hint.
    """
    opening, closing = f"{hint}\n\n<details><summary>{summary}</summary>\n\n", "\n\n</details>"
    if output.output_type == "stream" and output.name == "stdout":
        output = nbformat.v4.new_output("display_data", {"text/plain": output.text})
    data = output.get("data", {})
    form = next((mime for mime in ("text/html", "text/markdown", "text/plain") if mime in data), None)
    if form == "text/plain" and "image/png" in data:
        width = int(data[form].split()[0]) // 2 if re.fullmatch(r"\d+ × \d+", data[form]) else ""  # two pixels for each on the page
        data["text/html"] = f'{opening}<img alt="{html.escape(data[form])}" width="{width}" src="data:image/png;base64,{data.pop("image/png")}">{closing}'
    elif form == "text/plain":
        data["text/html"] = f"{opening}<pre>{html.escape(data[form])}</pre>{closing}"
    elif form and not data[form].startswith(opening):
        data[form] = opening + data[form] + closing
    return output


def tagged(cell, tag):
    return tag in cell.metadata.get("tags", [])


def kinds(outputs):
    """What these outputs are, without what they say: enough to see whether one list can stand for another."""
    return [
        f"{o.output_type} {o.name}" if o.output_type == "stream"
        else f"{o.output_type} ({', '.join(sorted(o.data))})" if "data" in o
        else o.output_type
        for o in outputs
    ]  # fmt: skip


def keep_what_is_the_same(fresh, committed):
    """Puts the committed pictures back where the new ones look the same, and the committed outputs of cells that vary."""
    for new, old in cell_pairs(fresh, committed):
        if tagged(new, "varies"):
            if kinds(new.outputs) == kinds(old.outputs):
                new.outputs = old.outputs
            continue
        for new_output, old_output in zip(new.outputs, old.outputs):
            new_data, old_data = new_output.get("data", {}), old_output.get("data", {})
            for mime in set(new_data) & set(old_data):
                if mime in ("image/png", "image/jpeg"):
                    if same_picture(new_data[mime], old_data[mime]):
                        new_data[mime] = old_data[mime]
                elif mime == "text/html":
                    new_data[mime] = keep_embedded(new_data[mime], old_data[mime])


def keep_embedded(new_html, old_html):
    old_pictures = EMBEDDED_PICTURE.findall(old_html)
    if len(old_pictures) != len(EMBEDDED_PICTURE.findall(new_html)):
        return new_html
    remaining = iter(old_pictures)

    def keep(match):
        old = next(remaining)
        return match[0].replace(match[1], old) if same_picture(match[1], old) else match[0]

    return EMBEDDED_PICTURE.sub(keep, new_html)


def cell_pairs(fresh, committed):
    """The code cells that belong together: those with the same id."""
    by_id = {cell.id: cell for cell in committed.cells if cell.cell_type == "code"}
    return [(cell, by_id[cell.id]) for cell in fresh.cells if cell.cell_type == "code" and cell.id in by_id]


# -------------------------------------------------------------------------------------------------------- comparing


def compare(fresh, committed):
    """What differs between a notebook that was just executed and the committed one, each as a readable text."""
    differences = []
    committed_by_id = {cell.id: cell for cell in committed.cells}
    for number, cell in enumerate(fresh.cells, 1):
        if cell.cell_type != "code":
            continue
        old, now = committed_by_id[cell.id].outputs, cell.outputs
        where = f"cell {number} ({cell.id})"
        if tagged(cell, "varies"):
            if bool(old) != bool(now):
                differences.append(f"{where}: {'has no output any more' if old else 'has an output that is not committed'}")
        elif kinds(old) != kinds(now):
            differences.append(f"{where}: other outputs\n" + diff("\n".join(kinds(old)), "\n".join(kinds(now)))
                               + "\n" + diff(plain_text(old), plain_text(now)))  # fmt: skip
        else:
            for one, other in zip(old, now):
                differences += [f"{where}, {text}" for text in compare_output(one, other)]
    return differences


def compare_output(old, now):
    if old.output_type == "stream":
        parts = [(old.name, old.text, now.text)]
    elif old.output_type == "error":
        parts = [("error", f"{old.ename}: {old.evalue}", f"{now.ename}: {now.evalue}")]
    else:
        parts = [(mime, old.data[mime], now.data[mime]) for mime in sorted(old.data)]
    differences = []
    for mime, one, other in parts:
        if mime in ("image/png", "image/jpeg"):
            pictures = [(one, other)]
        elif isinstance(one, str) and isinstance(other, str):
            pictures = list(zip(EMBEDDED_PICTURE.findall(one), EMBEDDED_PICTURE.findall(other)))
            one, other = without_pictures(one), without_pictures(other)
            if one != other:
                differences.append(f"{mime}:\n{diff(one, other)}")
        else:
            pictures = []
            if one != other:
                differences.append(f"{mime}:\n{diff(json.dumps(one, indent=1), json.dumps(other, indent=1))}")
        for number, (picture, new_picture) in enumerate(pictures, 1):
            difference = picture_difference(new_picture, picture)
            if difference:
                differences.append(f"{mime}, picture {number}: {difference}")
    return differences


def without_pictures(text):
    numbers = iter(range(1, 1_000_000))
    return EMBEDDED_PICTURE.sub(lambda match: f"(picture {next(numbers)})", text)


def plain_text(outputs):
    return "\n".join(str(o.get("text") or o.get("evalue") or o.get("data", {}).get("text/plain", "")) for o in outputs)


def diff(old, now):
    """A unified diff; very long lines (HTML has them) are broken between tags first."""

    def lines(text):
        text = re.sub(r"(?<=>)(?=<)", "\n", text) if any(len(line) > 160 for line in text.split("\n")) else text
        return [line[i : i + 160] for line in text.split("\n") for i in range(0, max(1, len(line)), 160)]

    return "\n".join("    " + line for line in difflib.unified_diff(lines(old), lines(now), "committed", "now", lineterm="", n=1))


def same_picture(one, other):
    return picture_difference(one, other) is None


def picture_difference(now, old):
    """None if two base64 pictures look the same, otherwise what differs in words."""
    now, old = re.sub(r"\s", "", now), re.sub(r"\s", "", old)
    if now == old:
        return None
    from PIL import Image, ImageChops

    try:
        now, old = (Image.open(io.BytesIO(base64.b64decode(data))).convert("RGBA") for data in (now, old))
    except (OSError, ValueError):
        return "not a picture that can be read"
    if now.size != old.size:
        return f"{now.size[0]} × {now.size[1]} pixels, committed are {old.size[0]} × {old.size[1]}"
    difference = ImageChops.difference(now, old)
    largest = max(high for _, high in difference.getextrema())
    if largest <= PIXEL_TOLERANCE:
        return None
    strongest = difference.split()[0]
    for band in difference.split()[1:]:
        strongest = ImageChops.lighter(strongest, band)
    mask = strongest.point(lambda value: 255 if value > PIXEL_TOLERANCE else 0)
    different = mask.histogram()[255]
    if different <= STRAY_PIXELS and largest <= STRAY_TOLERANCE:
        return None
    return f"{different} pixels differ, by up to {largest} of 255, in the box {mask.getbbox()}"


def problems(notebook):
    """What must not be in an executed notebook."""
    found = []
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            where = f"cell {number} ({cell.id})"
            if output.output_type == "error" and not tagged(cell, "raises-exception"):
                trace = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(output.traceback)) or f"{output.ename}: {output.evalue}"
                found.append(f"{where} fails:\n{indent(cell.source)}\n{indent(trace)}")
            if output.output_type == "stream" and output.name == "stderr" and not tagged(cell, "stderr"):
                found.append(f"{where} writes to the error stream:\n{indent(output.text)}")
    return found


def indent(text):
    return "\n".join("    " + line for line in text.rstrip().split("\n"))


def file_problems(path, notebook):
    """What is wrong with a notebook's file, whatever comes out when it is executed."""
    found = []
    for number, cell in enumerate(notebook.cells, 1):
        for line in cell.source.split("\n") if cell.cell_type == "code" else ():
            if LOCAL_NUMBER.search(line) and "Locale.ROOT" not in line:
                found.append(f"cell {number} ({cell.id}) prints its numbers in every country's own way; say Locale.ROOT: {line.strip()}")
    size = path.stat().st_size
    if size > LARGEST_FILE:
        found.append(f"the file has {size:,} bytes; {LARGEST_FILE:,} are the limit")
    if path.read_bytes().decode("utf-8") != text_of(normalise(read(path))):
        found.append("the file is not normalised: run `python3 kernel/gradus.py notebooks` and commit what it writes")
    english = english_twin(path)
    if english:
        found += twin_differences(notebook, read(english), english)
    return found + predictions.problems(notebook)


def english_twin(path):
    """notebooks/en/X for notebooks/zh/X, where there is one."""
    if path.parent.name != "zh":
        return None
    twin = path.parent.parent / "en" / path.name
    return twin if twin.exists() else None


def twin_differences(notebook, english, name):
    ours = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    theirs = [cell.source for cell in english.cells if cell.cell_type == "code"]
    if len(ours) != len(theirs):
        return [f"{len(ours)} code cells, but {len(theirs)} in {shown(name)}"]
    return [
        f"code cell {number} is not the one of {shown(name)}:\n{diff(english_code, code)}"
        for number, (code, english_code) in enumerate(zip(ours, theirs), 1)
        if code != english_code
    ]


# -------------------------------------------------------------------------------------------------------- executing


class Progress:
    """One line that rewrites itself in a terminal; elsewhere a plain line now and then."""

    def __init__(self, label, every=5):
        self.label, self.every = label, every
        self.terminal = sys.stdout.isatty()
        self.last = time.monotonic() if every > 5 else 0.0
        self.written = ""

    def show(self, text):
        now = time.monotonic()
        if text == self.written or now - self.last < (0.1 if self.terminal else self.every):
            return
        self.last, self.written = now, text
        if self.terminal:
            width = shutil.get_terminal_size().columns - 1
            print("\r" + f"{self.label}{text}"[:width] + "\x1b[K", end="", flush=True)
        else:
            print(f"{self.label}{text}", flush=True)

    def done(self, text):
        print(("\r\x1b[K" if self.terminal else "") + f"{self.label}{text}", flush=True)


def execute(notebook, folder, progress, environment=None, again=False):
    """Runs every cell in the kernel that the notebook names; stops at the first error. Returns what went wrong, or None.

    again: each answer to a prediction runs twice, as a reader may run it, and has to say the same.
    """
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    code_cells = [index for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    state = {"cell": "", "board": "", "otherwise": []}

    class Client(NotebookClient):
        async def async_execute_cell(self, cell, cell_index, *args, **options):
            start = time.monotonic()
            done = await super().async_execute_cell(cell, cell_index, *args, **options)
            quick = DEEP or time.monotonic() - start < LONG
            if again and quick and cell.cell_type == "code" and predictions.ANSWER.search(cell.source) and not tagged(cell, "varies"):
                once = plain_text(normal_outputs(cell.outputs))
                done = await super().async_execute_cell(cell, cell_index, *args, **options)
                twice = plain_text(normal_outputs(cell.outputs))
                if once != twice:
                    state["otherwise"].append(f"cell {cell_index + 1} ({cell.id}): its second run says something else\n{diff(once, twice)}")
            return done

        def process_message(self, msg, cell, cell_index):
            content = msg["content"]
            if msg["msg_type"] in ("display_data", "update_display_data") and content.get("transient", {}).get("display_id"):
                line = content["data"].get("text/plain", "")
                if isinstance(line, str) and line and "\n" not in line.strip():
                    state["board"] = line.strip()
                    progress.show(f"{state['cell']} · {state['board']}")
            return super().process_message(msg, cell, cell_index)

    def starts(cell, cell_index):
        if cell_index in code_cells:
            state["cell"] = f"cell {code_cells.index(cell_index) + 1} of {len(code_cells)}"
            progress.show(state["cell"])

    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = Client(
        notebook,
        kernel_name=notebook.metadata.get("kernelspec", {}).get("name", "gradus"),
        timeout=CELL_TIMEOUT,
        startup_timeout=120,
        record_timing=False,
        store_widget_state=False,
        shutdown_kernel="immediate",
        on_cell_start=starts,
        resources={"metadata": {"path": str(folder)}},
    )
    with tempfile.TemporaryFile() as log:
        try:
            spark = spark_environment() if on_spark(notebook) else {}
            client.execute(env={**os.environ, **spark, **(environment or {})}, stdout=log, stderr=log)
        except CellExecutionError:
            return None  # the cell's output says it better
        except CellTimeoutError:
            return f"{state['cell']} took longer than {CELL_TIMEOUT} seconds"
        except NoSuchKernel as missing:
            return f"there is no kernel named {missing.name}"
        except (DeadKernelError, RuntimeError) as death:
            log.seek(0)
            return f"the kernel died in {state['cell'] or 'its first second'} ({death})\n{indent(log.read().decode('utf-8', 'replace'))}"
    return "\n".join(state["otherwise"]) or None


def on_spark(notebook):
    return any(tagged(cell, "spark") for cell in notebook.cells)


def spark_environment():
    """What a kernel needs for Spark; gradus.py tells it under other names, so that other kernels don't have it."""
    start = "ON_SPARK_"
    return {name[len(start) :]: value for name, value in os.environ.items() if name.startswith(start)}


def shown(path):
    try:
        return Path(path).resolve().relative_to(ROOT).as_posix()
    except ValueError:
        return str(path)


def seconds_since(start):
    return f"{time.monotonic() - start:.0f} s"


# ----------------------------------------------------------------------------------------------------- the commands


def run(path):
    """Executes one notebook, shows how it goes, and writes nothing but the test accuracy it reached."""
    start = time.monotonic()
    notebook = read(path)
    progress = Progress("  ", every=2)
    failure = execute(notebook, path.parent, progress)
    normalise(notebook)
    wrong = ([failure] if failure else []) + problems(notebook)
    progress.done("stopped" if wrong else f"all cells done in {seconds_since(start)}")
    for text in wrong:
        print(text)
    if wrong:
        return 1
    found = [
        match
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        for match in ACCURACY.findall(output.get("data", {}).get("text/plain", ""))
    ]
    print(f"See it in JupyterLab:  {os.environ.get('GRADUS_COMMAND', 'python3 kernel/gradus.py')} lab {shown(path)}")
    if found:
        print(f"Test accuracy: {found[-1]} %")
    return 0


def write(paths, fresh=False):
    """Executes notebooks and writes them, normalised, where they were. Returns how many failed."""
    failed = 0
    for path in paths:
        start = time.monotonic()
        notebook, committed = read(path), normalise(read(path))
        progress = Progress(f"  {shown(path)}: ")
        failure = execute(notebook, path.parent, progress)
        normalise(notebook)
        wrong = ([failure] if failure else []) + problems(notebook)
        if wrong:
            failed += 1
            progress.done("failed, and left as it was")
            print("\n".join(wrong))
            continue
        if not fresh:
            keep_what_is_the_same(notebook, committed)
        new_text = text_of(notebook).encode("utf-8")
        changed = new_text != path.read_bytes()
        if changed:
            path.write_bytes(new_text)
        wrong = file_problems(path, notebook)
        failed += bool(wrong)
        progress.done(f"{'written' if changed else 'unchanged'} ({seconds_since(start)})")
        for text in wrong:
            print(f"    {text}")
    return failed


def check(paths, environment=None):
    """Executes notebooks and compares them with what is committed. Returns how many failed."""
    failed = 0
    for path in paths:
        start = time.monotonic()
        notebook, committed = read(path), normalise(read(path))
        progress = Progress(f"  {shown(path)}: ", every=15)
        if on_spark(notebook) and not spark_environment():
            progress.done("skipped, Spark isn't here")
            continue
        again = not english_twin(path)  # the Chinese edition has the same code
        failure = execute(notebook, path.parent, progress, environment, again)
        normalise(notebook)
        wrong = ([failure] if failure else []) + problems(notebook)
        wrong += file_problems(path, committed) + ([] if wrong else compare(notebook, committed))
        failed += bool(wrong)
        progress.done(f"{'FAILED' if wrong else 'as committed'} ({seconds_since(start)})")
        for text in wrong:
            print(f"  {shown(path)}, {text}", flush=True)
    return failed


def test(paths, other_jdk=None):
    """Checks every notebook once; this machine's language, two others and a second JDK take turns from lesson to lesson."""
    # A lesson has the same code in both languages: its two editions together meet two of the four.
    turns = [
        ("with this machine's own language", {}),
        ("on a German machine", {"JDK_JAVA_OPTIONS": "-Duser.language=de -Duser.country=DE"}),
        ("on a Chinese machine", {"JDK_JAVA_OPTIONS": "-Duser.language=zh -Duser.country=CN"}),
    ]
    if other_jdk:
        path = os.pathsep.join([str(Path(other_jdk) / "bin"), os.environ["PATH"]])
        turns.append((f"on a second JDK, {other_jdk}", {"JAVA_HOME": str(other_jdk), "PATH": path}))
    failed = 0
    for turn, (label, environment) in enumerate(turns):
        print(f"Notebooks {label} …", flush=True)
        failed += check([path for path in paths if turn_of(path, paths) % len(turns) == turn], environment)
    if not other_jdk:
        print("Notebooks on a second JDK: skipped, no second JDK found")
    print(f"{len(paths) - failed} passed, {failed} failed", flush=True)
    return failed


def turn_of(path, paths):
    """The place of its lesson among all, and for the Chinese edition two further."""
    names = sorted({other.name for other in paths})
    return names.index(path.name) + (2 if path.parent.name == "zh" else 0)


def trust(paths):
    """Signs our notebooks, so that JupyterLab shows what is in them."""
    notary = nbformat.sign.NotebookNotary()
    for path in paths:
        notary.sign(nbformat.read(str(path), as_version=4))
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["run", "write", "check", "test", "trust"])
    parser.add_argument("notebooks", nargs="*", type=Path)
    parser.add_argument("--fresh", action="store_true", help="write: renew pictures and outputs that vary, too")
    parser.add_argument("--other-jdk", help="test: the folder of a second JDK")
    options = parser.parse_args()
    sys.stdout.reconfigure(errors="replace")
    warnings.filterwarnings("ignore", module="zmq")  # on Windows: a note on how it waits for messages
    paths = [path.resolve() for path in options.notebooks]
    if options.command == "run":
        failed = run(paths[0])
    elif options.command == "write":
        failed = write(paths, options.fresh)
    elif options.command == "check":
        failed = check(paths)
    elif options.command == "test":
        failed = test(paths, options.other_jdk)
    else:
        failed = trust(paths)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
