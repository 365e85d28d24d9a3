"""A formula with a height: stacked fractions, matrices in tall brackets, sums with their limits, aligned equations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from tutor.draw.canvas import Span, row_text
from tutor.show.box import Box, beside, centre, fenced, grid, one_line, stacked
from tutor.show.formula import Accent, Fenced, Fraction, Grid, Group, Node, Root, Script, Sign, Stack, Words
from tutor.show.mathline import TIGHT, Line, Piece, gaps, math_inline
from tutor.show.tex import parse
from tutor.show.texsymbols import HIGH, LIMITS, LOW, Part
from tutor.show.wrap import wrap

_TALLEST = 40
"""Rows beyond which a formula is shown in one line after all."""


def math_block(tex: str, width: int, *, ascii: bool = False, middle: bool = True) -> list[str]:
    """A displayed formula, in the middle of `width` cells; in one line, wrapped, when it is wider than that."""
    box = _box(tex, ascii)
    if box.width > width or box.height > _TALLEST:
        return [row_text(row) for row in wrap([Span(math_inline(tex, ascii=ascii))], width)]
    indent = " " * ((width - box.width) // 2) if middle else ""
    return [(indent + line).rstrip() for line in box.lines]


@lru_cache(maxsize=512)
def _box(tex: str, ascii: bool) -> Box:  # noqa: FBT001 (a key of the cache)
    box = _Display(Line(ascii)).box(parse(tex))
    return box if any(line.strip() for line in box.lines) else one_line(" ".join(tex.split()))


@dataclass(frozen=True, slots=True)
class _Part:
    box: Box
    part: Part


@dataclass(frozen=True, slots=True)
class _Display:
    """Draws a tree in two dimensions; what has no height goes through `line`."""

    line: Line

    def box(self, node: Node) -> Box:
        return self.join(self.parts(node))

    def join(self, parts: Sequence[_Part]) -> Box:
        """Parts on one baseline; parentheses grow with what stands between them."""
        waiting: list[list[_Part]] = [[]]
        for part in parts:
            if part.part == "open":
                waiting.append([part])
            elif part.part == "close" and len(waiting) > 1 and part.box.height == 1:
                opened, *inner = waiting.pop()
                body, low = self.beside(inner), part.box.lines[0]
                sign, marks = low[:1], low[1:]
                whole = fenced(opened.box.lines[0], body, sign, ascii=self.line.ascii)
                waiting[-1].append(_Part(_raised(whole, marks) if marks else whole, "close"))
            else:
                waiting[-1].append(part)
        return self.beside([part for level in waiting for part in level])

    def beside(self, parts: Sequence[_Part]) -> Box:
        blanks = gaps([part.part for part in parts], tall=True)
        for index in range(1, len(parts)):
            left, right = parts[index - 1], parts[index]
            pieces = [Piece(side.box.lines[side.box.base], side.part) for side in (left, right)]
            if max(left.box.height, right.box.height) > 1 and "dot" in (left.part, right.part):
                blanks[index] = 1
            elif self.line.ascii and self.line.join(pieces) != pieces[0].text + pieces[1].text:
                blanks[index] = max(1, blanks[index])
        return beside([part.box for part in parts], blanks)

    def parts(self, node: Node) -> list[_Part]:  # noqa: C901 (a case for each kind of node)
        match node:
            case Group(items):
                return [part for item in items for part in self.parts(item)]
            case Fraction():
                return [_Part(self.fraction(node), "fraction" if node.line else "close")]
            case Script():
                return self.script(node)
            case Fenced(left, body, right):
                left, right = self.line.fold(left), self.line.fold(right)
                return [_Part(fenced(left, self.box(body), right, ascii=self.line.ascii), "close")]
            case Grid():
                return [_Part(self.grid(node), "close")]
            case Root(body, degree) if (inner := self.box(body)).height > 1:
                sign = self.line.fold("".join(HIGH.get(char, char) for char in degree) + "√")
                under = fenced("(", inner, ")", ascii=self.line.ascii)
                return [_Part(beside([one_line(sign), under], [0, 0]), "close")]
            case Accent(_mark, body) if (inner := self.box(body)).height > 1:
                return [_Part(stacked([one_line(self.line.fold("─" * inner.width)), inner], 1), "letter")]
            case Stack():
                return [_Part(self.stack(node), "relation" if _is_relation(node.base) else "letter")]
            case Sign("∑", part) if not self.line.ascii:
                return [_Part(one_line("∑"), part)]
            case Sign() | Words() | Root() | Accent():
                return [_Part(one_line(piece.text), piece.part) for piece in self.line.pieces(node)]

    def fraction(self, node: Fraction) -> Box:
        top, bottom = self.box(node.top), self.box(node.bottom)
        if not node.line:
            return fenced("(", stacked([top, bottom], 0), ")", ascii=self.line.ascii)
        bar = one_line(("-" if self.line.ascii else "─") * (max(top.width, bottom.width) + 2))
        return stacked([top, bar, bottom], 1)

    def script(self, node: Script) -> list[_Part]:
        base = self.parts(node.base)
        inner = base[-1].box if base else one_line("")
        part: Part = base[-1].part if base else "letter"
        if isinstance(node.base, Sign) and node.base.text in LIMITS:
            boxes = [self.small(limit) for limit in (node.high, node.low) if limit is not None]
            boxes.insert(0 if node.high is None else 1, inner)
            return [_Part(stacked(boxes, 0 if node.high is None else 1), part)]
        if inner.height == 1:
            flat = self.line.pieces(node)
            if self.line.ascii or _is_flat(node, self.line):
                return [_Part(one_line(piece.text), piece.part) for piece in flat]
        return [*base[:-1], _Part(self.corners(inner, node), "close" if part == "open" else part)]

    def small(self, node: Node, signs: Mapping[str, str] = MappingProxyType({})) -> Box:
        """A script: set close, in raised or lowered characters where all are known."""
        box = self.box(node)
        if box.height > 1:
            return box
        text = self.line.text(node, TIGHT)
        return one_line(
            "".join(signs.get(char, char) for char in text) if all(char in signs for char in text) else text
        )

    def corners(self, base: Box, node: Script) -> Box:
        """The scripts at the right corners of a tall base, or above and below the line of a low one."""
        high = (
            self.small(node.high, HIGH if base.height > 1 and not self.line.ascii else {})
            if node.high is not None
            else None
        )
        low = self.small(node.low) if node.low is not None else None
        size = max(box.width for box in (high, low) if box is not None)
        tall = base.height > 1
        above = high.height - tall if high else 0
        below = low.height - tall if low else 0
        right = [" " * size] * (above + base.height + below)
        for box, start in ((high, 0), (low, len(right) - (low.height if low else 0))):
            for index, line in enumerate(box.lines if box else ()):
                right[start + index] = line + " " * (size - box.width if box else 0)
        empty = " " * base.width
        left = [empty] * above + list(base.lines) + [empty] * below
        return Box(tuple(a + b for a, b in zip(left, right, strict=True)), above + base.base)

    def grid(self, node: Grid) -> Box:
        rows = [[self.box(cell) for cell in row] for row in node.rows]
        count = max(map(len, rows))
        if node.aligned:
            align = "rl" * count if count > 1 else "c"
            blanks = [0 if column % 2 or not column else 4 for column in range(count)]
            blanks[1:2] = [1] if count > 1 else []
            return grid(rows, align, blanks, airy=True)
        align = ("l" if node.left == "{" else "c") * count
        box = grid(rows, align, [0, *[2] * (count - 1)], airy=True)
        return fenced(self.line.fold(node.left), box, self.line.fold(node.right), ascii=self.line.ascii)

    def stack(self, node: Stack) -> Box:
        base = self.box(node.base)
        boxes = [base]
        size = base.width
        if node.above is not None:
            boxes = [self.box(node.above), *([one_line(self.brace(size, "⏞"))] if node.brace else []), *boxes]
        at = len(boxes) - 1
        if node.below is not None:
            boxes += [*([one_line(self.brace(size, "⏟"))] if node.brace else []), self.box(node.below)]
        return stacked(boxes, at)

    def brace(self, size: int, kind: str) -> str:
        if self.line.ascii:
            return "-" * size
        left, knee, right = tuple("╭┴╮" if kind == "⏞" else "╰┬╯")
        return left + centre(knee, max(1, size - 2)).replace(" ", "─") + right if size > 2 else kind  # noqa: PLR2004


def _raised(box: Box, marks: str) -> Box:
    """`marks`, written in one line, at the upper right of what is tall."""
    return beside([box, Box((marks, *[" " * len(marks)] * (box.height - 1)), box.base)], [0, 0])


def _is_flat(node: Script, line: Line) -> bool:
    """Whether Unicode has every script of it."""
    low = line.text(node.low, TIGHT) if node.low else ""
    high = line.text(node.high, TIGHT) if node.high else ""
    return (isinstance(node.low, Words) or all(char in LOW for char in low)) and all(char in HIGH for char in high)


def _is_relation(node: Node) -> bool:
    return isinstance(node, Sign) and node.part == "relation"
