"""The variables of a question, and the values that an attempt gives them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from math import prod
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from tutor.content.formula.evaluate import CONSTANTS, evaluate, parsed
from tutor.content.formula.functions import NAMES
from tutor.content.formula.limits import FormulaError, Value, kept
from tutor.content.parts import Finite, Model, Words, exact, fault
from tutor.content.template import TemplateError
from tutor.locale import _

STEPS = 1_000_000
ITEMS = 64

_WORDS = frozenset({"and", "or", "not", "if", "else", "in", "is", "for", "lambda", "True", "False", "None"})


def _free(name: str) -> str:
    if name in NAMES or name in CONSTANTS or name in _WORDS:
        raise fault(_("“{name}” means something already: choose another name").format(name=name))
    return name


VariableName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,29}$"), AfterValidator(_free)]
Size = Annotated[int, Field(ge=1, le=ITEMS)]


class Variable(Model):
    """A range in steps, a list of choices, or an expression of the variables above it.

    With a `shape` it is an array, each item drawn by itself. In the file a list is its choices, a text its expression.
    """

    low: Finite | None = None
    high: Finite | None = None
    step: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    choices: Annotated[tuple[Any, ...], Field(min_length=1, max_length=1000, strict=False)] | None = None
    value: Words | None = None
    shape: Annotated[tuple[Size, ...], Field(min_length=1, max_length=2, strict=False)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, value: Any) -> Any:
        if isinstance(value, list):
            return {"choices": value}
        return {"value": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_form(self) -> Variable:
        is_range = self.low is not None and self.high is not None
        if [is_range, self.choices is not None, self.value is not None].count(True) != 1 or (
            not is_range and {self.low, self.high, self.step} != {None}
        ):
            raise fault(_("write {low: 1, high: 9}, a list of choices, or an expression in quotes"))
        if self.value is not None:
            if self.shape is not None:
                raise fault(_("an expression has its own shape: leave this one out"), "shape")
            try:
                parsed(self.value)
            except FormulaError as error:
                raise fault(_("“{source}”: {reason}").format(source=self.value[:60], reason=error)) from error
        if self.shape is not None and prod(self.shape) > ITEMS:
            raise fault(_("too large: the most is {count} items").format(count=ITEMS), "shape")
        if any(not isinstance(one, bool | int | float | str) for one in self.choices or ()):
            raise fault(_("a choice is a number or a text"), "choices")
        return self

    @model_validator(mode="after")
    def _sound_range(self) -> Variable:
        if self.low is None or self.high is None:
            return self
        if self.low >= self.high:
            raise fault(_("high has to be above low"))
        if self.step is None and not (self.low.is_integer() and self.high.is_integer()):
            raise fault(_("a range of fractions needs a step, as “step: 0.1”"))
        if self.high - self.low > STEPS * (self.step or 1):
            raise fault(_("too many values: the most is {count}").format(count=STEPS))
        return self

    def draw(self, rng: random.Random, names: Mapping[str, Value]) -> Value:
        """A value; raises FormulaError where an expression has none."""
        if self.value is not None:
            return evaluate(self.value, names)
        if self.shape is None:
            return self._one(rng)
        import numpy as np  # noqa: PLC0415 (only arrays need it)

        return kept(np.array([self._one(rng) for _item in range(prod(self.shape))]).reshape(self.shape))

    def _one(self, rng: random.Random) -> Value:
        if self.choices is not None:
            return rng.choice(self.choices)
        low, high, step = exact(self.low or 0), exact(self.high or 0), exact(self.step or 1)
        value = low + rng.randrange(int((high - low) / step) + 1) * step
        is_whole = all(part.denominator == 1 for part in (low, step))
        return int(value) if is_whole else float(value)


def values(variables: Mapping[str, Variable], seed: int, question: str) -> dict[str, Value]:
    """What an attempt with `seed` gives the variables of `question`; raises TemplateError, at the variable."""
    rng = random.Random(f"{seed}/{question}/vars")  # noqa: S311 (numbers of an exercise, no secret)
    drawn: dict[str, Value] = {}
    for name, variable in variables.items():
        try:
            drawn[name] = variable.draw(rng, drawn)
        except FormulaError as error:
            raise TemplateError(("vars", name), f"{name}: {error}") from error
    return drawn
