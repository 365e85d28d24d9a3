"""A trained network as an equation: readable mathematics that Python evaluates, for numbers and for NumPy arrays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tutor.nn.activations import GELU_CUBE, LEAK
from tutor.nn.export.trained import FORMULAS, Trained

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

FEWEST, MOST = 3, 17  # significant digits of a number
NEAR = 1e-7  # how far a rounded network's outputs may be from the network's own
REACH, GRID = 6.5, 53  # where that is looked at, and at how many places in each direction
WIDTH = 78
LETTERS = "abcdef"
"""The hidden layers."""
ACTIVATIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "linear": ((), ()),
    "tanh": (("tanh",), ()),
    "relu": (("maximum",), ("def relu(z): return maximum(0, z)",)),
    "leaky_relu": (("maximum",), (f"def leaky_relu(z): return maximum(z, {LEAK} * z)",)),
    "sigmoid": (("tanh",), ("def sigmoid(z): return (1 + tanh(z / 2)) / 2  # = 1 / (1 + exp(-z))",)),
    "gelu": (
        ("pi", "sqrt", "tanh"),
        (f"def gelu(z): return z * (1 + tanh(sqrt(2 / pi) * (z + {GELU_CUBE} * z**3))) / 2",),
    ),
    "softmax": (
        ("broadcast_arrays", "exp", "stack"),
        (
            "def softmax(*z):",
            "    z = stack(broadcast_arrays(*z), axis=-1)",
            "    e = exp(z - z.max(axis=-1, keepdims=True))",
            "    return e / e.sum(axis=-1, keepdims=True)",
        ),
    ),
}
"""What each activation needs of NumPy, and how it is written with that."""


def equation(network: Trained) -> str:
    """A function `f(x1, x2)`: a line a neuron, named by its layer (a, b, …) and its place, with the fewest digits.

    Numbers are rounded only as far as the outputs on the plane (−6.5 to 6.5) stay within 1e-7 of the network's own.
    """
    rounded = _rounded(network)
    used = dict.fromkeys(name for _weights, _biases, name in rounded.layers)
    names = {name for activation in used for name in ACTIVATIONS[activation][0]}
    names |= {"sin"} & {FORMULAS[name][:3] for name in rounded.inputs}
    names |= set() if rounded.is_finite else {"inf", "nan"}
    lines = [*network.comments(), f"# f(x1, x2): {network.answer}"]
    lines += [f"from numpy import {', '.join(sorted(names))}"] if names else []
    for activation in used:
        lines += ["", *ACTIVATIONS[activation][1]] if ACTIVATIONS[activation][1] else []
    lines += ["", "def f(x1, x2):"]
    before = [FORMULAS[name] for name in rounded.inputs]
    for letter, (weights, biases, activation) in zip(LETTERS, rounded.layers[:-1], strict=False):
        here = [f"{letter}{number}" for number in range(1, len(biases) + 1)]
        for name, row, bias in zip(here, weights, biases, strict=True):
            lines += _line(f"{name} = ", activation, _terms(row, before, bias))
        before = here
    weights, biases, activation = rounded.layers[-1]
    if activation == "softmax":
        here = [f"z{number}" for number in range(len(biases))]
        for name, row, bias in zip(here, weights, biases, strict=True):
            lines += _line(f"{name} = ", "linear", _terms(row, before, bias))
        lines.append(f"    return softmax({', '.join(here)})")
    else:
        lines += _line("return ", activation, _terms(weights[0], before, biases[0]))
    return "\n".join(lines) + "\n"


def _terms(row: NDArray[np.float64], names: Sequence[str], bias: float) -> list[str]:
    """The parts of a sum, each with its sign; what is 0 is left out."""
    parts = [(weight, f"*{name}") for weight, name in zip(row.tolist(), names, strict=True)] + [(float(bias), "")]
    signed = [("-" if value < 0 else "+", f"{_short(abs(value))}{name}") for value, name in parts if value != 0]
    if not signed:
        return ["0"]
    (sign, first), *rest = signed
    return [sign.strip("+") + first, *(f"{sign} {term}" for sign, term in rest)]


def _line(start: str, activation: str, terms: Iterable[str]) -> list[str]:
    """A statement of a function's body, broken between two terms where it is too long."""
    opening = f"    {start}{'' if activation == 'linear' else activation}("
    lines, line = [], opening
    for number, term in enumerate(terms):
        joined = f"{line}{' ' if number else ''}{term}"
        if number and len(joined) >= WIDTH:
            lines.append(line)
            joined = " " * len(opening) + term
        line = joined
    return [*lines, line + ")"]


def _short(value: float) -> str:
    return repr(value).removesuffix(".0")


def _rounded(network: Trained) -> Trained:
    """The same with the fewest digits that leave its outputs where they are."""
    if not network.is_finite:
        return network
    places = np.linspace(-REACH, REACH, GRID)
    xy = np.stack(np.meshgrid(places, places), axis=-1).reshape(-1, 2)
    real = network.outputs(xy)
    for digits in range(FEWEST, MOST):
        less = replace(
            network,
            weights=tuple(_with_digits(one, digits) for one in network.weights),
            biases=tuple(_with_digits(one, digits) for one in network.biases),
        )
        if np.abs(less.outputs(xy) - real).max() < NEAR:
            return less
    return network


def _with_digits(values: NDArray[np.float64], digits: int) -> NDArray[np.float64]:
    return np.array([float(f"{value:.{digits}g}") for value in values.ravel()]).reshape(values.shape)
