"""How large an expression and its values may be. What is refused here would cost time or memory without bound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tutor.locale import _

if TYPE_CHECKING:
    import numpy as np

Value = Any
"""A bool, int, float, str, a tuple of values, or an array of booleans, integers or floats."""

CHARACTERS = 400
NODES = 150
DEPTH = 30
ITEMS = 4096
DIGITS = 200  # bits of an integer: products of two stay cheap
WHOLE = 2**24  # the largest integer in an array: 4,096 products of two fit into 64 bits
POWER = 64
AXES = 4


class FormulaError(ValueError):
    """What is wrong with an expression, in words for who wrote it."""


def kept(value: Value) -> Value:
    """`value` as the language has it, if it is small enough; raises FormulaError."""
    import numpy as np  # noqa: PLC0415 (quizzes without expressions need no NumPy)

    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, list | tuple):
        if _count(value) > ITEMS:
            raise FormulaError(_("too large: the most is {count} items").format(count=ITEMS))
        return tuple(kept(one) for one in value)
    if isinstance(value, bool | float | str) or (isinstance(value, int) and value.bit_length() <= DIGITS):
        return value
    if isinstance(value, int):
        raise FormulaError(_("too large a number"))
    raise FormulaError(_("not a number, a list or an array"))


def room(*shapes: Sequence[int]) -> None:
    """Refuse arrays that would not fit, before they are made."""
    for shape in shapes:
        size = 1
        for length in shape:
            size *= max(0, length)
            if size > ITEMS:
                raise FormulaError(_("too large: the most is {count} items").format(count=ITEMS))
        if len(shape) > AXES:
            raise FormulaError(_("too many axes: the most is {count}").format(count=AXES))


def _array(value: np.ndarray) -> Value:
    import numpy as np  # noqa: PLC0415 (as above)

    if value.dtype.kind not in "biuf":
        raise FormulaError(_("an array of numbers is wanted, all rows as long"))
    room(value.shape)
    if value.ndim == 0:
        return kept(value.item())
    if value.dtype.kind in "iu":
        value = value.astype(np.int64)
        if value.size and int(np.abs(value).max()) > WHOLE:
            raise FormulaError(_("too large a number"))
        return value
    return value if value.dtype.kind == "b" else value.astype(np.float64)


def _count(value: Value) -> int:
    if not isinstance(value, list | tuple):
        return 1
    total = 0
    for one in value:
        total += _count(one)
        if total > ITEMS:
            break
    return total
