"""The lesson: read it, run its cells, edit them, steer a training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message

from tutor.kernel.events import Session, State
from tutor.locale import N_, _
from tutor.tui import offers
from tutor.tui.runner import Runner
from tutor.tui.stopping import Stopping
from tutor.tui.widgets.cell import CellView
from tutor.tui.widgets.kernel_state import state_row
from tutor.tui.widgets.keys import GLOSSARY, KeyLine
from tutor.tui.widgets.page import Page, Spell
from tutor.tui.widgets.rows import Rows
from tutor.tui.widgets.topline import TopLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from tutor.content.lesson import Lesson
    from tutor.draw.canvas import Row
    from tutor.kernel.events import Steer
    from tutor.tui.widgets.inquiry import Desk

FRAMES_A_SECOND = 15


class LessonScreen(Stopping):
    """One unit and its session. What the learner does is told in messages; the app keeps it."""

    CSS_PATH = "lesson.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r,f5", "run", N_("run"), key_display="^R", tooltip=N_("Run the cell (or F5)")),
        Binding("ctrl+c", "interrupt", N_("stop"), tooltip=N_("Interrupt the running cell"), priority=True),
        Binding("less_than_sign", "steer('slower')", N_("rate"), tooltip=N_("Halve the learning rate, or double it")),
        Binding(
            "greater_than_sign", "steer('faster')", N_("rate"), tooltip=N_("Halve the learning rate, or double it")
        ),
        Binding("s", "steer('stop')", N_("stop after the epoch"), tooltip=N_("End the training after this epoch")),
        Binding("a", "run_all", N_("run all"), tooltip=N_("Run all cells from the top")),
        Binding("n", "cell(1)", N_("cell"), tooltip=N_("The next or the previous cell")),
        Binding("b", "cell(-1)", N_("cell"), tooltip=N_("The next or the previous cell")),
        Binding("x", "swap", N_("author's text"), tooltip=N_("Back to the author's text; again: yours")),
        Binding("t", "unfold", N_("traceback"), tooltip=N_("The whole traceback, or the short one")),
        Binding("right_square_bracket", "turn(1)", N_("next unit"), tooltip=N_("Open the unit after this one")),
        Binding("escape,q", "leave", N_("menu"), key_display="Esc", tooltip=N_("To the menu (or q); all is kept")),
        Binding("left_square_bracket", "turn(-1)", N_("previous unit"), tooltip=N_("Open the unit before this one")),
        Binding("o", "links", N_("links"), tooltip=N_("Open a link of this lesson")),
        Binding(
            "m",
            "remarks",
            N_("remarks"),
            show=False,
            tooltip=N_("Say below a training what ails it, or say nothing; it is kept"),
        ),
        GLOSSARY,
        Binding("0", "restart", N_("restart"), tooltip=N_("Restart the kernel: all variables are lost")),
        Binding("question_mark", "app.help", N_("help"), tooltip=N_("All keys of this screen")),
    ]

    @dataclass
    class Ran(Message):
        """A cell has run; `state.status` says how it ended."""

        cell: CellView

    @dataclass
    class Turned(Message):
        """To the next unit (1), to the previous (-1)."""

        step: int

    class RemarksFlipped(Message):
        """The learner wants remarks below trainings, or no more."""

    class Left(Message):
        """Back to the menu."""

    @dataclass
    class LinkAsked(Message):
        """The learner wants to follow a link: a unit's id or an address."""

        href: str

    def __init__(
        self,
        lesson: Lesson,
        session: Session,
        *,
        start: tuple[int, float] = (0, 0.0),
        prepare: Callable[[CellView], None] = lambda _: None,
        spell: Spell = tuple,
        inquire: Callable[[str], Desk] | None = None,
        ending: Callable[[int], list[Row]] | None = None,
        ascii: bool = False,
        color: bool = True,
    ) -> None:
        super().__init__(ascii=ascii)
        self.lesson = lesson
        self.session = session
        self._top = TopLine(ascii=ascii)
        self.page = Page(
            lesson, start=start, ending=ending, ascii=ascii, color=color, prepare=prepare, spell=spell, inquire=inquire,
            ask=session.ask,
        )  # fmt: skip
        self.runner = Runner(session, self._began, self._ended)
        self._is_training = False

    def compose(self) -> ComposeResult:
        """Title line, page, keys."""
        yield self._top
        yield self.page
        yield KeyLine(ascii=self.ascii)

    def on_mount(self) -> None:
        """The page has the keys; a running cell is drawn a few times a second."""
        self.page.focus()
        self.show_state(self.session.state)
        self.set_interval(1 / FRAMES_A_SECOND, self._frame)

    # -- the lines around the page --

    def show_state(self, state: State) -> None:
        """The session's state, on the screen at all times."""
        self.runner.hear(state)
        self.page.hear(state)
        titles, section = self.page.titles, self.page.section
        self._top.show(
            f"{self.lesson.unit} {self.lesson.title}",
            middle=f"§ {section}/{len(titles)} {titles[section - 1]}" if titles and section else "",
            state=state_row(state, uses_keras=self.lesson.uses_keras, ascii=self.ascii),
        )
        self.refresh_bindings()

    def on_page_moved(self) -> None:
        """The section at the top may be another."""
        self.show_state(self.session.state)

    def on_descendant_focus(self) -> None:
        """Other keys may work on another cell."""
        self.refresh_bindings()

    def _frame(self) -> None:
        cell = self.runner.running
        if cell is None:
            return
        had_training = self.runner.training is not None
        cell.refresh_output()
        if self.page.follows:
            self.call_after_refresh(self.page.show_cell, cell, its_end=bool(cell.transcript.items))
        if had_training is not self._is_training:
            self._is_training = had_training
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """Keys that would do nothing are not offered."""
        cell, running = self.page.focused_cell if self.is_mounted else None, self.runner.running
        match action:
            case "interrupt":
                return running is not None
            case "steer":
                return self.runner.training is not None
            case "unfold":
                return cell is not None and cell is not running and cell.state.status == "error"
            case "swap":
                return cell is not None and (cell.is_edited or cell.aside is not None)
        return True

    # -- running --

    def action_run(self) -> None:
        """Run the focused cell, or the first in sight; offer those above when this kernel has not seen them."""
        cell = self.page.cell_in_sight()
        if cell is None:
            return
        cell.leave()
        cells = self.page.cells
        before = self.runner.unseen(cells[: cells.index(cell)])
        if not before or self.runner.is_skipping or self.runner.running is not None:
            self._run([cell])
            return

        def chosen(choice: str | None) -> None:
            self.runner.is_skipping = choice == "one"
            if choice:
                self._run([cell] if choice == "one" else [*before, cell])

        self.app.push_screen(offers.run_above(len(before), ascii=self.ascii), chosen)

    def action_run_all(self) -> None:
        """Run every cell, from the top."""
        self._run_all()

    @work(group="all", exclusive=True)
    async def _run_all(self) -> None:
        first, drops = self._required, self.runner.drops
        self._run(first)
        await self.page.completed.wait()  # who is quick presses it before the last cell is on the page
        if self.runner.drops == drops:
            self.runner.add([cell for cell in self._required if cell not in first])
            self._work()

    @property
    def _required(self) -> list[CellView]:
        return [cell for cell in self.page.cells if "optional" not in cell.cell.tags]

    def _run(self, cells: list[CellView]) -> None:
        self.runner.add(cells)
        self.page.follows = True
        self._work()

    @work(group="cells")
    async def _work(self) -> None:
        await self.runner.work()

    def _began(self, cell: CellView) -> None:
        self.refresh_bindings()
        if self.page.follows:
            self.page.show_cell(cell)

    def _ended(self, cell: CellView) -> None:
        self.withdraw_offer()
        self.refresh_bindings()
        if self.page.follows:
            self.call_after_refresh(self.page.show_cell, cell, its_end=True)
        elif cell.state.status == "error" and not cell.cell.may_fail:
            words = _("Cell {number} failed.").format(number=cell.cell.index + 1)
            self.notify(words, severity="error", timeout=5, markup=False)
        self.post_message(self.Ran(cell))
        if cell.state.status == "died":
            self.show_death()

    def action_steer(self, how: Steer) -> None:
        """Change the training under way; who steers looks on at what comes of it."""
        self.page.follows = True
        self.session.steer(how)

    @on(CellView.Answered)
    def _answered(self, event: CellView.Answered) -> None:
        self.session.answer(event.text)

    # -- moving --

    def action_cell(self, step: int) -> None:
        """Focus another cell."""
        self.page.focus_stop(step)

    def action_unfold(self) -> None:
        """The whole traceback of the focused cell."""
        if cell := self.page.focused_cell:
            cell.unfold()

    def action_swap(self) -> None:
        """The author's text of the focused cell, or the learner's again."""
        if cell := self.page.focused_cell:
            words = _("The author's text. x brings yours back.") if cell.swap() else _("Your text again.")
            self.notify(words, markup=False, timeout=3)
            self.refresh_bindings()

    def action_remarks(self) -> None:
        """Remarks below trainings, or none."""
        self.post_message(self.RemarksFlipped())

    def action_turn(self, step: int) -> None:
        """To another unit."""
        self.post_message(self.Turned(step))

    def action_leave(self) -> None:
        """Back to the menu; what stands in an open editor is kept."""
        for cell in self.page.cells:
            cell.leave()
        self.post_message(self.Left())

    def action_links(self) -> None:
        """All links of the lesson, to choose one."""
        links = self.page.links
        if not links:
            self.notify(_("This lesson has no links."), markup=False, timeout=2)
            return
        self.app.push_screen(offers.which_link(links, ascii=self.ascii), self._asked)

    def _asked(self, href: str | None) -> None:
        if href:
            self.post_message(self.LinkAsked(href))

    @on(Rows.LinkClicked)
    def _clicked(self, event: Rows.LinkClicked) -> None:
        event.stop()
        self._asked(event.href)
