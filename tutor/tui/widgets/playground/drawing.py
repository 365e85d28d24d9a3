"""`Drawing`: a widget painted from rows of its own size, each painted once however often the screen asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Region, Size
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
    """Shows a frame; subclasses say how. It has no border and no padding."""

    def __init__(self, *, ascii: bool = False, color: bool = True, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self.color = color
        self.model: Frame | None = None
        self._rows: list[Row] = []
        self._strips: list[Strip] = []
        self._made_for: Size | None = None

    def take(self, frame: Frame) -> None:
        """Have this moment drawn next."""
        self.model = frame

    def show(self, frame: Frame) -> None:
        """Show this moment."""
        self.take(frame)
        self.redraw()

    def by_turns(self, frame: Frame) -> Iterator[None]:
        """Show this moment piece by piece: what draws is made first, then one band of rows after the other is painted.

        Between two pieces the screen is painted and keys are heard; what was there stays until its band's turn.
        """
        self.take(frame)
        size = self.size
        if size != self._made_for:
            self.redraw()
            return
        self._rows = self._made(size)
        yield
        for top in range(0, size.height, BAND):
            if size != self._made_for:  # it was drawn again meanwhile
                return
            band = range(top, min(top + BAND, size.height))
            self._strips[band.start : band.stop] = self._painted(band)
            self.refresh(Region(0, top, size.width, BAND))
            yield

    def redraw(self) -> None:
        """Draw again: what is shown has changed."""
        self._made_for = None
        self.refresh()

    def rows(self, width: int, height: int) -> list[Row]:  # noqa: ARG002 (what a subclass draws in)
        """At most `height` rows of at most `width` cells; nothing as it stands here."""
        return []

    def render_lines(self, crop: Region) -> list[Strip]:
        """What is painted, as it is: Textual asks for every row whenever anything on the screen has changed.

        For the same reason its own way through border, padding and the widget's size would take most of the time.
        """
        size = self.size
        if size != self._made_for:
            self._made_for = size
            self._rows = self._made(size)
            self._strips = self._painted(range(size.height))
        strips = self._strips[crop.y : crop.bottom]
        if crop.column_span == (0, size.width):
            return strips
        return [strip.crop(*crop.column_span) for strip in strips]

    def _made(self, size: Size) -> list[Row]:
        return self.rows(*size) if self.model is not None and size else []

    def _painted(self, band: range) -> list[Strip]:
        """These rows in the theme's colours, past the app's filters."""
        width = self.size.width
        base: Style = self.rich_style
        colors = palette(self.app.theme_variables)
        background = self.background_colors[1]
        strips = []
        for y in band:
            strip = Strip(colors.segments(self._rows[y], base)) if y < len(self._rows) else Strip.blank(width, base)
            strip = strip.adjust_cell_length(width, base)
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, background)
            strips.append(strip)
        return strips

    def heading(self, text: str) -> Row:
        """What a part of the screen is called: in the accent where the keys go to."""
        return (Span(text, Ink("accent" if self.has_focus else "muted", bold=True, underline=self.has_focus)),)

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 (Textual's signature)
        """Show whether the keys come here."""
        super().watch_has_focus(has_focus)
        self.redraw()

    def notify_style_update(self) -> None:
        """Another theme, another state: other colours."""
        super().notify_style_update()
        self._made_for = None
