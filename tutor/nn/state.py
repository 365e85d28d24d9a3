"""What a link of the playground says: the original's keys, ours, and those nobody knows. No mathematics."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from tutor.clean import clean
from tutor.locale import N_, _
from tutor.nn.features import FEATURES
from tutor.nn.keys import EXTRAS, KEYS, TEXTS, LinkError, Point, flag, flagged, short, wrong

HOST = "playground.tensorflow.org"
HIDE = "_hide"
SAFE = ",;:.-_~"  # what a value may show as it is, besides letters and digits
LONGEST = 200_000  # characters of a link; 2,000 points need half of it
TWO = 2  # classes share one output neuron
MANY_CLASSES = ("circle", "gauss", "spiral", "own")
"""The data sets that come with more than two classes, too."""


@dataclass(frozen=True, slots=True)
class State:
    """Everything that makes a playground, with the original's defaults. `parse` reads it, `link` writes it.

    `shape` are the hidden layers; `inputs` stand in the order of `FEATURES`; `hidden` are controls that a teacher took
    away (`NAME_hide=true`); `others` are keys that we do not know, kept as they were. `optimizer`, `loss`, `classes`,
    `points` (x, y, label: ±1, or a class from 0) and `goal` are ours: the original leaves them aside.
    """

    activation: str = "tanh"
    regularization: str = "none"
    batch_size: int = 10
    dataset: str = "circle"
    reg_dataset: str = "reg-plane"
    learning_rate: float = 0.03
    regularization_rate: float = 0.0
    noise: int = 0
    shape: tuple[int, ...] = (4, 2)
    seed: str = ""
    train_share: int = 50
    inputs: tuple[str, ...] = ("x", "y")
    problem: str = "classification"
    init_zero: bool = False
    show_test: bool = False
    discretize: bool = False
    hidden: frozenset[str] = frozenset()
    optimizer: str = "sgd"
    loss: str = "squared"
    classes: int = 2
    points: tuple[Point, ...] = ()
    goal: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def is_regression(self) -> bool:
        """Whether a value is learnt, not a class."""
        return self.problem == "regression"

    @property
    def data_name(self) -> str:
        """The data set in use."""
        return self.reg_dataset if self.is_regression else self.dataset

    @property
    def class_count(self) -> int:
        """How many classes the data have: `classes` where the data set can, else two; 0 for a regression."""
        if self.is_regression:
            return 0
        return self.classes if self.dataset in MANY_CLASSES else 2

    @property
    def outputs(self) -> int:
        """Neurons of the output layer: one for a value or two classes, else one a class."""
        return self.class_count if self.class_count > TWO else 1

    @property
    def loss_name(self) -> str:
        """The loss in use, one of LOSSES: a regression has only the squared one."""
        return "squared" if self.is_regression else self.loss

    @property
    def output_activation(self) -> str:
        """The activation at the output, which follows from what is learnt and by which loss."""
        if self.is_regression:
            return "linear"
        if self.outputs > 1:
            return "softmax"
        return "tanh" if self.loss == "squared" else "sigmoid"

    @property
    def sizes(self) -> tuple[int, ...]:
        """Neurons of every layer: inputs, hidden layers, outputs."""
        return (len(self.inputs), *self.shape, self.outputs)


def parse(link: str) -> State:
    """The state that `link` describes: a whole address, only its part from `#` on, or `key=value&…` alone.

    As in the original, a missing or empty value is the default (an empty `networkShape` is no hidden layer) and of a
    key that comes twice the last one counts. Raises `LinkError` for what cannot be meant.
    """
    said = _pairs(_fragment(link))
    others = {name: value for name, value in said.items() if name not in KEYS and name not in FEATURES}
    hides = {name: others.pop(name) for name in said if name.endswith(HIDE)}
    state = State(
        **_settings(said),
        inputs=in_order([name for name in FEATURES if _is_on(name, said, usually=name in State().inputs)]),
        hidden=frozenset(name.removesuffix(HIDE) for name in hides if _is_on(name, hides, usually=False)),
        others=tuple(others.items()),
    )
    _check_points(state)
    return state


def link(state: State) -> str:
    """The link of `state`; the original opens what it knows of it. `parse(link(state)) == state`."""
    usual = State()
    said: list[tuple[str, str]] = []
    for name, key in KEYS.items():
        value = getattr(state, key.field)
        if name not in EXTRAS | {"seed"} or value != getattr(usual, key.field):
            said.append((name, key.write(value)))
    said += [(name, flagged(name in state.inputs)) for name in FEATURES]
    said += [(name + HIDE, "true") for name in sorted(state.hidden)]
    said += state.others
    return f"https://{HOST}/#" + "&".join(f"{quote(name, SAFE)}={quote(value, SAFE)}" for name, value in said)


def _fragment(link: str) -> str:
    """What follows the `#`, or all of it where there is no address."""
    link = link.strip()
    if len(link) > LONGEST:
        raise LinkError(_("this link is too long: {n} characters").format(n=len(link)))
    address, mark, fragment = link.partition("#")
    if mark:
        return fragment
    if address.removeprefix("https://").removeprefix("http://").rstrip("/") in {HOST, ""}:
        return ""
    if "://" in address or "=" not in address:
        example = f"https://{HOST}/#dataset=xor&networkShape=4,2"
        said = _("“{link}” is no link of the playground; one looks like {example}")
        raise LinkError(said.format(link=short(link), example=example))
    return address


def _pairs(fragment: str) -> dict[str, str]:
    """The keys and their values, decoded, in the order in which they stand."""
    said: dict[str, str] = {}
    for pair in filter(str.strip, fragment.split("&")):
        name, equals, value = pair.partition("=")
        if not (equals and name.strip()):
            raise LinkError(_("“{pair}” in the link is no key=value").format(pair=short(pair)))
        said[_decoded(name)] = _decoded(value)
    return said


def _decoded(text: str) -> str:
    whole = unquote(text.strip()).encode("utf-8", "replace").decode("utf-8")
    return clean(whole, multiline=False)


def _settings(said: dict[str, str]) -> dict[str, Any]:
    """The fields of a state that `said` sets."""
    settings: dict[str, Any] = {}
    for name, key in KEYS.items():
        value = said.get(name, "")
        if value.strip() or (name == "networkShape" and name in said):
            settings[key.field] = key.read(name, value if name in TEXTS else value.strip())
    return settings


def _is_on(name: str, said: dict[str, str], *, usually: bool) -> bool:
    value = said.get(name, "").strip()
    return flag(name, value) if value else usually


def _check_points(state: State) -> None:
    """Labels are classes where the points are in use: ±1, or 0, 1, … below the number of classes."""
    for x, y, label in state.points if state.dataset == "own" else ():
        if not (label.is_integer() and -1 <= label < state.classes):
            wanted = _("a label ±1, or a class from 0 to {last}").format(last=state.classes - 1)
            raise wrong("points", f"{x:g},{y:g},{label:g}", wanted)


def in_order(inputs: Collection[str]) -> tuple[str, ...]:
    """The features among `inputs`, in the order in which the network has them."""
    return tuple(name for name in FEATURES if name in inputs)


def new_seed() -> str:
    """A seed as the original makes one: a random number of five decimals, as text."""
    return f"{random.SystemRandom().random():.5f}"


@dataclass(frozen=True, slots=True)
class Preset:
    """A playground worth looking at: `name` for a program, `title()` for a person, `link` for both."""

    name: str
    label: str
    link: str

    def title(self) -> str:
        """What there is to see, in the language in use."""
        return _(self.label)


PRESETS = (
    Preset("circle", N_("A circle: four neurons bend the line"), "#dataset=circle&networkShape=4,2&seed=0.42857"),
    Preset("xor", N_("XOR with two neurons: not every start succeeds"), "#dataset=xor&networkShape=2&seed=0.14159"),
    Preset(
        "spiral",
        N_("The spiral, with sines and two layers"),
        "#dataset=spiral&networkShape=8,6&x=true&y=true&sinX=true&sinY=true&seed=0.31831&percTrainData=70",
    ),
    Preset(
        "noise",
        N_("Noise and few points: L2 against overfitting"),
        "#dataset=gauss&noise=40&percTrainData=10&networkShape=8,8&regularization=L2&regularizationRate=0.01"
        "&showTestData=true&seed=0.57721",
    ),
    Preset(
        "regression",
        N_("Regression: six bumps"),
        "#problem=regression&regDataset=reg-gauss&networkShape=8,8&activation=relu&learningRate=0.01&seed=0.69315",
    ),
    Preset(
        "classes",
        N_("Three classes: softmax and cross-entropy"),
        "#dataset=spiral&classes=3&loss=cross-entropy&optimizer=adam&networkShape=8,8&seed=0.16180",
    ),
    Preset(
        "dying",
        N_("Dying ReLUs: the rate is too high for them"),
        "#dataset=circle&activation=relu&networkShape=4,4&learningRate=3&seed=0.27183",
    ),
    Preset(
        "overshoot",
        N_("A learning rate of 10: every step overshoots"),
        "#problem=regression&activation=linear&networkShape=2&learningRate=10&seed=0.70711",
    ),
)
"""A handful of starting points."""
