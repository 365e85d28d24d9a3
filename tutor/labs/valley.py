"""The lab `descent` in one variable: the curve, the ball with its tangent and its way, and the words for it."""

from __future__ import annotations

import math

import numpy as np

from tutor.draw.canvas import Ink, Row, Span
from tutor.draw.numbers import number
from tutor.draw.plane import Plane
from tutor.labs.lab import Drawing, Params, Surface
from tutor.labs.prose import beside, column, folded, minus, wrapped
from tutor.labs.slopes import AHEAD, CURVES, NEAR, REACH, Curve, End, Verdict, path, verdict
from tutor.locale import _

_ASIDE = 66
"""From this width on the steps stand beside the picture."""
_ROWS, _LISTED = 11, 8
_CURVE, _BALL, _TANGENT, _WAY = Ink("series1"), Ink("accent", bold=True), Ink("series2"), Ink("muted")
_SHARE = 0.16
"""Half a tangent's length as a share of the picture's width."""
_MOST_JUMPS = 12
"""Jumps that are drawn, the last ones."""


def places(params: Params) -> tuple[float, ...]:
    """The ball's way so far, from the start on."""
    return path(params["curve"], params["x"], params["rate"], int(params["steps"]))


def draw(params: Params, width: int, *, ascii: bool) -> Drawing:
    """The picture and, beside it or below, the last steps in numbers."""
    curve, way = CURVES[params["curve"]], places(params)
    aside = _table(curve, way, ascii=ascii)
    has_room = width >= _ASIDE
    beside_it = max(sum(len(span.text) for span in row) for row in aside) + 2
    plane = _picture(curve, way, width - beside_it if has_room else width, ascii=ascii)
    rows = beside(plane.rows(), aside) if has_room else [*plane.rows(), *_line(curve, way, width, ascii=ascii)]
    return Drawing(tuple(rows), Surface(plane.left, 0, plane.columns, plane.lines))


def _picture(curve: Curve, way: tuple[float, ...], width: int, *, ascii: bool) -> Plane:
    plane = Plane(width, _ROWS, (-REACH, REACH), curve.heights, ascii=ascii, x_label="x")
    xs = np.linspace(-REACH, REACH, 4 * max(1, plane.columns) + 1)
    plane.line(xs, curve.loss(xs), _CURVE, glyph=".")
    ball, (loss, slope) = way[-1], curve.at(way[-1])
    recent = [one for one in way[-_MOST_JUMPS:] if abs(one) <= 10 * REACH]
    if len(recent) > 1:
        plane.line(recent, [curve.at(one)[0] for one in recent], _WAY, glyph="'", dash="dotted")
    low, high = curve.heights
    steepness = slope * 2 * REACH / (high - low) / 2  # as it looks: a row is about twice as high as a column is wide
    half = _SHARE * 2 * REACH / math.hypot(1, steepness)
    sign = "-" if abs(steepness) < 0.25 else "/" if steepness > 0 else "\\"  # noqa: PLR2004 (nearer to level)
    plane.line([ball - half, ball + half], [loss - slope * half, loss + slope * half], _TANGENT, glyph=sign)
    for one in way[:-1]:
        plane.point(one, curve.at(one)[0], "o" if ascii else "◦", _WAY)
    _put_ball(plane, curve, ball, ascii=ascii)
    return plane


def _put_ball(plane: Plane, curve: Curve, ball: float, *, ascii: bool) -> None:
    """The ball, or at the picture's edge an arrow towards it."""
    low, high = curve.heights
    x, y = min(max(ball, -REACH), REACH), curve.at(min(max(ball, -FAR_ENOUGH), FAR_ENOUGH))[0]
    glyph = "O" if ascii else "●"
    if y > high:
        glyph = "^" if ascii else "▲"
    if abs(ball) > REACH:
        glyph = "<>"[ball > 0] if ascii else "◀▶"[ball > 0]
    plane.point(x, min(max(y, low), high), glyph, _BALL)


FAR_ENOUGH = 1e3
"""A ball beyond this is as much out of the picture as it can be."""


def _table(curve: Curve, way: tuple[float, ...], *, ascii: bool) -> list[Row]:
    """The last steps: number, place, loss, slope."""
    first = max(0, len(way) - _LISTED)
    lines = [(str(first + index).rjust(3), *_numbers(curve, x)) for index, x in enumerate(way[first:])]
    heads = (_("step"), "x", "J", _("slope"))
    columns = [column([head, *texts]) for head, texts in zip(heads, zip(*lines, strict=True), strict=True)]
    rows: list[Row] = []
    for index, cells in enumerate(zip(*columns, strict=True)):
        ink = Ink("muted") if index == 0 else _BALL if index == len(lines) else Ink("text")
        rows.append((Span(folded("  ".join(cells), ascii=ascii), ink),))
    return rows


