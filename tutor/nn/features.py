"""What a network may be shown of a point: its coordinates, their squares, their product, their sines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FEATURES: dict[str, Callable[[Array, Array], Array]] = {
    "x": lambda x, _y: x,
    "y": lambda _x, y: y,
    "xSquared": lambda x, _y: x * x,
    "ySquared": lambda _x, y: y * y,
    "xTimesY": lambda x, y: x * y,
    "sinX": lambda x, _y: np.sin(x),
    "sinY": lambda _x, y: np.sin(y),
}
"""By the names that a link gives them, in the order in which the network has them."""

SYMBOLS = {
    "x": "x₁",
    "y": "x₂",
    "xSquared": "x₁²",
    "ySquared": "x₂²",
    "xTimesY": "x₁x₂",
    "sinX": "sin x₁",
    "sinY": "sin x₂",
}
"""How a feature is written on the screen."""


def features(xy: Array, inputs: Sequence[str]) -> Array:
    """The points `xy` (n, 2) as the network sees them: (inputs, n), a row a feature, a column a point."""
    x, y = xy[:, 0], xy[:, 1]
    seen = np.empty((len(inputs), len(xy)))
    for row, name in zip(seen, inputs, strict=True):
        row[:] = FEATURES[name](x, y)
    return seen
