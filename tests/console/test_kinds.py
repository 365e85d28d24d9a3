"""Every kind of question, asked and answered line by line, and all at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tutor.console.examiner import grade_answers, show_quiz, take_quiz
from tutor.content.quiz import parse_quiz, shuffled
from tutor.grading import grade

TEXT = """\
id: kinds
title: {es: Tipos, en: Kinds}
unit: "1.2"
questions:
  - id: hidden
    kind: choices
    unit: "1.1"
    prompt: {es: "¿Cuáles?", en: "Which?"}
    hints: [{es: Primera, en: First}, {es: Segunda, en: Second}]
    options:
      - {text: relu, right: true, feedback: It bends.}
      - {text: tanh, right: true, feedback: It bends both ways.}
      - {text: linear, feedback: It does not bend.}
      - {text: none, feedback: Nothing bends., misconception: linear-is-enough}
  - id: output
    kind: text
    prompt: The last layer?
    accepted: [softmax, función softmax]
    feedback: They add up to one.
    wrong: [{text: sigmoid, feedback: They do not add up.}]
  - id: flat
    kind: shape
    prompt: After Flatten?
    answer: (None, 784)
    feedback: 28 times 28.
    wrong: [{shape: "784", feedback: The batch is missing.}]
  - id: step
    kind: order
    prompt: A step?
    items: [forward, loss, backward, update]
    feedback: The loss needs a prediction.
  - id: layers
    kind: match
    prompt: Which with which?
    pairs:
      - {left: yes or no, right: sigmoid, feedback: One probability.}
      - {left: one of ten, right: softmax, feedback: Ten probabilities.}
      - {left: a price, right: linear, feedback: Any number.}
    extra: [{text: step, feedback: It cannot be trained.}]
  - id: size
    kind: number
    prompt: How large?
    measured_in: {es: bytes, en: bytes}
    answer: 4
    feedback: Thirty-two bits.
    wrong:
      - {value: 32, feedback: Those are bits.}
      - {range: [5, 31], feedback: Too large.}
  - id: before
    kind: guess
    prompt: Will it learn?
    options:
      - {text: 'Yes, at once', view: Small data are easy.}
      - {text: Not at all, view: The start may be dead.}
