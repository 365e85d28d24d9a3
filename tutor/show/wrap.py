"""Styled text into rows: wrapped at word boundaries, cut between clusters, padded, indented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wcwidth import wcwidth

from tutor.draw.canvas import PLAIN, Ink, Row, Span, row_width, width

_PIECES = re.compile(r"\n|[ \t\r\f\v]+|[^ \t\r\f\v\n]+")
_BLANK = " \t\r\f\v"
NO_BREAK = "\u00a0"


def clusters(text: str) -> Iterator[str]:
    """Characters with the marks that stand on them: what must not be taken apart."""
    if text.isascii():
        yield from text
        return
    start = 0
    for index in range(1, len(text)):
        if wcwidth(text[index]) > 0:
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def cut(text: str, limit: int) -> tuple[str, str]:
    """`text` in two, the first of at most `limit` cells but of one cluster at least, so that cutting always ends."""
    if text.isascii():
        return text[: max(1, limit)], text[max(1, limit) :]
    cells = taken = 0
    for cluster in clusters(text):
        cells += width(cluster)
        if taken and cells > limit:
            break
        taken += len(cluster)
    return text[:taken], text[taken:]


def clip(text: str, limit: int, *, ascii: bool = False) -> str:
    """`text` in at most `limit` cells, with an ellipsis where something is missing."""
    if width(text) <= limit:
        return text
    mark = "~" if ascii else "…"
    return cut(text, limit - 1)[0] + mark if limit > 1 else mark[:limit]


def joined(spans: Iterable[Span]) -> Row:
    """The spans with neighbours of one ink made one; no-break spaces have done their work and become spaces."""
    row: list[Span] = []
    for span in spans:
        text = span.text
        if NO_BREAK in text:
            text = text.replace(NO_BREAK, " ")
        if row and row[-1].ink == span.ink and row[-1].href == span.href:
            row[-1] = Span(row[-1].text + text, span.ink, span.href)
        elif text:
            row.append(span if text is span.text else replace(span, text=text))
    return tuple(row)


def wrap(spans: Iterable[Span], limit: int) -> list[Row]:
    """Rows of at most `limit` cells, broken at spaces (a newline always breaks, a no-break space never)."""
    lines = _Lines(max(1, limit))
    for span in spans:
        for piece in _PIECES.findall(span.text):
            if piece == "\n":
                lines.end()
            elif piece[0] in _BLANK:
                lines.space(replace(span, text=" " * len(piece)))
            else:
                lines.letters(replace(span, text=piece))
    return lines.finished()


class _Lines:
    """The rows so far, the line being filled, and the word that waits for its end."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.rows: list[Row] = []
        self.line: list[Span] = []
        self.used = 0
        self.gap: list[Span] = []
        self.word: list[Span] = []
        self.size = 0

    def letters(self, span: Span) -> None:
        self.word.append(span)
        self.size += width(span.text)

    def space(self, span: Span) -> None:
        self._place()
        self.gap.append(span)

    def end(self) -> None:
        self._place()
        self.rows.append(joined(self.line))
        self.line, self.used = [], 0
        self.gap.clear()

    def finished(self) -> list[Row]:
        self._place()
        if self.line or not self.rows:
            self.rows.append(joined(self.line))
        return self.rows

    def _place(self) -> None:
        """Put the waiting word on the line, or on the next, or cut it when it is longer than any line."""
        if not self.word:
            return
        between = row_width(self.gap)
        if self.line and self.used + between + self.size > self.limit:
            self.rows.append(joined(self.line))
            self.line, self.used = [], 0
        elif self.line:
            self.line += self.gap
            self.used += between
        self.gap.clear()
        if self.size <= self.limit:
            self.line += self.word
            self.used += self.size
        else:
            *full, last = chop(self.word, self.limit)
            self.rows.extend(full)
            self.line, self.used = list(last), row_width(last)
        self.word, self.size = [], 0


def chop(spans: Iterable[Span], limit: int) -> list[Row]:
    """Rows of at most `limit` cells, cut wherever a row is full: for code and other text whose spaces count."""
    limit = max(1, limit)
    spans = list(spans)
    if row_width(spans) <= limit:
        return [joined(spans)]
    rows: list[Row] = []
    line: list[Span] = []
    used = 0
    for span in spans:
        rest = span.text
        while rest:
            if used + width(rest) <= limit:
                line.append(Span(rest, span.ink, span.href))
                used += width(rest)
                break
            if line and used + width(next(clusters(rest))) > limit:
                rows.append(joined(line))
                line, used = [], 0
                continue
            head, rest = cut(rest, limit - used)
            line.append(Span(head, span.ink, span.href))
            used += width(head)
    rows.append(joined(line))
    return rows


def split(row: Row, count: int) -> tuple[Row, Row]:
    """The row in two, the first of `count` characters."""
    first: list[Span] = []
    for index, span in enumerate(row):
        if count < len(span.text):
            if count:
                first.append(replace(span, text=span.text[:count]))
            return tuple(first), (replace(span, text=span.text[count:]), *row[index + 1 :])
        first.append(span)
        count -= len(span.text)
    return row, ()


def padded(row: Row, size: int, ink: Ink = PLAIN) -> Row:
    """The row made `size` cells wide with blanks in `ink`."""
    missing = size - row_width(row)
    return joined((*row, Span(" " * missing, ink))) if missing > 0 else row


def indented(rows: Sequence[Row], first: Sequence[Span], rest: Sequence[Span]) -> list[Row]:
    """The rows behind `first` (a bullet, a number) and, from the second on, behind `rest` of the same width."""
    return [joined((*(rest if index else first), *row)) for index, row in enumerate(rows)]


def repainted(row: Row, background: Ink) -> Row:
    """The row on another background."""
    return tuple(
        replace(span, ink=replace(span.ink, fg=span.ink.fg or background.fg, bg=span.ink.bg or background.bg))
        for span in row
    )
