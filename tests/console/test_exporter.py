"""A lesson as a program: it runs alone, is the learner's own, and never takes another file's place unasked."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console.conftest import Paper
from tutor.console.exporter import export
from tutor.content.markdown import read_lesson
from tutor.locale import use
from tutor.notebook import Kept, Notebook
from tutor.show.program import program

ROOT = Path(__file__).parents[2]
NAME = "2.05-train-a-network-with-numpy.md"
HEAD = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3, language: python}
nntutor: {unit: "1.1", minutes: 5}
---

# A title

"""


def network(language="en"):
    return read_lesson(ROOT / "lessons" / language / NAME)


def lesson(tmp_path, *cells):
    """A lesson of these cells, each the options and the source."""
    path = tmp_path / "en" / "1.01-a.md"
    path.parent.mkdir(exist_ok=True)
    text = "".join(f"## Part {n}\n\n```{{code-cell}} ipython3\n{cell}\n```\n\n" for n, cell in enumerate(cells, 1))
    path.write_text(HEAD + text, encoding="utf-8")
    return read_lesson(path)


def run_alone(path):
    """The program in an interpreter that finds neither the tutor nor what the big libraries are."""
    guard = (
        "import sys, runpy\n"
        "class No:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name.partition('.')[0] in {'tutor', 'keras', 'tensorflow', 'sklearn', 'scipy', 'matplotlib'}:\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, No())\n"
        "runpy.run_path(sys.argv[1], run_name='__main__')\n"
    )
    return subprocess.run(
        [sys.executable, "-I", "-c", guard, path], capture_output=True, text=True, check=False, cwd=path.parent
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_network_of_chapter_2_runs_with_numpy_alone(tmp_path, language):
    use(language)
    path = tmp_path / "network.py"
    assert export(network(language), {}, Paper(), path, may_replace=False) == 0
    done = run_alone(path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    step, final, right = {
        "en": ("step 10000: loss 0.0061", "final loss: 0.0061", "correct\n"),
        "es": ("paso 10000: loss 0.0061", "pérdida final: 0.0061", "correcto\n"),
    }[language]
    assert all(words in done.stdout for words in (step, final, right))
    assert done.stdout.count(step.split()[0] + " ") >= 10
    assert "class 1: 500" in done.stdout or "clase 1: 500" in done.stdout


def test_it_says_what_it_needs_and_where_it_is_from():
    made = program(network(), {})
    assert made.needs == ("NumPy",)
    assert ast.get_docstring(ast.parse(made.text)).endswith("From unit 2.5 of nntutor. It needs Python and NumPy.")
    assert "# --- Backward ---" in made.text
    assert not any(word in made.text for word in ("import tutor", "from tutor", "sklearn", "plt.", "keras"))
    assert max(map(len, made.text.splitlines())) <= 100


def test_its_points_are_those_of_scikit_learn():
    program_of_two = (
        "import numpy as np\nfrom sklearn.datasets import make_gaussian_quantiles as theirs\n"
        "from tutor.show.standins import standin\n"
        "exec(standin('sklearn.datasets', 'make_gaussian_quantiles'))\n"
        "for kind in [(0.1, 1000, 2, 2, 21), (0.1, 1000, 2, 2, 22), (0.5, 100, 3, 3, 1)]:\n"
        "    names = ('cov', 'n_samples', 'n_features', 'n_classes', 'random_state')\n"
        "    (X, y), (P, q) = (make(**dict(zip(names, kind))) for make in (theirs, make_gaussian_quantiles))\n"
        "    assert np.abs(X - P).max() < 1e-12 and (y == q).all(), kind\n"
    )
    done = subprocess.run([sys.executable, "-c", program_of_two], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


def test_a_cell_that_the_learner_changed_is_theirs(tmp_path):
    terminal = Paper()
    edits = {"initialize": "LAYERS = [2, 5, 8, 1]", "scatter": "nothing = 1"}
    assert export(network(), edits, terminal, None, may_replace=False) == 0
    assert "LAYERS = [2, 5, 8, 1]" in terminal.said
    assert "nothing" not in terminal.said
    assert "As you have changed them: initialize (--original" in terminal.noted


def test_no_file_is_replaced_unasked(tmp_path):
    path = tmp_path / "mine.py"
    path.write_text("mine", encoding="utf-8")
    terminal = Paper()
    assert export(network(), {}, terminal, path, may_replace=False) == 1
    assert path.read_text(encoding="utf-8") == "mine"
    assert "--force replaces it" in terminal.noted
    assert export(network(), {}, terminal, path, may_replace=True) == 0
    assert "def backward" in path.read_text(encoding="utf-8")
    assert terminal.said == ""


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    terminal = Paper()
    assert export(network(), {}, terminal, tmp_path / "no" / "x.py", may_replace=False) == 1
    assert "cannot be written" in terminal.noted


def test_without_tags_all_cells_are_written(tmp_path):
    made = program(
        lesson(
            tmp_path,
            ":name: a\n\nimport numpy as np\nimport keras\nx = np.ones(2)\nx.shape",
            ':name: b\n:tags: [raises-exception]\n\n1 / 0\nprint("é")',
            ":name: c\n\n%timeit x",
            ":name: d\n\nfrom tutor.live import report\nfrom tutor.datasets import mnist\nreport(1, total=2, loss=3)",
            ':name: e\n\nfrom tutor import live\nw = "ñ", live.report(2, total=2, loss=1)',
        ),
        {},
    )
    assert made.needs == ("Keras", "NumPy", "nntutor")
    assert made.unread == ("c",)
    assert "x = np.ones(2)\nprint(x.shape)\n" in made.text
    assert '# This cell is there to fail:\n# 1 / 0\n# print("é")\n' in made.text
    assert "# %timeit x\n" in made.text
    assert made.text.count("def report(") == 1
    assert 'w = "ñ", report(2, total=2, loss=1)' in made.text
    assert "from tutor.datasets import mnist" in made.text
    ast.parse(made.text)


@pytest.mark.parametrize("path", sorted((ROOT / "lessons" / "en").glob("*.md")), ids=lambda path: path.stem)
def test_every_lesson_gives_a_program(path):
    made = program(read_lesson(path), {})
    ast.parse(made.text)
    assert "live.report(" not in made.text
    assert made.unread == ()


def cli(home, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "tutor", "--lang", "en", "export", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"NNTUTOR_HOME": str(home), "PATH": "/usr/bin:/bin"},
    )


def test_the_command_takes_the_notebook_or_the_original(tmp_path):
    mine = Kept("LAYERS = [2, 6, 8, 1]")
    Notebook(tmp_path / "notebooks" / "en" / "2.05-train-a-network-with-numpy.ipynb").save(
        network(), {"initialize": mine}
    )
    own, original = cli(tmp_path, "2.5"), cli(tmp_path, "2.5", "--original")
    assert "[2, 6, 8, 1]" in own.stdout
    assert "initialize" in own.stderr
    assert "[2, 4, 8, 1]" in original.stdout
    assert original.stderr == ""


def test_the_command_refuses(tmp_path):
    assert cli(tmp_path, "2.5", "--force").returncode == 2
    assert cli(tmp_path, "2.6").returncode == 2
    assert cli(tmp_path, "9.9").returncode == 2
