"""The targets: what they are, what answering always the same would cost, how they hang together with the inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tutor.live.vitals.samples import Samples

    Array = NDArray[Any]

CLASSES = 100
"""Different whole numbers up to which they are taken for classes."""
NEAREST = 5
FEATURES = 20_000
RARE = 8
"""Examples that a class must have before a feature is compared with it."""


def told(samples: Samples, loss: str) -> dict[str, Any]:
    """`target`, and `baseline` and `val_baseline`: the least loss of an answer that looks at no input."""
    if samples.train is None:
        return {}
    y = samples.train.targets
    kind = _kind(y)
    classes = y.shape[1] if kind == "one-hot" else len(np.unique(y)) if kind == "labels" else 0
    found: dict[str, Any] = {
        "target": {
            "kind": kind,
            "outputs": y.shape[1],
            "classes": classes,
            "low": float(y.min()),
            "high": float(y.max()),
        },
        "baseline": _baseline(y, loss),
    }
    if samples.validation is not None:
        found["val_baseline"] = _baseline(samples.validation.targets, loss)
    return found


def _kind(y: Array) -> str:
    if y.shape[1] > 1:
        is_marked = bool(np.isin(y, (0, 1)).all() and (y.sum(axis=1) == 1).all())
        return "one-hot" if is_marked else "numbers"
    values = np.unique(y)
    is_few = len(values) <= max(2, min(CLASSES, len(y) // 4))
    return "labels" if is_few and bool((values == np.round(values)).all()) else "numbers"


def _baseline(y: Array, loss: str) -> float | None:
    match loss:
        case "mean_squared_error":
            return float(y.var(axis=0).mean())
        case "mean_absolute_error":
            return float(np.abs(y - np.median(y, axis=0)).mean())
        case "binary_crossentropy" if y.min() >= 0 and y.max() <= 1:
            share = y.mean(axis=0)
            return float((_entropy(share) + _entropy(1 - share)).mean())
        case "categorical_crossentropy" if y.min() >= 0:
            return float(_entropy(y.mean(axis=0)).sum())
        case "sparse_categorical_crossentropy":
            _values, counts = np.unique(y, return_counts=True)
            return float(_entropy(counts / counts.sum()).sum())
    return None


def _entropy(share: Array) -> Array:
    """Each share's part, (n,) as the shares are."""
    parts: Array = -share * np.log(np.where(share > 0, share, 1))
    return parts


def related(samples: Samples, target: dict[str, Any]) -> dict[str, Any]:
    """`neighbours`, and `leak`: the feature that alone is as good as the target."""
    train = samples.train
    if train is None or len(train.rows) < 20 or not target:  # noqa: PLR2004 (too few to say)
        return {}
    x, y = train.rows, train.beside
    if x.shape[1] > FEATURES or not (np.isfinite(x).all() and np.isfinite(y).all()):
        return {}
    spread = x.std(axis=0)
    x = (x - x.mean(axis=0))[:, spread > 0] / spread[spread > 0]
    if not x.size:
        return {}
    is_class = target["kind"] != "numbers"
    marks = _marked(y) if is_class else y
    found: dict[str, Any] = {"neighbours": _neighbours(x, marks, is_class=is_class)}
    match = _match(x, marks, least=RARE if is_class else 0)
    if match is not None:
        found["leak"] = {"feature": int(np.flatnonzero(spread > 0)[match[0]]), "match": match[1]}
    return found


def _marked(y: Array) -> Array:
    """Classes as columns of 0 and 1."""
    return y if y.shape[1] > 1 else (y == np.unique(y)).astype(np.float64)


def _neighbours(x: Array, y: Array, *, is_class: bool) -> dict[str, Any]:
    """How alike the targets of the nearest inputs are: 0 as those of any two, 1 the same."""
    squares = (x**2).sum(axis=1)
    distances = squares[:, None] + squares - 2 * x @ x.T
    np.fill_diagonal(distances, np.inf)
    nearest = np.argpartition(distances, NEAREST, axis=1)[:, :NEAREST]
    apart = ((y[:, None] - y[nearest]) ** 2).sum(axis=2).mean()
    usual = 2 * y.var(axis=0).sum()
    return {"alike": float(1 - apart / usual) if usual > 0 else None, "rows": len(x), "classes": is_class}


def _match(x: Array, y: Array, least: int) -> tuple[int, float] | None:
    """The feature that goes most exactly with a column of the targets: its place, and the size of the correlation."""
    counts = y.sum(axis=0)
    y = y[:, (counts >= least) & (len(y) - counts >= least)] if least else y
    spread = y.std(axis=0)
    y = (y - y.mean(axis=0))[:, spread > 0] / spread[spread > 0]
    if not y.size:
        return None
    sizes = np.abs(x.T @ y / len(x)).max(axis=1)
    place = int(sizes.argmax())
    return place, float(min(1.0, sizes[place]))
