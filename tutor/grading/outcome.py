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
class Shown:
    """The call that tells most about a program: what was given, what came, what is right, and in words what differs."""

    call: str
    given: tuple[tuple[str, str], ...] = ()
    got: str = ""
    expected: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """What a learner's program raised, in which of its lines (0: not known), and its frames as IPython writes them."""

    name: str
    message: str
    line: int = 0
    frames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """One graded answer; `score` is 0 to 1, `feedback` the reason for this very answer, `remarks` those for its parts.

    `misconceptions` are the ids of what the answer seems to rest on. The rest is of answers that were run: `mistake` is
    the id of a known one, `notes` what is said of a right program beside that it is right, `output` what it printed,
    `trouble` in a sentence why it came to no end, `curve` the real values of a sketched one, `course` how it went.
    """

    outcome: Outcome
    score: float = 0.0
    feedback: Bilingual | None = None
    remarks: tuple[Remark, ...] = ()
    misconceptions: tuple[str, ...] = ()
    mistake: str = ""
    notes: tuple[Bilingual, ...] = ()
    shown: Shown | None = None
    output: str = ""
    raised: Raised | None = None
    trouble: str = ""
    curve: tuple[float, ...] = ()
    course: str = ""


@dataclass(frozen=True, slots=True)
class QuizResult:
    """A graded quiz: the mean score 0 to 1 of what is graded, and each question's result in the quiz's order."""

    score: float
    passed: bool
    outcomes: Mapping[str, Result]
