"""Tests of notebooks.py that need no kernel: what is removed, what is kept, what counts as different."""

import base64
import copy
import io
import json
import re
import tempfile
import unittest
from pathlib import Path

import nbformat
import notebooks
import predictions
from PIL import Image


def picture(*changed, size=(40, 30), value=255):
    """A white PNG in base64, with some pixels of another grey."""
    image = Image.new("RGB", size, "white")
    for pixel in changed:
        image.putpixel(pixel, (value, value, value))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode()


def result(**data):
    data = {key.replace("_", "/", 1): value for key, value in data.items()}
    return {"output_type": "execute_result", "metadata": {}, "execution_count": 7, "data": data}


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def notebook(*cells):
    """A notebook; each cell is (outputs, tags)."""
    return nbformat.from_dict(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {"kernelspec": {"name": "gradus", "display_name": "?", "language": "?"}, "widgets": {"x": 1}},
            "cells": [
                {
                    "cell_type": "code",
                    "id": f"c{number}",
                    "source": "1 + 1",
                    "execution_count": 5,
                    "metadata": {"tags": list(tags), "execution": {"iopub.status.busy": "now"}, "trusted": True},
                    "outputs": [nbformat.from_dict(output) for output in outputs],
                }
                for number, (outputs, tags) in enumerate(cells, 1)
            ],
        }
    )


def normal(*cells):
    return notebooks.normalise(notebook(*cells))


def differences(old, now):
    return notebooks.compare(normal((now, ())), normal((old, ())))


class Normalising(unittest.TestCase):
    def test_nothing_stays_that_differs_from_run_to_run(self):
        output = result(text_plain="2", text_html="<b>2</b>")
        output["data"][notebooks.WIDGET_VIEW] = {"model_id": "3f"}
        output["transient"] = {"display_id": "x"}
        text = notebooks.text_of(normal(([output], ["varies"])))
        for word in ("model_id", "transient", "iopub", "trusted", "widgets", "version", "7", "5,\n   \"id"):
            self.assertNotIn(word, text)
        self.assertIn('"varies"', text)
        self.assertIn('"Java (Gradus)"', text)
        self.assertTrue(text.endswith("}\n") and not text.endswith("\n\n"))

    def test_normalising_twice_changes_nothing(self):
        once = normal(([stream("a"), result(image_png=picture())], ()), ([], ["raises-exception"]))
        self.assertEqual(notebooks.text_of(once), notebooks.text_of(notebooks.normalise(copy.deepcopy(once))))

    def test_an_output_that_was_only_a_widget_goes(self):
        output = result()
        output["data"][notebooks.WIDGET_VIEW] = {"model_id": "3f"}
        self.assertEqual([], normal(([output], ())).cells[0].outputs)

    def test_neighbouring_streams_of_one_name_become_one(self):
        outputs = normal(([stream("a"), stream("b\n"), stream("c", "stderr"), stream("d")], ())).cells[0].outputs
        self.assertEqual([("stdout", "ab\n"), ("stderr", "c"), ("stdout", "d")], [(o.name, o.text) for o in outputs])

    def test_folded_cells_stay_folded(self):
        folded = notebook(([], ()))
        folded.cells[0].metadata = nbformat.from_dict({"jupyter": {"outputs_hidden": True, "source_hidden": False}, "collapsed": True})
        self.assertEqual({"jupyter": {"outputs_hidden": True}}, notebooks.normalise(folded).cells[0].metadata)

    def test_truth_is_folded_in_jupyterlab_and_on_other_pages(self):
        def cell(outputs, source="1 + 1", tags=(), name="gradus"):
            made = notebook((outputs, tags))
            made.metadata.kernelspec.name = name
            made.cells[0].source = source
            return notebooks.normalise(made).cells[0]

        outputs = [stream("x < 7\n"), result(text_plain="7", text_html="<b>7</b>"), result(text_plain="7", text_markdown="$7$")]
        truth = cell(outputs, 'int n = 7;\nPredict.reveal("77.x", n)')
        self.assertEqual({"jupyter": {"outputs_hidden": True}}, truth.metadata)
        printed, shown, formula = (output.data for output in truth.outputs)
        self.assertEqual(("x < 7\n", "7", "7"), (printed["text/plain"], shown["text/plain"], formula["text/plain"]))
        opening = "Guess first.\n\n<details><summary>What happens</summary>\n\n"
        self.assertEqual(opening + "<pre>x &lt; 7\n</pre>\n\n</details>", printed["text/html"])
        self.assertEqual(opening + "<b>7</b>\n\n</details>", shown["text/html"])
        self.assertEqual(opening + "$7$\n\n</details>", formula["text/markdown"])
        self.assertNotIn("text/html", formula)
        self.assertEqual({"tags": ["truth"], "jupyter": {"outputs_hidden": True}}, cell(outputs, tags=["truth"]).metadata)
        self.assertIn("<summary>结果</summary>", cell(outputs, tags=["truth"], name="gradus-zh").outputs[0].data["text/html"])
        self.assertEqual(truth, cell(truth.outputs, truth.source), "once")
        picture = nbformat.v4.new_output("display_data", {"text/plain": "BufferedImage@1f: type = 13 width = 416 height = 224 #data", "image/png": "iVBOR"})
        self.assertEqual(
            {"text/plain": "416 × 224", "text/html": opening + '<img alt="416 × 224" width="208" src="data:image/png;base64,iVBOR">\n\n</details>'},
            cell([picture], tags=["truth"]).outputs[0].data,
        )
        self.assertEqual({}, cell(outputs).metadata)

    def test_chosen_ids_stay_and_others_are_numbered(self):
        cells = [{"id": "intro"}, {}, {"id": "intro"}, {"id": "cell-02"}, {"id": "0f1e2d3c"}, {"id": "0f1e2d3c-aaaa-bbbb-cccc-0123456789ab"}]
        notebooks.give_ids(cells)
        self.assertEqual(["intro", "cell-03", "cell-04", "cell-02", "cell-05", "cell-06"], [cell["id"] for cell in cells])


