"""`Trainer`: a thread that trains and carries out orders; the screen hears of it at the pace at which it can draw."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from tutor.locale import _
from tutor.tui.playground.orders import Configure, Order, Scrub, Seek
from tutor.tui.playground.workshop import Workshop

if TYPE_CHECKING:
    from tutor.nn.state import State
    from tutor.tui.widgets.playground.frame import Frame

SLICE = 0.025
"""Seconds of training between two looks at the orders, at full speed."""
BREATH = 0.002
"""Seconds between two slices, in which the screen's thread can have the interpreter."""
FRAMES, FEWEST = 25.0, 10.0
"""Pictures a second at most; and at least, where drawing one takes long and the thread needs time to train."""
SWITCH = 0.001
"""Seconds after which the thread hands over the interpreter: Python's own 5 ms would be felt with every key."""
PATIENCE = 2.0
"""Seconds that leaving waits for the thread."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an `Ask`."""

    topic: str
    answer: object


@dataclass(frozen=True, slots=True)
class Trouble:
    """An order that could not be carried out, and why."""

    words: str


@dataclass(frozen=True, slots=True)
class _Taken:
    """The screen has drawn the last frame."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """No more."""


class Trainer:
    """`report` is called on the thread with a `Frame`, an `Answer` or a `Trouble`; it must not wait.

    A frame is made only when `taken` was called after the one before it, or an order was carried out: frames are
    dropped, never queued.
    """

    def __init__(self, state: State, report: Callable[[Frame | Answer | Trouble], None]) -> None:
        self._state = state
        self._report = report
        self._orders: queue.SimpleQueue[Order | _Taken | _Stop] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="playground", daemon=True)
        self.told = 0
        self._heard = 0
        self._is_wanted = True
        self._is_new = True
        self._next = self._due = self._drawn = 0.0
        self._apart = 1 / FRAMES

    def start(self) -> None:
        """Begin; the first frame comes at once."""
        sys.setswitchinterval(SWITCH)
        self._thread.start()

    def tell(self, order: Order) -> None:
        """Have an order carried out; returns at once. A frame's `number` says how many of those told it follows."""
        self.told += 1
        self._orders.put(order)

    def taken(self) -> None:
        """The last frame is on the screen; the next one is welcome."""
        self._orders.put(_Taken())

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._orders.put(_Stop())
        if self._thread.ident is not None:
            self._thread.join(PATIENCE)

    @property
    def is_alive(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.is_alive()

    def _work(self) -> None:
        # What overflows is told by the loss itself; a warning would be printed over the screen.
        with np.errstate(all="ignore"):
            workshop = self._opened()
            while self._obey(workshop):
                try:
                    self._turn(workshop)
                except Exception as error:  # noqa: BLE001 (a thread that ends says nothing: whatever it is, it is told)
                    workshop.is_playing = self._is_new = False
                    self._report(Trouble(_("The training stopped: {error}").format(error=repr(error))))
                self._next = self._pause(workshop)

    def _opened(self) -> Workshop:
        """On the state that was asked for; without its goal when that is none."""

        def answered(topic: str, answer: object) -> None:
            self._report(Answer(topic, answer))

        try:
            return Workshop(self._state, answered)
        except ValueError as error:
            self._report(Trouble(str(error)))
            return Workshop(replace(self._state, goal=""), answered)

    def _turn(self, workshop: Workshop) -> None:
        """Train as much as is due, and show it if that is wanted."""
        now = monotonic()
        if workshop.is_playing and now >= self._due:
            self._due = self._train(workshop, self._due, now)
            self._is_new = True
        if self._is_new and self._is_wanted and monotonic() - self._drawn >= self._apart:
            self._drawn, self._is_new, self._is_wanted = monotonic(), False, False
            self._report(workshop.frame())

    def _train(self, workshop: Workshop, due: float, now: float) -> float:
        """Epochs until the slice is over or enough are done; when the next one is due."""
        end = now + SLICE
        if not workshop.speed:
            while workshop.is_playing and monotonic() < end:
                workshop.advance()
            return 0.0
        apart = 1 / workshop.speed
        due = max(due, now - 2 * SLICE)
        while workshop.is_playing and due <= monotonic() < end:
            workshop.advance()
            due += apart
        return due

    def _pause(self, workshop: Workshop) -> float:
        """Seconds to wait for an order; infinite when there is nothing else to do."""
        waits = []
        if workshop.is_playing:
            waits.append(self._due - monotonic() if workshop.speed else BREATH)
        if self._is_new and self._is_wanted:
            waits.append(self._drawn + self._apart - monotonic())
        return max(BREATH, min(waits)) if waits else np.inf

    def _obey(self, workshop: Workshop) -> bool:
        """Carry out what was ordered; whether to go on."""
        orders: list[Order] = []
        wait: float | None = self._next
        while True:
            try:
                heard = self._orders.get(block=wait != 0, timeout=None if wait in {0, np.inf} else wait)
            except queue.Empty:
                break
            wait = 0
            match heard:
                case _Stop():
                    return False
                case _Taken():
                    self._is_wanted = True
                    # The screen's thread draws for two thirds of the time at most.
                    self._apart = min(max(1 / FRAMES, 1.5 * (monotonic() - self._drawn)), 1 / FEWEST)
                case order:
                    self._heard += 1
                    orders.append(order)
        for order in _merged(orders):
            # Whoever gave it wants to see what came of it, now: this frame waits for no other.
            self._is_new = self._is_wanted = True
            self._drawn = 0.0
            try:
                workshop.do(order)
            except Exception as error:  # noqa: BLE001 (as above; a ValueError's words are meant for the learner)
                self._report(Trouble(str(error) if isinstance(error, ValueError) else repr(error)))
        workshop.number = self._heard
        return True


def _merged(orders: list[Order]) -> list[Order]:
    """The same orders with runs of scrubbing made one, and of one setting the last."""
    merged: list[Order] = []
    for order in orders:
        before = merged[-1] if merged else None
        match before, order:
            case Scrub(one), Scrub(other):
                merged[-1] = Scrub(one + other)
            case Seek(), Seek():
                merged[-1] = order
            case Configure(one), Configure(other) if [name for name, _ in one] == [name for name, _ in other]:
                merged[-1] = order
            case _:
                merged.append(order)
    return merged
