"""A question whose answer is found in the playground: the way there, and what is brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.message import Message

from tutor.locale import N_
from tutor.tui.widgets.paper import Paper
from tutor.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.binding import BindingType


class GoalPaper(Paper):
    """A key and a link lead to the playground; `fill` writes down the proof that comes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "open", N_("playground"), tooltip=N_("Meet the goal there"), id="question.open"),
    ]

    @dataclass
    class PlaygroundWanted(Message):
        """The learner wants to meet the goal behind this link; the proof of it is for `paper`."""

        paper: GoalPaper
        link: str

    @property
    def is_met_elsewhere(self) -> bool:
        """It waits for the proof of a goal."""
        return bool(self._sheet.asked.address) and self.is_open

    def fill(self, proof: str) -> None:
        """Write the answer for the learner, who still gives it; what is over stays as it is."""
        if self.is_met_elsewhere:
            self.blank.field.value = proof

    def action_open(self) -> None:
        """To the playground."""
        self.post_message(self.PlaygroundWanted(self, self._sheet.asked.address))

    @on(Rows.LinkClicked)
    def _clicked(self, event: Rows.LinkClicked) -> None:
        if self.is_met_elsewhere and event.href == self._sheet.asked.address:
            event.stop()
            self.action_open()
