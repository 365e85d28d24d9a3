"""The clinic's twelve patients: data, the sick training, and whether a treatment has healed it.

A treatment is a function of the data and a seed that calls `ward`. `is_well` trains it and looks at the outcome;
`changed` says which things are no longer as in the sick training, so that one may ask for a single change.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from tutor.clinic.ward import Run, rehearsal, ward

Array = Any
Treatment = Callable[..., Run]
GROUPS = {"output": "output", "outputs": "output", "loss": "output", "optimizer": "rule", "rate": "rule"}
"""Settings that make one decision together; each of the others is one by itself."""


def moons(seed: int, n: int = 400, noise: float = 0.2) -> tuple[Array, Array]:
    """Two interlocked half moons, and 0 or 1 for each point."""
    rng = np.random.default_rng(seed)
    turn = np.pi * rng.random(n)
    y = rng.integers(0, 2, n)
    x = np.stack([np.where(y, np.cos(turn), 1 - np.cos(turn)), np.where(y, np.sin(turn), 0.5 - np.sin(turn))], axis=1)
    return (x + noise * rng.normal(size=x.shape) - [0.5, 0.25]) * 1.5, y.astype(float)


def patient(case: str, seed: int) -> tuple[Array, ...]:
    """The data that a treatment of `case` is given."""
    noise, n = {"leak": (0.6, 400), "overfitting": (0.8, 120)}.get(case, (0.2, 400))
    x, y = moons(seed, n, noise)
    match case:
        case "inputs-not-scaled":
            return x * [1000, 1] + [50_000, 30], y
        case "leak":
            mark = y + 0.05 * np.random.default_rng(seed).normal(size=n)
            return np.column_stack([x, 3 * mark]), y
        case "wrong-loss":
            return x, 2 + x[:, 0] + 3 * y
        case "test-not-scaled":
            x = x * [15, 4000] + [40, 30_000]
            return x[:280], y[:280], x[280:], y[280:]
    return x, y


def _shuffled(x: Array, y: Array, seed: int) -> Run:
    return ward(x, np.random.default_rng(seed).permutation(y), seed=seed)


def _other_ruler(x: Array, y: Array, x_new: Array, y_new: Array, seed: int) -> Run:
    return ward((x - x.mean(axis=0)) / x.std(axis=0), y, validation=(x_new, y_new), seed=seed)


def _with(**settings: Any) -> Treatment:
    return lambda x, y, seed: ward(x, y, seed=seed, **settings)


SICK: dict[str, Treatment] = {
    "zero-weights": _with(start="zeros"),
    "rate-too-high": _with(optimizer="sgd", rate=20.0),
    "rate-too-low": _with(optimizer="sgd", rate=1e-5),
    "inputs-not-scaled": _with(),
    "saturated": _with(hidden="sigmoid", bias=20.0, rate=0.02),
    "dead-relus": _with(bias=-10.0),
    "shuffled-labels": _shuffled,
    "leak": _with(),
    "wrong-loss": _with(output="sigmoid", loss="binary_crossentropy"),
    "softmax-on-one": _with(output="softmax"),
    "test-not-scaled": _other_ruler,
    "overfitting": _with(width=128, epochs=60, batch=16),
}
"""The training as the learner finds it."""
ACCURACY = {"leak": 0.7, "overfitting": 0.55}
"""What a healthy network reaches on validation data; 0.78 elsewhere, where a sick one has 0.65 at most."""


def is_well(case: str, treat: Treatment, seed: int) -> bool:
    """Whether `treat` trains a network that is healthy on the validation data; what came of it is printed."""
    given = patient(case, seed)
    run = treat(*(part.copy() for part in given), seed)
    if not isinstance(run, Run) or not run.loss or len(run.held[0]) < len(given[1]) // 5:
        return False
    print(
        f"loss {run.loss[0]:.3g} -> {run.loss[-1]:.3g}, val_loss {run.val_loss[0]:.3g} -> {run.final:.3g},"
        f" {_measured(case, run)}"
    )
    if not np.isfinite(run.final):
        return False
    if case == "wrong-loss":
        return _explained(run) >= 0.4  # noqa: PLR2004 (a healthy network explains 0.5 or more in so few epochs)
    if _accuracy(run) < ACCURACY.get(case, 0.78):
        return False
    if case == "leak":
        return not _tells(run)
    if case == "test-not-scaled":
        return _is_one_ruler(given, run)
    return case != "overfitting" or run.final <= 1.2 * min(run.val_loss)


@functools.cache
def changed(case: str, treat: Treatment, seed: int = 1) -> set[str]:
    """What is no longer as in the sick training: names of settings, "output", "rule" or "data"."""
    given = patient(case, seed)
    with rehearsal():
        run, sick = (one(*(part.copy() for part in given), seed) for one in (treat, SICK[case]))
    found = {GROUPS.get(name, name) for name, value in run.settings.items() if value != sick.settings[name]}
    is_same = all(
        one.shape == other.shape and np.allclose(one, other)
        for one, other in zip((*run.train, *run.held), (*sick.train, *sick.held), strict=True)
    )
    return found if is_same else found | {"data"}


def _measured(case: str, run: Run) -> str:
    """What decides, by the name that Keras or statistics has for it."""
    return f"R² {_explained(run):.2f}" if case == "wrong-loss" else f"val_accuracy {_accuracy(run):.2f}"


def _accuracy(run: Run) -> float:
    y = run.held[1]
    said = run.answer[:, 0] > 0.5 if run.answer.shape[1] == 1 else run.answer.argmax(axis=1)  # noqa: PLR2004 (even odds)
    return float(np.mean(said == y))


def _explained(run: Run) -> float:
    y = run.held[1]
    return float(1 - np.mean((run.answer[:, 0] - y) ** 2) / np.var(y))


def _tells(run: Run) -> bool:
    """Whether a column of the data is the answer in disguise."""
    x, y = run.train
    return any(abs(np.corrcoef(column, y)[0, 1]) > 0.9 for column in x.T if column.std() > 0)  # noqa: PLR2004 (as good as equal)


def _is_one_ruler(given: tuple[Array, ...], run: Run) -> bool:
    """Whether training and validation data were scaled alike."""
    raw, _y, raw_new, _y_new = given
    if run.train[0].shape != raw.shape or run.held[0].shape != raw_new.shape:
        return False
    for column in range(raw.shape[1]):
        slope, level = np.polyfit(raw[:, column], run.train[0][:, column], 1)
        if not np.allclose(slope * raw_new[:, column] + level, run.held[0][:, column], atol=1e-3):
            return False
    return True
