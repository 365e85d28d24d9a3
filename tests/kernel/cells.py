"""A real session, its cells read as they speak, and the watch on what it leaves behind."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager, suppress

import psutil

from tutor.kernel.events import Finished, State, Text
from tutor.kernel.session import KernelSession


class Run:
    """A cell's events, read as they come in a task of their own; tests await what they want to see."""

    def __init__(self, session, source):
        self.events = []
        self._grown = asyncio.Event()
        self._task = asyncio.create_task(self._read(session.run(source)))

    async def _read(self, events):
        async for event in events:
            self.events.append(event)
            self._grown.set()

    async def seen(self, wanted, within=15.0):
        async with asyncio.timeout(within):
            while True:
                for event in self.events:
                    if wanted(event):
                        return event
                self._grown.clear()
                await self._grown.wait()

    async def said(self, text, within=15.0):
        return await self.seen(lambda event: isinstance(event, Text) and text in event.text, within)

    async def finished(self, within=15.0):
        await asyncio.wait_for(self._task, within)
        assert isinstance(self.events[-1], Finished)
        assert sum(isinstance(event, Finished) for event in self.events) == 1
        return self.events[-1]

    async def cancelled(self):
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    def text(self, stream="stdout"):
        return "".join(event.text for event in self.events if isinstance(event, Text) and event.stream == stream)


async def run(session, source, within=15.0):
    """Run a cell to its end; its `Run`."""
    cell = Run(session, source)
    await cell.finished(within)
    return cell


class States:
    """The states a session has been in, and a way to await the next one."""

    def __init__(self):
        self.seen = []
        self._changed = asyncio.Event()

    def take(self, state):
        self.seen.append(state)
        self._changed.set()

    async def reach(self, state, within=5.0):
        async with asyncio.timeout(within):
            while not self.seen or self.seen[-1] is not state:
                self._changed.clear()
                await self._changed.wait()


class Lag:
    """The longest the event loop worked without letting a ticking task have its turn, in seconds of its own time.

    Not by the clock on the wall, which also counts what else the machine is doing.
    """

    def __init__(self):
        self.worst = 0.0

    async def tick(self):
        while True:
            began = time.thread_time()
            await asyncio.sleep(0.005)
            self.worst = max(self.worst, time.thread_time() - began)


@asynccontextmanager
async def ticking():
    lag = Lag()
    task = asyncio.create_task(lag.tick())
    try:
        yield lag
    finally:
        task.cancel()


@asynccontextmanager
async def opened(**options):
    """A session that leaves no process and no file, whatever happened in it."""
    states = States()
    session = KernelSession(on_state=states.take, **options)
    session.states = states
    children = set(psutil.Process().children(recursive=True))
    try:
        yield session
    finally:
        await session.close()
    assert session.state is State.OFF
    assert set(psutil.Process().children(recursive=True)) <= children
