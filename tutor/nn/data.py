"""The points that a state describes, drawn as the original draws them (its `dataset.ts`), and ours for more classes."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.nn.keys import Point
from tutor.nn.seedrandom import SeedRandom
from tutor.nn.state import TWO, State

Array = NDArray[np.float64]

CLASSIFIED, MEASURED = 500, 1200  # points of a classification and of a regression
RADIUS = 5.0  # how far from the centre a class may lie
REACH = 6.0  # x and y of a regression lie between −6 and 6
GAP = 0.3  # between the quarters of xor
TURNS = 1.75  # of a spiral
BUMPS = ((-4.0, 2.5, 1), (0.0, 2.5, -1), (4.0, 2.5, 1), (-4.0, -2.5, -1), (0.0, -2.5, 1), (4.0, -2.5, -1))
"""Centres of reg-gauss and their signs."""

Generator = Callable[[SeedRandom, float], list[Point]]


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """`xy` (n, 2) and `labels` (n,): ±1, a value, or with more than two classes the class from 0; training first."""

    xy: Array
    labels: Array
    train_size: int

    @property
    def train(self) -> tuple[Array, Array]:
        """Points and labels to learn from."""
        return self.xy[: self.train_size], self.labels[: self.train_size]

    @property
    def test(self) -> tuple[Array, Array]:
        """Points and labels that training never sees."""
        return self.xy[self.train_size :], self.labels[self.train_size :]


def draw(state: State, source: SeedRandom) -> Data:
    """The points of `state`, shuffled and split; `source` goes on to draw the weights."""
    points = _shuffled(_points(state, source), source)
    table = np.array(points, dtype=np.float64).reshape(-1, 3)
    return Data(table[:, :2].copy(), table[:, 2].copy(), len(points) * state.train_share // 100)


def _points(state: State, source: SeedRandom) -> list[Point]:
    noise = state.noise / 100
    if not state.is_regression and state.dataset == "own":
        return [(x, y, _class(label, state.classes)) for x, y, label in state.points]
    if state.class_count > TWO:
        return MANY[state.dataset](source, noise, state.classes)
    return GENERATORS[state.data_name](source, noise)


def _class(label: float, classes: int) -> float:
    """An own point's label among so many classes: ±1 of two, else 0, 1, …; what is beyond is the nearest."""
    if classes == TWO:
        return 1.0 if label > 0 else -1.0
    return min(max(label, 0.0), classes - 1.0)


def _shuffled(points: list[Point], source: SeedRandom) -> list[Point]:
    """Fisher and Yates's shuffle, from the end."""
    shuffled = list(points)
    for left in range(len(points), 0, -1):
        i = math.floor(source.random() * left)
        shuffled[left - 1], shuffled[i] = shuffled[i], shuffled[left - 1]
    return shuffled


def _moved(source: SeedRandom, reach: float, noise: float) -> tuple[float, float]:
    """How far noise moves a point: drawn x first, up to `reach` · `noise` in each direction."""
    return source.uniform(-reach, reach) * noise, source.uniform(-reach, reach) * noise


def _normal(source: SeedRandom, mean: float, variance: float) -> float:
    """A normal number by Marsaglia's polar method."""
    while True:
        v1 = 2 * source.random() - 1
        v2 = 2 * source.random() - 1
        s = v1 * v1 + v2 * v2
        if s <= 1:
            return mean + math.sqrt(variance) * (math.sqrt(-2 * math.log(s) / s) * v1)


