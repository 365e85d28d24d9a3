"""How the model was compiled: the loss's and the optimizer's plain names."""

from __future__ import annotations

import re
from typing import Any

_LONG = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
    "bce": "binary_crossentropy",
}


def told(model: Any) -> dict[str, Any]:
    """`loss`, whether it takes `logits`, and `optimizer`; nothing of a loss for each of several outputs."""
    loss = getattr(model, "loss", None)
    optimizer = getattr(model, "optimizer", None)
    optimizer = getattr(optimizer, "inner_optimizer", optimizer)
    return {
        "loss": "" if isinstance(loss, dict | list | tuple) else _name(loss),
        "logits": _takes_logits(loss),
        "optimizer": type(optimizer).__name__.lower(),
        "momentum": bool(getattr(optimizer, "momentum", 0)),
    }


def _name(loss: Any) -> str:
    """`mse`, `mean_squared_error`, `MeanSquaredError()` and `keras.losses.mean_squared_error` are one."""
    if loss is None:
        return ""
    name = loss if isinstance(loss, str) else getattr(loss, "__name__", "") or type(loss).__name__
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", str(name)).lower()
    return _LONG.get(name, name)


def _takes_logits(loss: Any) -> bool:
    kept = getattr(loss, "_fn_kwargs", None)
    return bool(getattr(loss, "from_logits", False) or (isinstance(kept, dict) and kept.get("from_logits")))
