"""Line charts in character cells: braille where the terminal can, `*` and `o` where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.draw.axis import Axis, Tick, horizontal, logarithmic, spread, vertical
from tutor.draw.canvas import Ink, Role, Row, Span, cut, row_width, width
from tutor.draw.grid import Grid, braille
from tutor.draw.raster import Floats, Trail, trail

Dash = Literal["solid", "dashed", "dotted"]
Range = tuple[float, float]

_MUTED = Ink("muted")
_ASIDE = 60  # from this width on the legend stands beside the plot
_LEAST = 12  # columns that a plot keeps before it gives up its labels
_KEYS = {"solid": "──", "dashed": "╌╌", "dotted": "··"}
_POINTS = {"solid": "•", "dashed": "◦", "dotted": "▪"}
_GLYPHS = "*o+x"


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """A line. `xs` and `ys` have one length; NaN breaks the line, an infinity is marked at the plot's edge."""

    name: str
    xs: ArrayLike
    ys: ArrayLike
    role: Role = "series1"
    dash: Dash = "solid"


@dataclass(frozen=True, slots=True)
class Mark:
    """A vertical line at `x`, with a word or two beside it where there is room."""

    x: float
    label: str = ""
    role: Role = "muted"


def keys(series: Sequence[Series], *, ascii: bool = False) -> list[Span]:  # noqa: A002 (the word of every drawing here)
    """What stands for each series in a legend: two cells that look like its line."""
    if ascii:
        return [Span(_GLYPHS[i % len(_GLYPHS)] * 2, Ink(line.role)) for i, line in enumerate(series)]
    return [Span(_KEYS[line.dash], Ink(line.role)) for line in series]


