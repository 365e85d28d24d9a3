"""Rows of styled character cells: what every drawing is made of, and how wide text is.

A `Row` is a line of the screen as `Span`s; a span is text in one `Ink`. Colours are roles, which a front end maps to
its theme, or an RGB triple where the colour itself is the content (a picture's pixel).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from wcwidth import wcswidth, wcwidth

Role = Literal[
    "text", "muted", "accent", "success", "warning", "error",
    "panel", "code", "heading", "link",
    "series1", "series2", "series3", "series4", "series5", "series6",
    "keyword", "string", "number", "comment", "function", "operator",
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright_black", "bright_red", "bright_green", "bright_yellow",
    "bright_blue", "bright_magenta", "bright_cyan", "bright_white",
]  # fmt: skip
RGB = tuple[int, int, int]
Color = Role | RGB


@dataclass(frozen=True, slots=True)
class Ink:
    """How a span looks; `None` means the surroundings' colour. Colour never carries meaning alone."""

    fg: Color | None = None
    bg: Color | None = None
    bold: bool = False
    italic: bool = False
    dim: bool = False
    underline: bool = False
    strike: bool = False
    reverse: bool = False


PLAIN = Ink()


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one ink. `href` is a link's target, opened only on the learner's word."""

    text: str
    ink: Ink = PLAIN
    href: str = ""


Row = tuple[Span, ...]


def width(text: str) -> int:
    """Cells that `text` takes; control characters count nothing."""
    if text.isascii() and text.isprintable():
        return len(text)
    known: int = wcswidth(text)
    return known if known >= 0 else sum(max(0, wcwidth(char)) for char in text)


def row_width(row: Iterable[Span]) -> int:
    """Cells that a row takes."""
    return sum(width(span.text) for span in row)


def row_text(row: Iterable[Span]) -> str:
    """The row without its inks, trailing blanks cut: what a plain console prints."""
    return "".join(span.text for span in row).rstrip()


def cut(row: Iterable[Span], cells: int) -> Row:
    """The row's first `cells` cells; a wide character that does not fit whole is left out."""
    kept: list[Span] = []
    for span in row:
        if (size := width(span.text)) > cells:
            text = _cut_text(span.text, cells)
            return (*kept, Span(text, span.ink, span.href)) if text else tuple(kept)
        kept.append(span)
        cells -= size
    return tuple(kept)


def _cut_text(text: str, cells: int) -> str:
    for end, char in enumerate(text):
        cells -= max(0, wcwidth(char))
        if cells < 0:
            return text[:end]
    return text
