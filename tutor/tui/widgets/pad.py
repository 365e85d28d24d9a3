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


class Pad(VerticalGroup):
    """Holds what is written, also while it cannot be edited."""

    DEFAULT_CSS = """
    Pad { margin: 1 0 0 0; }
    Pad Editor, Pad Editor:focus { padding: 0 2; }
    """

    def __init__(self, *, ascii: bool = False) -> None:
        super().__init__()
        self._ascii = ascii
        self.editor: Editor | None = None
        """Where it is written; there once something is to be."""

    def compose(self) -> ComposeResult:
        """The two lines."""
        yield Rows(lambda width: [self._line(width, _("your program"))])
        yield Rows(lambda width: [self._line(width, "")])

    @property
    def text(self) -> str:
        """What is written."""
        return self.editor.text if self.editor else ""

    @property
    def has_the_keys(self) -> bool:
        """What is typed is written here."""
        return self.editor is not None and self.editor.has_focus

    def open(self, text: str) -> None:
        """Begin with `text`."""
        text = text.rstrip("\n")
        if self.editor is None:
            self.editor = Editor(text)
            self.mount(self.editor, after=0)
        else:
            self.editor.load_text(text)
        editor = self.editor
        self.call_after_refresh(self._to_the_end, editor)  # it scrolls by a size it must have first

    @staticmethod
    def _to_the_end(editor: Editor) -> None:
        """Where one writes on; a long last line shows its beginning."""
        editor.move_cursor(editor.document.end)
        editor.scroll_to(x=0, animate=False, force=True, immediate=True)

    def can_take_keys(self, *, can: bool) -> None:
        """Whether Tab and a click lead into it."""
        if self.editor is not None:
            self.editor.can_focus = can

    def write(self) -> None:
        """Edit from here on."""
        if self.editor is not None:
            self.screen.set_focus(self.editor)

    def _line(self, width: int, words: str) -> Row:
        is_lit = self.has_the_keys
        ink = Ink(fg="accent" if is_lit else "muted")
        stroke = "-" if self._ascii else "─"
        head = f"{stroke} {words} " if words else ""
        return (Span(head + stroke * max(0, width - len(head)), ink),)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _focus_moved(self) -> None:
        for rows in self.query(Rows):
            self.call_next(rows.remake)
