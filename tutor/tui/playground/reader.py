"""Pages over the playground: a text, a program, a page of source, with what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from tutor.draw.canvas import Ink, Row, Span
from tutor.locale import N_
from tutor.show.code import broken, highlight
from tutor.show.look import Look
from tutor.show.wrap import joined, wrap
from tutor.tui.dialogs import TITLE, Dialog

if TYPE_CHECKING:
    from textual.binding import BindingType

MUTED = Ink("muted")


class Reader(Dialog[str]):
    """Shows `text`, with `is_code` as a program. Gives back "copy" or "write" (if it can be written), or nothing."""

    CSS_PATH = "../dialogs.tcss"
    CSS = """
    Reader #box { width: 96%; max-width: 112; max-height: 94%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", N_("scroll"), priority=True, tooltip=N_("A row up"), id="reader.up"),
        Binding("down", "scroll(1)", N_("scroll"), priority=True, tooltip=N_("A row down"), id="reader.down"),
        Binding(
            "pageup", "scroll(-15)", N_("page"), show=False, priority=True, tooltip=N_("A page up"), id="reader.page_up"
        ),
        Binding(
            "pagedown,space",
            "scroll(15)",
            N_("page"),
            show=False,
            priority=True,
            tooltip=N_("On"),
            id="reader.page_down",
        ),
        Binding("y", "give('copy')", N_("copy"), tooltip=N_("Into the clipboard"), id="reader.copy"),
        Binding("w", "give('write')", N_("write a file"), tooltip=N_("Into a file beside you"), id="reader.write"),
        Binding("escape,q,enter", "close", N_("back"), key_display="Esc", tooltip=N_("Back"), id="reader.close"),
    ]

    def __init__(
        self, title: str, text: str, *, note: str = "", is_code: bool = False, can_copy: bool = True,
        can_write: bool = False, ascii: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(ascii=ascii)
        self.heading = title
        self.body = text
        self.note = note
        self.is_code = is_code
        self._can = {"copy": can_copy, "write": can_write}

    def rows(self, width: int) -> list[Row]:
        """The heading, the note, the text."""
        look = Look(self.ascii)
        rows: list[Row] = [*wrap([Span(look.text(self.heading), TITLE)], width)]
        if self.note:
            rows += wrap([Span(look.text(self.note), MUTED)], width)
        rows.append(())
        if not self.is_code:
            return [*rows, *wrap([Span(look.text(self.body))], width)]
        again = (Span(look.glyph("↪ ", "> "), MUTED),)
        for line in highlight(look.text(self.body.strip("\n"))):
            first, rest = broken(line, width)
            rows.append(first)
            while rest:
                more, rest = broken(rest, width - 2)
                rows.append(joined((*again, *more)))
        return rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Not every text is one to take away."""
        return action != "give" or self._can.get(str(parameters[0]), False)

    def action_scroll(self, step: int) -> None:
        """Some rows up or down."""
        self.box.scroll_relative(y=step, animate=False)

    def action_give(self, what: str) -> None:
        """Give back what is to be done with the text."""
        self.dismiss(what)
