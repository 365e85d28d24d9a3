"""The known word that is nearest to a misspelt one."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 40
_MOST = 600


def near(word: str, known: Iterable[str], cutoff: float = 0.72) -> str:
    """The nearest of `known`, or nothing; the same word in other capitals is nearest of all."""
    from difflib import get_close_matches  # noqa: PLC0415 (only a misspelt name needs it)

    words = list(known)[:_MOST]
    low = word.lower()
    if same := next((one for one in words if one.lower() == low and one != word), ""):
        return same
    if not 2 < len(word) <= _LONGEST:  # noqa: PLR2004 (two letters are near to everything)
        return ""
    return next((one for one in get_close_matches(word, words, 3, cutoff) if one != word), "")
