"""What one looks at to say something of a training: how its losses went, and what its neurons do now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from tutor.nn.features import features
from tutor.nn.network import Pass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tutor.nn.run import Run
    from tutor.nn.state import State

    Array = NDArray[np.float64]

DEAD = 1e-12  # a ReLU that never gives more than this is dead
FLAT = {"tanh": (-0.99, 0.99), "sigmoid": (0.01, 0.99)}
"""Outputs beyond which a neuron is saturated: its slope is below 2 % of the steepest."""


@dataclass(eq=False)
class Sight:
    """`run` as it is now, and its losses (n,) after `epochs` (n,), which may be thinned but have the last one."""

    run: Run
    epochs: Array
    train: Array
    test: Array

    @property
    def state(self) -> State:
        """The settings as they are now."""
        return self.run.state

    @property
    def age(self) -> int:
        """Epochs that were trained."""
        return self.run.epoch

    @property
    def loss(self) -> float:
        """The training loss now."""
        return float(self.train[-1])

    @cached_property
    def is_finite(self) -> bool:
        """Whether the losses now and all weights are numbers."""
        values = (self.train[-1:], self.run.network.parameters)
        return all(bool(np.isfinite(one).all()) for one in values)

    @cached_property
    def outputs(self) -> list[Array]:
        """What each layer gives for the training points, (neurons, n); the last is the answer."""
        xy, _labels = self.run.data.train
        network = self.run.network
        seen = Pass(network.sizes, len(xy))
        with np.errstate(all="ignore"):
            network.forward(np.vstack([features(xy, self.state.inputs), np.ones(len(xy))]), seen)
        return [np.array(one, dtype=np.float64) for one in seen.out]

    @property
    def hidden(self) -> list[Array]:
        """The same of the hidden layers alone."""
        return self.outputs[:-1]

    @cached_property
    def accuracy(self) -> float:
        """On the training points; NaN for a regression."""
        return self.run.accuracy()[0]

    @cached_property
    def spread(self) -> float:
        """The loss of the best answer that sees nothing, for a regression: half the labels' variance."""
        return float(np.var(self.run.data.train[1])) / 2

    @property
    def is_solved(self) -> bool:
        """Whether little is left to learn from the training points."""
        if self.state.is_regression:
            return self.loss < self.spread / 20
        return self.accuracy > 0.95  # noqa: PLR2004 (nineteen of twenty)

    @property
    def is_poor(self) -> bool:
        """Whether most of what there is to learn is not learnt."""
        if self.state.is_regression:
            return self.loss > self.spread * 0.7
        chance = 1 / max(2, self.state.class_count)
        return self.accuracy < chance + 0.6 * (1 - chance)

    @property
    def is_linear(self) -> bool:
        """Whether the network is one weighted sum of its inputs, however many layers it has."""
        return not self.state.shape or self.state.activation == "linear"

    @cached_property
    def dead(self) -> list[int]:
        """In each hidden layer, how many neurons of a ReLU give 0 for every training point."""
        if self.state.activation != "relu":
            return [0 for _layer in self.hidden]
        return [int((layer.max(axis=1, initial=0) <= DEAD).sum()) for layer in self.hidden]

    @cached_property
    def saturated(self) -> float:
        """The share of saturated outputs in the layer that has most of them."""
        network = self.run.network
        names = [*(network.activation for _layer in self.hidden), network.output_activation]
        ends = [FLAT.get(name, (-np.inf, np.inf)) for name in names]
        return max(float(((a < low) | (a > high)).mean()) for a, (low, high) in zip(self.outputs, ends, strict=True))

    @cached_property
    def cut(self) -> tuple[int, int]:
        """How many links L1 has cut, and how many there are."""
        return sum(int(one.sum()) for one in self.run.network.dead), sum(one.size for one in self.run.network.weights)

    def since(self, share: float, least: int) -> Array:
        """The training losses of the last `share` of the epochs, of `least` epochs at least."""
        first = self.age - max(least, round(self.age * share))
        return self.train[self.epochs >= first]

    @cached_property
    def fall(self) -> float:
        """How much of the training loss went away in the last fifth of the epochs; 0 is none, below 0 it grew."""
        recent = self.since(0.2, 10)
        return float(1 - recent[-1] / recent[0]) if len(recent) > 1 and recent[0] > 0 else 1.0

    @cached_property
    def tremble(self) -> float:
        """How far the loss goes up and down from epoch to epoch, as a share of itself; 0 where it goes one way."""
        recent = self.since(0.3, 20)
        steps = np.diff(recent)
        if len(steps) < 5 or recent.mean() <= 0:  # noqa: PLR2004 (too few to see a direction)
            return 0.0
        turns = np.sign(steps[1:]) != np.sign(steps[:-1])
        return float(np.abs(steps).mean() / recent.mean()) if turns.mean() > 0.3 else 0.0  # noqa: PLR2004 (often)
