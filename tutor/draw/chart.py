"""Line charts in character cells: braille where the terminal can, `*` and `o` where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.draw.axis import horizontal, logarithmic, vertical
from tutor.draw.canvas import Ink, Row, Span, cut, row_width
from tutor.draw.frame import Frame
from tutor.draw.grid import Grid
from tutor.draw.raster import trail
from tutor.draw.series import Dash, Mark, Range, Series, interval, logged, points, seen
from tutor.draw.stroke import keys, stroke_dots, stroke_glyphs

__all__ = ["Dash", "Mark", "Range", "Series", "chart", "keys"]

_ASIDE = 60  # from this width on the legend stands beside the plot
_GAP = Span("   ")
_LEAST_COLUMNS = 12  # a plot keeps these before it keeps its numbers
_NUMBER = 4  # cells for the numbers of the y axis, so that charts one below the other stand aligned
_LEAST_ROWS = 3  # and these before its legend; with fewer it has no axis


def chart(
    series: Sequence[Series], width: int, height: int, *,
    ascii: bool = False, legend: Sequence[Row] = (), marks: Sequence[Mark] = (), x_label: str = "",
    x_range: Range | None = None, y_range: Range | None = None, log_y: bool = False,
) -> list[Row]:  # fmt: skip
    """Exactly `height` rows, each at most `width` cells wide, whatever the series hold.

    The `legend` stands right of the plot from 60 columns on, below it otherwise. Without ranges the axes fit the
    finite points. On a log axis (`log_y`) what is not positive counts as minus infinity.
    """
    width, height = max(0, width), max(0, height)
    plot = _Plot(series, marks, x_label, x_range, y_range, ascii, log_y)
    if width >= _ASIDE and legend:
        aside = min(max(map(row_width, legend)), width // 2)
        left = plot.rows(width - aside - row_width((_GAP,)), height)
        right = [cut(row, aside) for row in legend[:height]]
        return [*((*one, _GAP, *other) for one, other in zip(left, right, strict=False)), *left[len(right) :]]
    below = _packed(legend, width)[: max(0, min(height - _LEAST_ROWS, (height + 2) // 3))]
    return [*plot.rows(width, height - len(below)), *below]


@dataclass(frozen=True, slots=True)
class _Plot:
    """A chart without its legend, of whatever size."""

    series: Sequence[Series]
    marks: Sequence[Mark]
    x_label: str
    x_range: Range | None
    y_range: Range | None
    ascii: bool
    log_y: bool

    def rows(self, width: int, height: int) -> list[Row]:
        grid = Grid(width, height)
        if not width or not height:
            return grid.rows()
        lines = [points(one, log_y=self.log_y) for one in self.series]
        x_range = interval([xs for xs, _ in lines], self.x_range)
        given = logged(self.y_range) if self.log_y else self.y_range
        low, high = interval([seen(*line, x_range) for line in lines], given)

        # Two rows for the axis and its numbers, the numbers go first when there is no room.
        rows = height - min(2, max(0, height - _LEAST_ROWS + 1))
        y_axis = logarithmic(low, high, rows) if self.log_y else vertical(low, high, rows, fixed=given is not None)
        usual = _NUMBER if width >= 3 * _LEAST_COLUMNS else 0
        margin = max(usual, *(len(tick.label) for tick in y_axis.ticks), 0) + 2
        if width - margin < _LEAST_COLUMNS:
            margin = 1 if width >= _LEAST_ROWS and rows < height else 0

        scale = (1, 1) if self.ascii else (2, 4)
        trails = [
            trail(
                *line, (width - margin) * scale[0], rows * scale[1],
                x_range=x_range, y_range=(y_axis.low, y_axis.high), dash="solid" if self.ascii else one.dash,
            )
            for line, one in zip(lines, self.series, strict=True)
        ]  # fmt: skip
        frame = Frame(grid, margin, rows, ascii=self.ascii)
        if margin:
            frame.vertical(y_axis)
        x_axis = horizontal(*x_range, width - margin)
        places = [(frame.column(x_axis, mark.x), mark) for mark in self.marks]
        for place, mark in places:
            frame.line(place, Ink(mark.role))
        inks = [grid.ink(Ink(one.role)) for one in self.series]
        stroke = stroke_glyphs if self.ascii else stroke_dots
        stroke(grid.chars[:rows, margin:], grid.inks[:rows, margin:], trails, inks)
        for one, path in zip(self.series, trails, strict=True):
            frame.specials(one, path)
        for place, mark in places:
            frame.label(place, mark.label, Ink(mark.role))
        if rows < height:
            frame.horizontal(x_axis, self.x_label, has_labels=rows + 1 < height)
        return grid.rows()


def _packed(legend: Sequence[Row], cells: int) -> list[Row]:
    """Legend rows side by side, as many as fit in a line."""
    packed: list[Row] = []
    for row in legend:
        if packed and row and packed[-1] and row_width((*packed[-1], _GAP, *row)) <= cells:
            packed[-1] = (*packed[-1], _GAP, *row)
        else:
            packed.append(cut(row, cells))
    return packed
