"""The rules: what each looks for, what it says, and a link that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from tutor.locale import _, ngettext

if TYPE_CHECKING:
    from tutor.nn.remarks.sight import Sight

HIGH = {"sgd": 0.3, "momentum": 0.1, "rmsprop": 0.1, "adam": 0.1}
LOW = {"sgd": 0.003, "momentum": 0.001, "rmsprop": 1e-4, "adam": 1e-4}
"""Learning rates from which on, and up to which, an optimizer's rate is under suspicion."""
USUAL = {"sgd": 0.03, "momentum": 0.01, "rmsprop": 0.003, "adam": 0.01}
FAR = 1e3  # a training loss this many times the first has run away
ENOUGH = 20  # epochs before anything is said of how losses go
FEW = 4  # points in a batch that speak for nobody else
SMALL = 0.1  # a weight below this passes hardly anything on
LONG = 100  # epochs before anything is said to be at rest
BENT = ("circle", "xor", "spiral", "reg-gauss")
"""Data that no straight line parts, and no plane meets."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`words` says it where it is to be seen, else nothing; then the rules that it `silences` (`*`: all) are not asked.

    `sample` is a link that, trained `epochs` epochs, raises this rule and no other.
    """

    name: str
    words: Callable[[Sight], str]
    sample: str
    epochs: int
    silences: frozenset[str] = field(default=frozenset())


def _number(value: float) -> str:
    return f"{value:.3g}"


def _not_a_number(sight: Sight) -> str:
    if sight.is_finite and sight.loss <= FAR * max(1.0, float(sight.train[0])):
        return ""
    words = _(
        "The loss is {loss}: with the learning rate {rate} every step overshoots, further each time, until no number "
        "is large enough. Start again with a lower rate, as {usual}."
    )
    loss = "NaN" if np.isnan(sight.loss) else _number(sight.loss)
    return words.format(loss=loss, rate=_number(sight.state.learning_rate), usual=USUAL[sight.state.optimizer])


def _empty(sight: Sight) -> str:
    if sight.run.data.train_size:
        return ""
    return _("There are no points to learn from: set some, or raise the share of training points.")


def _unseeing(sight: Sight) -> str:
    if sight.state.inputs:
        return ""
    return _("The network sees nothing: no input is switched on. Give it x1 and x2.")


def _alike(sight: Sight) -> str:
    layers = sight.run.network.weights[:-1]
    if not layers or sight.cut[0] or max(map(len, layers)) == 1 or any(np.ptp(one, axis=0).any() for one in layers):
        return ""
    return _(
        "All neurons of a layer are alike: they started from zero, so each gets the same gradient and learns the same. "
        "Start with random weights."
    )


def _dead(sight: Sight) -> str:
    for number, (dead, layer) in enumerate(zip(sight.dead, sight.hidden, strict=True), 1):
        if dead and dead * 2 >= len(layer):
            words = ngettext(
                "{count} of the {all} ReLU neurons in hidden layer {number} is dead: it gives 0 for every point, and "
                "where the output is 0 the gradient is 0, too. Try a lower learning rate, another seed or leaky ReLU.",
                "{count} of the {all} ReLU neurons in hidden layer {number} are dead: they give 0 for every point, and "
                "where the output is 0 the gradient is 0, too. Try a lower learning rate, another seed or leaky ReLU.",
                dead,
            )
            return words.format(count=dead, all=len(layer), number=number)
    return ""


def _cut(sight: Sight) -> str:
    cut, links = sight.cut
    if cut * 2 < links:
        return ""
    words = ngettext(
        "L1 has cut {count} of {all} links: their weights crossed 0 and stay there. What is left is what the answer "
        "rests on.",
        "L1 has cut {count} of {all} links: their weights crossed 0 and stay there. What is left is what the answer "
        "rests on.",
        links,
    ).format(count=cut, all=links)
    if sight.is_poor and sight.age >= ENOUGH:
        words += " " + _("It is too few: lower the regularisation rate {rate}.").format(
            rate=_number(sight.state.regularization_rate)
        )
    return words


