"""A sketched curve and the real one over it: told apart by their strokes and by a legend, colour only beside them."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.draw.canvas import Row, Span, cut
from tutor.draw.chart import Mark, Series, chart, keys
from tutor.locale import _


def sketch_rows(
    drawn: Sequence[float],
    real: Sequence[float],
    low: float,
    high: float,
    width: int,
    height: int,
    *,
    ascii: bool = False,
    column: int | None = None,
) -> list[Row]:
    """Exactly `height` rows, the legend first; `column` is where the pen is, and what is beyond an edge is at it."""
    last = max(1, len(drawn) - 1, len(real) - 1)
    lines = [Series(_("your sketch"), _spread(len(drawn), last), list(drawn), "series2", "dotted")] if drawn else []
    if real:
        inside = [min(high, max(low, value)) if value == value else high for value in real]  # noqa: PLR0124 (NaN)
        lines.append(Series(_("training"), _spread(len(real), last), inside, "series1"))
    legend: list[Span] = []
    for key, line in zip(keys(lines, ascii=ascii), lines, strict=True):
        legend += [key, Span(f" {line.name}   ")]
    marks = () if column is None else (Mark(float(column)),)
    plot = chart(lines, width, height - 1, ascii=ascii, marks=marks, x_range=(0.0, float(last)), y_range=(low, high))
    return [cut(tuple(legend), width), *plot]


def _spread(count: int, last: int) -> list[float]:
    return [index * last / max(1, count - 1) for index in range(count)]
