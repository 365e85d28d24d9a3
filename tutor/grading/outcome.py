"""What becomes of an answer, and of a quiz."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tutor.content.parts import Bilingual


class Outcome(StrEnum):
    """How an answer was; `NOTED` is that of a guess, which is neither right nor wrong."""

    RIGHT = "right"
    RIGHT_BUT = "right_but"
    PARTIAL = "partial"
    WRONG = "wrong"
    ERROR = "error"
    NOTED = "noted"
    NOT_ATTEMPTED = "not_attempted"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of one part of an answer: an option of `choices` or `guess`, a pair of `match`.

    `key` is the option's, or the left side's; `is_given`: the answer names it; `is_right`: it was dealt with as it
    should be, so that an option which is right and not ticked is not. `answer` is what belongs to a left side.
    """

    key: str
    about: Bilingual
    is_given: bool
    is_right: bool
    feedback: Bilingual | None = None
    answer: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One graded answer; `score` is 0 to 1, `feedback` the reason for this very answer, `remarks` those for its parts.

    `misconceptions` are the ids of what the answer seems to rest on.
    """

    outcome: Outcome
    score: float = 0.0
    feedback: Bilingual | None = None
    remarks: tuple[Remark, ...] = ()
    misconceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuizResult:
    """A graded quiz: the mean score 0 to 1 of what is graded, and each question's result in the quiz's order."""

    score: float
    passed: bool
    outcomes: Mapping[str, Result]
