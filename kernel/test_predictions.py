"""Holds that no lesson tells the answer to its predictions, and that the search for it finds what is planted.

For one lesson: python3 kernel/predictions.py notebooks/en/08-mnist.ipynb
"""

import copy
import json
import unittest
from pathlib import Path

import predictions

LESSONS = sorted((predictions.ROOT / "notebooks").glob("*/*.ipynb"))
TELLS = {"77.x": [predictions.Tell("93.44"), predictions.Tell("swings? wider")]}


def code(source, *outputs, folded=False, tags=()):
    metadata = {"tags": list(tags), **({"jupyter": {"outputs_hidden": True}} if folded else {})}
    return {"cell_type": "code", "id": "c", "metadata": metadata, "source": source, "outputs": list(outputs)}


def prose(text):
    return {"cell_type": "markdown", "id": "p", "metadata": {}, "source": text}


def shown(**data):
    return {"output_type": "execute_result", "metadata": {}, "data": {mime.replace("_", "/"): text for mime, text in data.items()}}


ASK = code('Predict.number("77.x")    // .guess(…)', shown(text_plain="What will it be?"))
TRUTH = 'double reached = run();\nPredict.reveal("77.x", 100 * reached)'
ANSWER = code(TRUTH, shown(text_plain="It is 93.44."), folded=True)


def problems(*cells):
    return predictions.problems({"cells": list(cells)}, TELLS)


class Lessons(unittest.TestCase):
    """All that there are, in both languages."""

    def test_no_lesson_tells_an_answer(self):
        self.assertGreaterEqual(len(LESSONS), 8)
        for path in LESSONS:
            with self.subTest(lesson=f"{path.parent.name}/{path.name}"):
                found = predictions.problems(read(path))
                self.assertEqual([], found, "\n" + "\n".join(found))

    def test_what_is_planted_in_a_lesson_is_found(self):
        tells = predictions.all_tells()
        for path in LESSONS:
            lesson = read(path)
            for at, cell in enumerate(lesson["cells"]):
                for key in predictions.QUESTION.findall(predictions.source(cell)) if cell["cell_type"] == "code" else []:
                    with self.subTest(lesson=f"{path.parent.name}/{path.name}", key=key):
                        self.plant(lesson, at, key, tells[key])

    def plant(self, lesson, at, key, tells):
        """In the title, in prose, in code, in an output, in the words of a picture, and by unfolding the answer."""
        text = next(tell.text for tell in tells if tell.found(tell.text))  # at least one is plain words or a number
        cells = lesson["cells"]
        answer = next(i for i in range(at, len(cells)) if f'reveal("{key}"' in predictions.source(cells[i]))
        title = copy.deepcopy(cells[0])
        title["source"] = predictions.source(title) + f"\n\nIn short: {text}."
        unfolded = copy.deepcopy(cells[answer])
        unfolded["metadata"] = {}
        for name, planted in {
            "title": [title, *cells[1:]],
            "prose": [*cells[:at], prose(f"As we know, {text}."), *cells[at:]],
            "code": [*cells[:answer], code(f'String s = "{text}";'), *cells[answer:]],
            "output": [*cells[:answer], code("x", {"output_type": "stream", "name": "stdout", "text": f"x = {text}\n"}), *cells[answer:]],
            "picture": [*cells[:at], code("x", shown(text_html=f'<img alt="A chart: {text}" src="data:,">')), *cells[at:]],
            "unfolded": [*cells[:answer], unfolded, *cells[answer + 1 :]],
        }.items():
            found = predictions.problems({"cells": planted})
            self.assertTrue([text for text in found if ("not folded" if name == "unfolded" else f"answer to {key}") in text], name)


