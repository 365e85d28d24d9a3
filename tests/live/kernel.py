"""A real kernel as a lesson has it, asked cell by cell from plain test functions."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field

from tutor import locale
from tutor.kernel.events import Display, Failure, Finished, Metrics, Text
from tutor.kernel.session import KernelSession


@dataclass
class Ran:
    """What a cell said."""

    metrics: list = field(default_factory=list)
    displays: list = field(default_factory=list)
    results: list = field(default_factory=list)
    text: str = ""
    error: str = ""
    status: str = ""
    seconds: float = 0.0

    def phases(self):
        return [message.phase for message in self.metrics]

    def notes(self):
        return [message.note for message in self.metrics if message.note]


class Kernel:
    def __init__(self, runner, session):
        self.runner = runner
        self.session = session

    def run(self, source, says="", at="epoch"):
        """Run a cell to its end; say a word to the training at its first message of the phase `at`."""
        return self.runner.run(asyncio.wait_for(self._run(source, says, at), 120))

    async def _run(self, source, word, at):
        ran = Ran()
        async for event in self.session.run(source):
            match event:
                case Metrics():
                    ran.metrics.append(event)
                    if word and event.phase == at:
                        await self._say(word)
                        word = ""
                case Display(count=None):
                    ran.displays.append(event.data)
                case Display():
                    ran.results.append(event.data)
                case Text():
                    ran.text += event.text
                case Failure():
                    ran.error = event.name
                case Finished():
                    ran.status, ran.seconds = event.status, event.seconds
        return ran

    async def _say(self, word):
        if word == "interrupt":
            await self.session.interrupt()
        else:
            self.session.steer(word)


@contextlib.contextmanager
def kernel(*preload):
    """Started with modules imported; ended on the way out."""
    locale.use("en")
    with asyncio.Runner() as runner:
        session = KernelSession(preload)
        runner.run(session.start())
        try:
            yield Kernel(runner, session)
        finally:
            runner.run(session.close())
