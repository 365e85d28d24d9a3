"""A field of numbers over the plane as colours or shades, with points over it: what a network says everywhere.

Two pixels a cell where colours can be shown; where they cannot, a glyph a cell that says the same: dense is positive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tutor.draw.canvas import PLAIN, RGB, Ink, Row, Span
from tutor.draw.raster import Floats

REACH = 6.0
"""The plane goes from minus this to this in both directions."""
POSITIVE: RGB = (130, 170, 255)
NEGATIVE: RGB = (233, 163, 84)
NEUTRAL: RGB = (24, 30, 40)
CLASSES: tuple[RGB, ...] = (
    (233, 163, 84), (130, 170, 255), (158, 206, 106), (199, 146, 234), (247, 118, 142), (127, 219, 202),
)  # fmt: skip
_STEPS = 6
"""Levels from nothing to all; more would cost a terminal time and show nothing new."""
_BRIGHT = 0.62
"""How much of its colour a saturated field takes, so that points stay brighter than what is under them."""
_HATCHES = " ░▒▓█╱"
_ASCII_HATCHES = " .:+*#"
_SHADES = " ░▒▓█"
_ASCII_SHADES = " .:-=+*#%@"

Levels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scale:
    """What each level looks like: a colour, and a glyph for where there is none."""

    colors: tuple[RGB, ...]
    shades: str
    plain: str


@dataclass(frozen=True, slots=True, eq=False)
class Dots:
    """Points `xy` (n, 2) with their `labels` (n,): −1 to 1, or if `is_classed` a class from 0 on."""

    xy: Floats
    labels: Floats
    is_test: bool = False
    is_classed: bool = False


@cache
def signed() -> Scale:
    """From orange over the dark of the screen to blue."""
    shares = [step / _STEPS for step in range(-_STEPS, _STEPS + 1)]
    colors = tuple(_mixed(NEUTRAL, POSITIVE if share > 0 else NEGATIVE, _BRIGHT * abs(share)) for share in shares)
    return Scale(colors, _ramp(_SHADES), _ramp(_ASCII_SHADES))


def _ramp(glyphs: str) -> str:
    count = 2 * _STEPS + 1
    return "".join(glyphs[min(len(glyphs) - 1, step * len(glyphs) // count)] for step in range(count))


@cache
def classed() -> Scale:
    """A colour and a hatch for each class, paler where the network is less sure."""
    shares = [(color, step / _STEPS) for color in CLASSES for step in range(_STEPS + 1)]
    colors = tuple(_mixed(NEUTRAL, color, _BRIGHT * share) for color, share in shares)
    return Scale(colors, *("".join(glyph * (_STEPS + 1) for glyph in hatch) for hatch in (_HATCHES, _ASCII_HATCHES)))


def _mixed(low: RGB, high: RGB, share: float) -> RGB:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(low, high, strict=True))
    return red, green, blue


def levels(values: NDArray[np.floating], width: int, height: int) -> Levels:
    """A field as levels of its scale, `(height, width)` pixels.

    `values` is `(n, n)` of −1 to 1, row 0 on top, for `signed`; or `(classes, n, n)` of probabilities, for `classed`.
    What is no number is neutral.
    """
    rows = _nearest(values.shape[-2], height)
    columns = _nearest(values.shape[-1], width)
    few = np.nan_to_num(values[..., rows[:, None], columns], nan=0.0, posinf=1.0, neginf=-1.0)
    if few.ndim == 2:  # noqa: PLR2004 (a field of one number)
        return np.asarray(np.rint(np.clip(few, -1, 1) * _STEPS) + _STEPS, dtype=np.int64)
    best = few.argmax(axis=0)
    sure = (np.clip(few.max(axis=0), 0, 1) * len(few) - 1) / max(1, len(few) - 1)
    return np.asarray(best * (_STEPS + 1) + np.rint(np.clip(sure, 0, 1) * _STEPS), dtype=np.int64)


def _nearest(count: int, wanted: int) -> NDArray[np.int64]:
    return np.asarray((np.arange(wanted) + 0.5) * count / max(1, wanted), dtype=np.int64)


def field(
    values: NDArray[np.floating], width: int, height: int, *,
    dots: Sequence[Dots] = (), cursor: tuple[int, int] | None = None, ascii: bool = False, color: bool = True,
) -> list[Row]:  # fmt: skip
    """The field in `width` × `height` cells, the points over it, and a cursor on a cell `(column, row)`."""
    if width <= 0 or height <= 0:
        return []
    scale = classed() if values.ndim == 3 else signed()  # noqa: PLR2004 (a field a class)
    pixels = levels(values, width, 2 * height)
    is_shaded = ascii or not color
    shades = np.array([ord(glyph) for glyph in (scale.plain if ascii else scale.shades)])
    upper, lower = pixels[::2], pixels[1::2]
    glyphs = shades[upper] if is_shaded else np.full(upper.shape, ord("▀"))
    inks = np.zeros(upper.shape, dtype=np.int64) if is_shaded else (upper * len(scale.colors) + lower) + _FIRST
    for some in dots:
        _put(some, glyphs, inks, lower, ascii=ascii, is_shaded=is_shaded)
    if cursor is not None and 0 <= cursor[0] < width and 0 <= cursor[1] < height:
        glyphs[cursor[1], cursor[0]], inks[cursor[1], cursor[0]] = ord("+"), _CURSOR
    return _rows(glyphs, inks, scale)


_CURSOR, _FIRST = 1, 2
_POINTS = 1_000_000
_KINDS = 8
"""Inks are numbers: 0 is plain, then the cursor, then pairs of levels, from `_POINTS` on points over a level: of −1, of
1, and of six classes."""


def _put(
    dots: Dots, glyphs: NDArray[np.int64], inks: NDArray[np.int64], under: Levels,
    *, ascii: bool, is_shaded: bool,
) -> None:  # fmt: skip
    height, width = glyphs.shape
    inside = np.flatnonzero((np.abs(dots.xy) <= REACH).all(axis=1))
    if not inside.size:
        return
    columns, rows = places(dots.xy[inside], width, height)
    if dots.is_classed:
        kinds = np.clip(dots.labels[inside], 0, len(CLASSES) - 1).astype(np.int64) + 2
        signs = "..abcdef" if dots.is_test else "..123456"
    else:
        kinds = (dots.labels[inside] > 0).astype(np.int64)
        signs = ("XO" if dots.is_test else "xo") if ascii else ("▫▪" if dots.is_test else "◦•")
    glyphs[rows, columns] = np.array([ord(sign) for sign in signs])[kinds]
    inks[rows, columns] = _CURSOR - 1 if is_shaded else _POINTS + under[rows, columns] * _KINDS + kinds


def places(xy: Floats, width: int, height: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Columns and rows of the cells that show points of the plane."""
    columns = np.clip((xy[:, 0] + REACH) / (2 * REACH) * width, 0, width - 1).astype(np.int64)
    rows = np.clip((REACH - xy[:, 1]) / (2 * REACH) * height, 0, height - 1).astype(np.int64)
    return columns, rows


