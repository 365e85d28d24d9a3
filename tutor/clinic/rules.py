"""The rules, the most fundamental cause first: of a training, the first that holds is told and no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.clinic import built, data, going
from tutor.clinic.sight import Sight

if TYPE_CHECKING:
    from tutor.clinic.sight import Run


@dataclass(frozen=True, slots=True)
class Remark:
    """`illness` is the rule's name; `words` are for the learner: what is seen, and what it is."""

    illness: str
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """`words` says it where it is to be seen, else nothing."""

    illness: str
    words: Callable[[Sight], str]


RULES: tuple[Rule, ...] = (
    Rule("softmax-on-one", built.softmax_on_one),
    Rule("wrong-loss", built.wrong_loss),
    Rule("zero-weights", built.all_alike),
    Rule("inputs-not-scaled", data.not_scaled),
    Rule("test-not-scaled", data.validation_not_scaled),
    Rule("leak", data.leak),
    Rule("rate-too-high", going.rate_high),
    Rule("dead-relus", going.dead),
    Rule("saturated", going.saturated),
    Rule("rate-too-low", going.rate_low),
    Rule("shuffled-labels", data.shuffled),
    Rule("overfitting", going.overfitting),
)


def remark(run: Run) -> str:
    """The words of `diagnose`, empty where there is nothing to say."""
    found = diagnose(run)
    return found.words if found else ""


def diagnose(run: Run) -> Remark | None:
    """What ails a finished `model.fit`; nothing of one that is well, was cut short, or is a loop without epochs."""
    if not run.finished or not run.epochs or run.note == "interrupted":
        return None
    sight = Sight(run)
    return next((Remark(rule.illness, words) for rule in RULES if (words := rule.words(sight))), None)
