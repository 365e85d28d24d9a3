"""Whether two values are the same answer, and if not, what differs: the shape first, then the first place.

Numbers are compared by value and tolerance, whatever their type (`True` is 1, an array of no axes is its number); where
an array or a list of numbers is expected, either is taken. NaN is the same as NaN. What differs is told as plain data.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

Told = dict[str, Any]
LONGEST = 240
MOST = 40
"""Elements of an array that are all shown."""
_SIMPLE = (bool, int, float, complex, str, bytes, type(None))


def difference(got: Any, expected: Any, absolute: float = 0.0, relative: float = 0.0) -> Told | None:  # noqa: C901 (a case a return)
    """What first makes `got` another answer than `expected`; None if nothing does."""
    if got is None and expected is not None:
        return {"kind": "nothing"}
    if expected is None or isinstance(expected, str | bytes):
        return None if _is_equal(got, expected) else _value(got, expected)
    if isinstance(expected, Mapping):
        return _mapping(got, expected, absolute, relative)
    if isinstance(expected, set | frozenset):
        return None if _is_equal(got, expected) else _value(got, expected)
    wanted = _array(expected)
    if wanted is None:
        if isinstance(expected, list | tuple):
            return _sequence(got, expected, absolute, relative)
        return None if _is_equal(got, expected) else _value(got, expected)
    given = _array(got)
    if given is None:
        is_other = kind(got) != kind(expected)  # a number may be too large for an array, and a list ragged
        return {"kind": "type", "got": kind(got), "expected": kind(expected)} if is_other else _value(got, expected)
    if given.shape != wanted.shape:
        return {"kind": "shape", "got": list(given.shape), "expected": list(wanted.shape)}
    far = ~_close(given, wanted, absolute, relative)
    if not far.any():
        return None
    if not wanted.ndim:
        return _value(got, expected)
    index = [int(axis) for axis in np.argwhere(far)[0]]
    at = tuple(index)
    return {
        "kind": "element", "index": index, "got": text(given[at].item()), "expected": text(wanted[at].item()),
        "count": int(far.sum()), "of": int(far.size),
    }  # fmt: skip


def kind(value: Any) -> str:
    """The name of a value's type, as a learner knows it."""
    return "array" if isinstance(value, np.ndarray) else type(value).__name__


def text(value: Any) -> str:
    """`value` as Python shows it, short; never raises, whatever its class does."""
    try:
        if isinstance(value, np.ndarray):
            shown = _array_text(value)
        elif isinstance(value, np.generic):
            return text(value.item())
        elif type(value) is int and abs(value) > 10**LONGEST:
            shown = f"{'-' if value < 0 else ''}10**{math.log10(abs(value)):.1f}"  # Python refuses to spell it
        elif isinstance(value, float) and math.isfinite(value):
            shown = f"{value:.10g}" if value != int(value) or abs(value) > 1e15 else repr(value)  # noqa: PLR2004 (floats beyond have no fraction)
        else:
            shown = repr(value)
    except BaseException as error:  # noqa: BLE001 (a class of the learner's may raise what it likes)
        shown = f"<{type(value).__name__}: {type(error).__name__}>"
    shown = str(shown)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def _array_text(value: Any) -> str:
    """An array in one line, without the blanks that align columns; of a large one its shape and its first values."""
    if value.size > MOST and value.ndim > 1:
        first = ", ".join(text(one) for one in value.flat[:4])
        return f"shape {value.shape}: {first}, …"
    shown = np.array2string(value, precision=6, threshold=MOST, edgeitems=3, separator=", ")
    if value.dtype.kind not in "biufc":
        return shown
    return re.sub(r"(?<=\[) | (?=[\],])", "", " ".join(shown.split()))


def _array(value: Any) -> Any:
    """`value` as an array of numbers; None where it is none."""
    if isinstance(value, str | bytes | Mapping) or value is None:
        return None
    if not isinstance(value, bool | int | float | complex | np.ndarray | np.generic | list | tuple) and not hasattr(
        value, "__array__"
    ):
        return None
    try:
        array = np.asarray(value)
    except Exception:  # noqa: BLE001 (ragged lists, and `__array__` of any class)
        return None
    return array if array.dtype.kind in "biufc" else None


def _close(got: Any, expected: Any, absolute: float, relative: float) -> Any:
    if got.dtype.kind in "biu" and expected.dtype.kind in "biu" and not absolute and not relative:
        return got == expected
    one, other = (array.astype(np.complex128 if "c" in got.dtype.kind + expected.dtype.kind else np.float64)
                  for array in (got, expected))  # fmt: skip
    with np.errstate(all="ignore"):
        near = np.abs(one - other) <= np.maximum(absolute, relative * np.abs(other))
    return near | (one == other) | (np.isnan(one) & np.isnan(other))


def _sequence(got: Any, expected: Any, absolute: float, relative: float) -> Told | None:
    if not isinstance(got, list | tuple):
        return {"kind": "type", "got": kind(got), "expected": kind(expected)}
    if len(got) != len(expected):
        return {"kind": "length", "got": len(got), "expected": len(expected)}
    for index, (one, other) in enumerate(zip(got, expected, strict=True)):
        if found := difference(one, other, absolute, relative):
            return {"kind": "part", "part": str(index), "inner": found}
    return None


def _mapping(got: Any, expected: Any, absolute: float, relative: float) -> Told | None:
    if not isinstance(got, Mapping):
        return {"kind": "type", "got": kind(got), "expected": kind(expected)}
    for name in expected:
        if name not in got:
            return {"kind": "missing", "part": text(name)}
    for name in got:
        if name not in expected:
            return {"kind": "extra", "part": text(name)}
    for name, other in expected.items():
        if found := difference(got[name], other, absolute, relative):
            return {"kind": "part", "part": text(name), "inner": found}
    return None


def _value(got: Any, expected: Any) -> Told:
    if isinstance(expected, str) is not isinstance(got, str):
        return {"kind": "type", "got": kind(got), "expected": kind(expected)}
    return {"kind": "value", "got": text(got), "expected": text(expected)}


def _is_equal(got: Any, expected: Any) -> bool:
    try:
        return bool(got == expected)
    except Exception:  # noqa: BLE001 (`__eq__` of any class, and arrays that have no one truth)
        return False
