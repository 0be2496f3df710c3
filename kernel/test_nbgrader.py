"""nbgrader's whole round in the real kernel: the instructor's notebook, what is handed out, and the points of what comes back.

  GRADUS_DEEP=1 python3 -m unittest test_nbgrader      (in the environment of gradus.py; nbgrader gets one of its own)
"""

import copy
import csv
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import browser

HOME = Path(__file__).resolve().parent.parent / ".gradus"
VENV = HOME / "nbgrader-venv"
NBGRADER = "nbgrader==0.9.6"
KERNEL = os.environ.get("GRADUS_KERNEL", "gradus")

SOLVED = "// BEGIN SOLUTION\n{}\n// END SOLUTION"
CELLS = (  # source, name, points; what has points is a test
    ("double square(double x) {\n" + SOLVED.format("return x * x;") + "\n}", "square", 0),
    ("assert square(3) == 9;\nassert square(-2) == 4;", "square-holds", 1),
    (SOLVED.format("Check half = Lesson00.half(1.0 / 2);"), "half", 0),
    ("assert half.passed() : half;", "half-holds", 2),
    ("Formula.One<Integer> v2;\n" + SOLVED.format("v2 = v -> v * v;"), "v2", 0),
    ("Check checked = Lesson00.square(v2);\nassert checked.passed() : checked;", "v2-holds", 3),
)


@unittest.skipUnless(os.environ.get("GRADUS_DEEP") == "1", "pip installs nbgrader for it; GRADUS_DEEP=1 does so")
class Grading(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not (VENV / "bin/nbgrader").exists():
            subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
            subprocess.run([VENV / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NBGRADER], check=True)

    def notebook(self, path):
        """The instructor's."""
        nbformat = browser.notebook_format()
        content = nbformat.v4.new_notebook()
        content.metadata["kernelspec"] = {"name": KERNEL, "display_name": KERNEL, "language": "java"}
        for source, name, points in CELLS:
            cell = nbformat.v4.new_code_cell(source, id=name)
            cell.metadata["nbgrader"] = {"schema_version": 3, "grade_id": name, "grade": points > 0, "solution": points == 0, "locked": points > 0, "task": False}
            if points:
                cell.metadata["nbgrader"]["points"] = points
            content.cells.append(cell)
        path.parent.mkdir(parents=True)
        nbformat.write(content, str(path))

    def nbgrader(self, *arguments):
        env = {**os.environ, "JUPYTER_PATH": str(Path(sys.prefix, "share/jupyter")), "JUPYTER_PREFER_ENV_PATH": "0", "HOME": str(self.folder)}
        env["PATH"] = f"{VENV / 'bin'}{os.pathsep}{env['PATH']}"  # it starts alembic by name
        done = subprocess.run([VENV / "bin/nbgrader", *arguments], cwd=self.folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.assertEqual(0, done.returncode, done.stdout)

    def test_what_is_untouched_has_no_points_and_what_is_solved_all(self):
        with tempfile.TemporaryDirectory() as folder:
            self.folder = Path(folder)
            (self.folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'gradus'\n")
            self.notebook(self.folder / "source/ps1/p.ipynb")
            self.nbgrader("generate_assignment", "ps1")
            released = browser.notebook_format().read(str(self.folder / "release/ps1/p.ipynb"), as_version=4)
            self.assertNotIn("x * x", str(released))
            for learner, change in {
                "untouched": lambda cell: cell.source,
                "solved": lambda cell: next(source for source, name, _ in CELLS if name == cell.metadata.nbgrader.grade_id),
                "half-way": lambda cell: cell.source if cell.metadata.nbgrader.grade_id != "half" else "Check half = Lesson00.half(1.0 / 2);",
                "wrong": lambda cell: cell.source if cell.metadata.nbgrader.grade_id != "square" else "double square(double x) { return 2 * x; }",
            }.items():
                content = copy.deepcopy(released)
                for cell in content.cells:
                    cell.source = change(cell)
                path = self.folder / "submitted" / learner / "ps1/p.ipynb"
                path.parent.mkdir(parents=True)
                browser.notebook_format().write(content, str(path))
            self.nbgrader("autograde", "ps1", "--create")
            self.nbgrader("export")
            with (self.folder / "grades.csv").open(encoding="utf-8") as grades:
                points = {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in csv.DictReader(grades)}
            self.assertEqual({"untouched": (0, 6), "half-way": (2, 6), "wrong": (0, 6), "solved": (6, 6)}, points)


if __name__ == "__main__":
    unittest.main()