def point(column: int, row: int, width: int, height: int) -> tuple[float, float]:
    """The point of the plane in the middle of a cell."""
    return (column + 0.5) / width * 2 * REACH - REACH, REACH - (row + 0.5) / height * 2 * REACH


def _rows(glyphs: NDArray[np.int64], inks: NDArray[np.int64], scale: Scale) -> list[Row]:
    """Cells as rows of spans, one span a run of equal ink."""
    rows: list[Row] = []
    for line, numbers in zip(glyphs.tolist(), inks, strict=True):
        cuts = [0, *(np.flatnonzero(numbers[1:] != numbers[:-1]) + 1).tolist(), len(line)]
        text = "".join(map(chr, line))
        kinds = numbers[cuts[:-1]].tolist()
        spans = (
            Span(text[start:end], _ink(kind, scale))
            for start, end, kind in zip(cuts[:-1], cuts[1:], kinds, strict=True)
        )
        rows.append(tuple(spans))
    return rows


@cache
def _ink(number: int, scale: Scale) -> Ink:
    if number == 0:
        return PLAIN
    if number == _CURSOR:
        return Ink(bold=True, reverse=True)
    if number < _POINTS:
        upper, lower = divmod(number - _FIRST, len(scale.colors))
        return Ink(scale.colors[upper], scale.colors[lower])
    under, kind = divmod(number - _POINTS, _KINDS)
    return Ink(_mixed((NEGATIVE, POSITIVE, *CLASSES)[kind], (255, 255, 255), 0.45), scale.colors[under], bold=True)
