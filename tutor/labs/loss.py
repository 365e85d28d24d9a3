"""Two losses of one prediction: the squared error and the cross-entropy, their values and how hard each pulls."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from tutor.draw.canvas import Ink, Role, Row, Span
from tutor.draw.chart import Mark, Series, chart, keys
from tutor.labs.lab import Choice, Control, Drawing, Lab, Params, Press, Slider, Surface, Touch
from tutor.labs.layout import MUTED, STRONG, beside, minus, within
from tutor.locale import _

TOP = 5.0
"""The highest loss that the picture shows; the cross-entropy goes on without end."""

_ROWS = 12
_ASIDE = 70
"""From this width on the table stands beside the curves."""
_TABLE = 38
_STEEPER = 1.5


@dataclass(frozen=True, slots=True)
class Measured:
    """A loss at one prediction: its value, its slope by the prediction `p`, and by the sum `z` with `p` = σ(z)."""

    value: float
    by_p: float
    by_z: float


def squared(p: float, y: int) -> Measured:
    """(p − y)², and what the chain rule makes of it through a sigmoid."""
    error = p - y
    return Measured(error**2, 2 * error, 2 * error * p * (1 - p))


def cross_entropy(p: float, y: int) -> Measured:
    """−ln of the probability that the right answer was given; the slope by z is p − y, the sigmoid's own cancels."""
    given = p if y else 1 - p
    if given <= 0:
        return Measured(math.inf, -math.inf if y else math.inf, float(p - y))
    return Measured(-math.log(given) + 0.0, (-1 if y else 1) / given, float(p - y))


def _state(params: Params) -> tuple[float, int]:
    return float(params["p"]), int(params["y"])


def controls(_params: Params) -> tuple[Control, ...]:
    """The prediction and the label."""
    return (
        Slider("p", _("prediction p"), 0, 1, 0.01, "{:.2f}".format),
        Choice("y", _("label y"), (("1", "1"), ("0", "0"))),
        Press("wrong", _("sure and wrong"), "w"),
        Press("unsure", _("unsure"), "h"),
        Press("right", _("sure and right"), "r"),
    )


def press(params: Params, name: str) -> Params:
    """A prediction that is sure and wrong, unsure, or sure and right."""
    y = int(params["y"])
    return {**params, "p": {"wrong": abs(y - 0.98), "unsure": 0.5, "right": abs(y - 0.02)}[name]}


def touch(params: Params, touch: Touch) -> Params:
    """The prediction where the pointer is."""
    return {**params, "p": round(touch.x, 2) + 0.0}


def draw(params: Params, width: int, ascii: bool) -> Drawing:  # noqa: FBT001 (the labs' contract)
    """Both losses over all predictions, the one at hand marked, and the table of values and slopes."""
    p, y = _state(params)
    xs = np.linspace(0, 1, 201)
    with np.errstate(divide="ignore"):
        entropy = -np.log(xs if y else 1 - xs)
    lines = [
        Series(_("squared error"), xs, (xs - y) ** 2, "series1"),
        Series(_("cross-entropy"), xs, np.where(entropy > TOP, np.inf, entropy), "series2", "dashed"),
    ]
    is_aside = width >= _ASIDE
    room = width - _TABLE - 3 if is_aside else width
    plot = chart(lines, room, _ROWS, ascii=ascii, marks=(Mark(p),), x_label="p", x_range=(0.0, 1.0), y_range=(0.0, TOP))
    margin = _margin(plot)
    table = _table(p, y, lines, ascii=ascii)
    rows = beside(plot, room, table) if is_aside else [*plot, *table]
    return Drawing(within(rows, width), Surface(margin, 0, max(1, room - margin), _ROWS - 2))


def _margin(plot: list[Row]) -> int:
    text = "".join(span.text for span in plot[-2])
    return next((place + 1 for place, sign in enumerate(text) if sign in "└┼+"), 0)


