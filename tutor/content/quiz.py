"""A quiz: its questions in both languages, and how a file of them is read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field, ValidationError, model_validator

from tutor.content import faults, parts, programs, strictyaml
from tutor.content.drawn import drawn, sound, with_written
from tutor.content.goal import Goal
from tutor.content.kinds import (
    KINDS,
    Choice,
    Choices,
    Guess,
    Match,
    Number,
    Order,
    Question,
    ShapeOf,
    Text,
    TrueFalse,
)
from tutor.content.parts import Bilingual, Model, Name, Opinion, Option, Part, Tolerance, Unit, Verdicts, fault
from tutor.content.problem import ContentError, Problem
from tutor.content.programs import Code, Predict
from tutor.content.shuffle import shuffled
from tutor.content.sketch import Curve
from tutor.content.source import QUIZ_BYTES, read_text
from tutor.content.strictyaml import Document
from tutor.content.template import TemplateError, is_text
from tutor.content.templates import Templates
from tutor.content.variables import Variable
from tutor.locale import _

__all__ = [
    "Bilingual", "Choice", "Choices", "Code", "Curve", "Goal", "Guess", "Match", "Number", "Opinion", "Option", "Order",
    "Part", "Predict", "Question", "Quiz", "ShapeOf", "Text", "Tolerance", "TrueFalse", "Verdicts", "parse_quiz",
    "read_quiz", "shuffled",
]  # fmt: skip


class Quiz(Model):
    """The questions of a chapter; `pass_` (in the file `pass`) is the score, 0 to 1, that passes."""

    id: Name
    title: Bilingual
    unit: Unit
    pass_: Annotated[float, Field(alias="pass", ge=0, le=1)] = 0.7
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    questions: Annotated[
        tuple[Annotated[Question, Field(discriminator="kind")], ...], Field(min_length=1, max_length=500, strict=False)
    ]
    misconceptions: Annotated[dict[Name, Bilingual], Field(max_length=500)] = Field(default_factory=dict)
    """What is believed by who makes a mistake, in a sentence, by the id that options and mistakes name."""
    path: Path = Path()

    @model_validator(mode="after")
    def _is_graded(self) -> Quiz:
        if all(question.kind == "guess" for question in self.questions):
            raise fault(_("nothing here is graded: add a question that is no guess"), "questions")
        return self

    def drawn(self, seed: int) -> Quiz:
        """The quiz with the numbers of an attempt with `seed`; the same one where nothing varies."""
        if not any(question.vars for question in self.questions):
            return self
        return self.model_copy(update={"questions": tuple(drawn(question, seed) for question in self.questions)})

    def question(self, name: str) -> Question | None:
        """The question with the id `name`."""
        return next((question for question in self.questions if question.id == name), None)


def _keys(model: type[BaseModel], *without: str) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items() if name not in without)


KEYS = {
    "quiz": _keys(Quiz, "path"),
    **{kind: _keys(model, "line") for kind, model in KINDS.items()},
    "option": _keys(Option),
    "opinion": _keys(Opinion),
    "tolerance": _keys(Tolerance),
    "verdicts": _keys(Verdicts),
    "number wrong": _keys(parts.WrongNumber),
    "text wrong": _keys(parts.WrongText),
    "shape wrong": _keys(parts.WrongShape),
    "pair": _keys(parts.Pair),
    "extra": _keys(parts.Extra),
    "check": _keys(programs.Check),
    "syntax": _keys(programs.Syntax),
    "mistake": _keys(programs.Mistake),
    "when": _keys(programs.When),
    "variable": _keys(Variable),
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
    templates = Templates(document, path)
    problems += templates.problems
    try:
        quiz = Quiz.model_validate({**data, "path": path})
    except ValidationError as error:
        problems += faults.problems(templates.others(error.errors(include_url=False)), document, path, KEYS)
    if problems:
        raise ContentError(problems)
    for index, written in templates.written.items():
        with_written(quiz.questions[index], written)
    return quiz


def trouble(question: Question, seed: int, path: Path) -> list[Problem]:
    """What is wrong with `question` when `seed` gives it its numbers."""
    document = Document({"questions": [question.written]}, {("questions", 0): question.line})
    try:
        sound(question, seed)
    except ValidationError as error:
        errors = [{**one, "loc": ("questions", 0, question.kind, *one["loc"])} for one in error.errors()]
        return faults.problems(errors, document, path, KEYS)
    except TemplateError as error:
        words = _("question “{name}”: {message}").format(name=question.id, message=error)
        return [Problem(path, question.line, words)]
    return []


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
        if is_text(where) and "vars" not in where:
            around = document.data
            for step in where[:-1]:
                around = around[step]
            around[where[-1]] = written
    for index, question in _questions(document.data):
        question["line"] = document.line(("questions", index))
