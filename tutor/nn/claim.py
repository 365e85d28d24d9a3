"""What a proof claims: a start, what was changed on the way, and where it ended; as a text, and back."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from tutor.locale import _
from tutor.nn.goal import Goal, GoalError, parse_goal
from tutor.nn.keys import KEYS, LinkError
from tutor.nn.run import CHANGEABLE, Change
from tutor.nn.state import State, link, parse

MOST_CHANGES = 5_000
BY_FIELD = {key.field: name for name, key in KEYS.items()}
WEIGHT, BIAS = "weight", "bias"


class ProofError(ValueError):
    """What is written is no proof, or one that is not replayed; the message says why."""


@dataclass(frozen=True, slots=True)
class Claim:
    """From `state`, with the changes of `journal`, the goal was met after `epoch` epochs and `point` points."""

    state: State
    journal: tuple[Change, ...]
    epoch: int
    point: int = 0

    @property
    def goal(self) -> Goal | None:
        """The goal in it, if it has one that can be read."""
        try:
            return parse_goal(self.state.goal)
        except GoalError:
            return None


def written(claim: Claim) -> str:
    """Lines of words: `epoch point LINK`, then `epoch point name value` for each change; only what is not usual."""
    bare = replace(claim.state, others=(), show_test=False, discretize=False)
    usual = set(_pairs(State()))
    fragment = "&".join(pair for pair in _pairs(bare) if pair not in usual)
    return "\n".join([f"{claim.epoch} {claim.point} {fragment}", *map(_written_change, claim.journal)])


def claim_in(text: str) -> Claim:
    """The claim that `written` wrote; raises ProofError for what no run has done."""
    first, *changes = text.split("\n")
    if len(changes) > MOST_CHANGES:
        words = _("This proof has {count} changes; at most {most} are made again.")
        raise ProofError(words.format(count=len(changes), most=MOST_CHANGES))
    try:
        epoch, point, fragment = first.split(" ")
        state = parse("#" + fragment)
        journal = tuple(_change(line, state) for line in changes)
        return _ordered(Claim(state, journal, _count(epoch), _count(point)))
    except (LinkError, ValueError) as error:
        words = _("This proof says nothing that can be trained again: {reason}")
        raise ProofError(words.format(reason=error)) from error


def _ordered(claim: Claim) -> Claim:
    """The same, if its changes were made one after the other and before its end."""
    places = [(change.epoch, change.point) for change in claim.journal]
    if places != sorted(places) or any(place > (claim.epoch, claim.point) for place in places):
        raise ValueError(_("changes out of order"))
    return claim


def _pairs(state: State) -> list[str]:
    return link(state).partition("#")[2].split("&")


def _written_change(change: Change) -> str:
    if change.at:
        place = ",".join(map(str, change.at))
        return f"{change.epoch} {change.point} {change.name},{place} {float(change.value)!r}"
    name = BY_FIELD[change.name]
    return f"{change.epoch} {change.point} {name} {KEYS[name].write(change.value)}"


def _change(line: str, state: State) -> Change:
    epoch, point, name, value = line.split(" ")
    name, *place = name.split(",")
    if place:
        number, at = float(value), tuple(map(_count, place))
        if not (math.isfinite(number) and _is_there(name, at, state.sizes)):
            raise ValueError(line)
        return Change(_count(epoch), _count(point), name, number, at)
    if name not in KEYS or KEYS[name].field not in CHANGEABLE:
        raise ValueError(line)
    return Change(_count(epoch), _count(point), KEYS[name].field, KEYS[name].read(name, value))


def _is_there(name: str, at: tuple[int, ...], sizes: tuple[int, ...]) -> bool:
    """Whether a network of these sizes has such a link (layer, to, from) or such a bias (layer, to)."""
    layer = at[0]
    if layer >= len(sizes) - 1 or len(at) != {WEIGHT: 3, BIAS: 2}.get(name):
        return False
    return all(index < size for index, size in zip(at[1:], (sizes[layer + 1], sizes[layer]), strict=False))


def _count(word: str) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) <= 9):  # noqa: PLR2004 (digits: what is longer is absurd)
        raise ValueError(word)
    return int(word)
