"""Polynomials fitted to noisy points of a wave, and their error on the points they saw and on others.

The wave is sin 2πx on [0, 1]. A polynomial is a sum of Legendre polynomials on that interval: the same functions as
sums of powers of x, but with weights that a computer can find up to degree 15.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.polynomial import legendre

from tutor.draw.raster import Floats

HIGHEST = 15
"""The highest degree."""
UNSEEN = 40
"""Points that no polynomial is fitted to."""


def wave(x: Floats) -> Floats:
    """What the points would be without noise."""
    return np.asarray(np.sin(2 * np.pi * x), dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Study:
    """All degrees on one set of points: `train` and `test` are (x, y); `weights[d]` are those of degree d.

    `errors` and `unseen` are the mean squared errors by degree on what was fitted, and on the rest.
    """

    train: tuple[Floats, Floats]
    test: tuple[Floats, Floats]
    weights: tuple[Floats, ...]
    errors: Floats
    unseen: Floats

    @property
    def best(self) -> int:
        """The degree with the least error on points that it has not seen."""
        return int(self.unseen.argmin())

    def at(self, degree: int, x: Floats) -> Floats:
        """The fitted polynomial's values."""
        return _values(self.weights[degree], x)


@lru_cache(maxsize=64)
def study(points: int, noise: float, seed: int, ridge: float) -> Study:
    """Draw `points` points with normal noise of that standard deviation, and fit every degree up to `HIGHEST`."""
    rng = np.random.default_rng(seed)
    train, test = _points(rng, points, noise), _points(rng, UNSEEN, noise)
    weights = tuple(fitted(*train, degree, ridge) for degree in range(HIGHEST + 1))
    errors = np.array([error(one, *train) for one in weights])
    return Study(train, test, weights, errors, np.array([error(one, *test) for one in weights]))


def _points(rng: np.random.Generator, count: int, noise: float) -> tuple[Floats, Floats]:
    """One point in each of `count` equal pieces of [0, 1]."""
    x = (np.arange(count) + rng.random(count)) / count
    return x, wave(x) + noise * rng.standard_normal(count)


def fitted(x: Floats, y: Floats, degree: int, ridge: float) -> Floats:
    """The weights with the least mean squared error plus `ridge` times the squares of all but the constant.

    Where more than one set of weights does it (more weights than points), the one with the least sum of squares.
    """
    matrix = legendre.legvander(2 * x - 1, degree)
    if ridge > 0:
        penalty = np.sqrt(ridge * len(x)) * np.eye(degree + 1)[1:]
        matrix, y = np.vstack((matrix, penalty)), np.concatenate((y, np.zeros(degree)))
    return np.asarray(np.linalg.lstsq(matrix, y, rcond=None)[0], dtype=np.float64)


def error(weights: Floats, x: Floats, y: Floats) -> float:
    """The mean squared error of the polynomial on these points."""
    return float(np.mean((_values(weights, x) - y) ** 2))


def _values(weights: Floats, x: Floats) -> Floats:
    return np.asarray(legendre.legval(2 * x - 1, weights), dtype=np.float64)
