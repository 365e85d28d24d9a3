"""A number in the prose that a cell computes: what the learner reads, and where it says that it comes from.

An author writes ``{value}`19,466 <k-fold: mean absolute error>` ``; the learner reads `19,466`. Which numbers a text
says depends on its language (407,050 or 407.050), and what a printed number has to be follows from the digits written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tutor.content.lesson import Lesson
from tutor.content.walk import runs

_TARGET = re.compile(
    r"(?P<cell>[\w.-]+)(?::\s*(?P<words>.+?))??(?:\s*#(?P<nth>[1-9]\d?))?(?:\s*±\s*(?P<within>[\d.,]+)\s*(?P<share>%)?)?"
)
_WRITTEN = re.compile(
    r"(?<![\w.,])(?P<sign>[-−+]?)(?P<body>\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    r"(?P<power>[eE][-−+]?\d{1,3})?(?P<share>\s*%)?"
)
_PRINTED = re.compile(
    r"(?<![\w.])(?P<sign>[-−+]?)(?P<body>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d*)?|\d+(?:\.\d*)?)"
    r"(?P<power>[eE][-+]?\d{1,3})?(?P<share>\s*%)?"
)
_ENGLISH = ((",", "."),)
_EVERY = (*_ENGLISH, (".", ","), ("[ \u00a0\u2009\u202f]", "[.,]"))
"""What stands between thousands, and before decimals: in English, and in the ways in which Spanish is written."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a cell's output a number stands: behind `words`, the `nth`; with neither, anywhere."""

    cell: str
    words: str = ""
    nth: int = 0
    within: Decimal | None = None
    share: bool = False
    """Whether `within` is a share of the number, in percent."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written: its value, and what its last digit counts."""

    value: Decimal
    step: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A number in an output: where it begins, how it is written there, and what it is."""

    start: int
    text: str
    number: Number


Readings = tuple[Number, ...]
"""What one written number may mean: 1.234 is two numbers in Spanish."""


@dataclass(frozen=True, slots=True)
class Value:
    """A text that is marked as computed; `place` is None where its target cannot be read."""

    text: str
    line: int
    place: Place | None
    numbers: tuple[Readings, ...]


def values(lesson: Lesson) -> Iterator[Value]:
    """The numbers that `lesson` marks, in their order."""
    for run in runs(lesson.blocks):
        if run.origin is not None:
            yield Value(run.text, run.origin.line, place(run.origin.target), written(run.text, lesson.language))


def place(target: str) -> Place | None:
    """What `cell: words #2 ±0.01` says, if it says anything."""
    found = _TARGET.fullmatch(" ".join(target.split()))
    if found is None:
        return None
    within = next(iter(written(found["within"], "en")), ()) if found["within"] else ()
    if found["within"] and not within:
        return None
    return Place(
        found["cell"],
        found["words"] or "",
        int(found["nth"] or 0),
        within[0].value if within else None,
        bool(found["share"]),
    )


def written(text: str, language: str) -> tuple[Readings, ...]:
    """The numbers in a text for people, each with all that it may mean; one that means nothing is left out."""
    ways = _ENGLISH if language == "en" else _EVERY
    readings = (_readings(found, ways) for found in _WRITTEN.finditer(text))
    return tuple(one for one in readings if one)


def printed(text: str) -> list[Printed]:
    """The numbers that a program has printed, as Python writes them."""
    found = ((one, _readings(one, _ENGLISH)) for one in _PRINTED.finditer(text))
    return [Printed(one.start(), one[0].strip(), readings[0]) for one, readings in found if readings]


def _readings(found: re.Match[str], ways: tuple[tuple[str, str], ...]) -> Readings:
    body, power = found["body"].rstrip("."), (found["power"] or "").replace("−", "-")
    sign = "-" if found["sign"] in {"-", "−"} else ""
    numbers: list[Number] = []
    for thousands, point in ways:
        thousands, point = (one if one.startswith("[") else re.escape(one) for one in (thousands, point))  # noqa: PLW2901
        parts = re.fullmatch(rf"(\d+|[1-9]\d{{0,2}}(?:{thousands}\d{{3}})+)(?:{point}(\d+))?", body)
        if parts is None:
            continue
        whole, decimals = re.sub(r"\D", "", parts[1]), parts[2] or ""
        value = Decimal(f"{sign}{whole}.{decimals or 0}{power}")
        number = Number(value, Decimal(f"1e-{len(decimals)}") * Decimal(f"1{power}"), bool(found["share"]))
        if number not in numbers:
            numbers.append(number)
    return tuple(numbers)


def same(one: Value, other: Value) -> bool:
    """Whether two languages mark the same: the same cell, and numbers that may mean the same."""
    if one.place is None or other.place is None:
        return one.place is other.place
    if one.place.cell != other.place.cell or len(one.numbers) != len(other.numbers):
        return False
    pairs = zip(one.numbers, other.numbers, strict=True)
    return all({number.value for number in mine} & {number.value for number in its} for mine, its in pairs)
