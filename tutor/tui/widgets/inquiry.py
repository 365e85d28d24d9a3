"""A quiz's question in the flow of a lesson: a stop like a cell, answered in place, as often as one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events, getters, on, work
from textual.binding import Binding
from textual.containers import VerticalGroup

from tutor.draw.canvas import Ink, Row, Span, cut
from tutor.locale import N_, _
from tutor.tui.widgets.question import Question
from tutor.tui.widgets.rows import Rows
from tutor.tui.widgets.taking import taken

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tutor.tui.widgets.asked import Asked, Verdict
    from tutor.tui.widgets.taking import Told


class Desk(Protocol):
    """Where a lesson's question comes from and its answers go."""

    is_run: bool
    """Whether an answer is run, which may take its time; known once it is open."""

    async def open(self) -> Asked | None:
        """The question, in the lesson's language; None where there is none of this name."""

    @property
    def standing(self) -> str:
        """How it was answered last, in a few words; empty if it never was."""

    async def take(self, answer: object, told: Told | None) -> Verdict:
        """Mark and keep an answer. Raises ValueError for what is none, any other error where it could not be kept."""

    async def hinted(self, number: int) -> None:
        """A hint was read for the first time."""

    async def revealed(self) -> None:
        """The solution was seen."""


class Inquiry(VerticalGroup, can_focus=True):
    """Enter goes into the question, Escape out of it."""

    DEFAULT_CSS = """
    Inquiry {
        margin: 0 1 1 1; max-width: 100; height: auto;
        & > Question { margin: 0 0 0 0; }
        & > .edge { margin: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: what is typed fast behind it finds the question open.
        Binding("enter", "begin", N_("answer"), priority=True, tooltip=N_("Answer this question"), id="inquiry.begin"),
        Binding("ctrl+c", "stop", N_("stop"), tooltip=N_("Stop what runs; nothing is kept of it"), id="inquiry.stop"),
        Binding("escape", "leave", N_("done"), tooltip=N_("Back to the page"), id="inquiry.leave"),
    ]

    question = getters.query_one(Question)
    top = getters.query_one("#top", Rows)
    bottom = getters.query_one("#bottom", Rows)

    def __init__(self, desk: Desk, otherwise: Callable[[int], list[Row]], *, ascii: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self._otherwise = otherwise
        self._ascii = ascii
        self._is_there = False
        self._is_running = False

    def compose(self) -> ComposeResult:
        """The question between two lines."""
        yield Rows(lambda width: [self._edge(width, top=True)], id="top")
        yield Question(ascii=self._ascii, inline=True)
        yield Rows(lambda width: [self._edge(width, top=False)], id="bottom")

    def on_mount(self) -> None:
        """The question is read behind the page."""
        self.question.can_focus = False
        self._open()

    @work(group="open")
    async def _open(self) -> None:
        asked = await self.desk.open()
        if asked is None:
            self.can_focus = False
            self.question.display = self.bottom.display = False
            self.top.set(self._otherwise)
            return
        self._is_there = True
        self.question.ask(asked, take_focus=False)
        self.question.can_focus = False
        self.question.blank.field.can_focus = False
        self.question.pad.can_take_keys(can=False)
        self._redraw()

    @property
    def is_entered(self) -> bool:
        """What is typed is for the question."""
        focused = self.screen.focused
        return focused is not None and focused is not self and self in focused.ancestors

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """In or out."""
        match action:
            case "begin":
                return self._is_there and not self.is_entered
            case "stop":
                return self._is_running
            case "leave":
                return self.is_entered
            case _:
                return True

    def action_begin(self) -> None:
        """What is typed from here on is for the question."""
        question = self.question
        question.can_focus = not question.is_written
        question.blank.field.can_focus = True
        question.pad.can_take_keys(can=True)
        question.enter()
        self._redraw()

    def action_leave(self) -> None:
        """Back to the page; what is written stays."""
        self.screen.set_focus(self, scroll_visible=False)
        question = self.question
        question.can_focus = question.blank.field.can_focus = False
        question.pad.can_take_keys(can=False)
        self._redraw()

    def action_stop(self) -> None:
        """Stop the answer that is run."""
        self.workers.cancel_group(self, "answer")

    @on(Question.Answered)
    def _answered(self, event: Question.Answered) -> None:
        event.stop()
        self._take(event.answer)

    @work(group="answer", exclusive=True)
    async def _take(self, answer: object) -> None:
        self._is_running = self.desk.is_run
        self.refresh_bindings()
        try:
            await taken(self.question, lambda told: self.desk.take(answer, told), is_run=self.desk.is_run)
        finally:
            self._is_running = False
            if self.is_attached:
                self._redraw()

    @on(Question.Hinted)
    def _hint_read(self, event: Question.Hinted) -> None:
        event.stop()
        self._note(self.desk.hinted(event.number))

    @on(Question.Revealed)
    def _solution_seen(self, event: Question.Revealed) -> None:
        event.stop()
        self._note(self.desk.revealed())

    @work(group="notes")
    async def _note(self, noting: Awaitable[None]) -> None:
        try:
            await noting
        except Exception as error:  # noqa: BLE001 (a hint not kept is worth no learner's attention)
            self.log.warning(error)

    @on(events.Focus)
    @on(events.Blur)
    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _focus_moved(self) -> None:
        self.call_next(self._redraw)

    async def on_click(self) -> None:
        """A click goes into the question."""
        if self._is_there and not self.is_entered:
            self.action_begin()

    def _redraw(self) -> None:
        self.top.remake()
        self.bottom.remake()
        self.refresh_bindings()

    def _edge(self, width: int, *, top: bool) -> Row:
        is_lit = self.has_focus or (self.is_attached and self.is_entered)
        ink = Ink(fg="accent" if is_lit else "muted", bold=self.is_attached and self.is_entered)
        stroke = "-" if self._ascii else "─"
        between = " - " if self._ascii else " · "
        words = between.join(filter(None, (_("Question"), self.desk.standing))) if top else ""
        head = f"{stroke} {words} " if words else ""
        return cut((Span(head + stroke * max(0, width - len(head)), ink),), width)
