"""What questions are made of: texts in both languages, options, tolerances, and the wrong answers that are known."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from tutor.content.shape import Shape, shape
from tutor.locale import _

LETTERS = "abcdefghijklmnopqrstuvwxyz"

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]
Unit = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?\.[1-9][0-9]?$")]
Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Measure = Annotated[float, Field(ge=0, allow_inf_nan=False)]


def fault(message: str, *at: str | int) -> PydanticCustomError:
    """What is wrong with a question, for its author; `at` is where in the question it stands."""
    return PydanticCustomError("content", "{said}", {"said": message, "at": at})


def _shape(value: Any) -> Shape:
    try:
        return shape(value)
    except ValueError as error:
        raise PydanticCustomError("content", "{said}", {"said": str(error), "at": ()}) from error


WrittenShape = Annotated[Shape, BeforeValidator(_shape), WithJsonSchema({"type": ["string", "array", "integer"]})]
"""A shape as authors and learners write it: `(None, 512)`."""


class Model(BaseModel):
    """A part of a quiz file: it cannot be changed, and knows all of its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


class Bilingual(Model):
    """A text in both languages; in the file, `{es: …, en: …}` or one string where both agree."""

    es: Words
    en: Words

    @model_validator(mode="before")
    @classmethod
    def _one_for_both(cls, value: Any) -> Any:
        return {"es": value, "en": value} if isinstance(value, str) and value.strip() else value

    def text(self, language: str) -> str:
        """The text in `language`; English for any but "es"."""
        return self.es if language == "es" else self.en


class Keyed(Model):
    """Something to choose; its key is a letter, "a" for the first in the file, whatever the order on the screen."""

    text: Bilingual
    _key: str = PrivateAttr("")

    @property
    def key(self) -> str:
        """A letter, "a" for the first in the file."""
        return self._key


class Option(Keyed):
    """One of a choice's options, why it is right or wrong, and which misconception it stands for."""

    right: bool = False
    feedback: Bilingual
    misconception: Name | None = None


class Opinion(Keyed):
    """One of a guess's options, and the view of things that leads to it."""

    view: Bilingual


class Verdicts(Model):
    """What is said to who answers true, and to who answers false; `verdicts[answer]` is one of them."""

    true: Bilingual
    false: Bilingual

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return {str(key).lower(): text for key, text in value.items()} if isinstance(value, dict) else value

    def __getitem__(self, answer: bool) -> Bilingual:
        return self.true if answer else self.false


class Tolerance(Model):
    """How far from the answer still counts; whichever of the two allows more."""

    absolute: Measure = 0.0
    relative: Measure = 0.0

    def reaches(self, answer: float, given: Fraction) -> bool:
        """Whether `given` is as good as `answer`."""
        right = exact(answer)
        room = max(exact(self.absolute), exact(self.relative) * abs(right))
        # An author's 0.3333333333333333 stands for 1/3: what is the same float is the same answer.
        return abs(given - right) <= room or _as_float(given) == answer


def exact(value: float) -> Fraction:
    """The decimal that an author wrote: in binary, 1.1 - 1 is more than 0.1."""
    return Fraction(repr(value))


def _as_float(value: Fraction) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None


class _Wrong(Model):
    """A wrong answer that is known, and what leads to it."""

    feedback: Bilingual
    misconception: Name | None = None


class WrongNumber(_Wrong):
    """A number, or all from one to another. Without a tolerance of its own it has the question's."""

    value: Finite | None = None
    range: Annotated[tuple[Finite, ...], Field(min_length=2, max_length=2, strict=False)] | None = None
    tolerance: Tolerance | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> WrongNumber:
        if (self.value is None) == (self.range is None):
            raise fault(_("write “value: 0.5” or “range: [0, 1]”, one of the two"))
        if self.range is not None and self.range[0] > self.range[1]:
            raise fault(_("the range ends before it begins: write the lower number first"), "range")
        if self.range is not None and self.tolerance is not None:
            raise fault(_("a range has no tolerance: write it wider"), "tolerance")
        return self

    def covers(self, given: Fraction, tolerance: Tolerance) -> bool:
        """Whether `given` is this wrong answer; `tolerance` is the question's."""
        if self.range is not None:
            return exact(self.range[0]) <= given <= exact(self.range[1])
        return self.value is not None and (self.tolerance or tolerance).reaches(self.value, given)


class WrongText(_Wrong):
    """A text that is wrong in a way that is known."""

    text: Words


class WrongShape(_Wrong):
    """A shape that is wrong in a way that is known."""

    shape: WrittenShape


class Pair(Model):
    """Two things that belong together, and why."""

    left: Bilingual
    right: Bilingual
    feedback: Bilingual


class Extra(Model):
    """Something on the right that belongs to nothing on the left, and why one might think so."""

    text: Bilingual
    feedback: Bilingual
    misconception: Name | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Something to put in order or to match, and the key by which an answer names it.

    Letters follow a shuffle that never changes, so that they tell nothing of the right order.
    """

    key: str
    text: Bilingual
