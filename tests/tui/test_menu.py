"""The menu: what it shows, what it says, and that nothing in it is more than text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tui.screen_text import HOSTILE, HOSTILE_SHOWN, Host, lines, style_at, text

from tutor.tui.dialogs import Help
from tutor.tui.screens.menu import MenuModel, MenuScreen
from tutor.tui.widgets.units import Chapter, Unit

SAID = (MenuScreen.Chosen, MenuScreen.LanguageFlipped, MenuScreen.Quit)
BROKEN = "lessons/es/1.07-producto.md:12: no directive “nota”; did you mean “note”?"
FIRST = Chapter(
    1,
    "Fundamentos",
    (
        Unit("1.1", "1.1", "La importancia de las redes", "6 min", "done"),
        Unit("1.5", "1.5", "Entrenar tu primera red", "12 min", "started", "celda 3 de 8"),
        Unit("1.6", "1.6", "Propagación hacia atrás", "9 min"),
        Unit("1.7", "1.7", "El producto", "9 min", problem=BROKEN),
        Unit("1-foundations", "1.13", "Cuestionario · Fundamentos", "14 preguntas", "done", "80 %"),
    ),
)
SECOND = Chapter(2, "Una red con NumPy", (Unit("2.1", "2.1", "Tensores y reshape", "8 min"),))
MODEL = MenuModel("Redes neuronales", "es", (FIRST, SECOND), done=2, total=6, selected="1.5")
ENGLISH = MenuModel(
    "Neural networks",
    "en",
    tuple(
        replace(
            chapter, title="Chapter", units=tuple(replace(unit, title=f"Unit {unit.number}") for unit in chapter.units)
        )
        for chapter in MODEL.chapters
    ),
    done=2,
    total=6,
)


def host(model: MenuModel = MODEL, *, ascii: bool = False) -> Host:
    return Host(MenuScreen(model, ascii=ascii), *SAID)


def pointed(app: Host) -> str:
    """The row of the pointer."""
    return next((line for line in lines(app) if line.lstrip().startswith(("▸", "> "))), "")


async def test_it_shows_the_course_and_starts_where_the_learner_left_off():
    app = host()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = lines(app)
        assert shown[0].startswith(" nntutor · Redes neuronales")
        assert "es │ 2/6" in shown[0]
        assert "  1  Fundamentos" in shown
        assert " ".join(pointed(app).split()) == "▸ ◐ 1.5 Entrenar tu primera red celda 3 de 8 12 min"
        assert next(line for line in shown if "1.13" in line).split()[0] == "✓"
        assert next(line for line in shown if "1.6 " in line).split()[0] == "○"
        assert next(line for line in shown if "1.7 " in line).split()[0] == "!"
        assert style_at(app, "Entrenar").bold


async def test_keys_move_and_open():
    app = host()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("down")
        assert "1.6" in pointed(app)
        await pilot.press("end", "down")
        assert "2.1" in pointed(app)
        await pilot.press("home", "up")
        assert "1.1 " in pointed(app)
        await pilot.press("pagedown", "pageup", "enter")
        await pilot.press("end", "enter")
        await pilot.press("up", "enter", "L", "q")
        await pilot.pause()
        assert app.said == [
            MenuScreen.Chosen("1.1"),
            MenuScreen.Chosen("2.1"),
            MenuScreen.Chosen("1-foundations"),
            MenuScreen.LanguageFlipped(),
            MenuScreen.Quit(),
        ]


async def test_a_click_opens():
    app = host()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        y = next(index for index, line in enumerate(lines(app)) if "2.1" in line)
        await pilot.click(offset=(20, y))
        await pilot.click(offset=(20, y + 3))
        await pilot.pause()
        assert app.said == [MenuScreen.Chosen("2.1")]
        assert "2.1" in pointed(app)


async def test_a_click_on_a_key_at_the_bottom_does_what_the_key_does():
    app = host()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.click(offset=(lines(app)[-1].index("language"), 23))
        await pilot.pause()
        assert app.said == [MenuScreen.LanguageFlipped()]


async def test_the_search_folds_case_and_accents_and_opens_what_it_found():
    app = host()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"PROPAGACION")
        await pilot.pause()
        shown = text(app)
        assert "Propagación" in shown
        assert "Entrenar" not in shown
        assert "q quit" not in shown
        assert "Esc all units" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert app.said == [MenuScreen.Chosen("1.6")]
        await pilot.press("escape")
        await pilot.pause()
        assert "Entrenar" in text(app)
        assert "1.6" in pointed(app)
        assert "q quit" in text(app)


async def test_the_search_looks_in_numbers_and_chapters_too_and_the_arrows_still_choose():
    app = host()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"fund 1.1", "down")
        await pilot.pause()
        assert "2.1" not in text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.said == [MenuScreen.Chosen("1-foundations")]
        assert "2.1" in text(app)


async def test_the_search_points_at_a_title_before_a_chapter():
    app = host()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"fundamentos")
        await pilot.pause()
        assert "1.1 " in text(app)
        assert "1.13" in pointed(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "1.13" in pointed(app)


async def test_escape_closes_the_search_from_the_list_too():
    app = host()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"1.6", "tab", "escape")
        await pilot.pause()
        assert "Entrenar" in text(app)
        assert "all units" not in text(app)


async def test_a_search_without_a_find_says_so():
    app = host()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("slash", *"[/]zz", "enter")
        await pilot.pause()
        assert "No unit has “[/]zz”" in text(app)
        assert "Enter open" not in text(app)
        assert not app.said
        await pilot.press("backspace", "escape", "enter")
        await pilot.pause()
        assert len(app.said) == 1


async def test_an_empty_course_has_a_face():
    app = host(MenuModel("", "en"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("down", "enter", "pagedown", "end")
        await pilot.pause()
        assert "nothing to learn" in text(app)
        assert not app.said


async def test_the_language_flips_in_place():
    app = host()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("down")
        app.shown.show(ENGLISH)
        await pilot.pause()
        shown = text(app)
        assert "Neural networks" in shown
        assert "en │ 2/6" in shown
        assert "Fundamentos" not in shown
        assert "Unit 1.6" in pointed(app)


async def test_a_broken_lesson_says_what_is_wrong_with_it():
    app = host(replace(MODEL, selected="1.7", notice="Progress cannot be kept: the disk is full."))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert "! Progress cannot be kept" in text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert BROKEN in text(app)
        assert not app.said
        await pilot.press("up")
        await pilot.pause()
        assert BROKEN not in text(app)
        assert "! Progress cannot be kept" in text(app)


async def test_help_lists_the_keys():
    app = host()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, Help)
        assert "Show only units with these words" in text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is app.shown


async def test_hostile_text_is_shown_as_text_everywhere():
    unit = Unit("1.1", HOSTILE, HOSTILE, HOSTILE, "started", HOSTILE)
    bad = replace(unit, id="1.2", problem=HOSTILE)
    model = MenuModel(HOSTILE, HOSTILE, (Chapter(1, HOSTILE, (unit, bad)),), 1, 2, "1.2", HOSTILE)
    app = host(model)
    async with app.run_test(size=(300, 24), notifications=True) as pilot:
        await pilot.press("enter", "question_mark", "escape", "slash", "[", "enter")
        app.shown.show(model)
        await pilot.pause()
        shown = text(app)
        assert shown.count(HOSTILE_SHOWN) >= 4
        assert not any(char in shown for char in "\x1b\x07\x9b\u202e")
        assert app.is_running


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12), (20, 5), (1, 1), (300, 100)])
async def test_every_size_shows_the_chosen_unit_or_at_least_survives(size):
    app = host(replace(MODEL, notice="a notice " * 30))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.press("end", "up", "enter")
        await pilot.pause()
        assert app.said == [MenuScreen.Chosen("1-foundations")]
        if size[0] >= 40:
            assert "1.13" in pointed(app)
            assert all(len(line) <= size[0] for line in lines(app))


async def test_at_40_columns_the_title_and_the_way_to_help_stay():
    app = host()
    async with app.run_test(size=(40, 12), notifications=True) as pilot:
        await pilot.pause()
        assert "Entrenar tu primera red" in pointed(app)
        assert "? help" in lines(app)[-1]


async def test_ascii_is_ascii():
    app = host(replace(MODEL, notice="careful"), ascii=True)
    async with app.run_test(size=(80, 12), notifications=True) as pilot:
        await pilot.press("slash")
        await pilot.pause()
        assert pointed(app).lstrip().startswith("> ~ 1.5")
        signs = {char for char in text(app) if not char.isascii()}
        assert not signs - set("áéíóúñ·")


async def test_a_thousand_units():
    units = tuple(Unit(f"u{n}", f"1.{n}", f"Unidad {n}", "5 min") for n in range(1000))
    app = host(MenuModel("Largo", "es", (Chapter(1, "Todo", units),), total=1000, selected="u700"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Unidad 700" in pointed(app)
        await pilot.press("slash", *"999", "enter")
        await pilot.pause()
        assert app.said == [MenuScreen.Chosen("u999")]
