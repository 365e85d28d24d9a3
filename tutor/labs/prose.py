"""Words inside a lab's drawing: in rows no wider than asked, and in the characters that the terminal has."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence

from tutor.draw.canvas import PLAIN, Ink, Row, Span, cut, row_width, width

_SIGNS = str.maketrans({
    "·": "*", "×": "x", "−": "-", "²": "^2", "σ": "s", "Σ": "sum", "∂": "d", "→": "->", "≈": "~", "…": "...", "–": "-",
    "✓": "v", "✗": "x", "«": '"', "»": '"', "“": '"', "”": '"', "¿": "", "¡": "", "∞": "inf", "₁": "1", "₂": "2",
})  # fmt: skip


def folded(text: str, *, ascii: bool) -> str:
    """`text` as it is, or in ASCII: signs written out, accents left off."""
    if not ascii or text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    return "".join(char for char in plain if char.isascii())


def wrapped(text: str, limit: int, ink: Ink = PLAIN, *, ascii: bool = False) -> list[Row]:
    """`text` in rows of at most `limit` cells."""
    lines = textwrap.wrap(folded(text, ascii=ascii), max(1, limit)) or [""]
    return [cut((Span(line, ink),), limit) for line in lines]


def padded(row: Row, size: int) -> Row:
    """The row in exactly `size` cells."""
    missing = size - row_width(row)
    return (*row, Span(" " * missing)) if missing > 0 else cut(row, size)


def beside(left: Sequence[Row], right: Sequence[Row], gap: int = 2) -> list[Row]:
    """Two blocks side by side; the shorter one is filled with blanks."""
    wide = max(map(row_width, left), default=0) + gap
    count = max(len(left), len(right))
    lefts, rights = [*left, *[()] * (count - len(left))], [*right, *[()] * (count - len(right))]
    return [(*padded(one, wide), *other) if other else one for one, other in zip(lefts, rights, strict=True)]


def column(texts: Sequence[str], *, right: bool = True) -> list[str]:
    """Cells of a table's column, all as wide as the widest."""
    wide = max(map(width, texts), default=0)
    blanks = [" " * (wide - width(text)) for text in texts]
    return [blank + text if right else text + blank for text, blank in zip(texts, blanks, strict=True)]


def minus(text: str) -> str:
    """A number's text with a true minus sign."""
    return text.replace("-", "−")
