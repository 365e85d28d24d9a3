"""The layers, walked through with a few examples in NumPy: which units are dead, saturated, or all alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tutor.live.vitals.samples import Samples

    Array = NDArray[Any]

LAYERS = 64
WEIGHTS = 4_000_000
"""Weights of the largest layer that is looked at."""
WORK = 200_000_000
"""Products of one layer at most: a wide layer sees fewer rows."""
ALIKE = 1e-3
"""Differences between units, as a share of the largest weight, below which they are one unit."""
DEAD = 1e-12
NOTHING = {"Dropout", "GaussianNoise", "GaussianDropout", "ActivityRegularization", "InputLayer"}
SCALING = {"Rescaling", "Normalization", "BatchNormalization", "LayerNormalization", "Embedding"}

FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "linear": lambda z: z,
    "relu": lambda z: np.maximum(z, 0),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "softplus": lambda z: np.logaddexp(z, 0),
    "silu": lambda z: z / (1 + np.exp(-z)),
    "elu": lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.2 * z),
}
FLAT: dict[str, tuple[float, float]] = {"sigmoid": (0.01, 0.99), "tanh": (-0.98, 0.98)}


def told(model: Any, samples: Samples) -> dict[str, Any]:
    """`layers` (those with units, in order), `output`, and whether the model `scales` its inputs itself."""
    layers = _chain(model)
    if not layers:
        return {}
    hidden = samples.train.inputs if samples.train is not None else None
    found = list(_walk(layers, hidden))
    first = [type(layer).__name__ for layer in layers if type(layer).__name__ not in NOTHING | {"Flatten", "Reshape"}]
    result: dict[str, Any] = {"layers": found, "scales": bool(first) and first[0] in SCALING}
    if found and found[-1].pop("last", False):
        result["output"] = {"units": found[-1]["units"], "activation": found[-1]["activation"]}
    return result


def _chain(model: Any) -> list[Any]:
    """The layers, if each takes in what the one before gives; none otherwise."""
    layers = list(model.layers)[:LAYERS]
    if type(model).__name__ == "Sequential":
        return layers
    for before, after in pairwise(layers):
        if getattr(after, "input", None) is not getattr(before, "output", 0):
            return []
    return layers


def _walk(layers: list[Any], values: Array | None) -> Iterator[dict[str, Any]]:
    """One record a Dense layer; `values` go along as far as every layer is understood."""
    steps = [layer for layer in layers if type(layer).__name__ not in NOTHING]
    for at, layer in enumerate(steps):
        kind = type(layer).__name__
        if kind != "Dense":
            if values is not None:
                values = _passed(layer, kind, values)
            continue
        following = next(iter(steps[at + 1 :]), None)
        name = _activation(layer)
        if name == "linear" and following is not None:
            name = _stands_for(following) or name
        rest = [one for one in steps[at + 1 :] if not _stands_for(one)]
        units = int(layer.units)
        record: dict[str, Any] = {"units": units, "activation": name, "last": not rest}
        weights = _weights(layer)
        if weights is None:
            values = None
        else:
            record |= _seeds(weights[0])
            values = None if values is None else _sums(values, *weights)
        if values is not None:
            function = FUNCTIONS.get(_activation(layer))
            if rest:
                record |= _pulse(name, FUNCTIONS[name](values) if name in FUNCTIONS else None)
            values = function(values) if function else None
        if rest:
            record.pop("last")
        yield record


def _activation(layer: Any) -> str:
    function = getattr(layer, "activation", None)
    return str(getattr(function, "__name__", "") or type(function).__name__)


def _stands_for(layer: Any) -> str:
    """The activation that a layer of its own is; nothing for another layer."""
    kind = type(layer).__name__
    if kind == "Activation":
        return _activation(layer)
    return {"ReLU": "relu", "Softmax": "softmax"}.get(kind, "")


def _weights(layer: Any) -> tuple[Array, Array] | None:
    if layer.count_params() > WEIGHTS:
        return None
    kernel, *bias = layer.get_weights()
    return (kernel, bias[0] if bias else np.zeros(kernel.shape[-1])) if kernel.ndim == 2 else None  # noqa: PLR2004


def _seeds(kernel: Array) -> dict[str, Any]:
    """Whether the units differ: those that started alike stay alike."""
    largest = float(np.abs(kernel).max())
    is_alike = kernel.shape[1] > 1 and float(np.ptp(kernel, axis=1).max()) <= ALIKE * largest
    return {"alike": is_alike, "zero": largest == 0, "finite": bool(np.isfinite(kernel).all())}


def _sums(values: Array, kernel: Array, bias: Array) -> Array | None:
    if values.shape[-1] != kernel.shape[0]:
        return None
    rows = max(1, WORK // max(1, kernel.size * int(np.prod(values.shape[1:-1]))))
    sums: Array = values[:rows] @ kernel.astype(np.float64) + bias
    return sums


def _pulse(name: str, outputs: Array | None) -> dict[str, Any]:
    """`dead`: the share of ReLU units that give 0 for all; `saturated`: of outputs at a flat end."""
    if outputs is None or not np.isfinite(outputs).all():
        return {}
    if name == "relu":
        return {"dead": float((outputs.reshape(-1, outputs.shape[-1]).max(axis=0) <= DEAD).mean())}
    if name in FLAT:
        low, high = FLAT[name]
        return {"saturated": float(((outputs < low) | (outputs > high)).mean())}
    return {}


def _passed(layer: Any, kind: str, values: Array) -> Array | None:
    """What a layer without units of its own makes of `values`; None if it is not understood."""
    match kind:
        case "Flatten":
            return values.reshape(len(values), -1)
        case "Reshape":
            return values.reshape(len(values), *layer.target_shape)
        case "Activation" | "ReLU" | "Softmax":
            function = FUNCTIONS.get(_stands_for(layer))
            return function(values) if function else None
        case "Rescaling":
            return _affine(values, layer.scale, layer.offset)
        case "Normalization" if not layer.invert:
            spread = np.sqrt(np.asarray(layer.variance, float) + 1e-14)
            return _affine(values, 1 / spread, -np.asarray(layer.mean, float) / spread)
        case "BatchNormalization":
            return _normalised(layer, values)
    return None


def _affine(values: Array, factor: Any, shift: Any) -> Array:
    moved: Array = values * np.asarray(factor, float) + np.asarray(shift, float)
    return moved


def _normalised(layer: Any, values: Array) -> Array:
    factor = np.asarray(layer.gamma if layer.scale else 1.0, float) / np.sqrt(
        np.asarray(layer.moving_variance, float) + layer.epsilon
    )
    shift = np.asarray(layer.beta if layer.center else 0.0, float)
    return _affine(values - np.asarray(layer.moving_mean, float), factor, shift)
