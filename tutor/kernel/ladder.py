"""The ways to stop a cell, each harder than the one before."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

SOFT, HARD = 1.5, 3.0
"""Seconds to wait after a soft stop and after a signal, before the next rung."""
SIGNALS = 5


class Ladder:
    """Climbs by itself until `done`, and a rung at once with each `step`: the fit's own stop, then SIGINTs.

    `soft` asks a fit under way to stop and says whether there was one; `signal` sends a SIGINT. What no signal stops
    is left to a restart, which is the learner's to choose.
    """

    def __init__(self, soft: Callable[[], bool], signal: Callable[[], Awaitable[None]], done: asyncio.Event) -> None:
        self._soft = soft
        self._signal = signal
        self._done = done
        self._push = asyncio.Event()
        self._over = False
        self._climb: asyncio.Task[None] | None = None

    def step(self) -> None:
        """Take the next rung now."""
        if self._climb is None or self._climb.done():
            self._climb = asyncio.create_task(self._climbing())
        else:
            self._push.set()

    async def finish(self) -> None:
        """Stop climbing; no signal is sent after this returns."""
        self._over = True
        if self._climb:
            self._climb.cancel()
            await asyncio.wait({self._climb})

    async def _climbing(self) -> None:
        if self._soft():
            await self._wait(SOFT)
        for _rung in range(SIGNALS):
            if self._over or self._done.is_set():
                return
            await self._signal()
            await self._wait(HARD)

    async def _wait(self, seconds: float) -> None:
        """Until the cell is done, the learner is impatient, or the time is over."""
        waits = [asyncio.create_task(event.wait()) for event in (self._done, self._push)]
        try:
            await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            self._push.clear()
