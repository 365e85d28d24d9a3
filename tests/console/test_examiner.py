from __future__ import annotations

import json

import pytest

from tutor.console.examiner import grade_answers, show_quiz, take_quiz
from tutor.content.quiz import shuffled


def test_the_questions_without_their_answers(quiz, paper):
    terminal = paper()
    assert show_quiz(quiz, terminal, "en", as_json=True) == 0
    assert json.loads(terminal.said) == {
        "id": "1-sums",
        "title": "Sums",
        "unit": "1.2",
        "pass": 0.7,
        "questions": [
            {
                "id": "one",
                "kind": "choice",
                "unit": "1.1",
                "prompt": "What is `1 + 1`?",
                "options": [
                    {"key": "a", "text": "two"},
                    {"key": "b", "text": "three"},
                    {"key": "c", "text": "one"},
                ],
            },
            {"id": "even", "kind": "true_false", "unit": "", "prompt": "Two is even."},
            {"id": "third", "kind": "number", "unit": "1.1", "prompt": "And a third?"},
        ],
    }


def test_the_questions_as_text(quiz, paper):
    terminal = paper()
    show_quiz(quiz, terminal, "es", as_json=False)
    assert "a)  two" in terminal.said
    assert "Así es" not in terminal.said
    assert "0.333" not in terminal.said


def test_answers_all_at_once(quiz, progress, paper):
    terminal = paper()
    status = grade_answers(quiz, {"one": "b", "third": "1/3"}, progress, terminal, "en", as_json=True)
    assert status == 0
    assert json.loads(terminal.said) == {
        "quiz": "1-sums",
        "score": pytest.approx(1 / 3),
        "passed": False,
        "outcomes": {
            "one": {"outcome": "wrong", "score": 0.0, "feedback": "One too many."},
            "even": {"outcome": "not_attempted", "score": 0.0, "feedback": None},
            "third": {"outcome": "right", "score": 1.0, "feedback": "One over three."},
        },
    }
    (attempt,) = progress.attempts("1-sums")
    assert {name: given.answer for name, given in attempt.answers.items()} == {"one": "b", "third": "1/3"}
    assert attempt.finished is not None


def test_answers_all_at_once_as_text(quiz, progress, paper):
    terminal = paper()
    grade_answers(quiz, {"one": "two"}, progress, terminal, "es", as_json=False)
    assert "1 of 3 right: 33%" in terminal.said
    assert "Así es." in terminal.said


def test_answers_to_nothing_are_not_kept(quiz, progress, paper):
    with pytest.raises(ValueError, match="no such question: two"):
        grade_answers(quiz, {"two": "b"}, progress, paper(), "en", as_json=True)
    assert progress.attempts("1-sums") == []


def test_a_quiz_taken_on_a_pipe(quiz, progress, paper):
    terminal = paper("three\nyes\n0,333\n")
    assert take_quiz(quiz, progress, terminal, "en") == 0
    said = terminal.said
    assert "✗ Not right.\n    One too many.\n    → unit 1.1" in said
    assert "2 of 3 right: 66%" in said or "2 of 3 right: 67%" in said
    assert "Not passed." in said
    assert "✗ one  → unit 1.1" in said
    (attempt,) = progress.attempts("1-sums")
    assert attempt.score == pytest.approx(2 / 3)
    assert (attempt.answers["one"].answer, attempt.answers["third"].outcome) == ("b", "right")


def test_letters_and_digits_go_by_what_is_shown(quiz, progress, paper):
    for typed in ("letter", "digit"):
        attempt = progress.begin("1-sums", "en", 5)
        place = [option.key for option in shuffled(quiz.questions[0], attempt.seed)].index("a")
        line = "abc"[place] + ")" if typed == "letter" else str(place + 1)
        terminal = paper(f"{line}\n")
        take_quiz(quiz, progress, terminal, "en")
        assert "✓ Right." in terminal.said
        assert progress.open_attempt("1-sums").answers["one"].answer == "a"


def test_a_quiz_left_half_way_goes_on(quiz, progress, paper):
    first = paper("two\n")
    take_quiz(quiz, progress, first, "en")
    assert "goes on here" in first.noted
    second = paper("true\n1/3\n")
    take_quiz(quiz, progress, second, "en")
    assert "You go on after 1 answer." in second.said
    assert "1/3" not in second.said.splitlines()
    assert "3 of 3 right: 100%" in second.said
    assert len(progress.attempts("1-sums")) == 1


def test_what_is_no_answer_is_asked_again(quiz, progress, paper):
    terminal = paper("\n9\nd\ntwo\nperhaps\ntrue\n1.000.000\nmany\n0.333\n")
    take_quiz(quiz, progress, terminal, "en")
    said = terminal.said
    assert "Write an answer" in said
    assert said.count("is none of the options: write a letter from a to c") == 2
    assert "neither true nor false" in said
    assert "without thousands separators" in said
    assert "“many” is not a number" in said
    assert "3 of 3 right" in said


def test_all_answers_kept_but_the_end_not_seen(quiz, progress, paper):
    attempt = progress.begin("1-sums", "en", 5)
    for question in quiz.questions:
        progress.answer(attempt.id, question.id, "x", "right", 1.0)
    terminal = paper("")
    take_quiz(quiz, progress, terminal, "en")
    assert "Passed." in terminal.said
    assert progress.quiz("1-sums").status == "done"


def test_plain_characters(quiz, progress, paper):
    terminal = paper("three\ntrue\n5\n", ascii=True)
    take_quiz(quiz, progress, terminal, "en")
    assert terminal.said.isascii()
    assert "x Not right." in terminal.said


def test_nothing_typed_can_drive_the_terminal(quiz, progress, paper):
    terminal = paper("\x1b]52;c;aGk=\x07\n\x9b2J\n")
    take_quiz(quiz, progress, terminal, "en")
    assert not set(terminal.said) & set("\x1b\x07\x9b")
