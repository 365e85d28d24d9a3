"""28 × 28 grey pixels as MNIST has them: drawn on with a round pen, rubbed out, brought to MNIST's size and place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SIDE = 28
BOX = 20
"""Pixels of the square into which MNIST fits every digit before it centres it."""
MIDDLE = SIDE / 2 + 0.5
"""Where MNIST's centres of mass lie: in the middle of the fifteenth pixel, as its pictures show on average."""
_FINE = 4
"""Samples a pixel and direction when a picture is scaled: its edges stay soft."""
_FAINT = 24
_GROWS = 3.0
"""The most that a digit is enlarged: a dot does not become a disc."""

Ink = NDArray[np.uint8]
Point = tuple[float, float]


def blank() -> Ink:
    """An empty sheet: 0 is paper, 255 is ink."""
    return np.zeros((SIDE, SIDE), dtype=np.uint8)


def encode(ink: Ink) -> tuple[str, ...]:
    """The pixels as a row of hexadecimal digits, two a pixel, for each of the 28 rows."""
    return tuple(row.tobytes().hex() for row in ink)


def decode(rows: Sequence[str]) -> Ink:
    """What `encode` wrote. Raises `ValueError` for anything else."""
    return np.frombuffer(bytes.fromhex("".join(rows)), dtype=np.uint8).reshape(SIDE, SIDE)


def drawn(ink: Ink, start: Point, end: Point, thickness: float, *, is_erasing: bool = False) -> Ink:
    """The sheet after a stroke from `start` to `end` (x, y in pixels from the left, the top), `thickness` wide.

    A pixel on the stroke's edge is as dark as the share of it that is covered, as nearly as its distance tells.
    """
    rows, columns = np.mgrid[:SIDE, :SIDE] + 0.5
    (x, y), (u, v) = start, (end[0] - start[0], end[1] - start[1])
    length = u * u + v * v
    along = np.clip(((columns - x) * u + (rows - y) * v) / length, 0, 1) if length else 0.0
    distance = np.hypot(columns - x - along * u, rows - y - along * v)
    covered = 255 * np.clip(thickness / 2 + 0.5 - distance, 0, 1)
    both = np.minimum(ink, 255 - covered) if is_erasing else np.maximum(ink, covered)
    return np.asarray(np.rint(both), dtype=np.uint8)


def sketch(strokes: Sequence[Sequence[Point]], thickness: float) -> Ink:
    """Lines through points of the unit square, in the middle 20 × 20 pixels of an empty sheet."""
    ink = blank()
    margin = (SIDE - BOX) / 2
    for stroke in strokes:
        points = [(margin + BOX * x, margin + BOX * y) for x, y in stroke]
        for start, end in pairwise(points):
            ink = drawn(ink, start, end, thickness)
    return ink


def as_mnist(ink: Ink) -> Ink:
    """The digit as MNIST's makers prepared theirs: fitted into 20 × 20 pixels, its centre of mass at `MIDDLE`.

    LeCun, Cortes, Burges: the MNIST database; the proportions are kept, and grey edges come of the scaling.
    """
    dark = ink > _FAINT
    if not dark.any():
        return ink
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    largest = max(int(rows[-1] - rows[0]), int(columns[-1] - columns[0])) + 1
    scale = min(_GROWS, BOX / largest)
    x, y = centre(ink)
    fine = (np.arange(SIDE * _FINE) + 0.5) / _FINE - MIDDLE
    sampled = _between(ink, y + fine / scale, x + fine / scale)
    boxes = sampled.reshape(SIDE, _FINE, SIDE, _FINE).mean(axis=(1, 3))
    return np.asarray(np.rint(boxes), dtype=np.uint8)


def centre(ink: Ink) -> Point:
    """The ink's centre of mass, x and y in pixels; the middle of an empty sheet."""
    total = float(ink.sum(dtype=np.int64))
    if not total:
        return MIDDLE, MIDDLE
    places = np.arange(SIDE) + 0.5
    return float(ink.sum(axis=0) @ places) / total, float(ink.sum(axis=1) @ places) / total


def _between(ink: Ink, y: NDArray[np.float64], x: NDArray[np.float64]) -> NDArray[np.float64]:
    """The picture at rows `y` and columns `x`, bilinear; beyond its edge is paper."""
    padded = np.pad(ink.astype(np.float64), 1)
    down, rows = _neighbours(y)
    right, columns = _neighbours(x)
    mixed = padded[rows] * (1 - down)[:, None] + padded[rows + 1] * down[:, None]
    return np.asarray(mixed[:, columns] * (1 - right) + mixed[:, columns + 1] * right)


def _neighbours(places: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """How far between two pixels' middles each place lies, and the first of the two in the padded picture."""
    inside = np.clip(places + 0.5, 0, SIDE + 0.999999)
    first = inside.astype(np.int64)
    return inside - first, first
