"""Rows of a lab put together: side by side, and sentences broken to a width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import wrap

from tutor.draw.canvas import PLAIN, Ink, Row, Span, cut, row_width

MUTED = Ink("muted")
STRONG = Ink(bold=True)


def beside(left: Sequence[Row], size: int, right: Sequence[Row], gap: int = 3) -> list[Row]:
    """`left` in `size` cells and `right` behind a gap of `gap`, as high as the higher of the two."""
    rows: list[Row] = []
    for one, other in zip_longest(left, right, fillvalue=()):
        kept = cut(one, size)
        rows.append((*kept, Span(" " * (size - row_width(kept) + gap)), *other) if other else kept)
    return rows


def told(text: str, width: int, ink: Ink = PLAIN) -> list[Row]:
    """A sentence in rows of at most `width` cells."""
    return [(Span(line, ink),) for line in wrap(text, max(1, width))]


def within(rows: Iterable[Row], width: int) -> tuple[Row, ...]:
    """Every row cut to `width` cells: what a drawing may take, whatever words its language needs."""
    return tuple(cut(row, width) for row in rows)


def spelled(value: float, digits: int = 2) -> str:
    """A number as short as it can be written with that many decimals, its minus a real one's width."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    return "0" if text in {"-0", ""} else text


def minus(text: str, *, ascii: bool) -> str:
    """Numbers with the sign that mathematics writes, where the terminal has it."""
    return text if ascii else text.replace("-", "−")
