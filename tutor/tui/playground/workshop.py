"""`Workshop`: a run, its history, the run beside it, and what was done to them, to be undone. Knows no thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tutor.nn.goal import Goal, parse_goal
from tutor.nn.history import History
from tutor.nn.proof import proof
from tutor.nn.run import Run
from tutor.nn.state import State, new_seed
from tutor.tui.playground.orders import (
    Ask,
    Branch,
    Configure,
    Epoch,
    Open,
    Order,
    Play,
    Reset,
    Scrub,
    Seek,
    Speed,
    Step,
    Swap,
    Undo,
    Weigh,
)  # fmt: skip
from tutor.tui.widgets.playground.controls import LIVE, SEEN
from tutor.tui.widgets.playground.frame import Curve, Frame, Met

SPEEDS = (1, 5, 20, 100, 0)
"""Epochs a second; 0 is as fast as it goes."""
MOST_UNDONE = 40
MOST_RUNS_UNDONE = 6
"""Old runs that are kept whole for an undo: each holds its history."""
PICTURE = 48
"""Pixels of a picture's side; twice the rows of the largest one on a usual screen."""


@dataclass(slots=True)
class Track:
    """A run with its history, and the epoch it branched at if it did."""

    run: Run
    history: History
    branched_at: int | None = None
    goal: Goal | None = None
    proof: str = ""


