"""Inks into Rich styles, by the theme in use; and the last defence between content and the terminal."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from tutor.draw.canvas import Color as InkColor
from tutor.draw.canvas import Ink, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLE_VARIABLES: Mapping[str, str] = {
    "text": "foreground",
    "muted": "foreground-muted",
    "accent": "accent",
    "success": "success",
    "warning": "warning",
    "error": "error",
    "panel": "panel",
    "code": "foreground",
    "heading": "primary",
    "link": "accent",
    "series1": "primary",
    "series2": "warning",
    "series3": "success",
    "series4": "error",
    "series5": "accent",
    "series6": "secondary",
    "keyword": "accent",
    "string": "success",
    "number": "warning",
    "comment": "foreground-muted",
    "function": "primary",
    "operator": "foreground",
}
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")


class Palette:
    """The styles of one theme. `variables` are the theme's, as Textual resolves them."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._styles: dict[Ink, Style] = {}
        self._over: dict[tuple[Style, Ink], Style] = {}

    def style(self, ink: Ink) -> Style:
        """`ink` as a Rich style without link or meta."""
        style = self._styles.get(ink)
        if style is None:
            style = self._styles[ink] = Style(
                color=self._color(ink.fg),
                bgcolor=self._color(ink.bg),
                bold=ink.bold or None,
                italic=ink.italic or None,
                dim=ink.dim or None,
                underline=ink.underline or None,
                strike=ink.strike or None,
                reverse=ink.reverse or None,
            )
        return style

    def segments(self, row: Row, base: Style) -> list[Segment]:
        """A row over the style of the widget that shows it."""
        return [Segment(span.text, self._on(base, span.ink)) for span in row if span.text]

    def _on(self, base: Style, ink: Ink) -> Style:
        """Rich remembers 1,024 sums; a picture has more colours."""
        both = self._over.get((base, ink))
        if both is None:
            both = self._over[base, ink] = base + self.style(ink)
        return both

    def _color(self, color: InkColor | None) -> RichColor | None:
        if color is None:
            return None
        if isinstance(color, tuple):
            return RichColor.from_rgb(*color)
        variable = ROLE_VARIABLES.get(color)
        if variable is None:
            return RichColor.parse(color)
        value = self._variables.get(variable) or self._variables["foreground"]
        if value.startswith("auto"):
            value = self._variables["foreground"]
        found = Color.parse(value)
        if found.a < 1:  # a Rich colour has no alpha: mix it with what is behind
            found = Color.parse(self._variables["background"]).blend(found, found.a, alpha=1)
        return found.rich_color


class _Latest:
    """The palette used last; every painted line asks for it, and the theme hardly ever changes."""

    variables: Mapping[str, str] | None = None
    palette: Palette


def palette(variables: Mapping[str, str]) -> Palette:
    """The palette of these theme variables, made once as long as they are the same object."""
    if variables is not _Latest.variables:
        _Latest.variables, _Latest.palette = variables, Palette(variables)
    return _Latest.palette


class Harmless(LineFilter):
    """Drops control characters and links from every segment, whatever widget drew it.

    Textual passes escape sequences in text through to the terminal, where they can write the clipboard or the title.
    `clean()` stands at every door; this filter catches what a forgotten door lets in.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (Textual's signature)
        """The same segments without anything a terminal would obey."""
        text = "".join([segment.text for segment in segments])
        if not UNSAFE.search(text) and not any([control or (style and style._link) for _, style, control in segments]):  # noqa: SLF001, C419 (this is asked of every line; the property takes three times as long)
            return segments
        safe = []
        for segment in segments:
            text, style, control = segment
            if control:
                continue
            if UNSAFE.search(text):
                text = UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)
            if style is not None and style.link:
                style = style.update_link(None)
            safe.append(Segment(text, style))
        return safe


class Colorless(LineFilter):
    """NO_COLOR as its authors mean it: attributes stay, every colour goes."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 (Textual's signature)
        """The same segments in the terminal's own two colours."""
        return [Segment(text, _uncolored(style) if style else style, control) for text, style, control in segments]


@lru_cache(1024)
def _uncolored(style: Style) -> Style:
    return style.without_color
