"""The right answer in a line, where it fits into one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tutor.content.shape import spelled

if TYPE_CHECKING:
    from tutor.content.kinds import Number
    from tutor.content.quiz import Question

DIGITS = 6
"""Digits of a number that are read at a glance."""


def solution(question: Question, language: str) -> str:
    """What is right, for `number`, `text` and `shape`; empty for kinds whose parts, or whose run, say it."""
    match question.kind:
        case "number":
            value = _short(question)
            value = value.replace(".", ",") if language == "es" else value
            return f"{value} {question.measured_in.text(language)}" if question.measured_in else value
        case "text":
            return question.shown.text(language) if question.shown else question.accepted[0]
        case "shape":
            return spelled(question.answer)
        case _:
            return ""


def _short(question: Number) -> str:
    """The answer in full where that is short, else in as few digits as its tolerance takes for right."""
    whole = f"{question.answer:.12g}"
    if len(whole.lstrip("-").replace(".", "")) <= DIGITS:
        return whole
    short = (f"{float(f'{question.answer:.{digits}g}'):.12g}" for digits in range(DIGITS // 2 + 1, 12))
    return next((text for text in short if question.tolerance.reaches(question.answer, Fraction(text))), whole)


def solution_lines(question: Question, language: str) -> tuple[str, ...]:
    """What is right, line by line; empty for a guess, and where only running tells."""
    match question.kind:
        case "number" | "text" | "shape":
            return (solution(question, language),)
        case "choice" | "choices":
            return tuple(option.text.text(language) for option in question.options if option.right)
        case "order":
            return tuple(f"{place}. {item.text(language)}" for place, item in enumerate(question.items, 1))
        case "match":
            return tuple(f"{pair.left.text(language)} → {pair.right.text(language)}" for pair in question.pairs)
        case "code":
            return tuple(question.solution.text(language).strip("\n").split("\n"))
        case _:
            return ()
