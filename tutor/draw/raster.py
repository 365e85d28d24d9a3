"""A line through points as dots: for each column of dots the stretch that the line covers. Knows no characters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

# Length along the line, in dots: a dash and the gap after it.
DASHES = {"solid": (1, 0), "dashed": (4, 2), "dotted": (1, 1)}


@dataclass(frozen=True, slots=True)
class Trail:
    """A line's dots. `dots` is `(height, width)`; `alone` and the infinities are columns (and rows) to mark."""

    dots: Flags
    alone: tuple[Whole, Whole]
    above: Whole
    below: Whole


@np.errstate(over="ignore", invalid="ignore")  # what overflows lies outside the picture
def trail(
    xs: Floats, ys: Floats, width: int, height: int, *,
    x_range: tuple[float, float], y_range: tuple[float, float], dash: str = "solid",
) -> Trail:  # fmt: skip
    """Rasterise the polyline; `xs` ascend. A NaN in `ys` breaks the line, an infinity breaks and marks it.

    Every column takes the minimum and the maximum of its points and of the line where it enters and leaves, so a
    spike one point wide survives any number of points. The work is O(points) in NumPy and O(width · height) after.
    """
    edges, places = _columns(xs, width, x_range)
    above, below = _infinities(ys, edges, width)
    if above.size or below.size:
        ys = np.where(np.isinf(ys), np.nan, ys)
    low, high = _extremes(ys, edges)
    point_top, point_bottom = _dot(high, height, y_range), _dot(low, height, y_range)
    crossing = _crossings((xs, ys), edges, places, height, y_range)
    left, right = crossing[:-1], crossing[1:]
    top = np.fmin(np.fmin(left, right), point_top)
    bottom = np.fmax(np.fmax(left, right), point_bottom)

    # A dot belongs to a column whose stretch holds its centre; a stretch between two centres takes the nearer one.
    first, last = np.ceil(top), np.ceil(bottom) - 1
    flat = ~(first <= last)
    middle = np.rint((top + bottom) / 2)
    first, last = np.where(flat, middle, first), np.where(flat, middle, last)
    first, last = np.fmin(first, np.rint(point_top)), np.fmax(last, np.rint(point_bottom))
    empty = np.isnan(first)
    begin = np.where(empty, height, first).astype(np.int64)
    end = np.where(empty, -1, last).astype(np.int64)

    rows = np.arange(height)[:, None]
    dots = (rows >= begin) & (rows <= end)
    on, off = DASHES[dash]
    if off:
        dots &= (rows - begin + _run(begin, end, empty)) % (on + off) < on
    alone = np.flatnonzero(
        ~empty & np.isnan(left) & np.isnan(right) & (end - begin <= 1) & (begin < height) & (end >= 0)
    )
    return Trail(dots, (np.clip(begin[alone], 0, height - 1), alone), above, below)


def _columns(xs: Floats, width: int, x_range: tuple[float, float]) -> tuple[Whole, Floats]:
    """Index of the first point at or right of each of the `width + 1` column edges, and where the edges are."""
    low, high = x_range
    share = (np.arange(width + 1) - 0.5) / max(1, width - 1)
    places = low * (1 - share) + high * share
    return np.searchsorted(xs, places).astype(np.int64), places


def _extremes(ys: Floats, edges: Whole) -> tuple[Floats, Floats]:
    """Lowest and highest finite value of each column; NaN where a column has none."""
    low = np.full(len(edges) - 1, np.nan)
    high = low.copy()
    filled = np.flatnonzero(edges[1:] > edges[:-1])
    if filled.size:
        starts, within = edges[filled], ys[: edges[-1]]
        low[filled] = np.fmin.reduceat(within, starts)
        high[filled] = np.fmax.reduceat(within, starts)
    return low, high


def _crossings(
    line: tuple[Floats, Floats], edges: Whole, places: Floats, height: int, y_range: tuple[float, float]
) -> Floats:
    """The line's height in dots at each column edge; NaN where no line passes."""
    xs, ys = line
    crossing = np.full(len(edges), np.nan)
    passing = np.flatnonzero((edges > 0) & (edges < len(xs)))
    if passing.size:
        after = edges[passing]
        before = after - 1
        x0, x1 = xs[before] / 2, xs[after] / 2
        share = (places[passing] / 2 - x0) / (x1 - x0)
        y0, y1 = _dot(ys[before], height, y_range), _dot(ys[after], height, y_range)
        crossing[passing] = y0 + share * (y1 - y0)
    return crossing


def _dot(values: Floats, height: int, y_range: tuple[float, float]) -> Floats:
    """Values as rows of dots counted from the top; far outside the picture they stop at a safe distance."""
    low, high = y_range
    share = (high / 2 - values / 2) / (high / 2 - low / 2)
    return np.clip(share * (height - 1), -1e6, 1e6)


def _infinities(ys: Floats, edges: Whole, width: int) -> tuple[Whole, Whole]:
    """Columns that hold a point at plus or minus infinity."""
    none = np.zeros(0, dtype=np.int64)
    if not np.isinf(ys).any():
        return none, none

    def columns(where: Flags) -> Whole:
        found = np.unique(np.searchsorted(edges, np.flatnonzero(where), side="right") - 1)
        return found[(found >= 0) & (found < width)]

    return columns(np.isposinf(ys)), columns(np.isneginf(ys))


def _run(begin: Whole, end: Whole, empty: Flags) -> Whole:
    """Dots of line before each column, counted from where its unbroken piece began: what a dash pattern runs along."""
    length = np.where(empty, 0, np.maximum(end - begin, 0) + 1)
    total = np.cumsum(length) - length
    starts = ~empty & np.concatenate(([True], empty[:-1]))
    since = np.maximum.accumulate(np.where(starts, np.arange(len(begin)), 0))
    return np.asarray(total - total[since], dtype=np.int64)
