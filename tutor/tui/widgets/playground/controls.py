"""The settings of a playground: what each is called, which values it takes, and what the state is after a change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tutor.draw.numbers import number
from tutor.locale import N_, _
from tutor.nn.keys import (
    ACTIVATIONS,
    DATASETS,
    LOSSES,
    MOST_LAYERS,
    MOST_NEURONS,
    OPTIMIZERS,
    PROBLEMS,
    REG_DATASETS,
    REGULARIZATIONS,
)  # fmt: skip
from tutor.nn.state import MANY_CLASSES, TWO, State, in_order

LIVE = frozenset(
    {"learning_rate", "activation", "regularization", "regularization_rate", "batch_size", "optimizer"}
)  # fmt: skip
"""What changes while the network trains; the others begin anew."""
SEEN = frozenset({"show_test", "discretize", "hidden", "goal", "others"})
"""What changes nothing but the view."""
INPUTS = ("x", "y", "xSquared", "ySquared", "xTimesY", "sinX", "sinY")
INPUT_NAMES = ("x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂")
ASCII_INPUT_NAMES = ("x1", "x2", "x1^2", "x2^2", "x1*x2", "sin x1", "sin x2")
FEATURE = "input:"
RATES = (0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
PENALTIES = (0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)

_WORDS = {
    "circle": N_("circle"), "xor": N_("xor"), "gauss": N_("two blobs"), "spiral": N_("spiral"), "own": N_("your own"),
    "reg-plane": N_("plane"), "reg-gauss": N_("bumps"), "classification": N_("classification"),
    "regression": N_("regression"), "none": N_("none"), "linear": N_("linear"), "relu": "ReLU", "tanh": "tanh",
    "sigmoid": N_("sigmoid"), "leaky_relu": "leaky ReLU", "gelu": "GELU", "sgd": "SGD", "momentum": N_("momentum"),
    "rmsprop": "RMSprop", "adam": "Adam", "squared": N_("squared error"), "cross-entropy": N_("cross-entropy"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Control:
    """A setting as it is shown. `key` is the name under which a link hides it."""

    name: str
    label: str
    value: str
    key: str = ""
    is_switch: bool = False


@dataclass(frozen=True, slots=True)
class _Setting:
    label: str
    key: str
    options: tuple[Any, ...]
    percent: bool = False


_SETTINGS: dict[str, _Setting] = {
    "dataset": _Setting(N_("data"), "dataset", DATASETS),
    "reg_dataset": _Setting(N_("data"), "dataset", REG_DATASETS),
    "classes": _Setting(N_("classes"), "classes", (2, 3, 4, 5, 6)),
    "noise": _Setting(N_("noise"), "noise", tuple(range(0, 55, 5)), percent=True),
    "train_share": _Setting(N_("train on"), "percTrainData", tuple(range(10, 100, 10)), percent=True),
    "batch_size": _Setting(N_("batch size"), "batchSize", tuple(range(1, 31))),
    "show_test": _Setting(N_("test points"), "showTestData", (False, True)),
    "discretize": _Setting(N_("sharp output"), "discretize", (False, True)),
    "learning_rate": _Setting(N_("learning rate"), "learningRate", RATES),
    "activation": _Setting(N_("activation"), "activation", ACTIVATIONS),
    "regularization": _Setting(N_("regularisation"), "regularization", REGULARIZATIONS),
    "regularization_rate": _Setting(N_("its rate"), "regularizationRate", PENALTIES),
    "optimizer": _Setting(N_("optimizer"), "optimizer", OPTIMIZERS),
    "loss": _Setting(N_("loss"), "loss", LOSSES),
    "problem": _Setting(N_("problem"), "problem", PROBLEMS),
}
_DATA = ("dataset", "reg_dataset", "classes", "noise", "train_share", "batch_size", "show_test", "discretize")
_TRAINING = ("learning_rate", "activation", "regularization", "regularization_rate", "optimizer", "loss", "problem")


def data_controls(state: State) -> list[Control]:
    """Those of the data."""
    return [_control(state, name) for name in _DATA if _is_shown(state, name)]


def training_controls(state: State) -> list[Control]:
    """Those of the training."""
    return [_control(state, name) for name in _TRAINING if _is_shown(state, name)]


def feature_controls(state: State, *, ascii: bool = False) -> list[Control]:
    """A switch for each input of the network."""
    names = ASCII_INPUT_NAMES if ascii else INPUT_NAMES
    return [
        Control(FEATURE + key, name, _switch(key in state.inputs), key, is_switch=True)
        for key, name in zip(INPUTS, names, strict=True)
        if key not in state.hidden
    ]


def input_names(state: State, *, ascii: bool = False) -> list[str]:
    """The inputs in use as they are written in a formula."""
    names = dict(zip(INPUTS, ASCII_INPUT_NAMES if ascii else INPUT_NAMES, strict=True))
    return [names.get(key, key) for key in state.inputs]


def _is_shown(state: State, name: str) -> bool:
    if _SETTINGS[name].key in state.hidden:
        return False
    is_regression = state.is_regression
    match name:
        case "dataset" | "loss":
            return not is_regression
        case "reg_dataset":
            return is_regression
        case "classes":
            return not is_regression and state.dataset in MANY_CLASSES
        case "noise":
            return is_regression or state.dataset != "own"
        case _:
            return True


def _control(state: State, name: str) -> Control:
    setting = _SETTINGS[name]
    value = getattr(state, name)
    is_switch = isinstance(value, bool)
    return Control(name, _(setting.label), _shown(value, setting), setting.key, is_switch)


def _shown(value: object, setting: _Setting) -> str:
    match value:
        case bool():
            return _switch(value)
        case int() if setting.percent:
            return _("{percent}%").format(percent=value)
        case float():
            return f"{value:g}" if value >= 1e-4 or not value else number(value)  # noqa: PLR2004 (0.0001 is a rate)
        case str():
            return said(value)
        case _:
            return str(value)


def said(value: str) -> str:
    """A value's word: `reg-plane` is the plane."""
    word = _WORDS.get(value, value)
    return _(word)


