"""The kinds of question, each a frozen model that cannot hold a question nobody could answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from tutor.content.goal import Goal
from tutor.content.likeness import folded
from tutor.content.parts import (
    Bilingual,
    Extra,
    Finite,
    Opinion,
    Option,
    Pair,
    Part,
    Tolerance,
    Verdicts,
    Words,
    WrittenShape,
    WrongNumber,
    WrongShape,
    WrongText,
    exact,
    fault,
)
from tutor.content.programs import Code, Predict
from tutor.content.question import Asked, give_keys, lettered, refuse_doubles
from tutor.content.sketch import Curve
from tutor.locale import _


class Choice(Asked):
    """One right option among several."""

    kind: Literal["choice"] = "choice"
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=26, strict=False)]

    @model_validator(mode="after")
    def _one_right(self) -> Choice:
        right = sum(option.right for option in self.options)
        if right == 0:
            raise fault(_("no right option: write “right: true” at one"), "options")
        if right > 1:
            raise fault(_("more than one right option: keep “right: true” at one, or write “kind: choices”"), "options")
        give_keys(self.options)
        return self


class Choices(Asked):
    """Several right options; half of them is half right, and a wrong one takes away what a right one gives."""

    kind: Literal["choices"] = "choices"
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=26, strict=False)]

    @model_validator(mode="after")
    def _some_right(self) -> Choices:
        right = sum(option.right for option in self.options)
        if right == 0:
            raise fault(_("no right option: write “right: true” at each that is right"), "options")
        if right == len(self.options):
            raise fault(_("all options are right: add one that is not"), "options")
        give_keys(self.options)
        return self


class Guess(Asked):
    """An opinion before the facts: nothing is right or wrong, and each option shows the view that leads to it."""

    kind: Literal["guess"] = "guess"
    options: Annotated[tuple[Opinion, ...], Field(min_length=2, max_length=26, strict=False)]
    feedback: Bilingual | None = None
    """What the facts are, where they can be told already."""

    @model_validator(mode="after")
    def _keys(self) -> Guess:
        give_keys(self.options)
        return self

    @property
    def is_graded(self) -> bool:
        """An opinion is not."""
        return False


class TrueFalse(Asked):
    """A statement that is true or false."""

    kind: Literal["true_false"] = "true_false"
    answer: bool
    feedback: Verdicts


class Number(Asked):
    """A question whose answer is a number."""

    kind: Literal["number"] = "number"
    answer: Finite
    tolerance: Tolerance = Tolerance()
    measured_in: Bilingual | None = None
    """What stands after the number, such as “MB” or “steps”; an answer may have it or not."""
    feedback: Bilingual
    wrong: Annotated[tuple[WrongNumber, ...], Field(max_length=50, strict=False)] = ()

    @model_validator(mode="after")
    def _wrong_is_wrong(self) -> Number:
        for index, one in enumerate(self.wrong):
            if one.covers(exact(self.answer), self.tolerance) or (
                one.value is not None and self.tolerance.reaches(self.answer, exact(one.value))
            ):
                raise fault(_("this wrong answer is accepted as right: change it or the tolerance"), "wrong", index)
            if one.value is not None and any(
                other.covers(exact(one.value), self.tolerance) for other in self.wrong[:index]
            ):
                raise fault(_("never reached: an entry above it says the same"), "wrong", index)
        return self


class Text(Asked):
    """A question whose answer is a word or a few; `case`, `accents` and `space` say what is not forgiven."""

    kind: Literal["text"] = "text"
    accepted: Annotated[tuple[Words, ...], Field(min_length=1, max_length=100, strict=False)]
    """Every form that is right, of both languages."""
    shown: Bilingual | None = None
    """The form that each language shows as the answer; without it the first."""
    case: bool = False
    accents: bool = False
    space: bool = False
    feedback: Bilingual
    wrong: Annotated[tuple[WrongText, ...], Field(max_length=50, strict=False)] = ()

    @model_validator(mode="after")
    def _wrong_is_wrong(self) -> Text:
        right = {self.folded(form) for form in self.accepted}
        if "" in right:
            raise fault(_("nothing is left of an accepted form: write letters, digits or signs"), "accepted")
        if self.shown and not {self.folded(self.shown.es), self.folded(self.shown.en)} <= right:
            raise fault(_("what is shown is not accepted: write it under “accepted:” too"), "shown")
        wrong = [self.folded(one.text) for one in self.wrong]
        for index, text in enumerate(wrong):
            if text in right:
                raise fault(_("this wrong answer is accepted as right: take it off one of the two"), "wrong", index)
            if text in wrong[:index]:
                raise fault(_("never reached: an entry above it says the same"), "wrong", index)
        return self

    def folded(self, text: str) -> str:
        """`text` without what this question forgives."""
        return folded(text, case=self.case, accents=self.accents, space=self.space)


class ShapeOf(Asked):
    """A question whose answer is a tensor's shape."""

    kind: Literal["shape"] = "shape"
    answer: WrittenShape
    feedback: Bilingual
    wrong: Annotated[tuple[WrongShape, ...], Field(max_length=50, strict=False)] = ()

    @model_validator(mode="after")
    def _wrong_is_wrong(self) -> ShapeOf:
        for index, one in enumerate(self.wrong):
            if one.shape == self.answer:
                raise fault(_("this wrong answer is accepted as right: take it off one of the two"), "wrong", index)
            if any(one.shape == other.shape for other in self.wrong[:index]):
                raise fault(_("never reached: an entry above it says the same"), "wrong", index)
        return self


