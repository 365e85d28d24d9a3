"""A curve that is drawn: left and right move the pen, up and down lift and lower it; then the real one joins it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.show.sketch import sketch_rows
from tutor.tui.widgets.sheets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tutor.draw.canvas import Row
    from tutor.tui.widgets.asked import Asked

HEIGHT = 11
LEGEND = 1
AXIS = 2
STEPS = 20
"""How many steps lift the pen from the bottom to the top."""


class Sketch(Sheet):
    """Holds a value a column; what is right of the pen follows it, so that a flat end need not be drawn."""

    def __init__(self, asked: Asked, *, ascii: bool = False) -> None:
        super().__init__(asked, ascii=ascii)
        self.real: Sequence[float] = ()
        self._column = 0
        self._values: list[float] = []
        self._top = self._left = self._width = 0
        if plane := asked.plane:
            self._values = [(plane.low + plane.high) / 2] * plane.points
        self._is_drawn = False

    @property
    def actions(self) -> frozenset[str]:
        """The pen is moved, lifted and lowered."""
        return frozenset({"pen", "lift"})

    @property
    def count(self) -> int:
        """No row takes the focus."""
        return 0

    @property
    def answer(self) -> object | None:
        """The drawn values, once something was drawn."""
        return [round(value, 6) for value in self._values] if self._is_drawn else None

    def pen(self, step: int) -> None:
        """To another column."""
        self._column = min(max(0, self._column + step), len(self._values) - 1)
        self._is_drawn = True

    def lift(self, step: int) -> None:
        """Higher or lower by so many of `STEPS`, and all that follows with it."""
        if plane := self.asked.plane:
            self._put(self._column, self._values[self._column] + step * (plane.high - plane.low) / STEPS)

    def touch(self, x: int, y: int) -> bool:
        """The pen was put on a cell of the drawing; returns whether that is in the plane."""
        row, rows = y - self._top - LEGEND, HEIGHT - LEGEND - AXIS
        if not (plane := self.asked.plane) or not 0 <= row < rows or not self._left <= x < self._width:
            return False
        room = max(1, self._width - self._left - 1)
        column = round((x - self._left) / room * (len(self._values) - 1))
        value = plane.high - row / max(1, rows - 1) * (plane.high - plane.low)
        before, height = self._column, self._values[self._column]
        for between in range(before + 1, column):  # a fast hand leaves columns out
            share = (between - before) / (column - before)
            self._values[between] = height + share * (value - height)
        self._column = column
        self._put(column, value)
        return True

    def _put(self, column: int, value: float) -> None:
        if plane := self.asked.plane:
            value = min(plane.high, max(plane.low, value))
            self._values[column:] = [value] * (len(self._values) - column)
            self._is_drawn = True

    def _below(self, width: int, top: int) -> list[Row]:
        plane = self.asked.plane
        if plane is None:
            return []
        real = self.verdict.curve if self.verdict else self.real
        column = None if self.verdict else self._column
        rows = sketch_rows(self._values, real, plane.low, plane.high, width, HEIGHT, ascii=self.ascii, column=column)
        self._top, self._width = top + 1, width
        first = "".join(span.text for span in rows[LEGEND]) if len(rows) > LEGEND else ""
        self._left = next((index + 1 for index, sign in enumerate(first) if sign in "\u2502|\u2524+"), 0)
        return [(), *rows]
