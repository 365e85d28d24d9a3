"""`GoalLine`: what a link asks for, each part with a sign of whether it is met."""

from __future__ import annotations

from tutor.draw.canvas import Ink, Row, Span, cut
from tutor.locale import _
from tutor.tui.widgets.playground.drawing import Drawing

MET, OPEN = Ink("success", bold=True), Ink("warning", bold=True)


class GoalLine(Drawing):
    """One row; there only when there is a goal."""

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 (it is one row)
        """The parts side by side."""
        if self.model is None:
            return []
        row: Row = (Span(" " + _("Goal") + " ", Ink(bold=True)),)
        for part in self.model.goal:
            sign = ("+" if part.is_met else "x") if self.ascii else ("✓" if part.is_met else "○")
            row = (*row, Span(f" {sign} ", MET if part.is_met else OPEN), Span(part.words + " "))
        return [cut(row, width)]
