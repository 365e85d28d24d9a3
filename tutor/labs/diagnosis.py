"""What a typed gradient is: right, a mistake with a name, or a number that no known mistake gives."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from tutor.labs.graph import Graph, Path

_MOST_CHARACTERS = 40
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?"
_TERM = re.compile(rf"{_NUMBER}(?:[*/]{_NUMBER})*")
_PIECE = re.compile(rf"([*/]?)({_NUMBER})")
_EXACT, _CLOSE, _ROUNDED = 1e-6, 0.015, 0.12
"""Shares by which a number may be off: where all are whole; where they were rounded on the way; rounded too much."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake by its name; `path` is where it was made, if it was at one of the ways on."""

    name: str
    path: Path | None = None


def parsed(text: str) -> float | None:
    """A number, a fraction or a product (`-2`, `0,5`, `1/3`, `3*2`); None for what is none, or infinite."""
    plain = "".join(text.split()).replace("−", "-").replace(",", ".").replace("·", "*").replace("×", "*")
    if len(plain) > _MOST_CHARACTERS or not _TERM.fullmatch(plain):
        return None
    value = 1.0
    for sign, digits in _PIECE.findall(plain):
        number = float(digits)
        if sign == "/" and number == 0:
            return None
        value = value / number if sign == "/" else value * number
    return value if math.isfinite(value) else None


def is_right(graph: Graph, name: str, typed: float) -> bool:
    """Whether it is dJ by `name`: exactly where that is a whole number, else to about three digits."""
    return _is_same(typed, graph.gradients()[name])


def _is_same(typed: float, value: float) -> bool:
    is_whole = abs(value - round(value)) < 1e-9  # noqa: PLR2004 (nothing but rounding)
    return abs(typed - value) <= abs(value) * (_EXACT if is_whole else _CLOSE) + 1e-9


def diagnosed(graph: Graph, name: str, typed: float) -> tuple[Finding, ...]:
    """The mistakes that give this number, the likeliest first; one `other` where none does. Not for a right answer."""
    right = graph.gradients()[name]
    found: dict[str, Finding] = {}
    for finding, value in mistakes(graph, name):
        if _is_same(typed, value) and not _is_same(value, right):
            found.setdefault(finding.name, finding)
    if found:
        return tuple(found.values())
    if abs(typed - right) <= abs(right) * _ROUNDED and right != round(right):
        return (Finding("rounded"),)
    return (Finding("other"),)


def mistakes(graph: Graph, name: str) -> list[tuple[Finding, float]]:
    """Every mistake that can be made with this gradient, and the number that it gives."""
    values, paths = graph.values(), graph.paths(name)
    right = sum(path.share for path in paths)
    first = paths[0]
    found: list[tuple[Finding, float]] = []
    if len(paths) > 1:
        found += [(Finding("path", path), path.share) for path in paths]
        found.append((Finding("multiplied"), math.prod(path.share for path in paths)))
    found.append((Finding("sign", _negative(paths)), -right))
    found.append((Finding("upstream", first), sum(path.local for path in paths)))
    if any(abs(path.local) != 1 for path in paths):  # where it is 1 nothing is left out, where it is −1 the sign is
        found.append((Finding("local", first), sum(path.upstream for path in paths)))
    for path in paths:
        inputs = [values[one] for one in path.into.inputs]
        slips = path.into.step.slips(inputs, path.index) if path.into.step else ()
        others = right - path.share
        found += [(Finding(slip, path), others + path.upstream * wrong) for slip, wrong in slips]
        found += [(Finding(slip, path), wrong) for slip, wrong in slips if slip not in {"own", "sum"}]
    found.append((Finding("value"), values[name]))
    found.append((Finding("forward", first), sum(values[path.into.name] * path.local for path in paths)))
    found.append((Finding("added", first), sum(path.upstream + path.local for path in paths)))
    return found


def _negative(paths: tuple[Path, ...]) -> Path | None:
    """The first way on whose own derivative is negative, if there is one: there a sign is easily lost."""
    return next((path for path in paths if path.local < 0), None)