class Keeping(unittest.TestCase):
    def kept(self, old, now, tags=()):
        fresh = normal((now, tags))
        notebooks.keep_what_is_the_same(fresh, normal((old, tags)))
        return fresh.cells[0].outputs[0]

    def test_a_picture_that_looks_the_same_keeps_its_bytes(self):
        old, now = picture((3, 3), value=200), picture((3, 3), value=210)
        self.assertNotEqual(old, now)
        self.assertEqual(old, self.kept([result(image_png=old)], [result(image_png=now)]).data["image/png"])
        html = '<p>{} <img src="data:image/png;base64,{}"></p>'
        kept = self.kept([result(text_html=html.format("old", old))], [result(text_html=html.format("new", now))])
        self.assertEqual(html.format("new", old), kept.data["text/html"])

    def test_a_picture_that_changed_is_replaced(self):
        now = picture((3, 3), value=100)
        self.assertEqual(now, self.kept([result(image_png=picture())], [result(image_png=now)]).data["image/png"])

    def test_what_varies_keeps_the_output_it_has(self):
        self.assertEqual("1 s", self.kept([result(text_plain="1 s")], [result(text_plain="2 s")], ["varies"]).data["text/plain"])
        self.assertEqual("2 s", self.kept([stream("1 s")], [result(text_plain="2 s")], ["varies"]).data["text/plain"])


class Comparing(unittest.TestCase):
    def test_the_same_is_the_same(self):
        outputs = [stream("a\n"), result(text_plain="2", text_html="<b>2</b>", image_png=picture())]
        self.assertEqual([], differences(outputs, outputs))

    def test_one_digit_is_a_difference_and_the_diff_shows_it(self):
        [text] = differences([result(text_plain="loss 0.0877")], [result(text_plain="loss 0.0878")])
        for part in ("cell 1 (c1), text/plain", "-loss 0.0877", "+loss 0.0878"):
            self.assertIn(part, text)
        self.assertEqual(1, len(differences([stream("1\n")], [stream("1")])))

    def test_output_that_went_or_came_is_a_difference(self):
        self.assertEqual(1, len(differences([stream("1")], [])))
        self.assertEqual(1, len(differences([], [stream("1")])))
        self.assertEqual(1, len(differences([result(text_plain="1")], [result(text_plain="1", text_html="1")])))

    def test_pictures_in_html_are_compared_by_their_pixels(self):
        html = '<img alt="{}" src="data:image/png;base64,{}">'
        old = html.format("a", picture((3, 3), value=200))
        self.assertEqual([], differences([result(text_html=old)], [result(text_html=html.format("a", picture((3, 3), value=205)))]))
        [text] = differences([result(text_html=old)], [result(text_html=html.format("a", picture((3, 3), (9, 8), value=90)))])
        self.assertIn("text/html, picture 1: 2 pixels differ, by up to 165 of 255, in the box (3, 3, 10, 9)", text)
        [text] = differences([result(text_html=old)], [result(text_html=html.format("b", picture((3, 3), value=205)))])
        self.assertNotIn("base64", text)

    def test_a_few_stray_pixels_are_no_difference_and_one_of_another_colour_is(self):
        old = [result(image_png=picture())]
        self.assertEqual([], differences(old, [result(image_png=picture((3, 3), (9, 8), value=200))]))
        self.assertEqual(1, len(differences(old, [result(image_png=picture((3, 3), (9, 8), (9, 9), (9, 10), value=200))])))
        self.assertEqual(1, len(differences(old, [result(image_png=picture((3, 3), value=180))])))

    def test_a_picture_of_another_size_differs(self):
        [text] = differences([result(image_png=picture())], [result(image_png=picture(size=(41, 30)))])
        self.assertIn("41 × 30 pixels", text)

    def test_what_varies_may_differ_but_not_vanish(self):
        old = normal(([stream("1 s")], ["varies"]))
        self.assertEqual([], notebooks.compare(normal(([stream("2 s")], ["varies"])), old))
        self.assertEqual(1, len(notebooks.compare(normal(([], ["varies"])), old)))


