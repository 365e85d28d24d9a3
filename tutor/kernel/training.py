"""One training run, gathered from its reports: what a chart needs, in bounded memory."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from tutor.kernel.events import Metrics
from tutor.kernel.vitals import vitals

POINTS = 2000
"""Points of a series that are kept at least; it is thinned to this when it has twice as many."""
NAMES = 64
"""Series of a run; who reports more gets the first."""
CHANGES = 1000

Point = tuple[float, float]


@dataclass(slots=True)
class Training:
    """One run of `model.fit`, or of a loop that reports.

    `series` maps a metric to its points; x counts epochs (2.5 is half way through the third), or steps in a plain loop.
    `values` are the latest, `broken` tells which metric became "nan" or "inf" and when (epoch or step), `rate_changes`
    holds the learner's changes as (x, new rate). `note` is "", "stopping" or "interrupted". `vitals` is what the kernel
    measured at the end of a `model.fit`.
    """

    run: str = ""
    series: dict[str, list[Point]] = field(default_factory=dict)
    epoch: int = 0
    epochs: int = 0
    step: int = 0
    steps: int = 0
    rate: float | None = None
    values: dict[str, float] = field(default_factory=dict)
    broken: list[tuple[str, str, int]] = field(default_factory=list)
    rate_changes: list[Point] = field(default_factory=list)
    finished: bool = False
    note: str = ""
    seconds: float = 0.0
    vitals: Mapping[str, Any] = field(default_factory=dict)
    _lows: dict[str, Point] = field(default_factory=dict)
    _since: Point | None = None

    @property
    def x(self) -> float:
        """Where it is, in the unit of the series' x."""
        if not self.epochs:
            return float(self.step)
        share = self.step / self.steps if self.steps else self.step / (self.step + 50)
        return max(self.epoch - 1, 0) + min(share, 1.0)

    @property
    def best(self) -> tuple[float, str, float] | None:
        """The epoch (step in a plain loop) with the lowest val_loss, else loss: (x, name, value)."""
        for name in ("val_loss", "loss"):
            if name in self._lows:
                return self._lows[name][0], name, self._lows[name][1]
        return None

    @property
    def seconds_left(self) -> float | None:
        """By the pace since the first report, which leaves out the time that compiling took."""
        whole = self.epochs or self.steps
        if self.finished or not whole or self._since is None:
            return None
        seconds, x = self._since
        if self.x <= x or self.seconds <= seconds:
            return None
        return max(0.0, (whole - self.x) * (self.seconds - seconds) / (self.x - x))

    def add(self, report: Metrics) -> None:
        """Take a report of this run."""
        self.run = report.run
        self.epochs, self.steps = report.epochs or self.epochs, report.steps or self.steps
        done = self.step if report.phase == "end" else 0  # the last epoch's steps, if it was told: else it broke off
        self.epoch, self.step = report.epoch or self.epoch, max(done, report.step)
        if report.phase == "epoch" and self.epochs:
            self.step = max(self.step, self.steps)
        self.seconds = max(self.seconds, report.seconds)
        if report.rate is not None:
            self.rate = report.rate
        self.vitals = report.vitals or self.vitals
        x = float(self.epoch) if report.phase == "epoch" and self.epochs else self.x
        if report.note == "rate":
            if report.rate is not None and len(self.rate_changes) < CHANGES:
                self.rate_changes.append((x, report.rate))
        elif report.note:
            self.note = report.note
        if report.phase in {"step", "epoch"}:
            self._take(report, x)
            self._since = self._since or (self.seconds, x)
        self.finished = report.phase == "end"

    def finish(self) -> None:
        """Its cell is over, whether or not the run said so."""
        self.finished = True

    def _take(self, report: Metrics, x: float) -> None:
        for name, value in report.values.items():
            if name not in self.series and len(self.series) >= NAMES:
                continue
            points = self.series.setdefault(name, [])
            self.values[name] = value
            if points and points[-1][0] == x:
                points[-1] = (x, value)  # an epoch's end says again what its last step said
            else:
                points.append((x, value))
            if len(points) >= 2 * POINTS:
                self.series[name] = thinned(points, POINTS)
            if not math.isfinite(value):
                self._break(name, "nan" if math.isnan(value) else "inf")
            elif report.phase == "epoch" or not self.epochs:
                low = self._lows.get(name)
                if low is None or value < low[1]:
                    self._lows[name] = (x, value)

    def _break(self, name: str, how: str) -> None:
        if not any(name == known and how == kind for known, kind, _ in self.broken):
            self.broken.append((name, how, self.epoch if self.epochs else self.step))

    def to_json(self) -> dict[str, Any]:
        """The run as JSON has it (no NaN, at most `POINTS` points in all), for a notebook's output."""
        share = max(2, POINTS // max(1, len(self.series)))
        return {
            "run": self.run,
            "series": {name: _plain(thinned(points, share)) for name, points in self.series.items()},
            "values": {name: _number(value) for name, value in self.values.items()},
            "lows": {name: [_number(x), _number(y)] for name, (x, y) in self._lows.items()},
            "broken": [list(entry) for entry in self.broken],
            "rate_changes": _plain(self.rate_changes),
            "rate": None if self.rate is None else _number(self.rate),
            "note": self.note,
            "seconds": self.seconds,
            "vitals": dict(self.vitals),
            **{name: getattr(self, name) for name in ("epoch", "epochs", "step", "steps")},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The run again, as a finished one. Raises `ValueError` for what `to_json` does not write."""
        try:
            return cls(
                run=str(data["run"]),
                series={str(name): _points(points) for name, points in data["series"].items()},
                epoch=int(data["epoch"]),
                epochs=int(data["epochs"]),
                step=int(data["step"]),
                steps=int(data["steps"]),
                rate=None if data["rate"] is None else float(data["rate"]),
                values={str(name): float(value) for name, value in data["values"].items()},
                broken=[(str(name), str(how), int(at)) for name, how, at in data["broken"]],
                rate_changes=_points(data["rate_changes"]),
                finished=True,
                note=str(data["note"]),
                seconds=float(data["seconds"]),
                vitals=vitals(data.get("vitals")),  # notebooks of before have none
                _lows={str(name): (float(x), float(y)) for name, (x, y) in data["lows"].items()},
            )
        except (KeyError, TypeError, AttributeError, OverflowError) as error:
            raise ValueError(f"not a stored training: {error}") from error


def thinned(points: Sequence[Point], limit: int) -> list[Point]:
    """At most `limit` points, the lowest and the highest of each stretch and the last: peaks stay where they are."""
    if len(points) <= limit:
        return list(points)
    body = points[:-1]
    stretches = max(1, (limit - 1) // 2)
    kept: list[Point] = []
    for at in range(stretches):
        part = body[at * len(body) // stretches : (at + 1) * len(body) // stretches]
        ends = {min(part, key=_low), max(part, key=_high)}
        kept += sorted(ends, key=lambda point: point[0])
    return [*kept, points[-1]]


def _low(point: Point) -> float:
    return math.inf if math.isnan(point[1]) else point[1]


def _high(point: Point) -> float:
    return math.inf if math.isnan(point[1]) else point[1]


def _number(value: float) -> float | str:
    return value if math.isfinite(value) else str(value)


def _plain(points: Sequence[Point]) -> list[list[float | str]]:
    return [[_number(x), _number(y)] for x, y in points]


def _points(pairs: Sequence[Any]) -> list[Point]:
    return [(float(x), float(y)) for x, y in pairs]
