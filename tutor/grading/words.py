"""What learners type to name options, items, pairs, and truth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from tutor.locale import LANGUAGES, _

if TYPE_CHECKING:
    from tutor.content.parts import Keyed, Part

TRUE = frozenset({"true", "t", "verdadero", "cierto", "v", "sí", "si", "s", "yes", "y"})
FALSE = frozenset({"false", "f", "falso", "no", "n"})
_APART = re.compile(r"[\s,;]+")
_PAIR = re.compile(r"(?P<left>.+?)\s*(?:->|→|[-=:])\s*(?P<right>.+)|(?P<digits>\d+)[).]?\s*(?P<letter>[a-z])[).]?")
_PAIRS = re.compile(r"\d+[).]?\s*(?:->|→|[-=:])?\s*[a-z][).]?(?:[\s,;]+|$)")


def truth(answer: object) -> bool:
    """`answer` as true or false, in Spanish or in English."""
    if isinstance(answer, bool):
        return answer
    text = _folded(_as_text(answer))
    if text in TRUE or text in FALSE:
        return text in TRUE
    raise ValueError(_("“{answer}” is neither true nor false: write true or false").format(answer=short(text)))


def named(things: Sequence[Keyed | Part], answer: object) -> str:
    """The key of the one that `answer` names: by its text in either language first, then by its key."""
    key = _find(things, answer)
    if key is None:
        keys = ", ".join(thing.key for thing in things)
        message = _("“{answer}” is none of the options: write one of {keys}")
        raise ValueError(message.format(answer=short(answer), keys=keys))
    return key


def by_name(things: Sequence[Keyed | Part], key: str) -> str:
    """How `named` is told which thing: by its key, or by its text where some thing's text reads like that key."""
    if _find(things, key) == key:
        return key
    return next(thing.text.text("en") for thing in things if thing.key == key)


def several(things: Sequence[Keyed | Part], answer: object) -> list[str]:
    """The keys of those that `answer` names: a list, `{a: true, c: true}`, "a c", "a, c" or "ac"."""
    if isinstance(answer, Mapping):
        answer = [name for name, is_chosen in answer.items() if truth(is_chosen)]
    if isinstance(answer, list | tuple):
        return [named(things, one) for one in answer]
    whole = _find(things, answer)
    if whole is not None:
        return [whole]
    text = _as_text(answer).strip()
    listed = [word for word in re.split(r"[,;]", text) if word.strip()]
    if len(listed) > 1 and all(_find(things, word) for word in listed):
        return [named(things, word) for word in listed]
    words = [word for word in _APART.split(text) if word]
    if len(words) == 1 and words[0].isalpha() and all(_find(things, letter) for letter in words[0]):
        words = list(words[0])
    return [named(things, word) for word in words]


def in_order(parts: Sequence[Part], answer: object) -> list[str]:
    """The keys of `parts` in the order that `answer` gives; it has to have each of them once."""
    keys = several(parts, answer)
    if sorted(keys) != sorted(part.key for part in parts):
        wanted = " ".join(sorted(part.key for part in parts))
        message = _("“{answer}”: write each of {keys} once, the first one first")
        raise ValueError(message.format(answer=short(_listed(answer)), keys=wanted))
    return keys


def paired(lefts: Sequence[Part], rights: Sequence[Part], answer: object) -> dict[str, str]:
    """Which right side's key goes with which left side's: `{1: b, 2: a}`, ["1b", "2a"] or "1b 2a"."""
    pairs: dict[str, str] = {}
    for left, right in _pairs(answer):
        key = named(lefts, left)
        if key in pairs:
            raise ValueError(_("{key} is there twice: give it one partner").format(key=key))
        pairs[key] = named(rights, right)
    return pairs


def _pairs(answer: object) -> Iterable[tuple[object, object]]:
    if isinstance(answer, Mapping):
        return [(left, right) for left, right in answer.items() if right is not None]
    if isinstance(answer, list | tuple):
        return [pair for one in answer for pair in _pair(one)]
    text = _as_text(answer).strip().lower() + " "
    found = list(_PAIRS.finditer(text))
    if "".join(match[0] for match in found) != text:
        raise ValueError(_("“{answer}” are no pairs: write them as 1b 2a").format(answer=short(answer)))
    return [pair for match in found for pair in _pair(match[0].strip(" \t\n,;"))]


def _pair(one: object) -> list[tuple[object, object]]:
    if isinstance(one, Mapping):
        return list(one.items())
    if isinstance(one, list | tuple) and len(one) == 2:  # noqa: PLR2004 (a pair)
        return [(one[0], one[1])]
    match = _PAIR.fullmatch(_as_text(one).strip().lower())
    if match is None:
        raise ValueError(_("“{answer}” are no pairs: write them as 1b 2a").format(answer=short(one)))
    return [(match["left"] or match["digits"], match["right"] or match["letter"])]


def _find(things: Sequence[Keyed | Part], answer: object) -> str | None:
    text = _folded(_as_text(answer))
    for thing in things:
        if text in {_folded(thing.text.text(language)) for language in LANGUAGES}:
            return thing.key
    key = text.rstrip(").")
    return next((thing.key for thing in things if key == thing.key), None)


def _as_text(answer: object) -> str:
    if isinstance(answer, bool):
        return "true" if answer else "false"
    if isinstance(answer, str | int | float):
        return str(answer)
    raise ValueError(_("an answer is a text, a number, true or false"))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _listed(answer: object) -> str:
    return " ".join(map(str, answer)) if isinstance(answer, list | tuple) else str(answer)


def short(answer: object) -> str:
    """`answer` in the middle of a message: one line, not too long."""
    text = " ".join(str(answer).split())
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 (what a line of a message bears)
