"""The functions that an expression may call: NumPy's, by name, and a few of the course's own. There are no others."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

from tutor.content.formula.limits import ITEMS, FormulaError, Value, kept, room
from tutor.content.formula.operators import product
from tutor.locale import _

EACH = ("abs", "sqrt", "exp", "log", "log2", "log10", "sin", "cos", "tan", "tanh", "floor", "ceil", "sign")
OVER = ("sum", "mean", "std", "var", "prod", "max", "min", "argmax", "argmin", "any", "all")
BOTH = ("maximum", "minimum")
OTHER = (
    "array", "zeros", "ones", "eye", "arange", "reshape", "transpose", "shape", "ndim", "size", "len", "dot", "matmul",
    "outer", "round", "int", "float", "gcd", "relu", "sigmoid", "softmax", "where",
)  # fmt: skip
NAMES = frozenset({*EACH, *OVER, *BOTH, *OTHER})
"""Every name that can be called."""
ARGUMENTS = 8


def call(name: str, arguments: list[Value], axis: int | None) -> Value:
    """`name(*arguments)`, with `axis=` where one is given; raises FormulaError."""
    if len(arguments) > ARGUMENTS:
        raise FormulaError(_("too many arguments"))
    if axis is not None and name not in OVER:
        raise FormulaError(_("{name} takes no axis").format(name=name))
    extra = {} if axis is None else {"axis": axis}
    try:
        return kept(_table()[name](*arguments, **extra))
    except FormulaError:
        raise
    except (ValueError, TypeError, ArithmeticError, IndexError) as error:
        message = _("{name}: {reason}")
        raise FormulaError(message.format(name=name, reason=str(error)[:100])) from error


@cache
def _table() -> dict[str, Callable[..., Any]]:
    import numpy as np  # noqa: PLC0415 (quizzes without expressions need no NumPy)

    def each(name: str) -> Callable[..., Any]:
        function = getattr(np, name)
        return lambda x: function(_numbers(x))

    def over(name: str) -> Callable[..., Any]:
        function = getattr(np, name)

        def reduced(*values: Value, axis: int | None = None) -> Value:
            x = _numbers(values[0] if len(values) == 1 else tuple(values))
            return function(x.astype(float) if name == "prod" else x, axis=axis)

        return reduced

    def both(name: str) -> Callable[..., Any]:
        function = getattr(np, name)

        def paired(x: Value, y: Value) -> Value:
            one, other = _numbers(x), _numbers(y)
            room(np.broadcast_shapes(one.shape, other.shape))
            return function(one, other)

        return paired

    table: dict[str, Callable[..., Any]] = {name: each(name) for name in EACH}
    table |= {name: over(name) for name in OVER}
    table |= {name: both(name) for name in BOTH}
    return table | _others()


def _others() -> dict[str, Callable[..., Any]]:
    import numpy as np  # noqa: PLC0415 (as above)

    def softmax(x: Value) -> Value:
        exponents = np.exp(_numbers(x) - np.max(_numbers(x)))
        return exponents / exponents.sum()

    def outer(x: Value, y: Value) -> Value:
        one, other = _numbers(x).ravel(), _numbers(y).ravel()
        room((one.size, other.size))
        return np.outer(one, other)

    def where(condition: Value, x: Value, y: Value) -> Value:
        three = [_numbers(value) for value in (condition, x, y)]
        room(np.broadcast_shapes(*(value.shape for value in three)))
        return np.where(*three)

    def arange(*bounds: Value) -> Value:
        numbers = [_scalar(bound) for bound in bounds]
        first, last, step = {1: (0, *numbers, 1), 2: (*numbers, 1), 3: tuple(numbers)}[len(numbers)]
        if step == 0 or not math.isfinite((last - first) / step) or (last - first) / step > ITEMS:
            raise FormulaError(_("too large: the most is {count} items").format(count=ITEMS))
        return np.arange(first, last, step)

    return {
        "array": _numbers,
        "zeros": lambda size: np.zeros(_axes(size)),
        "ones": lambda size: np.ones(_axes(size)),
        "eye": lambda size: np.eye(_axes((_scalar(size), _scalar(size)))[0]),
        "arange": arange,
        "reshape": lambda x, *size: np.reshape(_numbers(x), _axes(size[0] if len(size) == 1 else size)),
        "transpose": lambda x: _numbers(x).T,
        "shape": lambda x: _numbers(x).shape,
        "ndim": lambda x: _numbers(x).ndim,
        "size": lambda x: _numbers(x).size,
        "len": len,
        "dot": lambda x, y: product(_numbers(x), _numbers(y)),
        "matmul": lambda x, y: product(_numbers(x), _numbers(y)),
        "outer": outer,
        "round": lambda x, digits=0: _rounded(x, int(_scalar(digits))),
        "int": lambda x: int(_scalar(x)),
        "float": lambda x: float(_scalar(x)),
        "gcd": lambda x, y: math.gcd(int(_scalar(x)), int(_scalar(y))),
        "relu": lambda x: np.maximum(_numbers(x), 0),
        "sigmoid": lambda x: 1 / (1 + np.exp(-_numbers(x).astype(float))),
        "softmax": softmax,
        "where": where,
    }


def _numbers(value: Value) -> Any:
    import numpy as np  # noqa: PLC0415 (as above)

    return np.asarray(kept(np.asarray(value)))  # kept: whole numbers too large for 64 bits would wrap round


def _scalar(value: Value) -> int | float:
    if isinstance(value, bool | int | float):
        return value
    raise FormulaError(_("one number is wanted here"))


def _axes(size: Value) -> tuple[int, ...]:
    axes = size if isinstance(size, tuple) else (size,)
    if not all(isinstance(length, int) and not isinstance(length, bool) for length in axes):
        raise FormulaError(_("a size is whole numbers, as (2, 3)"))
    room(axes)
    return axes


def _rounded(value: Value, digits: int) -> Value:
    import numpy as np  # noqa: PLC0415 (as above)

    if not -20 <= digits <= 20:  # noqa: PLR2004 (what a float can hold)
        raise FormulaError(_("too many digits"))
    if isinstance(value, bool | int | float):
        return round(value, digits) if digits else round(value)
    return np.round(_numbers(value), digits)
