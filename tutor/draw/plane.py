"""A piece of the plane in character cells: lines in any direction, contours, and glyphs that stand on points.

A chart's lines go from left to right; here a path may turn back, and what is drawn later stands over what came before.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.draw.axis import horizontal, spread, vertical
from tutor.draw.canvas import Ink, Row
from tutor.draw.frame import Frame
from tutor.draw.grid import Grid, braille
from tutor.draw.raster import DASHES, Floats
from tutor.draw.series import Dash, Range

_LEAST_COLUMNS = 12  # the plane keeps these before it keeps its numbers
_LEAST_ROWS = 3  # and these before its x axis

Field = Callable[[Floats, Floats], Floats]


class Plane:
    """`width` × `height` cells that show `x_range` × `y_range`, with axes where there is room for them.

    `left`, `columns` and `lines` are where in the drawing the plane itself lies, in cells; its top is the drawing's.
    """

    def __init__(
        self, width: int, height: int, x_range: Range, y_range: Range, *, ascii: bool = False, x_label: str = ""
    ) -> None:
        width, height = max(0, width), max(0, height)
        self.ascii = ascii
        self._grid = Grid(width, height)
        self.lines = height - min(2, max(0, height - _LEAST_ROWS + 1))
        self._x_range, self._y_range = spread(*x_range), spread(*y_range)
        y_axis = vertical(*self._y_range, max(1, self.lines), fixed=True)
        self.left = max(0, *(len(tick.label) for tick in y_axis.ticks)) + 2 if y_axis.ticks else 2
        if width - self.left < _LEAST_COLUMNS:
            self.left = 0
        self.columns = width - self.left
        self._across, self._down = (1, 1) if ascii else (2, 4)
        self._most: NDArray[np.uint8] = np.zeros((self.lines, self.columns), dtype=np.uint8)
        if not self.columns or not self.lines:
            return
        x_axis = horizontal(*self._x_range, self.columns)
        frame = Frame(self._grid, self.left, self.lines, ascii=ascii)
        if self.left:
            frame.vertical(y_axis)
        if self.lines < height:
            frame.horizontal(x_axis, x_label, has_labels=self.lines + 1 < height)

    def line(self, xs: ArrayLike, ys: ArrayLike, ink: Ink, *, glyph: str = ".", dash: Dash = "solid") -> None:
        """The polyline through the points, in their order; what is no number breaks it. ASCII draws it with `glyph`."""
        across, down = self._places(np.asarray(xs, dtype=np.float64), np.asarray(ys, dtype=np.float64))
        dots = self._blank()
        if not dots.size:
            return
        starts, ends = _clipped(np.stack((across, down)), dots.shape)
        counts = np.abs(ends - starts).max(axis=0).astype(np.int64) + 1
        first = np.cumsum(counts + 1) - (counts + 1)
        piece = np.repeat(np.arange(len(counts)), counts + 1)
        along = np.arange(len(piece)) - first[piece]  # dots within a piece; one of its dots is also the next one's
        places = starts[:, piece] + (ends - starts)[:, piece] * (along / counts[piece])
        columns, rows = np.rint(places).astype(np.int64)
        on, off = DASHES[dash]
        if off and not self.ascii:
            seen = (along + (np.cumsum(counts) - counts)[piece]) % (on + off) < on
            columns, rows = columns[seen], rows[seen]
        dots[rows, columns] = True
        self._stroke(dots, ink, glyph)

    def contours(self, field: Field, levels: Sequence[float], ink: Ink, *, glyph: str = ".") -> None:
        """Where `field(x, y)` of whole arrays passes one of the ascending `levels`; ASCII fills every second band."""
        dots = self._blank()
        if not dots.size:
            return
        tall, wide = dots.shape
        with np.errstate(over="ignore", invalid="ignore"):  # of intervals as wide as numbers go
            xs = np.linspace(*self._x_range, wide + 1)
            ys = np.linspace(*self._y_range[::-1], tall + 1)
        bands = np.searchsorted(np.asarray(levels, dtype=np.float64), field(*np.meshgrid(xs, ys)))
        if self.ascii:
            self._stroke(bands[:-1, :-1] % 2 == 1, ink, glyph)
            return
        dots |= (bands[:-1, :-1] != bands[1:, :-1]) | (bands[:-1, :-1] != bands[:-1, 1:])
        self._stroke(dots, ink, glyph)

    def point(self, x: float, y: float, glyph: str, ink: Ink) -> bool:
        """One glyph on the cell that shows the point; False where none does."""
        cell = self.cell(x, y)
        if cell is None:
            return False
        self._grid.put(cell[0], self.left + cell[1], glyph, ink)
        return True

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and the column (of the plane) that show the point."""
        across, down = self._places(np.asarray([x], dtype=np.float64), np.asarray([y], dtype=np.float64))
        if not (math.isfinite(across[0]) and math.isfinite(down[0])):
            return None
        column, row = round(float(across[0])) // self._across, round(float(down[0])) // self._down
        return (row, column) if 0 <= row < self.lines and 0 <= column < self.columns else None

    def text(self, row: int, column: int, text: str, ink: Ink) -> None:
        """Words on the plane's cells; what lies outside is cut."""
        self._grid.put(row, self.left + column, text[: max(0, self.columns - column)], ink)

    def rows(self) -> list[Row]:
        """The drawing: exactly `height` rows of `width` cells."""
        return self._grid.rows()

    def _blank(self) -> NDArray[np.bool_]:
        return np.zeros((self.lines * self._down, self.columns * self._across), dtype=np.bool_)

    def _places(self, xs: Floats, ys: Floats) -> tuple[Floats, Floats]:
        """Points as dots from the left and from the top, not rounded; far outside they stop at a safe distance."""
        wide, tall = self.columns * self._across - 1, self.lines * self._down - 1
        (left, right), (low, high) = self._x_range, self._y_range
        with np.errstate(over="ignore", invalid="ignore"):
            across = (xs - left) / (right - left) * wide
            down = (high - ys) / (high - low) * tall
        return np.clip(across, -1e9, 1e9), np.clip(down, -1e9, 1e9)

    def _stroke(self, dots: NDArray[np.bool_], ink: Ink, glyph: str) -> None:
        if not dots.any():
            return
        chars = self._grid.chars[: self.lines, self.left :]
        inks = self._grid.inks[: self.lines, self.left :]
        if self.ascii:
            chars[dots], inks[dots] = ord(glyph), self._grid.ink(ink)
            return
        # A shared cell shows everybody's dots in the ink of the one with the most, the later one if equal.
        own = braille(dots)
        drawn = own > 0
        before = np.where((chars >= _BRAILLE) & (chars <= _BRAILLE + _FULL), chars - _BRAILLE, 0)
        chars[drawn] = (before | own)[drawn] + np.uint32(_BRAILLE)
        count = np.bitwise_count(own)
        wins = drawn & (count >= self._most)
        inks[wins], self._most[wins] = self._grid.ink(ink), count[wins]


