"""Optimizers: how far a gradient moves the parameters. Formulas and defaults are Keras 3's (keras.io/api/optimizers).

Each keeps what it remembers in vectors as long as the parameters, and changes `parameters` in place.
"""

from __future__ import annotations

import math
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class Optimizer(Protocol):
    """One step down a gradient."""

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Move `parameters` by the mean gradient of a batch."""


class Sgd:
    """Stochastic gradient descent: θ ← θ − η g."""

    def __init__(self, count: int) -> None:
        del count  # it remembers nothing

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Do θ ← θ − η g."""
        parameters -= learning_rate * gradient


class Momentum:
    """A step goes on in the direction of those before: v ← 0.9 v − η g, θ ← θ + v (SGD with momentum=0.9)."""

    momentum = 0.9

    def __init__(self, count: int) -> None:
        self.velocity = np.zeros(count)

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Do v ← 0.9 v − η g, θ ← θ + v."""
        self.velocity *= self.momentum
        self.velocity -= learning_rate * gradient
        parameters += self.velocity


class RmsProp:
    """Each parameter's step is divided by the size that its gradient had lately (Hinton 2012, lecture 6e)."""

    rho, epsilon = 0.9, 1e-7

    def __init__(self, count: int) -> None:
        self.square = np.zeros(count)

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Do s ← 0.9 s + 0.1 g², θ ← θ − η g / √(s + ε)."""
        self.square *= self.rho
        self.square += (1 - self.rho) * gradient**2
        parameters -= learning_rate * gradient / np.sqrt(self.square + self.epsilon)


class Adam:
    """Momentum and RMSprop in one, both corrected for having started at 0 (Kingma and Ba 2015, section 2)."""

    beta_1, beta_2, epsilon = 0.9, 0.999, 1e-7

    def __init__(self, count: int) -> None:
        self.mean, self.square, self.steps = np.zeros(count), np.zeros(count), 0

    def step(self, parameters: Array, gradient: Array, learning_rate: float) -> None:
        """Do m ← m + 0.1 (g − m), s ← s + 0.001 (g² − s), θ ← θ − η √(1 − 0.999ᵗ) / (1 − 0.9ᵗ) · m / (√s + ε)."""
        self.steps += 1
        self.mean += (1 - self.beta_1) * (gradient - self.mean)
        self.square += (1 - self.beta_2) * (gradient**2 - self.square)
        size = learning_rate * math.sqrt(1 - self.beta_2**self.steps) / (1 - self.beta_1**self.steps)
        parameters -= size * self.mean / (np.sqrt(self.square) + self.epsilon)


OPTIMIZERS: dict[str, type[Sgd | Momentum | RmsProp | Adam]] = {
    "sgd": Sgd, "momentum": Momentum, "rmsprop": RmsProp, "adam": Adam,
}  # fmt: skip
"""By the names that a link gives them; each is made for so many parameters."""
