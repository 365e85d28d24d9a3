"""A network under training. The same state and the same changes give the same numbers, always."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.nn.data import REACH, draw
from tutor.nn.features import features
from tutor.nn.keys import ACTIVATIONS, OPTIMIZERS, REGULARIZATIONS
from tutor.nn.network import Network, Pass
from tutor.nn.optimizers import OPTIMIZERS as STEPS
from tutor.nn.optimizers import Optimizer
from tutor.nn.seedrandom import SeedRandom
from tutor.nn.state import State

Array = NDArray[np.float64]

Value = str | float | int | tuple[int, ...]
CHANGEABLE = ("activation", "regularization", "learning_rate", "regularization_rate", "batch_size", "optimizer")
"""Settings that may change while it runs; every other one needs a new run."""
NAMED = {"activation": ACTIVATIONS, "regularization": REGULARIZATIONS, "optimizer": OPTIMIZERS}


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed before the point `point` of the epoch after `epoch` was seen.

    `name` is one of CHANGEABLE; or "weight" of the link `at` (layer, to, from), or "bias" of the
    neuron `at` (layer, to).
    """

    epoch: int
    point: int
    name: str
    value: str | float
    at: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """All that a run's future depends on; what may be shared is never written into."""

    epoch: int
    point: int
    state: State
    journal: tuple[Change, ...]
    parameters: Array
    living: Array
    waiting: Array
    waited: int
    optimizer: Optimizer


