"""Tables with lines; columns shrink and their cells wrap until the table fits."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.content.lesson import Table
from tutor.draw.canvas import Ink, Row, Span, row_width, width
from tutor.show.inline import spans
from tutor.show.look import Look
from tutor.show.wrap import joined, padded, wrap

EDGE = Ink(fg="muted")
HEAD = Ink(bold=True)
_NARROWEST = 6
"""Cells below which a column is no longer read with ease; a table of such columns is told as a list."""

Cells = list[list[Span]]


def table_rows(table: Table, size: int, look: Look) -> list[Row]:
    """The table in at most `size` cells."""
    head = [spans(cell, look, HEAD) for cell in table.head]
    body = [[spans(cell, look) for cell in row] for row in table.rows]
    count = max([len(head), *map(len, body)], default=0)
    if not count:
        return []
    for cells in (head, *body):
        cells.extend([] for _ in range(count - len(cells)))
    sizes = _sizes([head, *body], count, size - 3 * count - 1)
    if sizes is None:
        return _told(head, body, size, look)
    align = (*table.align, *("left",) * (count - len(table.align)))
    wrapped = [_line(cells, sizes, align, look) for cells in body]
    tall = any(len(rows) > 1 for rows in wrapped)
    rows = [_rule(sizes, look.glyph("┌┬┐", "+++"), look)]
    if any(map(row_width, head)):
        rows += _line(head, sizes, align, look)
        if body:
            rows.append(_rule(sizes, look.glyph("├┼┤", "+++"), look))
    for index, lines in enumerate(wrapped):
        if tall and index:
            rows.append(_rule(sizes, look.glyph("├┼┤", "+++"), look))
        rows += lines
    rows.append(_rule(sizes, look.glyph("└┴┘", "+++"), look))
    return rows


def _sizes(lines: Sequence[Cells], count: int, room: int) -> list[int] | None:
    """Cells for each column: what it would like, or its longest word and a fair share of what is left."""
    wanted = [max(1, *(row_width(cells[column]) for cells in lines)) for column in range(count)]
    if sum(wanted) <= room:
        return wanted
    least = [max(1, *(_longest_word(cells[column]) for cells in lines)) for column in range(count)]
    if sum(least) > room:
        cap = max(_NARROWEST, room // count)
        least = [min(longest, cap) for longest in least]
    spare = room - sum(least)
    if spare < 0:
        return None
    sizes = least
    waiting = [column for column in range(count) if sizes[column] < wanted[column]]
    while spare and waiting:
        share = max(1, spare // len(waiting))
        for column in waiting:
            more = min(share, spare, wanted[column] - sizes[column])
            sizes[column] += more
            spare -= more
        waiting = [column for column in waiting if sizes[column] < wanted[column]]
    return sizes


def _longest_word(cell: list[Span]) -> int:
    return max((width(word) for word in "".join(span.text for span in cell).split()), default=1)


def _line(cells: Cells, sizes: Sequence[int], align: Sequence[str], look: Look) -> list[Row]:
    columns = [wrap(cell, size) for cell, size in zip(cells, sizes, strict=True)]
    bar = Span(look.glyph("│", "|"), EDGE)
    rows = []
    for index in range(max(map(len, columns))):
        row: list[Span] = [bar]
        for column, size, side in zip(columns, sizes, align, strict=False):
            row += [Span(" "), *_aligned(column[index] if index < len(column) else (), size, side), Span(" "), bar]
        rows.append(joined(row))
    return rows


def _aligned(row: Row, size: int, side: str) -> Row:
    missing = size - row_width(row)
    left = missing if side == "right" else missing // 2 if side == "center" else 0
    return padded((Span(" " * left), *row), size) if left > 0 else padded(row, size)


def _rule(sizes: Sequence[int], ends: str, look: Look) -> Row:
    line = look.glyph("─", "-")
    return (Span(ends[0] + ends[1].join(line * (size + 2) for size in sizes) + ends[2], EDGE),)


def _told(head: Cells, body: Sequence[Cells], size: int, look: Look) -> list[Row]:
    """A record after the other, `column: value`, when there is no room for columns."""
    rows: list[Row] = []
    for cells in body:
        if rows:
            rows.append((Span(look.glyph("─", "-") * min(size, 12), EDGE),))
        for name, cell in zip(head, cells, strict=True):
            rows += wrap([*name, Span(": "), *cell] if name else cell, size)
    return rows
