"""`Panel`: settings to walk through and to change, one below the other or side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

from tutor.draw.canvas import PLAIN, Ink, Row, Span, cut
from tutor.draw.canvas import width as cells
from tutor.locale import N_
from tutor.show.wrap import clip, padded
from tutor.tui.widgets.playground.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

    from tutor.tui.widgets.playground.controls import Control
    from tutor.tui.widgets.playground.frame import Frame

MUTED = Ink("muted")
CHOSEN = Ink("accent", bold=True)
LABEL = 17
"""Cells of a label in a column of settings."""


@dataclass(frozen=True, slots=True)
class Group:
    """Settings under one heading."""

    title: str
    controls: tuple[Control, ...]


class Panel(Drawing, can_focus=True):
    """Arrows choose a setting and change it; so do clicks on its two signs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "along('up')", N_("choose"), tooltip=N_("Another setting"), id="panel.up"),
        Binding("down", "along('down')", N_("choose"), tooltip=N_("Another setting"), id="panel.down"),
        Binding("left", "along('left')", N_("change"), tooltip=N_("Another value"), id="panel.left"),
        Binding("right", "along('right')", N_("change"), tooltip=N_("Another value"), id="panel.right"),
        Binding("enter", "change(1)", N_("next value"), show=False, tooltip=N_("The next value"), id="panel.next"),
    ]

    @dataclass
    class Changed(Message):
        """The learner wants the value `step` on."""

        name: str
        step: int

    def __init__(self, *, ascii: bool = False, flat: bool = False, id: str | None = None) -> None:
        super().__init__(ascii=ascii, id=id)
        self.is_flat = flat
        """Side by side: then left and right choose, up and down change."""
        self._groups: tuple[Group, ...] = ()
        self._cursor = 0
        self._spots: list[tuple[int, int, int, int, int]] = []
        """Where what is: row, first column, last column, the setting's index, and the step of a click there."""

    def show(self, frame: Frame) -> None:
        """Nothing of a moment: what stands here comes with `offer`."""
        is_first, self.model = self.model is None, frame
        if is_first:
            self.redraw()

    def offer(self, groups: Sequence[Group]) -> None:
        """Show these settings; the chosen one stays where it is."""
        if (given := tuple(groups)) != self._groups:
            self._groups = given
            self._cursor = min(self._cursor, max(0, len(self.controls) - 1))
            self.redraw()

    @property
    def controls(self) -> list[Control]:
        """All settings in their order."""
        return [control for group in self._groups for control in group.controls]

    def rows(self, width: int, height: int) -> list[Row]:
        """A setting a row, or all in two rows."""
        self._spots = []
        return self._flat(width) if self.is_flat else self._column(width, height)

    def _column(self, width: int, height: int) -> list[Row]:
        rows: list[Row] = []
        index = at = 0
        room = min(LABEL, width // 2 + 2)
        for group in self._groups:
            if rows:
                rows.append(())
            rows.append(self.heading(group.title))
            for control in group.controls:
                is_chosen = self.has_focus and index == self._cursor
                at = len(rows) if index == self._cursor else at
                lead = self._pointer(is_chosen)
                label = clip(control.label, room - 2, ascii=self.ascii)
                ink = Ink(bold=True) if is_chosen else PLAIN
                row = padded((lead, Span(label, ink)), room)
                left, value, right = self._value(control, is_chosen=is_chosen)
                self._spots.append((len(rows), room, room + 1, index, -1))
                self._spots.append((len(rows), room + 2, room + 3 + cells(control.value), index, 1))
                self._spots.append((len(rows), 0, width, index, 0))
                rows.append(cut((*row, left, value, right), width))
                index += 1
        first = max(0, min(at - height // 2, len(rows) - height))
        self._spots = [(row - first, start, end, which, step) for row, start, end, which, step in self._spots]
        return rows[first : first + height]

    def _flat(self, width: int) -> list[Row]:
        names: list[Span] = [Span(" ")]
        values: list[Span] = [Span(" ")]
        at = 1
        sizes = [max(cells(one.label) + 2, cells(one.value) + 4) for one in self.controls]
        gap = max(1, min(4, (width - 2 - sum(sizes)) // max(1, len(sizes))))
        for index, (control, size) in enumerate(zip(self.controls, sizes, strict=True)):
            is_chosen = self.has_focus and index == self._cursor
            names += padded((self._pointer(is_chosen), Span(control.label, CHOSEN if is_chosen else MUTED)), size + gap)
            values += padded(self._value(control, is_chosen=is_chosen), size + gap)
            self._spots.append((1, at, at + 1, index, -1))
            self._spots.append((1, at + 2, at + 3 + cells(control.value), index, 1))
            self._spots += [(row, at, at + size, index, 0) for row in (0, 1)]
            at += size + gap
        return [cut(names, width), cut(values, width)]

    def _pointer(self, is_chosen: bool) -> Span:  # noqa: FBT001 (it points or it does not)
        return Span((">" if self.ascii else "▸") + " " if is_chosen else "  ", CHOSEN)

    def _value(self, control: Control, *, is_chosen: bool) -> tuple[Span, Span, Span]:
        left, right = ("< ", " >") if self.ascii else ("‹ ", " ›")
        if control.is_switch:
            left = right = "  "
        ink = CHOSEN if is_chosen else MUTED
        return Span(left, ink), Span(control.value, Ink(bold=is_chosen)), Span(right, ink)

    def action_along(self, arrow: str) -> None:
        """Choose, or change: which arrows do which depends on how the settings stand."""
        step = 1 if arrow in {"down", "right"} else -1
        if (arrow in {"up", "down"}) is not self.is_flat:
            if self.controls:
                self._cursor = (self._cursor + step) % len(self.controls)
            self.redraw()
        else:
            # In a row of settings up is more.
            self.action_change(-step if self.is_flat else step)

    def action_change(self, step: int) -> None:
        """Say that another value is wanted."""
        if self.controls:
            self.post_message(self.Changed(self.controls[self._cursor].name, step))

    def on_click(self, event: events.Click) -> None:
        """Choose what is under the mouse; its signs and its value change it."""
        for row, first, last, index, step in self._spots:
            if event.y == row and first <= event.x <= last:
                self._cursor = index
                self.redraw()
                if step:
                    self.action_change(step)
                return
