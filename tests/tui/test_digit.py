"""The lab `digit` in a lesson on a scripted session: drawn with the mouse and with keys, read as one draws."""

from __future__ import annotations

from pathlib import Path

import pytest
from tui.screen_text import text
from tui.test_lesson import COURSE, HEAD, Table, until

from tutor.kernel.events import Answer, State
from tutor.labs.digit.sheet import sheet
from tutor.locale import use
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.widgets.easel import Easel
from tutor.tui.widgets.lab import LabView

READER = "tutor.live.reading"
WORDS = {"en": ("There is no trained network yet", "It reads a 7."), "es": ("Todavía no hay una red", "Lee un 7.")}


def reads(digit: int) -> Answer:
    return Answer("ok", {"network": "model", "probabilities": [0.91 if d == digit else 0.01 for d in range(10)]})


@pytest.fixture(autouse=True)
def english():
    use("en")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for language in ("es", "en"):
        folder = tmp_path / "lessons" / language
        folder.mkdir(parents=True)
        lesson = HEAD.format(unit="1.5", title="Digits") + "\n```{lab} digit\n```\n"
        (folder / "1.05-first.md").write_text(lesson, "utf-8")
    (tmp_path / "lessons" / "course.yaml").write_text(COURSE, "utf-8")
    (tmp_path / "quizzes").mkdir()
    return tmp_path


class Lab:
    """The lab of an open lesson, and the session below it."""

    def __init__(self, pilot, table: Table) -> None:
        self.pilot = pilot
        self.table = table

    @property
    def view(self) -> LabView:
        return self.table.screen.query_one(LabView)

    @property
    def session(self):
        return self.table.sessions[0]

    @property
    def params(self):
        return self.view.bench.params

    async def says(self, words: str) -> None:
        await until(self.pilot, lambda: words in text(self.table.app))

    async def drag(self, *cells: tuple[int, int]) -> None:
        """The mouse, down at the first cell of the sheet, over the others, up at the last."""
        easel = self.view.query_one(Easel)
        places = [(column + 2, row + 1) for column, row in cells]  # the easel's padding and the sheet's frame
        await self.pilot.mouse_down(easel, offset=places[0])
        for place in places[1:]:
            await self.pilot.hover(easel, offset=place)
        await self.pilot.mouse_up(easel, offset=places[-1])


async def opened(pilot, table: Table, answer: Answer) -> Lab:
    """The lesson open, the lab in sight and chosen."""
    await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(table.app.screen, LessonScreen) and table.sessions)
    await until(pilot, lambda: table.screen.query(LabView))
    lab = Lab(pilot, table)
    await ran(lab, answer)
    for _stop in range(4):
        await pilot.press("n")
    await until(pilot, lambda: lab.view.has_focus)
    await pilot.press("enter")
    await until(pilot, lambda: lab.view.is_entered)
    return lab


async def ran(lab: Lab, answer: Answer) -> None:
    """A cell has run, after which the kernel answers otherwise."""
    lab.session.become(State.BUSY)
    lab.session.replies[READER] = answer
    lab.session.become(State.READY)


@pytest.mark.parametrize("language", ["en", "es"])
async def test_it_says_that_no_network_is_there_and_reads_when_a_cell_has_made_one(course, language):
    missing, read = WORDS[language]
    table = Table(course, {})
    async with table.app.run_test(size=(80, 24), notifications=True) as pilot:
        if language == "es":
            await pilot.press("L")
        lab = await opened(pilot, table, Answer("ok", {"network": ""}))
        await lab.says(missing)
        await ran(lab, reads(7))
        await lab.says(read)
        assert "91.0% ◀" in text(table.app)
        assert "▄████████▄" in text(table.app)


async def test_a_digit_is_drawn_with_the_mouse_and_read_on_the_way(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        lab = await opened(pilot, table, reads(3))
        await lab.says("It reads a 3.")
        await pilot.press("c")
        await lab.says("The sheet is empty.")
        asked = len(lab.session.asked)
        lab.session.replies[READER] = reads(1)
        await lab.drag((14, 3), (14, 7), (14, 11))
        await lab.says("It reads a 1.")
        assert len(lab.session.asked) > asked
        assert sheet(lab.params)[8:22, 14].min() > 200  # what the mouse skipped is drawn too
        await pilot.press("u")
        await lab.says("The sheet is empty.")
        await pilot.press("e")
        assert lab.params["ink"] == ()


async def test_a_digit_is_drawn_with_keys_alone(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        lab = await opened(pilot, table, reads(1))
        await pilot.press("c", "up", *["shift+down"] * 10)
        await lab.says("It reads a 1.")
        ink = sheet(lab.params)
        assert (ink[14:24, 14] > 200).all()
        await pilot.press(*["right"] * 6, "space")
        assert (sheet(lab.params)[24, 15:20] < 255).any()  # moved, not drawn
        assert sheet(lab.params)[24, 20] == 255
        await pilot.press("backspace")
        assert sheet(lab.params)[24, 20] == 0


async def test_only_the_newest_question_is_put_and_a_running_cell_is_left_alone(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        lab = await opened(pilot, table, reads(3))
        await lab.says("It reads a 3.")
        lab.session.thinking.clear()
        asked = len(lab.session.asked)
        await pilot.press(*"eeeee")
        assert len(lab.session.asked) == asked + 1
        lab.session.thinking.set()
        await until(pilot, lambda: len(lab.session.asked) == asked + 2)
        assert lab.session.asked[-1] == lab.view.lab.asks(lab.params)
        lab.session.become(State.BUSY)
        await pilot.press("e")
        await lab.says("The kernel is busy")
        assert len(lab.session.asked) == asked + 2
        await ran(lab, reads(9))
        await lab.says("It reads a 9.")


async def test_a_kernel_that_is_gone_is_told(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 24), notifications=True) as pilot:
        lab = await opened(pilot, table, reads(3))
        await lab.says("It reads a 3.")
        lab.session.become(State.DEAD, "It ran out of memory.")
        await lab.says("No kernel is running")
        assert lab.params["reading"] == ()


async def test_an_answer_that_comes_when_the_sheet_is_empty_is_dropped(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 24), notifications=True) as pilot:
        lab = await opened(pilot, table, reads(3))
        await lab.says("It reads a 3.")
        asked = len(lab.session.asked)
        lab.session.thinking.clear()
        lab.session.replies[READER] = reads(8)
        await pilot.press("e")
        await until(pilot, lambda: len(lab.session.asked) == asked + 1)
        await pilot.press("c")
        lab.session.thinking.set()
        await lab.says("The sheet is empty.")
        assert "◀" not in text(table.app)
        assert max(lab.params["reading"]) == lab.params["reading"][3]