class Searching(unittest.TestCase):
    def test_a_prediction_that_nothing_tells(self):
        self.assertEqual([], problems(prose("# 97 % or 50 %?"), ASK, prose("Run it."), ANSWER, prose("So far.")))

    def test_numbers_within_one_per_cent_tell_in_every_form(self):
        for text in ("93.44", "93", "**93 %**", "94.3", "about 93.0 per cent", "93,44 or 93.1"):
            self.assertEqual(1, len(problems(prose(text), ASK, ANSWER)), text)
        for text in ("95", "92", "9344", "1.93", "x93", "0.9344", "v93.4", "2,093"):
            self.assertEqual([], problems(prose(text), ASK, ANSWER), text)
        self.assertEqual(-9344, -1 * float(predictions.NUMBER.search("= 9,344.")[0].replace(",", "")))

    def test_words_tell_whatever_their_capitals_and_emphasis(self):
        for text in ("It Swings wider.", "It *swing* wider"):
            self.assertEqual(1, len(problems(prose(text), ASK, ANSWER)), text)

    def test_all_that_is_visible_is_searched(self):
        for output in (
            shown(text_plain="93.4"),
            shown(text_html="<b>93</b>.4 <i>or</i> 93.5"),
            shown(text_html='<img alt="rises to 93.4 %" src="data:,">'),
            shown(text_markdown="$93.4$"),
            {"output_type": "stream", "name": "stdout", "text": "93.4\n"},
            {"output_type": "error", "ename": "E", "evalue": "", "traceback": ["at 93.4"]},
        ):
            self.assertTrue(problems(code("x", output), ASK, ANSWER), output)
            self.assertTrue(problems(ASK, code("x", output), ANSWER), output)
            self.assertEqual([], problems(ASK, code("x", output, folded=True), ANSWER))
            self.assertEqual([], problems(ASK, ANSWER, code("x", output)))
        self.assertTrue(problems(prose('<div title="93.4">x</div>'), ASK, ANSWER))
        self.assertEqual([], problems(code("x", shown(text_html="<script>let x = 93.4;</script><details>93.4</details>")), ASK, ANSWER))
        self.assertTrue(problems(ASK, code("double x = 93.4;"), ANSWER))

    def test_prose_behind_the_answer_leaves_the_comment_to_it(self):
        self.assertIn("behind the answer", problems(ASK, ANSWER, prose("About 93 %."))[0])
        self.assertEqual([], problems(ASK, ANSWER, code("x"), prose("About 93 %.")))

    def test_truth_is_folded(self):
        unfolded = code(TRUTH, shown(text_plain="It is 93.44."))
        self.assertIn("not folded", problems(ASK, unfolded)[0])
        self.assertIn("not folded", problems(ASK, code("train()", tags=["truth"]), ANSWER)[0])
        picture = shown(text_html='<img alt="a curve" src="data:,">')
        self.assertIn("a picture stands between", problems(ASK, code("plot()", picture), ANSWER)[0])
        self.assertEqual([], problems(code("plot()", picture), ASK, code("plot()", picture, folded=True, tags=["truth"]), ANSWER))

    def test_truth_comes_from_behind_the_question(self):
        def truth(expression, before="", behind="double reached = run();"):
            return problems(code(before), ASK, code(behind), code(f'Predict.reveal("77.x", {expression})', folded=True))

        self.assertEqual([], truth("reached"))
        self.assertEqual([], truth("Math.abs(reached - 1)", "int other = 1;"))
        self.assertEqual([], truth("tries[3]", behind="double[] rates = {1}, tries = new double[4];"))
        self.assertEqual([], truth("again(3)", behind="double again(int k) {\n    return k;\n}"))
        self.assertIn("defined behind", truth("1 / 2")[0])
        self.assertIn("defined behind", truth("reached", "double reached = run();")[0])
        self.assertIn("defined behind", truth("reached", "double reached = run();", "")[0])
        self.assertIn("defined behind", truth("reached", "", "// double reached = run();")[0])
        self.assertIn("not a letter", truth('reached > 1 ? "a" : "b"')[0])

    def test_questions_and_answers_belong_together(self):
        self.assertIn("no cell behind it answers", problems(ANSWER, ASK)[1])
        self.assertIn("no cell before it asks", problems(ANSWER)[0])
        self.assertIn("predict.78.y.tells", problems(code('Predict.choice("78.y")'), code('int n = 1;\nPredict.reveal("78.y", n)', folded=True))[0])
        self.assertEqual([], problems(code('// Predict.choice("78.y")')))

    def test_the_options_on_the_page_tell_nothing(self):
        option = predictions.options("08.order")[1]
        self.assertIn("10, 0.001, 0.01, 0.1", predictions.options("08.order"))
        self.assertTrue(option)
        ask = code('Predict.choice("08.order")', shown(text_plain="b) " + option))
        tells = {"08.order": [predictions.Tell("0.001, 0.01"), predictions.Tell("0.001、0.01")]}
        answer = code('double[] r = runs();\nPredict.reveal("08.order", r)', folded=True)
        self.assertEqual([], predictions.problems({"cells": [ask, answer]}, tells))

    def test_zero_would_tell_everything(self):
        with self.assertRaises(ValueError):
            predictions.Tell("0")


def read(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
