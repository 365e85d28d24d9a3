"""Four optimizers on one surface of two variables: their ways, and when each arrives. The steps are `tutor.nn`'s."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tutor.draw.raster import Floats
from tutor.nn.optimizers import OPTIMIZERS

AHEAD = 300
"""Steps that are walked to find out who arrives."""
FAR = 1e3
"""A runner beyond this is lost."""
NEAR = 0.05
"""So little above the lowest value, a runner has arrived."""

X_REACH, Y_REACH = 5.0, 2.0
"""What of the plane is shown, and where one may start."""


@dataclass(frozen=True, slots=True)
class Surface:
    """J(x, y) with its gradient, its lowest value, the contours that are drawn, and where the race begins."""

    loss: Callable[[Floats, Floats], Floats]
    gradient: Callable[[float, float], tuple[float, float]]
    lowest: float
    levels: tuple[float, ...]
    start: tuple[float, float]

    def at(self, place: tuple[float, float]) -> float:
        """J there."""
        x, y = (np.array([one], dtype=np.float64) for one in place)
        return float(self.loss(x, y)[0])


SURFACES: dict[str, Surface] = {
    "bowl": Surface(
        lambda x, y: x**2 + y**2, lambda x, y: (2 * x, 2 * y), 0.0, (0.25, 1.0, 2.25, 4.0, 9.0, 16.0), (-4.0, 1.5)
    ),
    # ten times as steep across as along
    "ravine": Surface(
        lambda x, y: x**2 + 10 * y**2, lambda x, y: (2 * x, 20 * y), 0.0, (0.5, 2.0, 5.0, 10.0, 18.0, 30.0), (4.0, 1.0)
    ),
    # falls from (0, 0) to both sides, to the minima at y = −1 and y = 1
    "saddle": Surface(
        lambda x, y: x**2 - y**2 + y**4 / 2,
        lambda x, y: (2 * x, -2 * y + 2 * y**3),
        -0.5,
        (-0.35, -0.15, 0.0, 1.0, 3.0, 6.0, 12.0),
        (2.0, 0.01),
    ),
}

RUNNERS = tuple(OPTIMIZERS)
"""In the order of the table: sgd, momentum, rmsprop, adam."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """One optimizer's way: every place from the start on, until it is lost or `AHEAD` steps are over."""

    name: str
    places: tuple[Place, ...]
    losses: tuple[float, ...]
    arrived: int | None
    """The step from which it stays within `NEAR` of the lowest value; None where it never does."""
    lost: int | None
    """The step at which it is lost; None where it is not."""

    def at(self, step: int) -> Place:
        """Where it is after so many steps; one that is lost stays where it was lost."""
        return self.places[min(step, len(self.places) - 1)]

    def loss(self, step: int) -> float:
        """J there."""
        return self.losses[min(step, len(self.losses) - 1)]

    def has_arrived(self, step: int) -> bool:
        """Whether it is there for good by then."""
        return self.arrived is not None and self.arrived <= step

    def is_lost(self, step: int) -> bool:
        """Whether it has left for good by then."""
        return self.lost is not None and self.lost <= step


@lru_cache(maxsize=128)
def race(surface: str, x: float, y: float, rate: float) -> tuple[Run, ...]:
    """All four from one place with one learning rate, in the order of `RUNNERS`."""
    return tuple(_run(name, SURFACES[surface], (x, y), rate) for name in RUNNERS)


def _run(name: str, surface: Surface, start: Place, rate: float) -> Run:
    place = np.array(start, dtype=np.float64)
    optimizer = OPTIMIZERS[name](2)
    places, lost = [start], None
    for step in range(1, AHEAD + 1):
        x, y = float(place[0]), float(place[1])
        optimizer.step(place, np.array(surface.gradient(x, y), dtype=np.float64), rate)
        places.append((float(place[0]), float(place[1])))
        if not float(np.abs(place).max()) <= FAR:
            lost = step
            break
    losses = tuple(surface.at(one) for one in places)
    above = [index for index, loss in enumerate(losses) if not loss - surface.lowest <= NEAR]
    arrived = above[-1] + 1 if above else 0
    return Run(name, tuple(places), losses, arrived if lost is None and arrived < len(places) else None, lost)


def is_flat(surface: str, place: Place) -> bool:
    """Whether the gradient there is 0, or so small that none would tell the difference."""
    return math.hypot(*SURFACES[surface].gradient(*place)) < 1e-3  # noqa: PLR2004 (a thousandth of a slope)
