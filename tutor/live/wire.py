"""What is said of a training, and how often: one display a run, updated in place. Knows no Keras."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Mapping
from typing import Any, Literal

MIME = "application/vnd.nntutor.metrics+json"
INTERVAL = 0.1  # seconds between two steps that are told; a chart as wide as a terminal shows no more

Phase = Literal["begin", "step", "epoch", "end"]
Clock = Callable[[], float]
Send = Callable[[dict[str, Any], str, bool], None]
"""Takes a bundle (MIME type to data), the display's id, and whether an earlier bundle of that id is replaced."""

_WORDS = {"es": {"epoch": "época", "step": "paso"}, "en": {"epoch": "epoch", "step": "step"}}


def to_shell(shell: Any) -> Send:
    """Send by an IPython shell's publisher, looked up each time because `%%capture` changes it."""

    def send(bundle: dict[str, Any], display_id: str, update: bool) -> None:  # noqa: FBT001 (Jupyter's own word)
        shell.display_pub.publish(bundle, {}, transient={"display_id": display_id}, update=update)

    return send


def number(value: Any) -> float | str | None:
    """One number as JSON can carry it: NaN and infinity as "nan", "inf", "-inf"; None if it is not one number."""
    try:
        real = float(value.item() if hasattr(value, "item") else value)
    except (TypeError, ValueError, OverflowError):
        return None
    return real if math.isfinite(real) else str(real)


def numbers(values: Mapping[str, Any]) -> dict[str, float | str]:
    """The values that are one number each."""
    plain = ((str(name), number(value)) for name, value in values.items())
    return {name: value for name, value in plain if value is not None}


def plain_json(value: Any) -> Any:
    """`value` as JSON can carry it: what is no finite number is nothing."""
    if isinstance(value, dict):
        return {str(name): plain_json(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain_json(one) for one in value]
    if value is None or isinstance(value, str | bool):
        return value
    real = number(value)
    return None if not isinstance(real, float) else int(real) if isinstance(value, int) else real


class Run:
    """One training. Set what is known (`epoch`, `step`, `rate`, …), then `tell` a phase; `is_due` throttles steps."""

    def __init__(self, send: Send, clock: Clock = time.monotonic, interval: float = INTERVAL) -> None:
        self.id = os.urandom(6).hex()
        self.epochs = self.epoch = 0
        self.steps = self.step = 0
        self.rate: float | None = None
        self.vitals: dict[str, Any] = {}
        self.is_open = False
        self._send = send
        self._clock = clock
        self._interval = interval
        self._started = self._told = clock()
        self._latest: dict[str, float | str] = {}

    def is_due(self) -> bool:
        """Whether enough time has passed to tell another step."""
        return self._clock() - self._told >= self._interval

    def tell(self, phase: Phase, values: Mapping[str, Any] | None = None, note: str = "") -> None:
        """Send one message now. `end` is sent once, and only after `begin`."""
        if phase != "begin" and not self.is_open:
            return
        update, self.is_open = self.is_open, phase != "end"
        self._told = self._clock()
        plain = numbers(values or {})
        self._latest |= plain
        message = {
            "run": self.id, "phase": phase, "epoch": self.epoch, "epochs": self.epochs,
            "step": self.step, "steps": self.steps, "values": plain, "rate": self.rate, "note": note,
            "seconds": round(self._told - self._started, 3),
        }  # fmt: skip
        if phase == "end" and self.vitals:
            message["vitals"] = plain_json(self.vitals)
        self._send({MIME: message, "text/plain": self.text()}, self.id, update)

    def text(self) -> str:
        """The run as a line, for a notebook that does not know the MIME type."""
        word, now, of = ("epoch", self.epoch, self.epochs) if self.epochs else ("step", self.step, self.steps)
        word = _WORDS["es" if os.environ.get("NNTUTOR_LANG") == "es" else "en"][word]
        where = f"{word} {now}/{of}" if of else f"{word} {now}"
        return " · ".join([where, *(f"{name} {float(value):.4g}" for name, value in self._latest.items())])
