"""Questions as rows, a module for each way to answer; pure drawings that hold an answer until it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.tui.widgets.sheets.match import Match
from tutor.tui.widgets.sheets.one import One
from tutor.tui.widgets.sheets.order import Order
from tutor.tui.widgets.sheets.several import Several
from tutor.tui.widgets.sheets.sheet import Sheet
from tutor.tui.widgets.sheets.sketch import Sketch

if TYPE_CHECKING:
    from tutor.tui.widgets.asked import Asked

__all__ = ["Match", "One", "Order", "Several", "Sheet", "Sketch", "sheet"]

STYLES: dict[str, type[Sheet]] = {"one": One, "several": Several, "order": Order, "match": Match, "curve": Sketch}


def sheet(asked: Asked, *, ascii: bool = False) -> Sheet:
    """The sheet on which `asked` is answered; a line that is written needs none of its own."""
    return STYLES.get(asked.style, Sheet)(asked, ascii=ascii)
