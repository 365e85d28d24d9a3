"""Trainings of a page: curves and vitals as one likes them."""

from __future__ import annotations

from tutor.kernel.events import Metrics
from tutor.kernel.training import Training

WELL = {
    "loss": "binary_crossentropy", "logits": False, "optimizer": "adam", "momentum": False, "scales": False,
    "layers": [
        {"units": 16, "activation": "relu", "alike": False, "zero": False, "finite": True, "dead": 0.1},
        {"units": 1, "activation": "sigmoid", "alike": False, "zero": False, "finite": True},
    ],
    "output": {"units": 1, "activation": "sigmoid"},
    "inputs": {"rows": 400, "features": 8, "low": -3.1, "high": 3.2, "mean": 0.0, "std": 1.0, "size": 1.1,
               "least": 0.9},
    "validation": {"rows": 100, "features": 8, "low": -2.9, "high": 3.0, "mean": 0.0, "std": 1.0, "size": 1.1,
                   "least": 0.9, "moved": 0.0},
    "target": {"kind": "labels", "outputs": 1, "classes": 2, "low": 0.0, "high": 1.0},
    "baseline": 0.69, "val_baseline": 0.69, "shared": 0.0,
    "neighbours": {"alike": 0.6, "rows": 256, "classes": True}, "leak": {"feature": 2, "match": 0.6},
}  # fmt: skip
DOWN = [0.6, 0.45, 0.35, 0.3, 0.27, 0.25, 0.24, 0.23]
VAL = [0.6, 0.47, 0.39, 0.35, 0.33, 0.32, 0.31, 0.31]


def trained(loss=DOWN, val_loss=VAL, *, rate=0.001, note="", vitals=None, **changed):
    """A finished run; `changed` replaces vitals, one inside of another is written `layers__0__dead`."""
    training = Training()
    epochs = len(loss)
    training.add(Metrics("r", "begin", epochs=epochs, steps=10, rate=rate))
    for epoch, value in enumerate(loss, 1):
        values = {"loss": value} | ({"val_loss": val_loss[epoch - 1]} if val_loss else {})
        training.add(Metrics("r", "epoch", epoch, epochs, 10, 10, values, rate))
    told = WELL | {"layers": [dict(layer) for layer in WELL["layers"]]} if vitals is None else vitals
    for path, value in changed.items():
        *way, last = path.split("__")
        place = told
        for name in way:
            if name.isdigit():
                place = place[int(name)]
            else:
                place[name] = list(place[name]) if isinstance(place[name], list) else dict(place[name])
                place = place[name]
        place[last] = value
    training.add(Metrics("r", "end", epochs, epochs, 10, 10, {}, rate, note, vitals=told))
    return training
