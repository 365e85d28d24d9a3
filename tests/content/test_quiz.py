"""Quiz files: what is read, and that each fault is one message at its line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.content.problem import ContentError
from tutor.content.quiz import Choice, Number, Option, TrueFalse, parse_quiz, read_quiz, shuffled

GOOD = """\
id: 1-foundations
title: {es: Fundamentos, en: Foundations}
unit: "1.13"
pass: 0.7
questions:
  - id: matrix-vector
    kind: choice
    unit: "1.7"
    prompt: {es: "¿Cuánto es?", en: "How much is it?"}
    options:
      - {text: "[16, 20]", right: true, feedback: {es: Sí, en: 'Yes'}}
      - {text: "[23, 16]", feedback: {es: No, en: Not so}}
      - text: 0
        feedback: {es: Cero, en: Zero}
  - id: inspired
    kind: true_false
    prompt: Biology?
    answer: true
    feedback:
      true: {es: Así es, en: So it is}
      false: {es: Pues sí, en: But yes}
  - id: steps-per-epoch
    kind: number
    prompt:
      es: |
        ¿Cuántos pasos?

        ```python
        60_000 / 128
        ```
      en: How many?
    answer: 469
    tolerance: {absolute: 0}
    feedback: {es: Redondea, en: Round up}
