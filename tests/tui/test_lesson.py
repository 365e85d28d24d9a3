"""The lesson's screen on a scripted session: reading, running, editing, stopping, steering."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from scripted import ScriptedSession
from textual.widgets import Input
from tui.screen_text import HOSTILE, HOSTILE_SHOWN, text

from tutor.content.library import Library
from tutor.kernel import events
from tutor.progress import Progress
from tutor.tui.app import TutorApp
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.widgets.cell import CellView
from tutor.tui.widgets.editor import Editor

HEAD = """---
jupytext: {{text_representation: {{extension: .md, format_name: myst}}}}
kernelspec: {{name: python3, display_name: Python 3, language: python}}
nntutor: {{unit: "{unit}", minutes: 5}}
---
# {title}

The first words. [an address](https://example.org/x) and [the other unit](2.1).

## First section

```{{code-cell}} ipython3
:name: one
print("one")
```

```{{code-cell}} ipython3
:name: two
two = 2
```

## Second section

Words between.

```{{code-cell}} ipython3
:name: three
three()
```
"""
COURSE = """title: {es: Curso, en: Course}
chapters:
  1: {es: Fundamentos, en: Foundations}
  2: {es: NumPy, en: NumPy}
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for language, title in (("es", "La primera"), ("en", "The first")):
        folder = tmp_path / "lessons" / language
        folder.mkdir(parents=True)
        (folder / "1.05-first.md").write_text(HEAD.format(unit="1.5", title=title), "utf-8")
        (folder / "2.01-second.md").write_text(HEAD.format(unit="2.1", title=title + " 2"), "utf-8")
    (tmp_path / "lessons" / "course.yaml").write_text(COURSE, "utf-8")
    (tmp_path / "quizzes").mkdir()
    return tmp_path


class Table:
    """An app on a scripted session, and what is on its screen."""

    def __init__(self, course: Path, script: dict[str, list[events.Event]]) -> None:
        self.sessions: list[ScriptedSession] = []

        def session(_uses_keras, changed) -> ScriptedSession:
            self.sessions.append(ScriptedSession(script, changed))
            return self.sessions[-1]

        self.progress = Progress(course / "progress.db")
        self.app = TutorApp(Library(course, course / "cache"), self.progress, course / "notebooks", session=session)

    @property
    def screen(self) -> LessonScreen:
        assert isinstance(self.app.screen, LessonScreen)
        return self.app.screen

    def cell(self, name: str) -> CellView:
        return next(view for view in self.screen.page.cells if view.cell.name == name)


async def until(pilot, condition) -> None:
    """Let the app work until `condition()` holds; the test's own timeout ends what never does."""
    async with asyncio.timeout(10):
        while not condition():
            await pilot.pause()


async def opened(pilot, table: Table) -> None:
    await pilot.pause()
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(table.app.screen, LessonScreen) and len(table.screen.page.cells) == 3)
    await until(pilot, lambda: "ready" in text(table.app))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_opening_a_lesson_runs_nothing(course, size):
    table = Table(course, {})
    async with table.app.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, table)
        shown = text(table.app)
        assert "1.5" in shown
        assert "The first words." in shown
        assert table.sessions[0].ran == []


async def test_a_cell_runs_and_its_output_is_kept_for_the_next_visit(course):
    table = Table(course, {"one": [events.Text("uno\n")]})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.press("n", "ctrl+r")
        await until(pilot, lambda: table.cell("one").state.status == "ok")
        await until(pilot, lambda: "uno" in text(table.app))
        assert "[1] ✓ done 0.5 s" in text(table.app)
        await pilot.press("q")
        await until(pilot, lambda: not isinstance(table.app.screen, LessonScreen))
        assert "cell 1 of 3" in text(table.app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(table.app.screen, LessonScreen))
        await until(pilot, lambda: "uno" in text(table.app))
        assert "from last time" in text(table.app)
        assert [session.ran for session in table.sessions] == [['print("one")'], []]
        assert table.sessions[0].heard[-1] == "close"


