"""What somebody meant who wrote something else."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The one of `known` that is nearest to `word`, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 (most files have no slips)

    return next(iter(get_close_matches(word[:100], list(known), 1, cutoff)), "")
