"""A few rows of the learner's arrays, spread evenly: never all of them, and nothing that reading would use up."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

ROWS = 256
LABELS = 4096
"""Targets looked at; they are small."""
CELLS = 1_000_000
"""Numbers of a sample at most."""


@dataclass(frozen=True)
class Part:
    """The examples `first` to `last` of what `fit` was given."""

    x: Any
    y: Any
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many examples there are."""
        return self.last - self.first

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """The examples of the sample."""
        return _spread(self.first, self.last, _most(self.x, ROWS))

    @cached_property
    def inputs(self) -> Array:
        """Some inputs, (rows, …), floats."""
        return _taken(self.x, self.places)

    @cached_property
    def rows(self) -> Array:
        """The same as a table, (rows, features)."""
        return self.inputs.reshape(len(self.inputs), -1)

    @cached_property
    def beside(self) -> Array:
        """The targets of `inputs`, (rows, outputs)."""
        return _columns(_taken(self.y, self.places))

    @cached_property
    def targets(self) -> Array:
        """More targets than inputs, (rows, outputs)."""
        return _columns(_taken(self.y, _spread(self.first, self.last, _most(self.y, LABELS))))


@dataclass(frozen=True)
class Samples:
    """What was trained on and, if there was any, what was validated on."""

    train: Part | None = None
    validation: Part | None = None

    @classmethod
    def of(cls, call: Mapping[str, Any]) -> Samples:
        """Of the arguments of `fit`; none of generators and data sets, which reading would use up."""
        x, y = call.get("x"), call.get("y")
        size = _size(x)
        if size is None or _size(y) != size:
            return cls()
        held, given = _share(call.get("validation_split")), call.get("validation_data")
        if isinstance(given, tuple | list) and len(given) in {2, 3}:
            many = _size(given[0])
            checked = Part(given[0], given[1], 0, many) if many and _size(given[1]) == many else None
            return cls(Part(x, y, 0, size), checked)
        cut = math.floor(size * (1 - held)) if held else size
        return cls(Part(x, y, 0, cut), Part(x, y, cut, size) if cut < size else None)


def _share(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and 0 < value < 1 else 0.0


def _size(values: Any) -> int | None:
    """How many rows an array, tensor or table has; None for anything else."""
    shape = getattr(values, "shape", None)
    try:
        return int(shape[0]) or None  # type: ignore[index]  # what it is shows itself
    except (TypeError, ValueError, IndexError):
        return None


def _most(values: Any, rows: int) -> int:
    each = math.prod(int(size) for size in values.shape[1:])
    return max(1, min(rows, CELLS // max(1, each)))


def _spread(first: int, last: int, most: int) -> NDArray[np.int64]:
    return np.unique(np.linspace(first, last - 1, min(most, last - first)).astype(np.int64))


def _taken(values: Any, places: NDArray[np.int64]) -> Array:
    if isinstance(values, np.ndarray):
        taken = values[places]
    elif hasattr(values, "iloc"):
        taken = values.iloc[places]
    else:  # a tensor takes slices
        step = max(1, int(places[1] - places[0])) if len(places) > 1 else 1
        taken = values[int(places[0]) : int(places[-1]) + 1 : step][: len(places)]
    return np.asarray(taken, dtype=np.float64)


def _columns(values: Array) -> Array:
    return values.reshape(len(values), -1)
