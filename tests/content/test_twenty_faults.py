"""A sound quiz of every kind, broken in many ways: each gives one message with its file and line."""

# ruff: noqa: E501 (a program is a line of the table)
from __future__ import annotations

from pathlib import Path

import pytest

from tests.marking.conftest import QUIZ
from tutor.check import check

REST = """\
  - id: which
    kind: choices
    prompt: Which?
    options:
      - {text: relu, right: true, feedback: It bends.}
      - {text: tanh, right: true, feedback: It bends both ways.}
      - {text: linear, feedback: It does not bend., misconception: linear-is-enough}
  - id: sum
    kind: number
    vars: {m: {low: 2, high: 4}, n: {low: 2, high: 4}}
    prompt: "What is {m} · {n}?"
    answer: "{m * n}"
    feedback: So many.
    wrong:
      - {value: "{m * n + 1}", feedback: One too many.}
  - id: one
    kind: choice
    prompt: Which one?
    options:
      - {text: a, right: true, feedback: Yes.}
      - {text: b, feedback: {es: No., en: No.}}
misconceptions:
  bias-is-optional: The bias can be left out.
  numbers-are-text: Numbers are text.
  linear-is-enough: A line is enough.
"""
SOUND = QUIZ.lstrip("\n") + REST

BROKEN = [
    ("a sample that shows another mistake",
     "              print(x @ w + b)", "              return x @ w", "shows another mistake, “forgot-bias”"),
    ("a sample that is right", "              return x @ w\n", "              return w @ x + b\n", "is right"),
    ("a sample that shows nothing", "              return x @ w\n", "              return 7\n", "does not show it"),
    ("a solution that fails", "expect: 13", "expect: 14", "the solution is not right"),
    ("a solution that raises", "          return x @ w + b\n    timeout", "          return x @ v\n    timeout",
     "cannot be run"),
    ("a starter that is right", '{es: "def neuron(x, w, b):\\n    ...  # aquí", en: "def neuron(x, w, b):\\n    ...  # here"}',
     '"def neuron(a, b, c):\\n    return a @ b + c"', "the starter is right already"),
    ("a solution that has what is forbidden", "syntax: while", "syntax: return", "the solution is not right"),
    ("a syntax that nobody knows", "syntax: while", "syntax: whale", "no syntax that can be looked for"),
    ("a mistake's id twice", "id: prints", "id: forgot-bias", "this id is there twice"),
    ("a mistake without a condition", 'when: {holds: "neuron(np.ones(2), np.ones(2), 1) is None", uses: call print}',
     "when: {}", "no condition"),
    ("a check without its message", "        message: {es: uno, en: one}\n", "", "missing: write “message"),
    ("a message in one language", "message: {es: dos, en: two}", "message: {es: dos}", "a language is missing"),
    ("a call that is no expression", "call: neuron(x, w, 2)\n", "call: y = 2\n", "is no expression"),
    ("a solution that does not compile", "          return x @ w + b\n    timeout", "          return x @\n    timeout",
     "does not compile"),
    ("nothing to keep", "        given: {x: rng.normal(size=3), w: rng.normal(size=3), b: rng.normal()}\n",
     "", "nothing is given"),
    ("a program that raises", "print({n} * 2,", "print(nowhere,", "cannot be run"),
    ("a program that prints nothing", 'print({n} * 2, {"a": 1})\n      np.arange(3)', "x = {n}", "it prints nothing"),
    ("a wrong output that is what it prints", '"{n}{n} {{\'a\': 1}} array([0, 1, 2])"',
     '"{2 * n} {{\'a\': 1}} array([0, 1, 2])"', "this wrong answer is what it prints"),
    ("a curve of another course", "shape: falls", "shape: turns", "the curve is another"),
    ("a course that nobody knows", "shape: falls", "shape: drops", "none of those that are known"),
    ("a curve without height", "    high: 25\n", "    high: 0\n", "high has to be above low"),
    ("a program that never reports", "report(i, total=20, loss=w * w)", "pass", "cannot be run"),
    ("a misconception that is not described", "  linear-is-enough: A line is enough.\n", "", "is not described"),
    ("a description of nothing", "  numbers-are-text:", "  nobody-thinks-so: So.\n  numbers-are-text:",
     "no option and no mistake names it"),
    ("a distractor that is the answer", "{m * n + 1}", "{m * n}", "accepted as right"),
    ("a distractor that is the answer at some seed", "{m * n + 1}", "{m + n}", "accepted as right"),
    ("an expression that imports", "{m * n + 1}", "{__import__('os')}", "question “sum”"),
    ("an expression that would take for ever", "{m * n + 1}", "{9 ** 9 ** 9}", "question “sum”"),
    ("a range of nothing", "m: {low: 2, high: 4}, n", "m: {low: 4, high: 2}, n", "high has to be above low"),
    ("all options right", "{text: linear, feedback: It does not bend., misconception: linear-is-enough}",
     "{text: linear, right: true, feedback: It does not bend., misconception: linear-is-enough}", "all options are right"),
    ("an option without feedback", "{text: b, feedback: {es: No., en: No.}}", "{text: b}", "feedback"),
    ("a kind that nobody knows", "kind: predict", "kind: predicts", "unknown kind"),
]  # fmt: skip


def problems(tmp_path: Path, text: str):
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    return check(path, run=lambda _lesson: pytest.fail("a quiz has no cells"))


def test_the_whole_one_is_sound(tmp_path):
    assert [str(problem) for problem in problems(tmp_path, SOUND)] == []


@pytest.mark.parametrize(("find", "put", "words"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_each_slip_is_one_message_with_its_line(tmp_path, find, put, words):
    assert SOUND.count(find) == 1 or find in {"expect: 13", "syntax: while", "shape: falls"}, SOUND.count(find)
    at = SOUND[: SOUND.index(find)].count("\n") + 1
    found = problems(tmp_path, SOUND.replace(find, put, 1))
    assert len(found) == 1, [str(one) for one in found]
    assert words in found[0].message
    assert found[0].path.name == "broken.yaml"
    # The line of the slip, or of the nearest thing around it that has one: its entry, its question.
    starts = [number for number, line in enumerate(SOUND.split("\n"), 1) if line.startswith("  - id:") and number <= at]
    least = (
        1
        if "misconceptions" in SOUND.split("\n")[at - 2]
        or at > SOUND[: SOUND.index("misconceptions:\n  bias")].count("\n")
        else starts[-1]
    )
    assert least <= found[0].line <= at + 6


def test_there_are_twenty():
    assert len(BROKEN) >= 20
