"""The editor of a cell: a TextArea that knows Python's indentation and says when the learner is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from tutor.locale import N_

if TYPE_CHECKING:
    from textual import events

INDENT = "    "
SYNTAX = TextAreaTheme(
    name="nntutor",
    syntax_styles={
        "string": Style(color="green"),
        "comment": Style(dim=True, italic=True),
        "keyword": Style(color="magenta", bold=True),
        "operator": Style(),
        "number": Style(color="yellow"),
        "function": Style(color="cyan"),
        "function.call": Style(color="cyan"),
        "method.call": Style(color="cyan"),
        "boolean": Style(color="yellow"),
        "constant.builtin": Style(color="yellow"),
        "class": Style(color="cyan", bold=True),
        "conditional": Style(color="magenta", bold=True),
        "repeat": Style(color="magenta", bold=True),
        "include": Style(color="magenta", bold=True),
        "exception": Style(color="magenta", bold=True),
        "return": Style(color="magenta", bold=True),
    },
)


class Editor(TextArea):
    """Python, four spaces an indent. Escape leaves; Enter keeps the indentation; Shift+Tab takes one away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("done"), tooltip=N_("Leave the editor; what you wrote is kept")),
        Binding("ctrl+z", "undo", N_("undo"), tooltip=N_("Take the last change back")),
        Binding("tab", "indent", N_("indent"), show=False, tooltip=N_("Four spaces; Shift+Tab takes them away")),
        Binding("shift+tab", "dedent", show=False),
    ]
    DEFAULT_CSS = """
    Editor, Editor:focus {
        height: auto; border: none; padding: 0; scrollbar-size: 0 0; background: $background; color: $foreground;
    }
    """

    @dataclass
    class Left(Message):
        """The learner pressed Escape."""

        source: str

    def __init__(self, source: str) -> None:
        super().__init__(
            source,
            language="python",
            tab_behavior="indent",
            soft_wrap=False,
            show_line_numbers=False,
            max_checkpoints=200,
        )
        self.register_theme(SYNTAX)
        self.theme = "nntutor"

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "escape":  # Textual's own handling would move the focus
            event.stop()
            event.prevent_default()
            self.action_leave()
        elif event.key == "enter" and not self.read_only:
            event.stop()
            event.prevent_default()
            row, column = self.cursor_location
            before = self.document.get_line(row)[:column]
            indent = before[: len(before) - len(before.lstrip(" "))]
            if before.rstrip().endswith(":"):
                indent += INDENT
            self._replace_via_keyboard("\n" + indent, *self.selection)
        else:
            await super()._on_key(event)

    def action_leave(self) -> None:
        """Say that the learner is done."""
        self.post_message(self.Left(self.text))

    def action_dedent(self) -> None:
        """Take one indent away from the cursor's line."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        gone = min(len(INDENT), len(line) - len(line.lstrip(" ")))
        if gone:
            self.delete((row, 0), (row, gone), maintain_selection_offset=False)
            self.move_cursor((row, max(0, column - gone)))
