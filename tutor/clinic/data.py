"""What the network was given: scales, a target among the features, labels that belong to other examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.clinic.sight import short
from tutor.locale import _

if TYPE_CHECKING:
    from tutor.clinic.sight import Sight

LARGE = 10.0
"""Root mean square of a feature from which on inputs are not scaled; a scaled one has about 1."""
MOST = 0.5
FEATURES = 3
"""Features that there must be at least before one of them can give the target away: a line has one."""
SAME = {True: 0.97, False: 0.995}
"""The correlation of a feature with classes, with numbers, from which on it is the target in disguise."""
STRANGE = {True: 0.1, False: 0.1}
"""How alike the targets of neighbours are if inputs and targets have nothing to do with each other."""
GOOD, LEARNT = 0.5, 0.97


def not_scaled(sight: Sight) -> str:
    """Large inputs make large steps."""
    inputs = sight.vitals.table("inputs")
    if sight.vitals.holds("scales") or not inputs.real("size") > LARGE:
        return ""
    words = _("the inputs reach from {low} to {high}: they were not scaled")
    return words.format(low=short(inputs.real("low")), high=short(inputs.real("high")))


def validation_not_scaled(sight: Sight) -> str:
    """The network is asked about numbers of a kind that it never saw."""
    inputs, validation = sight.vitals.table("inputs"), sight.vitals.table("validation")
    if not validation.real("moved") >= MOST:
        return ""
    words = _(
        "the validation data reach from {low} to {high}, those trained on from {first} to {last}: "
        "they were not scaled alike"
    )
    low, high = short(validation.real("low")), short(validation.real("high"))
    return words.format(low=low, high=high, first=short(inputs.real("low")), last=short(inputs.real("high")))


def leak(sight: Sight) -> str:
    """What is to be found out was told."""
    inputs, found = sight.vitals.table("inputs"), sight.vitals.table("leak")
    if not inputs.real("features") >= FEATURES:
        return ""
    is_class = sight.vitals.table("target").word("kind") != "numbers"
    if found.real("match") >= SAME[is_class] and (sight.left <= GOOD or sight.val_left <= GOOD):
        words = _("too good to be true: feature {feature} alone gives the target away (correlation {match}): a leak")
        return words.format(feature=short(found.real("feature")), match=f"{found.real('match'):.2f}")
    shared = sight.vitals.real("shared")
    if shared >= MOST:
        words = _("{share}% of the validation examples are among those trained on: a leak")
        return words.format(share=round(100 * shared))
    return ""


def shuffled(sight: Sight) -> str:
    """What is learnt holds for the training data alone, and neighbours have nothing in common."""
    alike = sight.vitals.table("neighbours")
    if not (sight.val_left >= LEARNT and alike.real("alike") < STRANGE[alike.holds("classes")]):
        return ""
    words = _(
        "the validation loss never fell below {baseline}, that of always answering the same, and similar inputs have "
        "unrelated labels: shuffled labels?"
    )
    return words.format(baseline=short(sight.vitals.real("val_baseline")))
