"""How the training went: steps too large or too small, units that no longer learn, a memory instead of a rule."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tutor.clinic.sight import NOTHING, short
from tutor.locale import _, ngettext

if TYPE_CHECKING:
    from tutor.clinic.sight import Sight

HIGH = {"sgd": 0.3, "adam": 0.03, "adamw": 0.03, "nadam": 0.03, "rmsprop": 0.03, "adamax": 0.1, "adagrad": 1.0}
LOW = {"sgd": 1e-3, "adam": 1e-4, "adamw": 1e-4, "nadam": 1e-4, "rmsprop": 1e-4, "adamax": 1e-4, "adagrad": 1e-3}
"""Learning rates from which on, and up to which, an optimizer's rate is under suspicion."""
POOR = 0.8
"""The share of the baseline that a training leaves which has learnt next to nothing."""
UNSOLVED = 0.4
"""The share above which there is much to learn still."""
NEARLY_ALL = 0.8
RUN_AWAY = 3.0
RISEN = 1.1
HIGH_STILL = 0.85
"""The share of its highest that a validation loss must have in the end to be rising, and not to have risen once."""
SMALL = 0.05
"""The share of the baseline that a rise must have to be worth a word."""
FEW = 3


def rate_high(sight: Sight) -> str:
    """Every step is longer than the valley is wide."""
    for epoch, value in sight.loss:
        if not math.isfinite(value):
            words = _("the loss was no number any more from epoch {epoch} on: a learning rate of {rate} is too high")
            return words.format(epoch=int(epoch), rate=_rate(sight))
    is_high = sight.rate >= _limit(HIGH, sight, 0.1)
    if sight.left > RUN_AWAY and sight.last >= sight.first:
        words = _("the loss ran away to {loss}: a learning rate of {rate} is too high")
    elif is_high and (sight.left >= POOR or sight.last > sight.first) and len(sight.loss) >= FEW:
        words = _(
            "the loss stays at {loss}, no better than always answering the same: a learning rate of {rate} is too high"
        )
    elif is_high and sight.tremble > 0.1:  # noqa: PLR2004 (a tenth each epoch)
        words = _("the loss goes up and down and does not settle: a learning rate of {rate} is too high")
    else:
        return ""
    return words.format(loss=short(sight.last), rate=_rate(sight))


def rate_low(sight: Sight) -> str:
    """The right way, in steps that lead nowhere."""
    is_low = sight.rate <= _limit(LOW, sight, 0.1)
    if not is_low or len(sight.loss) < FEW or not POOR * sight.first <= sight.last <= sight.first:
        return ""
    if sight.left < POOR:
        return ""
    words = _("the loss fell only from {first} to {last}: a learning rate of {rate} is too low")
    return words.format(first=short(sight.first), last=short(sight.last), rate=_rate(sight))


def _limit(limits: dict[str, float], sight: Sight, with_momentum: float) -> float:
    optimizer = sight.vitals.word("optimizer")
    share = with_momentum if optimizer == "sgd" and sight.vitals.holds("momentum") else 1.0
    return limits.get(optimizer, NOTHING) * share


def _rate(sight: Sight) -> str:
    return _("unknown size") if math.isnan(sight.rate) else short(sight.rate)


def dead(sight: Sight) -> str:
    """Where a ReLU gives 0, its gradient is 0, too."""
    for number, layer in enumerate(sight.hidden, 1):
        if layer.real("dead") >= NEARLY_ALL and not sight.left < POOR:
            units = int(layer.real("units")) if layer.real("units") >= 1 else 1
            count = max(1, round(layer.real("dead") * units))
            words = ngettext(
                "{count} of {units} ReLU neurons in hidden layer {number} is dead: it gives 0 for every input",
                "{count} of {units} ReLU neurons in hidden layer {number} are dead: they give 0 for every input",
                count,
            )
            return words.format(count=count, units=units, number=number)
    return ""


def saturated(sight: Sight) -> str:
    """At the flat ends of a curve there is no slope to go down."""
    for number, layer in enumerate(sight.hidden, 1):
        is_stuck = sight.left >= UNSOLVED or sight.last >= POOR * sight.first
        if layer.real("saturated") >= NEARLY_ALL and is_stuck:
            words = _(
                "{share}% of the outputs of hidden layer {number} lie at the flat ends of {activation}: saturated"
            )
            share = round(100 * layer.real("saturated"))
            return words.format(share=share, number=number, activation=layer.word("activation"))
    return ""


def overfitting(sight: Sight) -> str:
    """The validation loss turned while the training loss went on."""
    points = [point for point in sight.val_loss if math.isfinite(point[1])]
    if len(points) < FEW:
        return ""
    epoch, lowest = min(points, key=lambda point: point[1])
    after = [value for at, value in points if at > epoch]
    train = dict(sight.loss)
    if len(after) < FEW or not sight.last < train.get(epoch, NOTHING):
        return ""
    means = [sum(after[at : at + FEW]) / FEW for at in range(len(after) - FEW + 1)]
    if not means[-1] >= max(RISEN * lowest, HIGH_STILL * max(means)):  # a hill that it has come down from is none
        return ""
    if means[-1] - lowest < SMALL * sight.vitals.real("val_baseline"):
        return ""
    return _("validation loss has been rising since epoch {epoch}: overfitting").format(epoch=int(epoch))
