"""The lesson's network reads a picture for the page: which of the learner's models it is, and its ten probabilities.

The page evaluates `read(…)` in the kernel, between two cells; nothing of the learner's is changed by it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

SIDE = 28
DIGITS = 10


def read(picture: str, namespace: Mapping[str, Any] | None = None) -> str:
    """A picture, 28 × 28 bytes as hexadecimal digits, as the lesson's network reads it; a JSON object as text.

    `{"network": name, "probabilities": [ten numbers]}`; without the probabilities when the network has not been
    trained; `{"network": ""}` when there is none. It is handed pixels from 0 to 1, as the lesson prepares them.
    """
    found = _network(_learners() if namespace is None else namespace)
    if found is None:
        return json.dumps({"network": ""})
    name, model = found
    if not is_trained(model):
        return json.dumps({"network": name})
    import numpy as np  # noqa: PLC0415 (Keras has imported it)

    pixels = np.frombuffer(bytes.fromhex(picture), np.uint8).astype("float32") / 255
    # Called, not `predict`: that builds a function of its own, and takes ten times as long for one picture.
    outputs = model(pixels.reshape(1, *model.input_shape[1:]), training=False)
    probabilities = _probabilities(np.asarray(sys.modules["keras"].ops.convert_to_numpy(outputs), float).ravel())
    return json.dumps({"network": name, "probabilities": [round(float(value), 6) for value in probabilities]})


def is_trained(model: Any) -> bool:
    """Whether its weights have been corrected at least once.

    A model that was loaded without its optimizer tells by its biases, which Keras starts at 0.
    """
    iterations = getattr(getattr(model, "optimizer", None), "iterations", None)
    if iterations is not None and int(iterations) > 0:
        return True
    return any(bool((weight.numpy() != 0).any()) for weight in _biases(model))


def _biases(model: Any) -> Iterable[Any]:
    return (weight for weight in model.trainable_weights if weight.name == "bias")


def _learners() -> Mapping[str, Any]:
    shell = sys.modules["IPython"].get_ipython()
    names: Mapping[str, Any] = shell.user_ns
    return names


def _network(names: Mapping[str, Any]) -> tuple[str, Any] | None:
    """The learner's model from 784 pixels to ten digits: a trained one first, then `model`, then the last made."""
    keras = sys.modules.get("keras")
    kind = getattr(keras, "Model", None)
    if kind is None:
        return None
    fitting = [
        (name, value)
        for name, value in list(names.items())
        if not name.startswith("_") and isinstance(value, kind) and reads_digits(value)
    ]
    ranked = sorted(fitting, key=lambda one: (is_trained(one[1]), one[0] == "model"))
    return ranked[-1] if ranked else None


def reads_digits(model: Any) -> bool:
    """Whether it takes a picture of 28 × 28 pixels, flat or not, and answers with ten numbers."""
    try:
        taken, given = model.input_shape, model.output_shape
    except (AttributeError, ValueError, RuntimeError):  # not built yet
        return False
    if not (isinstance(taken, tuple) and isinstance(given, tuple)):
        return False
    return taken[1:] in {(SIDE * SIDE,), (SIDE, SIDE), (SIDE, SIDE, 1)} and given[1:] == (DIGITS,)


def _probabilities(outputs: Array) -> Array:
    """Outputs that are no probabilities yet (logits) through softmax."""
    import numpy as np  # noqa: PLC0415 (as above)

    if (outputs >= 0).all() and abs(outputs.sum() - 1) < 1e-3:  # noqa: PLR2004 (rounding of float32)
        return outputs
    grown = np.exp(outputs - outputs.max())
    return np.asarray(grown / grown.sum())
