"""The glossary on the screen: from anywhere by a key, narrowed as one types, and back to where one was."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripted import ScriptedSession
from terminal.course import Course
from tui.playground_host import until
from tui.screen_text import Host, lines, text

from tutor.content.glossary import by_language
from tutor.content.library import Library
from tutor.locale import use
from tutor.paths import course_dir
from tutor.progress import Progress
from tutor.tui.app import TutorApp
from tutor.tui.screens.glossary import GlossaryScreen
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.screens.menu import MenuScreen

TERMS = Library(course_dir(), None).glossary()
FILE = """
- {en: batch, es: lote, unit: "1.2", means: {en: Some examples., es: Unos ejemplos.}}
- {en: epoch, es: época, unit: "1.1", means: {en: A walk., es: Una vuelta.}}
"""


def host(language: str = "es", *, ascii: bool = False) -> Host:
    screen = GlossaryScreen(by_language(TERMS, language), language, {"1.10": "Descenso"}, ascii=ascii)
    return Host(screen, GlossaryScreen.Visit, GlossaryScreen.Left)


def tutor(tmp_path: Path) -> TutorApp:
    use("en")
    course = Course(tmp_path)
    course.lesson("First.\n\n```{code-cell}\n1\n```\n", title="One")
    course.lesson("Second.\n", unit="1.2", title="Two")
    (tmp_path / "lessons" / "glossary.yaml").write_text(FILE, encoding="utf-8")
    session = lambda _keras, changed: ScriptedSession({}, changed)  # noqa: E731 (a session in a word)
    return TutorApp(Library(tmp_path, None), Progress(None), tmp_path, session=session)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
@pytest.mark.parametrize("language", ["es", "en"])
async def test_a_term_is_found_in_either_language(size, language):
    app = host(language)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*"retropropagacion")
        await pilot.pause()
        shown = text(app)
        assert "1/96" in shown.replace(" of ", "/").replace(f"{len(TERMS)}", "96")
        assert "▸ " + {"es": "retropropa", "en": "backpropag"}[language] in shown
        assert {"es": "modo de", "en": "The way to"}[language] in shown
        assert ("The way to" in shown and "modo de" in shown) or size[0] < 80
        assert max(map(len, lines(app))) <= size[0]


async def test_the_keys_choose_and_escape_ends_the_search_first():
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "up", "pagedown")
        chosen = app.shown.terms.chosen
        await pilot.press("slash", *"tasa", "enter", "escape", "escape")
        await pilot.pause()
        assert chosen is not None
        assert app.said == [GlossaryScreen.Visit("1.10"), GlossaryScreen.Left("learning rate")]


async def test_nothing_found_says_so_in_plain_characters_too():
    app = host(ascii=True)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press(*"zzz", "enter", "down")
        await pilot.pause()
        assert "No term has" in text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "> abandono (dr" in text(app)
        assert "▸" not in text(app)
        assert "→" not in text(app)
        assert not app.said


async def test_a_click_chooses_and_a_second_one_opens():
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        y = next(index for index, line in enumerate(lines(app)) if "aprendizaje profundo" in line)
        await pilot.click(offset=(10, y))
        await pilot.pause()
        assert app.shown.terms.chosen.words["en"] == "deep learning"
        y = next(index for index, line in enumerate(lines(app)) if "aprendizaje profundo" in line)
        await pilot.click(offset=(10, y))
        await pilot.pause()
        assert app.said == [GlossaryScreen.Visit("1.3")]


async def test_from_the_menu_and_back(tmp_path):
    app = tutor(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "g")
        await until(pilot, lambda: isinstance(app.screen, GlossaryScreen))
        await pilot.press("down", "escape")
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
        assert app.screen.units.selected.id == "1.2"
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, GlossaryScreen))
        assert app.screen.terms.chosen.words["en"] == "epoch"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))


async def test_from_a_lesson_to_a_units_and_back_to_the_lesson(tmp_path):
    app = tutor(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        lesson = app.screen
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, GlossaryScreen))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is lesson)
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, GlossaryScreen))
        await pilot.press(*"lote", "enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen) and app.screen.lesson.unit == "1.2")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen) and app.screen.lesson.unit == "1.1")
        assert app.screen is not lesson  # read afresh, with a kernel of its own
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, MenuScreen))
