"""`GoalLine`: what a link asks for, each part with a sign of whether it is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.draw.canvas import Ink, Row, Span, cut, row_width
from tutor.locale import _
from tutor.tui.widgets.playground.drawing import Drawing

if TYPE_CHECKING:
    from textual.geometry import Size

    from tutor.tui.widgets.playground.frame import Frame

MET, OPEN = Ink("success", bold=True), Ink("warning", bold=True)


class GoalLine(Drawing):
    """As many rows as its parts need; there only when there is a goal."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (Textual's signature)
        """As high as what it says."""
        return max(1, len(self.rows(width, 0)))

    def show(self, frame: Frame) -> None:
        """Show this moment; it may need another row."""
        before = len(self._rows)
        super().show(frame)
        if len(self.rows(self.size.width, 0)) != before:
            self.refresh(layout=True)

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 (it has the height that it needs)
        """The parts side by side, and what does not fit below."""
        if self.model is None:
            return []
        head = Span(" " + _("Goal") + " ", Ink(bold=True))
        rows: list[Row] = [(head,)]
        for part in self.model.goal:
            sign = ("+" if part.is_met else "x") if self.ascii else ("✓" if part.is_met else "○")
            said = (Span(f" {sign} ", MET if part.is_met else OPEN), Span(part.words + " "))
            if len(rows[-1]) > 1 and row_width((*rows[-1], *said)) > width:
                rows.append((Span(" " * row_width((head,))),))
            rows[-1] = (*rows[-1], *said)
        return [cut(row, width) for row in rows]
