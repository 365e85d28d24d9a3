"""Plain Keras in a real kernel: one kernel for all, since Keras takes its seconds to import."""

from __future__ import annotations

import ast
import math
import statistics

import pytest

from tests.live.kernel import kernel as started

pytestmark = [pytest.mark.kernel, pytest.mark.keras]

PREPARE = """
import numpy as np
from keras.models import Sequential
import keras
def make(**compiled):
    keras.utils.set_random_seed(1)
    model = Sequential([keras.Input((20,)), keras.layers.Dense(16, "relu"), keras.layers.Dense(2, "softmax")])
    usual = {"optimizer": "adam", "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]}
    model.compile(**usual | compiled)
    return model
chance = np.random.default_rng(0)
x = chance.normal(size=(1280, 20)).astype("float32")
y = (x[:, 0] > 0).astype(int)
"""


@pytest.fixture(scope="module")
def kernel():
    with started("numpy", "keras") as running:
        assert not running.run(PREPARE).error
        yield running


def test_a_plain_fit_streams(kernel):
    ran = kernel.run(
        "model = make()\nhistory = model.fit(x, y, batch_size=10, epochs=3, validation_split=0.5)\n"
        "sorted(history.history), len(history.epoch), type(history).__name__"
    )
    assert ran.phases()[0] == "begin"
    assert ran.phases()[-1] == "end"
    assert ran.phases().count("epoch") == 3
    assert "step" in ran.phases()  # the first epoch is traced and compiled, which takes longer than a tenth of a second
    assert {(m.epochs, m.steps, m.rate) for m in ran.metrics} == {(3, 64, 0.001)}
    last = ran.metrics[-2]
    assert last.epoch == 3
    assert last.step == 64
    assert set(last.values) == {"accuracy", "loss", "val_accuracy", "val_loss"}
    assert ran.results[0]["text/plain"] == "(['accuracy', 'loss', 'val_accuracy', 'val_loss'], 3, 'History')"
    assert ran.text == ""


