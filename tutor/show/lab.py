"""A lab as text: its picture, what the picture says, and what could be changed in it."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.draw.canvas import Ink, Row, Span
from tutor.labs.lab import Choice, Control, Entry, Lab, Params, Press, Slider
from tutor.labs.shelf import LabError, started
from tutor.locale import _
from tutor.show.look import MEASURE, Look
from tutor.show.wrap import wrap

_MUTED = Ink("muted")


def lab_rows(name: str, options: Iterable[tuple[str, str]], width: int, *, ascii: bool = False) -> list[Row] | None:
    """The lab as a lesson opens it, at most `width` cells wide; None where there is no such lab."""
    try:
        lab, params = started(name, options)
    except LabError:
        return None
    look = Look(ascii)
    size = min(width, MEASURE)
    line = look.glyph("─", "-")
    title = look.text(_("Lab") + f": {lab.title()}")
    rows: list[Row] = [*wrap([Span(title, Ink("heading", bold=True))], size), (Span(line * size, _MUTED),)]
    rows += lab.draw(params, size, ascii).rows
    rows += [(), *wrap([Span(look.text(lab.describe(params)))], size)]
    rows += wrap([Span(look.text(can_be_changed(lab, params)), _MUTED)], size)
    return [*rows, (Span(line * size, _MUTED),)]


def can_be_changed(lab: Lab, params: Params) -> str:
    """The controls in words."""
    words = [one for control in lab.controls(params) if (one := _control(control, params))]
    if lab.touch is not None:
        words.append(_("a pointer on the picture"))
    return _("In the tutor you can change: {controls}.").format(controls="; ".join(words)) if words else ""


def _control(control: Control, params: Params) -> str:
    match control:
        case Slider(name=name, label=label, low=low, high=high, shown=shown):
            value = shown(float(params[name]))
            form = _("{label} ({value}, from {low} to {high})")
            return form.format(label=label, value=value, low=shown(low), high=shown(high))
        case Choice(name=name, label=label, options=options):
            listed = ", ".join(words for _value, words in options)
            value = next((words for one, words in options if one == params[name]), "")
            return _("{label} ({value}, of: {options})").format(label=label, value=value, options=listed)
        case Entry(label=label):
            return _("{label} (typed)").format(label=label)
        case Press(label=label, key=key):
            return _("{label} (key {key})").format(label=label, key=key)
