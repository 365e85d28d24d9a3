"""A lab's controls: they take the keys while the lab has them, and the mouse at any time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from tutor.labs.bench import Bench
from tutor.labs.lab import Choice, Press, Slider
from tutor.tui.widgets.controls import Board, State, board
from tutor.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from tutor.draw.canvas import Row
    from tutor.tui.widgets.controls import Zone

LOW = 18
"""On a screen of fewer rows only the chosen control is shown."""


class Panel(Rows):
    """Draws the lab as `state()` gives it."""

    @dataclass
    class Changed(Message):
        """A control was chosen, slid or picked: the bench that comes of it."""

        bench: Bench

    @dataclass
    class Pressed(Message):
        """Something that is done was clicked."""

        press: Press

    class Lifted(Message):
        """A slider was let go."""

    def __init__(self, state: Callable[[], State], *, ascii: bool = False) -> None:
        super().__init__(self._drawn)
        self._state = state
        self._ascii = ascii
        self._held: Zone | None = None
        self.board = Board()
        """What was drawn last."""

    def _drawn(self, width: int) -> list[Row]:
        state = self._state()
        is_alone = state.is_lit and self.screen.size.height < LOW
        self.board = board(state, width, is_alone=is_alone, ascii=self._ascii)
        return list(self.board.rows)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take a slider's knob, pick an option, press or choose."""
        place = event.get_content_offset(self)
        zone = None if place is None else self.board.at(place.x, place.y)
        if place is None or zone is None:
            return
        bench = self._state().bench.choose(zone.index)
        match bench.control, zone.kind:
            case Slider(), "slide":
                self._held = zone
                self.capture_mouse()
                self._slide(bench, zone, place.x)
            case Choice() as choice, "pick":
                self.post_message(self.Changed(bench.pick(choice, zone.value)))
            case Press() as press, _:
                self.post_message(self.Pressed(press))
            case _:
                self.post_message(self.Changed(bench))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the knob."""
        if self._held is not None:
            event.stop()
            self._slide(self._state().bench, self._held, int(event.screen_x) - self.content_region.x)

    def on_mouse_up(self) -> None:
        """Let it go."""
        if self._held is not None:
            self._held = None
            self.release_mouse()
            self.post_message(self.Lifted())

    def _slide(self, bench: Bench, zone: Zone, column: int) -> None:
        control = bench.control
        if isinstance(control, Slider):
            value = control.low + zone.share(column) * (control.high - control.low)
            self.post_message(self.Changed(bench.slide(control, value)))
