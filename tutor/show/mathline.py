"""A formula as one line of text: `½(o−t)²`, `W⁽²⁾`, `∂J/∂w`, `Σᵢ`."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tutor.draw.canvas import width
from tutor.show.fold import fold
from tutor.show.formula import Accent, Fenced, Fraction, Grid, Group, Node, Root, Script, Sign, Stack, Words
from tutor.show.tex import parse
from tutor.show.texsymbols import ACCENT_NAMES, HIGH, LOW, VULGAR, Part

LOOSE, SNUG, TIGHT = 0, 1, 2
"""How close things stand: in the open, in short parentheses and fractions, in scripts."""
_SHORT = 5
"""Cells up to which what stands in parentheses has no blanks inside."""
_AFTER = {"letter", "number", "close", "fraction"}
"""Parts that end a factor."""


@lru_cache(maxsize=2048)
def math_inline(tex: str, *, ascii: bool = False) -> str:
    """The formula in one line; in words and ASCII signs where the terminal has no others."""
    line = Line(ascii)
    return " ".join(line.text(parse(tex)).split()) or line.fold(" ".join(tex.split()))


@dataclass(frozen=True, slots=True)
class Piece:
    """A drawn part of a line."""

    text: str
    part: Part


def gaps(parts: Sequence[Part], tight: int = LOOSE, *, tall: bool = False) -> list[int]:
    """Blanks before each part. `tall` keeps fractions' bars apart from all else."""
    blanks: list[int] = []
    unary = False
    before: Part | None = None
    for part in parts:
        alone = part == "binary" and before in {None, "binary", "dot", "relation", "open", "comma", "big", "name"}
        blanks.append(0 if before is None else _gap(before, part, (unary, alone), tight, tall=tall))
        if part != "space":
            unary = alone
        before = part
    return blanks


def _gap(before: Part, part: Part, signs: tuple[bool, bool], tight: int, *, tall: bool) -> int:
    unary, alone = signs
    if "space" in (before, part):
        return 0
    if tall and "fraction" in (before, part) and before != "open" and part != "close":
        return 1
    if unary:
        return 0
    if "relation" in (before, part) or (before == "binary") or (part == "binary" and not alone):
        return 0 if tight else 1
    if before == "comma" or part == "comma":
        return int(before == "comma" and tight < TIGHT)
    if before in {"big", "name"}:
        return int(not (before == "name" and part in {"open", "close"}))
    if part in {"big", "name"}:
        return int(before in _AFTER)
    if before == "fraction":
        return int(part in {"letter", "number", "open", "fraction"})
    return int(part == "fraction" and before in {"letter", "close"})


