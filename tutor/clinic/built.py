"""How the network was put together: an output and a loss that do not go together, weights that are all alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.clinic.sight import short
from tutor.locale import _

if TYPE_CHECKING:
    from tutor.clinic.sight import Sight

DISTANCES = {"mean_squared_error", "mean_absolute_error"}
PROBABILITIES = {"sigmoid", "softmax"}
ENDS = {"sigmoid": (0.0, 1.0), "softmax": (0.0, 1.0), "tanh": (-1.0, 1.0), "relu": (0.0, float("inf"))}
SLACK = 0.05
HARDLY = 0.2
"""The share of the baseline above which a straight line through the numbers of classes is not enough."""


def softmax_on_one(sight: Sight) -> str:
    """Over one neuron it is always 1."""
    output = sight.vitals.table("output")
    if output.word("activation") != "softmax" or output.real("units") != 1:
        return ""
    return _("softmax on one neuron always answers 1, whatever the input: one output needs a sigmoid")


def wrong_loss(sight: Sight) -> str:
    """What the loss expects is not what the output gives, or not what the targets are."""
    output, target, loss = sight.vitals.table("output"), sight.vitals.table("target"), sight.vitals.word("loss")
    activation, units = output.word("activation"), output.real("units")
    if not output or not loss:
        return ""
    low, high = target.real("low"), target.real("high")
    names = {"loss": loss, "activation": activation, "units": short(units), "low": short(low), "high": short(high)}
    if loss.endswith("crossentropy"):
        if not sight.vitals.holds("logits") and activation not in PROBABILITIES:
            return _(
                "{loss} expects probabilities, and the output is {activation}: the wrong loss for this output"
            ).format(**names)
        return _wrong_entropy(loss, activation, units, low, high, sight).format(**names)
    if loss in DISTANCES:
        return _wrong_distance(activation, units, sight).format(**names)
    return ""


def _wrong_entropy(loss: str, activation: str, units: float, low: float, high: float, sight: Sight) -> str:
    kind = sight.vitals.table("target").word("kind")
    if loss == "binary_crossentropy":
        if low < 0 or high > 1:
            return _("{loss} is for targets from 0 to 1, and these reach from {low} to {high}: the wrong loss")
        if activation == "softmax":
            return _(
                "{loss} asks each of the {units} outputs by itself, and softmax shares 1 among them: the wrong loss"
            )
    if loss == "categorical_crossentropy" and (units == 1 or activation == "sigmoid"):
        return _(
            "{loss} is for a softmax over several classes, and the output is {units} × {activation}: the wrong loss"
        )
    if loss == "sparse_categorical_crossentropy" and kind == "numbers":
        return _("{loss} is for the numbers of classes, and these targets are no classes: the wrong loss")
    return ""


def _wrong_distance(activation: str, units: float, sight: Sight) -> str:
    target = sight.vitals.table("target")
    if target.real("outputs") == 1 and units > 1:
        return _("{loss} compares {units} outputs with a single number each: the wrong loss for classes")
    if activation == "softmax":
        return _("{loss} measures distances, and softmax answers with probabilities of classes: the wrong loss")
    is_numbered = target.real("low") == 0 and target.real("high") == target.real("classes") - 1
    if target.word("kind") == "labels" and is_numbered and activation == "linear" and sight.left > HARDLY:
        return _("{loss} measures distances, and the targets are classes: the wrong loss")
    low, high = ENDS.get(activation, (-float("inf"), float("inf")))
    reach = max(high - low, 1.0) * SLACK if high < float("inf") else SLACK
    if target.real("low") < low - reach or target.real("high") > high + reach:
        return _("a {activation} cannot reach the targets, which go from {low} to {high}: the wrong output for {loss}")
    return ""


def all_alike(sight: Sight) -> str:
    """Units that started with the same weights get the same gradient, for ever."""
    for number, layer in enumerate(sight.hidden, 1):
        if layer.holds("zero"):
            words = _("all weights of hidden layer {number} are zero: its {units} neurons cannot become different")
        elif layer.holds("alike"):
            words = _("the {units} neurons of hidden layer {number} are all the same: their weights started alike")
        else:
            continue
        return words.format(number=number, units=short(layer.real("units")))
    return ""
