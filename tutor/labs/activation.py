"""Activation functions: the curve, its derivative, and a probe that reads both at one place."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.draw.canvas import Ink, Row, Span, cut
from tutor.draw.chart import Mark, Series, chart, keys
from tutor.labs.lab import Choice, Control, Drawing, Lab, Params, Press, Slider, Surface, Touch
from tutor.labs.layout import MUTED, minus, within
from tutor.locale import N_, _

Floats = NDArray[np.float64]

REACH = 6.0
"""The curves go from minus this to this."""
LEAK = 0.1
"""What leaky ReLU leaves of the negative side; Keras's is 0.3 or 0.2, PyTorch's 0.01, too little to be seen."""
FLAT = 0.05
"""A slope below this hardly moves a weight."""

_ROWS = 12
_SQRT2PI = math.sqrt(2 * math.pi)


@dataclass(frozen=True, slots=True)
class Function:
    """A function and its derivative, of arrays; `range` is where its values lie."""

    title: str
    formula: str
    range: str
    f: Callable[[Floats], Floats]
    slope: Callable[[Floats], Floats]


def sigmoid(z: Floats) -> Floats:
    """1 / (1 + e^−z)."""
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -700, 700))))


def _normal(z: Floats) -> Floats:
    """Φ(z), the share of a normal distribution below z."""
    return np.asarray([0.5 * (1 + math.erf(value / math.sqrt(2))) for value in np.ravel(z)]).reshape(np.shape(z))


FUNCTIONS = {
    "sigmoid": Function("sigmoid", "1 / (1 + e^-z)", "(0, 1)", sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": Function("tanh", "(e^z - e^-z) / (e^z + e^-z)", "(-1, 1)", np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": Function("ReLU", "max(0, z)", "[0, inf)", lambda z: np.maximum(z, 0), lambda z: np.where(z > 0, 1.0, 0.0)),
    "leaky_relu": Function(
        "leaky ReLU",
        f"z > 0 ? z : {LEAK}z",
        "(-inf, inf)",
        lambda z: np.where(z > 0, z, LEAK * z),
        lambda z: np.where(z > 0, 1.0, LEAK),
    ),
    "gelu": Function(
        "GELU",
        "z P(Z < z)",
        "[-0.17, inf)",
        lambda z: z * _normal(z),
        lambda z: _normal(z) + z * np.exp(-(z**2) / 2) / _SQRT2PI,
    ),
    "step": Function(
        N_("step function"),
        "z >= 0 ? 1 : 0",
        "{0, 1}",
        lambda z: np.where(z >= 0, 1.0, 0.0),
        lambda z: np.where(z == 0, np.nan, 0.0),
    ),
    "linear": Function(N_("linear"), "z", "(-inf, inf)", lambda z: z, np.ones_like),
}
"""All that look at one sum alone; softmax looks at its neighbours too, see `softmax`."""


def softmax(z: Floats) -> Floats:
    """e^z divided by the sum of all, along the last axis."""
    powers = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def reading(params: Params) -> tuple[float, float]:
    """The value and the slope under the probe; NaN where there is no slope."""
    value, slope = _curves(params, np.array([float(params["z"])]))
    return float(value[0]), float(slope[0])


def _curves(params: Params, z: Floats) -> tuple[Floats, Floats]:
    if params["function"] != "softmax":
        function = FUNCTIONS[str(params["function"])]
        return function.f(z), function.slope(z)
    others = np.broadcast_to([float(params["z2"]), float(params["z3"])], (len(z), 2))
    p = softmax(np.column_stack((z, others)))[:, 0]
    return p, p * (1 - p)


def controls(params: Params) -> tuple[Control, ...]:
    """The function, the probe, and for softmax the sums of the other two neurons."""
    names = ((name, _(one.title)) for name, one in FUNCTIONS.items())
    is_softmax = params["function"] == "softmax"
    probe = (Slider("z", _("z of the first") if is_softmax else _("probe z"), -REACH, REACH, 0.1, "{:.1f}".format),)
    others = (
        Slider("z2", _("z of the second"), -REACH, REACH, 0.1, "{:.1f}".format),
        Slider("z3", _("z of the third"), -REACH, REACH, 0.1, "{:.1f}".format),
    )
    jumps = (Press("left", _("far left"), "l"), Press("middle", _("middle"), "m"), Press("right", _("far right"), "r"))
    choice = Choice("function", _("function"), (*names, ("softmax", "softmax")))
    return (choice, *probe, *(others if is_softmax else ()), *jumps)


def press(params: Params, name: str) -> Params:
    """The probe to the left, the middle or the right."""
    return {**params, "z": {"left": -REACH + 1, "middle": 0.0, "right": REACH - 1}[name]}


def touch(params: Params, touch: Touch) -> Params:
    """The probe to where the pointer is."""
    return {**params, "z": round(-REACH + touch.x * 2 * REACH, 1) + 0.0}


def draw(params: Params, width: int, ascii: bool) -> Drawing:  # noqa: FBT001 (the labs' contract)
    """Curve and derivative over z with the probe on them, and what it reads."""
    z = np.linspace(-REACH, REACH, 241)
    values, slopes = _curves(params, z)
    slopes = np.where(np.isnan(slopes), np.inf, slopes)  # where a jump is, no slope: an arrow at the edge
    lines = [
        Series("f", z, values, "series1"),
        Series("f'", z, slopes, "series2", "dashed"),
    ]
    low, high = float(np.min(values)), float(np.max(values))
    span = (min(low, -0.25), min(max(high, 1.1), 3.0))
    plot = chart(
        lines, width, _ROWS, ascii=ascii, marks=(Mark(float(params["z"])),), x_label="z",
        x_range=(-REACH, REACH), y_range=(max(span[0], -2.0), span[1]),
    )  # fmt: skip
    legend = _legend(params, lines, width, ascii=ascii)
    margin = _margin(plot)
    rows = [*legend, *plot, *(_bars(params, width, ascii=ascii) if params["function"] == "softmax" else ())]
    return Drawing(within(rows, width), Surface(margin, len(legend), max(1, width - margin), _ROWS - 2))


def _margin(plot: list[Row]) -> int:
    """The first column of the plot: behind the axis, whose corner stands in the last row but one."""
    text = "".join(span.text for span in plot[-2])
    return next((place + 1 for place, sign in enumerate(text) if sign in "└┼+"), 0)


def _legend(params: Params, lines: list[Series], width: int, *, ascii: bool) -> list[Row]:
    """What the two lines are, with what the probe reads on each."""
    value, slope = reading(params)
    name = str(params["function"])
    z = f"z = {float(params['z']):.1f}"
    first, second = keys(lines, ascii=ascii)
    strong = Ink(bold=True)
    reads = f" f = {value:.4f}", " " + _("no slope") if math.isnan(slope) else f" f' = {slope:.4f}"
    if name == "softmax":
        formula, values = "f(z) = e^z1 / (e^z1 + e^z2 + e^z3)", "(0, 1)"
    else:
        function = FUNCTIONS[name]
        formula, values = f"f(z) = {function.formula}", function.range
    values = minus(values if ascii else values.replace("inf", "∞"), ascii=ascii)
    head: Row = (
        Span(minus(formula, ascii=ascii), Ink("heading", bold=True)),
        Span("   " + _("values: {range}").format(range=values), MUTED),
    )
    at: Row = (
        Span(minus(z, ascii=ascii) + "   ", strong),
        *(first, Span(minus(reads[0], ascii=ascii) + "   ", strong)),
        *(second, Span(minus(reads[1], ascii=ascii), strong)),
    )
    return [cut(head, width), cut(at, width)]


def _bars(params: Params, width: int, *, ascii: bool) -> list[Row]:
    """The three probabilities, which share one whole."""
    z = np.array([float(params["z"]), float(params["z2"]), float(params["z3"])])
    room = max(4, width - 20)
    rows: list[Row] = []
    for index, p in enumerate(softmax(z)):
        full = round(float(p) * room)
        bar = Span(("#" if ascii else "█") * full, Ink("series1" if index == 0 else "muted"))
        rows.append((Span(minus(f"z{index + 1} = {z[index]:4.1f} ", ascii=ascii)), Span(f"{p:.3f} "), bar))
    return rows


def describe(params: Params) -> str:
    """What the probe reads, and what that means for a neuron that learns there."""
    value, slope = reading(params)
    name = str(params["function"])
    title = "softmax" if name == "softmax" else _(FUNCTIONS[name].title)
    z = float(params["z"])
    if math.isnan(slope):
        at = _("{title} at z = {z:.1f}: the value is {value:.4f}; it jumps here and has no slope.")
        return at.format(title=title, z=z, value=value)
    at = _("{title} at z = {z:.1f}: the value is {value:.4f}, the slope {slope:.4f}.")
    said = at.format(title=title, z=z, value=value, slope=slope)
    return f"{said} {_meaning(name, z, slope)}"


def _meaning(name: str, z: float, slope: float) -> str:
    """What the slope does to the gradient that passes through it backwards."""
    if name == "step":
        return _("Flat everywhere: no gradient passes, and descent has nothing to go by.")
    if name == "linear":
        return _("The same slope everywhere: nothing is bent, and layers of it are one layer.")
    if name == "softmax":
        return _("When one probability goes up, the others go down: together they are always 1.")
    if slope == 0:
        return _("No gradient passes: a neuron that stands here for every example is dead.")
    if abs(slope) < FLAT:
        return _("Almost flat: a gradient that passes here is multiplied by nearly 0, and the neuron hardly learns.")
    if slope == 1 and z > 0:
        return _("A gradient passes unchanged, however large z is.")
    return _("A gradient that passes here is multiplied by {slope:.2f}.").format(slope=slope)


LAB = Lab(
    "activation",
    lambda: _("Activation functions"),
    {"function": "sigmoid", "z": 1.0, "z2": 1.0, "z3": 0.0},
    controls,
    draw,
    describe,
    press,
    touch,
)
