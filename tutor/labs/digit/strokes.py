"""An example of each digit, as the strokes of a pen in the unit square (x to the right, y down)."""

from __future__ import annotations

from math import cos, pi, sin

from tutor.labs.digit.ink import Point

Stroke = tuple[Point, ...]


def _arc(x: float, y: float, wide: float, tall: float, start: float, end: float) -> Stroke:
    """Part of an ellipse around (x, y), from `start` to `end` in turns; 0 is to the right, a quarter is down."""
    angles = [2 * pi * (start + (end - start) * step / 16) for step in range(17)]
    return tuple((x + wide * cos(angle), y + tall * sin(angle)) for angle in angles)


EXAMPLES: tuple[tuple[Stroke, ...], ...] = (
    (_arc(0.5, 0.5, 0.33, 0.46, 0, 1),),
    (((0.6, 0.03), (0.45, 0.97)),),
    (
        (
            *_arc(0.48, 0.26, 0.29, 0.23, -0.5, 0.1),
            (0.2, 0.92),
            (0.38, 0.86),
            (0.86, 0.93),
        ),
    ),
    (
        (
            *_arc(0.45, 0.26, 0.29, 0.22, -0.46, 0.22),
            *_arc(0.46, 0.72, 0.31, 0.24, -0.24, 0.44),
        ),
    ),
    (((0.24, 0.06), (0.2, 0.46), (0.42, 0.52), (0.74, 0.46)), ((0.78, 0.05), (0.68, 0.96))),
    (((0.84, 0.05), (0.36, 0.07), (0.3, 0.44), *_arc(0.46, 0.68, 0.29, 0.26, -0.26, 0.42)),),
    (((0.66, 0.03), (0.36, 0.36), (0.24, 0.7), *_arc(0.48, 0.73, 0.24, 0.22, 0.5, 1.5)),),
    (((0.16, 0.12), (0.5, 0.08), (0.84, 0.06), (0.66, 0.42), (0.48, 0.96)),),
    (
        (
            *_arc(0.52, 0.26, 0.23, 0.21, 0.9, 0.25),
            *_arc(0.48, 0.72, 0.25, 0.24, -0.25, 0.75),
            *_arc(0.52, 0.26, 0.23, 0.21, 0.25, -0.1),
        ),
    ),
    ((*_arc(0.46, 0.28, 0.25, 0.22, 0, 1), (0.68, 0.6), (0.6, 0.97)),),
)
