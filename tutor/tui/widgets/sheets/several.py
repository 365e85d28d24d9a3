"""Options of which several may be ticked: `choices`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.draw.canvas import Ink, Span
from tutor.tui.widgets.sheets.sheet import ACCENT, MUTED, Sheet

if TYPE_CHECKING:
    from tutor.draw.canvas import Row
    from tutor.tui.widgets.asked import Asked


class Several(Sheet):
    """What is ticked is the answer."""

    _label_cells = 11

    def __init__(self, asked: Asked, *, ascii: bool = False) -> None:
        super().__init__(asked, ascii=ascii)
        self.ticked: set[int] = set()

    @property
    def actions(self) -> frozenset[str]:
        """Its keys."""
        return frozenset({"move", "pick", "tick"})

    @property
    def answer(self) -> object | None:
        """Every option that is ticked."""
        return [self.asked.offers[index].answer for index in sorted(self.ticked)] or None

    def toggle(self) -> None:
        """Tick the option with the focus, or take the tick away."""
        if self.cursor is not None:
            self.ticked ^= {self.cursor}

    def letter(self, index: int) -> bool:
        """Tick the option of a letter, or take the tick away."""
        if is_there := super().letter(index):
            self.toggle()
        return is_there

    def _items(self, width: int) -> list[list[Row]]:
        return [self._option(index, block, width) for index, block in enumerate(self.blocks)]

    def _option(self, index: int, block: list[Row], width: int) -> list[Row]:
        is_focused = self.verdict is None and index == self.cursor
        is_ticked = index in self.ticked
        box = ("[x]" if is_ticked else "[ ]") if self.ascii else ("☑" if is_ticked else "☐")
        ink = MUTED if self.verdict else Ink(fg="accent", bold=True) if is_ticked else ACCENT
        label = (Span(f"{box} ", ink), self._letter(index, is_lit=is_focused))
        return self._item(block, label, width, self._mark(index), focus="chosen" if is_focused else "")
