"""Whether the numbers that a lesson marks as computed are what its cells print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tutor.content.lesson import Lesson
from tutor.content.near import suggestion
from tutor.content.problem import Problem
from tutor.content.value import Number, Place, Printed, Readings, Value, printed, values
from tutor.locale import _

_SHOWN = 8
"""How many numbers of an output a message shows."""


def unplaced(lesson: Lesson) -> Iterator[Problem]:
    """The marked numbers that cannot be looked up: no number, no cell, or none of that name."""
    cells = [cell.name for cell in lesson.cells]
    for value in values(lesson):
        if value.place is None:
            message = _("a value without its cell: write {value}`0.12 <cell>`, or <cell: words before it>")
        elif value.place.cell not in cells:
            message = _("a value of the cell “{name}”, which is not there").format(name=value.place.cell)
            message += suggestion(value.place.cell, cells)
        elif not value.numbers:
            message = _("a value without a number: “{text}”").format(text=value.text)
        else:
            continue
        yield Problem(lesson.path, value.line, message)


def untrue(lesson: Lesson, outputs: Mapping[str, str]) -> Iterator[Problem]:
    """The marked numbers that are not what their cell printed; a cell without an entry has not run."""
    for value in values(lesson):
        if value.place is None or value.place.cell not in outputs:
            continue
        message = _fault(value, value.place, outputs[value.place.cell])
        if message:
            yield Problem(lesson.path, value.line, message)


def _fault(value: Value, place: Place, output: str) -> str:
    start = 0
    if place.words:
        starts = _behind(place.words, output)
        if not starts:
            words = _("the cell “{name}” prints no “{words}”: name words that stand before {text}")
            return words.format(name=place.cell, words=place.words, text=value.text)
        if len(starts) > 1:
            words = _("the cell “{name}” prints “{words}” {count} times: name words that stand there once")
            return words.format(name=place.cell, words=place.words, count=len(starts))
        start = starts[0]
    numbers = [one for one in printed(output) if one.start >= start]
    fixed = bool(place.words or place.nth)
    first = max(0, place.nth - 1)
    size = len(value.numbers)
    begins = [first] if fixed else range(len(numbers) - size + 1)
    if any(_agree(value.numbers, numbers[at : at + size], place) for at in begins):
        return ""
    shown = numbers[first : first + size] if fixed else numbers[:_SHOWN]
    real = ", ".join(one.text for one in shown) or _("no number")
    if not fixed and len(numbers) > _SHOWN:
        real += ", …"
    words = _("the cell “{name}” prints {real} where the text says {text}")
    return words.format(name=place.cell, real=real, text=value.text)


def _behind(words: str, output: str) -> list[int]:
    """Where `words` end in the output; where lines begin with them, only there."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    pattern = (
        (r"(?<![\w.])" if words[0].isalnum() else "") + pattern + (r"(?![\w]|\.\d)" if words[-1].isalnum() else "")
    )
    begins = [found.end() for found in re.finditer(rf"^[ \t]*{pattern}", output, re.MULTILINE)]
    return begins or [found.end() for found in re.finditer(pattern, output)]


def _agree(said: Sequence[Readings], real: Sequence[Printed], place: Place) -> bool:
    return len(said) == len(real) and all(
        any(_is_near(reading, one.number, place) for reading in readings)
        for readings, one in zip(said, real, strict=True)
    )


def _is_near(said: Number, real: Number, place: Place) -> bool:
    """Whether the printed number rounds to the one in the text, or is as near as the author says."""
    room = said.step / 2
    if place.within is not None:
        room = abs(said.value) * place.within / 100 if place.share else place.within
    forms = [real.value]
    if said.percent and not real.percent:
        forms.append(real.value * Decimal(100))
    return any(abs(form - said.value) <= room for form in forms)
