"""Blocks of a lesson into rows of at most so many cells, with a blank row between blocks."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.content.lesson import (
    Ask,
    Block,
    Cell,
    Code,
    Experiment,
    Heading,
    Items,
    Math,
    Note,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
)
from tutor.draw.canvas import Color, Ink, Row, Span, row_text, row_width, width
from tutor.locale import _
from tutor.show.code import panel
from tutor.show.inline import spans
from tutor.show.look import MEASURE, Links, Look, frame
from tutor.show.table import table_rows
from tutor.show.wrap import clip, indented, wrap

HEADING = Ink(fg="heading", bold=True)
MUTED = Ink(fg="muted")
BULLET = Ink(fg="accent")
_BULLETS = ("•", "◦", "▪")
_DEEPEST = 12
"""Levels of lists, quotes and boxes that are still indented."""


def prose(
    blocks: Sequence[Block],
    width: int,
    *,
    ascii: bool = False,
    links: Links = "mark",
) -> list[Row]:
    """The blocks as rows. Lines of text keep to a readable measure; code and tables may use all of `width`."""
    return _blocks(blocks, max(4, width), Look(ascii, links))


def _blocks(blocks: Sequence[Block], size: int, look: Look, depth: int = 0) -> list[Row]:
    rows: list[Row] = []
    for block in blocks:
        shown = _block(block, size, look, depth)
        if shown and rows:
            rows.append(())
        rows += shown
    return rows


def _block(block: Block, size: int, look: Look, depth: int) -> list[Row]:  # noqa: C901 (a case for each kind of block)
    measure = min(size, MEASURE)
    match block:
        case Paragraph():
            return wrap(spans(block.text, look), measure)
        case Heading():
            return _heading(block, measure, look)
        case Items():
            return _items(block, size, look, depth)
        case Code() | Cell():
            language = block.language if isinstance(block, Code) else "python"
            return panel(block.source, language, _panel_size(block.source, size), look)
        case Table():
            return table_rows(block, size, look)
        case Math():
            return _formula(block, measure, look)
        case Quote():
            inner = _blocks(block.blocks, _inner(size, 2, depth), look, depth + 1)
            bar = (Span(look.glyph("▌ ", "> "), MUTED),)
            return indented(inner, bar, bar) if depth < _DEEPEST else inner
        case Note():
            return _note(block, measure, look, depth)
        case Picture():
            words = Span(look.text("[" + _("image: {words}").format(words=block.alt or block.source) + "]"), MUTED)
            return [*wrap([words], measure), *_blocks(block.caption, measure, look, depth)]
        case Rule():
            return [(Span(look.glyph("─", "-") * measure, MUTED),)]
        case Ask():
            reference = clip(" ".join(look.text(block.reference).split()), measure - 4, ascii=look.ascii)
            return frame(look.text(_("Question")), [(Span(reference),)], measure, look, "accent")
        case Experiment():
            named = " ".join([block.name, *(f"{key}={value}" for key, value in block.options)])
            named = clip(" ".join(look.text(named).split()), measure - 4, ascii=look.ascii)
            return frame(look.text(_("Lab")), [(Span(named),)], measure, look, "accent")


def _inner(size: int, taken: int, depth: int) -> int:
    return max(1, size - taken) if depth < _DEEPEST else size


def _panel_size(source: str, size: int) -> int:
    """The measure, or more when lines of code need it and the screen has it."""
    longest = max(map(width, source.expandtabs(4).split("\n")), default=0)
    return min(size, max(MEASURE, longest + 4))


def _heading(heading: Heading, size: int, look: Look) -> list[Row]:
    """Rank is seen without colour: a double line, a line, bold, bold italics."""
    ink = HEADING if heading.level <= 3 else Ink(fg="heading", bold=True, italic=True)  # noqa: PLR2004
    rows = wrap(spans(heading.text, look, ink), size)
    lines = {1: look.glyph("═", "="), 2: look.glyph("─", "-")}
    if heading.level in lines:
        rows.append((Span(lines[heading.level] * max(map(row_width, rows)), MUTED),))
    return rows


def _formula(formula: Math, size: int, look: Look) -> list[Row]:
    from tutor.show.mathbox import math_block  # noqa: PLC0415 (15 ms that a page without formulas does not pay)

    return [(Span(line),) if line else () for line in math_block(formula.tex, size, ascii=look.ascii)]


def _items(items: Items, size: int, look: Look, depth: int) -> list[Row]:
    if items.start is None:
        marks = [look.glyph(_BULLETS[min(depth, 2)], "*o-"[min(depth, 2)])] * len(items.items)
    else:
        marks = [f"{items.start + index}." for index in range(len(items.items))]
    taken = max(map(len, marks), default=0) + 1
    loose = not all(_is_simple(item) for item in items.items)
    rows: list[Row] = []
    for mark, item in zip(marks, items.items, strict=True):
        tight = _is_simple(item)
        inner: list[Row] = []
        for block in item:
            shown = _block(block, _inner(size, taken, depth), look, depth + 1)
            if inner and shown and not tight:
                inner.append(())
            inner += shown
        if loose and rows:
            rows.append(())
        if depth < _DEEPEST:
            inner = indented(inner or [()], (Span(mark.rjust(taken - 1) + " ", BULLET),), (Span(" " * taken),))
        rows += inner
    return rows


def _is_simple(item: Sequence[Block]) -> bool:
    """A paragraph, perhaps with a list below: such items need no air between them."""
    first, *rest = item or (Paragraph(()),)
    return isinstance(first, Paragraph | Code) and all(isinstance(block, Items) for block in rest)


def _note(note: Note, size: int, look: Look, depth: int) -> list[Row]:
    name, color = _kind(note.kind)
    given = row_text(spans(note.title, Look(look.ascii))).strip()
    if name and given and not given.casefold().startswith(name.casefold()):
        title = f"{name} · {given}" if note.kind not in {"note", "admonition"} else given
    else:
        title = given or name
    inner = _blocks(note.blocks, _inner(size, 4, depth), look, depth + 1)
    return frame(look.text(title or note.kind), inner, size, look, color) if depth < _DEEPEST else inner


def _kind(kind: str) -> tuple[str, Color]:
    """An admonition's name in the language in use, and its colour; an unknown directive's own name."""
    match kind.lower():
        case "note" | "seealso" | "admonition" | "topic":
            return (_("Note"), "accent") if kind != "seealso" else (_("See also"), "accent")
        case "tip" | "hint":
            return (_("Tip"), "success") if kind != "hint" else (_("Hint"), "success")
        case "important":
            return _("Important"), "warning"
        case "warning" | "caution" | "attention":
            return _("Warning"), "warning"
        case "danger" | "error":
            return _("Danger"), "error"
        case "exercise":
            return _("Exercise"), "accent"
        case "solution":
            return _("Solution"), "success"
        case "question":
            return _("Question"), "accent"
        case _:
            return kind, "muted"
