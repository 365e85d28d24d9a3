"""Which misconceptions a question's wrong answers may stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.content.kinds import Question


def misconceptions_of(question: Question) -> tuple[str, ...]:
    """Their ids, each once, in the file's order; a program's known mistake stands for itself where none is named."""
    match question.kind:
        case "choice" | "choices":
            named = [option.misconception for option in question.options]
        case "number" | "text" | "shape" | "predict":
            named = [wrong.misconception for wrong in question.wrong]
        case "match":
            named = [extra.misconception for extra in question.extra]
        case "code":
            named = [mistake.misconception for mistake in question.mistakes]
        case _:
            named = []
    return tuple(dict.fromkeys(name for name in named if name))
