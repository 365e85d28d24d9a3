"""A goal without a screen: asked line by line, shown, and graded from a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from marking.test_goals import PROOF, QUIZ

from tutor.console.examiner import grade_answers, show_quiz, take_quiz
from tutor.content.quiz import parse_quiz


@pytest.fixture
def goals():
    return parse_quiz(QUIZ, Path("goals.yaml"))


def test_it_says_how_it_is_answered_and_takes_the_proof(goals, progress, paper):
    terminal = paper(f"nnt1.AAAA\n{PROOF}\n")
    take_quiz(goals, progress, terminal, "en")
    assert "    nntutor playground 'https://playground.tensorflow.org/#" in terminal.said
    assert "Meet the goal loss_test<0.05;neurons<=3 there, and write the proof line that it shows." in terminal.said
    assert "damaged" in terminal.said
    (attempt,) = progress.attempts("goals")
    assert attempt.answers["three"].outcome == "error"


def test_right_is_right(goals, progress, paper):
    terminal = paper(f"\n{PROOF}\n", width=70)
    take_quiz(goals, progress, terminal, "en")
    assert "Write an answer, or end the input" in terminal.said
    assert "✓ Right.\n    A triangle." in terminal.said
    assert "1 of 1 right: 100%" in terminal.said


def test_it_is_shown_with_its_link_and_without_its_proof(goals, paper):
    terminal = paper()
    show_quiz(goals, terminal, "en", as_json=True)
    (shown,) = json.loads(terminal.said)["questions"]
    assert shown["goal"] == "loss_test<0.05;neurons<=3"
    assert "goal=loss_test%3C0.05" in shown["link"]
    assert PROOF not in terminal.said


@pytest.mark.parametrize(
    ("answer", "outcome", "trouble"),
    [(PROOF, "right", None), ("nonsense", "error", "This is no proof"), ("", "not_attempted", None)],
)
def test_it_is_graded_from_a_file(goals, progress, paper, answer, outcome, trouble):
    terminal = paper()
    grade_answers(goals, {"three": answer}, progress, terminal, "en", as_json=True)
    told = json.loads(terminal.said)["outcomes"]["three"]
    assert told["outcome"] == outcome
    assert told.get("trouble", "").startswith(trouble or "")
    assert bool(told.get("trouble")) is bool(trouble)
