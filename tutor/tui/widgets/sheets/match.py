"""Rows that each want a partner: `match`."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from tutor.draw.canvas import Row, Span, row_width
from tutor.locale import _, ngettext
from tutor.show.prose import prose
from tutor.show.wrap import indented, padded
from tutor.tui.widgets.sheets.sheet import ACCENT, LETTERS, MUTED, Sheet

if TYPE_CHECKING:
    from tutor.tui.widgets.asked import Asked

BESIDE = 48
"""Cells from which a partner can stand beside its row."""


class Match(Sheet):
    """The partners of all rows are the answer. A letter chooses one for the row with the focus and goes on."""

    def __init__(self, asked: Asked, *, ascii: bool = False) -> None:
        super().__init__(asked, ascii=ascii)
        self.cursor = 0
        self.chosen: dict[int, int] = {}
        self._lefts: list[list[Row]] = []
        self._left_width = 0
        self._list_tops: list[int] = []

    @property
    def actions(self) -> frozenset[str]:
        """Its keys."""
        return frozenset({"move", "pick", "turn"})

    @property
    def count(self) -> int:
        """How many rows want a partner."""
        return len(self.asked.lefts)

    @property
    def answer(self) -> object | None:
        """The partner of each row, once all have one."""
        if self._open:
            return None
        offers, lefts = self.asked.offers, self.asked.lefts
        return {str(lefts[row].answer): offers[index].answer for row, index in sorted(self.chosen.items())}

    @property
    def lacking(self) -> str:
        """How many rows want a partner still."""
        missing = len(self._open)
        words = ngettext("{count} row wants a partner still.", "{count} rows want a partner still.", missing)
        return words.format(count=missing) if missing else ""

    @property
    def _open(self) -> list[int]:
        return [row for row in range(self.count) if row not in self.chosen]

    def turn(self, step: int) -> None:
        """To the next partner of the row with the focus, round the ends."""
        row = self.cursor or 0
        start = -1 if step > 0 else 0
        self.chosen[row] = (self.chosen.get(row, start) + step) % len(self.asked.offers)

    def letter(self, index: int) -> bool:
        """Give the row with the focus this partner, and go to the next row without one."""
        if index >= len(self.asked.offers):
            return False
        row = self.cursor or 0
        was_open = row not in self.chosen
        self.chosen[row] = index
        if was_open and self._open:
            self.cursor = next((later for later in self._open if later > row), self._open[0])
        return True

    def digit(self, index: int) -> bool:
        """To the row with this number."""
        if index >= self.count:
            return False
        self.cursor = index
        return True

    def click(self, y: int) -> bool:
        """A click on a row goes there, one on a partner gives it to the row with the focus."""
        index = sum(top <= y for top in self._list_tops) - 1
        if index >= 0:
            self.letter(index)
        elif (row := self.row_at(y)) is not None:
            self.digit(row)
        return False

    def _read(self, width: int) -> None:
        super()._read(width)
        room = max(8, width - 8 if width < BESIDE else width * 2 // 5)
        self._lefts = [prose(left.blocks, room, ascii=self.ascii) or [()] for left in self.asked.lefts]
        self._left_width = max((row_width(row) for block in self._lefts for row in block), default=0)

    def _items(self, width: int) -> list[list[Row]]:
        return [self._row(index, width) for index in range(self.count)]

    def _row(self, index: int, width: int) -> list[Row]:
        is_focused = self.verdict is None and index == self.cursor
        label = Span(f"{index + 1:>2}  ", MUTED if self.verdict else ACCENT)
        block = self._beside(index, width) if width >= BESIDE else self._under(index, width)
        return self._item(block, (label,), width, self._mark(index), focus="chosen" if is_focused else "")

    def _beside(self, index: int, width: int) -> list[Row]:
        left = self._lefts[index]
        room = max(8, width - self._left_width - 18)
        pairs = zip_longest(left, self._partners(index, room), fillvalue=())
        return [(*padded(one, self._left_width + 2), *other) for one, other in pairs]

    def _under(self, index: int, width: int) -> list[Row]:
        return [*self._lefts[index], *self._partners(index, max(8, width - 17))]

    def _partners(self, index: int, room: int) -> list[Row]:
        """What was chosen for a row; after the verdict, below it what belongs there."""
        arrow = Span(f"{self._arrow} ", MUTED)
        margin = (Span(" " * (row_width((arrow,)) + 3)),)
        partner = self.chosen.get(index)
        if partner is None:
            return [(arrow, Span("." if self.ascii else "·", MUTED))]
        chosen = prose(self.asked.offers[partner].blocks, room, ascii=self.ascii) or [()]
        rows = indented(chosen, (arrow, self._letter(partner)), margin)
        right = prose(self._mark(index).partner, room, ascii=self.ascii)
        words = _("the right one")
        note = Span(f"    {'<-' if self.ascii else '←'} {words}", MUTED)
        if right and row_width((*right[-1], note)) <= room + 4:  # up to the edge
            right[-1] = (*right[-1], note)
        return rows + indented(right, (Span(" " * row_width((arrow,))), self._sign("right"), Span("  ")), margin)

    def _below(self, width: int, top: int) -> list[Row]:  # noqa: ARG002 (it wraps at what was read)
        self._list_tops = []
        if self.verdict:
            return []
        rows: list[Row] = [()]
        for index, block in enumerate(self.blocks):
            self._list_tops.append(top + len(rows))
            rows += indented(block, (Span("   "), Span(f"{LETTERS[index]}  ", ACCENT)), (Span(" " * 6),))
        return rows
