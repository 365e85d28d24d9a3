"""A goal, as a link and a question write it: `loss_test<0.05;neurons<=3`; read, and held against a network."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.locale import _

if TYPE_CHECKING:
    from tutor.nn.run import Run
    from tutor.nn.state import State

Compare = Callable[[float, float], bool]

COMPARISONS: dict[str, Compare] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
SHARES = frozenset({"accuracy_train", "accuracy_test"})
LOSSES = frozenset({"loss_train", "loss_test"})
COUNTS = frozenset({"neurons", "layers", "inputs", "epochs"})
MEASURES = ("loss_test", "loss_train", "accuracy_test", "accuracy_train", "neurons", "layers", "inputs", "epochs")
"""What a goal may be about, in the order in which messages list it."""

_PART = re.compile(r"\s*([A-Za-z_]+)\s*(<=|>=|==|=|<|>)\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(%?)\s*")
_SIGNS = str.maketrans({"≤": "<=", "≥": ">=", "&": ";"})
LONGEST = 400  # characters of a goal


class GoalError(ValueError):
    """What is written is no goal; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Part:
    """One condition: `measure` (one of MEASURES) stands in `comparison` (one of COMPARISONS) to `bound`."""

    measure: str
    comparison: str
    bound: float

    @property
    def text(self) -> str:
        """As it is written in a link."""
        return f"{self.measure}{self.comparison}{self.bound:.12g}"

    def is_met(self, value: float) -> bool:
        """Whether `value` is as it should be; what is no number (NaN) never is."""
        return COMPARISONS[self.comparison](value, self.bound)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a network stands to one part of a goal."""

    part: Part
    value: float
    is_met: bool

    @property
    def words(self) -> str:
        """In a phrase, with what is the case first: “test loss 0.031, wanted < 0.05”."""
        return _("{what} {value}, wanted {sign} {bound}").format(
            what=called(self.part.measure),
            value=_number(self.value, self.part.measure),
            sign=self.part.comparison,
            bound=_number(self.part.bound, self.part.measure),
        )


@dataclass(frozen=True, slots=True)
class Goal:
    """All of its parts have to be met at once."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """As it is written in a link, in one form for each goal."""
        return ";".join(part.text for part in self.parts)

    def standings(self, run: Run) -> tuple[Standing, ...]:
        """How `run` stands to each part, as it is now."""
        losses, accuracies = (math.nan, math.nan), (math.nan, math.nan)
        measured = {part.measure for part in self.parts}
        if measured & LOSSES:
            losses = run.losses()
        if measured & SHARES:
            accuracies = run.accuracy()
        shape = run.state.shape
        values = {
            "loss_train": losses[0],
            "loss_test": losses[1],
            "accuracy_train": accuracies[0],
            "accuracy_test": accuracies[1],
            "neurons": float(sum(shape)),
            "layers": float(len(shape)),
            "inputs": float(len(run.state.inputs)),
            "epochs": float(run.epoch),
        }
        return tuple(
            Standing(part, float(values[part.measure]), part.is_met(float(values[part.measure]))) for part in self.parts
        )

    def is_met(self, run: Run) -> bool:
        """Whether all of it is met by `run`, as it is now."""
        return all(standing.is_met for standing in self.standings(run))


def parse_goal(text: str) -> Goal:
    """The goal that `text` says, its parts in the file's order; raises GoalError for none, and for what no run meets.

    Parts stand between semicolons or `&`; `≤` and `≥` are read, `=` says exactly, `95%` is 0.95.
    """
    if len(text) > LONGEST:
        raise GoalError(_("a goal of {count} characters: write at most {most}").format(count=len(text), most=LONGEST))
    parts: list[Part] = []
    for written in text.translate(_SIGNS).split(";"):
        if written.strip():
            parts += _read(written)
    if not parts:
        raise GoalError(_("no goal: write one, as “loss_test<0.05;neurons<=3”"))
    unique = tuple(dict.fromkeys(parts))
    for part in unique:
        _refuse_impossible(part)
    _refuse_contradiction(unique)
    return Goal(unique)


def misfit(goal: Goal, state: State) -> str:
    """Why no training of `state` can meet `goal`, in a sentence; empty where one might."""
    if state.problem == "regression":
        for part in goal.parts:
            if part.measure in SHARES:
                words = _("“{part}”: a regression has no accuracy; write a loss")
                return words.format(part=part.text)
    return ""


def told(standings: tuple[Standing, ...]) -> str:
    """In a sentence or two which part of a goal is met, and which is not."""
    met = [standing.words for standing in standings if standing.is_met]
    unmet = [standing.words for standing in standings if not standing.is_met]
    words = []
    if unmet:
        words.append(_("Not met: {parts}.").format(parts="; ".join(unmet)))
    if met:
        words.append(_("Met: {parts}.").format(parts="; ".join(met)))
    return " ".join(words)


def called(measure: str) -> str:
    """What `measure` is called in a sentence."""
    return {
        "loss_test": _("test loss"),
        "loss_train": _("training loss"),
        "accuracy_test": _("test accuracy"),
        "accuracy_train": _("training accuracy"),
        "neurons": _("hidden neurons"),
        "layers": _("hidden layers"),
        "inputs": _("inputs"),
        "epochs": _("epochs"),
    }[measure]


def _read(written: str) -> list[Part]:
    found = _PART.fullmatch(written)
    if found is None:
        words = _("“{part}” is no part of a goal: write a name, a sign and a number, as “loss_test<0.05”")
        raise GoalError(words.format(part=written.strip()[:40]))
    name, sign, number, percent = found.groups()
    if name not in MEASURES:
        words = _("a goal knows no “{name}”: it knows {names}")
        raise GoalError(words.format(name=name[:40], names=", ".join(MEASURES)))
    bound = float(number) / (100 if percent else 1)
    if not math.isfinite(bound):
        raise GoalError(_("“{part}”: this number is too large").format(part=written.strip()[:40]))
    if percent and name not in SHARES:
        raise GoalError(_("“{part}”: only an accuracy is a percentage").format(part=written.strip()[:40]))
    signs = ("<=", ">=") if sign in {"=", "=="} else (sign,)
    return [Part(name, one, bound) for one in signs]


def _refuse_impossible(part: Part) -> None:
    """All that is measured is at least 0, and a share at most 1."""
    most = 1.0 if part.measure in SHARES else math.inf
    if part.measure in SHARES and part.bound > 1:
        words = _("“{part}”: an accuracy is a share from 0 to 1; write 0.95 or 95%")
        raise GoalError(words.format(part=part.text))
    if (part.comparison == "<" and part.bound <= 0) or (part.comparison == ">" and part.bound >= most):
        raise GoalError(_("“{part}” can never be met").format(part=part.text))


def _refuse_contradiction(parts: tuple[Part, ...]) -> None:
    for low in (part for part in parts if part.comparison in {">", ">="}):
        for high in (part for part in parts if part.comparison in {"<", "<="} and part.measure == low.measure):
            is_strict = low.comparison == ">" or high.comparison == "<"
            if low.bound > high.bound or (low.bound == high.bound and is_strict):
                words = _("“{one}” and “{other}” cannot both be met")
                raise GoalError(words.format(one=low.text, other=high.text))


def _number(value: float, measure: str) -> str:
    if math.isnan(value):
        return _("no number")
    if measure in COUNTS:
        return f"{value:.12g}"
    return f"{value:.4g}"