def _line(curve: Curve, way: tuple[float, ...], width: int, *, ascii: bool) -> list[Row]:
    x, loss, slope = (text.strip() for text in _numbers(curve, way[-1]))
    text = _("step {step}: x = {x}, J = {loss}, slope {slope}")
    return wrapped(text.format(step=len(way) - 1, x=x, loss=loss, slope=slope), width, _BALL, ascii=ascii)


def _numbers(curve: Curve, x: float) -> tuple[str, str, str]:
    """Place, loss and slope with three decimals, all as wide as the next ones, so that nothing jumps while it plays."""
    return tuple(  # type: ignore[return-value]  # three go in
        minus(number(value) if abs(value) >= 1000 else f"{round(value, 3) + 0.0:.3f}").rjust(8)  # noqa: PLR2004 (its decimals)
        for value in (x, *curve.at(x))
    )


def said(value: float) -> str:
    """A number to read in a sentence: what is nothing but rounding is 0."""
    return minus(number(0.0 if abs(value) < 1e-9 else float(f"{value:.3g}")))  # noqa: PLR2004 (far below any step)


def describe(params: Params) -> str:
    """Where the ball is, what its next step is made of, and how it will end."""
    curve, way = CURVES[params["curve"]], places(params)
    x, slope = said(way[-1]), said(curve.at(way[-1])[1])
    end = verdict(params["curve"], params["x"], params["rate"])
    if end.end is End.RESTS:
        return _rest(curve, end)
    step = _("Step {step}: the ball is at x = {x}, where the slope is {slope}; so the next step goes {by} in x.")
    by = -params["rate"] * curve.at(way[-1])[1]
    now = step.format(step=len(way) - 1, x=x, slope=slope, by=("+" if by > 0 else "") + said(by))
    ending = _ending(curve, end) if len(way) > 1 else _("What will become of it?")
    return f"{now} {ending}"


def _rest(curve: Curve, end: Verdict) -> str:
    if min(abs(end.x - minimum) for minimum in curve.minima) < NEAR:
        return _("The ball lies at the minimum: the slope is 0, and no rate moves it.")
    return _(
        "The ball lies on the top of the hill: the slope is 0 there too, so it does not move, though it is no minimum."
    )


def _ending(curve: Curve, end: Verdict) -> str:
    x, ratio = said(end.x), said(end.ratio)
    match end.end:
        case End.DIVERGES:
            text = _("It diverges: the rate is too large, each jump is about {ratio} times as long as the one before.")
            return text.format(ratio=ratio)
        case End.CONVERGES:
            text = _("It converges to x = {x}: after {steps} steps it is there.")
            return f"{text.format(x=x, steps=end.steps)}{_elsewhere(curve, end)}"
        case End.SWINGS:
            text = _(
                "It swings from side to side, but each jump is only {ratio} times as long as the one before: "
                "it converges to x = {x} in {steps} steps."
            )
            return f"{text.format(ratio=ratio, x=x, steps=end.steps)}{_elsewhere(curve, end)}"
        case End.OSCILLATES:
            text = _("It oscillates: in the end it jumps to and fro between x = {x} and x = {other} and gets no lower.")
            return text.format(x=x, other=said(end.other))
        case End.WANDERS:
            text = _("It never settles: it jumps about between x = {x} and x = {other}, without any rhythm.")
            return text.format(x=x, other=said(end.other))
        case _:
            return _crawl(curve, end)


def _crawl(curve: Curve, end: Verdict) -> str:
    if min(abs(end.x - minimum) for minimum in curve.minima) < NEAR:
        text = _("It crawls: it does get to x = {x}, but needs {steps} steps for it.")
        return text.format(x=said(end.x), steps=end.steps)
    text = _("It crawls: even after {steps} steps it has only come to x = {x}.")
    return text.format(steps=AHEAD, x=said(end.x))


def _elsewhere(curve: Curve, end: Verdict) -> str:
    """That there is a deeper valley than the one where it ends."""
    deepest = curve.minima[0]
    if abs(end.x - deepest) < 5 * NEAR:
        return ""
    return " " + _("That is not the deepest valley, which is at x = {x}.").format(x=said(deepest))
