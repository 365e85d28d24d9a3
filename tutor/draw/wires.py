"""Links of a network as curves between two columns: strength and sign by stroke, and by colour beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tutor.draw.canvas import Ink, Row
from tutor.draw.grid import Grid, braille

STRENGTHS = (0.1, 0.5, 1.5)
"""Weights beyond which a link is thin, then two dots wide, then three; below the first it is a row of lone dots."""
_DASH, _GAP = 3, 2
_ASCII = {True: ".+#", False: ",-="}
_ROLES = {True: "series1", False: "series2"}


@dataclass(frozen=True, slots=True)
class Wire:
    """A link from the row `start` on the left to the row `end` on the right (in cells, from the top)."""

    start: float
    end: float
    weight: float
    is_faint: bool = False
    """Drawn behind the others, as lone dots and without colour."""

    @property
    def strength(self) -> int:
        """How many of `STRENGTHS` it exceeds; a faint one is drawn as if it exceeded none."""
        size = abs(self.weight)
        return 0 if self.is_faint else sum(size > least for least in STRENGTHS)


def wires(links: Sequence[Wire], width: int, height: int, *, ascii: bool = False) -> list[Row]:
    """Exactly `height` rows of `width` cells; a positive link is a whole line, a negative one is dashed.

    In ASCII a positive link is written with `. + #`, a negative one with `, - =`, by strength.
    """
    grid = Grid(width, height)
    if width <= 0 or height <= 0:
        return grid.rows()
    across, down = (1, 1) if ascii else (2, 4)
    dots: NDArray[np.bool_] = np.zeros((height * down, width * across), dtype=np.bool_)
    for wire in sorted(links, key=lambda one: (not one.is_faint, abs(one.weight))):
        is_positive, strength = wire.weight > 0, wire.strength
        size = (width * across, height * down)
        if ascii:
            rows, columns = _curve(wire.start, wire.end, *size, down)
            grid.chars[rows, columns] = ord(_ASCII[is_positive][max(0, strength - 1)])
        else:
            rows, columns = _stroked(wire.start, wire.end, *size, down, strength, is_positive=is_positive)
            dots[rows, columns] = True
        ink = Ink("muted", dim=True) if wire.is_faint else Ink(_ROLES[is_positive], dim=strength == 0)  # type: ignore[arg-type]  # the roles above
        grid.inks[rows // down, columns // across] = grid.ink(ink)
    if not ascii:
        drawn_cells = braille(dots)
        grid.chars[drawn_cells > 0] = drawn_cells[drawn_cells > 0] + np.uint32(0x2800)
    return grid.rows()


Places = tuple[NDArray[np.int64], NDArray[np.int64]]


def _curve(start: float, end: float, columns: int, rows: int, down: int) -> Places:
    """Dots of a slight S from left to right, without holes where it is steep."""
    share = np.arange(columns + 1) / max(1, columns)
    rise = (share + share * share * (3 - 2 * share)) / 2
    heights = np.rint(((start + 0.5) + (end - start) * rise) * down - 0.5).clip(0, rows - 1).astype(np.int64)
    before, after = heights[:-1], heights[1:]
    # A steep piece takes the dots up to where the next one begins.
    first = np.where(after < before, after + 1, before)
    last = np.where(after > before, after - 1, before)
    length = last - first + 1
    within = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
    return np.repeat(first, length) + within, np.repeat(np.arange(columns), length)


@lru_cache(maxsize=4096)
def _stroked(
    start: float, end: float, columns: int, rows: int, down: int, strength: int, *, is_positive: bool
) -> Places:
    """The dots of a curve in its stroke."""
    high, across = _curve(start, end, columns, rows, down)
    along = np.arange(len(high))
    if strength == 0:
        kept = along % 4 == 0
    elif is_positive:
        kept = np.ones(len(high), dtype=np.bool_)
    else:
        kept = along % (_DASH + _GAP) < _DASH
    offsets = {0: (0,), 1: (0,), 2: (0, 1), 3: (-1, 0, 1)}[strength]
    thick = np.concatenate([high[kept] + by for by in offsets]).clip(0, rows - 1)
    return thick, np.tile(across[kept], len(offsets))
