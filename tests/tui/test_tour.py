"""The tour of a first start: below the menu, in nobody's way, once."""

from __future__ import annotations

import pytest
from terminal.course import Course
from tui.playground_host import until
from tui.screen_text import Host, lines, text
from tui.test_menu import MODEL

from tutor.content.library import Library
from tutor.locale import use
from tutor.progress import Progress
from tutor.tui.app import TutorApp
from tutor.tui.screens.menu import MenuScreen

SAID = (MenuScreen.Chosen, MenuScreen.LanguageFlipped, MenuScreen.Quit, MenuScreen.ReviewAsked, MenuScreen.TourTaken)


def host(*, tour: bool = True, ascii: bool = False) -> Host:
    return Host(MenuScreen(MODEL, tour=tour, ascii=ascii), *SAID)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
@pytest.mark.parametrize("ascii", [False, True])
async def test_it_goes_from_stop_to_stop_below_the_menu(size, ascii):
    app = host(ascii=ascii)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "1/6 Welcome" in text(app)
        assert "1.5" in text(app)
        assert "Space goes on" in text(app)
        await pilot.press("space")
        await pilot.pause()
        assert "2/6 Pick a lesson" in text(app)
        assert max(map(len, lines(app))) <= size[0]
        await pilot.press(*["space"] * 5)
        await pilot.pause()
        assert "/6" not in text(app).replace("2/6", "")
        assert not app.shown.tour.is_on
        await pilot.press("T")
        await pilot.pause()
        assert "1/6 Welcome" in text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "Welcome" not in text(app)


async def test_every_key_of_the_menu_passes_through():
    app = host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter", "L", "r", "slash", *"2.1", "enter", "q")
        await pilot.pause()
        assert app.said == [
            MenuScreen.TourTaken(),
            MenuScreen.Chosen("1.6"),
            MenuScreen.LanguageFlipped(),
            MenuScreen.ReviewAsked(),
            MenuScreen.Chosen("2.1"),
            MenuScreen.Quit(),
        ]
        assert app.shown.tour.is_on


async def test_without_a_first_start_there_is_none():
    app = host(tour=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "escape")
        await pilot.pause()
        assert "Welcome" not in text(app)
        assert not app.said


async def test_it_is_kept_that_it_was_shown_and_it_follows_the_language(tmp_path):
    use("en")
    Course(tmp_path).lesson("A lesson.\n")
    progress = Progress(None)
    app = TutorApp(Library(tmp_path, None), progress, tmp_path, tour=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: progress.setting("tour") == "taken")
        assert "1/6 Welcome" in text(app)
        await pilot.press("L")
        await until(pilot, lambda: "1/6 Te damos la bienvenida" in text(app))
        use("en")
