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


def test_what_there_is_to_choose_from_tells_nothing_of_the_order():
    more = """  - id: steps
    kind: order
    prompt: Order?
    items: [one, two, three]
    feedback: F
  - id: pairs
    kind: match
    prompt: Pairs?
    pairs: [{left: l, right: r, feedback: F}, {left: m, right: s, feedback: F}]
    extra: [{text: t, feedback: F}]
"""
    found = parse_quiz(QUIZ + more, Path("q.yaml"))
    steps, pairs = asked((Ask("q/steps"), Ask("q/pairs")), lambda reference: found.question(reference[2:]), "en")
    lists = [[item[0].text[0].text for item in block.items] for note in (steps, pairs) for block in note.blocks[1:-1]]
    assert [sorted(texts) for texts in lists] == [["one", "three", "two"], ["l", "m"], ["r", "s", "t"]]
    assert lists[0] != ["one", "two", "three"]


def test_a_goal_names_the_network_to_begin_with():
    more = """  - id: goal
    kind: goal
    prompt: Separate it.
    link: https://playground.tensorflow.org/#dataset=circle&networkShape=1&seed=0.1
    goal: loss_test<0.05;neurons<=3
    fixed: [inputs]
    proof: nnt1.5t1bqTM0MlAwUECxyhguR1RKAwA
    feedback: F
"""
    found = parse_quiz(QUIZ + more, Path("q.yaml"))
    [note] = asked((Ask("q/goal"),), lambda reference: found.question(reference[2:]), "en")
    assert list(links((note,))) == ["https://playground.tensorflow.org/#dataset=circle&networkShape=1&seed=0.1", "q"]