@dataclass(frozen=True, slots=True)
class Line:
    """Draws a tree on one line."""

    ascii: bool = False

    def text(self, node: Node, tight: int = LOOSE) -> str:
        """The whole tree."""
        return self.join(self.pieces(node), tight)

    def join(self, pieces: Sequence[Piece], tight: int = LOOSE) -> str:
        """The pieces side by side, what stands in parentheses first."""
        waiting: list[list[Piece]] = [[]]
        for piece in pieces:
            if piece.part == "open":
                waiting.append([piece])
            elif piece.part == "close" and len(waiting) > 1:
                opened, *inner = waiting.pop()
                waiting[-1].append(Piece(opened.text + self._inside(inner, tight) + piece.text, "close"))
            else:
                waiting[-1].append(piece)
        flat = [piece for level in waiting for piece in level]
        blanks = gaps([piece.part for piece in flat], tight)
        text = ""
        for index, piece in enumerate(flat):
            apart = blanks[index] or (self.ascii and index and _collide(flat[index - 1], piece))
            text += " " * apart + piece.text
        return text

    def _inside(self, pieces: Sequence[Piece], tight: int) -> str:
        """Short content without blanks, longer content with them."""
        short = self.join(pieces, max(tight, SNUG))
        return short if tight or width(short) <= _SHORT else self.join(pieces)

    def pieces(self, node: Node) -> list[Piece]:  # noqa: C901 (a case for each kind of node)
        """What the tree puts on the line."""
        match node:
            case Sign("∑", part):
                return [Piece("sum" if self.ascii else "Σ", part)]
            case Sign(text, part):
                return [Piece(self.fold(text), part)]
            case Words(text):
                return [Piece(self.fold(text), "letter")] if text else []
            case Group(items):
                return [piece for item in items for piece in self.pieces(item)]
            case Script():
                return self._script(node)
            case Fraction():
                return [self._fraction(node)]
            case Root():
                return [Piece(self._root(node), "letter")]
            case Accent(mark, body):
                return [Piece(self._accent(mark, self.text(body, SNUG)), "letter")]
            case Fenced(left, body, right):
                inner = self.pieces(body)
                return [Piece(self.fold(left) + self._inside(inner, LOOSE) + self.fold(right), "close")]
            case Grid():
                return [Piece(self._grid(node), "close" if node.left else "letter")]
            case Stack(base, above, below, brace):
                notes = [f"{' ' * brace}({self.text(note)})" for note in (above, below) if note is not None]
                last = self.pieces(base)
                return [Piece("".join([self.join(last), *notes]), last[-1].part if len(last) == 1 else "letter")]

    def fold(self, text: str) -> str:
        """`text` in the characters that the terminal has."""
        return fold(text) if self.ascii else text

    def _script(self, node: Script) -> list[Piece]:
        base = self.pieces(node.base)
        part: Part = base[-1].part if base else "letter"
        low = self._lowered(node.low) if node.low else ""
        high = self._raised(node.high) if node.high else ""
        marks = high + low if low.startswith("_") and high and not high.startswith("^") else low + high
        if len(base) > 1 and part not in {"big", "name", "close"} and not isinstance(node.base, Sign):
            return [Piece(f"({self.join(base, SNUG)}){marks}", "close")]
        if not base:
            return [Piece(marks, "letter")]
        return [*base[:-1], Piece(base[-1].text + marks, "close" if part == "open" else part)]

    def _lowered(self, node: Node) -> str:
        text = self.text(node, TIGHT)
        is_word = isinstance(node, Words) and len(text) > 2  # noqa: PLR2004 (a word, no longer an index)
        if not self.ascii and not is_word and all(char in LOW for char in text):
            return "".join(LOW[char] for char in text)
        return "_" + (text if _is_atom(text.replace("_", "")) else f"({text})") if text else ""

    def _raised(self, node: Node) -> str:
        text = self.text(node, TIGHT)
        if not text.strip("'′*"):
            return text
        if not self.ascii and all(char in HIGH for char in text):
            return "".join(HIGH[char] for char in text)
        return "^" + (text if _is_atom(text.removeprefix("-")) or _is_enclosed(text) else f"({text})")

    def _fraction(self, node: Fraction) -> Piece:
        top, bottom = self.pieces(node.top), self.pieces(node.bottom)
        above, below = self.join(top, SNUG), self.join(bottom, SNUG)
        if not node.line:
            return Piece(f"C({above}, {below})", "close")
        if not self.ascii and (above, below) in VULGAR:
            return Piece(VULGAR[above, below], "number")
        if any(piece.part not in {"letter", "number", "close"} for piece in top):
            above = f"({above})"
        several = len(bottom) > 1 and not (below[0] in "∂d" and len(bottom) == 2)  # noqa: PLR2004 (∂ and its variable)
        if several or (bottom and bottom[0].part not in {"letter", "number", "close"}):
            below = f"({below})"
        return Piece(f"{above}/{below}", "fraction")

    def _root(self, node: Root) -> str:
        body = self.text(node.body)
        simple = len(self.pieces(node.body)) == 1 and " " not in body and "/" not in body
        if self.ascii:
            return f"root({body}, {self.fold(node.degree)})" if node.degree else f"sqrt({body})"
        sign = {"": "√", "3": "∛", "4": "∜"}.get(node.degree)
        if sign is None:
            sign = "".join(HIGH.get(char, char) for char in node.degree) + "√"
        return sign + (body if simple else f"({body})")

    def _accent(self, mark: str, body: str) -> str:
        name = ACCENT_NAMES[mark]
        if self.ascii:
            return f"{body}_{name}" if body.isalnum() else f"{name}({body})"
        if len(body) == 1:
            return unicodedata.normalize("NFC", body + mark)
        if name in {"bar", "under"} and body.isalnum():
            return "".join(char + mark for char in body)
        return f"{name}({body})"

    def _grid(self, node: Grid) -> str:
        if node.aligned:
            return "; ".join(self.join([piece for cell in row for piece in self.pieces(cell)]) for row in node.rows)
        rows = [[self.text(cell).strip() for cell in row] for row in node.rows]
        left, right = self.fold(node.left), self.fold(node.right)
        if node.left == "{":
            return left + " " + "; ".join(" ".join(filter(None, row)) for row in rows)
        if node.left == "|":
            return "|" + "; ".join(", ".join(row) for row in rows) + "|"
        left, right = ("[", "]") if left in {"", "(", "["} else (left, right)
        if len(rows) > 1 and all(len(row) == 1 for row in rows):
            return left + ", ".join(row[0] for row in rows) + right + ("^T" if self.ascii else "ᵀ")
        lines = [", ".join(row) for row in rows]
        return left + (lines[0] if len(lines) == 1 else ", ".join(f"[{line}]" for line in lines)) + right


def _collide(left: Piece, right: Piece) -> bool:
    """Whether words of ASCII must be kept apart: `2 alpha`, `x_i w_i`, `n x m`; but not `xy`."""
    if "binary" in (left.part, right.part) or "relation" in (left.part, right.part):
        pairs = ((left.text, right.text[:1]), (right.text, left.text[-1:]))
        return any(word.isalpha() and edge.isalnum() for word, edge in pairs)
    if not (left.text[-1:].isalnum() or left.part == "close") or not right.text[:1].isalnum():
        return False
    return len(left.text) > 1 or len(right.text) > 1


def _is_atom(text: str) -> bool:
    """What can be raised or lowered without parentheses."""
    return len(text) == 1 or (text.isascii() and text.isalnum())


def _is_enclosed(text: str) -> bool:
    return len(text) > 1 and text[0] == "(" and text[-1] == ")" and text.count("(") == 1