class Workshop:
    """Carries out orders one by one. Where an earlier epoch is shown, a change begins a branch there."""

    def __init__(self, state: State, answered: Callable[[str, object], None] = lambda _topic, _answer: None) -> None:
        self._answered = answered
        self.track = self._begun(state)
        self.other: Track | None = None
        self.shown: Run = self.track.run
        self.is_playing = False
        self._speed = 2
        self._undone: list[tuple[str, Any]] = []
        self.number = 0
        """How many orders were told so far: a frame passes it on."""

    @staticmethod
    def _begun(state: State) -> Track:
        goal = parse_goal(state.goal) if state.goal else None
        run = Run(state if state.seed else replace(state, seed=new_seed()))
        return Track(run, History(run), goal=goal)

    @property
    def speed(self) -> int:
        """Epochs a second; 0 is as fast as it goes."""
        return SPEEDS[self._speed]

    @property
    def is_past(self) -> bool:
        """An earlier epoch is shown."""
        return self.shown is not self.track.run

    def advance(self) -> None:
        """An epoch of training, from the last one on."""
        self._to_now()
        self.track.run.advance()
        self._noted()

    def _noted(self) -> None:
        """An epoch is over: it is kept, and training pauses where the goal is met for the first time."""
        track = self.track
        track.history.record()
        if track.goal is not None and not track.proof and track.goal.is_met(track.run):
            track.proof = proof(track.run)
            self.is_playing = False

    def _to_now(self) -> None:
        self.shown = self.track.run

    def do(self, order: Order) -> None:  # noqa: C901, PLR0912 (a match)
        """Carry out an order. Raises ValueError, with a sentence for the learner, where it cannot be."""
        match order:
            case Play(on):
                self.is_playing = (not self.is_playing) if on is None else on
                if self.is_playing:
                    self._to_now()
            case Step():
                self._step()
            case Epoch():
                self.is_playing = False
                self.advance()
            case Speed(step):
                self._speed = min(max(0, self._speed + step), len(SPEEDS) - 1)
            case Seek(epoch):
                self._seek(epoch)
            case Scrub(step):
                self._seek(self.shown.epoch + step)
            case Configure(settings):
                self._configure(dict(settings))
            case Open(state):
                self._anew(state)
            case Weigh():
                self._weigh(order)
            case Branch():
                self._branch({})
            case Swap():
                self._swap()
            case Undo():
                self._undo()
            case Reset(is_reseeded):
                state = self.track.run.state
                self._anew(replace(state, seed=new_seed()) if is_reseeded else state)
            case Ask(topic, question):
                self._answered(topic, question(self.shown, self.track.history))

    def _step(self) -> None:
        self.is_playing = False
        self._to_now()
        before = self.track.run.epoch
        self.track.run.step()
        if self.track.run.epoch > before:
            self._noted()

    def _seek(self, epoch: int) -> None:
        self.is_playing = False
        first, last = self.track.history.first, self.track.history.last
        epoch = min(max(first, epoch), last)
        self.shown = self.track.run if epoch == last else self.track.history.at(epoch)

    # -- changes --

    def _configure(self, settings: dict[str, Any]) -> None:
        state = self.shown.state
        settings = {name: value for name, value in settings.items() if getattr(state, name) != value}
        if not settings:
            return
        if settings.keys() <= SEEN:
            self.track.run.state = replace(self.track.run.state, **settings)
            if self.is_past:
                self.shown.state = replace(self.shown.state, **settings)
        elif settings.keys() <= LIVE:
            if self.is_past:
                self._branch(settings)
            else:
                self._remember("settings", {name: getattr(state, name) for name in settings})
                self.shown.change(**settings)
                self._kept()
        else:
            self._anew(replace(state, **settings))

    def _anew(self, state: State) -> None:
        begun = self._begun(state)
        self._remember("runs", (self.track, self.other))
        self.track, self.other = begun, None
        self._to_now()

    def _weigh(self, order: Weigh) -> None:
        if self.is_past:
            self._branch({})
        network = self.shown.network
        if order.source is None:
            before = float(network.biases[order.layer][order.to])
        else:
            before = float(network.weights[order.layer][order.to, order.source])
        self._remember("weight", replace(order, value=before))
        self._put(order)

    def _put(self, order: Weigh) -> None:
        if order.source is None:
            self.shown.set_bias(order.layer, order.to, order.value)
        else:
            self.shown.set_weight(order.layer, order.to, order.source, order.value)
        self._kept()

    def _kept(self) -> None:
        """What was changed between two epochs belongs to the one before."""
        if self.track.run.point == 0:
            self.track.history.record()

    def _branch(self, settings: dict[str, Any]) -> None:
        epoch = self.shown.epoch
        history = self.track.history.branch(epoch, **settings)
        self._remember("runs", (self.track, self.other))
        self.other = self.track
        self.track = Track(history.run, history, epoch, self.track.goal)
        self._to_now()

    def _swap(self) -> None:
        if self.other is not None:
            self.track, self.other = self.other, self.track
            self._to_now()

    def _remember(self, kind: str, before: object) -> None:
        self._undone.append((kind, before))
        del self._undone[:-MOST_UNDONE]
        runs = [at for at, (one, _before) in enumerate(self._undone) if one == "runs"]
        if len(runs) > MOST_RUNS_UNDONE:
            del self._undone[: runs[-MOST_RUNS_UNDONE]]

    def _undo(self) -> None:
        if not self._undone:
            return
        kind, before = self._undone.pop()
        if kind == "runs":
            self.track, self.other = before
        self._to_now()
        if kind == "settings":
            self.shown.change(**before)
            self._kept()
        elif kind == "weight":
            self._put(before)

    # -- what is seen --

    def frame(self) -> Frame:
        """The moment on the screen, copied: nothing of it changes when training goes on."""
        run, network = self.shown, self.shown.network
        curves = [_curve(self.track.history)] + ([_curve(self.other.history)] if self.other else [])
        return Frame(
            state=run.state,
            epoch=run.epoch,
            last=self.track.history.last,
            is_playing=self.is_playing,
            speed=self.speed,
            losses=run.losses(),
            accuracies=run.accuracy(),
            weights=tuple(weights.copy() for weights in network.weights),
            biases=tuple(biases.copy() for biases in network.biases),
            dead=tuple(dead.copy() for dead in network.dead),
            pictures=tuple(pictures.copy() for pictures in run.pictures(PICTURE)),
            train=run.data.train,
            test=run.data.test,
            curves=tuple(curves),
            branched_at=self.track.branched_at,
            goal=self._met(),
            proof=self.track.proof,
            can_undo=bool(self._undone),
            number=self.number,
        )

    def _met(self) -> tuple[Met, ...]:
        goal = self.track.goal
        return tuple(Met(one.words, one.is_met) for one in goal.standings(self.shown)) if goal else ()


def _curve(history: History) -> Curve:
    epochs, train, test = history.losses
    _epochs, accuracy_train, accuracy_test = history.accuracies
    return Curve(epochs, train, test, accuracy_train, accuracy_test)
