"""The dialogs: what they give back, and that they fit."""

from __future__ import annotations

import pytest
from textual.screen import Screen
from tui.screen_text import HOSTILE, HOSTILE_SHOWN, Host, lines, text

from tutor.tui.dialogs import Choice, Choose, Confirm, Help, TooSmall
from tutor.tui.screens.menu import MenuModel, MenuScreen

ABOVE = Choose(
    "This kernel is new.\nCell 5 may need what the cells above it make.",
    [Choice("r", "run the 4 above first", "all"), Choice("o", "run only this one", "one"), Choice("w", "wait", None)],
)
UNSET = "nothing came back"


def asking(*, ascii: bool = False) -> Choose:
    return Choose(ABOVE.question, ABOVE.choices, ascii=ascii)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["enter"], "all"),
        (["down", "enter"], "one"),
        (["up", "enter"], None),
        (["down", "down", "down", "enter"], "all"),
        (["o"], "one"),
        (["O"], "one"),
        (["w"], None),
        (["x", "escape"], None),
    ],
)
async def test_choose_gives_back_what_was_chosen(keys, value):
    app = Host(Screen())
    answers = [UNSET]
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.push_screen(asking(), answers.append)
        await pilot.press(*keys)
        await pilot.pause()
        assert answers == [UNSET, value]
        assert app.screen is app.shown


async def test_choose_shows_its_question_its_choices_and_its_keys():
    app = Host(Screen())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.push_screen(asking())
        await pilot.pause()
        shown = text(app)
        assert "This kernel is new." in shown
        assert "▸ r  run the 4 above first" in shown
        assert "  o  run only this one" in shown
        assert lines(app)[-1].strip() == "↑↓ choose  Enter do it  Esc back"


async def test_choose_takes_a_click():
    app = Host(Screen())
    answers = [UNSET]
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.push_screen(asking(), answers.append)
        await pilot.pause()
        y, line = next((y, line) for y, line in enumerate(lines(app)) if "only this one" in line)
        await pilot.click(offset=(line.index("only"), y))
        await pilot.pause()
        assert answers == [UNSET, "one"]


async def test_confirm_stands_on_doing_nothing():
    app = Host(Screen())
    answers: list[str | None] = []
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for keys in (["enter"], ["up", "enter"], ["y"], ["escape"]):
            ask = Confirm("Put it back?", yes=Choice("y", "put it back", "yes"), no=Choice("n", "keep mine", None))
            app.push_screen(ask, answers.append)
            await pilot.press(*keys)
            await pilot.pause()
        assert answers == [None, "yes", "yes", None]


async def test_hostile_text_is_shown_as_text():
    app = Host(Screen())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.push_screen(Choose(f"{HOSTILE}\n{HOSTILE}", [Choice("a", HOSTILE, "a")]))
        await pilot.pause()
        shown = text(app)
        assert shown.count(HOSTILE_SHOWN) == 3
        assert not any(char in shown for char in "\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("size", [(40, 12), (20, 5), (1, 1), (300, 100)])
@pytest.mark.parametrize("ascii", [False, True])
async def test_every_size(size, ascii):
    app = Host(MenuScreen(MenuModel("x", "en")))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.push_screen(asking(ascii=ascii))
        await pilot.resize_terminal(*size)
        await pilot.pause()
        if size[0] >= 40:
            assert "run the 4 above first" in text(app)
        await pilot.press("escape", "question_mark", "pagedown", "down")
        assert isinstance(app.screen, Help)


async def test_ascii_is_ascii():
    app = Host(Screen())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.push_screen(asking(ascii=True))
        await pilot.pause()
        assert text(app).isascii()


async def test_help_knows_the_keys_of_the_moment():
    app = Host(MenuScreen(MenuModel("x", "en")))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        shown = text(app)
        assert "L" in shown
        assert "Spanish or English, in place" in shown
        assert "Open the chosen unit" not in shown  # there is none
        await pilot.press("question_mark")
        assert app.screen is app.shown


async def test_too_small_says_what_is_needed():
    app = Host(Screen())
    async with app.run_test(size=(30, 5), notifications=True) as pilot:
        app.push_screen(TooSmall(40, 10))
        await pilot.pause()
        assert "The terminal is too small: 40" in text(app)
        for size in ((1, 1), (3, 2), (30, 8)):
            await pilot.resize_terminal(*size)
        await pilot.pause()
        assert "10 are needed" in text(app)
