"""Computes one expression: arithmetic, comparisons, lists, indexing, `a if c else b`, and calls from a closed list.

Python's parser makes the tree; it is walked here, and what has no case below does not exist. No loop, no attribute,
no name but the given ones; every value is small, so that the time is bounded by the number of nodes.
"""

from __future__ import annotations

import ast
import math
import warnings
from collections.abc import Mapping

from tutor.content.formula import functions, operators
from tutor.content.formula.limits import CHARACTERS, DEPTH, NODES, FormulaError, Value, kept
from tutor.locale import _

CONSTANTS: Mapping[str, Value] = {"pi": math.pi, "e": math.e}


def evaluate(source: str, names: Mapping[str, Value]) -> Value:
    """The value of `source`, where `names` are known; raises FormulaError."""
    tree = parsed(source)
    import numpy as np  # noqa: PLC0415 (quizzes without expressions need no NumPy)

    try:
        with np.errstate(all="ignore"):
            return _Walk(names).value(tree)
    except FormulaError:
        raise
    except ZeroDivisionError as error:
        raise FormulaError(_("a division by zero")) from error
    except (ArithmeticError, ValueError, TypeError, IndexError) as error:
        raise FormulaError(str(error)[:100]) from error


def parsed(source: str) -> ast.expr:
    """The tree of `source`; raises FormulaError for what is no expression, or too long."""
    if len(source) > CHARACTERS:
        raise FormulaError(_("too long: the most is {count} characters").format(count=CHARACTERS))
    if "\\" in source or not source.isprintable():
        raise FormulaError(_("not an expression"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(_("not an expression")) from error
    if _depth(tree) > DEPTH or sum(1 for _node in ast.walk(tree)) > NODES:
        raise FormulaError(_("too long an expression: split it into two variables"))
    return tree.body


def names_in(source: str) -> set[str]:
    """The names that `source` uses, those of functions apart."""
    return {node.id for node in ast.walk(parsed(source)) if isinstance(node, ast.Name)} - functions.NAMES


def _depth(tree: ast.AST) -> int:
    deepest, level = 0, [tree]
    while level:
        deepest += 1
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return deepest


class _Walk:
    """Walks a tree with `names` in reach."""

    def __init__(self, names: Mapping[str, Value]) -> None:
        self._names = names

    def value(self, node: ast.expr) -> Value:  # noqa: C901 (a match over the whole language)
        match node:
            case ast.Constant(value=bool() | int() | float() | str() as constant):
                return kept(constant)
            case ast.Name(id=name):
                return self._named(name)
            case ast.UnaryOp(op=operation, operand=operand):
                return operators.signed(operation, self.value(operand))
            case ast.BinOp(left=left, op=operation, right=right):
                return operators.apply(operation, self.value(left), self.value(right))
            case ast.BoolOp(op=operation, values=values):
                return self._joined(operation, values)
            case ast.Compare(left=left, ops=operations, comparators=others):
                return self._compared(left, operations, others)
            case ast.IfExp(test=test, body=body, orelse=otherwise):
                return self.value(body if operators.truth(self.value(test)) else otherwise)
            case ast.List(elts=elements) | ast.Tuple(elts=elements):
                return kept(tuple(self.value(element) for element in elements))
            case ast.Subscript(value=whole, slice=index):
                return self._part(self.value(whole), index)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=keywords):
                return self._called(name, arguments, keywords)
            case _:
                message = _(
                    "{what} cannot be used here: only arithmetic, comparisons, lists, indexes and known functions"
                )
                raise FormulaError(message.format(what=type(node).__name__))

    def _named(self, name: str) -> Value:
        for known in (self._names, CONSTANTS):
            if name in known:
                return kept(known[name])
        known_names = ", ".join(sorted(self._names)) or "–"
        raise FormulaError(_("there is no “{name}”: known are {known}").format(name=name, known=known_names))

    def _joined(self, operation: ast.boolop, values: list[ast.expr]) -> bool:
        if isinstance(operation, ast.And):
            return all(operators.truth(self.value(value)) for value in values)
        return any(operators.truth(self.value(value)) for value in values)

    def _compared(self, left: ast.expr, operations: list[ast.cmpop], others: list[ast.expr]) -> Value:
        one, result = self.value(left), True
        for operation, node in zip(operations, others, strict=True):
            other = self.value(node)
            result = operators.compare(operation, one, other)
            if len(operations) > 1 and not operators.truth(result):
                return False
            one = other
        return result

    def _part(self, whole: Value, index: ast.expr) -> Value:
        import numpy as np  # noqa: PLC0415 (as above)

        if not isinstance(whole, tuple | np.ndarray):
            raise FormulaError(_("only lists and arrays have parts"))
        place = self._place(index)
        if isinstance(whole, tuple) and isinstance(place, tuple):
            whole = np.asarray(whole)
        return kept(whole[place])

    def _place(self, index: ast.expr) -> Value:
        match index:
            case ast.Slice(lower=lower, upper=upper, step=step):
                return slice(*(None if bound is None else self._whole(bound) for bound in (lower, upper, step)))
            case ast.Tuple(elts=elements):
                return tuple(self._place(element) for element in elements)
            case _:
                return self._whole(index)

    def _whole(self, node: ast.expr) -> int:
        value = self.value(node)
        if isinstance(value, bool) or not isinstance(value, int):
            raise FormulaError(_("an index is a whole number"))
        return value

    def _called(self, name: str, arguments: list[ast.expr], keywords: list[ast.keyword]) -> Value:
        if name not in functions.NAMES:
            raise FormulaError(_("there is no function “{name}” here").format(name=name))
        if [keyword.arg for keyword in keywords] not in ([], ["axis"]):
            raise FormulaError(_("no argument but axis has a name here"))
        axis = self._whole(keywords[0].value) if keywords else None
        return functions.call(name, [self.value(argument) for argument in arguments], axis)
