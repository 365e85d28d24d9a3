"""One cell's run: what came of it so far, and how it is known to be over."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any, Literal

from tutor.kernel.events import Event, Failure, Finished, Input, Metrics
from tutor.kernel.inbox import Inbox
from tutor.kernel.ladder import Ladder
from tutor.kernel.process import Exit
from tutor.kernel.wire import Message, Wire

_Status = Literal["ok", "error", "interrupted", "died"]

LATE_IDLE, LATE_REPLY = 2.0, 0.5
"""Seconds that the kernel's `idle` may come after a cell's reply, and the reply of an interrupted cell after `idle`."""
LOST_REPLY = 30.0
"""Seconds after `idle` in which the reply of a cell that nobody interrupted comes, on a machine however busy."""
LAST_WORDS = 0.1
"""Seconds in which the output of a kernel that has died may still arrive."""


class Cell:
    """A run under way. `take` gets the kernel's messages, `follow` ends it, `inbox` holds its events."""

    def __init__(self) -> None:
        self.request = ""
        self.inbox = Inbox()
        self.started = asyncio.Event()
        self.done = asyncio.Event()
        self.interrupted = False
        self.asking = False
        self.ladder: Ladder | None = None
        self._wire = Wire()
        self._began = time.monotonic()
        self._reply: asyncio.Future[Mapping[str, Any]] = asyncio.get_running_loop().create_future()
        self._idle: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._fits: set[str] = set()
        self._abandoned = False

    @property
    def is_fitting(self) -> bool:
        """A `model.fit` that listens to words is under way."""
        return bool(self._fits)

    def submit(self, request: str) -> None:
        """The kernel has been asked."""
        self.request = request
        self._began = time.monotonic()

    def abandon(self) -> None:
        """Nobody reads any more."""
        self._abandoned = True
        self.inbox = Inbox()

    def take(self, message: Message) -> None:
        """A message that answers this cell's request."""
        if self.done.is_set():
            return
        if message.kind == "status":
            if message.content.get("execution_state") == "idle" and not self._idle.done():
                self._idle.set_result(None)
            return
        if message.kind == "execute_input":
            self.started.set()
        for event in self._wire.events(message):
            self._put(event)
        if message.kind == "execute_reply" and not self._reply.done():
            self._reply.set_result(message.content)

    def _put(self, event: Event) -> None:
        if isinstance(event, Metrics) and event.epochs:
            (self._fits.discard if event.phase == "end" else self._fits.add)(event.run)
        elif isinstance(event, Input):
            self.asking = True
        elif isinstance(event, Failure) and event.name == "KeyboardInterrupt" and self.interrupted:
            return  # the state says so; where it happened to be is noise
        if not self._abandoned:
            self.inbox.put(event)

    async def follow(self, ended: asyncio.Future[Exit]) -> Finished:
        """Until it is over, one way or another; the verdict.

        Over is when its reply came, not when the kernel is idle: that may be lost. Nor is the reply of an interrupted
        cell certain: a signal that meets ipykernel between two steps takes it away.
        """
        ends: list[asyncio.Future[Any]] = [self._reply, self._idle, ended]
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        both = asyncio.create_task(_all(self._reply, self._idle))
        ends = [both, ended]
        grace = LATE_IDLE if self._reply.done() else LATE_REPLY if self.interrupted else LOST_REPLY
        await asyncio.wait(ends, timeout=grace, return_when=asyncio.FIRST_COMPLETED)
        if ended.done() and not both.done():
            await asyncio.wait({both}, timeout=LAST_WORDS)
        both.cancel()
        if self._reply.done():
            return self._judge(self._reply.result())
        return self._verdict("died", str(ended.result())) if ended.done() else self._verdict("interrupted")

    def finish(self, verdict: Finished) -> None:
        """It is over."""
        if not self.done.is_set():
            self.done.set()
            self.inbox.put(verdict)

    def die(self, reason: str) -> None:
        """It is over because its kernel is."""
        self.finish(self._verdict("died", reason))

    def withdraw(self) -> None:
        """It is over before it was begun."""
        self.finish(self._verdict("interrupted"))

    def _judge(self, reply: Mapping[str, Any]) -> Finished:
        count = reply.get("execution_count")
        count = count if isinstance(count, int) else None
        status, name = reply.get("status"), reply.get("ename")
        if status == "error" and not (self.interrupted and name == "KeyboardInterrupt"):
            return self._verdict("error", count=count)
        return self._verdict("ok" if status == "ok" else "interrupted", count=count)

    def _verdict(self, status: _Status, reason: str = "", count: int | None = None) -> Finished:
        return Finished(status, time.monotonic() - self._began, count, reason)


async def _all(*futures: asyncio.Future[Any]) -> None:
    """Wait for all; being cancelled leaves them alone, unlike `gather`."""
    await asyncio.wait(futures)
