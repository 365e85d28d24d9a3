"""Rows that say when they have got their room, for only then one can scroll to them."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from tutor.tui.widgets.rows import Rows


class Told(Rows):
    """What is told beside a question."""

    @dataclass
    class Laid(Message):
        """It stands where it belongs."""

        told: Told

    def on_resize(self) -> None:
        """Its height follows what there is to tell."""
        self.post_message(self.Laid(self))
