"""What the lab says of the sheet and of who reads it."""

from __future__ import annotations

import textwrap

from tutor.labs.digit import ink as pixels
from tutor.labs.lab import Params
from tutor.locale import _

SURE = 0.9
"""From this probability on no other digit is named beside the likeliest."""


def reading(params: Params, *, is_empty: bool) -> str:
    """One to three sentences: what is on the sheet, and what the network makes of it."""
    if is_empty:
        return _empty()
    what = "" if params["ink"] else _("An example of a {digit}.").format(digit=int(params["example"]) % 10)
    return " ".join(filter(None, (what, _told(params))))


def _empty() -> str:
    return _("The sheet is empty. Draw a digit from 0 to 9: the network of this lesson reads it as you draw.")


def _told(params: Params) -> str:
    state, name, reason = params["said"]
    match state:
        case "ok":
            return _read(params["reading"], name)
        case "missing":
            return _("There is no trained network yet: run the cells above.")
        case "untrained":
            return _("“{name}” has not been trained yet: run the cells above, up to the one that trains.").format(
                name=name
            )
        case "busy":
            return _("The kernel is busy: the network reads again when the cell is over.")
        case "starting":
            return _("The kernel is starting.")
        case "off":
            return _("No kernel is running: run the cells above.")
        case "failed":
            return _("The network could not read it: {reason}.").format(reason=reason.rstrip("."))
        case _:
            return _("Nobody reads it here: in the tutor, the network that you train in this lesson does.")


def _read(values: tuple[float, ...], name: str) -> str:
    best, second = sorted(range(len(values)), key=lambda digit: -values[digit])[:2]
    first = _("“{name}” reads a {digit}, with a probability of {share:.1%}.")
    said = first.format(name=name, digit=best, share=values[best])
    if values[best] >= SURE:
        return said
    other = _("Next comes a {digit}, with {share:.1%}.").format(digit=second, share=values[second])
    return f"{said} {other}"


def beside(params: Params, drawn: pixels.Ink, handed: pixels.Ink, width: int) -> list[str]:
    """At most four lines for beside the bars: which digit it reads and how that came to it, or why it reads none."""
    if not drawn.any():
        return _lines(_empty(), width, 4)
    values = params["reading"]
    if not values:
        return _lines(_told(params), width, 4)
    best = max(range(len(values)), key=lambda digit: values[digit])
    lines = _lines(_("It reads a {digit}.").format(digit=best), width, 1)
    return lines + _lines(_moved(drawn, handed), width, 3) if params["fit"] == "mnist" else lines


def _lines(text: str, width: int, most: int) -> list[str]:
    return textwrap.wrap(text, max(8, width))[:most]


def _moved(drawn: pixels.Ink, handed: pixels.Ink) -> str:
    """How the digit was moved and scaled on its way to the network."""
    (x, y), (u, v) = pixels.centre(drawn), pixels.centre(handed)
    words = _("Before: fitted into 20 by 20 pixels, moved {right:+d} to the right, {down:+d} down.")
    return words.format(right=round(u - x), down=round(v - y))
