"""A neuron as mathematics, with the numbers it has now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.locale import _
from tutor.tui.widgets.playground.controls import input_names

if TYPE_CHECKING:
    from tutor.tui.widgets.playground.frame import Frame

_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_FUNCTIONS = {"relu": "ReLU", "leaky_relu": "leakyReLU", "gelu": "GELU", "sigmoid": "σ"}
_ASCII_FUNCTIONS = {"sigmoid": "sigmoid"}


def neuron_name(frame: Frame, layer: int, index: int, *, ascii: bool = False) -> str:
    """How the output of a neuron is written: `x₁²` an input, `a₂₁` the first neuron of layer 2, `y` the output."""
    if layer == 0:
        names = input_names(frame.state, ascii=ascii)
        return names[index] if index < len(names) else "?"
    if layer == len(frame.sizes) - 1:
        letter, number = "y", str(index + 1) if frame.is_classed else ""
    else:
        letter, number = "a", f"{layer}{index + 1}"
    return letter + (number if ascii else number.translate(_LOW))


def formula(frame: Frame, layer: int, index: int, *, ascii: bool = False) -> str:
    """`a₁₂ = tanh(0.53·x₁ − 1.20·x₂ + 0.10)`; an input says what it is."""
    name = neuron_name(frame, layer, index, ascii=ascii)
    if layer == 0:
        return _("{name} is an input").format(name=name)
    times, minus = ("*", "-") if ascii else ("·", "−")
    inside = ""
    terms = [
        (float(weight), neuron_name(frame, layer - 1, source, ascii=ascii))
        for source, weight in enumerate(frame.weights[layer - 1][index])
        if not frame.dead[layer - 1][index, source]
    ]
    for weight, source in [*terms, (float(frame.biases[layer - 1][index]), "")]:
        sign = minus if weight < 0 else "+"
        size = f"{abs(weight):.2f}" + (times + source if source else "")
        inside += f" {sign} {size}" if inside else (minus if weight < 0 else "") + size
    is_output = layer == len(frame.sizes) - 1
    function = frame.state.output_activation if is_output else frame.state.activation
    if function == "linear":
        return f"{name} = {inside}"
    plain = _ASCII_FUNCTIONS if ascii else {}
    return f"{name} = {plain.get(function) or _FUNCTIONS.get(function, function)}({inside})"
