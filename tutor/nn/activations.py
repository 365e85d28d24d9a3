"""Activations: what a neuron makes of its weighted sum z, and the slope f′(z) that the chain rule asks for.

Each writes into `out`, which may be z itself for the value; the slope is also given a = f(z), where that is shorter.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]  # float64 to train, float32 for pictures

ZERO, ONE = (
    np.zeros(()),
    np.ones(()),
)  # NumPy would make them anew of 0 and 1 each time, which takes longer than the sum
LEAK = 0.01  # slope of the leaky ReLU below 0 (Maas et al. 2013)
GELU_SCALE, GELU_CUBE = math.sqrt(2 / math.pi), 0.044715  # Hendrycks and Gimpel 2016, section 2


@dataclass(frozen=True, slots=True)
class Activation:
    """`value(z, out)` writes f(z); `slope(z, a, out)` writes f′(z), where a = f(z)."""

    value: Callable[[Floats, Floats], object]
    slope: Callable[[Floats, Floats, Floats], object]


def linear(z: Floats, out: Floats) -> None:
    """f(z) = z."""
    out[:] = z


def linear_slope(_z: Floats, _a: Floats, out: Floats) -> None:
    """f′ = 1."""
    out[:] = 1


def relu(z: Floats, out: Floats) -> None:
    """f(z) = max(z, 0)."""
    np.maximum(z, 0.0, out=out)


def relu_slope(_z: Floats, a: Floats, out: Floats) -> None:
    """f′ = 1 where z > 0, else 0, also at 0 itself."""
    np.heaviside(a, ZERO, out)


def leaky_relu(z: Floats, out: Floats) -> None:
    """f(z) = z where z > 0, else LEAK · z: the greater of the two."""
    np.maximum(z, LEAK * z, out=out)


def leaky_relu_slope(z: Floats, _a: Floats, out: Floats) -> None:
    """f′ = 1 where z > 0, else LEAK."""
    np.heaviside(z, ZERO, out)
    np.maximum(out, LEAK, out=out)


def tanh(z: Floats, out: Floats) -> None:
    """f(z) = (eᶻ − e⁻ᶻ) / (eᶻ + e⁻ᶻ)."""
    np.tanh(z, out)


def tanh_slope(_z: Floats, a: Floats, out: Floats) -> None:
    """f′ = 1 − a²."""
    np.multiply(a, a, out)
    np.subtract(ONE, out, out)


def sigmoid(z: Floats, out: Floats) -> None:
    """f(z) = 1 / (1 + e⁻ᶻ), written as (1 + tanh(z/2)) / 2, in which nothing overflows."""
    np.multiply(z, 0.5, out)
    np.tanh(out, out)
    np.add(out, 1.0, out)
    np.multiply(out, 0.5, out)


def sigmoid_slope(_z: Floats, a: Floats, out: Floats) -> None:
    """f′ = a (1 − a)."""
    np.subtract(ONE, a, out)
    np.multiply(out, a, out)


def gelu(z: Floats, out: Floats) -> None:
    """f(z) = z (1 + t) / 2 with t = tanh(√(2/π) (z + 0.044715 z³)): the tanh form, Keras's `approximate=True`."""
    np.multiply(z, (1 + _gelu_gate(z)) / 2, out)


def gelu_slope(z: Floats, _a: Floats, out: Floats) -> None:
    """f′ = (1 + t) / 2 + z (1 − t²) √(2/π) (1 + 3 · 0.044715 z²) / 2, by the product rule."""
    t = _gelu_gate(z)
    np.multiply(z * (1 - t * t), GELU_SCALE * (1 + 3 * GELU_CUBE * z * z), out)
    np.add(out, 1 + t, out)
    np.multiply(out, 0.5, out)


def _gelu_gate(z: Floats) -> Floats:
    """The t of the GELU."""
    gate: Floats = np.tanh(GELU_SCALE * (z + GELU_CUBE * z * z * z))
    return gate


def softmax(z: Floats, out: Floats) -> None:
    """aᵢ = eᶻⁱ / Σⱼ eᶻʲ down each column, every z less the greatest, so that nothing overflows."""
    np.subtract(z, z.max(axis=0), out)
    np.exp(out, out)
    np.divide(out, out.sum(axis=0), out)


ACTIVATIONS = {
    "linear": Activation(linear, linear_slope),
    "relu": Activation(relu, relu_slope),
    "leaky_relu": Activation(leaky_relu, leaky_relu_slope),
    "tanh": Activation(tanh, tanh_slope),
    "sigmoid": Activation(sigmoid, sigmoid_slope),
    "gelu": Activation(gelu, gelu_slope),
}
"""By the names that a link gives them; softmax stands at the output alone (`tutor.nn.outputs`)."""
