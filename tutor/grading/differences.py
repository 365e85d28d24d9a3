"""What differs between two values, in words: from the plain data in which a trial tells it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutor.clean import clean
from tutor.locale import _, ngettext


def words(told: Mapping[str, Any]) -> str:  # noqa: C901 (a match)
    """One sentence; it names both sides, what came and what is expected."""
    part, got, expected = (shown(told.get(name, "")) for name in ("part", "got", "expected"))
    match told["kind"]:
        case "undefined":
            return _("There is no “{name}” in your program: define it under this name.").format(name=part)
        case "nothing":
            return _("It gives nothing back (None): is “return” missing?")
        case "type":
            return _("The type differs: {got}, expected {expected}.").format(got=got, expected=expected)
        case "shape" if not told["expected"]:
            return _("One number is expected; yours has the shape {got}.").format(got=_shape(told["got"]))
        case "shape":
            sizes = (_shape(told[name]) for name in ("got", "expected"))
            return _("The shapes differ: {got}, expected {expected}.").format(
                **dict(zip(("got", "expected"), sizes, strict=True))
            )
        case "length":
            return _("The lengths differ: {got}, expected {expected}.").format(got=got, expected=expected)
        case "element":
            index = ", ".join(map(str, told["index"]))
            first = _("First difference at [{index}]: {got}, expected {expected}.").format(
                index=index, got=got, expected=expected
            )
            count = int(told["count"])
            many = ngettext("{count} of {of} values differs.", "{count} of {of} values differ.", count)
            return f"{first} {many.format(count=count, of=told['of'])}" if told["of"] > 1 else first
        case "missing":
            return _("The key {name} is missing.").format(name=part)
        case "extra":
            return _("The key {name} does not belong there.").format(name=part)
        case "part":
            return _("In part {name}: {words}").format(name=part, words=words(told["inner"]))
        case "changed":
            return _("The value is right, but the call changed its argument “{name}”: work on a copy.").format(
                name=part
            )
        case _:
            return _("It is {got}, expected {expected}.").format(got=got, expected=expected)


def shown(value: object) -> str:
    """A value as the trial spelled it, harmless and on one line."""
    return " ".join(clean(str(value)).split())[:300]


def _shape(sizes: list[int]) -> str:
    return f"({', '.join(map(str, sizes))}{',' if len(sizes) == 1 else ''})"
