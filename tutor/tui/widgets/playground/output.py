"""`OutputView`: what the network says on the whole plane, with the points; or one neuron's picture in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from textual.binding import Binding
from textual.message import Message

from tutor.draw.canvas import Ink, Row, Span
from tutor.draw.heat import Dots, field, point
from tutor.locale import N_, _, ngettext
from tutor.show.wrap import clip
from tutor.tui.widgets.playground.drawing import Drawing
from tutor.tui.widgets.playground.formula import neuron_name

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from tutor.tui.widgets.playground.frame import Frame

MUTED = Ink("muted")
HEAD = 1
LEGEND = 1
ROOMY = 12
"""Rows from which the legend has its place."""
Point = tuple[float, float, float]


class OutputView(Drawing, can_focus=True):
    """The picture is square, so about twice as many columns as rows. Left and right move through the training.

    While `is_drawing` arrows move a cursor and digits put points of their class there; so does the mouse.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "scrub(-1)", N_("back/on in time"), tooltip=N_("An epoch back"), id="output.back"),
        Binding("right", "scrub(1)", N_("back/on in time"), tooltip=N_("An epoch on"), id="output.on"),
        Binding("pageup", "scrub(-20)", N_("far back/on"), show=False, tooltip=N_("20 epochs back"), id="output.far"),
        Binding("pagedown", "scrub(20)", N_("far back/on"), show=False, tooltip=N_("20 epochs on"), id="output.far_on"),
        Binding("home", "ends(0)", N_("first/last"), show=False, tooltip=N_("To the start"), id="output.first"),
        Binding("end", "ends(1)", N_("first/last"), show=False, tooltip=N_("To the last epoch"), id="output.last"),
        Binding("left", "pen(-1, 0)", N_("move"), tooltip=N_("Move the pen"), id="output.pen_left"),
        Binding("right", "pen(1, 0)", N_("move"), tooltip=N_("Move the pen"), id="output.pen_right"),
        Binding("up", "pen(0, -1)", N_("move"), tooltip=N_("Move the pen"), id="output.pen_up"),
        Binding("down", "pen(0, 1)", N_("move"), tooltip=N_("Move the pen"), id="output.pen_down"),
        *(
            Binding(
                str(one), f"put({one})", N_("point of class"), tooltip=N_("Put a point of this class here"),
                id=f"output.put_{one}",
            )
            for one in range(1, 7)
        ),
        Binding("backspace,delete", "rub", N_("rub out"), tooltip=N_("Take the nearest point away"), id="output.rub"),
    ]  # fmt: skip

    @dataclass
    class Scrubbed(Message):
        """The learner wants to see `step` epochs on, or with `is_end` the first (0) or the last (1)."""

        step: int
        is_end: bool = False

    @dataclass
    class Drawn(Message):
        """The learner's own points are these now."""

        points: tuple[Point, ...]

    def __init__(self, *, ascii: bool = False, color: bool = True, id: str | None = None) -> None:
        super().__init__(ascii=ascii, color=color, id=id)
        self.neuron: tuple[int, int] | None = None
        self.is_drawing = False
        self.own: tuple[Point, ...] = ()
        self._pen = (0, 0)
        self._class = 2

    def look(self, neuron: tuple[int, int] | None) -> None:
        """Show the picture of this neuron, or the output."""
        self.neuron = neuron
        self.redraw()

    def draw(self, *, is_on: bool, own: tuple[Point, ...] = ()) -> None:
        """Begin or end drawing points."""
        self.is_drawing, self.own = is_on, own
        width, height = self._inside(self.size.width, self.size.height)
        self._pen = (width // 2, height // 2)
        self.redraw()
        self.refresh_bindings()

    def _inside(self, width: int, height: int) -> tuple[int, int]:
        """The picture's size: what is square and fits."""
        room = height - HEAD - (LEGEND if height >= ROOMY else 0)
        tall = max(1, min(room, width // 2))
        return min(width, 2 * tall), tall

    def rows(self, width: int, height: int) -> list[Row]:
        """The heading, the picture, and what the points mean."""
        frame = self.model
        if frame is None:
            return []
        wide, tall = self._inside(width, height)
        neuron = self.neuron
        if neuron is not None and self._is_output(frame, neuron) and not frame.is_classed:
            neuron = None
        title = _("Output")
        picture = frame.output
        if neuron is not None and neuron[0] < len(frame.sizes) and neuron[1] < frame.sizes[neuron[0]]:
            name = neuron_name(frame, *neuron, ascii=self.ascii)
            title = _("Neuron {name}").format(name=name) if neuron[0] else name
            picture = frame.pictures[neuron[0]][neuron[1]]
        dots = self._own_dots() if self.is_drawing else frame.dots
        cursor = self._pen if self.is_drawing else None
        shown = field(picture, wide, tall, dots=dots, cursor=cursor, ascii=self.ascii, color=self.color)
        rows = [self.heading(title), *shown]
        if height >= ROOMY:
            rows.append((Span(clip(self._legend(frame), width, ascii=self.ascii), MUTED),))
        return rows

    def _is_output(self, frame: Frame, neuron: tuple[int, int]) -> bool:
        return neuron[0] == len(frame.sizes) - 1

    def _legend(self, frame: Frame) -> str:
        if self.is_drawing:
            count = len(self.own)
            return ngettext("{count} point of your own", "{count} points of your own", count).format(count=count)
        if frame.is_classed:
            last = len(frame.pictures[-1])
            shown = f"1-{last}"
            return shown + "   " + _("test") + " a-" + "abcdef"[last - 1] if frame.state.show_test else shown
        test = _("test")
        plus, minus, plus_test, minus_test = ("o", "x", "O", "X") if self.ascii else ("•", "◦", "▪", "▫")
        shown = f"{plus} +1  {minus} {'-' if self.ascii else '−'}1"
        return f"{shown}   {test} {plus_test} {minus_test}" if frame.state.show_test else shown

    def _own_dots(self) -> list[Dots]:
        table = np.array(self.own, dtype=np.float64).reshape(-1, 3)
        return [Dots(table[:, :2], table[:, 2], is_classed=self._class_count > 2)]  # noqa: PLR2004 (labels are signs)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows move in time or the pen."""
        match action:
            case "scrub" | "ends":
                return not self.is_drawing
            case "pen" | "rub":
                return self.is_drawing
            case "put":
                return self.is_drawing and isinstance(parameters[0], int) and parameters[0] <= self._class_count
            case _:
                return True

    @property
    def _class_count(self) -> int:
        return self.model.state.classes if self.model else 2

    def action_scrub(self, step: int) -> None:
        """Say that another epoch is wanted."""
        self.post_message(self.Scrubbed(step))

    def action_ends(self, end: int) -> None:
        """Say that the first or the last epoch is wanted."""
        self.post_message(self.Scrubbed(end, is_end=True))

    def action_pen(self, right: int, down: int) -> None:
        """Move the pen a cell."""
        width, height = self._inside(self.size.width, self.size.height)
        self._pen = (min(max(0, self._pen[0] + right), width - 1), min(max(0, self._pen[1] + down), height - 1))
        self.redraw()

    def action_put(self, number: int) -> None:
        """A point of a class where the pen is; class 1 of two is −1."""
        self._class = number
        label = float(2 * number - 3) if self._class_count == 2 else float(number - 1)  # noqa: PLR2004 (labels are signs)
        x, y = point(*self._pen, *self._inside(self.size.width, self.size.height))
        self.own = (*self.own, (round(x, 2), round(y, 2), label))
        self.redraw()
        self.post_message(self.Drawn(self.own))

    def action_rub(self) -> None:
        """Take away the point nearest to the pen."""
        if self.own:
            x, y = point(*self._pen, *self._inside(self.size.width, self.size.height))
            nearest = min(self.own, key=lambda one: (one[0] - x) ** 2 + (one[1] - y) ** 2)
            at = self.own.index(nearest)
            self.own = (*self.own[:at], *self.own[at + 1 :])
            self.redraw()
            self.post_message(self.Drawn(self.own))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put a point of the class put last where the mouse is; the other button takes one away."""
        if self.is_drawing and (cell := self._cell(event)):
            self._pen = cell
            if event.button == 1:
                self.action_put(min(self._class, self._class_count))
            else:
                self.action_rub()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """A button that stays down draws on, a point a cell."""
        if self.is_drawing and event.button == 1 and (cell := self._cell(event)) and cell != self._pen:
            self._pen = cell
            self.action_put(min(self._class, self._class_count))

    def _cell(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """The picture's cell under the mouse."""
        width, height = self._inside(self.size.width, self.size.height)
        x, y = event.x, event.y - HEAD
        return (x, y) if 0 <= x < width and 0 <= y < height else None
