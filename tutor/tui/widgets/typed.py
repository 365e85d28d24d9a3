"""The line in which something is typed for a lab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

from tutor.locale import N_
from tutor.tui.widgets.field import Field

if TYPE_CHECKING:
    from textual.binding import BindingType


class Line(Field):
    """A field out of which the arrows lead; a plain one has them for scrolling."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "turn(-1)", N_("control"), tooltip=N_("Choose a control (or Tab)"), id="lab.line-up"),
        Binding("down", "turn(1)", N_("control"), tooltip=N_("Choose a control (or Tab)"), id="lab.line-down"),
    ]

    @dataclass
    class Turned(Message):
        """To the next control (1), to the one before (-1)."""

        step: int

    def action_turn(self, step: int) -> None:
        """Say where to."""
        self.post_message(self.Turned(step))
