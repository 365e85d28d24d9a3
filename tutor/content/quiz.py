"""A quiz: its questions as frozen models, in both languages. What a quiz file must hold is said here, once."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from tutor.content import faults, strictyaml
from tutor.content.problem import ContentError, Problem
from tutor.content.source import QUIZ_BYTES, read_text
from tutor.content.strictyaml import Document
from tutor.locale import _

_TEXTS = frozenset({"title", "prompt", "text", "feedback", "es", "en"})

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]
Unit = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?\.[1-9][0-9]?$")]
Words = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Measure = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


class Bilingual(_Model):
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


class Option(_Model):
    """One of a choice's options, and why it is right or wrong."""

    text: Bilingual
    right: bool = False
    feedback: Bilingual
    _key: str = PrivateAttr("")

    @property
    def key(self) -> str:
        """A letter, "a" for the first in the file, whatever the order on the screen."""
        return self._key


class _Question(_Model):
    id: Name
    unit: Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]?\.[1-9][0-9]?)?$")] = ""
    """The unit that teaches it; empty if none is named."""
    prompt: Bilingual
    """Markdown."""
    line: int = 1


class Choice(_Question):
    """One right option among several."""

    kind: Literal["choice"] = "choice"
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=26, strict=False)]

    @model_validator(mode="after")
    def _one_right(self) -> Choice:
        right = sum(option.right for option in self.options)
        if right == 0:
            raise PydanticCustomError("options", _("no right option: write “right: true” at one"))
        if right > 1:
            raise PydanticCustomError("options", _("more than one right option: keep “right: true” at one"))
        for language in ("es", "en"):
            texts = [option.text.text(language).strip() for option in self.options]
            if len(set(texts)) < len(texts):
                raise PydanticCustomError("options", _("two options have the same text: change one"))
        for index, option in enumerate(self.options):
            option._key = "abcdefghijklmnopqrstuvwxyz"[index]  # noqa: SLF001 (an option does not know its place)
        return self


class Verdicts(_Model):
    """What is said to who answers true, and to who answers false; `verdicts[answer]` is one of them."""

    true: Bilingual
    false: Bilingual

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return {str(key).lower(): text for key, text in value.items()} if isinstance(value, dict) else value

    def __getitem__(self, answer: bool) -> Bilingual:
        return self.true if answer else self.false


class TrueFalse(_Question):
    """A statement that is true or false."""

    kind: Literal["true_false"] = "true_false"
    answer: bool
    feedback: Verdicts


class Tolerance(_Model):
    """How far from the answer still counts; whichever of the two allows more."""

    absolute: Measure = 0.0
    relative: Measure = 0.0


class Number(_Question):
    """A question whose answer is a number."""

    kind: Literal["number"] = "number"
    answer: Finite
    tolerance: Tolerance = Tolerance()
    feedback: Bilingual


Question = Choice | TrueFalse | Number
Kinds = Annotated[Question, Field(discriminator="kind")]


class Quiz(_Model):
    """The questions of a chapter; `pass_` (in the file `pass`) is the score, 0 to 1, that passes."""

    id: Name
    title: Bilingual
    unit: Unit
    pass_: Annotated[float, Field(alias="pass", ge=0, le=1)] = 0.7
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    questions: Annotated[tuple[Kinds, ...], Field(min_length=1, max_length=500, strict=False)]
    path: Path = Path()

    def question(self, name: str) -> Question | None:
        """The question with the id `name`."""
        return next((question for question in self.questions if question.id == name), None)


def _keys(model: type[BaseModel], *without: str) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items() if name not in without)


KEYS = {
    "quiz": _keys(Quiz, "path"),
    "choice": _keys(Choice, "line"),
    "true_false": _keys(TrueFalse, "line"),
    "number": _keys(Number, "line"),
    "option": _keys(Option),
    "tolerance": _keys(Tolerance),
    "verdicts": _keys(Verdicts),
    "text": _keys(Bilingual),
}
"""The keys that each part of a quiz file may have."""


def read_quiz(path: Path) -> Quiz:
    """The quiz in `path`; raises ContentError with every fault found."""
    return parse_quiz(read_text(path, QUIZ_BYTES), path)


def parse_quiz(text: str, path: Path) -> Quiz:
    """The quiz in `text`; `path` is for messages and is kept."""
    document = strictyaml.load(text, path)
    data = document.data
    if not isinstance(data, dict):
        raise ContentError([Problem(path, 1, _("no quiz: start with “id: a-name”, “title: …”, “questions:”"))])
    problems = _reserved(document, path) + _doubles(document, path)
    _fill_in(document)
    try:
        quiz = Quiz.model_validate({**data, "path": path})
    except ValidationError as error:
        problems += faults.problems(error.errors(include_url=False), document, path, KEYS)
    if problems:
        raise ContentError(problems)
    return quiz


def _questions(data: dict[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    questions = data.get("questions")
    listed = questions if isinstance(questions, list) else []
    return [(index, question) for index, question in enumerate(listed) if isinstance(question, dict)]


def _reserved(document: Document, path: Path) -> list[Problem]:
    """Keys that the models have and a file must not."""
    places: list[tuple[str | int, ...]] = [("path",), ("pass_",)]
    places += [("questions", index, "line") for index, _question in _questions(document.data)]
    message = _("unknown key “{key}”: leave it out")
    return [Problem(path, document.line(at), message.format(key=at[-1])) for at in places if at in document.lines]


def _doubles(document: Document, path: Path) -> list[Problem]:
    problems = []
    first: dict[str, int] = {}
    for index, question in _questions(document.data):
        name = question.get("id")
        line = document.line(("questions", index, "id"))
        if isinstance(name, str) and first.setdefault(name, line) != line:
            message = _("question “{name}” is there twice, first in line {line}: give it another id")
            problems.append(Problem(path, line, message.format(name=name, line=first[name])))
    return problems


def _fill_in(document: Document) -> None:
    """Give each question its line, and a text that looks like a number or a boolean its own letters."""
    for where, written in document.written.items():
        if where[-1] in _TEXTS or (where[-1] in {"true", "false"} and where[-2:-1] == ("feedback",)):
            around = document.data
            for step in where[:-1]:
                around = around[step]
            around[where[-1]] = written
    for index, question in _questions(document.data):
        question["line"] = document.line(("questions", index))


def shuffled(question: Choice, seed: int) -> tuple[Option, ...]:
    """The options as they stand on the screen in an attempt with `seed`; the same for the same seed and question."""
    options = list(question.options)
    random.Random(f"{seed}/{question.id}").shuffle(options)  # noqa: S311 (an order, no secret)
    return tuple(options)
