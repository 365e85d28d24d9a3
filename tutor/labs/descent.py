"""The lab `descent`: a ball that walks down a curve, or four optimizers that race over a surface."""

from __future__ import annotations

from tutor.labs import racetrack, valley
from tutor.labs.lab import Choice, Control, Drawing, Lab, Params, Press, Slider, Touch
from tutor.labs.race import SURFACES, X_REACH, Y_REACH
from tutor.labs.slopes import REACH
from tutor.locale import _

MOST = 100
"""Steps that can be taken."""
_EVERY = 0.25
"""Seconds between two steps while it plays."""
_RATES = {"1d": 0.1, "2d": 0.08}
_START = -3.5


def _title() -> str:
    return _("Gradient descent")


def _controls(params: Params) -> tuple[Control, ...]:
    views = Choice("view", _("picture"), (("1d", _("one variable")), ("2d", _("two variables"))))
    rate = Slider("rate", _("rate"), 0.005, 1.2, 0.005)
    steps = Slider("steps", _("steps"), 0, MOST, 1)
    presses = (
        Press("step", _("one step"), "s"),
        Press("play", _("let it run"), "p", _EVERY),
        Press("restart", _("to the start"), "r"),
    )
    if params["view"] == "1d":
        curves = (
            ("bowl", _("a bowl")), ("well", _("two valleys")), ("abs", _("a corner, |x|")), ("flat", _("a plain")),
        )  # fmt: skip
        start = Slider("x", _("start"), -REACH, REACH, 0.1)
        return (views, Choice("curve", _("curve"), curves), start, rate, steps, *presses)
    surfaces = (("bowl", _("a bowl")), ("ravine", _("a ravine")), ("saddle", _("a saddle")))
    return (
        views,
        Choice("surface", _("surface"), surfaces),
        Slider("x", _("start x"), -X_REACH, X_REACH, 0.1),
        Slider("y", _("start y"), -Y_REACH, Y_REACH, 0.01),
        rate,
        steps,
        *presses,
    )


def _moved(params: Params, name: str) -> Params:
    """Another picture, curve or surface begins at its own start."""
    match name:
        case "view":
            start = SURFACES[params["surface"]].start if params["view"] == "2d" else (_START, params["y"])
            return {**params, "x": start[0], "y": start[1], "rate": _RATES[params["view"]], "steps": 0}
        case "surface":
            x, y = SURFACES[params["surface"]].start
            return {**params, "x": x, "y": y, "steps": 0} if params["view"] == "2d" else params
        case "curve":
            return {**params, "steps": 0}
        case _:
            return params


def _press(params: Params, name: str) -> Params:
    match name:
        case "step" | "play":
            return {**params, "steps": min(MOST, int(params["steps"]) + 1)}
        case "restart":
            return {**params, "steps": 0}
        case _:
            return params


def _touch(params: Params, touch: Touch) -> Params:
    """The start, where the pointer is."""
    if params["view"] == "1d":
        return {**params, "x": round((2 * touch.x - 1) * REACH, 1) + 0.0, "steps": 0}
    x, y = round((2 * touch.x - 1) * X_REACH, 1), round((1 - 2 * touch.y) * Y_REACH, 2)
    return {**params, "x": x + 0.0, "y": y + 0.0, "steps": 0}


def _draw(params: Params, width: int, ascii: bool) -> Drawing:  # noqa: FBT001 (the contract of every lab)
    if params["view"] == "1d":
        return valley.draw(params, width, ascii=ascii)
    return racetrack.draw(params, width, ascii=ascii)


def _describe(params: Params) -> str:
    return valley.describe(params) if params["view"] == "1d" else racetrack.describe(params)


LAB = Lab(
    name="descent",
    title=_title,
    start={"view": "1d", "curve": "bowl", "surface": "ravine", "x": _START, "y": 1.0, "rate": _RATES["1d"], "steps": 0},
    controls=_controls,
    draw=_draw,
    describe=_describe,
    press=_press,
    touch=_touch,
    moved=_moved,
)
"""A curve or a surface, where one starts, how far each step goes, and how many are taken."""