def _circle(source: SeedRandom, noise: float) -> list[Point]:
    """A disc in a ring."""
    points: list[Point] = []
    for inner, outer in ((0.0, RADIUS / 2), (RADIUS * 0.7, RADIUS)):
        for _place in range(CLASSIFIED // 2):
            x, y = _on_ring(source, inner, outer)
            dx, dy = _moved(source, RADIUS, noise)
            is_inside = math.sqrt((x + dx) ** 2 + (y + dy) ** 2) < RADIUS / 2
            points.append((x, y, 1.0 if is_inside else -1.0))
    return points


def _on_ring(source: SeedRandom, inner: float, outer: float) -> tuple[float, float]:
    r = source.uniform(inner, outer)
    angle = source.uniform(0, 2 * math.pi)
    return r * math.sin(angle), r * math.cos(angle)


def _xor(source: SeedRandom, noise: float) -> list[Point]:
    """Four quarters, opposite ones of a class, with a gap between."""
    points: list[Point] = []
    for _place in range(CLASSIFIED):
        x = source.uniform(-RADIUS, RADIUS)
        x += GAP if x > 0 else -GAP
        y = source.uniform(-RADIUS, RADIUS)
        y += GAP if y > 0 else -GAP
        dx, dy = _moved(source, RADIUS, noise)
        points.append((x, y, 1.0 if (x + dx) * (y + dy) >= 0 else -1.0))
    return points


def _gauss(source: SeedRandom, noise: float) -> list[Point]:
    """Two clouds."""
    variance = 0.5 + 7 * noise
    return [
        (_normal(source, centre, variance), _normal(source, centre, variance), label)
        for centre, label in ((2, 1.0), (-2, -1.0))
        for _place in range(CLASSIFIED // 2)
    ]


def _spiral(source: SeedRandom, noise: float) -> list[Point]:
    """Two arms around each other."""
    return [
        (*_on_arm(source, noise, i, CLASSIFIED // 2, TURNS, start), label)
        for start, label in ((0.0, 1.0), (math.pi, -1.0))
        for i in range(CLASSIFIED // 2)
    ]


def _on_arm(
    source: SeedRandom, noise: float, i: int, count: int, turns: float, start: float
) -> tuple[float, float]:  # fmt: skip
    """Point `i` of the `count` of a spiral's arm, from the centre outwards; the arm begins at the angle `start`."""
    r = i / count * RADIUS
    angle = turns * i / count * 2 * math.pi + start  # multiplied in the original's order: the last digit hangs on it
    x = r * math.sin(angle) + source.uniform(-1, 1) * noise
    return x, r * math.cos(angle) + source.uniform(-1, 1) * noise


def _plane(source: SeedRandom, noise: float) -> list[Point]:
    """A value that grows with x + y."""
    return _measured(source, noise, lambda x, y: (x + y) / 10)


def _bumps(source: SeedRandom, noise: float) -> list[Point]:
    """Six bumps, up and down in turn; where they meet, the greater one counts."""
    return _measured(source, noise, _height)


def _measured(source: SeedRandom, noise: float, value: Callable[[float, float], float]) -> list[Point]:
    points: list[Point] = []
    for _place in range(MEASURED):
        x, y = source.uniform(-REACH, REACH), source.uniform(-REACH, REACH)
        dx, dy = _moved(source, REACH, noise)
        points.append((x, y, value(x + dx, y + dy)))
    return points


def _height(x: float, y: float) -> float:
    height = 0.0
    for cx, cy, sign in BUMPS:
        bump = sign * min(max(1 - math.sqrt((x - cx) ** 2 + (y - cy) ** 2) / 2, 0.0), 1.0)
        height = bump if abs(bump) > abs(height) else height
    return height


def _rings(source: SeedRandom, noise: float, classes: int) -> list[Point]:
    """Rings around each other, the disc first, three parts wide with two between; noise moves a point's label."""
    part = RADIUS / (5 * classes - 2)
    points: list[Point] = []
    for ring in range(classes):
        for _place in range(CLASSIFIED // classes):
            x, y = _on_ring(source, 5 * ring * part, (5 * ring + 3) * part)
            dx, dy = _moved(source, RADIUS, noise)
            nearest = math.floor((math.hypot(x + dx, y + dy) / part + 1) / 5)
            points.append((x, y, float(min(nearest, classes - 1))))
    return points


def _clouds(source: SeedRandom, noise: float, classes: int) -> list[Point]:
    """Clouds around a circle."""
    variance = 0.3 + 5 * noise
    points: list[Point] = []
    for cloud in range(classes):
        angle = 2 * math.pi * cloud / classes
        cx, cy = 0.7 * RADIUS * math.sin(angle), 0.7 * RADIUS * math.cos(angle)
        points += [
            (_normal(source, cx, variance), _normal(source, cy, variance), float(cloud))
            for _place in range(CLASSIFIED // classes)
        ]
    return points


def _arms(source: SeedRandom, noise: float, classes: int) -> list[Point]:
    """Arms around each other; the more there are, the less each of them turns."""
    count = CLASSIFIED // classes
    return [
        (*_on_arm(source, noise, i, count, 2 * TURNS / classes, 2 * math.pi * arm / classes), float(arm))
        for arm in range(classes)
        for i in range(count)
    ]


GENERATORS: dict[str, Generator] = {
    "circle": _circle, "xor": _xor, "gauss": _gauss, "spiral": _spiral, "reg-plane": _plane, "reg-gauss": _bumps,
}  # fmt: skip
"""The original's data sets, drawn in its order."""

MANY: dict[str, Callable[[SeedRandom, float, int], list[Point]]] = {
    "circle": _rings, "gauss": _clouds, "spiral": _arms,
}  # fmt: skip
"""Ours for three classes and more."""