_BRAILLE, _FULL = 0x2800, 0xFF


def _clipped(points: Floats, shape: tuple[int, int]) -> tuple[Floats, Floats]:
    """Of the segments between points (2, n), in dots, the parts inside `shape` (rows, columns), after Liang and Barsky.

    Starts and ends, (2, pieces); a segment outside, or one with an end that is no number, is left out.
    """
    starts, ways = points[:, :-1], np.diff(points, axis=1)
    limits = np.array([[shape[1] - 1.0], [shape[0] - 1.0]])
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        one, other = -starts / ways, (limits - starts) / ways
    # A segment that does not move along an axis is inside for its whole length or for none of it.
    is_still, is_inside = ways == 0, (starts >= 0) & (starts <= limits)
    enters = np.where(is_still, np.where(is_inside, 0.0, np.inf), np.minimum(one, other))
    leaves = np.where(is_still, np.where(is_inside, 1.0, -np.inf), np.maximum(one, other))
    first, last = np.maximum(enters.max(axis=0), 0.0), np.minimum(leaves.min(axis=0), 1.0)
    kept = first <= last  # a NaN compares false
    starts, ways, first, last = starts[:, kept], ways[:, kept], first[kept], last[kept]
    return np.clip(starts + ways * first, 0.0, limits), np.clip(starts + ways * last, 0.0, limits)
