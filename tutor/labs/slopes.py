"""Gradient descent in one variable: the curves, the ball's way down, and what becomes of it.

x ← x − η J′(x). Nothing here is said beforehand: what a rate leads to is found by walking.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

import numpy as np

from tutor.draw.raster import Floats

FAR = 1e6
"""Beyond this the walk ends: it does not come back."""
AHEAD = 400
"""Steps that are walked to find out how it ends."""
PATIENCE = 60
"""Steps after which one that is still on its way crawls."""
NEAR = 0.01
"""So close to where it ends, it has arrived."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A loss J over one variable, with its slope, for whole arrays; its minima, the deepest first."""

    loss: Callable[[Floats], Floats]
    slope: Callable[[Floats], Floats]
    minima: tuple[float, ...]
    heights: tuple[float, float]
    """What of J is shown."""

    def at(self, x: float) -> tuple[float, float]:
        """J and its slope there."""
        place = np.array([x], dtype=np.float64)
        return float(self.loss(place)[0]), float(self.slope(place)[0])


REACH = 4.0
"""Curves are shown, and the ball starts, from minus this to this."""

CURVES: dict[str, Curve] = {
    # J = x²
    "bowl": Curve(lambda x: x**2, lambda x: 2 * x, (0.0,), (0.0, 16.0)),
    # J′ = 0.3 x (x − 2)(x + 1.5): a hill at 0 between a deep valley and a shallow one
    "well": Curve(
        lambda x: 0.3 * (x**4 / 4 - x**3 / 6 - 1.5 * x**2),
        lambda x: 0.3 * x * (x - 2) * (x + 1.5),
        (2.0, -1.5),
        (-1.5, 8.0),
    ),
    # J = |x|, with the slope that frameworks give its corner: 0
    "abs": Curve(np.abs, np.sign, (0.0,), (0.0, 4.0)),
    # J = 4 (1 − exp(−x²)): a hole in a plain
    "flat": Curve(
        lambda x: 4 * (1 - np.exp(-(x**2))), lambda x: 8 * x * np.exp(-(x**2)), (0.0,), (0.0, 5.0)
    ),
}  # fmt: skip


class End(Enum):
    """What becomes of the ball."""

    RESTS = "rests"
    CONVERGES = "converges"
    SWINGS = "swings"
    """It converges, but from one side to the other."""
    CRAWLS = "crawls"
    OSCILLATES = "oscillates"
    WANDERS = "wanders"
    DIVERGES = "diverges"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the walk ends: where, after how many steps, and how many times as long each jump is as the one before."""

    end: End
    x: float
    steps: int
    ratio: float = math.nan
    other: float = math.nan
    """The second place, where it jumps between two."""


def path(name: str, start: float, rate: float, steps: int) -> tuple[float, ...]:
    """Every place from the start on, `steps` steps far, fewer where the ball is lost."""
    return _walk(name, start, rate)[: steps + 1]


@lru_cache(maxsize=256)
def _walk(name: str, start: float, rate: float) -> tuple[float, ...]:
    curve, x = CURVES[name], float(start)
    places = [x]
    for _step in range(AHEAD):
        with np.errstate(over="ignore"):
            x = round(x - rate * curve.at(x)[1], 12) + 0.0  # 0.1 three times is 0.3, and zero has no sign
        places.append(x)
        if not abs(x) <= FAR:
            break
    return tuple(places)


@lru_cache(maxsize=256)
def verdict(name: str, start: float, rate: float) -> Verdict:
    """What becomes of a ball that starts there, found by walking `AHEAD` steps."""
    places = _walk(name, start, rate)
    last = places[-1]
    jumps = np.diff(places)
    if not abs(last) <= FAR:
        return Verdict(End.DIVERGES, last, len(places) - 1, _ratio(jumps[: max(3, len(jumps) // 2)]))
    if CURVES[name].at(start)[1] == 0:
        return Verdict(End.RESTS, start, 0)
    away = np.abs(np.array(places) - last)
    arrived = int(np.flatnonzero(away >= NEAR)[-1]) + 1 if (away >= NEAR).any() else 0
    if arrived > AHEAD - 20:
        return _restless(places, rate, CURVES[name])
    turns = int((jumps[1:] * jumps[:-1] < 0)[: max(1, arrived)].sum())
    if turns >= 2:  # noqa: PLR2004 (one turn is a step that went a little too far)
        return Verdict(End.SWINGS, last, arrived, _ratio(jumps[:arrived]))
    is_there = min(abs(last - minimum) for minimum in CURVES[name].minima) < 5 * NEAR
    return Verdict(End.CONVERGES if is_there and arrived <= PATIENCE else End.CRAWLS, last, arrived)


def _restless(places: Sequence[float], rate: float, curve: Curve) -> Verdict:
    """One that is still under way at the end: it creeps on, jumps to and fro, or here and there."""
    tail = np.array(places[-20:])
    jumps = np.diff(tail)
    if (jumps > 0).all() or (jumps < 0).all():
        return Verdict(End.CRAWLS, places[-1], AHEAD)
    if (np.abs(jumps[1:]) > np.abs(jumps[:-1]) * (1 + 1e-6)).all():
        return Verdict(End.DIVERGES, places[-1], AHEAD, _ratio(jumps))
    if (jumps[1:] * jumps[:-1] < 0).all() and np.allclose(tail[2:], tail[:-2], atol=NEAR):
        low, high = sorted((places[-1], places[-2]))
        return Verdict(End.OSCILLATES, low, AHEAD, other=high)
    if (jumps[1:] * jumps[:-1] < 0).all() and abs(jumps[-1]) < abs(rate * curve.at(places[0])[1]):
        return Verdict(End.SWINGS, places[-1], AHEAD, _ratio(jumps))
    return Verdict(End.WANDERS, float(tail.min()), AHEAD, other=float(tail.max()))


def _ratio(jumps: Floats) -> float:
    """How many times as long a jump is as the one before, in the middle of them."""
    sizes = np.abs(jumps)
    kept = sizes[:-1] > 0
    return float(np.median(sizes[1:][kept] / sizes[:-1][kept])) if kept.any() else math.nan
