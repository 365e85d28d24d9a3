"""`fit` wrapped, over a Keras of a page: what the real one does is in test_kernel_fit."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tutor.live import fit
from tutor.live.steering import Steering


class Callback:
    model = params = None

    def set_model(self, model):
        self.model = model

    def set_params(self, params):
        self.params = params

    def __getattr__(self, name):
        if name.startswith("on_"):
            return lambda *args, **kwargs: None
        raise AttributeError(name)


class CallbackList:
    def __init__(self, callbacks):
        self.callbacks = callbacks
        self.params = None


class Schedule:
    def __float__(self):
        return 0.5


class Optimizer:
    def __init__(self, rate=0.25):
        self._rate = rate

    @property
    def learning_rate(self):
        return self._rate

    @learning_rate.setter
    def learning_rate(self, rate):
        if isinstance(self._rate, Schedule):
            raise TypeError("not settable")
        self._rate = rate


class FakeModel:
    def __init__(self, steps=4, rate=0.25):
        self.steps = steps
        self.optimizer = Optimizer(rate)
        self.stop_training = self.stop_evaluating = False
        self.tested = 0
        self.verbose = []

    def fit(self, x=None, y=None, batch_size=None, epochs=1, verbose="auto", callbacks=None, validation_data=None):
        self.verbose.append(verbose)
        self.stop_training = False
        listeners = self._listeners(callbacks, {"epochs": epochs, "steps": x})
        tell(listeners, "on_train_begin")
        for epoch in range(epochs):
            tell(listeners, "on_epoch_begin", epoch)
            self._epoch(y, listeners)
            if validation_data:
                self.evaluate(callbacks=listeners)
            tell(listeners, "on_epoch_end", epoch, {"loss": 1.0} | ({"val_loss": 2.0} if validation_data else {}))
            if self.stop_training:
                break
        return "history"

    def _listeners(self, callbacks, params):
        if isinstance(callbacks, CallbackList):
            return callbacks.callbacks
        listeners = list(callbacks or [])
        for callback in listeners:
            callback.set_model(self)
            callback.set_params(params)
        return listeners

    def _epoch(self, y, listeners):
        for step in range(self.steps):
            if y == "fails" and step == 2:
                raise RuntimeError("bad data")
            tell(listeners, "on_train_batch_end", step, {"loss": 1.0})
            if self.stop_training:
                break

    def evaluate(self, x=None, verbose="auto", callbacks=()):
        self.verbose.append(verbose)
        self.stop_evaluating = False
        tell(callbacks, "on_test_begin")
        for step in range(10):
            self.tested += 1
            tell(callbacks, "on_test_batch_end", step)
            if self.stop_evaluating:
                break
        return [0.5, 0.9]

    def predict(self, x, verbose="auto"):
        self.verbose.append(verbose)
        return x


def tell(listeners, event, *args):
    for listener in listeners:
        getattr(listener, event)(*args)


def keras():
    """A fresh fake, because `install` changes its class."""
    return SimpleNamespace(
        Model=type("Model", (FakeModel,), {}),
        callbacks=SimpleNamespace(Callback=Callback, CallbackList=CallbackList),
    )


@pytest.fixture
def steering(steer_file):
    return Steering(str(steer_file))


@pytest.fixture
def model(watcher, steering):
    fake = keras()
    fit.install(fake, watcher, steering)
    return fake.Model


class At(Callback):
    """Says a word to the training at one step of the first epoch."""

    def __init__(self, say, word, step=1):
        self.say, self.word, self.step = say, word, step
        self.done = False

    def on_train_batch_end(self, batch, logs=None):
        if batch == self.step and not self.done:
            self.done = True
            self.say(self.word + "\n")


def test_every_epoch_with_its_validation(model, watcher):
    assert model().fit(4, epochs=2, validation_data=(1, 2)) == "history"
    assert watcher.phases() == ["begin", "epoch", "epoch", "end"]
    begin, epoch = watcher.messages[:2]
    assert (begin["epochs"], begin["steps"], begin["values"], begin["rate"]) == (2, 4, {}, 0.25)
    assert (epoch["epoch"], epoch["step"], epoch["values"]) == (1, 4, {"loss": 1.0, "val_loss": 2.0})


def test_unknown_steps_are_known_after_an_epoch(model, watcher):
    model().fit(None, epochs=2)
    assert [message["steps"] for message in watcher.messages] == [0, 4, 4, 4]


@pytest.mark.parametrize("wrap", [list, tuple, lambda callbacks: callbacks[0]], ids=["list", "tuple", "alone"])
def test_callbacks_come_in_many_ways(model, watcher, wrap):
    own = At(lambda _: None, "")
    given = wrap([own])
    model().fit(4, None, None, 1, "auto", given)
    assert watcher.phases() == ["begin", "epoch", "end"]
    assert own.done
    assert given == wrap([own])  # the learner's own list is as it was


@pytest.mark.parametrize("given", [None, [], ()])
def test_no_callbacks(model, watcher, given):
    model().fit(4, callbacks=given)
    assert watcher.phases() == ["begin", "epoch", "end"]


def test_a_callback_list_is_lent_and_given_back(model, watcher):
    own = At(lambda _: None, "")
    callbacks = CallbackList([own])
    model().fit(4, epochs=3, callbacks=callbacks)
    assert watcher.phases() == ["begin", "epoch", "epoch", "epoch", "end"]
    assert watcher.messages[0]["epochs"] == 3
    assert callbacks.callbacks == [own]


def test_silent_unless_asked(model):
    net = model()
    net.fit(4)
    net.fit(4, verbose=2)
    net.fit(4, None, None, 1, 1)
    assert net.evaluate() == [0.5, 0.9]
    net.evaluate(None, 1)
    assert net.predict("x") == "x"
    net.predict("x", verbose="auto")
    assert net.verbose == [0, 2, 1, 0, 1, 0, 0]


def test_an_exception_ends_the_run(model, watcher):
    with pytest.raises(RuntimeError, match="bad data"):
        model().fit(4, "fails")
    assert watcher.phases() == ["begin", "end"]


def test_a_wrong_call_is_answered_by_keras(model, watcher):
    with pytest.raises(TypeError, match="epoch_count") as caught:
        model().fit(4, epoch_count=3)
    assert caught.value.__context__ is None
    with pytest.raises(TypeError):
        model().predict()
    assert watcher.messages == []


def test_a_failing_watcher_costs_no_training(steering):
    def send(*_):
        raise OSError("gone")

    fake = keras()
    fit.install(fake, send, steering)
    assert fake.Model().fit(4, epochs=2) == "history"


def test_fit_inside_fit(model, watcher):
    class Inner(Callback):
        def on_epoch_end(self, epoch, logs=None):
            model().fit(4)

    model().fit(4, callbacks=[Inner()])
    runs = [message["run"] for message in watcher.messages]
    assert watcher.phases() == ["begin", "begin", "epoch", "end", "epoch", "end"]
    assert runs[0] == runs[4] == runs[5] != runs[1]


@pytest.mark.parametrize(("word", "rate"), [("faster", 0.5), ("slower", 0.125)])
def test_the_learning_rate_is_steered(model, watcher, say, word, rate):
    net = model()
    net.fit(4, callbacks=[At(say, word)])
    [change] = [message for message in watcher.messages if message["note"]]
    assert (change["phase"], change["step"], change["note"], change["rate"]) == ("step", 2, "rate", rate)
    assert net.optimizer.learning_rate == rate


def test_a_schedule_is_left_alone(model, watcher, say):
    model(rate=Schedule()).fit(4, callbacks=[At(say, "faster")])
    [change] = [message for message in watcher.messages if message["note"]]
    assert (change["note"], change["rate"]) == ("schedule", 0.5)


def test_stop_waits_for_the_end_of_the_epoch(model, watcher, say):
    assert model().fit(4, epochs=50, callbacks=[At(say, "stop")]) == "history"
    assert [(m["phase"], m["step"], m["note"]) for m in watcher.messages] == [
        ("begin", 0, ""),
        ("step", 2, "stopping"),
        ("epoch", 4, ""),
        ("end", 4, "stopping"),
    ]


def test_interrupt_stops_at_once_and_raises(model, watcher, say, steering):
    net = model()
    with pytest.raises(KeyboardInterrupt):
        net.fit(4, epochs=50, callbacks=[At(say, "interrupt")], validation_data=(1, 2))
    assert net.tested == 1  # the validation at the epoch's end was cut short
    assert [(m["phase"], m["step"], m["note"]) for m in watcher.messages] == [
        ("begin", 0, ""),
        ("step", 2, "interrupted"),
        ("end", 2, "interrupted"),
    ]
    assert not steering.is_taken
    assert net.fit(4) == "history"


def test_interrupt_is_heard_during_validation(model, watcher, say):
    class Late(Callback):
        def on_test_batch_end(self, batch, logs=None):
            if batch == 1:
                say("interrupt\n")

    net = model()
    with pytest.raises(KeyboardInterrupt):
        net.fit(4, callbacks=[Late()], validation_data=(1, 2), epochs=9)
    assert net.tested == 2
    assert watcher.messages[-1]["note"] == "interrupted"


def test_words_of_an_earlier_training_are_gone(model, watcher, say, steering):
    say("stop\ninterrupt\n")
    steering.forget()  # as each new cell does
    model().fit(4, epochs=2)
    assert watcher.phases() == ["begin", "epoch", "epoch", "end"]


def test_undone(watcher, steering):
    fake = keras()
    original = fake.Model.fit
    undo = fit.install(fake, watcher, steering)
    assert fake.Model.fit.__name__ == "fit"
    assert fake.Model.fit.__wrapped__ is original
    undo()
    assert fake.Model.fit is original


def test_vitals_come_with_the_end(model, watcher):
    model().fit(4, epochs=2)
    assert watcher.messages[-1]["vitals"]["optimizer"] == "optimizer"
    assert not any("vitals" in message for message in watcher.messages[:-1])


def test_nothing_is_measured_of_a_training_that_was_cut_short(model, watcher, say):
    with pytest.raises(KeyboardInterrupt):
        model().fit(4, epochs=50, callbacks=[At(say, "interrupt")])
    with pytest.raises(RuntimeError):
        model().fit(4, "fails")
    assert not any("vitals" in message for message in watcher.messages)


def test_a_failing_measurement_costs_nothing(model, watcher):
    class Broken:
        def __getattr__(self, name):
            raise RuntimeError(name)

    net = model()
    net.optimizer = None
    net.layers = net.loss = Broken()
    assert net.fit(4) == "history"
    assert watcher.phases() == ["begin", "epoch", "end"]