def _switch(is_on: bool) -> str:  # noqa: FBT001 (a switch is what it takes)
    return "[x]" if is_on else "[ ]"


def changed(state: State, name: str, step: int) -> State:
    """The state after a setting went `step` values on; at an end it stays, a choice of two or of words goes round."""
    if name.startswith(FEATURE):
        return replace(state, inputs=_toggled(state.inputs, name.removeprefix(FEATURE)))
    options = _SETTINGS[name].options
    value = getattr(state, name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        index = _beside(options, value, step)
    else:
        index = (options.index(value) + step) % len(options) if value in options else 0
    settings: dict[str, Any] = {name: options[index]}
    if name == "dataset" and settings["dataset"] not in MANY_CLASSES:
        settings["classes"] = 2
    if name == "problem" and settings["problem"] == "regression":
        settings |= {"classes": 2, "loss": "squared"}
    if name == "classes" and settings["classes"] > TWO:
        settings["loss"] = "cross-entropy"
    return replace(state, **settings)


def _beside(options: tuple[float, ...], value: float, step: int) -> int:
    """The index `step` away; a value between two options goes to the next one in that direction."""
    below = sum(option < value for option in options)
    is_between = below == len(options) or options[below] != value
    return min(max(0, below + step - (is_between and step > 0)), len(options) - 1)


def _toggled(inputs: tuple[str, ...], key: str) -> tuple[str, ...]:
    """One more or one less; the last one stays, because a network without inputs says nothing."""
    return in_order(set(inputs) ^ {key}) or inputs


def reshaped(state: State, layer: int, step: int) -> State:
    """One neuron more or less in a hidden layer (counted from 0)."""
    shape = list(state.shape)
    if 0 <= layer < len(shape):
        shape[layer] = min(MOST_NEURONS, max(1, shape[layer] + step))
    return replace(state, shape=tuple(shape))


def deepened(state: State, layer: int, step: int) -> State:
    """A hidden layer more after `layer` hidden ones, or the one at `layer` less."""
    shape = list(state.shape)
    if step > 0 and len(shape) < MOST_LAYERS:
        at = min(max(0, layer), len(shape))
        shape.insert(at, shape[at - 1] if at else 2)
    elif step < 0 and shape:
        del shape[min(max(0, layer), len(shape) - 1)]
    return replace(state, shape=tuple(shape))
