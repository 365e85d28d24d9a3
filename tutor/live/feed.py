"""The callback: what Keras says of a training goes to its run, what the learner says reaches the model."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from tutor.live.notes import note_failure
from tutor.live.steering import Steering
from tutor.live.wire import Run, number

Logs = Mapping[str, Any] | None
_FACTORS = {"faster": 2.0, "slower": 0.5}


def _harmless(method: Callable[..., None]) -> Callable[..., None]:
    """A failure in `method` silences the feed and leaves the training alone."""

    @functools.wraps(method)
    def guarded(feed: Feed, *args: Any, **kwargs: Any) -> None:
        if feed.is_off:
            return
        try:
            method(feed, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 (a chart is never worth a training)
            feed.is_off = True
            note_failure(error)

    return guarded


class Feed:
    """What the callback does; `fit.install` makes it a `keras.callbacks.Callback`, which sets `model` and `params`."""

    model: Any
    params: dict[str, Any] | None
    set_model: Callable[[Any], None]
    set_params: Callable[[dict[str, Any]], None]

    def __init__(self, run: Run, steering: Steering) -> None:
        super().__init__()
        self.run = run
        self.is_off = False
        self.note = ""
        self._steering = steering
        self._list: list[Any] | None = None

    @property
    def is_interrupted(self) -> bool:
        """Whether the learner asked to stop at once."""
        return self.note == "interrupted"

    @_harmless
    def on_train_begin(self, logs: Logs = None) -> None:  # noqa: ARG002 (Keras calls it so, here and below)
        """Tell the sizes."""
        params = self.params or {}
        self.run.epochs = int(params.get("epochs") or 0)
        self.run.steps = int(params.get("steps") or 0)
        self._look_at_rate()
        self.run.tell("begin")

    @_harmless
    def on_epoch_begin(self, epoch: int, logs: Logs = None) -> None:  # noqa: ARG002
        """A new epoch is under way."""
        self.run.epoch = epoch + 1
        self.run.step = 0

    @_harmless
    def on_train_batch_end(self, batch: int, logs: Logs = None) -> None:
        """Hear the learner, and tell the step if it is time."""
        self.run.step = batch + 1
        self._steer(logs)
        if self.run.is_due():
            self._look_at_rate()
            self.run.tell("step", logs)

    @_harmless
    def on_epoch_end(self, epoch: int, logs: Logs = None) -> None:  # noqa: ARG002
        """Tell the epoch with its val_ values; stop here if asked to."""
        if self.is_interrupted:  # half an epoch, and a validation cut short: no values to show
            return
        self.run.steps = self.run.steps or self.run.step  # a generator's length is known after one epoch
        self._look_at_rate()
        self.run.tell("epoch", logs)
        if self.note == "stopping":
            self.model.stop_training = True

    @_harmless
    def on_test_begin(self, logs: Logs = None) -> None:  # noqa: ARG002
        """Do not validate at length what was interrupted."""
        if self.is_interrupted:
            self.model.stop_evaluating = True

    @_harmless
    def on_test_batch_end(self, batch: int, logs: Logs = None) -> None:  # noqa: ARG002
        """Hear the learner during validation too."""
        self._steer(None)
        if self.is_interrupted:
            self.model.stop_evaluating = True

    def join(self, callbacks: Any, model: Any, epochs: int) -> None:
        """Come along in a `CallbackList` of the learner's, until the end."""
        self.set_model(model)
        self.set_params({**(callbacks.params or {}), "epochs": epochs})
        self._list = callbacks.callbacks
        self._list.append(self)

    @_harmless
    def examine(self, call: Mapping[str, Any]) -> None:
        """Measure what ails the training, now that `fit(**call)` is over; told with the end."""
        if self.is_interrupted or not self.run.is_open:
            return
        from tutor.live.vitals import measure  # noqa: PLC0415 (what a plain `import tutor.live` need not pay)

        self.run.vitals = measure(self.model, call)

    def end(self, note: str = "") -> None:
        """Tell the end, once, and only of a training that began; also when the feed has failed before."""
        if self._list is not None and self in self._list:
            self._list.remove(self)
        try:
            self.run.tell("end", note=note or self.note)
        except Exception as error:  # noqa: BLE001 (as in `_harmless`)
            note_failure(error)

    def _steer(self, logs: Logs) -> None:
        for word in self._steering.poll():
            note = ""
            if word == "interrupt":
                self.note = note = "interrupted"
                self.model.stop_training = True
            elif word == "stop" and not self.note:
                self.note = note = "stopping"
            elif word in _FACTORS:
                note = "rate" if self._scale_rate(_FACTORS[word]) else "schedule"
            if note:
                self._look_at_rate()
                self.run.tell("step", logs, note)

    def _scale_rate(self, factor: float) -> bool:
        optimizer = self.model.optimizer
        try:
            optimizer.learning_rate = float(optimizer.learning_rate) * factor
        except (AttributeError, TypeError, ValueError):  # a schedule or a function: Keras refuses in several ways
            return False
        return True

    def _look_at_rate(self) -> None:
        rate = number(getattr(getattr(self.model, "optimizer", None), "learning_rate", None))
        self.run.rate = float(f"{rate:.7g}") if isinstance(rate, float) else None  # a float32, as it was written
