"""The line at the top: what this screen is on the left, how it stands on the right."""

from __future__ import annotations

from tutor.draw.canvas import Ink, Row, Span, row_width
from tutor.draw.canvas import width as cells
from tutor.show.wrap import clip
from tutor.tui.widgets.line import Line

TITLE = Ink(bold=True)
MUTED = Ink(fg="muted")
ACCENT = Ink(fg="accent")
SHORTEST = 6
"""Cells of a middle that still says something, such as “§ 2/9…”."""


def bar(part: int, whole: int, width: int, *, ascii: bool = False) -> Row:
    """`part` of `whole` as a bar; some of it shows as soon as something is done, and all of it only at the end."""
    filled = 0 if whole <= 0 else min(width, part * width // whole)
    if part > 0 and not filled:
        filled = 1
    done, left = ("#", "-") if ascii else ("▰", "▱")
    return (Span(done * filled, ACCENT), Span(left * (width - filled), MUTED))


class TopLine(Line):
    """Title, middle, state and a bar; where room is short the bar goes and the middle is cut before the title is."""

    DEFAULT_CSS = """
    TopLine { dock: top; }
    """

    def __init__(self, title: str = "", *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(ascii=ascii, id=id)
        self._title = title
        self._middle = ""
        self._state: Row = ()
        self._bar: Row = ()

    def show(self, title: str, *, middle: str = "", state: str | Row = "", bar: Row = ()) -> None:
        """Show these from here on; a plain state is muted."""
        self._title, self._middle, self._bar = title, middle, bar
        self._state = (Span(state, MUTED),) if isinstance(state, str) else state
        self.refresh()

    def row(self, width: int) -> Row:
        """The parts, with a blank column at both ends."""
        room = width - 2
        state = (*self._state, Span("  "), *self._bar) if self._bar else self._state
        if cells(self._title) + 2 + row_width(state) > room:
            state = self._state
        if row_width(state) + 12 > room:
            state = ()
        title = clip(self._title, room - row_width(state) - (2 if state else 0), ascii=self.ascii)
        gap = room - cells(title) - row_width(state)
        middle = clip(self._middle, gap - 6, ascii=self.ascii) if gap - 6 >= SHORTEST else ""
        if not middle:
            return (Span(" "), Span(title, TITLE), Span(" " * gap), *state, Span(" "))
        gap -= cells(middle)
        before = max(3, min(gap - 3, (width - cells(middle)) // 2 - cells(title) - 1))
        after = gap - before
        return (
            Span(" "), Span(title, TITLE), Span(" " * before), Span(middle), Span(" " * after), *state, Span(" "),
        )  # fmt: skip
