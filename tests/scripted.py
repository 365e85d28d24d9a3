"""A session that plays a script: the fake at the boundary of the kernel."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

from tutor.kernel.events import Answer, Event, Finished, Input, State, Steer, Text

Script = Mapping[str, Sequence[Event]]


class ScriptedSession:
    """Answers a source with the events of the first key found in it; a source with `wait` runs until it is stopped,
    with `stubborn` too until it is restarted.

    `heard` holds what was asked of it, in order. `replies` are the answers to questions, the first whose key is found
    in the expression; `asked` holds those that reached it. None comes while `thinking` is cleared.
    """

    def __init__(self, script: Script, on_state: Callable[[State], None] = lambda _: None) -> None:
        self.script = script
        self.state = State.OFF
        self.reason = ""
        self.heard: list[str] = []
        self.ran: list[str] = []
        self.replies: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.thinking = asyncio.Event()
        self.thinking.set()
        self._on_state = on_state
        self._stop = asyncio.Event()
        self._line: asyncio.Queue[str] = asyncio.Queue()
        self._count = 0

    def become(self, state: State, reason: str = "") -> None:
        self.state, self.reason = state, reason
        self._on_state(state)

    async def start(self) -> None:
        self.heard.append("start")
        self.become(State.READY)

    async def run(self, source: str) -> AsyncIterator[Event]:
        self.ran.append(source)
        self._count += 1
        self._stop.clear()
        self.become(State.BUSY)
        events = next((events for key, events in self.script.items() if key in source), ())
        status = "ok"
        for event in events:
            if isinstance(event, Finished):
                self.become(State.DEAD if event.status == "died" else State.READY, event.reason)
                yield event
                return
            yield event
            if isinstance(event, Input):
                yield Text(f"heard {await self._line.get()}\n")
        if "wait" in source:
            await self._stop.wait()
            status = "interrupted"
        self.become(State.READY)
        yield Finished(status, 0.5, self._count)

    def answer(self, text: str) -> None:
        self._line.put_nowait(text)

    async def ask(self, expression: str) -> Answer:
        if self.state in {State.STARTING, State.IMPORTING}:
            return Answer("starting")
        if self.state is not State.READY:
            return Answer("busy" if self.state is State.BUSY else "off")
        self.asked.append(expression)
        await self.thinking.wait()
        found = (answer for key, answer in self.replies.items() if key in expression)
        return next(found, Answer("failed", reason="nothing in the script"))

    async def interrupt(self) -> None:
        self.heard.append("interrupt")
        if "stubborn" not in self.ran[-1]:
            self._stop.set()

    def steer(self, how: Steer) -> None:
        self.heard.append(how)

    async def restart(self) -> None:
        self.heard.append("restart")
        self._stop.set()
        self.become(State.READY)

    async def close(self) -> None:
        self.heard.append("close")
        self._stop.set()
        self.become(State.OFF)