class Finding(unittest.TestCase):
    def test_errors_and_the_error_stream_are_problems_unless_they_are_meant(self):
        error = {"output_type": "error", "ename": "E", "evalue": "no", "traceback": ["\x1b[31mE: no\x1b[0m"]}
        self.assertIn("    E: no", notebooks.problems(normal(([error], ())))[0])
        self.assertEqual([], notebooks.problems(normal(([error], ["raises-exception"]))))
        self.assertEqual(1, len(notebooks.problems(normal(([stream("!", "stderr")], ())))))
        self.assertEqual([], notebooks.problems(normal(([stream("!", "stderr")], ["stderr"]))))

    def test_the_accuracy_is_found_in_every_form(self):
        for text in ("loss 0.0877, accuracy 97.43 %", "accuracy: 97.43%", "accuracy = 97.43 %", "损失 0.0877，准确率 97.43 %"):
            self.assertEqual(["97.43"], notebooks.ACCURACY.findall(text))

    def test_a_translation_has_the_same_code(self):
        english, chinese = normal(([], ()), ([], ())), normal(([], ()), ([], ()))
        self.assertEqual([], notebooks.twin_differences(chinese, english, "en"))
        chinese.cells[1].source = "1 + 2"
        self.assertIn("code cell 2", notebooks.twin_differences(chinese, english, "en")[0])

    def test_files_are_normalised_and_small(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "lesson.ipynb"
            good = normal(([stream("a")], ()))
            path.write_bytes(notebooks.text_of(good).encode())
            self.assertEqual([], notebooks.file_problems(path, good))
            path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")), indent=2), encoding="utf-8")
            self.assertIn("not normalised", notebooks.file_problems(path, good)[0])
            large = normal(([stream("a" * 1_000_000)], ()))
            path.write_bytes(notebooks.text_of(large).encode())
            self.assertIn("are the limit", notebooks.file_problems(path, large)[0])


    def test_a_lesson_prints_its_numbers_the_same_everywhere(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "lesson.ipynb"
            for source, problems in (
                ('System.out.printf("%,d%n", n)', 1),
                ('"%.3f".formatted(x)', 1),
                ('String.format("%5.1f", x)', 1),
                ('System.out.printf(Locale.ROOT, "%,d %.2f%n", n, x)', 0),
                ('System.out.printf("%d of %s, %016x%n", n, name, bits)', 0),
            ):
                with self.subTest(source):
                    lesson = normal(([], ()))
                    lesson.cells[0].source = source
                    path.write_bytes(notebooks.text_of(lesson).encode())
                    self.assertEqual(problems, len(notebooks.file_problems(path, lesson)))


class Chinese(unittest.TestCase):
    CODE = re.compile(r"<div[^>]*font-family:monospace[^>]*>.*?</div>", re.DOTALL)  # of a solution
    SENTENCE = re.compile(r"[A-Za-z]{2,}(?:,? [A-Za-z]{2,}){2,}")  # three words of English behind one another; code has other signs between

    TITLE = re.compile(r"[^\n|]*\((?:19|20)\d\d\)")  # of a film, with its year

    def english(self, outputs):
        """English in what a cell shows, hints that unfold included."""
        found = []
        for output in outputs:
            data = output.get("data", {})
            texts = ["".join(output.get("text", ""))] + [predictions.readable(self.CODE.sub("", "".join(text))) if kind == "text/html" else "".join(text) for kind, text in data.items() if kind.startswith("text/")]
            found += [sentence for text in texts for sentence in self.SENTENCE.findall(self.TITLE.sub("", text))]
        return found

    def test_english_is_found(self):
        self.assertEqual(["the gradient is small enough"], self.english([stream("42 steps: the gradient is small enough")]))
        self.assertEqual(["all steps taken"], self.english([result(text_html="<p>因为：all steps taken</p>")]))
        self.assertEqual([], self.english([stream("for (int i = 0; i < x.length; i++) return sum / x.length;"), result(text_plain="J(w)：梯度已足够小")]))

    def test_no_output_of_a_chinese_edition_speaks_english(self):
        for path in sorted((notebooks.ROOT / "notebooks" / "zh").glob("*.ipynb")):
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                with self.subTest(lesson=path.name, cell=cell.get("id")):
                    self.assertEqual([], self.english(cell.get("outputs", [])))


if __name__ == "__main__":
    unittest.main()
