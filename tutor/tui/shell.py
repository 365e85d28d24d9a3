"""What is true of every screen: nothing passes that a terminal would obey, and every way out restores the terminal."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from tutor.draw.charset import is_ascii_wanted, is_color_wanted
from tutor.locale import _
from tutor.tui.dialogs import Help, TooSmall
from tutor.tui.theme import THEME
from tutor.tui.widgets.ink import Colorless, Harmless

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from textual.events import Resize
    from textual.filter import LineFilter

SMALLEST = (40, 10)
SIGNALS = ("SIGTERM", "SIGHUP", "SIGQUIT")
PATIENCE, LAST_WORDS = 10.0, 2.0
"""Seconds to leave in order after a signal; seconds of them for the terminal, once everything is kept and closed."""


def _end_after(seconds: float, status: int) -> None:
    """End this process even if its terminal is gone and takes nothing any more."""
    timer = threading.Timer(seconds, os._exit, (status,))
    timer.daemon = True
    timer.start()


# Made once: a strip remembers what a filter made of it, by the filter.
FILTERS: tuple[LineFilter, ...] = (Harmless(),)
COLORLESS: tuple[LineFilter, ...] = (*FILTERS, Colorless())


class Shell(App[int]):
    """An app that cleans what it paints and leaves in order; subclasses say what is to be closed."""

    TITLE = "nntutor"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False  # our drawings have no text to select, and Textual 8.2 ends at a click on a toast that goes
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", show=False, priority=True)]
    CSS = """
    Screen { background: $background; color: $foreground; }
    Toast { max-width: 90%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.ascii = is_ascii_wanted()
        self.color = is_color_wanted() and not self.no_color
        self.animation_level = "none"  # a page turns at once, also over ssh
        self._is_leaving = False

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Nothing that a terminal would obey; no colour where none is wanted."""
        return [*super().get_line_filters(), *(FILTERS if self.color else COLORLESS)]

    def on_mount(self) -> None:
        """Textual leaves the terminal broken on these signals; leaving in order restores it."""
        self.register_theme(THEME)
        self.theme = THEME.name
        if not self.is_headless:
            self._listen()

    def _listen(self) -> None:
        """Hear the signals that end a program."""
        loop = asyncio.get_running_loop()

        def told(number: int, _frame: FrameType | None) -> None:
            _end_after(PATIENCE, 128 + number)
            loop.call_soon_threadsafe(self._on_signal, number)

        # Not `loop.add_signal_handler`: where the terminal is gone, Textual may wait for it with the loop in its hands.
        for name in SIGNALS:
            if number := getattr(signal, name, None):
                signal.signal(number, told)

    def _on_signal(self, number: int) -> None:
        self.run_worker(self.leave(128 + number), group="leave")

    async def leave(self, status: int = 0) -> None:
        """Close everything, restore the terminal, exit with `status`."""
        if not self._is_leaving:
            self._is_leaving = True
            await self.close_all()
            if not self.is_headless:
                _end_after(LAST_WORDS, status)
            self.exit(status, return_code=status)

    async def close_all(self) -> None:
        """Keep what is to be kept and end what runs."""

    async def action_leave(self) -> None:
        """Leave from anywhere; everything is kept."""
        await self.leave()

    def action_help_quit(self) -> None:
        """Ctrl+C where nothing runs."""
        self.notify(_("Nothing is running. q leads back, and out of the menu."), markup=False, timeout=3)

    def action_help(self) -> None:
        """The keys of the screen."""
        self.push_screen(Help(self.screen, ascii=self.ascii))

    def on_resize(self, event: Resize) -> None:
        """Too small a terminal says so, and comes back."""
        is_small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        if is_small and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall(*SMALLEST))
        elif not is_small and isinstance(self.screen, TooSmall):
            self.pop_screen()
