"""Trains a program and listens: what it reports through `model.fit` or `tutor.live.report`, as one series."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tutor.live import fit, loop
from tutor.live.arrivals import Arrival
from tutor.live.steering import Steering
from tutor.live.wire import MIME

MOST = 600
"""Values that are told; of more, every second, fourth, … is kept."""
EVERY = 0.05
"""Seconds between two tellings of a curve under way."""
Tell = Callable[[dict[str, Any]], None]


class Ear:
    """Gathers the values of `series`: one an epoch from `model.fit`, one a step from a loop."""

    def __init__(self, series: str, tell: Tell) -> None:
        self._series = series
        self._tell = tell
        self._values: list[float] = []
        self._stride = self._count = 1
        self._due = 0.0

    def listen(self) -> None:
        """From here on every training of this process is heard."""
        steering = Steering(None)
        reports = loop.Loop(self.hear, steering, interval=0.0)
        loop._Place.loop = reports  # noqa: SLF001 (the place for whoever connects; there is no shell here)

        def meet(keras: ModuleType) -> None:
            fit.install(keras, self.hear, steering)

        Arrival("keras", meet).install()

    def hear(self, bundle: dict[str, Any], _display_id: str, _update: bool) -> None:  # noqa: FBT001 (a `Send`)
        """One message of a run."""
        message = bundle[MIME]
        is_value = message["phase"] == ("epoch" if message["epochs"] else "step")
        value = message["values"].get(self._series)
        if not is_value or value is None:
            return
        self._count += 1
        if self._count % self._stride == 0:
            self._values.append(float(value))
        if len(self._values) >= 2 * MOST:
            self._values, self._stride = self._values[::2], self._stride * 2
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + EVERY
            done, of = (
                (message["epoch"], message["epochs"]) if message["epochs"] else (message["step"] + 1, message["steps"])
            )
            self._tell({"curve": [_plain(one) for one in self._values], "share": min(1.0, done / of) if of else 0.0})

    @property
    def values(self) -> list[float | str]:
        """What was heard, fit for JSON."""
        return [_plain(one) for one in self._values]


def _plain(value: float) -> float | str:
    return value if abs(value) < float("inf") else str(value)
