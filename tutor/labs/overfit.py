"""The lab `overfit`: the degree of a polynomial against its error on the points it was fitted to, and on new ones."""

from __future__ import annotations

import numpy as np

from tutor.draw.canvas import Ink, Row, Span
from tutor.draw.chart import Mark, Series, chart, keys
from tutor.draw.numbers import number
from tutor.draw.plane import Plane
from tutor.labs.lab import Choice, Control, Drawing, Lab, Params, Press, Slider
from tutor.labs.polynomial import HIGHEST, UNSEEN, Study, study, wave
from tutor.labs.prose import beside, folded, wrapped
from tutor.locale import _

_ASIDE = 66
"""From this width on the errors stand beside the points."""
_FIT_ROWS, _ERROR_ROWS = 11, 8
_FLOOR, _ROOF = 1e-3, 10.0
"""Errors that the chart shows; what lies beyond is drawn at its edge."""
_REACH = 2.0
"""The points are shown from minus this to this."""
_CLEAR = 1.5
"""So many times the best error is clearly worse."""
_NOTHING = 1e-9
"""An error below this is rounding."""
_SMALL = 1e-4
"""One below this nobody would see."""
_SEEN, _UNSEEN = Ink("series1", bold=True), Ink("series2")
_RIDGES = ("0", "1e-6", "1e-4", "1e-2", "1")
_MOST_SEED = 99


def _title() -> str:
    return _("Overfitting")


def _controls(params: Params) -> tuple[Control, ...]:
    del params
    return (
        Slider("degree", _("degree"), 0, HIGHEST, 1),
        Slider("noise", _("noise"), 0.0, 0.6, 0.05),
        Slider("points", _("points"), 4, 60, 1),
        Choice("ridge", _("ridge penalty"), tuple((one, _("none") if one == "0" else one) for one in _RIDGES)),
        Choice("truth", _("wave without noise"), (("hidden", _("hidden")), ("shown", _("shown")))),
        Slider("seed", _("seed"), 0, _MOST_SEED, 1),
        Press("data", _("new data"), "d"),
    )


def _press(params: Params, name: str) -> Params:
    return {**params, "seed": (int(params["seed"]) + 1) % (_MOST_SEED + 1)} if name == "data" else params


def _study(params: Params) -> Study:
    return study(int(params["points"]), float(params["noise"]), int(params["seed"]), float(params["ridge"]))


def _draw(params: Params, width: int, ascii: bool) -> Drawing:  # noqa: FBT001 (the contract of every lab)
    shown, degree = _study(params), int(params["degree"])
    if width < _ASIDE:
        rows = [
            *_fit(params, shown, width, ascii=ascii),
            *_errors(shown, degree, width, _ERROR_ROWS, ascii=ascii),
        ]
        return Drawing(tuple(rows))
    left = (width - 2) * 55 // 100
    fit = _fit(params, shown, left, ascii=ascii)
    return Drawing(tuple(beside(fit, _errors(shown, degree, width - 2 - left, len(fit), ascii=ascii))))


def _fit(params: Params, shown: Study, width: int, *, ascii: bool) -> list[Row]:
    """The polynomial through its points, the points it has not seen, and what their glyphs mean."""
    plane = Plane(width, _FIT_ROWS, (0, 1), (-_REACH, _REACH), ascii=ascii, x_label="x")
    xs = np.linspace(0, 1, 4 * max(1, plane.columns) + 1)
    if params["truth"] == "shown":
        plane.line(xs, wave(xs), Ink("muted"), glyph=":", dash="dotted")
    plane.line(xs, shown.at(int(params["degree"]), xs), Ink("accent"), glyph=".")
    for x, y in zip(*shown.test, strict=True):
        plane.point(float(x), float(y), "+", _UNSEEN)
    seen = "o" if ascii else "●"
    for x, y in zip(*shown.train, strict=True):
        plane.point(float(x), float(y), seen, _SEEN)
    told = folded(_("fitted to"), ascii=ascii), folded(_("new"), ascii=ascii)
    return [*plane.rows(), (Span(f"{seen} ", _SEEN), Span(f"{told[0]}   "), Span("+ ", _UNSEEN), Span(told[1]))]


def _errors(shown: Study, degree: int, width: int, height: int, *, ascii: bool) -> list[Row]:
    """Both errors over the degree, the current one marked; below, what they are there."""
    degrees = np.arange(HIGHEST + 1)
    lines = (
        Series("train", degrees, np.clip(shown.errors, _FLOOR, _ROOF), "series1"),
        Series("test", degrees, np.clip(shown.unseen, _FLOOR, _ROOF), "series2", "dashed"),
    )
    texts = (
        _("error in training {error}").format(error=_error(shown.errors[degree])),
        _("error on new points {error}").format(error=_error(shown.unseen[degree])),
    )
    legend: list[Row] = []
    for key, text in zip(keys(lines, ascii=ascii), texts, strict=True):
        legend += [(key, Span(" "), *row) if not at else row for at, row in enumerate(_lines(text, width - 3, ascii))]
    plot = chart(
        lines, width, max(3, height - len(legend)), ascii=ascii, log_y=True,
        marks=[Mark(degree, str(degree), "accent")], x_label=folded(_("degree"), ascii=ascii),
        x_range=(0, HIGHEST), y_range=(_FLOOR, _ROOF),
    )  # fmt: skip
    return [*plot, *legend]


def _lines(text: str, width: int, ascii: bool) -> list[Row]:  # noqa: FBT001 (handed on as it is)
    return wrapped(text, width, ascii=ascii)


def _error(value: float) -> str:
    return number(0.0 if value < _NOTHING else value)


def _describe(params: Params) -> str:
    """The two errors, and whether the degree is too low, too high or about right for these points."""
    shown, degree = _study(params), int(params["degree"])
    train, test, best = float(shown.errors[degree]), float(shown.unseen[degree]), shown.best
    text = _(
        "Degree {degree}: the mean squared error is {train} on the {points} points it was fitted to, "
        "and {test} on {unseen} new ones."
    )
    points = int(params["points"])
    said = text.format(degree=degree, train=_error(train), points=points, test=_error(test), unseen=UNSEEN)
    return f"{said} {_judged(degree, test, best, float(shown.unseen[best]))}{_through(points, degree, train)}"


def _judged(degree: int, test: float, best: int, least: float) -> str:
    if degree == best:
        return _("No other degree does better on new points.")
    if test <= _CLEAR * least + _SMALL:
        text = _("That is about right: on new points the best is degree {best}, with {least}.")
        return text.format(best=best, least=_error(least))
    if degree < best:
        text = _("It underfits: it is too stiff for the wave; on new points degree {best} is best, with {least}.")
        return text.format(best=best, least=_error(least))
    if least < _SMALL:
        return _("It overfits: on new points degree {best} has next to no error.").format(best=best)
    text = _("It overfits: on new points its error is {times} times that of degree {best}.")
    return text.format(best=best, times=number(float(f"{test / least:.2g}")))


def _through(points: int, degree: int, train: float) -> str:
    """That passing through every point proves nothing, where it does."""
    if train >= _NOTHING or degree < points - 1:
        return ""
    text = _("Through {points} points a polynomial of degree {all} always passes: that error 0 proves nothing.")
    return " " + text.format(points=points, all=points - 1)


LAB = Lab(
    name="overfit",
    title=_title,
    start={"degree": 3, "noise": 0.2, "points": 12, "ridge": "0", "truth": "hidden", "seed": 7},
    controls=_controls,
    draw=_draw,
    describe=_describe,
    press=_press,
)
"""The degree, how many points with how much noise, how strongly large weights are penalised, and which draw of them."""
