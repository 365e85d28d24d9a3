"""A playground alone in an app, and how a test waits for what its thread has done."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from tutor.locale import use
from tutor.nn.state import parse
from tutor.tui.laboratory import playground_screen
from tutor.tui.screens.playground import PlaygroundScreen
from tutor.tui.shell import Shell
from tutor.tui.widgets.playground.frame import Frame

PATIENCE = 60


class Room(Shell):
    """Opens the playground of a link; keeps what it says."""

    def __init__(
        self, link: str, folder: Path, *, ascii: bool = False, color: bool = True, language: str = "en"
    ) -> None:
        super().__init__()
        use(language)
        self.ascii, self.color = ascii, color
        self.play = playground_screen(parse(link), folder, ascii=ascii, color=color)
        self.said: list[object] = []

    def on_mount(self) -> None:
        super().on_mount()
        self.push_screen(self.play)

    def on_playground_screen_reached(self, event: PlaygroundScreen.Reached) -> None:
        self.said.append(event)

    def on_playground_screen_left(self, event: PlaygroundScreen.Left) -> None:
        self.said.append(event)

    @property
    def frame(self) -> Frame:
        assert self.play.frame is not None
        return self.play.frame


async def until(pilot: Pilot[int], is_so: Callable[[], object]) -> None:
    """Wait for what a thread brings about; a test that waits in vain fails."""
    async with asyncio.timeout(PATIENCE):
        while not is_so():
            await pilot.pause(0.02)


async def opened(pilot: Pilot[int], room: Room) -> None:
    """The first picture is there."""
    await until(pilot, lambda: room.play.frame is not None)


async def told(pilot: Pilot[int], room: Room, *keys: str) -> None:
    """Press keys that each change something of the network, and wait until each of them has."""
    for key in keys:
        before = room.frame.number
        await pilot.press(key)
        await until(pilot, lambda before=before: room.frame.number > before)


async def trained(pilot: Pilot[int], room: Room, epochs: int) -> None:
    """So many epochs on."""
    await told(pilot, room, *["n"] * epochs)
    await until(pilot, lambda: room.frame.epoch == epochs)
