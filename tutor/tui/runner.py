"""The cells waiting for the kernel, and the one it runs."""

from __future__ import annotations

from math import inf
from time import monotonic
from typing import TYPE_CHECKING

from tutor.kernel.events import Session, State
from tutor.kernel.training import Training

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tutor.tui.widgets.cell import CellView

TWICE_WITHIN = 3.0
"""Seconds within which a second Ctrl+C means that the first did not help."""


class Runner:
    """Runs cells one after the other on a session; `began` and `ended` hear of each. A failure empties the queue."""

    def __init__(self, session: Session, began: Callable[[CellView], None], ended: Callable[[CellView], None]) -> None:
        self._session = session
        self._began = began
        self._ended = ended
        self._queue: list[CellView] = []
        self._seen: set[str] = set()
        self._stopped_at = -inf
        self.running: CellView | None = None
        self.drops = 0
        """How often what waited was told not to wait any more."""
        self.is_skipping = False
        """Whether the learner chose to run a cell without those above it."""

    @property
    def training(self) -> Training | None:
        """The training under way in the running cell."""
        if self.running is None:
            return None
        items = reversed(self.running.transcript.items)  # a callback may have printed behind it
        last = next((item for item in items if isinstance(item, Training)), None)
        return None if last is None or last.finished else last

    def unseen(self, cells: Iterable[CellView]) -> list[CellView]:
        """Those of `cells` that this kernel has not run, without the optional ones."""
        return [view for view in cells if view.cell.name not in self._seen and "optional" not in view.cell.tags]

    def hear(self, state: State) -> None:
        """The session is in another state: it begins on the cell, or it has lost what it knew."""
        if state is State.BUSY and self.running:
            self.running.start()
        elif state is State.DEAD:
            self.forget()

    def forget(self) -> None:
        """The kernel is another one."""
        self._seen.clear()
        self.is_skipping = False

    def add(self, cells: Iterable[CellView]) -> None:
        """These will run, in this order, after those already waiting."""
        for view in cells:
            if view is not self.running and view not in self._queue:
                self._queue.append(view)
                view.queue()

    def drop(self) -> None:
        """Nothing waits any more; the running cell goes on."""
        self.drops += 1
        for view in self._queue:
            view.unqueue()
        self._queue.clear()

    async def stop(self) -> bool:
        """Interrupt the running cell; returns whether it was asked a second time within three seconds."""
        self.drop()
        is_again = monotonic() - self._stopped_at < TWICE_WITHIN
        self._stopped_at = monotonic()
        await self._session.interrupt()
        return is_again

    async def work(self) -> None:
        """Run all that waits."""
        if self.running is not None:
            return
        while self._queue:
            view = self.running = self._queue.pop(0)
            self._stopped_at = -inf  # what was stopped before was another run
            view.begin()
            self._began(view)
            try:
                async for event in self._session.run(view.source):
                    view.take(event)
            finally:
                self.running = None
            status = view.state.status
            if status != "died":
                self._seen.add(view.cell.name)
            if status != "ok" and not (status == "error" and view.cell.may_fail):
                self.drop()
            self._ended(view)
