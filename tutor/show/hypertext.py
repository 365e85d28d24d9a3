"""An HTML result by its text: paragraphs, lists and tables; scripts and styles are left out.

HTML's character references are decoded here, so this is a door too: what they bring is cleaned.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from tutor.clean import clean
from tutor.content.lesson import Inline, Table
from tutor.draw.canvas import Row, Span
from tutor.show.look import Look
from tutor.show.table import table_rows
from tutor.show.wrap import chop, wrap

_SILENT = {"script", "style", "head", "template", "svg", "noscript"}
_BLOCKS = {
    "address", "article", "blockquote", "br", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary",
    "ul", "caption",
}  # fmt: skip
_SPACE = re.compile(r"\s+")
_LONGEST = 50_000
_MOST = 60
"""Rows of a table that are laid out."""


def hypertext_rows(html: str, width: int, *, ascii: bool = False) -> list[Row]:
    """What a reader would read of `html`."""
    reader = _Reader()
    reader.feed(html[:_LONGEST])
    reader.close()
    look = Look(ascii)
    rows: list[Row] = []
    for part in reader.parts():
        if isinstance(part, str):
            for line in part.split("\n"):
                rows += (chop if line.startswith(" ") else wrap)([Span(look.text(line))], width)
        else:
            rows += table_rows(_table(part), width, look)
    return rows


def _table(lines: list[list[str]]) -> Table:
    head, *body = [tuple((Inline(cell),) for cell in line) for line in lines]
    return Table(head, tuple(body[:_MOST]), ())


class _Reader(HTMLParser):
    """Collects lines of text and tables, in their order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str | list[list[str]]] = [""]
        self._silent = 0
        self._kept = 0
        self._table: list[list[str]] | None = None

    def parts(self) -> list[str | list[list[str]]]:
        self._end_table()
        parts = [part.strip("\n") if isinstance(part, str) else part for part in self._parts]
        return [part for part in parts if part and any(part)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._end_table()
            self._table = []
        elif tag == "tr" and self._table is not None:
            self._table.append([])
        elif tag in {"td", "th"} and self._table is not None:
            if not self._table:
                self._table.append([])
            self._table[-1].append("")
        elif tag == "img":
            words = clean(dict(attrs).get("alt") or "", multiline=False)
            self.handle_data(f"[{words}]" if words else "")
        elif tag in _BLOCKS:
            self._kept += tag == "pre"
            self._line()
            if tag == "li":
                self.handle_data("• ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "table":
            self._end_table()
        elif tag in _BLOCKS:
            self._kept = max(0, self._kept - (tag == "pre"))
            self._line()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        data = clean(data)
        if not self._kept:
            data = _SPACE.sub(" ", data)
        if self._table is not None:
            if self._table and self._table[-1]:
                self._table[-1][-1] += data
            return
        last = self._parts[-1]
        if not isinstance(last, str):
            self._parts.append(last := "")
        self._parts[-1] = last + (data.lstrip(" ") if last[-1:] in {"", "\n"} and not self._kept else data)

    def _line(self) -> None:
        if self._table is None and isinstance(last := self._parts[-1], str) and last and not last.endswith("\n"):
            self._parts[-1] = last + "\n"

    def _end_table(self) -> None:
        if self._table is not None:
            lines = [[cell.strip() for cell in line] for line in self._table if line]
            self._table = None
            if lines:
                self._parts.append(lines)
