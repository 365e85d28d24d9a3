"""A lesson's cells, run from the top in a session handed in: outputs as text, or events as JSON lines."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tutor.clinic import remark
from tutor.console.keyboard import NobodyThere, line_from
from tutor.draw.numbers import number
from tutor.explain import explain
from tutor.kernel.events import Display, Event, Failure, Finished, Input, Metrics, State, Text
from tutor.kernel.transcript import Transcript
from tutor.locale import _, ngettext
from tutor.show.output import output_rows

if TYPE_CHECKING:
    from tutor.console.terminal import Terminal
    from tutor.content.lesson import Cell, Lesson
    from tutor.kernel.events import Session

TELL_EVERY = 1.0
"""Seconds between two lines about a training under way."""

LIMIT = 2000
"""Rows of one output; the middle of a longer one is counted. `--json` has all that was kept."""


async def run(lesson: Lesson, session: Session, terminal: Terminal, *, as_json: bool, has_remarks: bool = True) -> int:
    """Run every cell until one fails that should not; 1 then. The session is started and closed here.

    `has_remarks` says below a training what ails it, unless the lesson leaves that to the learner.
    """
    try:
        terminal.note(_("Starting the kernel …"))
        await session.start()
        if session.state is State.DEAD:
            terminal.note(_("The kernel could not start: {reason}").format(reason=session.reason))
            return 1
        for cell in lesson.cells:
            turn = _Turn(lesson, cell, terminal, as_json=as_json, has_remarks=has_remarks and lesson.has_remarks)
            finished = await turn.run(session)
            if finished.status == "died" or (finished.status != "ok" and not cell.may_fail):
                terminal.note(_end(cell, finished, turn.failure, len(lesson.cells)))
                return 1
    finally:
        await session.close()
    return 0


class _Turn:
    """One cell's run."""

    def __init__(self, lesson: Lesson, cell: Cell, terminal: Terminal, *, as_json: bool, has_remarks: bool) -> None:
        self.failure = ""
        self._lesson = lesson
        self._cell = cell
        self._number = cell.index + 1
        self._terminal = terminal
        self._as_json = as_json
        self._remark = remark if has_remarks else None
        self._transcript = Transcript()
        self._told_at = 0.0

    async def run(self, session: Session) -> Finished:
        """Until the cell is finished; its output is on the terminal then."""
        self._terminal.note(f"[{self._number}] {self._cell.name}")
        finished = Finished("died", 0.0)
        async for event in session.run(self._cell.source):
            if self._as_json and (fields := _fields(event)):
                self._terminal.line({"cell": self._number, **fields})
            match event:
                case Input():
                    await self._answer(event, session)
                case Finished():
                    finished = event
                case _:
                    self._note(event)
                    self._transcript.add(event)
        if not self._as_json:
            self._show()
        return finished

    def _show(self) -> None:
        terminal = self._terminal
        rows = output_rows(
            self._transcript,
            terminal.width,
            ascii=terminal.ascii,
            color=False,
            limit=LIMIT,
            keys=False,
            explain=self._meaning,
            remark=self._remark,
        )
        if rows:
            terminal.say(f"[{self._number}]")
            terminal.rows(rows)
            terminal.say()
            terminal.out.flush()

    def _meaning(self, failure: Failure) -> str:
        cells, here = [cell.source for cell in self._lesson.cells], self._cell.index
        return explain(failure.name, failure.message, frames=failure.traceback, cells=cells, here=here)

    def _note(self, event: Event) -> None:
        """A training says how far it is, each epoch's end but not too often; a failure is remembered."""
        if isinstance(event, Failure):
            self.failure = f"{event.name}: {event.message}"
        if not isinstance(event, Metrics) or not event.values or time.monotonic() - self._told_at < TELL_EVERY:
            return
        self._told_at = time.monotonic()
        done = _("epoch {epoch}/{epochs}") if event.epochs else _("step {step}")
        words = [done.format(epoch=event.epoch, epochs=event.epochs, step=event.step)]
        words += [f"{name} {number(value)}" for name, value in event.values.items()]
        self._terminal.note(f"    {' · '.join(words)}")

    async def _answer(self, event: Input, session: Session) -> None:
        """Pass on a line of the terminal's; without one the cell is stopped."""
        try:
            session.answer(await line_from(self._terminal, event.prompt, is_secret=event.password))
        except NobodyThere:
            self.failure = _("it asks for input, and there is no terminal to answer from")
            await session.interrupt()


def _end(cell: Cell, finished: Finished, failure: str, cells: int) -> str:
    reason = " ".join((failure or finished.reason or finished.status).split())[:300]
    words = _("Cell {number} ({name}) failed: {reason}").format(number=cell.index + 1, name=cell.name, reason=reason)
    if rest := cells - cell.index - 1:
        after = ngettext("({count} cell after it was not run)", "({count} cells after it were not run)", rest)
        words += " " + after.format(count=rest)
    return words


def _fields(event: Event) -> dict[str, Any]:
    """The event as JSON has it; nothing for the two that only a screen needs."""
    match event:
        case Text():
            return {"event": "text", "stream": event.stream, "text": event.text}
        case Display():
            return {
                "event": "display",
                "data": event.data,
                "display_id": event.display_id,
                "update": event.update,
                "count": event.count,
            }
        case Metrics():
            return {
                "event": "metrics",
                "run": event.run,
                "phase": event.phase,
                "epoch": event.epoch,
                "epochs": event.epochs,
                "step": event.step,
                "steps": event.steps,
                "values": event.values,
                "rate": event.rate,
                "note": event.note,
                "seconds": event.seconds,
            }
        case Failure():
            return {
                "event": "failure",
                "name": event.name,
                "message": event.message,
                "traceback": event.traceback,
            }
        case Finished():
            return {
                "event": "finished",
                "status": event.status,
                "seconds": event.seconds,
                "count": event.count,
                "reason": event.reason,
            }
        case _:
            return {}
