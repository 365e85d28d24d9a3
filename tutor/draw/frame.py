"""What surrounds a chart's lines: axes with their numbers, marks, and signs for what a line cannot show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.draw.axis import Axis, Tick
from tutor.draw.canvas import Ink, width
from tutor.draw.grid import Grid
from tutor.draw.raster import Trail
from tutor.draw.series import Series
from tutor.draw.stroke import POINTS


@dataclass(frozen=True, slots=True)
class _Glyphs:
    upright: str
    left: str  # a tick on the upright axis
    corner: str
    bare_corner: str  # one without a number
    flat: str
    down: str  # a tick on the flat axis
    mark: str
    above: str  # infinite
    below: str


_LINES = _Glyphs(*"│┤┼└─┬┆▲▼")
_ASCII = _Glyphs(*"|+++-+:^v")
_MUTED = Ink("muted")
_BOTTOM = 1e-9  # shares below this are the axis itself


class Frame:
    """Writes around and over the plot: `rows` × `columns` cells of `grid` from column `margin` on."""

    def __init__(self, grid: Grid, margin: int, rows: int, *, ascii: bool) -> None:
        self._grid, self._margin, self._rows, self._columns = grid, margin, rows, grid.width - margin
        self._scale = (1, 1) if ascii else (2, 4)
        self._glyphs = _ASCII if ascii else _LINES

    def column(self, axis: Axis, x: float) -> int:
        """The plot's column that shows `x`, -1 where none does."""
        share = axis.share(x)
        return round(share * (self._columns - 1)) if 0 <= share <= 1 else -1

    def vertical(self, axis: Axis) -> None:
        """The y axis and its numbers."""
        beside = self._margin - 1
        self._grid.upright(beside, self._rows, self._glyphs.upright, _MUTED)
        self._grid.put(self._rows, beside, self._glyphs.bare_corner, _MUTED)
        for tick in axis.ticks:
            share = axis.share(tick.value)
            # The lowest value is the bottom axis itself; without one it is the last row.
            fine = self._scale[1]
            row = self._rows if share < _BOTTOM else round((1 - share) * (self._rows * fine - 1)) // fine
            self._number(row, tick, self._glyphs.corner if row == self._rows else self._glyphs.left)

    def _number(self, row: int, tick: Tick, glyph: str) -> None:
        if self._margin > 1:
            self._grid.put(row, self._margin - 2 - len(tick.label), tick.label, _MUTED)
        self._grid.put(row, self._margin - 1, glyph, _MUTED)

    def horizontal(self, axis: Axis, label: str, *, has_labels: bool) -> None:
        """The x axis, and below it its numbers and, in what they leave free, its name."""
        self._grid.put(self._rows, self._margin, self._glyphs.flat * self._columns, _MUTED)
        for tick in axis.ticks:
            place = self._margin + self.column(axis, tick.value)
            if place > self._margin:
                self._grid.put(self._rows, place, self._glyphs.down, _MUTED)
            else:
                place -= 1
            start = max(0, min(place - (len(tick.label) - 1) // 2, self._grid.width - len(tick.label)))
            if has_labels and self._is_clear(start, len(tick.label)):
                self._grid.put(self._rows + 1, start, tick.label, _MUTED)
        size = width(label)
        if has_labels and label:
            places = (
                start
                for start in range(self._grid.width - size, self._grid.width // 2, -1)
                if self._is_clear(start, size)
            )
            if (start := next(places, -1)) >= 0:
                self._grid.put(self._rows + 1, start, label, _MUTED)

    def _is_clear(self, start: int, length: int) -> bool:
        """Whether a text there would touch no other."""
        before, after = max(0, start - 1), min(self._grid.width, start + length + 1)
        return self._grid.is_free(self._rows + 1, before, after - before)

    def line(self, place: int, ink: Ink) -> None:
        """A mark's vertical line."""
        if place >= 0:
            self._grid.upright(self._margin + place, self._rows, self._glyphs.mark, ink)

    def label(self, place: int, text: str, ink: Ink) -> None:
        """Write a mark's text in the first row that is free right or left of its line; hide no data for it."""
        size = width(text)
        if place < 0 or not size:
            return
        for row in range(self._rows):
            for start in (self._margin + place + 1, self._margin + place - size):
                if start >= self._margin and self._grid.is_free(row, start, size):
                    self._grid.put(row, start, text, ink)
                    return

    def specials(self, series: Series, path: Trail) -> None:
        """A lone point larger than a dot, and an arrow where a value is infinite."""
        ink = Ink(series.role)
        if self._scale != (1, 1):
            for row, column in zip(*path.alone, strict=True):
                self._grid.put(
                    int(row) // self._scale[1], self._margin + int(column) // self._scale[0], POINTS[series.dash], ink
                )
        for row, glyph, columns in (
            (0, self._glyphs.above, path.above),
            (self._rows - 1, self._glyphs.below, path.below),
        ):
            for column in np.unique(columns // self._scale[0]):
                self._grid.put(row, self._margin + int(column), glyph, ink)
