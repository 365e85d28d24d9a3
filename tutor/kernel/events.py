"""What a cell can say, and the protocol of whoever runs cells. Knows no jupyter and no screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, Protocol


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of standard output or error, cleaned of all control but newline, tab, CR, BS and SGR colours.

    `lost` counts the characters left out just before this piece, when a cell says more than anyone could read.
    """

    text: str
    stream: Literal["stdout", "stderr"] = "stdout"
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Display:
    """A rich result: MIME type to data (`image/png` as base64 text, as Jupyter has it).

    `count` is set on a cell's result (`Out[n]`). `update` replaces the earlier display with the same `display_id`.
    """

    data: Mapping[str, Any]
    display_id: str = ""
    update: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Metrics:
    """One report of a training run, from `model.fit` or from `tutor.live.report`.

    `phase`: `begin` (sizes known, no values), `step` (inside an epoch), `epoch` (its end, with val_ values), `end`.
    `epoch` counts from 1 and is the epoch under way; `step` counts steps done inside it. A plain loop has no epochs:
    `epochs` is 0 and `step` is the loop's own. `values` may hold NaN and infinity. `rate` is the learning rate when it
    is known. `note` is one of "", "rate" (the learner changed the rate), "stopping", "interrupted".
    `vitals` come with the end of a `model.fit`: what was measured of the network and its data then, as plain JSON.
    """

    run: str
    phase: Literal["begin", "step", "epoch", "end"]
    epoch: int = 0
    epochs: int = 0
    step: int = 0
    steps: int = 0
    values: Mapping[str, float] = field(default_factory=dict)
    rate: float | None = None
    note: str = ""
    seconds: float = 0.0
    vitals: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """An exception. `traceback` holds one text a frame, in IPython's order, coloured by SGR."""

    name: str
    message: str
    traceback: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cleared:
    """`clear_output`: at once, or with `wait` when the next output comes."""

    wait: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """The cell asks for a line; answer it with `Session.answer`."""

    prompt: str
    password: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """The last event of a run. `count` is the kernel's run counter, `reason` says why a kernel died."""

    status: Literal["ok", "error", "interrupted", "died"]
    seconds: float
    count: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question to the kernel: `value` is plain data; `reason` says why a question failed.

    Not asked at all while it is `starting`, is `busy` with a cell, or is `off` (or dead).
    """

    status: Literal["ok", "failed", "busy", "starting", "off"]
    value: Any = None
    reason: str = ""


Event = Text | Display | Metrics | Failure | Cleared | Input | Finished


class State(StrEnum):
    """What a session is doing; always on the screen."""

    OFF = "off"
    STARTING = "starting"
    IMPORTING = "importing"
    READY = "ready"
    BUSY = "busy"
    DEAD = "dead"


Steer = Literal["stop", "faster", "slower"]


class Session(Protocol):
    """A live kernel, or a scripted one in tests. One cell runs at a time."""

    @property
    def state(self) -> State:
        """What it is doing now."""

    @property
    def reason(self) -> str:
        """Why it is dead or could not start; empty otherwise."""

    async def start(self) -> None:
        """Start the kernel and import what was asked ahead of need; returns when it is ready or dead."""

    def run(self, source: str) -> AsyncIterator[Event]:
        """Run `source`; the last event is `Finished`. Waits for a kernel still starting; starts one if it is off."""

    def answer(self, text: str) -> None:
        """Answer the `Input` last asked."""

    async def ask(self, expression: str) -> Answer:
        """What a Python expression that gives JSON as a `str` is worth in the kernel now, without a trace there.

        A running cell is not disturbed, and nobody waits for it: then nothing is asked.
        """

    async def interrupt(self) -> None:
        """Stop the running cell: the next rung of the ladder (soft stop of a fit, then SIGINT, SIGINT, …)."""

    def steer(self, how: Steer) -> None:
        """Steer the training under way: `stop` after this epoch, learning rate `faster` (×2) or `slower` (÷2)."""

    async def restart(self) -> None:
        """End the kernel, stuck or dead or not, and start a fresh one; a running cell ends as `died`."""

    async def close(self) -> None:
        """End the kernel and its children and remove its files. Safe to call twice."""
