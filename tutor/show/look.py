"""How a drawing of the whole room looks: which glyphs the terminal can show, how links appear; frames around rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tutor.draw.canvas import PLAIN, Color, Ink, Row, Span, row_width, width
from tutor.show.fold import fold
from tutor.show.wrap import clip, joined, padded

Links = Literal["mark", "print"]
MEASURE = 88
"""Cells of a line of prose, however wide the screen is: longer lines are hard to read."""


@dataclass(frozen=True, slots=True)
class Look:
    """`links="mark"` shows emphasis and links by ink (a screen); `"print"` writes them out (a plain console)."""

    ascii: bool = False
    links: Links = "mark"

    def text(self, text: str) -> str:
        """`text` in the characters that the terminal has."""
        return fold(text) if self.ascii else text

    def glyph(self, unicode: str, plain: str) -> str:
        """One of two ways to draw the same thing."""
        return plain if self.ascii else unicode


def frame(title: str, rows: Sequence[Row], size: int, look: Look, color: Color = "muted") -> list[Row]:
    """`rows` (of at most `size - 4` cells) in a box of `size` cells that has `title` in its top border."""
    title = " ".join(title.split())
    edge = Ink(fg=color)
    line, bar = look.glyph("─", "-"), look.glyph("│", "|")
    top_left, top_right, low_left, low_right = tuple(look.glyph("╭╮╰╯", "++++"))
    head = [Span(top_left + " ", edge), Span(clip(title, size - 4, ascii=look.ascii), Ink(fg=color, bold=True))]
    head.append(Span(" " + line * (size - 4 - width(head[1].text)), edge) if title else Span("", edge))
    if not title:
        head = [Span(top_left + line * (size - 2), edge)]
    box = [joined((*head, Span(top_right, edge)))]
    side, close = Span(bar + " ", edge), Span(" " + bar, edge)
    box += [joined((side, *padded(row, size - 4), close)) for row in rows]
    box.append((Span(low_left + line * (size - 2) + low_right, edge),))
    return box


def centred(row: Row, size: int) -> Row:
    """The row in the middle of `size` cells."""
    left = (size - row_width(row)) // 2
    return joined((Span(" " * left, PLAIN), *row)) if left > 0 else row