def chart(
    series: Sequence[Series], width: int, height: int, *,
    ascii: bool = False, legend: Sequence[Row] = (), marks: Sequence[Mark] = (), x_label: str = "",
    x_range: Range | None = None, y_range: Range | None = None, log_y: bool = False,
) -> list[Row]:  # fmt: skip
    """Exactly `height` rows, each at most `width` cells wide, whatever the series hold.

    The `legend` stands right of the plot from 60 columns on, below it otherwise. Without ranges the axes fit the
    finite points. On a log axis (`log_y`) what is not positive counts as minus infinity.
    """  # noqa: A002
    width, height = max(0, width), max(0, height)
    if width >= _ASIDE and legend:
        aside = min(max(map(row_width, legend)), width // 2)
        plot = _plot(series, width - aside - 3, height, ascii, marks, x_label, x_range, y_range, log_y)
        beside = [cut(row, aside) for row in legend[:height]]
        beside += [()] * (height - len(beside))
        return [(*left, Span("   "), *right) if right else left for left, right in zip(plot, beside, strict=True)]
    below = _packed(legend, width)[: max(0, min(height - 3, (height + 2) // 3))]
    plot = _plot(series, width, height - len(below), ascii, marks, x_label, x_range, y_range, log_y)
    return [*plot, *below]


def _plot(
    series: Sequence[Series], cells: int, height: int, ascii_: bool, marks: Sequence[Mark],  # noqa: FBT001
    x_label: str, x_range: Range | None, y_range: Range | None, log_y: bool,  # noqa: FBT001
) -> list[Row]:  # fmt: skip
    lines = [_points(line, log_y=log_y) for line in series]
    low, high = _span([xs for xs, _ in lines], x_range)
    bottom, top = _span([_inside(xs, ys, low, high) for xs, ys in lines], _logged(y_range) if log_y else y_range)

    rows = height - 2 if height >= 4 else height - 1 if height == 3 else height  # noqa: PLR2004 (axis, then its labels)
    if log_y:
        y_axis = logarithmic(bottom, top, rows)
    else:
        y_axis = vertical(bottom, top, max(1, rows), fixed=y_range is not None)
    margin = max((len(tick.label) for tick in y_axis.ticks), default=0) + 2
    if cells - margin < _LEAST:
        margin = 1 if cells > 3 and rows < height else 0  # noqa: PLR2004 (no room for numbers)
    grid = Grid(cells, height)
    if not cells or not height:
        return grid.rows()
    columns = cells - margin
    ranges = (low, high), (y_axis.low, y_axis.high)
    scale = (1, 1) if ascii_ else (2, 4)
    trails = [trail(*line, columns * scale[0], rows * scale[1], *ranges, "solid" if ascii_ else one.dash)
              for line, one in zip(lines, series, strict=True)]  # fmt: skip

    frame = _Frame(grid, margin, rows, columns, ascii_)
    if margin:
        frame.vertical(y_axis)
    x_axis = horizontal(low, high, columns)
    places = [frame.column(x_axis, mark.x) for mark in marks]
    for mark, place in zip(marks, places, strict=True):
        frame.line(place, Ink(mark.role))
    inks = [grid.ink(Ink(one.role)) for one in series]
    (_glyphs if ascii_ else _dots)(grid.chars[:rows, margin:], grid.inks[:rows, margin:], trails, inks)
    for one, path in zip(series, trails, strict=True):
        frame.specials(one, path, scale)
    for mark, place in zip(marks, places, strict=True):
        frame.label(place, mark.label, Ink(mark.role))
    if rows < height:
        frame.horizontal(x_axis, x_label, has_labels=rows + 1 < height)
    return grid.rows()


class _Frame:
    """What surrounds the lines: axes with their numbers, marks, and signs for what a line cannot show."""

    def __init__(self, grid: Grid, margin: int, rows: int, columns: int, ascii_: bool) -> None:  # noqa: FBT001
        self.grid, self.margin, self.rows, self.columns = grid, margin, rows, columns
        self.upright, self.tick_left, self.corner, self.flat, self.tick_down, self.dotted, self.up, self.down = (
            "|++-+:^v" if ascii_ else "│┤┼─┬┆▲▼"
        )
        self.fine = 1 if ascii_ else 4
        self.open_corner = "+" if ascii_ else "└"

    def column(self, axis: Axis, x: float) -> int:
        share = axis.share(x)
        return round(share * (self.columns - 1)) if 0 <= share <= 1 else -1

    def vertical(self, axis: Axis) -> None:
        beside = self.margin - 1
        for row in range(self.rows):
            self.grid.put(row, beside, self.upright, _MUTED)
        self.grid.put(self.rows, beside, self.open_corner, _MUTED)
        for tick in axis.ticks:
            share = axis.share(tick.value)
            # The lowest value is the bottom axis itself; without one it is the last row.
            row = self.rows if share < 1e-9 else round((1 - share) * (self.rows * self.fine - 1)) // self.fine  # noqa: PLR2004
            self._number(row, tick, self.corner if row == self.rows else self.tick_left)

    def _number(self, row: int, tick: Tick, glyph: str) -> None:
        if self.margin > 1:
            self.grid.put(row, self.margin - 2 - len(tick.label), tick.label, _MUTED)
        self.grid.put(row, self.margin - 1, glyph, _MUTED)

    def horizontal(self, axis: Axis, label: str, *, has_labels: bool) -> None:
        self.grid.put(self.rows, self.margin, self.flat * self.columns, _MUTED)
        room = self.grid.width
        if has_labels and label and width(label) * 3 <= self.columns:
            room -= width(label) + 1
            self.grid.put(self.rows + 1, room + 1, label, _MUTED)
        for tick in axis.ticks:
            place = self.margin + self.column(axis, tick.value)
            if place > self.margin:
                self.grid.put(self.rows, place, self.tick_down, _MUTED)
            else:
                place -= 1
            start = max(0, min(place - (len(tick.label) - 1) // 2, self.grid.width - len(tick.label)))
            if has_labels and start + len(tick.label) <= room and self._is_clear(start, len(tick.label)):
                self.grid.put(self.rows + 1, start, tick.label, _MUTED)

    def _is_clear(self, start: int, length: int) -> bool:
        before = max(0, start - 1)
        return self.grid.is_free(self.rows + 1, before, start + length - before)

    def line(self, place: int, ink: Ink) -> None:
        for row in range(self.rows if place >= 0 else 0):
            self.grid.put(row, self.margin + place, self.dotted, ink)

    def label(self, place: int, text: str, ink: Ink) -> None:
        """Write a mark's text in the first row that is free right or left of its line; hide no data for it."""
        size = width(text)
        if place < 0 or not size:
            return
        for row in range(self.rows):
            for start in (self.margin + place + 1, self.margin + place - size):
                if start >= self.margin and self.grid.is_free(row, start, size):
                    self.grid.put(row, start, text, ink)
                    return

    def specials(self, series: Series, path: Trail, scale: tuple[int, int]) -> None:
        """A lone point larger than a dot, and an arrow where a value is infinite."""
        ink = Ink(series.role)
        if scale != (1, 1):
            for row, column in zip(*path.alone, strict=True):
                self.grid.put(int(row) // scale[1], self.margin + int(column) // scale[0], _POINTS[series.dash], ink)
        for row, glyph, columns in ((0, self.up, path.above), (self.rows - 1, self.down, path.below)):
            for column in np.unique(columns // scale[0]):
                self.grid.put(row, self.margin + int(column), glyph, ink)


def _dots(chars: NDArray[np.uint32], inks: NDArray[np.uint8], trails: Sequence[Trail], palette: Sequence[int]) -> None:
    """Braille: a shared cell shows everybody's dots in the ink of the one with the most, the later one if equal."""
    together = np.zeros(chars.shape, dtype=np.uint8)
    most = np.zeros(chars.shape, dtype=np.uint8)
    for path, ink in zip(trails, palette, strict=True):
        own = braille(path.dots)
        count = np.bitwise_count(own)
        wins = (count >= most) & (count > 0)
        inks[wins], most[wins] = ink, count[wins]
        together |= own
    drawn = together > 0
    chars[drawn] = together[drawn] + np.uint32(0x2800)


def _glyphs(chars: NDArray[np.uint32], inks: NDArray[np.uint8], trails: Sequence[Trail], palette: Sequence[int]) -> None:
    """ASCII: a glyph a series; series that share a cell take turns from column to column."""
    sharing = np.sum([path.dots for path in trails], axis=0) if trails else np.zeros(chars.shape, dtype=np.int64)
    turn = np.arange(chars.shape[1]) % np.maximum(sharing, 1)
    before = np.zeros(chars.shape, dtype=np.int64)
    for index, (path, ink) in enumerate(zip(trails, palette, strict=True)):
        mine = path.dots & (before == turn)
        chars[mine], inks[mine] = ord(_GLYPHS[index % len(_GLYPHS)]), ink
        before += path.dots


def _points(series: Series, *, log_y: bool) -> tuple[Floats, Floats]:
    """The points in ascending x, without those that have no place on the x axis."""
    xs, ys = np.asarray(series.xs, dtype=np.float64).ravel(), np.asarray(series.ys, dtype=np.float64).ravel()
    size = min(len(xs), len(ys))
    xs, ys = xs[:size], ys[:size]
    # One comparison finds both what is out of order and what is NaN.
    if not (np.all(xs[1:] >= xs[:-1]) and np.isfinite(xs[:1]).all() and np.isfinite(xs[-1:]).all()):
        placed = np.isfinite(xs)
        xs, ys = xs[placed], ys[placed]
        order = np.argsort(xs, kind="stable")
        xs, ys = xs[order], ys[order]
    if log_y:
        with np.errstate(divide="ignore", invalid="ignore"):
            ys = np.where(ys <= 0, -np.inf, np.log10(ys))
    return xs, ys


def _inside(xs: Floats, ys: Floats, low: float, high: float) -> Floats:
    """Values of the points that are to be seen, and of their neighbours, from which the line comes in."""
    first, last = np.searchsorted(xs, low), np.searchsorted(xs, high, side="right")
    return ys[max(0, first - 1) : last + 1]


def _span(arrays: Sequence[Floats], given: Range | None) -> Range:
    """The interval given, or that of all finite values."""
    if given is not None:
        return spread(float(given[0]), float(given[1]))
    low, high = np.inf, -np.inf
    for values in arrays:
        if values.size:
            least, most = values.min(), values.max()
            if not (np.isfinite(least) and np.isfinite(most)):
                finite = values[np.isfinite(values)]
                least, most = (finite.min(), finite.max()) if finite.size else (np.inf, -np.inf)
            low, high = min(low, float(least)), max(high, float(most))
    return spread(low, high)


def _logged(given: Range | None) -> Range | None:
    if given is None:
        return None
    return tuple(float(np.log10(value)) if value > 0 else float("nan") for value in given)  # type: ignore[return-value]


def _packed(legend: Sequence[Row], cells: int) -> list[Row]:
    """Legend rows side by side, as many as fit in a line."""
    packed: list[Row] = []
    for row in legend:
        if packed and row and packed[-1] and row_width(packed[-1]) + 3 + row_width(row) <= cells:
            packed[-1] = (*packed[-1], Span("   "), *row)
        else:
            packed.append(cut(row, cells))
    return packed
