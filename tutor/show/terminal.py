r"""What a program printed into rows: colours, `\r` that overwrites, `\b`, tabs, long lines cut into rows.

Works on the whole text, so that it does not matter in which pieces it came. What is laid out is limited: the number of
lines, of which head and tail are kept, and the length of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from tutor.draw.canvas import PLAIN, Ink, Row, Span, width
from tutor.locale import ngettext
from tutor.show.fold import fold
from tutor.show.sgr import repainted
from tutor.show.wrap import chop, clusters, wrap

MUTED = Ink(fg="muted", italic=True)
LONGEST = 4_000
"""Characters of a line beyond which the rest is counted, not shown."""
MOST = 20_000
"""Rows of one text, when nobody asks for fewer."""
_TAB = 8
_CODES = re.compile(r"\x1b\[([0-9;:]*)m")
_MOVES = re.compile(r"\r+|\x08+|\t")


def terminal_rows(text: str, width: int, *, ascii: bool = False, limit: int = MOST, more: str = "") -> list[Row]:
    """The text as a terminal of this width shows it, in at most `limit` rows and a note that counts what is left out.

    `more` is what the note says besides.
    """
    limit = max(3, limit)
    lines = (fold(text) if ascii else text).split("\n")
    if lines and not lines[-1]:
        lines.pop()
    width = max(1, width)
    if len(lines) <= limit:
        rows, _ink = _laid_out(lines, width, PLAIN)
        return _folded(rows, limit, len(rows), more, width, ascii=ascii)
    head, tail = limit - limit // 3, limit // 3
    first, ink = _laid_out(lines[:head], width, PLAIN)
    for codes in _CODES.findall("\n".join(lines[head:-tail])):
        ink = repainted(ink, codes)
    last, _ink = _laid_out(lines[-tail:], width, ink)
    return _folded([*first[:head], *last[-tail:]], limit, len(lines), more, width, ascii=ascii)


def _folded(rows: list[Row], limit: int, count: int, more: str, width: int, *, ascii: bool) -> list[Row]:
    """Head and tail of `rows`, `limit` in all, and between them how many of `count` are missing."""
    if count <= limit:
        return rows
    head, tail = limit - limit // 3, limit // 3
    words = ngettext("{n} line not shown", "{n} lines not shown", count - limit).format(n=count - limit)
    words = f"⋯ {words}{more} ⋯"
    note = wrap([Span(fold(words) if ascii else words, MUTED)], width)
    return [*rows[:head], *note, *rows[len(rows) - tail :]]


def _laid_out(lines: list[str], size: int, ink: Ink) -> tuple[list[Row], Ink]:
    rows: list[Row] = []
    for line in lines:
        if not line:
            rows.append(())
        elif line.isprintable():
            if len(line) > LONGEST or not line.isascii():
                rows += chop(_limited([Span(line, ink)]), size)
            elif len(line) <= size:
                rows.append((Span(line, ink),))
            else:
                rows += [(Span(line[at : at + size], ink),) for at in range(0, len(line), size)]
        else:
            spans, ink = _spans(line.rstrip("\r"), ink)
            rows += chop(_limited(spans), size)
    return rows, ink


def _spans(line: str, ink: Ink) -> tuple[list[Span], Ink]:
    """A line with codes in it, and the ink with which the next one begins."""
    moved = "\r" in line or "\b" in line
    cells = _Cells()
    spans: list[Span] = []
    column = 0
    texts = _CODES.split(line)
    for index, text in enumerate(texts):
        if index % 2:
            ink = repainted(ink, text)
        elif moved:
            cells.write(text, ink)
        elif "\t" in text:
            for piece in re.split("(\t)", text):
                spans.append(Span(" " * (_TAB - column % _TAB) if piece == "\t" else piece, ink))
                column += width(spans[-1].text)
        elif text:
            spans.append(Span(text, ink))
            column += width(text)
    return (list(cells.spans()) if moved else spans), ink


def _limited(spans: list[Span]) -> Iterator[Span]:
    """A line's beginning, and how much more there is."""
    left = LONGEST
    for index, span in enumerate(spans):
        if len(span.text) > left:
            yield Span(span.text[:left], span.ink)
            more = sum(len(other.text) for other in spans[index:]) - left
            yield Span(" … " + ngettext("{n} more character", "{n} more characters", more).format(n=more), MUTED)
            return
        yield span
        left -= len(span.text)


class _Cells:
    """One line as a terminal keeps it: a character and an ink a cell; a wide character's second cell is empty."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.inks: list[Ink] = []
        self.column = 0

    def write(self, text: str, ink: Ink) -> None:
        at = 0
        for move in _MOVES.finditer(text):
            self._put(text[at : move.start()], ink)
            at = move.end()
            if move[0] == "\t":
                self.column += _TAB - self.column % _TAB
                self._reach()
            else:
                self.column = 0 if move[0][0] == "\r" else max(0, self.column - len(move[0]))
        self._put(text[at:], ink)

    def spans(self) -> Iterator[Span]:
        at = 0
        for ink, group in groupby(self.inks):
            end = at + len(list(group))
            yield Span("".join(self.chars[at:end]), ink)
            at = end

    def _reach(self) -> None:
        """Blanks up to where the cursor is."""
        missing = min(self.column, LONGEST) - len(self.chars)
        if missing > 0:
            self.chars += " " * missing
            self.inks += [PLAIN] * missing

    def _put(self, text: str, ink: Ink) -> None:
        text = text[: max(0, LONGEST + 1 - self.column)]
        if text.isascii():
            self._set(list(text), ink)
            return
        for cluster in clusters(text):
            cells = width(cluster)
            if cells:
                self._set([cluster, *[""] * (cells - 1)], ink)
            elif self.chars and self.column:
                self.chars[self.column - 1] += cluster

    def _set(self, chars: list[str], ink: Ink) -> None:
        start, end = self.column, self.column + len(chars)
        if not chars:
            return
        if start < len(self.chars) and not self.chars[start]:
            self.chars[start - 1] = " "  # half of a wide character is gone
        self.chars[start:end] = chars
        self.inks[start:end] = [ink] * len(chars)
        if end < len(self.chars) and not self.chars[end]:
            self.chars[end] = " "
        self.column = end