def _table(p: float, y: int, lines: list[Series], *, ascii: bool) -> list[Row]:
    """Value and both slopes of the two losses."""
    first, second = keys(lines, ascii=ascii)
    mse, entropy = squared(p, y), cross_entropy(p, y)
    names = _("squared"), _("entropy")
    head: Row = (Span(" " * 13), first, Span(f" {names[0]:<11}"), second, Span(f" {names[1]}"))
    rows: list[Row] = [(Span(f"p = {p:.2f}   y = {y}", STRONG),), (), head]
    for words, one, other in (
        (_("loss"), mse.value, entropy.value),
        (_("slope in p"), mse.by_p, entropy.by_p),
        (_("slope in z"), mse.by_z, entropy.by_z),
    ):
        line = f"{words:<13}{_shown(one):>11}  {_shown(other):>11}"
        rows.append(
            (Span(line if ascii else minus(line.replace(" -inf", "   -∞").replace(" inf", "   ∞"), ascii=False)),)
        )
    before = _("z is the sum before: {sigma}").format(sigma="p = sigmoid(z)" if ascii else "p = σ(z)")
    rows += [(), (Span(before, MUTED),)]
    rows += [*_pull(mse.by_z, entropy.by_z, ascii=ascii)]
    return rows


def _pull(mse: float, entropy: float, *, ascii: bool) -> list[Row]:
    """How hard each of them corrects the sum: bars, as long as the slope by z."""
    rows: list[Row] = [(Span(_("how hard each pulls at z:"), MUTED),)]
    pulls: tuple[tuple[str, float, Role], ...] = (
        (_("squared"), mse, "series1"),
        (_("entropy"), entropy, "series2"),
    )
    for words, slope, role in pulls:
        bar = ("#" if ascii else "█") * round(abs(slope) * 20)
        rows.append((Span(f"{words:<10} "), Span(bar or ("." if ascii else "▏"), Ink(role))))
    return rows


def _shown(value: float) -> str:
    return f"{value + 0.0:.4f}" if math.isfinite(value) else ("-inf" if value < 0 else "inf")


def describe(params: Params) -> str:
    """The two values, and why one of the slopes is the steeper one."""
    p, y = _state(params)
    mse, entropy = squared(p, y), cross_entropy(p, y)
    said = _("p = {p:.2f} where the label is {y}: the squared error is {mse:.4f}, the cross-entropy {entropy}.").format(
        p=p, y=y, mse=mse.value, entropy=f"{entropy.value:.4f}" if math.isfinite(entropy.value) else _("infinite")
    )
    return f"{said} {_why(p, y, mse, entropy)}"


def _why(p: float, y: int, mse: Measured, entropy: Measured) -> str:
    if p == y:
        return _("Both are 0, and nothing pulls.")
    by_mse, by_entropy = abs(mse.by_z), abs(entropy.by_z)
    if by_mse * _STEEPER * 2 < by_entropy and abs(p - y) > 0.5:  # noqa: PLR2004 (on the wrong side)
        words = _(
            "Sure and wrong: the sigmoid is flat here, p(1 - p) = {slope:.4f}, which keeps the squared error from "
            "correcting; in the cross-entropy that factor cancels out and p - y = {pull:.2f} is left."
        )
        return words.format(slope=p * (1 - p), pull=p - y)
    if abs(p - y) < 0.5:  # noqa: PLR2004 (on the right side)
        return _("On the right side: both are small and pull gently.")
    if p == 0.5:  # noqa: PLR2004 (on neither)
        return _("In between: the cross-entropy already pulls twice as hard at z as the squared error.")
    return _(
        "On the wrong side: the cross-entropy pulls at z with {entropy:.2f}, the squared error with {mse:.2f}."
    ).format(entropy=by_entropy, mse=by_mse)


LAB = Lab("loss", lambda: _("Two losses"), {"p": 0.5, "y": "1"}, controls, draw, describe, press, touch)
