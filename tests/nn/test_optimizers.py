"""Optimizers against Keras's own: the same weights, the same batches, fifty steps."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest

from tutor.nn.keys import OPTIMIZERS
from tutor.nn.optimizers import OPTIMIZERS as STEPS
from tutor.nn.run import Run
from tutor.nn.state import parse

STEPS_TAKEN = 50
LINKS = {
    "tanh": "#dataset=circle&networkShape=4,2&seed=0.5",
    "sigmoid": "#dataset=xor&networkShape=4&activation=relu&loss=cross-entropy&seed=0.25&batchSize=25",
    "softmax": "#dataset=spiral&classes=3&networkShape=6&activation=gelu&loss=cross-entropy&seed=0.75&batchSize=3",
    "linear": "#problem=regression&networkShape=3&activation=sigmoid&seed=0.125&learningRate=0.01",
}
KERAS = """
import json, sys
import keras, numpy as np
keras.config.set_floatx("float64")
job = json.load(open(sys.argv[1]))
MADE = {
    "sgd": lambda rate: keras.optimizers.SGD(rate),
    "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=0.9),
    "rmsprop": lambda rate: keras.optimizers.RMSprop(rate),
    "adam": lambda rate: keras.optimizers.Adam(rate),
}
LOSS = {
    "tanh": lambda t, o: keras.ops.mean((o - t) ** 2) / 2,
    "linear": lambda t, o: keras.ops.mean((o - t) ** 2) / 2,
    "sigmoid": keras.losses.BinaryCrossentropy(),
    "softmax": keras.losses.CategoricalCrossentropy(),
}
def gelu(z):
    return keras.activations.gelu(z, approximate=True)
for one in job:
    weights = [np.array(part) for part in one["parts"]]
    model = keras.Sequential([keras.layers.Input((2,))])
    for i in range(len(weights) // 2):
        is_last = i == len(weights) // 2 - 1
        name = one["output"] if is_last else one["activation"]
        model.add(keras.layers.Dense(len(weights[2 * i + 1]), activation=gelu if name == "gelu" else name))
    model.set_weights(weights)
    model.compile(MADE[one["optimizer"]](one["rate"]), LOSS[one["output"]])
    x, t, size = np.array(one["x"]), np.array(one["t"]), one["size"]
    for step in range(one["steps"]):
        start = step * size % len(x)
        model.train_on_batch(x[start : start + size], t[start : start + size])
    print(json.dumps([part.tolist() for part in model.get_weights()]))
"""


def started(output, optimizer):
    return Run(parse(f"{LINKS[output]}&optimizer={optimizer}"))


def parts(run):
    """Weights as Keras has them, (from, to), and biases, layer by layer."""
    network = run.network
    return [part for w, b in zip(network.weights, network.biases, strict=True) for part in (w.T.tolist(), b.tolist())]


def job(output, optimizer):
    run = started(output, optimizer)
    xy, labels = run.data.train
    assert len(xy) % run.state.batch_size == 0  # Keras knows no batch that goes over into the next epoch
    return {
        "parts": parts(run), "x": xy.tolist(),
        "t": run.network.output.targets(labels, run.state.outputs).T.tolist(),
        "output": output, "activation": run.state.activation, "optimizer": optimizer,
        "rate": run.state.learning_rate, "size": run.state.batch_size, "steps": STEPS_TAKEN,
    }  # fmt: skip


PAIRS = [(output, optimizer) for output in LINKS for optimizer in OPTIMIZERS]


@pytest.mark.keras
def test_fifty_steps_are_kerass_own(tmp_path):
    path = tmp_path / "job.json"
    path.write_text(json.dumps([job(*pair) for pair in PAIRS]), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", KERAS, path], capture_output=True, text=True, check=False, timeout=170)
    assert done.returncode == 0, done.stderr[-2000:]
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[[")]
    assert len(answers) == len(PAIRS)
    for pair, answer in zip(PAIRS, answers, strict=True):
        run = started(*pair)
        before = parts(run)
        for _step in range(STEPS_TAKEN):
            run.step()
        for ours, theirs, first in zip(parts(run), answer, before, strict=True):
            assert np.array(ours) == pytest.approx(np.array(theirs), abs=1e-5), pair
            assert ours != first


@pytest.mark.parametrize("name", STEPS)
def test_every_optimizer_finds_the_bottom_of_a_bowl(name):
    place, optimizer = np.array([3.0, -2.0]), STEPS[name](2)
    for _step in range(1500):
        optimizer.step(place, place * [1.0, 10.0], 0.01)
    assert place == pytest.approx([0, 0], abs=0.02)


def test_the_first_steps_by_hand():
    for name, first, second in (
        ("sgd", -0.2, -0.4),
        ("momentum", -0.2, -0.2 - 0.18 - 0.2),
        ("rmsprop", -0.1 / np.sqrt(0.1), -0.1 / np.sqrt(0.1) - 0.1 / np.sqrt(0.19)),
        ("adam", -0.1, -0.2),
    ):
        place, optimizer = np.zeros(1), STEPS[name](1)
        optimizer.step(place, np.array([2.0]), 0.1)
        assert place[0] == pytest.approx(first, rel=1e-5)
        optimizer.step(place, np.array([2.0]), 0.1)
        assert place[0] == pytest.approx(second, rel=1e-5)
