"""The way into the playground: from the menu, from a lesson's link, from the start; and what is read and written."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripted import ScriptedSession
from terminal.course import Course
from tui.playground_host import until
from tui.screen_text import lines, text

from tutor.content.library import Library
from tutor.locale import use
from tutor.progress import Progress
from tutor.tui.app import TutorApp
from tutor.tui.laboratory import table_points
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.screens.menu import MenuScreen
from tutor.tui.screens.playground import PlaygroundScreen

LINK = "https://playground.tensorflow.org/#dataset=xor&networkShape=3&seed=0.1"


def tutor(tmp_path: Path, playground: str | None = None) -> TutorApp:
    use("en")
    course = Course(tmp_path)
    course.lesson(f"See [the playground]({LINK}) and [a page](https://playground.example.org/#x).\n")
    library = Library(tmp_path, None)
    session = lambda _keras, changed: ScriptedSession({}, changed)  # noqa: E731 (a session in a word)
    return TutorApp(library, Progress(None), tmp_path, session=session, playground=playground)


async def test_p_in_the_menu_opens_it_and_q_leads_back(tmp_path):
    app = tutor(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "p play" in lines(app)[-1]
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PlaygroundScreen) and app.screen.frame)
        trainer = app.screen.trainer
        await pilot.press("q", "q")
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        await until(pilot, lambda: not trainer.is_alive)
        assert "p play" in lines(app)[-1]


async def test_a_link_of_a_lesson_opens_it_and_escape_leads_back_to_the_lesson(tmp_path):
    app = tutor(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        app.screen.post_message(LessonScreen.LinkAsked(LINK))
        await until(pilot, lambda: isinstance(app.screen, PlaygroundScreen) and app.screen.frame)
        assert (app.screen.frame.state.dataset, app.screen.frame.state.shape) == ("xor", (3,))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        app.screen.post_message(LessonScreen.LinkAsked("https://playground.example.org/#x"))
        await until(pilot, lambda: "Open this address" in text(app))


@pytest.mark.parametrize("link", ["", LINK])
async def test_the_tutor_starts_on_it(tmp_path, link):
    app = tutor(tmp_path, link)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PlaygroundScreen) and app.screen.frame)
        assert app.screen.frame.state.dataset == ("xor" if link else "circle")
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))


async def test_a_link_that_is_none_is_told(tmp_path):
    app = tutor(tmp_path, "#dataset=moon")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "moon" in text(app))
        assert isinstance(app.screen, MenuScreen)


async def test_the_proof_of_a_goal_is_kept_for_a_question(tmp_path):
    app = tutor(tmp_path, "#goal=neurons<=8&seed=1")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PlaygroundScreen) and app.screen.frame)
        assert not app.proof
        await pilot.press("n")
        await until(pilot, lambda: app.proof)
        await pilot.press("g")
        await until(pilot, lambda: app.clipboard == app.proof)
        assert app.proof.startswith("nnt1.")


@pytest.mark.parametrize(
    ("table", "points"),
    [
        ("1,2,1\n3,4,-1\n", ((1, 2, 1), (3, 4, -1))),
        ("a,b,c\n1,2,0\n3,4,1\n\n", ((1, 2, -1), (3, 4, 1))),
        ("1,2,0\n3,4,2\n5,6,1\n", ((1, 2, 0), (3, 4, 2), (5, 6, 1))),
        ('"1","2","1",more\n3,4,-1\n', ((1, 2, 1), (3, 4, -1))),
    ],
)
def test_a_table_is_read(table, points):
    assert table_points(table.splitlines()) == points


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "2 to 2000 points"),
        ("1,2,1\n", "there are 1"),
        ("1,2,1\n1,2\n", "line 2"),
        ("1,2,1\n1,nan?,1\n", "line 2"),
        ("1,2,1\n1e9,2,1\n", "too far"),
        ("1,2,1\nnan,2,1\n", "too far"),
        ("1,2,7\n1,2,1\n", "a class from 0 to 5"),
        ("1,2,0.5\n1,2,1\n", "a class from 0 to 5"),
        ("1,2,1\n\x1b[2J,2,1\n", "line 2"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(table, words):
    use("en")
    with pytest.raises(ValueError, match=words) as told:
        table_points(table.split("\n"))
    assert "\x1b" not in str(told.value)
