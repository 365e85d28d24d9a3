"""What a screen shows, as text: the compositor's own strips, without colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from tutor.locale import use
from tutor.tui.dialogs import Help
from tutor.tui.widgets.ink import Harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style
    from textual.filter import LineFilter
    from textual.message import Message
    from textual.screen import Screen

HOSTILE = "[/] [red] [@click=app.quit]x[/] \x1b]52;c;aGk=\x07\x1b[2J\x9b31m\u202e x[0] {name} %s \\"
"""Everything that a string may do to a screen that trusts it."""
HOSTILE_SHOWN = "[/] [red] [@click=app.quit]x[/]"


class Host(App[None]):
    """The smallest app that shows one screen and keeps what it says."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, screen: Screen[None], *kinds: type[Message]) -> None:
        super().__init__()
        use("en")
        self.shown = screen
        self.kinds = kinds
        self.said: list[Message] = []

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), Harmless()]

    def on_mount(self) -> None:
        self.push_screen(self.shown)

    def action_help(self) -> None:
        self.push_screen(Help(self.screen))

    def post_message(self, message: Message) -> bool:
        if isinstance(message, self.kinds):
            self.said.append(message)
        return super().post_message(message)


def lines(app: App[object]) -> list[str]:
    """The rows of the screen, blanks at their ends cut."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip if not segment.control).rstrip() for strip in strips]


def style_at(app: App[object], needle: str) -> Style:
    """The style of the first cell of `needle` on the screen."""
    for strip in app.screen._compositor.render_strips():
        x = strip.text.find(needle)
        if x >= 0:
            return next(iter(strip.crop(x, x + 1))).style
    raise AssertionError(f"{needle!r} is not on the screen:\n{text(app)}")


def text(app: App[object]) -> str:
    """The whole screen."""
    return "\n".join(lines(app))
