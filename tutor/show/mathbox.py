"""A formula with a height: fractions, matrices, sums with their limits."""

from __future__ import annotations


def math_block(tex: str, width: int, *, ascii: bool = False) -> list[str]:
    return tex.split("\n")
