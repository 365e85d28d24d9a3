"""The keys of a playground's link: what each may say, how it is read, how it is written.

The original's keys are those of its `state.ts` (github.com/tensorflow/playground); `EXTRAS` are ours.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tutor.clean import clean
from tutor.locale import _

ACTIVATIONS = ("linear", "relu", "tanh", "sigmoid", "leaky_relu", "gelu")
REGULARIZATIONS = ("none", "L1", "L2")
DATASETS = ("circle", "xor", "gauss", "spiral", "own")
REG_DATASETS = ("reg-plane", "reg-gauss")
PROBLEMS = ("classification", "regression")
OPTIMIZERS = ("sgd", "momentum", "rmsprop", "adam")
LOSSES = ("squared", "cross-entropy")

MOST_LAYERS, MOST_NEURONS, MOST_CLASSES, MOST_POINTS = 6, 8, 6, 2000
MOST_NOISE = 80  # percent; the slider ends at 50, the original's links go on to 80
MOST_RATE = 100.0
FARTHEST = 1000.0  # how far from 0 an own point may lie
SHOWN = 40  # characters of a wrong value in a message

Point = tuple[float, float, float]


class LinkError(ValueError):
    """What is no link of the playground; the message names the key, its value and what may stand there."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the link: the field of `State` that it sets, how its value is read and how it is written.

    `read(key, value)` raises `LinkError` for what cannot be meant.
    """

    field: str
    read: Callable[[str, str], Any]
    write: Callable[[Any], str] = str


def wrong(key: str, value: str, wanted: str) -> LinkError:
    """What to raise when `key` says `value` and has to be what `wanted` says."""
    said = f"{short(key)}={short(value)}"
    return LinkError(_("{said} in the link: it has to be {wanted}").format(said=said, wanted=wanted))


def short(text: str) -> str:
    """`text` as a message shows it: a line, not a long one."""
    line = clean(text, multiline=False)
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def flag(key: str, value: str) -> bool:
    """True or false."""
    match value.lower():
        case "true" | "1":
            return True
        case "false" | "0":
            return False
        case _other:
            raise wrong(key, value, _("true or false"))


def flagged(value: bool) -> str:  # noqa: FBT001 (the value is what is written)
    """True or false, as a link says it."""
    return "true" if value else "false"


def _text(_key: str, value: str) -> str:
    return value


def _one_of(options: tuple[str, ...]) -> Callable[[str, str], str]:
    def read(key: str, value: str) -> str:
        for option in options:
            if value.lower() == option.lower():
                return option
        raise wrong(key, value, _("one of {options}").format(options=", ".join(options)))

    return read


def _number(low: float, high: float) -> Callable[[str, str], float]:
    def read(key: str, value: str) -> float:
        number = _float(value)
        if not low <= number <= high:
            raise wrong(key, value, _("a number from {low} to {high}").format(low=f"{low:g}", high=f"{high:g}"))
        return number

    return read


def _whole(low: int, high: int) -> Callable[[str, str], int]:
    def read(key: str, value: str) -> int:
        number = _float(value)
        if not (low <= number <= high and number.is_integer()):
            raise wrong(key, value, _("a whole number from {low} to {high}").format(low=low, high=high))
        return int(number)

    return read


def _float(value: str) -> float:
    """The number that `value` is, NaN where it is none (Python would take 1_000, too)."""
    try:
        return math.nan if "_" in value else float(value)
    except ValueError:
        return math.nan


def _digits(number: float) -> str:
    """All the digits that tell `number` from every other, without a needless `.0`."""
    return repr(number).removesuffix(".0")


def _shape(key: str, value: str) -> tuple[int, ...]:
    sizes = value.split(",") if value else []
    if len(sizes) > MOST_LAYERS:
        raise wrong(key, value, _("at most {n} layers").format(n=MOST_LAYERS))
    return tuple(_whole(1, MOST_NEURONS)(key, size) for size in sizes)


def _points(key: str, value: str) -> tuple[Point, ...]:
    points = value.split(";")
    if len(points) > MOST_POINTS:
        raise wrong(key, value, _("at most {n} points").format(n=MOST_POINTS))
    number = _number(-FARTHEST, FARTHEST)
    read: list[Point] = []
    for point in points:
        match [number(key, part) for part in point.split(",")]:
            case [x, y, label]:
                read.append((x, y, label))
            case _other:
                raise wrong(key, point, _("x,y,label;x,y,label;…"))
    return tuple(read)


KEYS: dict[str, Key] = {
    "activation": Key("activation", _one_of(ACTIVATIONS)),
    "regularization": Key("regularization", _one_of(REGULARIZATIONS)),
    "batchSize": Key("batch_size", _whole(1, MOST_POINTS)),
    "dataset": Key("dataset", _one_of(DATASETS)),
    "regDataset": Key("reg_dataset", _one_of(REG_DATASETS)),
    "learningRate": Key("learning_rate", _number(0, MOST_RATE), _digits),
    "regularizationRate": Key("regularization_rate", _number(0, MOST_RATE), _digits),
    "noise": Key("noise", _whole(0, MOST_NOISE)),
    "networkShape": Key("shape", _shape, lambda shape: ",".join(map(str, shape))),
    "seed": Key("seed", _text),
    "showTestData": Key("show_test", flag, flagged),
    "discretize": Key("discretize", flag, flagged),
    "percTrainData": Key("train_share", _whole(1, 99)),
    "problem": Key("problem", _one_of(PROBLEMS)),
    "initZero": Key("init_zero", flag, flagged),
    "optimizer": Key("optimizer", _one_of(OPTIMIZERS)),
    "loss": Key("loss", _one_of(LOSSES)),
    "classes": Key("classes", _whole(2, MOST_CLASSES)),
    "points": Key("points", _points, lambda points: ";".join(",".join(map(_digits, point)) for point in points)),
    "goal": Key("goal", _text),
}
"""The original's keys in its own order, then ours."""
EXTRAS = frozenset({"optimizer", "loss", "classes", "points", "goal"})
"""Keys that are written only where they say something else than the original does."""
TEXTS = frozenset({"seed", "goal"})
"""Keys whose values are taken to the letter, blanks and all."""
