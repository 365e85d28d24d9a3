"""Questions that are answered by running something: a program to write, and one whose output is foretold."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from tutor.content.parts import Bilingual, Model, Name, Tolerance, WrongText, fault
from tutor.content.question import Asked
from tutor.content.syntax import is_same, refusal, unknown
from tutor.content.variables import VariableName
from tutor.locale import LANGUAGES, _

__all__ = ["Check", "Code", "Mistake", "Predict", "Syntax", "When"]

_BESIDE_BRACKET = re.compile(r" ?([\[\](){},]) ?")
EXACT = Tolerance(absolute=1e-9, relative=1e-6)
"""What floating point is forgiven where an author says nothing."""


def _expression(source: str) -> str:
    if source.strip() and (reason := refusal(source, is_expression=True)):
        raise fault(_("“{source}” is no expression: {reason}").format(source=source.strip()[:60], reason=reason[1]))
    return source.strip()


def _program(source: str) -> str:
    if reason := refusal(source):
        raise fault(_("its line {line} does not compile: {reason}").format(line=reason[0], reason=reason[1]))
    return source


def _programs(source: Bilingual) -> Bilingual:
    for language in LANGUAGES:
        _program(source.text(language))
    return source


def _words(syntax: str) -> str:
    if reason := unknown(syntax):
        raise fault(reason)
    return syntax.strip()


Expression = Annotated[str, AfterValidator(_expression)]
"""One Python expression; it is only ever evaluated in the process that runs answers."""
Program = Annotated[str, AfterValidator(_program)]
Programs = Annotated[Bilingual, AfterValidator(_programs)]
"""One program for both languages, or one for each, which differ in comments and texts."""
SyntaxWords = Annotated[str, AfterValidator(_words)]
Given = dict[VariableName, Expression]
Seconds = Annotated[float, Field(gt=0, le=60, allow_inf_nan=False)]


class Check(Model):
    """A call that the learner's program has to answer well.

    `given` are expressions over `np`, the names above and `rng`, a NumPy generator seeded anew in each of `times`
    rounds. Without `expect` the solution says what is right. With `keeps`, the call may not change what is given.
    """

    call: Annotated[Expression, StringConstraints(min_length=1)]
    given: Given = Field(default_factory=dict)
    times: Annotated[int, Field(ge=1, le=50)] = 1
    expect: Expression = ""
    tolerance: Tolerance = EXACT
    keeps: bool = False
    message: Bilingual

    @model_validator(mode="after")
    def _something_to_keep(self) -> Check:
        if self.keeps and not self.given:
            raise fault(_("nothing is given that could be kept: write “given: {x: …}”"), "keeps")
        return self


class Syntax(Model):
    """Something that a program must or must not have; with `remark` it is still right without, and is told so."""

    syntax: SyntaxWords
    message: Bilingual
    remark: bool = False


class When(Model):
    """How a known mistake shows: everything that is written here holds of the learner's program."""

    call: Expression = ""
    given: Given = Field(default_factory=dict)
    gives: Expression = ""
    raises: Annotated[str, StringConstraints(pattern=r"^([A-Za-z_][A-Za-z0-9_.]*)?$")] = ""
    holds: Expression = ""
    prints: str = ""
    uses: SyntaxWords | Literal[""] = ""
    lacks: SyntaxWords | Literal[""] = ""
    tolerance: Tolerance = EXACT

    @model_validator(mode="after")
    def _some_condition(self) -> When:
        if not any((self.gives, self.raises, self.holds, self.prints, self.uses, self.lacks)):
            raise fault(_("no condition: write “call:” with “gives:” or “raises:”, “holds:”, “prints:” or “uses:”"))
        if (self.gives or self.raises) and not self.call:
            raise fault(_("of which call? write “call: f(x)” beside it"), "gives" if self.gives else "raises")
        if self.call and not (self.gives or self.raises):
            raise fault(_("what of this call? write “gives:” or “raises:” beside it"), "call")
        return self

    @property
    def is_read(self) -> bool:
        """Whether it can be seen without running anything."""
        return not (self.call or self.holds or self.prints)


class Mistake(Model):
    """A mistake that is known: how it shows, what is said, and a wrong program that shows exactly this one."""

    id: Name
    when: When
    message: Bilingual
    sample: Program
    misconception: Name | None = None


class Code(Asked):
    """A program to be written; it is judged by what it does, never by how it is spelled."""

    kind: Literal["code"] = "code"
    setup: Program = ""
    starter: Bilingual
    solution: Programs
    checks: Annotated[tuple[Check, ...], Field(min_length=1, max_length=20, strict=False)]
    require: Annotated[tuple[Syntax, ...], Field(max_length=20, strict=False)] = ()
    forbid: Annotated[tuple[Syntax, ...], Field(max_length=20, strict=False)] = ()
    mistakes: Annotated[tuple[Mistake, ...], Field(max_length=20, strict=False)] = ()
    feedback: Bilingual
    timeout: Seconds = 10.0

    @model_validator(mode="after")
    def _apart(self) -> Code:
        if self.vars:
            raise fault(
                _("a program has no variables: let a check draw numbers, as “given: {x: rng.normal(size=3)}”"), "vars"
            )
        for language in LANGUAGES:
            if is_same(self.starter.text(language), self.solution.text(language)):
                raise fault(_("the starter is the solution already: take something out of it"), "starter")
        for index, mistake in enumerate(self.mistakes):
            if any(mistake.id == other.id for other in self.mistakes[:index]):
                raise fault(_("this id is there twice: give it another"), "mistakes", index, "id")
            if is_same(mistake.sample, self.solution.en):
                raise fault(_("this sample is the solution"), "mistakes", index, "sample")
        return self


class Predict(Asked):
    """What will this program print? The answer is what it really prints, run after the learner has said it."""

    kind: Literal["predict"] = "predict"
    setup: Program = ""
    program: Programs
    feedback: Bilingual
    wrong: Annotated[tuple[WrongText, ...], Field(max_length=50, strict=False)] = ()
    timeout: Seconds = 20.0

    @model_validator(mode="after")
    def _wrong_is_apart(self) -> Predict:
        wrong = [printed(one.text) for one in self.wrong]
        for index, text in enumerate(wrong):
            if text in wrong[:index]:
                raise fault(_("never reached: an entry above it says the same"), "wrong", index)
        return self


def printed(text: str) -> str:
    """What is compared of an output: how much white space parts two things does not count, nor any beside a bracket."""
    return _BESIDE_BRACKET.sub(r"\1", " ".join(text.split()))