def _shrunk(sight: Sight) -> str:
    state = sight.state
    largest = max(float(np.abs(one).max()) for one in sight.run.network.weights)
    if state.regularization == "none" or not state.regularization_rate or largest > SMALL or not sight.is_poor:
        return ""
    words = _(
        "{kind} pulls all weights to 0 faster than the data pull them away: the output is nearly the same everywhere. "
        "Lower the regularisation rate {rate}."
    )
    return words.format(kind=state.regularization, rate=_number(state.regularization_rate))


def _linear(sight: Sight) -> str:
    if not sight.is_linear or sight.state.data_name not in BENT or not sight.is_poor or sight.age < ENOUGH:
        return ""
    if sight.state.is_regression:
        return _(
            "Without an activation that bends, all layers together are one weighted sum of the inputs: a plane. These "
            "data are no plane. Choose tanh or ReLU, and a hidden layer."
        )
    return _(
        "Without an activation that bends, all layers together are one weighted sum of the inputs: one straight line "
        "between the classes. These data need a bent one: choose tanh or ReLU and a hidden layer, or another input."
    )


def _overshoot(sight: Sight) -> str:
    rate = sight.state.learning_rate
    if sight.age < ENOUGH or rate < HIGH[sight.state.optimizer]:
        return ""
    if sight.tremble < 0.05 and sight.loss <= 1.1 * float(sight.train[0]):  # noqa: PLR2004 (a twentieth each epoch)
        return ""
    words = _(
        "The loss goes up and down and does not settle: with the learning rate {rate} a step is longer than the valley "
        "is wide. Lower it, as to {usual}."
    )
    return words.format(rate=_number(rate), usual=USUAL[sight.state.optimizer])


def _slow(sight: Sight) -> str:
    rate = sight.state.learning_rate
    if sight.age < ENOUGH or rate > LOW[sight.state.optimizer] or sight.is_solved:
        return ""
    if sight.loss < 0.9 * float(sight.train[0]):
        return ""
    words = _(
        "The loss hardly falls: with the learning rate {rate} every step is tiny. It goes the right way; raise the "
        "rate, as to {usual}."
    )
    return words.format(rate=_number(rate), usual=USUAL[sight.state.optimizer])


def _saturated(sight: Sight) -> str:
    if sight.saturated < 0.9 or sight.is_solved or sight.age < ENOUGH:  # noqa: PLR2004 (nearly all of a layer)
        return ""
    words = _(
        "The neurons are saturated: {share}% of a layer's outputs lie at the flat ends of {activation}, where the "
        "gradient is nearly 0. The weights or the inputs are too large: start again with a lower learning rate."
    )
    return words.format(share=int(100 * sight.saturated), activation=sight.state.activation)


def _overfitting(sight: Sight) -> str:
    best = int(np.argmin(sight.test))
    lowest, now = float(sight.test[best]), float(sight.test[-1])
    has_risen = now >= 1.15 * lowest + 0.01 and sight.age - sight.epochs[best] >= ENOUGH / 2  # beyond a tremble
    if not has_risen or sight.loss >= float(sight.train[best]):
        return ""
    words = _(
        "Overfitting: the test loss was {lowest} at epoch {epoch} and has risen to {now}, while the training loss fell "
        "to {train}. The network learns these very points by heart: stop earlier, or use more data, fewer neurons, or "
        "L2."
    )
    return words.format(
        lowest=_number(lowest), epoch=int(sight.epochs[best]), now=_number(now), train=_number(sight.loss)
    )


def _jumpy(sight: Sight) -> str:
    state = sight.state
    if sight.age < ENOUGH or sight.tremble < 0.02 or state.batch_size > FEW or sight.is_solved:  # noqa: PLR2004 (2 %)
        return ""
    words = ngettext(
        "The loss trembles: a batch of {count} point says little of all the data, so that steps contradict each "
        "other. Take larger batches, or a lower learning rate.",
        "The loss trembles: a batch of {count} points says little of all the data, so that steps contradict each "
        "other. Take larger batches, or a lower learning rate.",
        state.batch_size,
    )
    return words.format(count=state.batch_size)


