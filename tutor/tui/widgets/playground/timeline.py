"""`Timeline`: whether the network trains, which epoch is on the screen, and a line to go back on; the panes' names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tutor.draw.canvas import Ink, Row, Span, cut, row_width
from tutor.draw.canvas import width as cells
from tutor.locale import _
from tutor.tui.widgets.playground.drawing import Drawing

if TYPE_CHECKING:
    from textual import events

MUTED = Ink("muted")
ACCENT = Ink("accent", bold=True)
LEAST = 8


class Timeline(Drawing):
    """One row. A click on its first sign starts or pauses, one on the line goes to that epoch."""

    @dataclass
    class Toggled(Message):
        """The learner wants it to go on, or to pause."""

    @dataclass
    class Sought(Message):
        """The learner wants to see this epoch."""

        epoch: int

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(ascii=ascii, id=id)
        self._line = (0, 0)

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 (it is one row)
        """The state, the epoch, the line, the speed."""
        frame = self.model
        if frame is None:
            return []
        sign = ("=>" if self.ascii else "‖▶")[frame.is_playing]
        word = _("learning") if frame.is_playing else _("looking back") if frame.is_past else _("paused")
        epoch = _("epoch {epoch}").format(epoch=f"{frame.epoch:,}".replace(",", " "))
        if frame.is_past:
            epoch += f" / {frame.last:,}".replace(",", " ")
        left: Row = (Span(f" {sign} {word}  ", ACCENT if frame.is_playing else Ink(bold=True)), Span(epoch), Span("  "))
        right: Row = (Span("  " + speed_words(frame.speed) + " ", MUTED),)
        room = width - row_width(left) - row_width(right)
        if room < LEAST:
            return [cut((*left, *right), width)]
        self._line = (row_width(left), room)
        return [(*left, *self._bar(frame.epoch, frame.last, room), *right)]

    def _bar(self, epoch: int, last: int, room: int) -> Row:
        """A whole line with a knob where the epoch is."""
        line, knob = ("-", "O") if self.ascii else ("─", "●")
        at = round(epoch / last * (room - 1)) if last else room - 1
        return Span(line * at, Ink("accent")), Span(knob, ACCENT), Span(line * (room - 1 - at), MUTED)

    def on_click(self, event: events.Click) -> None:
        """Start, pause, or go to an epoch."""
        start, room = self._line
        if self.model is None:
            return
        if event.x < start:
            self.post_message(self.Toggled())
        elif event.x < start + room:
            self.post_message(self.Sought(round((event.x - start) / max(1, room - 1) * self.model.last)))


def speed_words(speed: int) -> str:
    """So many epochs a second; 0 is as fast as it goes."""
    return _("{count} epochs/s").format(count=speed) if speed else _("full speed")


class Tabs(Drawing):
    """The panes' names where one is shown at a time."""

    @dataclass
    class Picked(Message):
        """The learner wants this pane."""

        pane: str

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(ascii=ascii, id=id)
        self.panes: tuple[tuple[str, str], ...] = ()
        self.current = ""

    def pick(self, panes: tuple[tuple[str, str], ...], current: str) -> None:
        """Show these panes (name, title) and which one is open."""
        self.panes, self.current = panes, current
        self.redraw()

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 (it is one row)
        """The names, the open one in brackets."""
        row: Row = ()
        for name, title in self.panes:
            is_open = name == self.current
            row = (*row, Span(f"[{title}]" if is_open else f" {title} ", ACCENT if is_open else MUTED), Span(" "))
        return [cut(row, width)]

    def on_click(self, event: events.Click) -> None:
        """The pane under the mouse."""
        at = 0
        for name, title in self.panes:
            size = cells(title) + 3
            if at <= event.x < at + size:
                self.post_message(self.Picked(name))
                return
            at += size