"""
PATH = Path("quizzes/q.yaml")


def faults(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse_quiz(text, PATH)
    return [f"{problem.line}: {problem.message}" for problem in caught.value.problems]


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)


def test_the_three_kinds_are_read():
    quiz = parse_quiz(GOOD, PATH)
    choice, statement, number = quiz.questions
    assert (quiz.id, quiz.unit, quiz.pass_, quiz.path, quiz.minutes) == ("1-foundations", "1.13", 0.7, PATH, None)
    assert quiz.title.text("es") == "Fundamentos"
    assert isinstance(choice, Choice)
    assert [option.key for option in choice.options] == ["a", "b", "c"]
    assert [option.right for option in choice.options] == [True, False, False]
    assert choice.options[2].text.es == "0"
    assert (choice.unit, choice.line) == ("1.7", 6)
    assert isinstance(statement, TrueFalse)
    assert statement.answer is True
    assert statement.prompt.es == statement.prompt.en == "Biology?"
    assert statement.feedback[False].en == "But yes"
    assert (statement.unit, statement.line) == ("", 15)
    assert isinstance(number, Number)
    assert (number.answer, number.tolerance.absolute, number.tolerance.relative) == (469.0, 0.0, 0.0)
    assert "60_000 / 128" in number.prompt.es


def test_a_quiz_cannot_be_changed():
    quiz = parse_quiz(GOOD, PATH)
    with pytest.raises(ValueError, match="frozen"):
        quiz.pass_ = 0


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("kind: choice", "kind: chioce", 7, "“chioce”: did you mean “choice”"),
        ("    kind: choice\n", "", 6, "no kind: write “kind: choice”"),
        ("right: true, ", "", 10, "no right option"),
        ('\n      - {text: "[23, 16]"', '\n      - {right: true, text: "[23, 16]"', 10, "more than one right"),
        ("right: true", "rigth: true", 11, "did you mean “right”"),
        (", feedback: {es: No, en: Not so}", "", 12, "option 2, feedback: missing"),
        ("{es: No, en: Not so}", "{es: No}", 12, "language is missing"),
        ("{es: No, en: Not so}", "{es: No, en: }", 12, "empty"),
        ("{es: No, en: Not so}", "{es: No, en: Not, so}", 12, "a text with a comma needs quotes"),
        ("{es: No, en: Not so}", "{es: No, en: Not: so}", 12, "quotes"),
        ("{es: No, en: Not so}", "{es: No, en: Not so?}", 12, "texts with , ? : [ or { in them need quotes"),
        ("[23, 16]", "[16, 20]", 10, "two options have the same text"),
        ("id: inspired", "id: matrix-vector", 15, "“matrix-vector” is there twice, first in line 6"),
        ("id: inspired", "id: Not a name", 15, "no id"),
        ("    prompt: Biology?\n", "", 15, "question “inspired”, prompt: missing"),
        ("prompt: Biology?", "prompt: [a, b]", 17, "no text"),
        ("answer: true", "answer: yes", 18, "neither true nor false"),
        ("      false: {es: Pues sí, en: But yes}\n", "", 19, "feedback, false: missing"),
        ("answer: 469", "answer: '469'", 32, "no number"),
        ("answer: 469", "answer: 1e999", 32, "no number"),
        ("answer: 469\n", "\n", 22, "answer: missing"),
        ("absolute: 0", "absolute: -1", 33, "out of range"),
        ("absolute: 0", "absolut: 0", 33, "did you mean “absolute”"),
        ("tolerance: {absolute: 0}", "tolerance: 3", 33, "keys are expected here: absolute, relative"),
        ('unit: "1.13"', "unit: 1.13", 3, "no unit: write its number in quotes"),
        ('unit: "1.7"', 'unit: "one"', 8, "no unit"),
        ("pass: 0.7", "pass: 70", 4, "from 0 to 1"),
        ("pass: 0.7", "pass: 0.7\npas: 1", 5, "did you mean “pass”"),
        ("pass: 0.7", "path: x", 4, "leave it out"),
        ("title: {es: Fundamentos, en: Foundations}", "title: {es: Fundamentos, en: 'Foundations}", 2, "quote"),
        ("title: {es: Fundamentos, en: Foundations}", "title: {es: Fundamentos, es: x, en: y}", 2, "there twice"),
        ("title: {es: Fundamentos, en: Foundations}", "title: &a {es: Fundamentos, en: y}", 2, "anchors"),
        ("title: {es: Fundamentos, en: Foundations}", "title: !!str a", 2, "tags"),
        ("title: {es: Fundamentos, en: Foundations}", "title: Use # here", 2, "starts a comment"),
        ("    kind: true_false", "\tkind: true_false", 16, "tab"),
        ("    kind: true_false", "     kind: true_false", 16, "indent"),
        ("    kind: true_false", "    kind true_false", 16, "colon"),
        ("pass: 0.7", "pass: 0.7\n---\na: 1", 5, "second document"),
    ],
)
def test_a_fault_is_one_message_at_its_line(old, new, line, words):
    messages = faults(changed(old, new))
    assert len(messages) == 1, messages
    assert messages[0].startswith(f"{line}: ")
    assert words in messages[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no quiz"),
        ("- a\n- b\n", "no quiz"),
        ("just words", "no quiz"),
        (GOOD[: GOOD.index("questions")] + "questions: []\n", "5: questions: write 1 to 500"),
        (GOOD[: GOOD.index("questions")] + "questions: 3\n", "5: questions: no list"),
        (GOOD[: GOOD.index("questions")] + "questions:\n  - 3\n", "6: question “1”"),
        (GOOD[: GOOD.index("questions")], "1: questions: missing"),
        ("\x1b" + GOOD, ""),
    ],
)
def test_files_that_are_no_quiz(text, words):
    if not words:  # control characters are removed at the file's door; here they are refused
        words = "control character"
    messages = faults(text)
    assert len(messages) == 1, messages
    assert words in messages[0]


def test_all_faults_of_a_file_are_told_at_once():
    text = (
        changed("kind: number", "kind: numbr").replace("answer: true", "answer: maybe").replace("pass: 0.7", "pass: 7")
    )
    assert [message.split(":")[0] for message in faults(text)] == ["4", "18", "23"]


BOMBS = {
    "laughs": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "merge": "a: &a {x: 1}\nb: {<<: [*a, *a]}\n",
    "brackets": "[" * 100_000,
    "braces": "{a: " * 50_000,
    "dashes": "- " * 50_000,
    "questions": "? " * 50_000,
    "long key": "k" * 500_000 + ": 1",
    "digits": "id: " + "9" * 500_000,
    "large": "a: b\n" * 250_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_at_once(name):
    start = time.process_time()
    assert len(faults(BOMBS[name])) >= 1
    assert time.process_time() - start < 5


@given(st.text(max_size=200) | st.lists(st.sampled_from(GOOD.split("\n")), max_size=20).map("\n".join))
def test_any_text_is_a_quiz_or_a_content_error(text):
    try:
        quiz = parse_quiz(text, PATH)
    except ContentError as error:
        assert min(problem.line for problem in error.problems) >= 1  # noqa: PT017 (either end is right)
    else:
        assert quiz.questions


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"id: a\ntitle: caf\xe9\n", 2, "UTF-8"),
        (b"a" * 1_000_001, 1, "split it"),
        (b"", 1, "no quiz"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, data, line, words):
    path = tmp_path / "q.yaml"
    path.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        read_quiz(path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (path, line)
    assert words in problem.message


def test_a_missing_file_and_a_folder_are_content_errors(tmp_path):
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(ContentError) as caught:
            read_quiz(path)
        assert len(caught.value.problems) == 1


def test_byte_order_mark_and_windows_line_ends_make_no_difference(tmp_path):
    path = tmp_path / "q.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    quiz = read_quiz(path)
    assert [question.line for question in quiz.questions] == [6, 15, 22]


def test_no_text_of_a_quiz_carries_control_characters():
    text = changed("title: {es: Fundamentos, en: Foundations}", 'title: "a\\e]52;c;aGk=\\a\\u202e"')
    assert parse_quiz(text, PATH).title.es == "a]52;c;aGk="


def test_shuffling_depends_on_seed_and_question_alone():
    feedback = {"es": "x", "en": "x"}
    options = tuple(Option(text=str(n), right=n == 0, feedback=feedback) for n in range(6))
    question = Choice(id="q", prompt="?", options=options)
    other = Choice(id="r", prompt="?", options=options)
    orders = {tuple(option.key for option in shuffled(question, seed)) for seed in range(30)}
    assert shuffled(question, 7) == shuffled(question, 7)
    assert [option.key for option in shuffled(question, 7)] == ["c", "f", "a", "d", "b", "e"]
    assert len(orders) > 20
    assert all(sorted(order) == ["a", "b", "c", "d", "e", "f"] for order in orders)
    assert any(shuffled(question, seed) != shuffled(other, seed) for seed in range(5))
