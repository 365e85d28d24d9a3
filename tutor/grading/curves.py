"""How a curve goes, and how near two of them are. Values are 0 at the bottom of the drawing and 1 at its top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.locale import _

if TYPE_CHECKING:
    from tutor.content.sketch import Course

STEP = 0.08
"""The least way up or down that counts as one: hands tremble, and a batch's loss does."""
RISE = 0.15
STUCK = 0.35
"""A curve that comes to rest above this has not learned."""


def heights(values: Sequence[float], points: int, low: float, high: float) -> tuple[float, ...]:
    """`values`, however many, as `points` heights from 0 to 1; what is beyond, infinite or no number is at the edge."""
    inside = [_height(value, low, high) for value in values]
    if not inside:
        return (0.0,) * points
    last = len(inside) - 1
    spread = (index * last / max(1, points - 1) for index in range(points))
    return tuple(
        inside[int(place)] + (place - int(place)) * (inside[min(int(place) + 1, last)] - inside[int(place)])
        for place in spread
    )


def _height(value: float, low: float, high: float) -> float:
    if math.isnan(value):
        return 1.0
    return min(1.0, max(0.0, (value - low) / (high - low)))


def course(curve: Sequence[float]) -> Course:
    """What kind of curve it is, by its start, its end and the turns between that are larger than a tremble."""
    turns = _turning(curve)
    start, end = turns[0], turns[-1]
    if end - start >= RISE and end >= max(curve) - STEP:
        return "diverges"
    if len(turns) > 3:  # noqa: PLR2004 (down, up, down again)
        return "oscillates"
    if len(turns) == 3:  # noqa: PLR2004 (one turn)
        return "turns" if turns[1] < start else "oscillates"
    late = curve[len(curve) // 2 :]
    return "plateaus" if end > STUCK and max(late) - min(late) < STEP else "falls"


def course_words(course: str) -> str:
    """How a curve goes, as the end of a sentence about it."""
    match course:
        case "falls":
            return _("falls")
        case "plateaus":
            return _("gets stuck")
        case "oscillates":
            return _("goes up and down")
        case "diverges":
            return _("goes up and away")
        case "turns":
            return _("falls, turns and rises again")
        case _:
            return course


def distance(one: Sequence[float], other: Sequence[float]) -> float:
    """The mean of how far two curves of one length are apart, 0 to 1."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def _turning(curve: Sequence[float]) -> list[float]:
    """The heights where the curve turns by at least `STEP`, with its start and its end."""
    turns = [curve[0]]
    far = curve[0]
    way = 0
    for height in curve[1:]:
        if way == 0:
            if abs(height - curve[0]) >= STEP:
                way = 1 if height > curve[0] else -1
                far = height
        elif (height - far) * way > 0:
            far = height
        elif (far - height) * way >= STEP:
            turns.append(far)
            way, far = -way, height
    return [*turns, curve[-1]]
