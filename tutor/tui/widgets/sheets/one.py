"""One option among several: `choice`, `true_false` and `guess`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.tui.widgets.sheets.sheet import Sheet

if TYPE_CHECKING:
    from tutor.draw.canvas import Row


class One(Sheet):
    """The row with the focus is the answer."""

    @property
    def actions(self) -> frozenset[str]:
        """Its keys."""
        return frozenset({"move", "pick"})

    @property
    def answer(self) -> object | None:
        """The option with the focus."""
        return None if self.cursor is None else self.asked.offers[self.cursor].answer

    def click(self, y: int) -> bool:
        """A click chooses an option, and answers with the one that is chosen."""
        index = self.row_at(y)
        if index is not None and index == self.cursor:
            return True
        return super().click(y)

    def _items(self, width: int) -> list[list[Row]]:
        return [self._option(index, block, width) for index, block in enumerate(self.blocks)]

    def _option(self, index: int, block: list[Row], width: int) -> list[Row]:
        is_chosen = self.verdict is None and index == self.cursor
        label = (self._letter(index, is_lit=is_chosen),)
        return self._item(block, label, width, self._mark(index), focus="chosen" if is_chosen else "")
