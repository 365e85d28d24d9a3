"""What one looks at to say what ails a training: how its losses went, and its vitals, of which any may be missing."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol

Point = tuple[float, float]
NOTHING = math.nan
"""A number that was not measured: no comparison with it is true, so that no rule speaks by it."""


class Run(Protocol):
    """A training as it is kept: `series` maps a metric to points (epoch, value), also within epochs."""

    @property
    def series(self) -> Mapping[str, Sequence[Point]]:
        """The curves."""

    @property
    def vitals(self) -> Mapping[str, Any]:
        """What was measured at the end, as plain JSON; empty where nothing was."""

    @property
    def epochs(self) -> int:
        """Epochs that were asked for; 0 for a loop without epochs."""

    @property
    def rate(self) -> float | None:
        """The learning rate, if it is known."""

    @property
    def finished(self) -> bool:
        """Whether it is over."""

    @property
    def note(self) -> str:
        """How it ended: "interrupted", or something else."""


class Table:
    """A table of the vitals; what is missing or of another kind reads as nothing."""

    def __init__(self, data: Any) -> None:
        self._data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}

    def __bool__(self) -> bool:
        return bool(self._data)

    def real(self, name: str) -> float:
        """A number, `NOTHING` if it is not there."""
        value = self._data.get(name)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else NOTHING

    def word(self, name: str) -> str:
        """A text, empty if it is not there."""
        value = self._data.get(name)
        return value if isinstance(value, str) else ""

    def holds(self, name: str) -> bool:
        """Whether it is there and true."""
        return self._data.get(name) is True

    def table(self, name: str) -> Table:
        """A table inside."""
        return Table(self._data.get(name))

    def tables(self, name: str) -> list[Table]:
        """A list of tables inside."""
        value = self._data.get(name)
        return [Table(one) for one in value] if isinstance(value, list | tuple) else []


class Sight:
    """`run` as the rules look at it."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.vitals = Table(run.vitals)
        self.loss = _ends(run.series.get("loss", ()))
        self.val_loss = _ends(run.series.get("val_loss", ()))

    @property
    def rate(self) -> float:
        """The learning rate."""
        return NOTHING if self.run.rate is None else self.run.rate

    @property
    def first(self) -> float:
        """The loss after the first epoch."""
        return self.loss[0][1] if self.loss else NOTHING

    @property
    def last(self) -> float:
        """The loss after the last epoch."""
        return self.loss[-1][1] if self.loss else NOTHING

    @property
    def baseline(self) -> float:
        """The loss of always answering the same."""
        return self.vitals.real("baseline")

    @cached_property
    def left(self) -> float:
        """The share of the baseline that is left: 1 has learnt nothing."""
        return self.last / self.baseline if self.baseline > 0 else NOTHING

    @cached_property
    def val_left(self) -> float:
        """The same of the validation loss, where it was lowest."""
        baseline = self.vitals.real("val_baseline")
        values = [value for _epoch, value in self.val_loss if not math.isnan(value)]
        return min(values) / baseline if values and baseline > 0 else NOTHING

    @property
    def hidden(self) -> list[Table]:
        """The hidden layers that have units."""
        layers = self.vitals.tables("layers")
        return layers[:-1] if self.vitals.table("output") else layers

    @cached_property
    def tremble(self) -> float:
        """How far the loss goes up and down from epoch to epoch, as a share of itself; 0 where it goes one way."""
        values = [value for _epoch, value in self.loss[1:]]
        steps = [b - a for a, b in pairwise(values)]
        if len(steps) < 4 or not sum(values) > 0:  # noqa: PLR2004 (too few to see a direction)
            return 0.0
        ups = sum(step > 0 for step in steps)
        return sum(map(abs, steps)) / len(steps) / (sum(values) / len(values)) if ups > len(steps) / 4 else 0.0


def _ends(points: Sequence[Point]) -> list[Point]:
    """The values at the ends of epochs."""
    return [(x, value) for x, value in points if x >= 1 and float(x).is_integer()]


def short(value: float) -> str:
    """A number of a sentence: three digits."""
    return f"{value:,.0f}".replace(",", " ") if 1000 <= abs(value) < 1e6 else f"{value:.3g}"  # noqa: PLR2004 (no 1.2e+03)