class Order(Asked):
    """Things to put in order; in the file they are in order."""

    kind: Literal["order"] = "order"
    items: Annotated[tuple[Bilingual, ...], Field(min_length=3, max_length=12, strict=False)]
    feedback: Bilingual

    @model_validator(mode="after")
    def _distinct(self) -> Order:
        refuse_doubles(self.items, "items", _("two items have the same text: change one"))
        return self

    @property
    def parts(self) -> tuple[Part, ...]:
        """The items in the right order, each with its key."""
        return lettered(self.items, self.id)


class Match(Asked):
    """Pairs to be found; the right-hand sides are shuffled, and some may belong to nothing."""

    kind: Literal["match"] = "match"
    pairs: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=12, strict=False)]
    extra: Annotated[tuple[Extra, ...], Field(max_length=12, strict=False)] = ()

    @model_validator(mode="after")
    def _distinct(self) -> Match:
        refuse_doubles([pair.left for pair in self.pairs], "pairs", _("two pairs have the same left side: change one"))
        answers = set(self._answers)
        if len(answers) == 1:
            raise fault(_("all pairs have the same right side: change one"), "pairs")
        for index, one in enumerate(self.extra):
            if one.text in answers:
                raise fault(_("this is the right side of a pair: an extra belongs to none"), "extra", index)
        refuse_doubles([*dict.fromkeys(self._answers), *(one.text for one in self.extra)], "pairs",
                        _("two right sides have the same text in one language only: change one"))  # fmt: skip
        return self

    @property
    def _answers(self) -> list[Bilingual]:
        return [pair.right for pair in self.pairs]

    @property
    def lefts(self) -> tuple[Part, ...]:
        """The left-hand sides in the file's order, with the keys "1", "2" and so on."""
        return tuple(Part(str(number), pair.left) for number, pair in enumerate(self.pairs, 1))

    @property
    def rights(self) -> tuple[Part, ...]:
        """What can be chosen on the right, by key: each text once, with those that belong to nothing."""
        texts = [*dict.fromkeys(self._answers), *(one.text for one in self.extra)]
        return tuple(sorted(lettered(texts, self.id), key=lambda part: part.key))

    @property
    def answer(self) -> dict[str, str]:
        """The key of the right side that belongs to each left side's key."""
        keys = {part.text: part.key for part in self.rights}
        return {part.key: keys[pair.right] for part, pair in zip(self.lefts, self.pairs, strict=True)}


Question = (
    Choice | Choices | TrueFalse | Number | Text | ShapeOf | Order | Match | Guess | Predict | Code | Curve | Goal
)
KINDS: dict[str, type[Asked]] = {
    "choice": Choice,
    "choices": Choices,
    "true_false": TrueFalse,
    "number": Number,
    "text": Text,
    "shape": ShapeOf,
    "order": Order,
    "match": Match,
    "guess": Guess,
    "predict": Predict,
    "code": Code,
    "curve": Curve,
    "goal": Goal,
}
"""Every kind by its name in the file."""
