"""`Drawing`: a widget painted from rows of its own size, drawn once however often they are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tutor.draw.canvas import Ink, Row, Span
from tutor.tui.widgets.ink import palette

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tutor.tui.widgets.playground.frame import Frame


BAND = 12
"""Rows that are painted in one turn."""


class Drawing(Widget):
    """Shows a frame; subclasses say how."""

    def __init__(self, *, ascii: bool = False, color: bool = True, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self.color = color
        self.model: Frame | None = None
        self._rows: list[Row] = []
        self._made_for = (-1, -1)
        self._base = Style.null()

    def take(self, frame: Frame) -> None:
        """Have this moment drawn next."""
        self.model = frame

    def show(self, frame: Frame) -> None:
        """Show this moment."""
        self.take(frame)
        self.redraw()

    def by_turns(self, frame: Frame) -> Iterator[None]:
        """Show this moment piece by piece: what draws is made first, then one band of rows after the other is painted.

        Between two pieces the screen is painted and keys are heard.
        """
        self.take(frame)
        self._made_for = (-1, -1)
        height = len(self.drawn)
        for top in range(0, height, BAND):
            self.refresh(Region(0, top, self.size.width, BAND))
            yield

    def redraw(self) -> None:
        """Draw again: what is shown has changed."""
        self._made_for = (-1, -1)
        self.refresh()

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 (what a subclass draws in)
        """At most `height` rows of at most `width` cells; nothing as it stands here."""
        return []

    @property
    def drawn(self) -> list[Row]:
        """The rows at the widget's size."""
        size = (self.size.width, self.size.height)
        if size != self._made_for:
            self._rows = self.rows(*size) if self.model is not None and min(size) > 0 else []
            self._made_for = size
            self._base = self.rich_style  # once a drawing: finding it takes as long as painting a row
        return self._rows

    def render_line(self, y: int) -> Strip:
        """One row in the theme's colours."""
        rows = self.drawn
        width, base = self.size.width, self._base
        if y >= len(rows):
            return Strip.blank(width, base)
        return Strip(palette(self.app.theme_variables).segments(rows[y], base)).adjust_cell_length(width, base)

    def heading(self, text: str) -> Row:
        """What a part of the screen is called: in the accent where the keys go to."""
        return (Span(text, Ink("accent" if self.has_focus else "muted", bold=True, underline=self.has_focus)),)

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 (Textual's signature)
        """Show whether the keys come here."""
        super().watch_has_focus(has_focus)
        self.redraw()
