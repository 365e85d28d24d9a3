"""The sessions of the app: one a lesson and a warm one for the next, ended behind the screen, all gone with the app."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.kernel.events import Session, State
from tutor.locale import language

if TYPE_CHECKING:
    from collections.abc import Callable

    NewSession = Callable[[bool, Callable[[State], None]], Session]

ROOM = 3 << 30
"""Bytes of memory that must be free for a second kernel: one with Keras takes 0.7 GB, and trains with more."""
PATIENCE = 5.0
"""Seconds that leaving waits for kernels to end politely; the guard ends them after that."""


def has_room() -> bool:
    """Whether the machine has memory to spare; no where that cannot be known (only Linux tells)."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return False
    free = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), "0")
    return int(free) * 1024 > ROOM


def new_session(uses_keras: bool, changed: Callable[[State], None]) -> Session:  # noqa: FBT001 (a lesson's one need)
    """A session on a real kernel, not yet started."""
    from tutor.kernel.session import KernelSession  # noqa: PLC0415 (jupyter_client takes a tenth of a second)

    return KernelSession(preload=("numpy", "keras") if uses_keras else ("numpy",), on_state=changed)


class Spare:
    """A session that is warm before anybody has asked for it; who takes it hears of its states from then on."""

    def __init__(self, new: NewSession) -> None:
        self.language = language()
        self.changed: Callable[[State], None] = lambda _state: None
        self.session = new(True, self._tell)  # noqa: FBT003 (a lesson's one need)

    def _tell(self, state: State) -> None:
        self.changed(state)

    @property
    def is_good(self) -> bool:
        """It lives, and its loaders speak the language in use."""
        return self.language == language() and self.session.state is not State.DEAD


class Kernels:
    """Gives a lesson its session, the spare one if there is one; ends sessions without making anybody wait.

    Only who leaves the program waits, until all are gone.
    """

    def __init__(self, new: NewSession, has_room: Callable[[], bool] = has_room) -> None:
        self._new = new
        self._has_room = has_room
        self._spare: Spare | None = None
        self._ending: set[asyncio.Task[None]] = set()

    def take(self, uses_keras: bool, changed: Callable[[State], None]) -> Session:  # noqa: FBT001 (as above)
        """A session for a lesson; `changed` hears of its states."""
        spare, self._spare = self._spare, None
        if spare is not None and spare.is_good:
            spare.changed = changed
            return spare.session
        if spare is not None:
            self.end(spare.session)
        return self._new(uses_keras, changed)

    async def prepare(self) -> None:
        """Warm a session for the next lesson, where the memory allows it; returns when it is ready."""
        if self._spare is None and self._has_room():
            self._spare = Spare(self._new)
            await self._spare.session.start()

    def end(self, session: Session) -> None:
        """End a session in the background."""
        task = asyncio.create_task(session.close())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def all_ended(self) -> None:
        """Wait until every session is gone, the spare one too."""
        if self._spare is not None:
            self.end(self._spare.session)
            self._spare = None
        if self._ending:
            await asyncio.wait(self._ending, timeout=PATIENCE)
