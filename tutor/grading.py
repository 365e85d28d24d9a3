"""Answers into outcomes. Pure: knows no file, no kernel and no screen.

A learner's answer comes as text typed or as YAML's own types; what cannot be read as an answer at all is a
`ValueError` that says what to write, so that a slip of the pen never counts as a mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from tutor.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tutor.content.quiz import Bilingual, Choice, Number, Option, Question, Quiz, TrueFalse

LONGEST = 100  # characters that a number may have; longer is a paste gone wrong
LARGEST_EXPONENT = 400  # beyond a float's range; a larger one would only eat memory
TRUE = frozenset({"true", "t", "verdadero", "cierto", "v", "sí", "si", "s", "yes", "y"})
FALSE = frozenset({"false", "f", "falso", "no", "n"})

DECIMAL = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d*)(?:(?P<mark>[.,])(?P<part>\d*))?(?:[eE](?P<power>[+-]?\d{1,4}))?")
GROUPED = re.compile(r"[+-]?\d+([.,\s'’_]\d+)+")


class Outcome(StrEnum):
    """How an answer was."""

    RIGHT = "right"
    RIGHT_BUT = "right_but"
    PARTIAL = "partial"
    WRONG = "wrong"
    ERROR = "error"
    NOT_ATTEMPTED = "not_attempted"


@dataclass(frozen=True, slots=True)
class Result:
    """One graded answer; `score` is 0 to 1, `feedback` the reason for this very answer."""

    outcome: Outcome
    score: float = 0.0
    feedback: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class QuizResult:
    """A graded quiz: the mean score 0 to 1, and each question's result in the quiz's order."""

    score: float
    passed: bool
    outcomes: Mapping[str, Result]


def grade(question: Question, answer: object) -> Result:
    """`answer` to `question`; `None` and blank text are not attempted. Raises ValueError for what is no answer."""
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return Result(Outcome.NOT_ATTEMPTED)
    match question.kind:
        case "choice":
            option = chosen(question, answer)
            return _result(option.right, option.feedback)
        case "true_false":
            said = truth(answer)
            return _result(said is question.answer, _reason(question, said))
        case "number":
            return _result(_is_close(question, answer), question.feedback)


def grade_quiz(quiz: Quiz, answers: Mapping[str, object]) -> QuizResult:
    """Every question of `quiz`; one without an answer is not attempted. Raises ValueError, naming the question."""
    known = {question.id for question in quiz.questions}
    if unknown := [str(name) for name in answers if name not in known]:
        raise ValueError(
            _("no such question: {names} (the quiz has: {known})").format(
                names=", ".join(unknown), known=", ".join(question.id for question in quiz.questions)
            )
        )
    outcomes = {}
    for question in quiz.questions:
        try:
            outcomes[question.id] = grade(question, answers.get(question.id))
        except ValueError as error:
            raise ValueError(f"{question.id}: {error}") from error
    return summed(quiz, outcomes)


def summed(quiz: Quiz, outcomes: Mapping[str, Result]) -> QuizResult:
    """The whole quiz's result from its questions' results; a missing one is not attempted."""
    full = {question.id: outcomes.get(question.id, Result(Outcome.NOT_ATTEMPTED)) for question in quiz.questions}
    score = sum(result.score for result in full.values()) / len(full) if full else 0.0
    return QuizResult(score, score >= quiz.pass_ - 1e-9, full)


def chosen(question: Choice, answer: object) -> Option:
    """The option that `answer` names: its text in either language first, then its key."""
    text = _folded(_as_text(answer))
    for option in question.options:
        if text in {_folded(option.text.text(language)) for language in ("es", "en")}:
            return option
    key = text.rstrip(").")
    for option in question.options:
        if key == option.key:
            return option
    keys = ", ".join(option.key for option in question.options)
    raise ValueError(_("“{answer}” is none of the options: write one of {keys}").format(answer=_short(text), keys=keys))


def truth(answer: object) -> bool:
    """`answer` as true or false, in Spanish or in English."""
    if isinstance(answer, bool):
        return answer
    text = _folded(_as_text(answer))
    if text in TRUE or text in FALSE:
        return text in TRUE
    raise ValueError(_("“{answer}” is neither true nor false: write true or false").format(answer=_short(text)))


def number(answer: object) -> Fraction | None:
    """`answer` as an exact number: `0.5`, `0,5`, `1/3`, `2e-3`. `None` for a float that is NaN or infinite.

    Raises ValueError for what is no number and for thousands separators, which differ between languages.
    """
    if isinstance(answer, bool) or not isinstance(answer, int | float | str):
        raise ValueError(_not_a_number(answer))  # noqa: TRY004 (one error for everything that is no answer)
    if isinstance(answer, str):
        return _parsed(answer)
    text = repr(answer)
    return Fraction(text) if text.strip("+-")[0].isdigit() else None


def _parsed(answer: str) -> Fraction:
    text = answer.strip().replace("−", "-")
    if len(text) > LONGEST:
        raise ValueError(_not_a_number(text))
    over, slash, under = text.partition("/")
    if not slash:
        return _decimal(text, answer)
    divisor = _decimal(under.strip(), answer)
    if divisor == 0:
        raise ValueError(_("“{answer}” divides by zero").format(answer=_short(text)))
    return _decimal(over.strip(), answer) / divisor


def _decimal(text: str, answer: str) -> Fraction:
    match = DECIMAL.fullmatch(text) if text.isascii() else None
    if match and (match["whole"] or match["part"]) and abs(int(match["power"] or 0)) <= LARGEST_EXPONENT:
        digits = f"{match['sign']}{match['whole'] or '0'}.{match['part'] or '0'}"
        return Fraction(f"{digits}e{match['power'] or 0}")
    if GROUPED.fullmatch(text):
        raise ValueError(_thousands(answer))
    raise ValueError(_not_a_number(answer))


def _is_close(question: Number, answer: object) -> bool:
    given = number(answer)
    if given is None:
        return False
    if _within(question, given):
        return True
    # "1,000" is one in Spanish and a thousand in English; where only the second reading is right, ask.
    if isinstance(answer, str) and re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", answer.strip()):
        thousand = given * 1000
        if _within(question, thousand):
            raise ValueError(_thousands(answer))
    return False


def _within(question: Number, given: Fraction) -> bool:
    right = number(question.answer)
    if right is None:
        return False
    room = max(_exact(question.tolerance.absolute), _exact(question.tolerance.relative) * abs(right))
    # An author's 0.3333333333333333 stands for 1/3: what is the same float is the same answer.
    return abs(given - right) <= room or _as_float(given) == question.answer


def _exact(value: float) -> Fraction:
    return Fraction(repr(value))  # the decimal the author wrote: in binary, 1.1 - 1 is more than 0.1


def _as_float(value: Fraction) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None


def _result(right: bool, feedback: Bilingual | None) -> Result:  # noqa: FBT001 (the one thing it is told)
    return Result(Outcome.RIGHT, 1.0, feedback) if right else Result(Outcome.WRONG, 0.0, feedback)


def _reason(question: TrueFalse, said: bool) -> Bilingual:  # noqa: FBT001 (as above)
    return question.feedback.true if said else question.feedback.false


def _as_text(answer: object) -> str:
    if isinstance(answer, bool):
        return "true" if answer else "false"
    if isinstance(answer, str | int | float):
        return str(answer)
    raise ValueError(_("an answer is a text, a number, true or false"))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _short(answer: object) -> str:
    text = " ".join(str(answer).split())
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004 (what a line of a message bears)


def _not_a_number(answer: object) -> str:
    return _("“{answer}” is not a number: write for example 0.5, 1/3 or 2e-3").format(answer=_short(answer))


def _thousands(answer: object) -> str:
    return _("“{answer}”: write the number without thousands separators, for example 60000 or 0.5").format(
        answer=_short(answer)
    )
