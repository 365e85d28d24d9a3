"""A lab's picture: painted from its drawing, and a place for a pointer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from tutor.draw.canvas import Row, Span, cut, row_width
from tutor.labs.lab import Drawing
from tutor.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from tutor.labs.bench import Pen
    from tutor.labs.lab import Surface

RIGHT = 3
"""The mouse's right button."""


class Easel(Rows):
    """Says where on the surface the mouse is down. `draw(width)` is the picture, `pen()` the place to mark, if any."""

    @dataclass
    class Touched(Message):
        """The pointer is down at a place of the surface, in shares of it."""

        x: float
        y: float
        is_erasing: bool

    class Lifted(Message):
        """The pointer is up again."""

    def __init__(self, draw: Callable[[int], Drawing], pen: Callable[[], Pen | None]) -> None:
        super().__init__(self._painted)
        self._draw = draw
        self._pen = pen
        self._is_down = self._is_erasing = False
        self.drawing = Drawing(())
        """What was drawn last."""

    def _painted(self, width: int) -> list[Row]:
        self.drawing = self._draw(width)
        rows = list(self.drawing.rows)
        pen, surface = self._pen(), self.drawing.surface
        if pen is not None and surface is not None:
            column = surface.left + min(surface.width - 1, int(pen.x * surface.width))
            row = surface.top + min(surface.height - 1, int(pen.y * surface.height))
            if row < len(rows):
                rows[row] = _marked(rows[row], column)
        return rows

    @property
    def surface(self) -> Surface | None:
        """Where the pointer may work."""
        return self.drawing.surface

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The pointer is down, and stays ours until it is up."""
        surface = self.surface
        if surface is None or not self._is_inside(event, surface):
            return
        event.stop()
        self._is_down = True
        self._is_erasing = event.button == RIGHT or event.shift
        self.capture_mouse()
        self._touch(event, surface)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag."""
        if self._is_down and self.surface is not None:
            event.stop()
            self._touch(event, self.surface)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The stroke ends."""
        if self._is_down:
            event.stop()
            self._is_down = False
            self.release_mouse()
            self.post_message(self.Lifted())

    def _is_inside(self, event: events.MouseEvent, surface: Surface) -> bool:
        column, row = self._cell(event, surface)
        return 0 <= column < surface.width and 0 <= row < surface.height

    def _cell(self, event: events.MouseEvent, surface: Surface) -> tuple[int, int]:
        """The surface's cell under the mouse, which a drag may have left behind."""
        content = self.content_region
        return int(event.screen_x) - content.x - surface.left, int(event.screen_y) - content.y - surface.top

    def _touch(self, event: events.MouseEvent, surface: Surface) -> None:
        column, row = self._cell(event, surface)
        x, y = (column + 0.5) / max(1, surface.width), (row + 0.5) / max(1, surface.height)
        self.post_message(self.Touched(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0), self._is_erasing))


def _marked(row: Row, column: int) -> Row:
    """The row with one of its cells in reverse."""
    before = cut(row, column)
    through = cut(row, column + 1)
    missing = column - row_width(before)
    if missing > 0:
        return (*before, Span(" " * missing), Span(" ", replace(Span("").ink, reverse=True)))
    cell = _behind(through, column)
    rest = _behind(row, column + max(1, row_width(cell)))
    lit = tuple(replace(span, ink=replace(span.ink, reverse=not span.ink.reverse, bold=True)) for span in cell)
    return (*before, *(lit or (Span(" ", replace(Span("").ink, reverse=True)),)), *rest)


def _behind(row: Row, cells: int) -> Row:
    """What of the row is left behind its first `cells` cells."""
    rest: list[Span] = []
    for span in row:
        size = row_width((span,))
        if cells <= 0:
            rest.append(span)
        elif size > cells:
            head = cut((span,), cells)
            rest.append(replace(span, text=span.text[len(head[0].text) if head else 0 :]))
        cells -= size
    return tuple(rest)
