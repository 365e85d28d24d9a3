"""The right answer in a line, where it fits into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.content.shape import spelled

if TYPE_CHECKING:
    from tutor.content.kinds import Question


def solution(question: Question, language: str) -> str:
    """What is right, for `number`, `text` and `shape`; empty for kinds whose parts, or whose run, say it."""
    match question.kind:
        case "number":
            value = f"{question.answer:.12g}"
            value = value.replace(".", ",") if language == "es" else value
            return f"{value} {question.measured_in.text(language)}" if question.measured_in else value
        case "text":
            return question.accepted[0]
        case "shape":
            return spelled(question.answer)
        case _:
            return ""


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
