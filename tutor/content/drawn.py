"""A question with the numbers of one attempt: the same seed gives the same question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from tutor.content import variables
from tutor.content.template import TemplateError, filled, spelled

if TYPE_CHECKING:
    from tutor.content.question import Asked

TRIES = 20
AnyKind = TypeVar("AnyKind", bound="Asked")


def drawn(question: AnyKind, seed: int) -> AnyKind:
    """`question` with the numbers of `seed`, or of the next seed that makes a sound question of it."""
    for nudge in range(TRIES if question.written else 0):
        try:
            return sound(question, seed + nudge)
        except (TemplateError, ValidationError):
            continue
    return question


def sound(question: AnyKind, seed: int) -> AnyKind:
    """The same with the numbers of this very seed; raises TemplateError or ValidationError."""
    if question.written is None:
        return question
    values = variables.values(question.vars, seed, question.id)
    return with_written(type(question).model_validate(filled(question.written, values)), question.written)


def with_written(question: AnyKind, written: Mapping[str, Any]) -> AnyKind:
    """`question`, which remembers how it stands in the file."""
    question._written = written  # noqa: SLF001 (a private of pydantic's, not of a room's)
    return question


def told(question: Asked, seed: int) -> str:
    """The values of `seed`, for a message: a = 3, b = 4."""
    try:
        values = variables.values(question.vars, seed, question.id)
    except TemplateError:
        return ""
    return ", ".join(f"{name} = {spelled(value)}" for name, value in values.items())