def _noise(sight: Sight) -> str:
    if sight.state.noise < 25 or not _is_at_rest(sight, 0.02) or sight.is_solved:  # noqa: PLR2004 (half of the slider)
        return ""
    words = _(
        "The loss is at rest at {loss}, and much of that is noise ({noise}%): among these points some lie where the "
        "other class should be, and what is chance cannot be learnt. More data help, not a larger network."
    )
    return words.format(loss=_number(sight.loss), noise=sight.state.noise)


def _stuck(sight: Sight) -> str:
    if not _is_at_rest(sight, 0.01) or sight.is_solved:
        return ""
    words = _(
        "The loss is at rest at {loss}, and that is not good: the network is too small for these data, or sits in a "
        "valley that is not the deepest. Add neurons or an input, or start again with another seed."
    )
    return words.format(loss=_number(sight.loss))


def _converged(sight: Sight) -> str:
    if not _is_at_rest(sight, 0.02) or not sight.is_solved:
        return ""
    words = _("The training has converged: the loss stays at {loss}, and more epochs change nothing.")
    return words.format(loss=_number(sight.loss))


def _is_at_rest(sight: Sight, fall: float) -> bool:
    return sight.age >= LONG and abs(sight.fall) < fall


POOR = frozenset({"slow", "stuck", "converged", "noise", "saturated"})
RULES: tuple[Rule, ...] = (
    Rule("empty", _empty, "#dataset=own&seed=0.5", 5, frozenset({"*"})),
    Rule("not-a-number", _not_a_number,
         "#problem=regression&activation=relu&learningRate=10&networkShape=4&seed=0.5", 5, frozenset({"*"})),
    Rule("unseeing", _unseeing, "#x=false&y=false&seed=0.5", 5, frozenset({"*"})),
    Rule("alike", _alike, "#initZero=true&seed=0.5", 40, POOR | {"dead", "linear"}),
    Rule("dead", _dead, "#dataset=circle&activation=relu&networkShape=4,4&learningRate=3&seed=0.27183", 40,
         POOR | {"overshoot", "jumpy"}),
    Rule("cut", _cut, "#regularization=L1&regularizationRate=0.1&seed=0.5", 40,
         POOR | {"linear", "shrunk", "dead", "overshoot"}),
    Rule("shrunk", _shrunk, "#regularization=L2&regularizationRate=1&seed=0.5", 40, POOR | {"linear"}),
    Rule("linear", _linear, "#activation=linear&dataset=circle&seed=0.5", 40, POOR),
    Rule("saturated", _saturated,
         "#learningRate=3&dataset=spiral&networkShape=8,8&seed=0.1", 60, POOR | {"overshoot", "jumpy"}),
    Rule("jumpy", _jumpy, "#batchSize=2&learningRate=0.3&dataset=circle&noise=30&networkShape=3&seed=0.3", 60,
         POOR | {"overshoot", "overfitting"}),
    Rule("overshoot", _overshoot, "#learningRate=1&dataset=spiral&xSquared=true&ySquared=true&seed=0.2", 60,
         POOR | {"overfitting"}),
    Rule("slow", _slow, "#learningRate=0.0001&seed=0.5", 40, frozenset({"stuck", "noise"})),
    Rule("overfitting", _overfitting,
         "#dataset=circle&noise=50&percTrainData=10&networkShape=8,8&learningRate=0.1&seed=0.1", 200,
         frozenset({"noise"})),
    Rule("noise", _noise, "#dataset=circle&noise=50&networkShape=3&seed=0.5", 300, frozenset({"stuck"})),
    Rule("stuck", _stuck, "#dataset=circle&networkShape=1&seed=0.5", 300),
    Rule("converged", _converged, "#problem=regression&activation=linear&networkShape=&seed=0.5", 200),
)  # fmt: skip
"""The weightiest first."""
