"""The box around a cell: light, or heavy where the focus is, so that it shows without colour."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.draw.canvas import Color, Ink, Row, Span, row_width

LIGHT = "┌─┐│├┤└┘"
HEAVY = "┏━┓┃┣┫┗┛"
ASCII_LIGHT = "+-+|++++"
ASCII_HEAVY = "#=######"
AROUND = 3
"""Cells of a row that the edges take; code of 76 columns fits in a terminal of 80."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Draws the edges of a box in one colour; the width counts the edges too."""

    color: Color = "muted"
    heavy: bool = False
    ascii: bool = False

    @property
    def _glyphs(self) -> str:
        if self.ascii:
            return ASCII_HEAVY if self.heavy else ASCII_LIGHT
        return HEAVY if self.heavy else LIGHT

    @property
    def _ink(self) -> Ink:
        return Ink(fg=self.color)

    def top(self, width: int, label: Row = ()) -> Row:
        """The upper edge with a label in it."""
        glyphs = self._glyphs
        return self._edge(width, glyphs[0], glyphs[2], label)

    def middle(self, width: int) -> Row:
        """The line between code and output."""
        glyphs = self._glyphs
        return self._edge(width, glyphs[4], glyphs[5], ())

    def bottom(self, width: int, label: Row = ()) -> Row:
        """The lower edge."""
        glyphs = self._glyphs
        return self._edge(width, glyphs[6], glyphs[7], label)

    def side(self, row: Row, width: int) -> Row:
        """A row of the inside (at most `width - AROUND` cells) between its edges."""
        bar = self._glyphs[3]
        blank = " " * max(0, width - AROUND - row_width(row))
        return (Span(f"{bar} ", self._ink), *row, Span(f"{blank}{bar}", self._ink))

    def _edge(self, width: int, left: str, right: str, label: Row) -> Row:
        fill = self._glyphs[1]
        if not label:
            return (Span(left + fill * max(0, width - 2) + right, self._ink),)
        rest = max(0, width - 5 - row_width(label))
        return (Span(f"{left}{fill} ", self._ink), *label, Span(f" {fill * rest}{right}", self._ink))
