"""The line where an answer is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding
from textual.containers import HorizontalGroup
from textual.widgets import Input

from tutor.draw.canvas import Ink, Span
from tutor.locale import N_
from tutor.show.wrap import wrap
from tutor.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Field(Input):
    """Takes every character but `?`, which is a part of no answer and stays a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("answer"), tooltip=N_("Give this answer"), id="question.submit"),
    ]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Every character but the way to help."""
        return character != "?" and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if event.character == "?":
            event.prevent_default()  # keeps Input's own handler from writing it


class Blank(HorizontalGroup):
    """A field, and what its number is measured in."""

    DEFAULT_CSS = """
    Blank {
        margin: 1 0 0 0;
        & Input {
            width: 1fr; max-width: 36; height: 3; padding: 0 1;
            border: round $foreground-muted; background: $background;
            &:focus { border: round $accent; background-tint: $background 0%; }
        }
        & Rows { width: 1fr; margin: 1 0 0 1; }
        &.-ascii Input { border: ascii $foreground-muted; &:focus { border: ascii $accent; } }
    }
    """

    field = getters.query_one(Field)
    unit = getters.query_one(Rows)

    def __init__(self, *, ascii: bool = False) -> None:
        super().__init__()
        self.set_class(ascii, "-ascii")
        self._measured_in = ""

    def compose(self) -> ComposeResult:
        """The field and the unit."""
        yield Field(select_on_focus=False)
        yield Rows(lambda width: wrap([Span(self._measured_in, Ink(fg="muted"))], width))

    def clear(self, wanted: str, measured_in: str) -> None:
        """Wait for an answer, of which `wanted` says what it is."""
        self._measured_in = measured_in
        self.field.value = ""
        self.field.placeholder = wanted
        self.field.disabled = False
        self.unit.display = bool(measured_in)
        self.unit.remake()
