"""`Frame`: a network at one moment of its training, with all that the screen shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tutor.draw.diagram import Layers
from tutor.draw.heat import Dots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tutor.draw.raster import Flags, Floats
    from tutor.nn.state import State


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A run's history, thinned: at `epochs` (n,) the losses and accuracies `(n,)` on training and on test points."""

    epochs: Floats
    train: Floats
    test: Floats
    accuracy_train: Floats
    accuracy_test: Floats


@dataclass(frozen=True, slots=True)
class Met:
    """A part of a goal in words, and whether it is met now."""

    words: str
    is_met: bool


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What is seen. Frozen, so that the training's thread can go on while it is drawn.

    `weights[l]` is `(to, from)`, `biases[l]` `(to,)`, `dead[l]` `(to, from)`; `pictures[l]` is `(neurons, n, n)`, the
    inputs first and the outputs last; `losses` and `accuracies` are of training and test points.
    """

    state: State
    epoch: int
    last: int
    is_playing: bool
    speed: int
    losses: tuple[float, float]
    accuracies: tuple[float, float]
    weights: tuple[Floats, ...]
    biases: tuple[Floats, ...]
    dead: tuple[Flags, ...]
    pictures: tuple[NDArray[np.floating], ...]
    train: tuple[Floats, Floats]
    test: tuple[Floats, Floats]
    curves: tuple[Curve, ...] = ()
    """The run on the screen, and behind it the one it branched from or was left for."""
    branched_at: int | None = None
    goal: tuple[Met, ...] = ()
    proof: str = ""
    """The line that proves the goal, once every part of it was met."""
    can_undo: bool = False
    number: int = 0
    """Counts the orders that have been carried out."""

    @property
    def is_past(self) -> bool:
        """An epoch before the last one is shown."""
        return self.epoch < self.last

    @property
    def sizes(self) -> tuple[int, ...]:
        """Neurons a layer, inputs first."""
        return tuple(len(layer) for layer in self.pictures)

    @property
    def layers(self) -> Layers:
        """The network, to be drawn."""
        return Layers(self.pictures, self.weights, self.dead)

    @property
    def is_classed(self) -> bool:
        """More than two classes: an output each."""
        return len(self.pictures[-1]) > 1

    @property
    def output(self) -> NDArray[np.floating]:
        """What the network says on the plane: −1 to 1, or a field of probabilities a class."""
        last = self.pictures[-1]
        if self.is_classed:
            return np.asarray(np.eye(len(last))[last.argmax(axis=0)].transpose(2, 0, 1)) if self._is_cut else last
        said = last[0]
        if self.state.output_activation == "sigmoid":
            said = 2 * said - 1  # a probability
        return np.where(said >= 0, 1.0, -1.0) if self._is_cut else said

    @property
    def _is_cut(self) -> bool:
        return self.state.discretize

    @property
    def dots(self) -> list[Dots]:
        """The points: those trained on, and the others where they are asked for."""
        shown = [Dots(*self.train, is_classed=self.is_classed)]
        if self.state.show_test:
            shown.insert(0, Dots(*self.test, is_test=True, is_classed=self.is_classed))
        return shown
