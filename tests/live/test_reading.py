"""The lesson's network reads a picture for the page: a real kernel with Keras, asked between cells."""

from __future__ import annotations

import asyncio
import math

import pytest

from tests.live.kernel import kernel as started
from tutor.labs.digit import LAB
from tutor.labs.lab import Touch

pytestmark = [pytest.mark.kernel, pytest.mark.keras]

MAKE = """
import keras
from tutor.datasets import mnist
(x_train, y_train), (x_test, y_test) = mnist.load_data()
x_train, x_test = x_train.reshape(-1, 784).astype("float32") / 255, x_test.reshape(-1, 784).astype("float32") / 255
def make(last="softmax", shape=(784,), *first):
    keras.utils.set_random_seed(7)
    made = keras.Sequential([keras.Input(shape), *first, keras.layers.Dense(512, "relu"), keras.layers.Dense(10, last)])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=last is None)
    made.compile("rmsprop", loss, metrics=["accuracy"])
    return made
"""
TRAIN = "model = make()\nmodel.fit(x_train, y_train, epochs=5, batch_size=128)"


@pytest.fixture(scope="module")
def kernel():
    with started("numpy", "keras") as running:
        assert not running.run(MAKE).error
        yield running


@pytest.fixture(autouse=True)
def no_models(kernel):
    yield
    assert not kernel.run(
        "for name in [n for n, v in globals().items() if isinstance(v, keras.Model)]: del globals()[name]"
    ).error


def asked(kernel, params=LAB.start):
    """The lab's parameters after its question was put to the kernel."""
    return LAB.told(params, kernel.runner.run(asyncio.wait_for(kernel.session.ask(LAB.asks(params)), 60)))


def test_there_is_none_before_one_is_made_and_one_untrained_is_no_reader(kernel):
    assert asked(kernel)["said"][0] == "missing"
    kernel.run(
        "unbuilt = keras.Sequential([keras.layers.Dense(10)])\n"
        "other = keras.Sequential([keras.Input((3,)), keras.layers.Dense(10)])"
    )
    assert asked(kernel)["said"][0] == "missing"
    kernel.run("model = make()")
    params = asked(kernel)
    assert (*params["said"][:2], params["reading"]) == ("untrained", "model", ())


def test_the_network_of_the_lesson_reads_the_examples_and_what_is_drawn(kernel):
    assert not kernel.run(TRAIN).error
    right = 0
    for digit in range(10):
        params = asked(kernel, {**LAB.start, "example": digit})
        assert params["said"][:2] == ("ok", "model")
        assert math.isclose(sum(params["reading"]), 1, abs_tol=1e-3)
        right += max(range(10), key=lambda one, seen=params["reading"]: seen[one]) == digit
    assert right >= 9
    params = LAB.press(LAB.start, "clear")
    for number, at in enumerate([(0.15, 0.1), (0.15, 0.5)]):  # a stroke in a corner: a 1, once it is fitted
        params = LAB.touch(params, Touch(*at, is_start=number == 0))
    read = asked(kernel, params)["reading"]
    assert max(range(10), key=lambda digit: read[digit]) == 1
    assert asked(kernel, {**params, "fit": "drawn"})["reading"] != read


def test_the_trained_one_goes_before_and_saved_ones_count(kernel, tmp_path):
    kernel.run(TRAIN)
    kernel.run("another = make()")
    assert asked(kernel)["said"][1] == "model"
    kernel.run(f"model.save({str(tmp_path / 'digits.keras')!r})\ndel model")
    assert asked(kernel)["said"][0] == "untrained"
    kernel.run(f"restored = keras.saving.load_model({str(tmp_path / 'digits.keras')!r})")
    assert asked(kernel)["said"][1] == "restored"
    kernel.run(f"bare = keras.saving.load_model({str(tmp_path / 'digits.keras')!r}, compile=False)\ndel restored")
    assert (asked(kernel)["said"][1], asked(kernel)["said"][0]) == ("bare", "ok")


def test_pictures_as_squares_and_outputs_that_are_no_probabilities(kernel):
    kernel.run(
        "flat = make(None, (28, 28, 1), keras.layers.Flatten())\n"
        "flat.fit(x_train.reshape(-1, 28, 28, 1), y_train, epochs=1)"
    )
    params = asked(kernel)
    assert params["said"][:2] == ("ok", "flat")
    assert math.isclose(sum(params["reading"]), 1, abs_tol=1e-3)


def test_a_network_that_was_ruined_is_told_as_such(kernel):
    kernel.run(
        "model = make()\nmodel.fit(x_train, y_train, epochs=1)\n"
        "model.set_weights([w * float('nan') for w in model.get_weights()])"
    )
    assert asked(kernel)["said"][0] == "failed"


STANDING = "{}, sorted(n for n in globals() if n[0] != '_'), [float(w.sum()) for w in model.get_weights()]"


def test_asking_leaves_the_lesson_as_it_was(kernel):
    kernel.run(TRAIN)
    before = kernel.run(STANDING.format("len(In)")).results
    assert all(asked(kernel, {**LAB.start, "example": digit})["said"][0] == "ok" for digit in range(10))
    after = kernel.run(STANDING.format("len(In) - 1")).results
    assert after[0]["text/plain"] == before[0]["text/plain"]
