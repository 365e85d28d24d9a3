"""A scroll bar in ASCII: the thumb is a colour and, where there is none, nothing that a terminal could not show."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBarRender


class PlainBar(ScrollBarRender):
    """The usual scroll bar without block characters at the ends of its thumb."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8
