"""Things that are put in order: `order`."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from tutor.draw.canvas import Row, Span
from tutor.locale import _
from tutor.show.prose import prose
from tutor.show.wrap import indented, padded
from tutor.tui.widgets.asked import Mark
from tutor.tui.widgets.sheets.sheet import MUTED, Sheet

if TYPE_CHECKING:
    from tutor.tui.widgets.asked import Asked

BESIDE = 56
"""Cells from which two columns can be read side by side."""


class Order(Sheet):
    """The order of the rows is the answer, once any was moved; what is taken up goes where the cursor goes."""

    def __init__(self, asked: Asked, *, ascii: bool = False) -> None:
        super().__init__(asked, ascii=ascii)
        self.order = list(range(self.count))
        self.is_held = False
        self._was_moved = False

    @property
    def actions(self) -> frozenset[str]:
        """Other keys while a row is held."""
        return frozenset({"pick", "carry", "drop"} if self.is_held else {"pick", "move", "take"})

    @property
    def answer(self) -> object | None:
        """The offers as they stand."""
        return [self.asked.offers[index].answer for index in self.order] if self._was_moved else None

    def move(self, step: int) -> None:
        """To the next row, or with what is held one row on."""
        if not self.is_held or self.cursor is None:
            super().move(step)
        else:
            self._carry(max(0, min(self.cursor + step, self.count - 1)))

    def toggle(self) -> None:
        """Take up the row with the focus, or put it down."""
        if self.cursor is not None:
            self.is_held = not self.is_held

    def letter(self, index: int) -> bool:
        """Take up what has this letter, wherever it stands, or put it down."""
        return index < self.count and self._take(self.order.index(index))

    def digit(self, index: int) -> bool:
        """Carry what is held to this place, or take up what stands there."""
        if index >= self.count:
            return False
        return self._carry(index) if self.is_held else self._take(index)

    def click(self, y: int) -> bool:
        """A click takes a row up, the next one puts it down where it points."""
        place = self.row_at(y)
        if place is not None and not self.is_held:
            self._take(place)
        elif place is not None:
            self._carry(place)
            self.is_held = False
        return False

    def _take(self, place: int) -> bool:
        self.is_held = not (self.is_held and place == self.cursor)
        self.cursor = place
        return True

    def _carry(self, place: int) -> bool:
        if self.cursor is not None and place != self.cursor:
            self.order.insert(place, self.order.pop(self.cursor))
            self.cursor, self._was_moved = place, True
        return True

    def _items(self, width: int) -> list[list[Row]]:
        if self.verdict:
            return []
        return [self._place(place, self.blocks[index], index, width) for place, index in enumerate(self.order)]

    def _place(self, place: int, block: list[Row], index: int, width: int) -> list[Row]:
        is_focused = place == self.cursor
        focus = "held" if is_focused and self.is_held else "chosen" if is_focused else ""
        return self._item(block, (self._letter(index, is_lit=is_focused),), width, Mark(), focus=focus)

    def _below(self, width: int, top: int) -> list[Row]:  # noqa: ARG002 (where the drawing is)
        if self.verdict is None:
            return []
        right = list(self.verdict.places)
        if not right or right == self.order:  # nothing to tell beside it, or nothing told yet
            return [(), *_joined(self._column("", self.order, width, with_signs=True))]
        titles = _("Your order"), _("The right order")
        if width < BESIDE:
            yours = self._column(titles[0], self.order, width, with_signs=True)
            return [(), *_joined(yours), (), *_joined(self._column(titles[1], right, width))]
        half = (width - 2) // 2
        columns = self._column(titles[0], self.order, half, with_signs=True), self._column(titles[1], right, half)
        rows: list[Row] = [()]
        for places in zip(*columns, strict=True):
            rows += [(*padded(one, half + 2), *other) for one, other in zip_longest(*places, fillvalue=())]
        return rows

    def _column(self, title: str, order: list[int], width: int, *, with_signs: bool = False) -> list[list[Row]]:
        """The rows of each place, under those of the title."""
        places: list[list[Row]] = [[(Span(f"   {title}", MUTED),)] if title else []]
        for place, index in enumerate(order, 1):
            block = prose(self.asked.offers[index].blocks, max(8, width - 8), ascii=self.ascii) or [()]
            sign = self._sign(self._mark(index).sign if with_signs else "")
            label = Span(f"{place:>2}  ", MUTED)
            places.append(indented(block, (Span(" "), sign, Span(" "), label), (Span(" " * 7),)))
        return places


def _joined(places: list[list[Row]]) -> list[Row]:
    return [row for place in places for row in place]
