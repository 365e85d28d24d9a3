"""A network in NumPy for the clinic's treatments: it trains in a moment, with the settings that the lesson's has.

`ward` is what a learner calls; `tutor.clinic.cases` tells by its `Run` whether a treatment healed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

Array = Any
EPS = 1e-7
_REHEARSALS: list[None] = []


@dataclass
class Run:
    """What came of a training: its settings, its data, its curves and its last weights."""

    settings: dict[str, Any]
    train: tuple[Array, Array]
    held: tuple[Array, Array]
    loss: list[float] = field(default_factory=list)
    val_loss: list[float] = field(default_factory=list)
    answer: Array = None
    """What the network says of the validation rows in the end."""
    final: float = float("nan")
    """The validation loss in the end."""


def ward(
    x: Array, y: Array, *, hidden: str = "relu", width: int = 16, start: str | float = "glorot_uniform",
    bias: float = 0.0, output: str = "sigmoid", outputs: int = 1, loss: str = "binary_crossentropy",
    optimizer: str = "adam", rate: float = 0.01, epochs: int = 20, batch: int = 32, dropout: float = 0.0,
    l2: float = 0.0, patience: int = 0, validation: tuple[Array, Array] | None = None, seed: int = 1,
) -> Run:  # fmt: skip
    """Train two hidden layers on `x` and `y`; the last 30 % validate if `validation` brings nothing."""
    settings = {
        "hidden": hidden, "width": width, "start": start, "bias": float(bias), "output": output, "outputs": outputs,
        "loss": loss, "optimizer": optimizer, "rate": rate, "epochs": epochs, "batch": batch, "dropout": dropout,
        "l2": l2, "patience": patience,
    }  # fmt: skip
    x, y = np.asarray(x, float), np.asarray(y, float)
    cut = len(x) if validation else int(0.7 * len(x))
    held = (x[cut:], y[cut:])
    if validation:
        held = np.asarray(validation[0], float), np.asarray(validation[1], float)
    run = Run(settings, (x[:cut], y[:cut]), held)
    if _REHEARSALS:
        return run
    with np.errstate(all="ignore"):
        _train(run, np.random.default_rng(seed))
    return run


@contextmanager
def rehearsal() -> Iterator[None]:
    """Inside, `ward` notes what it is given and trains nothing: enough for whoever asks what was changed."""
    _REHEARSALS.append(None)
    try:
        yield
    finally:
        _REHEARSALS.pop()


def _train(run: Run, rng: Any) -> None:
    with_ = run.settings
    x, y = run.train
    net = _Network(x.shape[1], with_, rng)
    best, kept, waited = np.inf, net.weights, 0
    for _epoch in range(with_["epochs"]):
        order = rng.permutation(len(x))
        told = []
        for first in range(0, len(x), with_["batch"]):
            rows = order[first : first + with_["batch"]]
            told.append(net.step(x[rows], y[rows]))
        run.loss.append(float(np.mean(told)))
        run.val_loss.append(net.loss(*run.held))
        if run.val_loss[-1] < best:
            best, kept, waited = run.val_loss[-1], [w.copy() for w in net.weights], 0
        else:
            waited += 1
        if with_["patience"] and waited >= with_["patience"]:
            net.weights = kept
            break
    run.answer, run.final = net.forward(run.held[0])[-1], net.loss(*run.held)


class _Network:
    """Two hidden layers and an output, and the optimizer that moves them."""

    def __init__(self, inputs: int, settings: dict[str, Any], rng: Any) -> None:
        self.settings, self.rng = settings, rng
        sizes = [inputs, settings["width"], settings["width"], settings["outputs"]]
        self.weights: list[Array] = []
        for layer, (into, out) in enumerate(pairwise(sizes)):
            is_hidden = layer < len(sizes) - 2
            self.weights.append(_start(settings["start"] if is_hidden else "glorot_uniform", into, out, rng))
            self.weights.append(np.full(out, settings["bias"] if is_hidden else 0.0))
        self.first = [np.zeros_like(w) for w in self.weights]
        self.second = [np.zeros_like(w) for w in self.weights]
        self.steps = 0

    def forward(self, x: Array, masks: list[Array] | None = None) -> list[Array]:
        """The outputs of every layer, the input first."""
        out = [x]
        for layer in range(3):
            z = out[-1] @ self.weights[2 * layer] + self.weights[2 * layer + 1]
            a = _activation(self.settings["hidden"] if layer < 2 else self.settings["output"], z)  # noqa: PLR2004 (two hidden layers)
            out.append(a if masks is None or layer == 2 else a * masks[layer])  # noqa: PLR2004 (as above)
        return out

    def loss(self, x: Array, y: Array) -> float:
        """The loss without what regularises."""
        return _loss(self.settings["loss"], self.forward(x)[-1], y)

    def step(self, x: Array, y: Array) -> float:
        """One batch: forward, backward, and the weights moved."""
        keep, shape = 1 - self.settings["dropout"], (len(x), self.settings["width"])
        masks = [(self.rng.random(shape) < keep) / keep for _layer in range(2)] if keep < 1 else None
        out = self.forward(x, masks)
        slope = _output_slope(self.settings, out[-1], y)
        slopes: list[Array] = []
        for layer in (2, 1, 0):
            weight = self.weights[2 * layer]
            slopes[:0] = [out[layer].T @ slope + 2 * self.settings["l2"] * weight, slope.sum(axis=0)]
            if layer:
                slope = (slope @ weight.T) * (1.0 if masks is None else masks[layer - 1])
                slope = slope * _bend(self.settings["hidden"], out[layer])
        self._move(slopes)
        return _loss(self.settings["loss"], out[-1], y)

    def _move(self, slopes: list[Array]) -> None:
        self.steps += 1
        rate = self.settings["rate"]
        for n, slope in enumerate(slopes):
            if self.settings["optimizer"] == "sgd":
                self.weights[n] = self.weights[n] - rate * slope
                continue
            self.first[n] = 0.9 * self.first[n] + 0.1 * slope
            self.second[n] = 0.999 * self.second[n] + 0.001 * slope**2
            fair = self.first[n] / (1 - 0.9**self.steps), self.second[n] / (1 - 0.999**self.steps)
            self.weights[n] = self.weights[n] - rate * fair[0] / (np.sqrt(fair[1]) + EPS)


def _start(start: str | float, into: int, out: int, rng: Any) -> Array:
    """Weights by the name of an initializer, or normal ones with a number as their deviation."""
    if start in {"zeros", "ones"}:
        return np.full((into, out), float(start == "ones"))
    if isinstance(start, str):
        widths = {"glorot_uniform": 6 / (into + out), "he_uniform": 6 / into, "random_uniform": 0.0025}
        deviations = {"glorot_normal": 2 / (into + out), "he_normal": 2 / into, "random_normal": 0.0025}
        if start in widths:
            return rng.uniform(-1, 1, (into, out)) * np.sqrt(widths[start])
        if start not in deviations:
            raise ValueError(f"start: {start!r} is none of {', '.join([*widths, *deviations, 'zeros', 'ones'])}")
        return rng.normal(size=(into, out)) * np.sqrt(deviations[start])
    return rng.normal(size=(into, out)) * float(start)


def _activation(name: str, z: Array) -> Array:
    match name:
        case "relu":
            return np.maximum(z, 0)
        case "leaky_relu":
            return np.where(z > 0, z, 0.2 * z)
        case "tanh":
            return np.tanh(z)
        case "sigmoid":
            return 1 / (1 + np.exp(-np.clip(z, -500, 500)))
        case "softmax":
            shares = np.exp(z - z.max(axis=1, keepdims=True))
            return shares / shares.sum(axis=1, keepdims=True)
        case "linear":
            return z
    raise ValueError(f"{name!r} is none of relu, leaky_relu, tanh, sigmoid, softmax, linear")


def _bend(name: str, a: Array) -> Array:
    """The slope of an activation, from what it gave."""
    match name:
        case "relu":
            return (a > 0).astype(float)
        case "leaky_relu":
            return np.where(a > 0, 1.0, 0.2)
        case "tanh":
            return 1 - a**2
        case "sigmoid":
            return a * (1 - a)
        case "softmax":
            return np.zeros_like(a)  # of a single neuron, whose share is always all
    return np.ones_like(a)


def _loss(name: str, p: Array, y: Array) -> float:
    if name == "sparse_categorical_crossentropy":
        return float(np.mean(-np.log(np.clip(p[np.arange(len(y)), _classes(p, y)], EPS, 1))))
    y = y.reshape(len(y), -1)
    if name in {"mse", "mean_squared_error"}:
        return float(np.mean((p - y) ** 2))
    if name in {"mae", "mean_absolute_error"}:
        return float(np.mean(np.abs(p - y)))
    if name != "binary_crossentropy":
        raise ValueError(f"loss: {name!r} is none of binary_crossentropy, sparse_categorical_crossentropy, mse, mae")
    p = np.clip(p, EPS, 1 - EPS)
    return float(np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p)))


def _output_slope(settings: dict[str, Any], p: Array, y: Array) -> Array:
    """The slope of the loss for the weighted sums of the output layer."""
    loss, output = settings["loss"], settings["output"]
    if loss == "sparse_categorical_crossentropy":
        return (p - np.eye(p.shape[1])[_classes(p, y)]) / len(y)
    y = y.reshape(len(y), -1)
    if loss == "binary_crossentropy" and output == "sigmoid":
        return (p - y) / p.size
    if loss == "binary_crossentropy":
        inside = (p > EPS) & (p < 1 - EPS)
        slope = np.where(inside, (p - y) / np.clip(p * (1 - p), EPS, None), 0.0)
    else:
        slope = np.sign(p - y) if loss in {"mae", "mean_absolute_error"} else 2 * (p - y)
    return slope * _bend(output, p) / p.size


def _classes(p: Array, y: Array) -> Array:
    return np.clip(y.astype(int), 0, p.shape[1] - 1)
