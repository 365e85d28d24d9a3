"""In which order things stand on the screen: the same for the same seed and question, and never a hint."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    from tutor.content.kinds import Choice, Choices, Guess, Match, Order
    from tutor.content.parts import Opinion, Option, Part

Thing = TypeVar("Thing")


@overload
def shuffled(question: Choice | Choices, seed: int) -> tuple[Option, ...]: ...
@overload
def shuffled(question: Guess, seed: int) -> tuple[Opinion, ...]: ...
@overload
def shuffled(question: Order | Match, seed: int) -> tuple[Part, ...]: ...
def shuffled(
    question: Choice | Choices | Guess | Order | Match, seed: int
) -> tuple[Option, ...] | tuple[Opinion, ...] | tuple[Part, ...]:
    """What is chosen from, as it stands on the screen in an attempt with `seed`.

    The options of a choice; the items of an order; of a match, the right-hand sides.
    """
    match question.kind:
        case "choice" | "choices":
            return _shuffled(question.options, seed, question.id)
        case "guess":
            return _shuffled(question.options, seed, question.id)
        case "order":
            return mixed(question.parts, seed, question.id)
        case "match":
            return _shuffled(question.rights, seed, question.id)


def mixed(things: Sequence[Thing], seed: int, name: str) -> tuple[Thing, ...]:
    """`things` shuffled until few of them stand in order, so that handing them back as they are earns little."""
    rng = random.Random(f"{seed}/{name}")  # noqa: S311 (an order, no secret)
    places = list(range(len(things)))
    most = max(2, len(things) // 2)
    for _attempt in range(1000):
        rng.shuffle(places)
        if longest_rise(places) <= most and places != sorted(places):
            break
    return tuple(things[place] for place in places)


def longest_rise(places: Sequence[int]) -> int:
    """How many of `places` stand in rising order, others left out."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


def _shuffled(things: Sequence[Thing], seed: int, name: str) -> tuple[Thing, ...]:
    order = list(things)
    random.Random(f"{seed}/{name}").shuffle(order)  # noqa: S311 (as above)
    return tuple(order)