"""


@pytest.fixture
def quiz():
    return parse_quiz(TEXT, Path("quizzes/kinds.yaml"))


def letters(quiz, name, seed, *texts):
    offered = [thing.text.en for thing in shuffled(quiz.question(name), seed)]
    return ["abcdefgh"[offered.index(text)] for text in texts]


def test_every_kind_line_by_line(quiz, progress, paper):
    seed = progress.begin("kinds", "en", 11).seed
    one, other = letters(quiz, "hidden", seed, "relu", "tanh")
    order = letters(quiz, "step", seed, "forward", "loss", "backward", "update")
    pairs = letters(quiz, "layers", seed, "sigmoid", "softmax", "linear")
    typed = [
        f"{one} {other}", "Softmax", "none × 784", "".join(order),
        " ".join(f"{number}{letter}" for number, letter in enumerate(pairs, 1)), "4 bytes", "b",
    ]  # fmt: skip
    terminal = paper("\n".join(typed) + "\n")
    take_quiz(quiz, progress, terminal, "en")
    assert "6 of 6 right: 100%" in terminal.said
    assert "Noted: here nothing is right or wrong." in terminal.said
    assert terminal.said.count("✓ Right.") == 6
    (attempt,) = progress.attempts("kinds")
    given = {name: one.answer for name, one in attempt.answers.items()}
    assert given["step"] == [part.key for part in quiz.question("step").parts]
    assert given["layers"] == quiz.question("layers").answer
    assert all(grade(quiz.question(name), answer).outcome != "wrong" for name, answer in given.items())


def test_in_part_and_wrong_say_why(quiz, progress, paper):
    seed = progress.begin("kinds", "en", 11).seed
    (one,) = letters(quiz, "hidden", seed, "relu")
    first, *rest = letters(quiz, "step", seed, "forward", "loss", "backward", "update")
    lure, linear = letters(quiz, "layers", seed, "step", "linear")
    terminal = paper("\n".join([one, "sigmoid", "784", " ".join([*rest, first]), f"1{lure} 3{linear}", "20"]) + "\n")
    take_quiz(quiz, progress, terminal, "en")
    said = terminal.said
    assert "✗ tanh (this one, too)\n      It bends both ways." in said
    assert "✗ Not right: the answer is softmax.\n    They do not add up." in said
    assert "✗ Not right: the answer is (None, 784).\n    The batch is missing." in said
    assert "  1)  forward\n  2)  loss\n  3)  backward\n  4)  update\n    The loss needs" in said
    assert "✗ yes or no → sigmoid\n      It cannot be trained." in said
    assert "✓ a price → linear\n      Any number." in said
    assert "the answer is 4 bytes.\n    Too large." in said
    scores = {name: one.score for name, one in progress.open_attempt("kinds").answers.items()}
    assert scores["hidden"] == 0.5
    assert scores["step"] == pytest.approx(2 / 3)
    assert scores["layers"] == pytest.approx(1 / 3)


def test_hints_one_at_a_time(quiz, progress, paper):
    terminal = paper("h\nH\nh\n")
    take_quiz(quiz, progress, terminal, "es")
    first, second, again, *_rest = terminal.said.split("> ")[1:]
    assert "Primera" in first
    assert "Segunda" not in first
    assert "2" in second
    assert "Segunda" in second
    assert second == again
    hints = [event for event in progress.export()["events"] if event["kind"] == "hint"]
    assert [(event["part"], event["value"]) for event in hints] == [("hidden", 1.0), ("hidden", 2.0)]
    assert progress.open_attempt("kinds").answers == {}


def test_a_question_without_hints_says_so(quiz, progress, paper):
    attempt = progress.begin("kinds", "en", 1)
    progress.answer(attempt.id, "hidden", ["a"], "partial", 0.5)
    terminal = paper("h\n")
    take_quiz(quiz, progress, terminal, "en")
    assert "There are no hints" in terminal.said
    assert "output" not in progress.open_attempt("kinds").answers


def test_what_is_no_answer_names_what_stands_there(quiz, progress, paper):
    terminal = paper("a z\nf\n")
    take_quiz(quiz, progress, terminal, "en")
    assert terminal.said.count("none of the options: write one of a, b, c, d") == 2


def test_shown_without_giving_the_answer_away(quiz, paper):
    terminal = paper()
    show_quiz(quiz, terminal, "en", as_json=True)
    shown = {question["id"]: question for question in json.loads(terminal.said)["questions"]}
    items = [item["text"] for item in shown["step"]["items"]]
    assert sorted(items) == ["backward", "forward", "loss", "update"]
    assert items != ["forward", "loss", "backward", "update"]
    assert [item["key"] for item in shown["step"]["items"]] == ["a", "b", "c", "d"]
    rights = [side["text"] for side in shown["layers"]["right"]]
    assert sorted(rights) == ["linear", "sigmoid", "softmax", "step"]
    assert rights[:3] != ["sigmoid", "softmax", "linear"]
    assert shown["size"]["measured_in"] == "bytes"
    assert "feedback" not in terminal.said
    assert "view" not in terminal.said


def test_answers_by_the_keys_that_were_shown(quiz, progress, paper):
    terminal = paper()
    show_quiz(quiz, terminal, "en", as_json=True)
    shown = {question["id"]: question for question in json.loads(terminal.said)["questions"]}
    keys = {item["text"]: item["key"] for item in shown["step"]["items"]}
    answers = {
        "hidden": ["a", "tanh"],
        "output": "función softmax",
        "flat": ["None", "784"],
        "step": [keys[text] for text in ("forward", "loss", "backward", "update")],
        "layers": {"yes or no": "sigmoid", "2": "softmax", "a price": "linear"},
        "size": "4",
        "before": "b",
    }
    terminal = paper()
    assert grade_answers(quiz, answers, progress, terminal, "en", as_json=True) == 0
    told = json.loads(terminal.said)
    assert (told["score"], told["passed"]) == (1.0, True)
    assert told["outcomes"]["before"]["outcome"] == "noted"
    assert [remark["about"] for remark in told["outcomes"]["hidden"]["remarks"]] == ["relu", "tanh"]
    (attempt,) = progress.attempts("kinds")
    assert attempt.answers["layers"].answer == answers["layers"]


def test_plain_characters(quiz, progress, paper):
    terminal = paper("a\nx\n1\na b c d\n1a\n", ascii=True)
    take_quiz(quiz, progress, terminal, "en")
    assert terminal.said.isascii()
