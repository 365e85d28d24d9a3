"""What a chart is given: lines and marks, and the intervals that hold them. Knows no cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from tutor.draw.axis import spread
from tutor.draw.canvas import Role
from tutor.draw.raster import Floats

Dash = Literal["solid", "dashed", "dotted"]
Range = tuple[float, float]


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


def points(series: Series, *, log_y: bool = False) -> tuple[Floats, Floats]:
    """The points in ascending x, without those that have no place on the x axis; `log_y` takes log10 of the values."""
    xs, ys = np.asarray(series.xs, dtype=np.float64).ravel(), np.asarray(series.ys, dtype=np.float64).ravel()
    size = min(len(xs), len(ys))
    xs, ys = xs[:size], ys[:size]
    # NaN compares false, so a comparison finds both what is out of order and what is NaN.
    if not (np.all(xs[1:] >= xs[:-1]) and np.isfinite(xs[:1]).all() and np.isfinite(xs[-1:]).all()):
        placed = np.isfinite(xs)
        xs, ys = xs[placed], ys[placed]
        order = np.argsort(xs, kind="stable")
        xs, ys = xs[order], ys[order]
    if log_y:
        with np.errstate(divide="ignore", invalid="ignore"):
            ys = np.where(ys <= 0, -np.inf, np.log10(ys))
    return xs, ys


def interval(arrays: Sequence[Floats], given: Range | None) -> Range:
    """The interval given, or that of all finite values; always one that can be drawn."""
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


def seen(xs: Floats, ys: Floats, x_range: Range) -> Floats:
    """Values of the points inside `x_range`, and of their neighbours, from which the line comes in."""
    first, last = np.searchsorted(xs, x_range[0]), np.searchsorted(xs, x_range[1], side="right")
    return ys[max(0, first - 1) : last + 1]


def logged(given: Range | None) -> Range | None:
    """An interval of values as one of their log10; what is not positive has none, and then the points decide."""
    if given is None or not (given[0] > 0 and given[1] > 0):
        return None
    return float(np.log10(given[0])), float(np.log10(given[1]))
