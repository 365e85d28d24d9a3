"""Boxes of text with a baseline, and the ways to put them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tutor.draw.canvas import width

_TALL = {
    "(": "⎛⎜⎝", ")": "⎞⎟⎠", "[": "⎡⎢⎣", "]": "⎤⎥⎦", "{": "⎧⎪⎩", "}": "⎫⎪⎭", "⌈": "⎡⎢⎢", "⌉": "⎤⎥⎥", "⌊": "⎢⎢⎣",
    "⌋": "⎥⎥⎦", "|": "│││", "‖": "‖‖‖", "∣": "│││", "⟨": "╱│╲", "⟩": "╲│╱",
}  # fmt: skip
_WAISTS = {"{": "⎨", "}": "⎬"}
_TALL_ASCII = {"(": "/|\\", ")": "\\|/", "{": "/|\\", "}": "\\|/", "<": "/|\\", ">": "\\|/"}


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of one width; `base` is the index of the line that text beside it continues."""

    lines: tuple[str, ...]
    base: int = 0

    @property
    def height(self) -> int:
        """How many lines."""
        return len(self.lines)

    @property
    def width(self) -> int:
        """Cells of every line."""
        return width(self.lines[0]) if self.lines else 0


def one_line(text: str) -> Box:
    """A box of one line."""
    return Box((text,))


def centre(text: str, size: int) -> str:
    """`text` in the middle of `size` cells."""
    missing = size - width(text)
    return " " * (missing // 2) + text + " " * (missing - missing // 2)


def beside(boxes: Sequence[Box], blanks: Sequence[int]) -> Box:
    """Boxes in a line, on one baseline; `blanks` before each."""
    if not boxes:
        return one_line("")
    above = max(box.base for box in boxes)
    below = max(box.height - box.base for box in boxes)
    lines = [""] * (above + below)
    for box, gap in zip(boxes, blanks, strict=True):
        empty = " " * box.width
        for index in range(above + below):
            inner = index - above + box.base
            lines[index] += " " * gap + (box.lines[inner] if 0 <= inner < box.height else empty)
    return Box(tuple(lines), above)


def stacked(boxes: Sequence[Box], base: int, offset: int = 0) -> Box:
    """Boxes below each other, centred; the baseline is that of the box `base`, or its line `offset` further."""
    size = max(box.width for box in boxes)
    lines = tuple(centre(line, size) for box in boxes for line in box.lines)
    return Box(lines, sum(box.height for box in boxes[:base]) + boxes[base].base + offset)


def fenced(left: str, box: Box, right: str, *, ascii: bool = False) -> Box:
    """A box between brackets as tall as it is."""
    pairs = [_fence(sign, box, ascii=ascii) for sign in (left, right)]
    blank = " " if box.height > 1 else ""
    lines = tuple(
        pairs[0][index] + (blank if left else "") + line + (blank if right else "") + pairs[1][index]
        for index, line in enumerate(box.lines)
    )
    return Box(lines, box.base)


def _fence(sign: str, box: Box, *, ascii: bool) -> Sequence[str]:
    height = box.height
    if not sign or height == 1:
        return [sign] * height
    if ascii:
        top, middle, bottom = tuple(_TALL_ASCII.get(sign, sign[:1] * 3))
    else:
        top, middle, bottom = tuple(_TALL.get(sign, sign[:1] * 3))
        if sign in _WAISTS and height == 2:  # noqa: PLR2004 (no room for a waist between two lines)
            top, bottom = ("⎰", "⎱") if sign == "{" else ("⎱", "⎰")
    signs = [top, *[middle] * (height - 2), bottom]
    if sign in _WAISTS and height > 2 and not ascii:  # noqa: PLR2004 (as above)
        signs[min(max(box.base, 1), height - 2)] = _WAISTS[sign]
    return signs


def grid(rows: Sequence[Sequence[Box]], align: Sequence[str], blanks: Sequence[int], *, airy: bool = False) -> Box:
    """A table of boxes: a letter of `align` (l, c, r) and blanks before each column; `airy` parts tall rows."""
    count = len(blanks)
    sizes = [max((row[column].width for row in rows if column < len(row)), default=0) for column in range(count)]
    lines: list[str] = []
    tall = False
    for row in rows:
        cells = [
            _placed(row[column] if column < len(row) else one_line(""), sizes[column], align[column])
            for column in range(count)
        ]
        line = beside(cells, blanks)
        if airy and lines and (tall or line.height > 1):
            lines.append(" " * line.width)
        tall = line.height > 1
        lines += line.lines
    return Box(tuple(lines), (len(lines) - 1) // 2)


def _placed(box: Box, size: int, side: str) -> Box:
    missing = size - box.width
    left = {"l": 0, "r": missing}.get(side, missing // 2)
    return Box(tuple(" " * left + line + " " * (missing - left) for line in box.lines), box.base)
