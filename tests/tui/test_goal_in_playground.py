"""A goal from its question to the playground and back: the proof is brought along, and marked like any answer."""

from __future__ import annotations

import pytest
from scripted import ScriptedSession
from terminal.course import Course
from tui.playground_host import until
from tui.screen_text import lines, text

from tutor.content.library import Library
from tutor.locale import use
from tutor.nn.goal import parse_goal
from tutor.nn.state import parse
from tutor.progress import Progress
from tutor.tui.app import TutorApp
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.screens.playground import PlaygroundScreen
from tutor.tui.screens.quiz import QuizScreen
from tutor.tui.widgets.inquiry import Inquiry
from tutor.tui.widgets.question import Question

LINK = "https://playground.tensorflow.org/#dataset=gauss&networkShape=2&seed=0.1&noise_hide=true"
QUIZ = f"""\
id: goals
title: Goals
unit: "1.2"
questions:
  - id: apart
    kind: goal
    unit: "1.1"
    prompt: Keep the two heaps apart.
    link: {LINK}
    goal: loss_test<0.1
    proof: nnt1.none
    feedback: One line is enough.
"""


@pytest.fixture
def app(tmp_path):
    use("en")
    course = Course(tmp_path)
    course.lesson("Two heaps.\n\n```{question} goals/apart\n```\n")
    course.quiz(QUIZ)
    session = lambda _keras, changed: ScriptedSession({}, changed)  # noqa: E731 (a session in a word)
    return TutorApp(Library(tmp_path, None), Progress(None), tmp_path, session=session)


async def met(app, pilot):
    """Through the playground: it opens on the question's own setting, and one epoch after another meets the goal."""
    await pilot.press("ctrl+o")
    await until(pilot, lambda: isinstance(app.screen, PlaygroundScreen) and app.screen.frame)
    state = app.screen.frame.state
    assert (state.dataset, state.shape, parse_goal(state.goal)) == ("gauss", (2,), parse_goal("loss_test<0.1"))
    assert state.hidden == parse(LINK).hidden
    while not app.proof:
        before = app.screen.frame.epoch
        await pilot.press("n")
        await until(pilot, lambda: app.proof or app.screen.frame.epoch > before)  # noqa: B023 (awaited at once)
    await pilot.press("q")


async def test_from_the_quiz_and_back(app):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await app.open_unit("goals")
        await until(pilot, lambda: isinstance(app.screen, QuizScreen) and "heaps apart" in text(app))
        assert "^O playground" in lines(app)[-1]
        await met(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, QuizScreen))
        assert app.screen.query_one(Question).blank.field.value == app.proof
        await pilot.press("enter")
        await until(pilot, lambda: "One line is enough." in text(app))
        assert "Right." in text(app)


async def test_from_a_lesson_and_back(app):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await app.open_unit("1.1")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen) and "Open it in the playground" in text(app))
        await pilot.press("n", "enter")
        await met(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        question = app.screen.query_one(Inquiry).question
        assert question.blank.field.value == app.proof
        await pilot.press("enter")
        await until(pilot, lambda: "One line is enough." in text(app))


async def test_by_mouse_and_back_without_it_the_line_is_empty(app):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await app.open_unit("goals")
        await until(pilot, lambda: isinstance(app.screen, QuizScreen) and "heaps apart" in text(app))
        row = next(number for number, line in enumerate(lines(app)) if "Open it in the playground" in line)
        await pilot.click(offset=(lines(app)[row].index("Open it"), row))
        await until(pilot, lambda: isinstance(app.screen, PlaygroundScreen) and app.screen.frame)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, QuizScreen))
        assert not app.screen.query_one(Question).blank.field.value
