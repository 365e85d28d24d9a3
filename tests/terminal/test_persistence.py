"""What a learner does today is there tomorrow, and nothing runs again by itself."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.terminal
QUIZ = """
    id: quiz
    title: Three things
    unit: "1.2"
    pass: 0.5
    questions:
      - {id: one, unit: "1.1", kind: number, prompt: "The first?", answer: 1, feedback: "One it is"}
      - id: two
        unit: "1.1"
        kind: true_false
        prompt: "The second?"
        answer: true
        feedback: {true: "It is so", false: "Because it is so"}
      - id: three
        unit: "1.1"
        kind: choice
        prompt: "The third?"
        options: [{text: "The best", right: true, feedback: "Good"}, {text: "The worst", feedback: "Bad"}]
"""


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_lesson_of_the_course(at_desk, language):
    desk = at_desk()
    painted = desk.open("2.1", language=language)
    painted.press("n")
    painted.quiet(0.2)
    painted.press("\r")
    painted.until("Esc done" if language == "en" else "Esc")
    painted.quiet(0.2)
    painted.press("\rprint('mine', 6 * 7)")
    painted.until("print('mine', 6 * 7)")
    painted.press("\x12")
    painted.until("mine 42")
    painted.press("q")
    painted.until("◐ 2.1")
    painted.press("q")
    assert painted.ended() == 0
    assert desk.is_clean()

    again = desk.start(language=language)
    again.until("▸ ◐ 2.1")
    again.press("\r")
    again.until("●")
    again.press("n")
    again.until("mine 42", "print('mine', 6 * 7)", "from last time" if language == "en" else "de la última vez")
    assert again.shows("kernel ready") or again.shows("kernel listo")


def test_a_quiz_with_one_wrong_answer(course, at_desk):
    course.cells("1")
    course.quiz(QUIZ)
    desk = at_desk(course.root)
    painted = desk.start()
    painted.until("Three things")
    painted.press("/1.2")
    painted.until("/ 1.2")
    painted.press("\r")
    painted.until("1/3", "The first?")
    painted.press("1\r")
    painted.until("Right", "One it is")
    painted.press("\r")
    painted.until("2/3", "The second?")
    painted.press("b\r")
    painted.until("Not right", "Because it is so", "unit 1.1")
    painted.press("\r")
    painted.until("3/3", "The best")
    right = re.search(r"([ab])  The best", painted.text())
    assert right
    painted.press(right[1] + "\r")
    painted.until("Good")
    painted.press("\r")
    painted.until("66%", "The second?")
    painted.escape()
    painted.until("✓ 1.2", "66%")
    painted.press("q")
    assert painted.ended() == 0

    again = desk.start()
    again.until("✓ 1.2", "66%")
    assert again.shows("1/2")


def test_a_question_of_a_lesson_and_its_review(course, at_desk):
    course.quiz(QUIZ)
    course.lesson("Words.\n\n```{question} quiz/two\n```\n\nMore words.\n")
    desk = at_desk(course.root)
    painted = desk.start()
    painted.until("The unit")
    painted.press("\r")
    painted.until("The second?")
    painted.press("n")
    painted.until("Enter answer")
    painted.press("\r")
    painted.press("b\r")
    painted.until("Because it is so", "not right so far")
    painted.kill()

    again = desk.start()
    again.until("The unit")
    again.press("\r")
    again.until("Question · not right so far", "The second?")
    again.press("n")
    again.until("Enter answer")
    again.press("\r")
    again.press("a\r")
    again.until("It is so", "answered right")
    again.escape()
    again.press("q")
    again.until("The unit", "q quit")
    again.press("q")
    assert again.ended() == 0
    assert desk.is_clean()
