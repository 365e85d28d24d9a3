"""What a goal's author leaves to the learner and what not: the settings that have to stay as the link has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from tutor.locale import _
from tutor.nn.features import FEATURES
from tutor.nn.keys import KEYS

if TYPE_CHECKING:
    from tutor.nn.claim import Claim
    from tutor.nn.state import State

FREE = frozenset({"showTestData", "discretize", "goal"})
"""Keys that change nothing in a network."""
GROUPS = frozenset({"inputs", "numHiddenLayers", "weights"})
"""Names that are no keys of a link: all features, how many hidden layers, weights and biases set by hand."""


def unknown(names: Iterable[str]) -> list[str]:
    """Those of `names` that cannot be fixed."""
    return [name for name in names if name in FREE or (name not in {*KEYS, *FEATURES, *GROUPS})]


def fixed(asked: State, more: Collection[str] = ()) -> tuple[str, ...]:
    """What may not be changed in `asked`: what makes its data, what it hides, and `more`.

    A seed belongs to the data where the link has one.
    """
    data = ["problem", "regDataset" if asked.is_regression else "dataset", "noise", "percTrainData", "classes"]
    data += ["points"] if asked.dataset == "own" else []
    data += ["seed"] if asked.seed else []
    hides = [name for name in sorted(asked.hidden) if not unknown([name])]
    return tuple(dict.fromkeys([*data, *hides, *more]))


def departures(claim: Claim, asked: State, more: Collection[str] = ()) -> tuple[str, ...]:
    """What `claim` has changed of what is fixed in `asked`, in words; at its start, or while it trained."""
    changed = {"weights" if change.at else change.name for change in claim.journal}
    found = []
    for name in fixed(asked, more):
        field = KEYS[name].field if name in KEYS else ""
        if _setting(claim.state, name) != _setting(asked, name) or name in changed or field in changed:
            found.append(called(name))
    return tuple(dict.fromkeys(found))


def called(name: str) -> str:
    """What the setting `name` of a link is called in a sentence."""
    words = {
        "problem": _("the problem"),
        "dataset": _("the data set"),
        "regDataset": _("the data set"),
        "noise": _("the noise"),
        "percTrainData": _("the share of training points"),
        "classes": _("the number of classes"),
        "points": _("the points"),
        "seed": _("the seed"),
        "activation": _("the activation"),
        "regularization": _("the regularisation"),
        "regularizationRate": _("the regularisation rate"),
        "batchSize": _("the batch size"),
        "learningRate": _("the learning rate"),
        "networkShape": _("the hidden layers"),
        "numHiddenLayers": _("the number of hidden layers"),
        "initZero": _("the start at zero"),
        "optimizer": _("the optimizer"),
        "loss": _("the loss"),
        "weights": _("the weights by hand"),
    }
    return words.get(name) or _("the inputs")


def _setting(state: State, name: str) -> object:
    match name:
        case "inputs":
            return state.inputs
        case "numHiddenLayers":
            return len(state.shape)
        case "weights":
            return None
        case "classes":
            return state.class_count
        case _ if name in FEATURES:
            return name in state.inputs
        case _:
            return getattr(state, KEYS[name].field)
