"""The review: questions of all quizzes that are due, one after another, and at the end how it went.

It does not grade and keeps nothing: `take` does, and an answer is shown as taken only when `take` returned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, Protocol

from textual import getters, on, work
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen

from tutor.draw.canvas import Ink, Row, Span
from tutor.locale import N_, _, ngettext
from tutor.show.wrap import wrap
from tutor.tui.widgets.keys import GLOSSARY, KeyLine
from tutor.tui.widgets.question import Question
from tutor.tui.widgets.rows import Rows
from tutor.tui.widgets.taking import taken
from tutor.tui.widgets.topline import TopLine, bar

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tutor.tui.widgets.asked import Asked, Verdict
    from tutor.tui.widgets.taking import Told

BAR = 11
MUTED = Ink(fg="muted")
Phase = Literal["asking", "taking", "told", "finished"]


class Desk(Protocol):
    """Where the due questions come from and their answers go; questions are numbered from 0."""

    @property
    def count(self) -> int:
        """How many are due."""

    def is_run(self, index: int) -> bool:
        """Whether an answer to it is run, which may take its time."""

    def asked(self, index: int) -> Asked:
        """The question."""

    def unit(self, index: int) -> str:
        """The unit that teaches it, if it can be opened; else empty."""

    async def take(self, index: int, answer: object, told: Told | None) -> Verdict:
        """Mark and keep an answer. Raises ValueError for what is none, any other error where it could not be kept."""

    async def hinted(self, index: int, number: int) -> None:
        """A hint was read for the first time."""

    async def revealed(self, index: int) -> None:
        """The solution was seen."""

    def next_due(self) -> str:
        """When something is due next, as a sentence; empty if nothing will be."""


class ReviewScreen(Screen[None]):
    """Asks what is due."""

    CSS_PATH = "review.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", N_("next"), tooltip=N_("The next question"), id="review.next"),
        Binding("ctrl+c", "stop", N_("stop"), tooltip=N_("Stop what runs; nothing is kept of it"), id="review.stop"),
        Binding("u", "visit", N_("to its unit"), tooltip=N_("Open the unit that teaches it"), id="review.visit"),
        Binding("m", "beliefs", N_("mistakes"), tooltip=N_("What you seem to believe wrongly"), id="review.beliefs"),
        Binding("escape", "leave", N_("menu"), tooltip=N_("Back to the menu; all is kept"), id="review.leave"),
        GLOSSARY,
        Binding("question_mark", "app.help", N_("help"), tooltip=N_("All keys of this screen"), id="help"),
    ]

    top = getters.query_one(TopLine)
    question = getters.query_one(Question)
    summary = getters.query_one("#summary", VerticalScroll)

    @dataclass
    class Visit(Message):
        """The learner wants the unit that teaches a question."""

        unit: str

    class BeliefsWanted(Message):
        """The learner wants to see what they believe wrongly."""

    class Left(Message):
        """Back to the menu; every answer that was shown as taken is kept."""

    def __init__(self, desk: Desk, *, ascii: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.ascii = ascii
        self.index = 0
        self._phase: Phase = "asking"
        self._right = 0

    def compose(self) -> ComposeResult:
        """The question, or the end, between the two lines."""
        yield TopLine(ascii=self.ascii)
        yield Question(ascii=self.ascii)
        with VerticalScroll(id="summary"):
            yield Rows(self._told)
        yield KeyLine(ascii=self.ascii)

    def on_mount(self) -> None:
        """Begin."""
        self._ask()

    def _ask(self) -> None:
        if self.index >= self.desk.count:
            self._enter("finished")
            self.summary.focus(scroll_visible=False)
            self.query_one("#summary > Rows", Rows).remake()
            return
        self.question.ask(self.desk.asked(self.index))
        self._enter("asking")

    def _enter(self, phase: Phase) -> None:
        self._phase = phase
        count = self.desk.count
        state = f"{min(self.index + 1, count)}/{count}" if count else ""
        self.top.show(_("Review"), state=state, bar=bar(self.index, max(1, count), BAR, ascii=self.ascii))
        self.set_class(phase == "finished", "-finished")
        self.refresh_bindings()

    @on(Question.Answered)
    def _answered(self, event: Question.Answered) -> None:
        event.stop()
        if self._phase in {"asking", "told"}:
            self._enter("taking")
            self._keep(event.answer)

    @work(group="answer", exclusive=True)
    async def _keep(self, answer: object) -> None:
        index = self.index
        try:
            verdict = await taken(
                self.question, lambda told: self.desk.take(index, answer, told), is_run=self.desk.is_run(index)
            )
            if verdict is not None and (verdict.sign != "noted" or verdict.is_final):
                self._right += verdict.sign == "right"
                self._enter("told")
        finally:
            if self._phase == "taking" and self.is_attached:
                self._enter("asking")

    @on(Question.Hinted)
    def _hint_read(self, event: Question.Hinted) -> None:
        event.stop()
        self._note(self.desk.hinted(self.index, event.number))

    @on(Question.Revealed)
    def _solution_seen(self, event: Question.Revealed) -> None:
        event.stop()
        self._note(self.desk.revealed(self.index))

    @work(group="notes")
    async def _note(self, noting: Awaitable[None]) -> None:
        try:
            await noting
        except Exception as error:  # noqa: BLE001 (a hint not kept is worth no learner's attention)
            self.log.warning(error)

    def _told(self, width: int) -> list[Row]:
        if not self.desk.count:
            words = _("Nothing is due.")
        else:
            words = ngettext("{right} of {count} right.", "{right} of {count} right.", self.desk.count)
            words = words.format(right=self._right, count=self.desk.count)
        rows: list[Row] = [(), *wrap([Span(words, Ink(bold=True))], width)]
        if then := self.desk.next_due():
            rows += [(), *wrap([Span(then)], width)]
        elif not self.desk.count:
            words = _("A question comes back here some days after you have answered it, in a quiz or in a lesson.")
            rows += [(), *wrap([Span(words)], width)]
        return [*rows, (), *wrap([Span(_("m shows what you seem to believe wrongly; Esc leads back."), MUTED)], width)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """What makes sense in this phase."""
        match action:
            case "next":
                return self._phase == "told" and not self.question.is_writing
            case "stop":
                return self._phase == "taking"
            case "visit":
                return self._phase == "told" and bool(self.desk.unit(self.index))
            case "beliefs":
                return self._phase == "finished"
            case _:
                return True

    def action_next(self) -> None:
        """The next question, or the end."""
        self.index += 1
        self._ask()

    def action_stop(self) -> None:
        """Stop the answer that is run."""
        self.workers.cancel_group(self, "answer")

    def action_visit(self) -> None:
        """Say that the question's unit is wanted."""
        self.post_message(self.Visit(self.desk.unit(self.index)))

    def action_beliefs(self) -> None:
        """Say that the page of misconceptions is wanted."""
        self.post_message(self.BeliefsWanted())

    def action_leave(self) -> None:
        """Say that the menu is wanted."""
        self.post_message(self.Left())
