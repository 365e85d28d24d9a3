"""How lines look in cells: dots in braille, a glyph a series in ASCII."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutor.draw.canvas import Ink, Span
from tutor.draw.grid import braille
from tutor.draw.raster import Trail
from tutor.draw.series import Series

KEYS = {"solid": "──", "dashed": "╌╌", "dotted": "··"}
POINTS = {"solid": "•", "dashed": "◦", "dotted": "▪"}
GLYPHS = "*o+x"

Chars = NDArray[np.uint32]
Inks = NDArray[np.uint8]


def keys(series: Sequence[Series], *, ascii: bool = False) -> list[Span]:
    """What stands for each series in a legend: two cells that look like its line."""
    if ascii:
        return [Span(GLYPHS[i % len(GLYPHS)] * 2, Ink(line.role)) for i, line in enumerate(series)]
    return [Span(KEYS[line.dash], Ink(line.role)) for line in series]


def stroke_dots(chars: Chars, inks: Inks, trails: Sequence[Trail], palette: Sequence[int]) -> None:
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


def stroke_glyphs(chars: Chars, inks: Inks, trails: Sequence[Trail], palette: Sequence[int]) -> None:
    """ASCII: series that share a cell take turns from column to column."""
    sharing = np.sum([path.dots for path in trails], axis=0) if trails else np.zeros(chars.shape, dtype=np.int64)
    turn = np.arange(chars.shape[1]) % np.maximum(sharing, 1)
    before = np.zeros(chars.shape, dtype=np.int64)
    for index, (path, ink) in enumerate(zip(trails, palette, strict=True)):
        mine = path.dots & (before == turn)
        chars[mine], inks[mine] = ord(GLYPHS[index % len(GLYPHS)]), ink
        before += path.dots
