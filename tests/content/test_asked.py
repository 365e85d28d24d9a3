"""Questions of a quiz in the flow of a lesson."""

from __future__ import annotations

from pathlib import Path

from tutor.content.asked import asked
from tutor.content.lesson import Ask, Items, Note, Paragraph, Rule
from tutor.content.quiz import Quiz, parse_quiz
from tutor.content.walk import links

QUIZ = """
id: q
title: T
unit: "1.13"
questions:
  - id: one
    kind: choice
    prompt: {es: "¿Cuál?", en: "Which?"}
    options:
      - {text: {es: "ésta", en: "this"}, right: true, feedback: F}
      - {text: "that", feedback: F}
"""


def quiz() -> Quiz:
    return parse_quiz(QUIZ, Path("q.yaml"))


def test_a_question_is_spelled_out_in_the_language_of_the_lesson():
    before, note = asked((Rule(), Ask("q/one")), lambda reference: quiz().question(reference[2:]), "es")
    assert before == Rule()
    assert isinstance(note, Note)
    prompt, options, _where = note.blocks
    assert isinstance(prompt, Paragraph)
    assert prompt.text[0].text == "¿Cuál?"
    assert isinstance(options, Items)
    assert [item[0].text[0].text for item in options.items] == ["ésta", "that"]
    assert list(links((note,))) == ["q"]


def test_a_question_that_nobody_has_stays_a_reference():
    ask = Ask("q/none")
    assert asked((ask,), lambda _: None, "en") == (ask,)
