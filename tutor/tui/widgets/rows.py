"""`Rows`: any drawing of ours as one widget, painted a line at a time; only what is on the screen costs anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tutor.draw.canvas import Row
from tutor.draw.canvas import width as cells
from tutor.tui.widgets.ink import palette

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.geometry import Size


class Rows(Widget):
    """Shows the rows that `make(width)` returns; made once a width, and again after `set` or `remake`."""

    DEFAULT_CSS = """
    Rows { width: 1fr; height: auto; }
    """

    @dataclass
    class LinkClicked(Message):
        """The learner clicked a link; nothing has been opened."""

        href: str

    def __init__(self, make: Callable[[int], list[Row]] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._make: Callable[[int], list[Row]] = make or (lambda _: [])
        self._rows: list[Row] = []
        self._rows_width = -1

    def set(self, make: Callable[[int], list[Row]]) -> None:
        """Show what `make` draws from here on."""
        self._make = make
        self.remake()

    def remake(self) -> None:
        """Draw again: the model behind `make` has changed."""
        height = len(self._rows)
        width, self._rows_width = self._rows_width, -1
        if width > 0 and len(self.rows(width)) == height:
            self.refresh()
        else:
            self.refresh(layout=True)

    def rows(self, width: int) -> list[Row]:
        """The rows at `width` cells."""
        if width != self._rows_width:
            self._rows = self._make(width) if width > 0 else []
            self._rows_width = width
        return self._rows

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 (Textual's signature)
        """As wide as there is room."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 (as above)
        """As high as the drawing."""
        return len(self.rows(width))

    def render_line(self, y: int) -> Strip:
        """One row in the theme's colours."""
        width = self.size.width
        rows = self.rows(width)
        base = self.rich_style
        if y >= len(rows):
            return Strip.blank(width, base)
        segments = palette(self.app.theme_variables).segments(rows[y], base)
        return Strip(segments).adjust_cell_length(width, base)

    def href_at(self, x: int, y: int) -> str:
        """The link under a cell of the drawing, or nothing."""
        rows = self.rows(self.size.width)
        if 0 <= y < len(rows):
            for span in rows[y]:
                x -= cells(span.text)
                if x < 0:
                    return span.href
        return ""

    def on_click(self, event: events.Click) -> None:
        """Say which link was meant."""
        offset = event.get_content_offset(self)
        if offset is not None and (href := self.href_at(offset.x, offset.y)):
            event.stop()
            self.post_message(self.LinkClicked(href))
