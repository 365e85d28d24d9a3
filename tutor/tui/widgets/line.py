"""`Line`: a painted row at the edge of a screen and the rule that parts it from the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from tutor.draw.canvas import Ink, Row, Span
from tutor.tui.widgets.ink import palette

if TYPE_CHECKING:
    from textual.geometry import Size

RULE = Ink(fg="muted", dim=True)


class Line(Widget):
    """The row and the rule; subclasses say what stands in the row."""

    DEFAULT_CSS = """
    Line { width: 1fr; height: 2; }
    """
    RULE_ABOVE = False

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii

    def row(self, width: int) -> Row:  # noqa: ARG002 (what a subclass draws in)
        """What the row shows in `width` cells; nothing as it stands here."""
        return ()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 (Textual's signature)
        """As wide as there is room."""
        return container.width

    def render_line(self, y: int) -> Strip:
        """The row, or the rule."""
        width = self.size.width
        row: Row = (Span(("-" if self.ascii else "─") * width, RULE),)
        if (y == 1) is self.RULE_ABOVE:
            row = self.row(width)
        base = self.rich_style
        return Strip(palette(self.app.theme_variables).segments(row, base)).adjust_cell_length(width, base)
