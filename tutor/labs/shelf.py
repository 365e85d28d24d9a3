"""Which labs there are, and what a lesson says to one. A lab is imported when it is asked for."""

from __future__ import annotations

import math
from collections.abc import Iterable
from difflib import get_close_matches
from importlib import import_module
from typing import Any

from tutor.labs.lab import Choice, Lab, Params, Slider
from tutor.locale import _

LABS = {
    "neuron": "tutor.labs.neuron:LAB",
    "activation": "tutor.labs.activation:LAB",
    "loss": "tutor.labs.loss:LAB",
    "descent": "tutor.labs.descent:LAB",
    "backprop": "tutor.labs.backprop:LAB",
    "overfit": "tutor.labs.overfit:LAB",
    "digit": "tutor.labs.digit:LAB",
}
"""Where each lab is made: a module and a name in it."""

_SLACK = 1e-9


class LabError(ValueError):
    """No such lab, or options that it cannot take; the message says what to write instead."""


def lab(name: str) -> Lab:
    """The lab of this name. Raises LabError where there is none."""
    if name not in LABS:
        message = _("no lab “{name}”: write {names}")
        raise LabError(message.format(name=name, names=_near(name, LABS)))
    module, _colon, attribute = LABS[name].partition(":")
    found: Lab = getattr(import_module(module), attribute)
    return found


def started(name: str, options: Iterable[tuple[str, str]]) -> tuple[Lab, Params]:
    """The lab, and its parameters as a lesson's options set them, one after the other. Raises LabError."""
    found = lab(name)
    params: Params = dict(found.start)
    for key, text in options:
        params = found.moved({**params, key: _value(found, params, key, text)}, key)
    return found, params


def faults(name: str, options: Iterable[tuple[str, str]]) -> list[str]:
    """What is wrong with each of the options; with the name, if there is no such lab."""
    try:
        found, params = started(name, ())
    except LabError as error:
        return [str(error)]
    told: list[str] = []
    for key, text in options:
        try:
            params = found.moved({**params, key: _value(found, params, key, text)}, key)
        except LabError as error:
            told.append(str(error))
    return told


def _value(found: Lab, params: Params, key: str, text: str) -> Any:
    """What `text` means for `key`: a number in its slider's range, one of its choice's options, or any."""
    start = found.start.get(key)
    if not isinstance(start, int | float | str):
        names = [name for name, value in found.start.items() if isinstance(value, int | float | str)]
        message = _("the lab “{lab}” has no option “{key}”: write {names}")
        raise LabError(message.format(lab=found.name, key=key, names=_near(key, names)))
    controls = [one for state in (params, found.start) for one in found.controls(state) if one.name == key]
    match controls[0] if controls else None:
        case Choice(options=options):
            values = [value for value, _words in options]
            if text not in values:
                message = _("{key}={text}: write one of {values}")
                raise LabError(message.format(key=key, text=text, values=", ".join(values)))
            return text
        case Slider(low=low, high=high):
            number = _number(key, text, start if isinstance(start, int) else 0.0)
            if not low - _SLACK <= number <= high + _SLACK:
                message = _("{key}={text}: write a number from {low:g} to {high:g}")
                raise LabError(message.format(key=key, text=text, low=low, high=high))
            return number
        case _ if isinstance(start, str):
            return text
        case _:
            return _number(key, text, start)


def _number(key: str, text: str, start: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or (isinstance(start, int) and number != int(number)):
        message = (
            _("{key}={text}: write a whole number") if isinstance(start, int) else _("{key}={text}: write a number")
        )
        raise LabError(message.format(key=key, text=text))
    return int(number) if isinstance(start, int) else number


def _near(word: str, known: Iterable[str]) -> str:
    """The one that was probably meant, or all there are."""
    names = sorted(known)
    return " / ".join(get_close_matches(word, names, n=1) or names)
