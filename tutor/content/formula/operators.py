"""What `+`, `@`, `<` and their like do, on values whose size is known to stay small."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable

from tutor.content.formula.limits import POWER, FormulaError, Value, kept, room
from tutor.locale import _

BINARY: dict[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.MatMult: operator.matmul,
    ast.Pow: operator.pow,
}
UNARY: dict[type[ast.unaryop], Callable[[Value], Value]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
    ast.Not: operator.not_,
}
COMPARED: dict[type[ast.cmpop], Callable[[Value, Value], Value]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def apply(operation: ast.operator, left: Value, right: Value) -> Value:
    """`left operation right`."""
    function = BINARY.get(type(operation))
    if function is None:
        raise FormulaError(_("there is no operator {name} here").format(name=type(operation).__name__))
    left, right = _numeric(left), _numeric(right)
    if isinstance(operation, ast.Pow):
        return power(left, right)
    if isinstance(operation, ast.MatMult):
        return product(left, right)
    room(_together(left, right))
    return kept(function(left, right))


def signed(operation: ast.unaryop, value: Value) -> Value:
    """`-value`, `+value`, `not value`."""
    function = UNARY.get(type(operation))
    if function is None:
        raise FormulaError(_("there is no operator {name} here").format(name=type(operation).__name__))
    if isinstance(operation, ast.Not):
        return not truth(value)
    return kept(function(_numeric(value)))


def compare(operation: ast.cmpop, left: Value, right: Value) -> Value:
    """`left operation right`; texts are equal or not."""
    function = COMPARED.get(type(operation))
    if function is None:
        raise FormulaError(_("there is no operator {name} here").format(name=type(operation).__name__))
    if isinstance(left, str | tuple) and isinstance(right, str | tuple) and isinstance(operation, ast.Eq | ast.NotEq):
        return bool(function(left, right))
    left, right = _numeric(left), _numeric(right)
    room(_together(left, right))
    return kept(function(left, right))


def truth(value: Value) -> bool:
    """`value` where yes or no is wanted: only a boolean or a number says that."""
    if isinstance(value, bool | int | float):
        return bool(value)
    raise FormulaError(_("neither true nor false: use any(…) or all(…)"))


def power(base: Value, exponent: Value) -> Value:
    """`base ** exponent`, never complex and never beyond what is kept."""
    import numpy as np  # noqa: PLC0415 (quizzes without expressions need no NumPy)

    room(_together(base, exponent))
    if np.size(exponent) and float(np.max(np.abs(exponent))) > POWER:
        raise FormulaError(_("too large an exponent: the most is {most}").format(most=POWER))
    is_whole = _is_whole(base) and _is_whole(exponent)
    if is_whole and np.all(np.asarray(exponent) >= 0):
        if isinstance(base, int) and isinstance(exponent, int):
            return kept(kept(base) ** exponent)
        result = np.power(np.asarray(base, float), exponent)
        return kept(result.astype(np.int64)) if np.all(np.abs(result) < 2**53) else kept(result)
    return kept(np.power(np.asarray(base, float), np.asarray(exponent, float)))


def product(left: Value, right: Value) -> Value:
    """The matrix product, of vectors and matrices."""
    import numpy as np  # noqa: PLC0415 (as above)

    left, right = np.asarray(left), np.asarray(right)
    if not (1 <= left.ndim <= 2 and 1 <= right.ndim <= 2):  # noqa: PLR2004 (vectors and matrices)
        raise FormulaError(_("@ takes vectors and matrices"))
    room((*left.shape[:-1], *right.shape[1:]))
    if left.shape[-1] != right.shape[0]:
        message = _("shapes {left} and {right} do not go together")
        raise FormulaError(message.format(left=left.shape, right=right.shape))
    return kept(left @ right)


def _numeric(value: Value) -> Value:
    import numpy as np  # noqa: PLC0415 (as above)

    if isinstance(value, str):
        raise FormulaError(_("a text cannot be computed with"))
    return kept(np.asarray(value)) if isinstance(value, tuple) else value


def _together(left: Value, right: Value) -> tuple[int, ...]:
    import numpy as np  # noqa: PLC0415 (as above)

    try:
        return tuple(np.broadcast_shapes(np.shape(left), np.shape(right)))
    except ValueError as error:
        message = _("shapes {left} and {right} do not go together")
        raise FormulaError(message.format(left=np.shape(left), right=np.shape(right))) from error


def _is_whole(value: Value) -> bool:
    import numpy as np  # noqa: PLC0415 (as above)

    return np.asarray(value).dtype.kind in "biuO"
