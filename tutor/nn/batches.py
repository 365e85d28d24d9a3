"""Training points, cut into the mini-batches of an epoch; the order is the same in every epoch, as in the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.nn.network import Pass

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Points x (inputs + 1, n) and targets t (outputs, n) up to the point `end`, and room for what they bring forth.

    It is whole where an update of the weights follows.
    """

    x: Array
    t: Array
    seen: Pass
    end: int
    is_whole: bool


class Batches:
    """The batches of points x (inputs + 1, n) with targets t (outputs, n), for a network of these sizes.

    Each is copied once, so that its numbers lie side by side; batches of a size share the room.
    """

    def __init__(self, x: Array, t: Array, sizes: Sequence[int]) -> None:
        self._x, self._t, self._sizes = x, t, sizes
        self._cut: dict[tuple[int, int], Batch] = {}
        self._rooms: dict[int, Pass] = {}

    def at(self, point: int, size: int) -> Batch:
        """The points from `point` to the next multiple of `size`, where an update follows, or to the epoch's end."""
        if (point, size) not in self._cut:
            stop = (point // size + 1) * size
            end = min(stop, self._x.shape[1])
            x, t = self._x[:, point:end].copy(), self._t[:, point:end].copy()
            if end - point not in self._rooms:
                self._rooms[end - point] = Pass(self._sizes, end - point)
            self._cut[point, size] = Batch(x, t, self._rooms[end - point], end, end == stop)
        return self._cut[point, size]
