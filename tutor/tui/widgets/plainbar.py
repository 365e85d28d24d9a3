"""A scroll bar in ASCII: the thumb is a colour and, where there is none, nothing that a terminal could not show."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.scrollbar import ScrollBarRender

if TYPE_CHECKING:
    from textual.widget import Widget


class PlainBar(ScrollBarRender):
    """The usual scroll bar without block characters at the ends of its thumb."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def use_plain_bar(widget: Widget) -> None:
    """Give `widget` a scroll bar that every terminal can show."""
    widget.vertical_scrollbar.renderer = PlainBar  # type: ignore[misc]  # as Textual's own documentation does it
