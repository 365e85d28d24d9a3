"""What somebody meant who wrote something else."""

from __future__ import annotations

from collections.abc import Iterable

from tutor.locale import _


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The one of `known` that is nearest to `word`, or nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 (most files have no slips)

    return next(iter(get_close_matches(word[:100], list(known), 1, cutoff)), "")


def suggestion(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the nearest known one, or all of them."""
    known = tuple(known)
    if near := did_you_mean(word, known):
        return _(": did you mean “{near}”?").format(near=near)
    return _(": the known ones are {known}").format(known=", ".join(known))
