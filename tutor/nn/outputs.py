"""The last layer: an activation and a loss that belong together, and the slope of the loss by the weighted sums z.

z, the outputs o and the targets t are (outputs, n), a column a point. A loss is the mean over the points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.nn.activations import Floats, linear, sigmoid, softmax, tanh

Array = NDArray[np.float64]
Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Output:
    """One pair of activation and loss.

    `value(z, out)` writes the outputs; `losses(z, o, t)` is the loss of each point, (n,); `error(o, t, out)` writes
    ∂loss/∂z, where backpropagation starts; `targets(labels, outputs)` are a data set's labels as t; `classes(o)` are
    the classes that outputs (or targets) stand for, numbered from 0, (n,).
    """

    value: Callable[[Floats, Floats], object]
    losses: Callable[[Array, Array, Array], Array]
    error: Callable[[Array, Array, Array], object]
    targets: Callable[[Array, int], Array]
    classes: Callable[[Array], Whole]


def half_square(_z: Array, o: Array, t: Array) -> Array:
    """Σ ½ (o − t)² over the outputs."""
    difference = o - t
    return np.asarray((difference * difference).sum(axis=0) / 2)


def binary_cross_entropy(z: Array, _o: Array, t: Array) -> Array:
    """−t log o − (1 − t) log(1 − o), which with o = σ(z) is log(1 + eᶻ) − t z and never the logarithm of 0."""
    return np.asarray((np.logaddexp(0, z) - t * z).sum(axis=0))


def categorical_cross_entropy(z: Array, _o: Array, t: Array) -> Array:
    """−Σ t log o, which with o = softmax(z) is log Σ eᶻ − Σ t z; the greatest z is taken out of the sum."""
    greatest = z.max(axis=0)
    return np.asarray(greatest + np.log(np.exp(z - greatest).sum(axis=0)) - (t * z).sum(axis=0))


def error(o: Array, t: Array, out: Array) -> None:
    """The slope o − t: half the square after a linear output, either cross-entropy after its own activation."""
    np.subtract(o, t, out)


def tanh_error(o: Array, t: Array, out: Array) -> None:
    """(o − t) (1 − o²): half the square after a tanh."""
    np.subtract(o, t, out)
    np.subtract(out, out * o * o, out)


def softmax_error(o: Array, t: Array, out: Array) -> None:
    """The slope o (g − Σ g o) with g = o − t: half the square after softmax, where every o hangs on every z."""
    np.subtract(o, t, out)
    np.subtract(out, (out * o).sum(axis=0), out)
    np.multiply(out, o, out)


def as_they_are(labels: Array, _outputs: int) -> Array:
    """A value, or ±1: (1, n)."""
    return labels[None, :].copy()


def zero_or_one(labels: Array, _outputs: int) -> Array:
    """The probability of the class 1: (1, n)."""
    return np.asarray((labels[None, :] + 1) / 2)


def one_hot(labels: Array, outputs: int) -> Array:
    """1 in the row of the class, else 0: (outputs, n)."""
    return np.asarray(np.arange(outputs)[:, None] == labels, np.float64)


def by_sign(o: Array) -> Whole:
    """Class 1 above 0."""
    return np.asarray(o[0] > 0, np.int64)


def by_half(o: Array) -> Whole:
    """Class 1 above one half."""
    return np.asarray(o[0] > 0.5, np.int64)  # noqa: PLR2004 (as likely as not)


def by_greatest(o: Array) -> Whole:
    """The class with the greatest output."""
    return np.asarray(o.argmax(axis=0))


OUTPUTS = {
    ("linear", "squared"): Output(linear, half_square, error, as_they_are, by_sign),
    ("tanh", "squared"): Output(tanh, half_square, tanh_error, as_they_are, by_sign),
    ("sigmoid", "cross-entropy"): Output(sigmoid, binary_cross_entropy, error, zero_or_one, by_half),
    ("softmax", "squared"): Output(softmax, half_square, softmax_error, one_hot, by_greatest),
    ("softmax", "cross-entropy"): Output(softmax, categorical_cross_entropy, error, one_hot, by_greatest),
}
"""By the names of the activation and of the loss."""
