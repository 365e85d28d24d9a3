"""The inputs: on what scale they are, how the validation data compare, whether examples are in both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tutor.live.vitals.samples import Part, Samples

FAR = 4.0
"""Spreads that a feature's mean or spread may be away from the training data's."""
COMPARED = 10_000_000
"""Numbers of the training data that are compared with those validated on."""
_BLOCK = 1_000_000


def told(samples: Samples) -> dict[str, Any]:
    """`inputs` and `validation`, each with its range and scales."""
    if samples.train is None:
        return {}
    found: dict[str, Any] = {"inputs": _scale(samples.train)}
    if samples.validation is not None:
        found["validation"] = _scale(samples.validation) | {"moved": _moved(samples.train, samples.validation)}
    return found


def _scale(part: Part) -> dict[str, Any]:
    """`size` is the root of the mean square of the feature where that is largest, `least` of that where it is least."""
    rows = part.rows
    sizes = np.sqrt((rows**2).mean(axis=0))
    return {
        "rows": part.size, "features": rows.shape[1], "low": float(rows.min()), "high": float(rows.max()),
        "mean": float(rows.mean()), "std": float(rows.std()), "size": float(sizes.max()),
        "least": float(sizes[sizes > 0].min(initial=np.inf)) if sizes.any() else 0.0,
    }  # fmt: skip


def _moved(train: Part, validation: Part) -> float:
    """The share of the features that lie elsewhere, or are spread otherwise, than in the training data."""
    a, b = train.rows, validation.rows
    spread, other = a.std(axis=0), b.std(axis=0)
    varies = spread > 0
    if not varies.any():
        return 0.0
    is_away = (np.abs(b.mean(axis=0) - a.mean(axis=0)) > FAR * spread) | (other > FAR * spread)
    return float(is_away[varies].mean())


def shared(samples: Samples) -> dict[str, Any]:
    """`shared`: the share of the examples validated on that are among those trained on, all features alike.

    Each example has a number that hardly any other has; where two agree they are compared whole.
    """
    train, validation = samples.train, samples.validation
    if train is None or validation is None or not isinstance(train.x, np.ndarray) or train.x.dtype.kind not in "fiub":
        return {}
    if train.x.shape[1:] != validation.x.shape[1:]:
        return {}
    each = int(np.prod(train.x.shape[1:]))
    last = train.first + min(train.size, max(1, COMPARED // each))
    known = np.concatenate(
        [_marks(train.x[at : at + _rows(each)][: last - at]) for at in range(train.first, last, _rows(each))]
    )
    order = np.argsort(known)
    known = known[order]
    wanted = _marks(validation.rows)
    found = 0
    for mark, row in zip(wanted, validation.rows, strict=True):
        slack = 1e-9 * max(1.0, abs(mark))
        low, high = np.searchsorted(known, (mark - slack, mark + slack))
        alike = order[low : min(high, low + 4)]
        found += any(np.array_equal(train.x[train.first + at].reshape(-1), row) for at in alike)
    return {"shared": found / len(wanted)}


def _rows(each: int) -> int:
    return max(1, _BLOCK // each)


def _marks(rows: NDArray[Any]) -> NDArray[np.float64]:
    table = rows.reshape(len(rows), -1).astype(np.float64)
    marks: NDArray[np.float64] = table @ np.cos(np.arange(1, table.shape[1] + 1) * 0.7)
    return marks