class Run:
    """The network of `state`, its data and where its training stands: `epoch` epochs, and `point` points of the next.

    `start` is the state as it was given, `state` as it stands after the changes in `journal`.
    """

    def __init__(self, state: State) -> None:
        source = SeedRandom(state.seed)
        self.start = self.state = state
        self.data = draw(state, source)
        self.network = Network(state.sizes, state.activation, state.output_activation, state.loss_name)
        self.network.draw(source, zero=state.init_zero)
        self.optimizer: Optimizer = STEPS[state.optimizer](self.network.parameters.size)
        self.epoch = self.point = 0
        self.journal: tuple[Change, ...] = ()
        self._waiting = np.zeros_like(self.network.gradient)
        self._waited = 0
        self._sets = [self._set(*self.data.train), self._set(*self.data.test)]
        self._rooms: dict[int, Pass] = {}
        self._planes: dict[int, NDArray[Any]] = {}

    def step(self) -> None:
        """Learn up to the next update of the weights, which is one mini-batch, or to the end of the epoch before it."""
        self._learn()

    def advance(self) -> None:
        """Learn up to the end of this epoch."""
        epoch = self.epoch
        while self.epoch == epoch:
            self._learn()

    @np.errstate(over="ignore", invalid="ignore", divide="ignore")  # a rate that is too high ends in inf and NaN
    def _learn(self) -> None:
        """One batch: as in the original, an incomplete one at an epoch's end waits for the next epoch's first."""
        x, t = self._sets[0]
        size, count = self.state.batch_size, x.shape[1]
        stop = (self.point // size + 1) * size
        end = min(stop, count)
        if end > self.point:
            seen = self._room(end - self.point)
            self.network.forward(x[:, self.point : end], seen)
            self.network.backward(t[:, self.point : end], seen)
            self._waiting += self.network.gradient
            self._waited += end - self.point
        self.point = end
        if end == stop:
            self._update()
        if end == count:
            self.epoch, self.point = self.epoch + 1, 0

    def _update(self) -> None:
        state, network = self.state, self.network
        self._waiting /= self._waited
        self._waiting *= network.living
        before = network.parameters.copy()
        self.optimizer.step(network.parameters, self._waiting, state.learning_rate)
        network.parameters *= network.living
        network.regularize(state.regularization, state.learning_rate * state.regularization_rate, before)
        self._waiting[:] = 0
        self._waited = 0

    def losses(self) -> tuple[float, float]:
        """The mean loss over the training points and over the test points; NaN where there are none."""
        return self._over_sets(self._loss)

    def accuracy(self) -> tuple[float, float]:
        """The share of points put into the right class, of training and test; NaN for a regression."""
        return self._over_sets(self._share)

    def outputs(self, xy: Array) -> Array:
        """What the network answers for the points `xy` (n, 2): (n, outputs)."""
        x = self._inputs(np.asarray(xy, dtype=np.float64))
        with np.errstate(all="ignore"):
            return np.array(self.network.forward(x, Pass(self.network.sizes, x.shape[1])).T)

    def pictures(self, size: int) -> list[NDArray[Any]]:
        """What every neuron makes of the plane: (neurons, size, size) for the features, each layer, the output.

        Row 0 is the top, y = 6; column 0 is x = −6.
        """
        if size not in self._planes:
            self._planes = {size: self._plane(size)}
        x = self._planes[size]
        seen = Pass(self.network.sizes, size * size, np.float32)
        with np.errstate(all="ignore"):
            self.network.twin(np.float32).forward(x, seen)
        return [layer.reshape(-1, size, size) for layer in (x[:-1], *seen.out)]

    def change(self, **settings: Value) -> None:
        """Change settings in place, from the next point on. Raises ValueError for one that needs a new run."""
        for name, value in settings.items():
            if name not in CHANGEABLE:
                raise ValueError(f"{name} cannot change while the network learns")
            if name in NAMED and value not in NAMED[name]:
                raise ValueError(f"{name} cannot be {value}")
        for name, value in settings.items():
            self._apply(Change(self.epoch, self.point, name, value))

    def set_weight(self, layer: int, to: int, frm: int, value: float) -> None:
        """Put `value` on the link from neuron `frm` to neuron `to` of `layer`; it lives again, if L1 had cut it."""
        self._apply(Change(self.epoch, self.point, "weight", float(value), (layer, to, frm)))

    def set_bias(self, layer: int, to: int, value: float) -> None:
        """Put `value` on the bias of neuron `to` of `layer`."""
        self._apply(Change(self.epoch, self.point, "bias", float(value), (layer, to)))

    def _apply(self, change: Change) -> None:
        network = self.network
        match change.name, change.at:
            case "weight", (layer, to, frm):
                network.weights[layer][to, frm] = change.value
                network.alive[layer][to, frm] = 1
            case "bias", (layer, to):
                network.biases[layer][to] = change.value
            case name, _nowhere:
                self.state = replace(self.state, **{name: change.value})  # type: ignore[arg-type]  # one of CHANGEABLE
                network.activate(self.state.activation)
                if name == "optimizer":
                    self.optimizer = STEPS[self.state.optimizer](network.parameters.size)
        self.journal = (*self.journal, change)

    def moment(self) -> Moment:
        """Where the run stands; the run goes on, the moment stays."""
        return Moment(
            self.epoch, self.point, self.state, self.journal,
            self.network.parameters.copy(), self.network.living.copy(),
            self._waiting.copy(), self._waited, copy.deepcopy(self.optimizer),
        )  # fmt: skip

    def at(self, moment: Moment) -> Run:
        """A run of its own that stands at this moment of this one."""
        run = copy.copy(self)
        run.epoch, run.point, run.state, run.journal = moment.epoch, moment.point, moment.state, moment.journal
        run.network = self.network.twin()
        run.network.activate(moment.state.activation)
        run.network.parameters[:], run.network.living[:] = moment.parameters, moment.living
        run._waiting, run._waited = moment.waiting.copy(), moment.waited
        run.optimizer = copy.deepcopy(moment.optimizer)
        run._rooms = {}
        return run

    def redo(self, changes: Iterable[Change], epoch: int, point: int = 0) -> None:
        """Learn up to this place, and on the way make these changes, each where it was made.

        Raises ValueError for a change whose place this run never comes to, or that cannot be made.
        """
        for change in changes:
            self._learn_to(change.epoch, change.point)
            self._apply(change)
        self._learn_to(epoch, point)

    def _learn_to(self, epoch: int, point: int) -> None:
        while (self.epoch, self.point) < (epoch, point):
            self._learn()
        if (self.epoch, self.point) != (epoch, point):
            raise ValueError(f"training does not stop at point {point} of epoch {epoch}")

    def _inputs(self, xy: Array) -> Array:
        """The points `xy` (n, 2) as `forward` takes them: features, and a row of ones."""
        return np.vstack([features(xy, self.state.inputs), np.ones(len(xy))])

    def _set(self, xy: Array, labels: Array) -> tuple[Array, Array]:
        return self._inputs(xy), self.network.output.targets(labels, self.network.sizes[-1])

    def _room(self, count: int) -> Pass:
        if count not in self._rooms:
            self._rooms[count] = Pass(self.network.sizes, count)
        return self._rooms[count]

    def _plane(self, size: int) -> NDArray[Any]:
        """The middle of every pixel of the plane, as the network sees it."""
        x, y = np.meshgrid(np.linspace(-REACH, REACH, size), np.linspace(REACH, -REACH, size))
        return self._inputs(np.stack([x.ravel(), y.ravel()], axis=1)).astype(np.float32)

    @np.errstate(all="ignore")
    def _over_sets(self, measure: Callable[[Array, Pass], float]) -> tuple[float, float]:
        values: list[float] = []
        for x, t in self._sets:
            seen = self._room(x.shape[1])
            self.network.forward(x, seen)
            values.append(measure(t, seen) if x.shape[1] else math.nan)
        return values[0], values[1]

    def _loss(self, t: Array, seen: Pass) -> float:
        return float(self.network.losses(t, seen).mean())

    def _share(self, t: Array, seen: Pass) -> float:
        if self.state.is_regression:
            return math.nan
        classes = self.network.output.classes
        return float((classes(seen.out[-1]) == classes(t)).mean())


def replay(state: State, journal: Iterable[Change], epoch: int, point: int = 0) -> Run:
    """The run of `state`, with these changes, where it stood after `epoch` epochs: the very same numbers."""
    run = Run(state)
    run.redo(journal, epoch, point)
    return run