WAYS = {
    "tf.keras": """
import tensorflow as tf
m = tf.keras.Sequential([tf.keras.layers.Dense(1)])
m.compile('sgd', 'mse')
m.fit(x, y)""",
    "functional": """
from tensorflow import keras as k
inputs = k.Input((20,))
m = k.Model(inputs, k.layers.Dense(1)(inputs))
m.compile('sgd', 'mse')
m.fit(x, y)""",
    "positional": "make().fit(x, y, 64, 1, 'auto', [keras.callbacks.EarlyStopping('loss')]);",
    "callback list": """
m = make()
m.fit(x, y, callbacks=keras.callbacks.CallbackList([], add_history=True, model=m));""",
    "jit": "make(jit_compile=True).fit(x, y);",
    "eager": "make(run_eagerly=True).fit(x[:64], y[:64]);",
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_fit(kernel, way):
    ran = kernel.run(WAYS[way])
    assert ran.error == ""
    assert [phase for phase in ran.phases() if phase != "step"] == ["begin", "epoch", "end"]
    assert ran.results == []  # the chart says it, not also `<History object at …>`


def test_a_custom_train_step_and_a_generator(kernel):
    ran = kernel.run("""
import tensorflow as tf
class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1)
    def call(self, x):
        return self.dense(x)
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((self(x)[:, 0] - tf.cast(y, tf.float32)) ** 2)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        return {"mine": loss, "pair": {"twice": 2 * loss}}
def batches():
    for start in range(0, 320, 32):
        yield x[start:start + 32], y[start:start + 32]
own = Own()
own.compile("sgd")
import warnings
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    own.fit(batches());
""")
    assert ran.error == ""
    assert ran.metrics[0].steps == 0
    [epoch] = [message for message in ran.metrics if message.phase == "epoch"]
    assert set(epoch.values) == {"mine", "twice"}
    assert (epoch.step, epoch.steps) == (10, 10)


def test_evaluate_and_predict_answer_without_a_bar(kernel):
    ran = kernel.run("model = make()\nmodel.predict(x)\nlen(model.evaluate(x, y))")
    assert (ran.results[0]["text/plain"], ran.text, ran.metrics) == ("2", "", [])


def test_a_bar_that_was_asked_for(kernel):
    ran = kernel.run("make().fit(x, y, verbose=2);")
    assert "40/40" in ran.text
    assert ran.phases()[-2:] == ["epoch", "end"]


def test_a_broken_fit_ends(kernel):
    ran = kernel.run("model.fit(x[:, :3], y)")
    assert ran.error == "ValueError"
    assert ran.phases() in (["begin", "end"], [])


def test_nan_arrives_and_nothing_warns(kernel):
    ran = kernel.run(
        "net = keras.Sequential([keras.layers.Dense(1)])\nnet.compile('sgd', 'mse')\nnet.fit(x * np.nan, y, epochs=2);"
    )
    assert math.isnan(ran.metrics[-2].values["loss"])
    assert ran.text == ""


def test_the_rate_is_steered_on_the_way(kernel):
    ran = kernel.run(
        "model = make()\nmodel.fit(x, y, epochs=8)\nfloat(model.optimizer.learning_rate)",
        says="faster",
    )
    assert ran.notes() == ["rate"]
    assert ran.metrics[-1].rate == 0.002
    assert ran.results[0]["text/plain"].startswith("0.002")


def test_a_schedule_is_told_and_left_alone(kernel):
    ran = kernel.run(
        "schedule = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.5)\n"
        "make(optimizer=keras.optimizers.SGD(schedule)).fit(x, y, epochs=8);",
        says="slower",
    )
    assert ran.notes() == ["schedule"]
    rates = [message.rate for message in ran.metrics]
    assert rates[0] == 0.1
    assert rates == sorted(rates, reverse=True)


def test_stop_after_the_epoch(kernel):
    ran = kernel.run("history = make().fit(x, y, epochs=500)\nlen(history.epoch)", says="stop")
    assert ran.error == ""
    assert ran.notes() == ["stopping", "stopping"]
    assert int(ran.results[0]["text/plain"]) < 100
    assert ran.metrics[-2].step == 40


def test_interrupt_raises_and_the_next_fit_works(kernel):
    for _ in range(3):
        ran = kernel.run(
            "after = False\nmodel.fit(x, y, epochs=500, validation_data=(x, y))\nafter = True",
            says="interrupt",
        )
        assert ran.status == "interrupted"
        assert ran.notes() == ["interrupted", "interrupted"]
    ran = kernel.run("model.fit(x, y, epochs=1)\nafter")
    assert (ran.error, ran.phases()[-2:], ran.results[0]["text/plain"]) == ("", ["epoch", "end"], "False")


def test_an_interrupt_within_fit_inside_fit_ends_both(kernel):
    ran = kernel.run(
        "class Inner(keras.callbacks.Callback):\n"
        "    def on_epoch_end(self, epoch, logs=None): make().fit(x, y, epochs=500)\n"
        "make().fit(x, y, epochs=2, callbacks=[Inner()])",
        says="interrupt",
    )
    assert ran.status == "interrupted"
    assert ran.phases().count("begin") == ran.phases().count("end") == 2


def test_mixed_precision_and_functional_rate(kernel):
    ran = kernel.run(
        "inner = keras.optimizers.SGD(0.25)\nmodel = make(optimizer=keras.optimizers.LossScaleOptimizer(inner))\n"
        "model.fit(x, y, epochs=8)\nfloat(inner.learning_rate)",
        says="faster",
    )
    assert (ran.notes(), ran.results[0]["text/plain"]) == (["rate"], "0.5")
    ran = kernel.run("make(optimizer=keras.optimizers.SGD(lambda: 0.25)).fit(x, y, epochs=8);", says="faster")
    assert (ran.notes(), ran.metrics[-1].rate) == (["schedule"], 0.25)


def test_a_report_loop(kernel):
    ran = kernel.run(
        "from tutor.live import report\nfor step in range(5000): report(step, total=5000, loss=1 / (step + 1))"
    )
    assert ran.phases()[0] == "begin"
    assert ran.phases()[-2:] == ["step", "end"]
    assert ran.metrics[-2].values == {"loss": 1 / 5000}
    assert len(ran.metrics) < 60 + 10 * ran.seconds


def test_overhead_is_small(kernel):
    """Pairs of the same training, with and without the feed; the bound leaves room for a machine with other work."""
    ran = kernel.run("""
import time
model = make()
plain, told = keras.Model.fit.__wrapped__, keras.Model.fit
def timed(fit):
    start = time.perf_counter()
    fit(model, x, y, batch_size=10, epochs=3, verbose=0)
    return time.perf_counter() - start
timed(told), timed(plain)
pairs = [(timed(told), timed(plain)) for _ in range(5)]
sorted(a / b for a, b in pairs)
""")
    assert statistics.median(ast.literal_eval(ran.results[0]["text/plain"])) < 1.3
