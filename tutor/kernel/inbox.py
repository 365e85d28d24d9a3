"""Events on their way from the wire to whoever reads the run."""

from __future__ import annotations

import asyncio
from collections import deque

from tutor.kernel.events import Display, Event, Text
from tutor.kernel.wire import KEEP, shorten

FOLD = 1 << 20
"""Characters that may wait before they are joined and cut."""


class Inbox:
    """A queue whose text that waits is merged, and beyond a bound loses its middle (counted); all else is kept.

    So a kernel that talks faster than the screen can paint costs neither memory nor order.
    """

    def __init__(self) -> None:
        self._waiting: deque[Event] = deque()
        self._pieces: list[str] = []  # more of the text that waits last
        self._size = 0
        self._filled = asyncio.Event()

    def put(self, event: Event) -> None:
        """Add an event."""
        last = self._waiting[-1] if self._waiting else None
        if isinstance(event, Text) and isinstance(last, Text) and event.stream == last.stream and not event.lost:
            self._pieces.append(event.text)
            self._size += len(event.text)
            if self._size > FOLD:
                self._fold()
        else:
            self._fold()
            if not self._absorb(event):
                self._waiting.append(event)
        self._filled.set()

    async def get(self) -> Event:
        """The next event; waits for one."""
        await self._filled.wait()
        if len(self._waiting) == 1:
            self._fold()
        event = self._waiting.popleft()
        if not self._waiting:
            self._filled.clear()
        return event

    def _fold(self) -> None:
        """Join the pieces to the text that waits last; what waits behind a gap keeps only its end."""
        if not self._pieces or not isinstance(last := self._waiting[-1], Text):
            return
        text = "".join([last.text, *self._pieces])
        self._pieces, self._size = [], 0
        head, tail, cut = shorten(text)
        if cut and last.lost:
            self._waiting[-1] = Text(tail, last.stream, last.lost + len(text) - KEEP)
        else:
            self._waiting[-1] = Text(head, last.stream, last.lost)
            if cut:
                self._waiting.append(Text(tail, last.stream, cut))

    def _absorb(self, event: Event) -> bool:
        """What waits last and nobody has seen gives way to a newer state of the same display, or grows its gap."""
        last = self._waiting[-1] if self._waiting else None
        match event, last:
            case Display(update=True), Display(update=True) if event.display_id == last.display_id:
                self._waiting[-1] = event
            case Text(), Text() if event.lost and last.lost and event.stream == last.stream:
                self._waiting[-1] = Text(event.text, event.stream, last.lost + len(last.text) + event.lost)
            case _:
                return False
        return True
