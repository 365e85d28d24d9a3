"""One live kernel for a lesson: source in, events out; stopping, steering, restarting, death."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import importlib.util
import sys
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.kernel import launch
from tutor.kernel.cell import Cell
from tutor.kernel.events import Answer, Event, Finished, State, Steer
from tutor.kernel.ladder import Ladder
from tutor.locale import _

if TYPE_CHECKING:
    from tutor.kernel.events import Session
    from tutor.kernel.kernel import Kernel
    from tutor.kernel.process import Exit
    from tutor.kernel.wire import Message

PATIENCE = 60.0
"""Seconds that a kernel may take to answer for the first time."""
TURN = 0.008
"""Seconds of handing out events after which everybody else on the event loop has a turn."""


class KernelSession:
    """A `Session` with an ipykernel of its own.

    `preload` names the modules imported ahead of need; `directory` is the cells' working directory (a private one that
    is removed by default); `on_state` is told of each change of state, on the event loop; `memory` is the limit in
    bytes of the kernel with its children (by default what the machine can spare).
    """

    def __init__(
        self,
        preload: Sequence[str] = ("numpy",),
        directory: Path | None = None,
        on_state: Callable[[State], None] | None = None,
        memory: int = 0,
    ) -> None:
        self._preload = tuple(preload)
        self._directory = directory
        self._on_state = on_state
        self._memory = memory
        self._state = State.OFF
        self._reason = ""
        self._kernel: Kernel | None = None
        self._starting: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._life = asyncio.Lock()
        self._cell: Cell | None = None
        self._closings = 0

    @property
    def state(self) -> State:
        """What it is doing now."""
        return self._state

    @property
    def reason(self) -> str:
        """Why it is dead or could not start, or which module asked for ahead of need is missing; else empty."""
        return self._reason

    @property
    def pid(self) -> int:
        """The kernel's process, 0 without one."""
        return self._kernel.process.pid if self._kernel else 0

    async def start(self) -> None:
        """Start the kernel and import what was asked ahead of need; returns when it is ready or dead."""
        if self._starting is None:
            self._starting = asyncio.create_task(self._start())
        await asyncio.wait({self._starting})

    async def run(self, source: str) -> AsyncGenerator[Event, None]:
        """Run `source`; the last event is `Finished`. Waits for a kernel still starting; starts one if it is off."""
        closings = self._closings
        async with self._turn:
            if self._cell:
                await self._cell.done.wait()
            if closings != self._closings:  # closed while it waited for its turn: it must not bring the kernel back
                yield Finished("died", 0.0, reason=_("The kernel was closed."))
                return
            self._cell = cell = Cell()
            work = asyncio.create_task(self._work(cell, source))
            work.add_done_callback(lambda _work: cell.die(self._reason))  # only if it broke
            try:
                turn = time.monotonic()
                while True:
                    event = await cell.inbox.get()
                    yield event
                    if isinstance(event, Finished):
                        break
                    if time.monotonic() - turn > TURN:
                        await asyncio.sleep(0)
                        turn = time.monotonic()
            finally:
                if not cell.done.is_set():
                    cell.abandon()
                    self._interrupt(cell)
                else:
                    await asyncio.wait({work})

    def answer(self, text: str) -> None:
        """Answer the `Input` last asked; nothing happens if none was."""
        if self._kernel and self._cell and self._cell.asking:
            self._cell.asking = False
            self._kernel.connection.answer(text)

    async def ask(self, expression: str) -> Answer:
        """What a Python expression that gives JSON as a `str` is worth in the kernel now, without a trace there.

        A running cell is not disturbed, and nobody waits for it: then nothing is asked.
        """
        if self._state in {State.STARTING, State.IMPORTING}:
            return Answer("starting")
        if self._cell and not self._cell.done.is_set():
            return Answer("busy")
        if self._kernel is None or self._state is not State.READY:
            return Answer("off")
        return await self._kernel.ask(expression)

    async def interrupt(self) -> None:
        """Stop the running cell: the next rung of the ladder. Returns at once; the cell's `Finished` tells."""
        if self._cell and not self._cell.done.is_set():
            self._interrupt(self._cell)
        await asyncio.sleep(0)

    def steer(self, how: Steer) -> None:
        """Steer the training under way: `stop` after this epoch, learning rate `faster` (×2) or `slower` (÷2)."""
        if self._kernel and self._cell and not self._cell.done.is_set():
            self._kernel.steer(how)

    async def restart(self) -> None:
        """End the kernel, stuck or dead or not, and start a fresh one; a running cell ends as `died`."""
        await self._end(_("The kernel was restarted."), politely=False)
        await self.start()

    async def close(self) -> None:
        """End the kernel and its children and remove its files. Safe to call twice."""
        self._closings += 1
        idle = self._state is State.READY
        await self._end(_("The kernel was closed."), politely=idle)
        self._set(State.OFF)

    async def _start(self) -> None:
        self._reason = ""
        self._set(State.STARTING)
        try:
            self._kernel = kernel = await self._launched()
            await self._greeted(kernel)
            for module in ("", *self._preload):
                reply = await kernel.hidden(f"__import__({module!r})" if module else launch.startup())
                if reply is None:
                    return
                if reply.get("status") != "ok":
                    self._reason = _missing(module, str(reply.get("ename")), str(reply.get("evalue")))
                self._set(State.IMPORTING)
            self._set(State.READY)
        except (OSError, ImportError) as error:
            self._die(str(error))

    async def _launched(self) -> Kernel:
        """A kernel's process, connected. What speaks Jupyter is imported here, in a thread: it takes 0.2 s."""
        if sys.platform == "win32":
            raise OSError(_("Cells run on Linux and macOS; on Windows, use WSL."))
        if importlib.util.find_spec("ipykernel") is None:
            raise ImportError(_missing("ipykernel", "ModuleNotFoundError", ""))
        module = await asyncio.to_thread(importlib.import_module, "tutor.kernel.kernel")
        kernel: Kernel = await module.Kernel.start(self._take, self._directory, self._memory or launch.memory_limit())
        kernel.ended.add_done_callback(lambda ended: self._ended(kernel, ended))
        return kernel

    async def _greeted(self, kernel: Kernel) -> None:
        """Wait until it is up. Raises `OSError` if it ends before, or says nothing at all."""
        try:
            async with asyncio.timeout(PATIENCE):
                reply = await kernel.greet()
        except TimeoutError:
            kernel.process.kill()
            await asyncio.wait({kernel.ended}, timeout=5)
            raise OSError(_("The kernel did not answer.")) from None
        if reply is None:
            raise OSError(kernel.ended.result().from_the_start())

    async def _work(self, cell: Cell, source: str) -> None:
        """Bring the kernel up, have it run the cell, follow it to its end."""
        await self._until_up(cell)
        kernel = self._kernel
        if cell.done.is_set():
            return
        if kernel is None or kernel.ended.done():
            cell.die(self._reason)
            return
        await kernel.process.settled()
        cell.submit(kernel.connection.execute(source))
        self._set(State.BUSY)
        verdict = await cell.follow(kernel.ended)
        if cell.ladder:
            await cell.ladder.finish()
        if kernel is self._kernel and not kernel.ended.done():
            self._set(State.READY)
        cell.finish(verdict)

    async def _until_up(self, cell: Cell) -> None:
        """Ready, or dead, or the learner no longer wants this cell."""
        up = asyncio.create_task(self.start())
        stopped = asyncio.create_task(cell.done.wait())
        await asyncio.wait({up, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()

    def _interrupt(self, cell: Cell) -> None:
        cell.interrupted = True
        if not cell.request:
            cell.withdraw()
            return
        if cell.ladder is None:
            cell.ladder = Ladder(lambda: self._stop_softly(cell), lambda: self._signal(cell), cell.done)
        cell.ladder.step()

    def _stop_softly(self, cell: Cell) -> bool:
        if cell.is_fitting and self._kernel:
            self._kernel.steer("interrupt")
            return True
        return False

    async def _signal(self, cell: Cell) -> None:
        """SIGINT, once the cell's code runs: before, ipykernel would ignore it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await cell.started.wait()
        if self._kernel and not cell.done.is_set():
            await self._kernel.process.interrupt()

    async def _end(self, reason: str, *, politely: bool) -> None:
        """Be without a kernel."""
        async with self._life:
            kernel, self._kernel = self._kernel, None
            if self._starting and not self._starting.done():
                self._starting.cancel()
                await asyncio.wait({self._starting})
                kernel, self._kernel = self._kernel or kernel, None
            self._starting = None
            if self._cell:
                self._cell.die(reason)
            if kernel:
                await kernel.close(politely=politely)

    def _take(self, message: Message) -> None:
        """A message from the kernel: the running cell's, or the late output of one that is over, which is dropped."""
        if self._cell and message.parent and message.parent == self._cell.request:
            self._cell.take(message)

    def _ended(self, kernel: Kernel, ended: asyncio.Future[Exit]) -> None:
        if kernel is self._kernel:
            self._die(str(ended.result()))

    def _die(self, reason: str) -> None:
        self._reason = reason
        self._set(State.DEAD)

    def _set(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            if self._on_state:
                self._on_state(state)


def _missing(module: str, kind: str, message: str) -> str:
    """What the learner reads when a module cannot be imported."""
    if kind != "ModuleNotFoundError" or not module:
        return ": ".join(filter(None, (module, kind, message)))
    return _("{module} is not installed: run {command}").format(
        module=module, command=f"{sys.executable} -m pip install {module}"
    )


if TYPE_CHECKING:
    _kept: type[Session] = KernelSession
