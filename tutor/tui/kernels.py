"""The sessions of the app: opened as lessons ask, ended behind the next screen, all gone when the app is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tutor.kernel.events import Session, State

    NewSession = Callable[[bool, Callable[[State], None]], Session]

PATIENCE = 5.0
"""Seconds that leaving waits for kernels to end politely; the guard ends them after that."""


def new_session(uses_keras: bool, changed: Callable[[State], None]) -> Session:  # noqa: FBT001 (a lesson's one need)
    """A session on a real kernel, not yet started."""
    from tutor.kernel.session import KernelSession  # noqa: PLC0415 (jupyter_client takes a tenth of a second)

    return KernelSession(preload=("numpy", "keras") if uses_keras else ("numpy",), on_state=changed)


class Kernels:
    """Ends sessions without making anybody wait, until the app leaves: then it waits for all of them."""

    def __init__(self) -> None:
        self._ending: set[asyncio.Task[None]] = set()

    def end(self, session: Session) -> None:
        """End a session in the background."""
        task = asyncio.create_task(session.close())
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def all_ended(self) -> None:
        """Wait until every session is gone."""
        if self._ending:
            await asyncio.wait(self._ending, timeout=PATIENCE)
