"""A process that runs one answer and is used once, behind the guard that kernels have: limited, gone with its tree."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from tutor.kernel import launch
from tutor.kernel.process import Process
from tutor.locale import _

Told = Callable[[Sequence[float], float], None]
"""Hears a curve under way: its values so far, and which share (0 to 1) of the training is done; 0 if not known."""
MEMORY = 2 << 30
"""Bytes that an answer without Keras may use."""
ROOT = os.fspath(Path(__file__).resolve().parents[2])
PATIENCE = 60.0
"""Seconds that a process may take until it is ready."""
GRACE = 2.0
"""Seconds in which a process whose wire is closed may end by itself."""
LINE = 64 << 20  # the longest report that is read


class Trial(Protocol):
    """Runs one job; a real process, or a scripted one in tests."""

    async def run(self, job: Mapping[str, Any], seconds: float, told: Told | None = None) -> Mapping[str, Any]:
        """What became of `job`, at the latest after `seconds`: its report, or `{"trouble": sentence}`.

        Raises OSError where no process can be had.
        """

    async def close(self) -> None:
        """End the process, if there still is one. Safe to call twice."""


class ProcessTrial:
    """A `Trial` in a process of its own, started by `warm`, with `modules` imported ahead of need."""

    def __init__(self, modules: Sequence[str] = ("numpy",)) -> None:
        self._modules = tuple(modules)
        self._process: Process | None = None
        self._server: asyncio.Server | None = None
        self._wire: asyncio.Future[tuple[asyncio.StreamReader, asyncio.StreamWriter]] | None = None
        self._starting: asyncio.Task[None] | None = None

    def warm(self) -> None:
        """Start the process behind what else is done."""
        if self._starting is None:
            self._starting = asyncio.create_task(self._start())

    async def run(self, job: Mapping[str, Any], seconds: float, told: Told | None = None) -> Mapping[str, Any]:
        """As the protocol says; cancelling it ends the process."""
        self.warm()
        try:
            reader, writer = await self._ready()
            word = secrets.token_hex(8)  # what the answer itself writes to the wire is no report
            writer.write(json.dumps({**job, "word": word}).encode() + b"\n")
            try:
                async with asyncio.timeout(seconds):
                    return await self._report(reader, word, told)
            except TimeoutError:
                words = _("It ran longer than {seconds:g} s and was stopped.")
                return {"trouble": words.format(seconds=seconds)}
        finally:
            await self.close()

    async def close(self) -> None:
        """End the process and remove its files."""
        if self._starting is None:
            return
        await asyncio.wait({self._starting})  # cancelled half-way, a process might be left that nobody knows
        if self._wire is not None and self._wire.done() and not self._wire.cancelled():
            self._wire.result()[1].close()
        if self._server is not None:
            self._server.close()
        if self._process is not None:
            await self._process.close()

    async def _start(self) -> None:
        if sys.platform == "win32":
            raise OSError(_("Cells run on Linux and macOS; on Windows, use WSL."))
        directory = launch.private_directory()
        work = directory / "work"
        work.mkdir()
        self._wire = wire = asyncio.get_running_loop().create_future()

        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            if not wire.done():
                wire.set_result((reader, writer))

        address = os.fspath(directory / "t")
        self._server = await asyncio.start_unix_server(connected, address, limit=LINE)
        command = [sys.executable, "-P", "-m", "tutor.trial", address, *self._modules]
        environment = launch.environment(directory) | {"PYTHONPATH": ROOT}
        limit = launch.memory_limit() if "keras" in self._modules else min(MEMORY, launch.memory_limit())
        self._process = await Process.start(command, directory, work, environment, limit)

    async def _ready(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._starting is None:  # unreachable: `run` has warmed it
            raise OSError(_("The kernel did not answer."))
        await self._starting
        wire, process = self._wire, self._process
        if wire is None or process is None:  # unreachable: `_start` has set them or raised
            raise OSError(_("The kernel did not answer."))
        try:
            async with asyncio.timeout(PATIENCE):
                waited: set[asyncio.Future[Any]] = {wire, process.ended}
                await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
                if not wire.done():
                    raise OSError(process.ended.result().from_the_start())
                reader, writer = wire.result()
                while line := await reader.readline():
                    told = json.loads(line)
                    if "missing" in told:
                        words = _("{module} is missing ({reason}): “pip install {package}” installs it.")
                        package = "tensorflow" if told["missing"] == "keras" else told["missing"]
                        raise OSError(words.format(module=told["missing"], reason=told["reason"], package=package))
                    if "ready" in told:
                        return reader, writer
        except TimeoutError:
            raise OSError(_("The kernel did not answer.")) from None
        raise OSError((await process.ended).from_the_start())

    async def _report(self, reader: asyncio.StreamReader, word: str, told: Told | None) -> Mapping[str, Any]:
        try:
            while line := await reader.readline():
                said = json.loads(line)
                if "report" in said and said.get("word") == word:
                    report: Mapping[str, Any] = said["report"]
                    return report
                if told is not None and "curve" in said:
                    told([float(value) for value in said["curve"]], float(said["share"]))
        except (ValueError, TypeError, KeyError):  # no line of ours: the answer has got hold of the wire
            return {"trouble": _("Its result could not be read: it wrote to files that are not its own.")}
        except ConnectionError:  # the process has gone, and its end tells why
            pass
        return {"trouble": await self._end()}

    async def _end(self) -> str:
        """Why there is no report, as a sentence for the learner."""
        if self._process is None:  # unreachable: it has been started
            return _("The kernel did not answer.")
        ended = self._process.ended
        await asyncio.wait({ended}, timeout=GRACE)
        if not ended.done():
            return _("It closed files that are not its own.")
        end = ended.result()
        if end.used:
            words = _("It used more than {limit:.1f} GB of memory and was stopped.")
            return words.format(limit=end.limit / 1e9)
        if end.code >= 0:
            return _("It ended Python itself, with exit code {code}: leave that out.").format(code=end.code)
        return _("It ended Python itself, by signal {number}.").format(number=-end.code)
