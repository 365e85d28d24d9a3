"""Answers that are run, without a screen: from a file, line by line, and in the review."""

from __future__ import annotations

import json
import time
from contextlib import closing
from pathlib import Path

import pytest
from console.conftest import Paper
from marking.conftest import QUIZ

from tutor.console.catalogue import show_progress
from tutor.console.examiner import grade_answers, show_quiz, take_quiz
from tutor.console.reviewer import rehearse, show_beliefs, show_due
from tutor.content.library import Library
from tutor.content.quiz import parse_quiz
from tutor.locale import use
from tutor.progress import Progress, store

pytestmark = pytest.mark.kernel
RIGHT = "def neuron(x, w, b):\n    return x @ w + b"
NO_BIAS = "def neuron(x, w, b):\n    return x @ w"
REAL = [25 * 0.64**step for step in range(20)]


@pytest.fixture
def runs():
    return parse_quiz(QUIZ, Path("t.yaml"))


@pytest.fixture
def progress():
    with closing(Progress(None)) as store:
        yield store


def outcomes(quiz, answers, progress, language="en"):
    paper = Paper()
    assert grade_answers(quiz, answers, progress, paper, language, as_json=True) == 0
    return json.loads(paper.said)["outcomes"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_kind_that_is_run_right_wrong_and_in_part(runs, progress, language):
    use(language)
    number = runs.drawn(0).question("foretold").program.en.split("print(")[1][0]
    printed = f"{int(number) * 2} {{'a': 1}} array([0, 1, 2])"
    right = outcomes(runs, {"neuron": RIGHT, "foretold": printed, "sketched": REAL}, progress, language)
    assert {name: one["outcome"] for name, one in right.items()} == dict.fromkeys(right, "right")
    wrong = outcomes(
        runs, {"neuron": NO_BIAS, "foretold": "no", "sketched": list(range(1, 400, 20))}, progress, language
    )
    assert [one["outcome"] for one in wrong.values()][:2] == ["wrong", "wrong"]
    assert (wrong["neuron"]["mistake"], wrong["neuron"]["shown"]["call"]) == ("forgot-bias", "neuron(x, w, 2)")
    assert wrong["foretold"]["output"].split() == printed.split()
    in_part = outcomes(runs, {"neuron": RIGHT.replace("x @ w + b", "13"), "sketched": "falls"}, progress, language)
    assert (in_part["neuron"]["outcome"], in_part["neuron"]["score"]) == ("partial", 0.5)
    assert (in_part["sketched"]["outcome"], in_part["sketched"]["course"]) == ("partial", "falls")
    assert in_part["foretold"]["outcome"] == "not_attempted"


def test_told_in_lines(runs, progress):
    paper = Paper()
    grade_answers(runs, {"neuron": NO_BIAS, "sketched": "turns"}, progress, paper, "en", as_json=False)
    for words in ("No bias.", "your call  neuron(x, w, 2)", "gives      11.0", "expected   13", "── training"):
        assert words in paper.said
    paper = Paper(ascii=True)
    grade_answers(runs, {"neuron": "x = nowhere"}, progress, paper, "en", as_json=False)
    assert "line 1: NameError: name 'nowhere' is not defined" in paper.said
    assert "Nothing gives `nowhere` a value." in paper.said


def test_the_programs_are_shown_without_their_answers(runs):
    paper = Paper()
    show_quiz(runs, paper, "en", as_json=True)
    shown = {one["id"]: one for one in json.loads(paper.said)["questions"]}
    assert shown["neuron"]["starter"].startswith("def neuron")
    assert "return x @ w + b" not in paper.said
    assert shown["sketched"]["points"] == 20
    paper = Paper()
    show_quiz(runs, paper, "es", as_json=False)
    assert "...  # aquí" in paper.said


def test_line_by_line_until_it_is_right(runs, progress):
    typed = [*NO_BIAS.split("\n"), ".", "s", "s", *RIGHT.split("\n"), ".", "nothing", "falls"]
    paper = Paper("\n".join(typed) + "\n")
    take_quiz(runs, progress, paper, "en")
    for words in ("No bias.", "Write it again", "    def neuron(x, w, b):", "Good.", "it printed"):
        assert words in paper.said
    attempt = progress.attempts("t")[0]
    given = attempt.answers["neuron"]
    assert (given.outcome, given.score) == ("right", 0.0)  # after the solution it counts as before
    assert attempt.finished is not None


def test_the_review_without_a_screen(tmp_path, progress, monkeypatch):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "course.yaml").write_text("title: {es: C, en: C}\nchapters: {1: {es: F, en: F}}\n", "utf-8")
    told = "misconceptions: {bias-is-optional: {es: El sesgo sobra., en: The bias is optional.}}\n"
    (tmp_path / "quizzes" / "t.yaml").write_text(QUIZ + told, "utf-8")
    library = Library(tmp_path, tmp_path / "cache")
    now = time.time()
    with monkeypatch.context() as patched:
        patched.setattr(store.time, "time", lambda: now - 9 * 86400)
        progress.single("t", "neuron", 0, "x", "wrong", 0.0, where="lesson", misconceptions=["bias-is-optional"])
        progress.single("t", "gone", 0, "x", "wrong", 0.0, where="lesson")
        progress.single("other", "gone", 0, "x", "wrong", 0.0, where="lesson")
    paper = Paper()
    show_due(library, progress, paper, "es")
    data = json.loads(paper.said)
    assert (data["count"], data["due"][0]["question"]) == (1, "neuron")
    paper = Paper()
    show_progress(library, progress, paper, "en", as_json=False)
    assert "1 question is due. (nntutor review)" in paper.said
    assert [(one["id"], one["text"], one["open"]) for one in data["misconceptions"]] == [
        ("bias-is-optional", "El sesgo sobra.", True)
    ]
    paper = Paper("\n".join([*RIGHT.split("\n"), "."]) + "\n")
    rehearse(library, progress, paper, "en")
    assert "1 question is due." in paper.said
    assert "1 of 1 right." in paper.said
    paper = Paper()
    rehearse(library, progress, paper, "en")
    assert "Nothing is due." in paper.said
    assert "The next one is due in" in paper.said
    paper = Paper()
    show_beliefs(library, progress, paper, "en")
    assert "✓ The bias is optional.  (answered right today)" in paper.said
