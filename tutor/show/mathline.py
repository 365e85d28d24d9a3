"""A formula as one line of text."""

from __future__ import annotations


def math_inline(tex: str, *, ascii: bool = False) -> str:
    return tex
