"""A sketched curve and the real one over it: told apart by their strokes and by a legend, colour only beside them."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.draw.canvas import Row, Span
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
    """Exactly `height` rows; `column` is where the pen is. Real values beyond the edge are drawn at the edge."""
    last = max(1, len(drawn) - 1, len(real) - 1)
    lines = [Series(_("your sketch"), _spread(len(drawn), last), list(drawn), "series2", "dotted")] if drawn else []
    if real:
        inside = [min(high, max(low, value)) if value == value else high for value in real]  # noqa: PLR0124 (NaN)
        lines.append(Series(_("training"), _spread(len(real), last), inside, "series1"))
    legend = [(key, Span(f" {line.name}")) for key, line in zip(keys(lines, ascii=ascii), lines, strict=True)]
    marks = () if column is None else (Mark(float(column)),)
    return chart(
        lines, width, height, ascii=ascii, legend=legend, marks=marks,
        x_range=(0.0, float(last)), y_range=(low, high),
    )  # fmt: skip


def _spread(count: int, last: int) -> list[float]:
    return [index * last / max(1, count - 1) for index in range(count)]
