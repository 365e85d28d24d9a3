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
