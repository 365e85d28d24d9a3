"""A number as learners write it: `0.5`, `0,5`, `1/3`, `2e-3`, with what it is measured in or without."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from tutor.grading.words import short
from tutor.locale import LANGUAGES, _

if TYPE_CHECKING:
    from tutor.content.kinds import Number

LONGEST = 100  # characters that a number may have; longer is a paste gone wrong
LARGEST_EXPONENT = 400  # beyond a float's range; a larger one would only eat memory

DECIMAL = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d*)(?:(?P<mark>[.,])(?P<part>\d*))?(?:[eE](?P<power>[+-]?\d{1,4}))?")
GROUPED = re.compile(r"[+-]?\d+([.,\s'’_]\d+)+")


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
        raise ValueError(_("“{answer}” divides by zero").format(answer=short(text)))
    return _decimal(over.strip(), answer) / divisor


def _decimal(text: str, answer: str) -> Fraction:
    match = DECIMAL.fullmatch(text) if text.isascii() else None
    if match and (match["whole"] or match["part"]) and abs(int(match["power"] or 0)) <= LARGEST_EXPONENT:
        digits = f"{match['sign']}{match['whole'] or '0'}.{match['part'] or '0'}"
        return Fraction(f"{digits}e{match['power'] or 0}")
    if GROUPED.fullmatch(text):
        raise ValueError(_thousands(answer))
    raise ValueError(_not_a_number(answer))


def meant(question: Number, answer: object) -> Fraction | None:
    """The number that `answer` gives to `question`; raises ValueError for one that may be read in two ways."""
    if isinstance(answer, str):
        answer = _without_unit(question, answer)
    given = number(answer)
    if given is None or question.tolerance.reaches(question.answer, given):
        return given
    # "1,000" is one in Spanish and a thousand in English; where only the second reading is right, ask.
    if isinstance(answer, str) and re.fullmatch(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", answer.strip()):
        thousand = given * 1000
        if question.tolerance.reaches(question.answer, thousand):
            raise ValueError(_thousands(answer))
    return given


def _without_unit(question: Number, answer: str) -> str:
    text = answer.strip()
    for language in LANGUAGES if question.measured_in else ():
        unit = question.measured_in.text(language).strip() if question.measured_in else ""
        if len(text) > len(unit) and text.casefold().endswith(unit.casefold()):
            return text[: -len(unit)].rstrip()
    return answer


def _not_a_number(answer: object) -> str:
    return _("“{answer}” is not a number: write for example 0.5, 1/3 or 2e-3").format(answer=short(answer))


def _thousands(answer: object) -> str:
    return _("“{answer}”: write the number without thousands separators, for example 60000 or 0.5").format(
        answer=short(answer)
    )
