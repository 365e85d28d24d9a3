"""A grid of single characters with inks, drawn into and then read out as rows."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from wcwidth import wcwidth

from tutor.draw.canvas import PLAIN, Ink, Row, Span

_BLANK = ord(" ")
_ENCODING = f"utf-32-{'le' if sys.byteorder == 'little' else 'be'}"


class Grid:
    """`height` × `width` cells. `chars`: code points, 0 for the right half of a wide one; `inks` index `palette`."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.chars: NDArray[np.uint32] = np.full((height, width), _BLANK, dtype=np.uint32)
        self.inks: NDArray[np.uint8] = np.zeros((height, width), dtype=np.uint8)
        self.palette: list[Ink] = [PLAIN]
        self._numbers = {PLAIN: 0}

    def ink(self, ink: Ink) -> int:
        """The palette's number of `ink`."""
        found = self._numbers.get(ink)
        if found is None:
            found = self._numbers[ink] = len(self.palette)
            self.palette.append(ink)
        return found

    def put(self, row: int, column: int, text: str, ink: Ink = PLAIN) -> None:
        """Write `text`; what lies outside is cut."""
        points = code_points(text)
        start, end = max(0, -column), min(len(points), self.width - column)
        if not 0 <= row < self.height or end <= start:
            return
        if points[start] == 0:
            points[start] = _BLANK
        if end < len(points) and points[end] == 0:
            points[end - 1] = _BLANK
        self.chars[row, column + start : column + end] = points[start:end]
        self.inks[row, column + start : column + end] = self.ink(ink)

    def upright(self, column: int, rows: int, char: str, ink: Ink = PLAIN) -> None:
        """A vertical line of `char` over the first `rows` rows."""
        if 0 <= column < self.width:
            self.chars[:rows, column] = ord(char)
            self.inks[:rows, column] = self.ink(ink)

    def is_free(self, row: int, column: int, length: int) -> bool:
        """Whether `length` cells from there exist and are blank."""
        if not 0 <= row < self.height or column < 0 or column + length > self.width:
            return False
        return bool((self.chars[row, column : column + length] == _BLANK).all())

    def rows(self) -> list[Row]:
        """The grid as rows of spans, one span a run of equal ink; blanks take the ink of what precedes them."""
        inks = self._settled()
        rows: list[Row] = []
        for chars, row in zip(self.chars, inks, strict=True):
            text = chars.tobytes().decode(_ENCODING, "replace")
            has_wide = "\0" in text
            spans = []
            start = 0
            for end in (*(np.flatnonzero(row[1:] != row[:-1]) + 1).tolist(), self.width):
                piece = text[start:end].replace("\0", "") if has_wide else text[start:end]
                if piece:
                    spans.append(Span(piece, self.palette[row[start]]))
                start = end
            rows.append(tuple(spans))
        return rows

    def _settled(self) -> NDArray[np.uint8]:
        """Inks with those of blank cells replaced by the ink to their left: fewer spans, the same picture."""
        shown = self.chars != _BLANK
        shown[:, :1] = True
        last = np.maximum.accumulate(np.where(shown, np.arange(self.width), 0), axis=1)
        return np.asarray(np.take_along_axis(self.inks, last, axis=1), dtype=np.uint8)


def code_points(text: str) -> list[int]:
    """A cell each: the right half of a wide character is 0, what has no width is left out."""
    if text.isascii() and text.isprintable():
        return [ord(char) for char in text]
    points: list[int] = []
    for char in text:
        size = wcwidth(char)
        if size > 0:
            points += [ord(char), *[0] * (size - 1)]
    return points


def braille(dots: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Dots `(4·rows, 2·columns)` as the eight bits of each cell's braille pattern."""
    bits: NDArray[np.uint8] = np.zeros((dots.shape[0] // 4, dots.shape[1] // 2), dtype=np.uint8)
    flags = dots.view(np.uint8)
    for (row, column), bit in _BITS:
        bits |= flags[row::4, column::2] << np.uint8(bit)
    return bits


_BITS: Sequence[tuple[tuple[int, int], int]] = (
    ((0, 0), 0), ((1, 0), 1), ((2, 0), 2), ((0, 1), 3), ((1, 1), 4), ((2, 1), 5), ((3, 0), 6), ((3, 1), 7),
)  # fmt: skip
