"""One kernel's process behind its guard: started, interrupted, killed, and how it ended."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor.clean import clean
from tutor.locale import _

GUARD = Path(__file__).with_name("guard.py")


@dataclass(frozen=True, slots=True)
class Exit:
    """How a kernel ended: its code (negative: a signal), bytes in use if the limit ended it, its last words."""

    code: int
    limit: int = 0
    used: int = 0
    tail: str = ""

    def __str__(self) -> str:
        """The reason, as a sentence for the learner."""
        if self.used:
            words = _("The kernel passed its memory limit of {limit:.1f} GB ({used:.1f} GB in use) and was ended.")
            return words.format(limit=self.limit / 1e9, used=self.used / 1e9)
        if self.code < 0:
            name = signal.Signals(-self.code).name if -self.code in set(signal.Signals) else ""
            return _("The kernel was ended by signal {number} {name}.").format(number=-self.code, name=name)
        return _("The kernel ended with exit code {code}.").format(code=self.code)

    def from_the_start(self) -> str:
        """The reason of a kernel that never came up: its last words tell more than its code."""
        return " ".join([str(self), *[line for line in self.tail.splitlines() if line.strip()][-1:]])


class Process:
    """A running guard and its kernel; made by `start`. `ended` is done when the kernel is gone."""

    def __init__(self, guard: asyncio.subprocess.Process, limit: int) -> None:
        self.pid = 0
        self.ended: asyncio.Future[Exit] = asyncio.get_running_loop().create_future()
        self._guard = guard
        self._limit = limit
        self._unsent = 0
        self._sent = asyncio.Event()
        self._sent.set()
        self._listener = asyncio.create_task(self._listen())

    @classmethod
    async def start(
        cls, command: Sequence[str], directory: Path, cwd: Path, environment: Mapping[str, str], limit: int
    ) -> Process:
        """Start `command` in `cwd`; the guard removes `directory` at the end. Raises `OSError`."""
        guard = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-S", os.fspath(GUARD), os.fspath(directory), str(limit), *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=cwd,
            env=dict(environment),
            start_new_session=True,
        )  # fmt: skip
        return cls(guard, limit)

    async def interrupt(self) -> None:
        """Send SIGINT to the kernel and its children; returns when it is sent."""
        self._unsent += 1
        self._sent.clear()
        self._tell(b"i")
        await self.settled()

    async def settled(self) -> None:
        """No signal is under way, so the next cell cannot be hit by one meant for the last."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.5):  # `wait_for` may swallow a cancellation (Python 3.11)
                await self._sent.wait()

    def kill(self) -> None:
        """End the kernel and all its children at once; `ended` tells when."""
        self._tell(b"k")

    async def close(self) -> None:
        """End whatever is left and wait for the guard, which removes the kernel's files."""
        if self._guard.stdin:
            self._guard.stdin.close()
        try:
            async with asyncio.timeout(5):
                await self._guard.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                self._guard.kill()
            await self._guard.wait()
        await self._listener

    def _tell(self, command: bytes) -> None:
        if self._guard.stdin and not self._guard.stdin.is_closing():
            self._guard.stdin.write(command)

    async def _listen(self) -> None:
        """Take the guard's lines; its silence for good means that it was killed and its kernel with it."""
        code, used, tail = -int(signal.SIGKILL), 0, b""
        reports = self._guard.stdout
        if reports is None:  # unreachable: it was asked for as a pipe
            return
        while line := await reports.readline():
            word, _space, value = line.decode("utf-8", "replace").strip().partition(" ")
            if word == "pid":
                self.pid = int(value)
            elif word == "sent":
                self._unsent -= 1
                if not self._unsent:
                    self._sent.set()
            elif word == "limit":
                used = int(value)
            elif word == "exit":
                code = int(value)
                tail = await reports.read()
        self._sent.set()
        self.ended.set_result(Exit(code, self._limit, used, clean(tail.decode("utf-8", "replace"))))
