"""One kernel from start to end: its process, its sockets and its files. Replaced as a whole by a restart."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tutor.kernel import launch
from tutor.kernel.connection import Connection
from tutor.kernel.events import Answer
from tutor.kernel.process import Exit, Process
from tutor.kernel.wire import Message, answered

POLITE = 1.0
"""Seconds that an idle kernel has to end by itself."""

Reply = Mapping[str, Any]


class Kernel:
    """A running kernel, made by `start`; messages that answer none of its own requests go to `receive`."""

    def __init__(self, directory: Path, receive: Callable[[Message], None]) -> None:
        self._directory = directory
        self._receive = receive
        self._waiting: dict[str, asyncio.Future[Reply]] = {}
        self._heard = asyncio.Event()
        self.connection = Connection(directory, self._take)
        self.process: Process

    @classmethod
    async def start(cls, receive: Callable[[Message], None], cwd: Path | None, limit: int) -> Kernel:
        """Start the process and connect; it may take half a second until it answers. Raises `OSError`."""
        directory = launch.private_directory()
        try:
            kernel = cls(directory, receive)
            cwd = cwd or directory / "work"
            cwd.mkdir(parents=True, exist_ok=True)
            kernel.process = await Process.start(
                launch.command(kernel.connection.file), directory, cwd, launch.environment(directory), limit
            )
        except BaseException:
            shutil.rmtree(directory, ignore_errors=True)
            raise
        kernel.connection.open()
        return kernel

    @property
    def ended(self) -> asyncio.Future[Exit]:
        """Done when the process is gone."""
        return self.process.ended

    async def greet(self) -> Reply | None:
        """Wait until it answers and its output reaches us; nothing if it ends first."""
        reply = await self._reply(self.connection.greet())
        await self._heard.wait()
        return reply

    async def hidden(self, source: str) -> Reply | None:
        """Run `source` without a trace; its reply, or nothing if the kernel ends first."""
        return await self._reply(self.connection.execute(source, hidden=True))

    async def ask(self, expression: str) -> Answer:
        """What `expression` is worth, evaluated without a trace."""
        reply = await self._reply(self.connection.execute("", hidden=True, asked=expression))
        return Answer("off") if reply is None else answered(reply)

    def steer(self, word: str) -> None:
        """Leave a word for `tutor.live`, which looks after each batch."""
        with (self._directory / "steer").open("a", encoding="ascii") as lines:
            lines.write(f"{word}\n")

    async def close(self, *, politely: bool) -> None:
        """End it and remove its files."""
        if politely and not self.ended.done():
            self.connection.shut_down()
            await asyncio.wait({self.ended}, timeout=POLITE)
        self.connection.close()
        await self.process.close()
        shutil.rmtree(self._directory, ignore_errors=True)

    async def _reply(self, request: str) -> Reply | None:
        reply = self._waiting[request] = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait({reply, self.ended}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._waiting.pop(request)
        return reply.result() if reply.done() else None

    def _take(self, message: Message) -> None:
        if message.channel == "iopub":
            self._heard.set()
        reply = self._waiting.get(message.parent)
        if reply is None:
            self._receive(message)
        elif message.channel == "shell" and not reply.done():
            reply.set_result(message.content)
