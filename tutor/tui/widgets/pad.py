"""The pad on which a program is written for an answer: an editor between two lines, open until Escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import VerticalGroup

from tutor.draw.canvas import Ink, Row, Span
from tutor.locale import _
from tutor.tui.widgets.editor import Editor
from tutor.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult

INSIDE = 2


class Pad(VerticalGroup):
    """Holds what is written, also while it cannot be edited."""

    DEFAULT_CSS = """
    Pad { margin: 1 0 0 0; }
    Pad Editor, Pad Editor:focus { padding: 0 2; }
    """

    def __init__(self, *, ascii: bool = False) -> None:
        super().__init__()
        self._ascii = ascii
        self._first = ""

    def compose(self) -> ComposeResult:
        """The editor between its lines."""
        yield Rows(lambda width: [self._line(width, _("your program"))])
        yield Editor("")
        yield Rows(lambda width: [self._line(width, "")])

    @property
    def editor(self) -> Editor:
        """Where it is written."""
        return self.query_one(Editor)

    @property
    def text(self) -> str:
        """What is written."""
        return self.editor.text

    @property
    def is_changed(self) -> bool:
        """Whether it is no longer what it was in the beginning."""
        return self.text.split() != self._first.split()

    def open(self, starter: str, *, draft: str = "") -> None:
        """Begin with `starter`, or go on with a draft."""
        self._first = starter
        self.editor.load_text((draft or starter).rstrip("\n"))
        editor = self.editor
        self.call_after_refresh(editor.move_cursor, editor.document.end)  # it scrolls by a size it must have first

    def write(self) -> None:
        """Edit from here on."""
        self.screen.set_focus(self.editor)

    def _line(self, width: int, words: str) -> Row:
        is_lit = self.editor.has_focus
        ink = Ink(fg="accent" if is_lit else "muted")
        stroke = "-" if self._ascii else "─"
        head = f"{stroke} {words} " if words else ""
        return (Span(head + stroke * max(0, width - len(head)), ink),)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _focus_moved(self) -> None:
        for rows in self.query(Rows):
            self.call_next(rows.remake)