async def test_one_cell_at_a_time_wears_the_frame_of_the_focus(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 50), notifications=True) as pilot:
        await opened(pilot, table)
        for keys in (["n"], ["n"], ["enter"], ["escape"], ["b"], ["n", "n"], ["enter"], ["ctrl+r"]):
            await pilot.press(*keys)
            await until(pilot, lambda: text(table.app).count("┏━ [") == 1)
        assert text(table.app).count("┗━") <= 1


async def test_what_was_undone_can_be_undone_on_after_leaving_the_editor(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.press("n", "enter")
        await until(pilot, lambda: isinstance(table.app.focused, Editor))
        await pilot.press("q", "escape")
        await until(pilot, lambda: table.cell("one").source == 'print("one")q')
        await pilot.press("enter", "ctrl+z", "escape")
        await until(pilot, lambda: table.cell("one").source == 'print("one")')
        assert not table.cell("one").is_edited


async def test_an_edit_is_kept_and_can_be_put_back(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.press("n", "enter")
        await until(pilot, lambda: isinstance(table.app.focused, Editor))
        await pilot.press("enter", *"if q:", "enter", *"x", "escape")
        await until(pilot, lambda: not isinstance(table.app.focused, Editor))
        assert table.cell("one").source == 'print("one")\nif q:\n    x'
        assert "edited" in text(table.app)
        await pilot.press("q")
        await until(pilot, lambda: not isinstance(table.app.screen, LessonScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(table.app.screen, LessonScreen) and len(table.screen.page.cells) == 3)
        assert table.cell("one").source.endswith("    x")
        await pilot.press("n", "x")
        assert table.cell("one").source == 'print("one")'
        await pilot.press("x")
        assert table.cell("one").source.endswith("    x")


async def test_running_a_late_cell_of_a_fresh_kernel_offers_those_above(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.press("n", "n", "n", "ctrl+r")
        await until(pilot, lambda: "run the 2 above" in text(table.app))
        await pilot.press("r")
        await until(pilot, lambda: table.cell("three").state.status == "ok")
        assert table.sessions[0].ran == ['print("one")', "two = 2", "three()"]
        await pilot.press("ctrl+r")
        await until(pilot, lambda: len(table.sessions[0].ran) == 4)
        assert table.sessions[0].ran[-1] == "three()"


@pytest.fixture
def long_course(course):
    more = "".join(f"\nWords.\n\n```{{code-cell}} ipython3\n:name: more-{n}\nmore({n})\n```\n" for n in range(20))
    lesson = course / "lessons" / "en" / "1.05-first.md"
    lesson.write_text(lesson.read_text("utf-8") + more, "utf-8")
    return course


async def test_run_all_runs_cells_that_are_not_on_the_page_yet(long_course):
    table = Table(long_course, {})
    async with table.app.run_test(size=(80, 24), notifications=True) as pilot:
        await table.app._open(table.app.library.find("1.5"))
        assert len(table.screen.page.cells) < 23
        table.screen.action_run_all()
        await until(pilot, lambda: len(table.sessions[0].ran) == 23)


async def test_a_failure_stops_those_too(long_course):
    failure = [events.Failure("ValueError", "no"), events.Finished("error", 0.1, 2)]
    table = Table(long_course, {"one": failure})
    async with table.app.run_test(size=(80, 24), notifications=True) as pilot:
        await table.app._open(table.app.library.find("1.5"))
        assert len(table.screen.page.cells) < 23
        table.screen.action_run_all()
        await until(pilot, table.screen.page.completed.is_set)
        await until(pilot, lambda: table.cell("one").state.status == "error")
        await pilot.pause()
        assert table.sessions[0].ran == ['print("one")']
        assert all(view.state.status == "" for view in table.screen.page.cells[1:])


async def test_run_all_stops_at_a_failure(course):
    failure = [events.Failure("ValueError", "no " + HOSTILE), events.Finished("error", 0.1, 2)]
    table = Table(course, {"two": failure})
    async with table.app.run_test(size=(80, 60), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.press("a")
        await until(pilot, lambda: table.cell("two").state.status == "error")
        await until(pilot, lambda: "ValueError" in text(table.app))
        assert table.sessions[0].ran == ['print("one")', "two = 2"]
        assert table.cell("three").state.status == ""
        assert "failed" in text(table.app)
        assert HOSTILE_SHOWN in text(table.app)


async def test_ctrl_c_interrupts_and_a_second_one_offers_a_restart(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        table.cell("one").source = "wait"
        await pilot.press("n", "ctrl+r")
        await until(pilot, lambda: table.cell("one").state.status == "running")
        assert "running" in text(table.app)
        await pilot.press("ctrl+c")
        await until(pilot, lambda: table.cell("one").state.status == "interrupted")
        assert "interrupted" in text(table.app)
        table.cell("one").source = "stubborn wait"
        await pilot.press("ctrl+r")
        await until(pilot, lambda: table.cell("one").state.status == "running")
        await pilot.press("ctrl+c", "ctrl+c")
        await until(pilot, lambda: "restart the kernel" in text(table.app))
        await pilot.press("r")
        await until(pilot, lambda: "restart" in table.sessions[0].heard)


async def test_the_offer_of_a_restart_goes_when_the_cell_stops_after_all(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        cell = table.cell("one")
        cell.source = "stubborn wait"
        await pilot.press("n", "ctrl+r")
        await until(pilot, lambda: cell.state.status == "running")
        await pilot.press("ctrl+c", "ctrl+c")
        await until(pilot, lambda: "restart the kernel" in text(table.app))
        table.sessions[0]._stop.set()
        await until(pilot, lambda: cell.state.status == "interrupted")
        await until(pilot, lambda: isinstance(table.app.screen, LessonScreen))
        assert "restart" not in table.sessions[0].heard


async def test_training_is_steered(course):
    begin = events.Metrics("r", "begin", epochs=5, steps=10)
    step = events.Metrics("r", "step", epoch=1, epochs=5, step=3, steps=10, values={"loss": 0.5}, rate=0.1)
    table = Table(course, {"wait": [begin, step]})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        table.cell("one").source = "wait"
        await pilot.press("n", "ctrl+r")
        await until(pilot, lambda: "epoch 1/5" in text(table.app))
        page = table.app.screen.page
        await pilot.press("t")
        assert not page.follows
        await pilot.press("less_than_sign", "greater_than_sign", "s")
        assert table.sessions[0].heard[-3:] == ["slower", "faster", "stop"]
        assert page.follows  # who steers looks on
        await pilot.press("ctrl+c")
        await until(pilot, lambda: table.cell("one").state.status == "interrupted")
        await pilot.press("s")
        assert table.sessions[0].heard.count("stop") == 1


async def test_input_is_asked_in_the_screen(course):
    table = Table(course, {"one": [events.Input("your name? ")]})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.press("n", "ctrl+r")
        await until(pilot, lambda: isinstance(table.app.focused, Input))
        assert "your name?" in text(table.app)
        await pilot.press(*"Ada", "enter")
        await until(pilot, lambda: "heard Ada" in text(table.app))
        await until(pilot, lambda: table.cell("one").state.status == "ok")


async def test_a_dead_kernel_says_so_and_restarts_on_a_key(course):
    table = Table(course, {"one": [events.Finished("died", 0.1, None, "killed by signal 9")]})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.press("n", "ctrl+r")
        await until(pilot, lambda: "kernel dead" in text(table.app))
        await until(pilot, lambda: "killed by signal 9" in text(table.app))
        await pilot.press("0")
        await until(pilot, lambda: "kernel ready" in text(table.app))
        assert table.sessions[0].ran == ['print("one")']


async def test_the_place_in_a_lesson_is_kept(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 16), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.press("end")
        await until(pilot, lambda: table.progress.lesson("1.5").place is not None)
        await until(pilot, lambda: table.progress.lesson("1.5").place.offset > 0)
        await until(pilot, lambda: "§ 2/2" in text(table.app) or "§ 1/2" in text(table.app))
        await pilot.press("q")
        await until(pilot, lambda: not isinstance(table.app.screen, LessonScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(table.app.screen, LessonScreen))
        await until(pilot, lambda: table.screen.page.scroll_offset.y > 0)
        assert "The first words." not in text(table.app)


async def test_units_turn_and_links_are_asked_for(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.press("o")
        await until(pilot, lambda: "https://example.org/x" in text(table.app))
        await pilot.press("a")
        await until(pilot, lambda: "in your browser" in text(table.app))
        await pilot.press("escape")
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "2.1 The first 2" in text(table.app))
        await pilot.press("right_square_bracket")
        await until(pilot, lambda: "end of the course" in text(table.app))
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "1.5 The first" in text(table.app))
        assert [session.heard[-1] for session in table.sessions[:2]] == ["close", "close"]


async def test_the_language_flips_in_the_menu_and_stays(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Foundations" in text(table.app)
        await pilot.press("L")
        await until(pilot, lambda: "Fundamentos" in text(table.app))
        assert table.progress.setting("language") == "es"
        await pilot.press("L")
        await until(pilot, lambda: "Foundations" in text(table.app))
        assert table.progress.setting("language") == "en"


async def test_a_terminal_that_is_too_small_says_so_and_comes_back(course):
    table = Table(course, {})
    async with table.app.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.resize_terminal(20, 5)
        await until(pilot, lambda: "The first words." not in text(table.app))
        assert "40" in text(table.app)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "The first words." in text(table.app))


async def test_a_failure_is_explained_from_the_lesson_s_cells_and_by_their_edits(course):
    failure = events.Failure("NameError", "name 'two' is not defined", ("Cell In[1], line 1\n----> 1 three(two)\n",))
    table = Table(course, {"three": [failure, events.Finished("error", 0.1, 1)]})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        table.cell("two").source = "two = 22"
        view = table.cell("three")
        await pilot.press("n", "n", "n", "ctrl+r")
        await until(pilot, lambda: not isinstance(table.app.screen, LessonScreen))
        await pilot.press("o")
        await until(pilot, lambda: view.state.status == "error")
        await until(pilot, lambda: "⇒ `two` comes from cell 2, above: `two = 22`" in text(table.app))
        shown = text(table.app)
        assert shown.index("⇒ `two`") < shown.index("✗ NameError")


RISING = "rising since epoch 3: overfitting"


def overfitted() -> list[events.Event]:
    ends = [
        events.Metrics("r", "epoch", epoch, 6, 1, 1, {"loss": 1 / epoch, "val_loss": abs(epoch - 3) / 10 + 0.5})
        for epoch in range(1, 7)
    ]
    return [events.Metrics("r", "begin", epochs=6, steps=1), *ends, events.Metrics("r", "end", 6, 6, 1, 1)]


async def test_what_ails_a_training_is_said_kept_and_switched_off(course):
    words, run = RISING, overfitted()
    table = Table(course, {"one": run})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.press("n", "ctrl+r")
        await until(pilot, lambda: words in text(table.app))
        await pilot.press("q")
        await until(pilot, lambda: not isinstance(table.app.screen, LessonScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(table.app.screen, LessonScreen) and words in text(table.app))
        await pilot.press("m")
        await until(pilot, lambda: words not in text(table.app))
        assert table.progress.setting("remarks") == "off"
        assert "best: epoch 3" in text(table.app)
        await pilot.press("q")
        await until(pilot, lambda: not isinstance(table.app.screen, LessonScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(table.app.screen, LessonScreen) and "best: epoch 3" in text(table.app))
        assert words not in text(table.app)
        await pilot.press("m")
        await until(pilot, lambda: words in text(table.app))
        await pilot.press("question_mark")
        await until(pilot, lambda: "Say below a training what ails it" in text(table.app))


async def test_a_lesson_may_leave_it_to_the_learner_to_say_what_ails_a_training(course):
    for path in (course / "lessons").glob("*/1.05-first.md"):
        before = path.read_text("utf-8")
        path.write_text(before.replace("minutes: ", "remarks: false, minutes: ", 1), "utf-8")
        assert path.read_text("utf-8") != before
    table = Table(course, {"one": overfitted()})
    async with table.app.run_test(size=(80, 40), notifications=True) as pilot:
        await opened(pilot, table)
        await pilot.press("n", "ctrl+r")
        await until(pilot, lambda: "best: epoch 3" in text(table.app))
        assert RISING not in text(table.app)
        await pilot.press("m")
        await until(pilot, lambda: RISING in text(table.app))
        assert table.progress.setting("remarks") != "off"
