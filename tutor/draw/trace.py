"""A growing line kept at the size a screen can show, however many points are appended."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from tutor.draw.raster import Floats

_NONE: Floats = np.zeros(0)


class Trace:
    """Points in the order they come, ascending in x.

    Beyond `limit` each bucket of equally many points keeps its lowest and its highest one, so spikes survive; buckets
    double in size when there are too many. Appending costs O(new points). A bucket of NaN alone stays a gap; a NaN
    among numbers is forgotten once its bucket holds more than two points.
    """

    def __init__(self, limit: int = 4096) -> None:
        self._limit = max(4, limit)
        self._size = 1  # points a bucket; 1 means nothing was left out so far
        self._kept: list[tuple[Floats, Floats]] = []
        self._count = 0
        self._rest: tuple[Floats, Floats] = (_NONE, _NONE)

    def extend(self, xs: ArrayLike, ys: ArrayLike) -> None:
        """Append points; `xs` go on from those before."""
        xs, ys = np.asarray(xs, dtype=np.float64).ravel(), np.asarray(ys, dtype=np.float64).ravel()
        xs, ys = np.concatenate((self._rest[0], xs)), np.concatenate((self._rest[1], ys))
        whole = len(xs) // self._size * self._size
        self._rest = xs[whole:].copy(), ys[whole:].copy()
        self._keep(*_thinned(xs[:whole], ys[:whole], self._size))
        while self._count > self._limit:
            self._double()

    def append(self, x: float, y: float) -> None:
        """Append one point."""
        self.extend([x], [y])

    @property
    def xs(self) -> Floats:
        """X of what is kept, at most `limit` points and the last bucket's."""
        return self._merged()[0]

    @property
    def ys(self) -> Floats:
        """Y of what is kept."""
        return self._merged()[1]

    def _merged(self) -> tuple[Floats, Floats]:
        if len(self._kept) > 1:
            self._kept = [(np.concatenate([x for x, _ in self._kept]), np.concatenate([y for _, y in self._kept]))]
        kept = self._kept[0] if self._kept else (_NONE, _NONE)
        return np.concatenate((kept[0], self._rest[0])), np.concatenate((kept[1], self._rest[1]))

    def _keep(self, xs: Floats, ys: Floats) -> None:
        if len(xs):
            self._kept.append((xs, ys))
            self._count += len(xs)

    def _double(self) -> None:
        """Merge neighbouring buckets. The last one, when it has no partner, goes back to the points still gathered."""
        xs, ys = self._merged()
        pair = 4 if self._size > 1 else 2
        self._size *= 2
        self._kept, self._count = [], 0
        gathered = len(self._rest[0])
        whole = (len(xs) - gathered) // pair * pair
        self._rest = xs[whole:], ys[whole:]
        self._keep(*_thinned(xs[:whole], ys[:whole], pair))


def _thinned(xs: Floats, ys: Floats, size: int) -> tuple[Floats, Floats]:
    """The lowest and the highest point of each `size` points, in their order."""
    if size <= 2:  # noqa: PLR2004 (two points are their own extremes)
        return xs, ys
    table = ys.reshape(-1, size)
    low = np.argmin(np.where(np.isnan(table), np.inf, table), axis=1)
    high = np.argmax(np.where(np.isnan(table), -np.inf, table), axis=1)
    first, last = np.minimum(low, high), np.maximum(low, high)
    picks = (np.arange(len(table))[:, None] * size + np.stack((first, last), axis=1)).ravel()
    return xs[picks], ys[picks]
