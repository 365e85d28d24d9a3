"""All rules, by the name of the exception that they know."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tutor.explain.arguments import book as arguments
from tutor.explain.arrays import book as arrays
from tutor.explain.attributes import book as attributes
from tutor.explain.building import book as building
from tutor.explain.calculations import book as calculations
from tutor.explain.fitting import book as fitting
from tutor.explain.grammar import book as grammar
from tutor.explain.indentation import book as indentation
from tutor.explain.indices import book as indices
from tutor.explain.joints import book as joints
from tutor.explain.labels import book as labels
from tutor.explain.modules import book as modules
from tutor.explain.names import book as names
from tutor.explain.products import book as products
from tutor.explain.rule import Rule
from tutor.explain.surroundings import book as surroundings
from tutor.explain.tensors import book as tensors
from tutor.explain.types import book as types
from tutor.explain.values import book as values

_BOOKS = (
    *(products, arrays, joints, indices, values, calculations),
    *(arguments, attributes, types, names, modules, surroundings, indentation, grammar),
    *(labels, fitting, building, tensors),
)


def rules() -> Iterable[Rule]:
    """Every rule."""
    return (rule for book in _BOOKS for rule in book)


@cache
def _by_name() -> dict[str, tuple[Rule, ...]]:
    known: dict[str, tuple[Rule, ...]] = {}
    for rule in rules():
        for name in rule.names:
            known[name] = (*known.get(name, ()), rule)
    return known


def rules_for(name: str) -> tuple[Rule, ...]:
    """Those that know an exception of this name."""
    return _by_name().get(name, ())
