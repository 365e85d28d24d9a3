"""Every lab in a lesson, used by keys and by mouse, in both languages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from scripted import ScriptedSession
from textual import events
from textual.widgets import Input
from tui.screen_text import text

from tutor.content.library import Library
from tutor.draw.canvas import Span
from tutor.labs import shelf
from tutor.labs.bench import Pen
from tutor.labs.lab import Choice, Drawing, Entry, Lab, Press, Slider, Surface, Touch
from tutor.labs.shelf import LABS
from tutor.locale import use
from tutor.progress import Progress
from tutor.tui.app import TutorApp
from tutor.tui.screens.menu import MenuScreen
from tutor.tui.widgets.lab import LabView

WAYS = [("en", (80, 24)), ("es", (80, 24)), ("en", (40, 12))]
LESSON = """---
jupytext: {{text_representation: {{extension: .md, format_name: myst}}}}
kernelspec: {{name: python3, display_name: Python 3, language: python}}
nntutor: {{unit: "1.1", minutes: 5}}
---
# The lesson

Words before.

```{{lab}} {lab}
```

{after}
"""


class Desk:
    """An app on a course of one lesson with one lab."""

    def __init__(self, root: Path, lab: str, after: str = "Words behind.") -> None:
        for language in ("es", "en"):
            folder = root / "lessons" / language
            folder.mkdir(parents=True)
            (folder / "1.01-lesson.md").write_text(LESSON.format(lab=lab, after=after), "utf-8")
        (root / "lessons" / "course.yaml").write_text("title: {es: C, en: C}\nchapters: {1: {es: F, en: F}}\n", "utf-8")
        (root / "quizzes").mkdir()
        self.library = Library(root, root / "cache")
        self.progress = Progress(root / "progress.db")
        self.app = TutorApp(
            self.library,
            self.progress,
            root / "notebooks",
            session=lambda _keras, changed: ScriptedSession({}, changed),
        )

    @property
    def view(self) -> LabView:
        return self.app.screen.query_one(LabView)

    @property
    def params(self):
        return self.view.bench.params

    async def until(self, pilot, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not holds():
                await pilot.pause()

    async def open(self, pilot) -> None:
        await self.app._open(self.library.find("1.1"))
        await self.until(pilot, lambda: self.app.screen.query(LabView))
        await pilot.pause()

    async def enter(self, pilot) -> None:
        await self.open(pilot)
        await pilot.press("n")
        assert self.app.focused is self.view
        await pilot.press("enter")
        assert self.view.is_entered

    def cell(self, words: str) -> tuple[int, int]:
        """Where on the screen these words stand."""
        for y, line in enumerate(text(self.app).split("\n")):
            if words in line:
                return line.index(words), y
        raise AssertionError(f"{words!r} is not on the screen:\n{text(self.app)}")


@pytest.fixture
def make(tmp_path):
    use("en")
    made = []

    def desk(lab: str, after: str = "Words behind.") -> Desk:
        made.append(Desk(tmp_path, lab, after))
        return made[-1]

    yield desk
    for one in made:
        one.progress.close()
    use("en")


@pytest.mark.parametrize(("language", "size"), WAYS, ids=str)
@pytest.mark.parametrize("name", LABS)
async def test_every_lab_is_used_by_keys(make, name, language, size):
    use(language)
    desk = make(name)
    async with desk.app.run_test(size=size, notifications=True) as pilot:
        await desk.enter(pilot)
        view = desk.view
        start = view.bench.params
        for index in range(view.bench.count):
            await desk.until(pilot, lambda at=index: view.bench.chosen == at)
            before = view.bench.params
            match view.bench.control:
                case Slider(name=key):
                    await pilot.press("right")
                    moved = view.bench.params[key]
                    await pilot.press("shift+left")
                    assert moved != before[key] or view.bench.params[key] != before[key]
                case Choice(name=key, options=options):
                    await pilot.press("right")
                    assert view.bench.params[key] != before[key] or len(options) == 1
                    await pilot.press("left")
                    assert view.bench.params[key] == before[key]
                case Entry():
                    assert desk.app.focused is view.field
                    await pilot.press("1", "enter")
                    assert view.bench.before[-1] == before or view.bench.params == before
                case Press(key=letter):
                    await pilot.press("enter")
                    view.stop()
                    await pilot.press(letter)
                    view.stop()
                case Pen() as pen:
                    await pilot.press("right", "down")
                    assert view.bench.pen != pen
                    await pilot.press("space")
                    assert view.bench.before
            view.show(view.bench.choose(index))
            await pilot.press("tab")
        await desk.until(pilot, lambda: view.bench.chosen == 0)
        changed = view.bench.params
        await pilot.press("up", "up", "down", "down")
        if view.field.has_focus:
            await pilot.press("down")
        if changed != start and not view.field.has_focus and view.bench.chosen != view.bench.count - 1:
            await pilot.press("0")
            assert view.bench.params == start
            await pilot.press("u")
            assert view.bench.params == changed
        await pilot.press("escape")
        assert desk.app.focused is view
        await pilot.press("escape")
        await desk.until(pilot, lambda: isinstance(desk.app.screen, MenuScreen))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", LABS)
async def test_every_lab_is_used_by_mouse(make, name, language):
    use(language)
    desk = make(name)
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.open(pilot)
        view = desk.view
        for index in range(view.bench.count):
            if isinstance(view.bench.choose(index).control, Entry):
                await click_the_line(desk, pilot)
            else:
                await click_a_control(desk, pilot, index)
            assert view.is_entered
            view.show(view.bench.reset())
            await pilot.pause()
        if view.lab.touch is not None and view.easel.surface is not None:
            await drag_on_the_surface(desk, pilot)


async def click_the_line(desk, pilot) -> None:
    await pilot.click(desk.view.field)
    assert desk.app.focused is desk.view.field
    await pilot.press("1")
    assert desk.view.field.value == "1"
    desk.view.field.value = ""
    await pilot.press("down")


async def click_a_control(desk, pilot, index: int) -> None:
    view = desk.view
    view.panel.scroll_visible(animate=False)  # as one turns the wheel
    await pilot.pause()
    zones = [zone for zone in view.panel.board.zones if zone.index == index]
    left, top = view.panel.content_region.offset
    first, row = left + zones[0].left, top + zones[0].row
    before = view.bench.params
    match view.bench.choose(index).control:
        case Slider(name=key, low=low, high=high, step=step):
            await pilot.mouse_down(offset=(first, row))
            await pilot.hover(offset=(left + zones[0].right - 1, row))
            await pilot.mouse_up(offset=(left + zones[0].right + 3, row))
            await pilot.pause()
            assert abs(view.bench.params[key] - high) < 2 * step
            await pilot.click(offset=(first, row))
            assert view.bench.params[key] == pytest.approx(low)
        case Choice(name=key, options=options):
            await pilot.click(offset=(left + zones[-2].left, row))
            assert view.bench.params[key] != before[key] or len(options) == 1
        case Press(name=key):
            await pilot.click(offset=(first + 2, row))
            await pilot.pause()
            assert view.bench.params != before or view.lab.press(before, key) == before
            view.stop()
        case _:
            await pilot.click(offset=(first + 2, row))
            await pilot.pause()
            assert view.bench.chosen == index


async def drag_on_the_surface(desk, pilot) -> None:
    desk.view.easel.scroll_visible(animate=False, top=True)
    await pilot.pause()
    view, surface = desk.view, desk.view.easel.surface
    left, top = view.easel.content_region.offset
    x, y = left + surface.left + surface.width // 5, top + surface.top + 1
    before = view.bench.params
    await pilot.mouse_down(offset=(x, y))
    await pilot.hover(offset=(x + 5, y + 2))
    await pilot.mouse_up(offset=(x + 5, y + 2))
    await pilot.pause()
    assert view.bench.pen != Pen()
    assert view.bench.params != before
    assert view.bench.undo().params == before


def controls(params):
    play = Press("play", "play", "p", every=0.12)
    return (Slider("n", "count", 0, 50, 1), play, Entry("typed", "your word"))


def press(params, name):
    return {**params, "n": min(50, params["n"] + 1)} if name == "play" else {**params, "said": params["typed"]}


def touch(params, touch: Touch):
    cell = (int(touch.x * 8), int(touch.y * 4))
    rest = tuple(one for one in params["cells"] if one != cell)
    return {**params, "cells": rest if touch.is_erasing else (*rest, cell)}


def draw(params, width, ascii):
    rows = [list("." * 8) for _ in range(4)]
    for x, y in params["cells"]:
        rows[min(3, y)][min(7, x)] = "#"
    lines = tuple((Span("  " + "".join(row)),) for row in rows)
    return Drawing(
        (*lines, (Span(f"n is {params['n']} {'plain' if ascii else 'rich'} {params['said']}"),)), Surface(2, 0, 8, 4)
    )


TOY = Lab(
    "toy",
    lambda: "A toy [red]",
    {"n": 0, "typed": "", "said": "", "cells": ()},
    controls,
    draw,
    lambda params: f"So many: {params['n']}.",
    press,
    touch,
)


@pytest.fixture
def toy(make, monkeypatch):
    monkeypatch.setitem(shelf.LABS, "toy", f"{__name__}:TOY")
    return make


async def test_what_plays_goes_on_until_it_is_stopped(toy):
    desk = toy("toy")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.enter(pilot)
        await pilot.press("p")
        await desk.until(pilot, lambda: desk.params["n"] > 3)
        assert desk.view.playing is not None
        await pilot.press("p")
        assert desk.view.playing is None
        reached = desk.params["n"]
        await pilot.press("u")
        assert desk.params["n"] == 0
        assert reached > 3
        await pilot.press("p", "escape")
        await desk.until(pilot, lambda: desk.params["n"] == 50 and desk.view.playing is None)


async def test_it_stops_when_it_is_out_of_sight_or_behind_another_screen(toy):
    desk = toy("toy", "\n\n".join(f"Line {number}." for number in range(60)))
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.enter(pilot)
        await pilot.press("p", "escape")
        desk.view.screen.page.scroll_end(animate=False)
        await desk.until(pilot, lambda: desk.view.playing is None)
        assert desk.params["n"] < 50
        desk.view.screen.page.scroll_home(animate=False)
        await pilot.press("n", "enter", "0", "p")
        assert desk.view.playing is not None
        view = desk.view
        await pilot.press("question_mark")
        await desk.until(pilot, lambda: view.playing is None)


async def test_it_stops_with_the_lesson(toy):
    desk = toy("toy")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.enter(pilot)
        await pilot.press("p")
        view = desk.view
        await pilot.press("escape", "escape")
        await desk.until(pilot, lambda: isinstance(desk.app.screen, MenuScreen) and not view.is_attached)
        assert view.playing is None


async def test_a_word_is_typed_and_the_keys_of_the_lab_are_letters_then(toy):
    desk = toy("toy")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.enter(pilot)
        await pilot.press("tab", "tab")
        assert isinstance(desk.app.focused, Input)
        await pilot.press(*"pu0")
        assert "> your word:" in text(desk.app).replace("▸", ">")
        assert "pu0" in text(desk.app)
        assert {"Enter answer", "↑↓ control", "Esc done"} <= set(text(desk.app).splitlines()[-1].strip().split("  "))
        await pilot.press("enter")
        assert (desk.params["said"], desk.params["n"], desk.view.field.value) == ("pu0", 0, "")
        assert "n is 0 rich pu0" in text(desk.app)
        await pilot.press("up", "up", "right")
        assert desk.params["n"] == 1
        await pilot.press("u", "u")
        assert desk.params["said"] == ""


async def test_keys_that_come_faster_than_they_are_handled_keep_their_order(toy):
    desk = toy("neuron")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.enter(pilot)
        for key in ("right", "right", "right", "down", "down", "left", "left", "d", "tab", "right"):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await desk.until(pilot, lambda: desk.params["gate"] != "and")
        assert (desk.params["w1"], desk.params["w2"], desk.params["b"]) == (2.6, 2.0, -0.4)


async def test_what_is_typed_before_the_line_has_the_keys_is_not_lost(toy):
    desk = toy("toy")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.enter(pilot)
        for key in ("tab", "tab", "p", "u", "0", "enter", "x"):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await desk.until(pilot, lambda: desk.view.field.value)
        assert (desk.params["said"], desk.view.field.value) == ("pu0", "x")


async def test_the_pen_draws_and_erases(toy):
    desk = toy("toy")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.enter(pilot)
        await pilot.press("shift+tab")
        assert isinstance(desk.view.bench.control, Pen)
        assert "Draw" not in text(desk.app)
        await pilot.press("space", "left", "left", "up", "space", "shift+left", "shift+down")
        assert set(desk.params["cells"]) == {(4, 2), (2, 1), (1, 1), (1, 2)}
        await pilot.press("backspace")
        assert (1, 2) not in desk.params["cells"]
        await pilot.press("u")
        assert (1, 2) in desk.params["cells"]


async def test_the_other_button_and_shift_erase(toy):
    desk = toy("toy")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.open(pilot)
        x, y = desk.cell("........")
        await pilot.click(offset=(x + 3, y + 1))
        assert desk.params["cells"] == ((3, 1),)
        await pilot.click(offset=(x + 3, y + 1), button=3)
        assert desk.params["cells"] == ()
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 2, y))
        await pilot.mouse_up(offset=(x + 2, y))
        await pilot.pause()
        assert set(desk.params["cells"]) == {(0, 0), (2, 0)}
        await pilot.click(offset=(x + 2, y), shift=True)
        assert set(desk.params["cells"]) == {(0, 0)}
        await pilot.click(offset=(x - 1, y))
        assert set(desk.params["cells"]) == {(0, 0)}


async def test_outside_the_page_keeps_its_keys(toy):
    desk = toy("toy")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.open(pilot)
        await pilot.press("n", "right", "p", "u", "space")
        assert desk.params == TOY.start
        assert "Enter try it" in text(desk.app)
        await pilot.press("enter")
        assert "change" in text(desk.app).splitlines()[-1]
        assert "A toy [red]" in text(desk.app)


async def test_plain_signs_and_no_colour(toy, monkeypatch):
    monkeypatch.setenv("NNTUTOR_ASCII", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    desk = toy("neuron gate=xor")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.enter(pilot)
        shown = text(desk.app)
        assert "AND  OR  NAND [XOR]" in shown
        assert shown.isascii(), shown
        assert "1 of 4 right" in shown or "2 of 4 right" in shown


async def test_a_lab_that_is_not_there_is_named(make):
    desk = make("neurone gate=xor")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.app._open(desk.library.find("1.1"))
        await desk.until(pilot, lambda: "neurone gate=xor" in text(desk.app))
        assert not desk.app.screen.query(LabView)
