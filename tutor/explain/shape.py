"""Shapes as explanations write and compare them."""

from __future__ import annotations

from itertools import zip_longest
from math import prod

Shape = tuple[int, ...]


def written(shape: Shape) -> str:
    """As NumPy writes it: `(2, 3)`, `(3,)`, `()`."""
    return f"({shape[0]},)" if len(shape) == 1 else f"({', '.join(map(str, shape))})"


def clash(first: Shape, second: Shape) -> tuple[int, int] | None:
    """The two sizes that do not go together when one computes element by element, the last such pair."""
    for one, other in zip_longest(reversed(first), reversed(second), fillvalue=1):
        if one != other and 1 not in {one, other}:
            return one, other
    return None


def product_fits(first: Shape, second: Shape) -> bool:
    """`first @ second` can be computed."""
    return bool(first and second) and first[-1] == second[max(0, len(second) - 2)]


def turned(first: Shape, second: Shape) -> str:
    """How a product of two matrices would fit: `a @ b.T`, `a.T @ b`, `b @ a`, or "" if it does not or in many ways."""
    if len(first) != 2 or len(second) != 2:  # noqa: PLR2004 (matrices)
        return ""
    ways = {
        "a @ b.T": product_fits(first, second[::-1]),
        "a.T @ b": product_fits(first[::-1], second),
        "b @ a": product_fits(second, first),
    }
    fitting = [way for way, fits in ways.items() if fits]
    return ", ".join(f"`{way}`" for way in fitting)


def elements(shape: Shape) -> int:
    """How many elements an array of this shape has."""
    return prod(shape)
