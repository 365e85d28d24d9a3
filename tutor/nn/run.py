"""A network under training. The same state and the same changes give the same numbers, always."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tutor.nn.activations import Floats
from tutor.nn.batches import Batches
from tutor.nn.data import draw
from tutor.nn.features import features
from tutor.nn.keys import ACTIVATIONS, OPTIMIZERS, REGULARIZATIONS
from tutor.nn.network import Network, Pass
from tutor.nn.optimizers import OPTIMIZERS as STEPS
from tutor.nn.optimizers import Optimizer
from tutor.nn.plane import Plane
from tutor.nn.seedrandom import SeedRandom
from tutor.nn.state import State

Array = NDArray[np.float64]

Value = str | float


def _is_rate(value: Value) -> bool:
    return isinstance(value, float | int) and 0 <= value < math.inf


CHANGEABLE: dict[str, Callable[[Value], bool]] = {
    "activation": lambda value: value in ACTIVATIONS,
    "regularization": lambda value: value in REGULARIZATIONS,
    "learning_rate": _is_rate,
    "regularization_rate": _is_rate,
    "batch_size": lambda value: isinstance(value, int) and value >= 1,
    "optimizer": lambda value: value in OPTIMIZERS,
}
"""Settings that may change while it runs, and whether a value will do; every other setting needs a new run."""


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
        self._plane: Plane | None = None
        targets = self.network.output.targets
        self._sets = [
            (self._inputs(xy), targets(labels, state.outputs)) for xy, labels in (self.data.train, self.data.test)
        ]
        self._make_room()

    @np.errstate(all="ignore")  # a learning rate that is too high ends in inf and NaN
    def step(self) -> None:
        """Learn up to the next update of the weights, which is one mini-batch, or to the end of the epoch before it."""
        self._learn()

    @np.errstate(all="ignore")
    def advance(self) -> None:
        """Learn up to the end of this epoch."""
        epoch = self.epoch
        while self.epoch == epoch:
            self._learn()

    def _learn(self) -> None:
        """One batch: as in the original, an incomplete one at an epoch's end waits for the next epoch's first."""
        batch, gradient = self._batches.at(self.point, self.state.batch_size), self.network.gradient
        self.network.forward(batch.x, batch.seen)
        self.network.backward(batch.t, batch.seen)
        if self._waited:
            gradient += self._waiting
        self._waited += batch.end - self.point
        if batch.is_whole:
            gradient *= 1 / self._waited
            self._update(gradient)
            self._waited = 0
        else:
            self._waiting[:] = gradient
        self.point = batch.end
        if batch.end == self.data.train_size:
            self.epoch, self.point = self.epoch + 1, 0

    def _update(self, gradient: Array) -> None:
        state, network = self.state, self.network
        before = network.parameters.copy()
        self.optimizer.step(network.parameters, gradient, state.learning_rate)
        network.parameters *= network.living
        if state.regularization != "none":
            network.regularize(state.regularization, state.learning_rate * state.regularization_rate, before)

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

    def pictures(self, size: int) -> list[Floats]:
        """What every neuron makes of the plane: (neurons, size, size) for the features, each layer, the output.

        Row 0 is the top, y = 6; column 0 is x = −6.
        """
        if self._plane is None or self._plane.size != size:
            self._plane = Plane(size, self.state.inputs)
        return self._plane.pictures(self.network)

    def change(self, **settings: Value) -> None:
        """Change settings in place, from the next point on. Raises ValueError for one that needs a new run."""
        changes = [Change(self.epoch, self.point, name, value) for name, value in settings.items()]
        for change in changes:
            self._check(change)
        for change in changes:
            self._apply(change)

    def set_weight(self, layer: int, to: int, frm: int, value: float) -> None:
        """Put `value` on the link from neuron `frm` to neuron `to` of `layer`; it lives again, if L1 had cut it."""
        self._edit(Change(self.epoch, self.point, "weight", float(value), (layer, to, frm)))

    def set_bias(self, layer: int, to: int, value: float) -> None:
        """Put `value` on the bias of neuron `to` of `layer`."""
        self._edit(Change(self.epoch, self.point, "bias", float(value), (layer, to)))

    def _edit(self, change: Change) -> None:
        self._check(change)
        self._apply(change)

    def _check(self, change: Change) -> None:
        """Raise ValueError for a change that cannot be made here."""
        match change.name, change.at:
            case "weight" | "bias" as name, at:
                arrays = self.network.weights if name == "weight" else self.network.biases
                inside = at and 0 <= at[0] < len(arrays) and len(at[1:]) == arrays[at[0]].ndim
                if not (inside and all(0 <= i < size for i, size in zip(at[1:], arrays[at[0]].shape, strict=True))):
                    raise ValueError(f"there is no {name} {at}")
                is_sound = isinstance(change.value, float | int) and math.isfinite(change.value)
            case name, () if name in CHANGEABLE:
                is_sound = CHANGEABLE[name](change.value)
            case name, _at:
                raise ValueError(f"{name} cannot change while the network learns")
        if not is_sound:
            raise ValueError(f"{change.name} cannot be {change.value}")

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
        run.restore(moment)
        return run

    def restore(self, moment: Moment) -> None:
        """Stand at this moment again. What this run shared with a copy of it is its own from here."""
        self.epoch, self.point, self.state, self.journal = moment.epoch, moment.point, moment.state, moment.journal
        self.network = self.network.twin()
        self.network.activate(moment.state.activation)
        self.network.parameters[:], self.network.living[:] = moment.parameters, moment.living
        self._waiting, self._waited = moment.waiting.copy(), moment.waited
        self.optimizer = copy.deepcopy(moment.optimizer)
        self._make_room()

    def redo(self, changes: Iterable[Change], epoch: int, point: int = 0) -> None:
        """Learn up to this place, and on the way make these changes, each where it was made.

        Raises ValueError for a change whose place this run never comes to, or that cannot be made.
        """
        for change in changes:
            self._check(change)
            self._learn_to(change.epoch, change.point)
            self._apply(change)
        self._learn_to(epoch, point)

    def _learn_to(self, epoch: int, point: int) -> None:
        while (self.epoch, self.point) < (epoch, point):
            self._learn()
        if (self.epoch, self.point) != (epoch, point):
            raise ValueError(f"training does not stop at point {point} of epoch {epoch}")

    def _make_room(self) -> None:
        """What calculations write into, and no other run may."""
        self._batches = Batches(*self._sets[0], self.network.sizes)
        self._rooms = [Pass(self.network.sizes, x.shape[1]) for x, _t in self._sets]
        self._plane = None

    def _inputs(self, xy: Array) -> Array:
        """The points `xy` (n, 2) as `forward` takes them: features, and a row of ones."""
        return np.vstack([features(xy, self.state.inputs), np.ones(len(xy))])

    @np.errstate(all="ignore")
    def _over_sets(self, measure: Callable[[Array, Pass], float]) -> tuple[float, float]:
        values: list[float] = []
        for (x, t), seen in zip(self._sets, self._rooms, strict=True):
            self.network.forward(x, seen)
            values.append(measure(t, seen) if x.shape[1] else math.nan)
        return values[0], values[1]

    def _loss(self, t: Array, seen: Pass) -> float:
        return float(self.network.losses(t, seen).mean())

    def _share(self, t: Array, seen: Pass) -> float:
        if self.state.is_regression or not np.isfinite(seen.out[-1]).all():
            return math.nan
        classes = self.network.output.classes
        return float((classes(seen.out[-1]) == classes(t)).mean())


def replay(state: State, journal: Iterable[Change], epoch: int, point: int = 0) -> Run:
    """The run of `state`, with these changes, where it stood after `epoch` epochs: the very same numbers."""
    run = Run(state)
    run.redo(journal, epoch, point)
    return run
