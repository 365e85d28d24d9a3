"""A plain `model.fit` on the screen: it moves, it is steered, it stops, and what went wrong is said."""

from __future__ import annotations

import os
import re

import pytest
from terminal.learner import settle

pytestmark = [pytest.mark.terminal, pytest.mark.keras]
RUN, STOP = "\x12", "\x03"
MODEL = """
import keras, numpy as np
x, y = np.random.rand(4000, 20), np.random.rand(4000)
def model():
    m = keras.Sequential([keras.Input((20,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1)])
    m.compile(loss="mse", metrics=["mae"])
    return m
print("up", "and ready")
"""
INTERRUPTS = int(os.environ.get("NNTUTOR_INTERRUPTS", "10"))


def chart(painted):
    """The rows of the chart, without its numbers."""
    return "\n".join(line for line in painted.text().splitlines() if re.search("[\u2801-\u28ff]", line))


def at_the_model(course, at_desk, *cells):
    course.cells(MODEL, *cells)
    painted = at_desk(course.root).open()
    painted.press(RUN)
    painted.until("up and ready")
    return painted


def next_cell(painted):
    painted.press("n")
    painted.quiet(0.1, 0.5)
    painted.press(RUN)


def test_a_fit_is_drawn_steered_resized_and_stopped(course, at_desk):
    painted = at_the_model(
        course,
        at_desk,
        """
        says = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: epoch or print("said", "once"))
        history = model().fit(x, y, epochs=1000, validation_split=0.2, callbacks=[says])
        """,
        "print('the', 'next')",
    )
    next_cell(painted)
    painted.until("val_loss", "epoch ")
    painted.until("said once")
    charts = set()
    settle(painted, lambda: len(charts) > 4 or bool(charts.add(chart(painted))), "the chart stands still", timeout=30)
    painted.press("<")
    painted.until("rate 0.0005")
    painted.press(">")
    painted.until("rate 0.001")
    for size in ((120, 40), (40, 12), (20, 5), (80, 24)):
        painted.resize(*size)
        painted.until("too" if size[0] < 40 else "epoch" if size[1] > 20 else "busy")
    painted.press("s")
    painted.until("/1000", "kernel ready")
    assert not re.search(r"\b1000/1000", painted.text())  # it was stopped, not waited for
    next_cell(painted)
    painted.until("the next")


def test_interrupted_fits(course, at_desk):
    counts = "count = globals().get('count', 0) + 1\nprint('counted', count)"
    painted = at_the_model(course, at_desk, "model().fit(x, y, epochs=1000)", counts)
    stops = []
    for count in range(1, INTERRUPTS + 1):
        next_cell(painted)
        painted.until("s stop after")
        painted.press(STOP)
        stops.append(painted.until("kernel ready"))
        next_cell(painted)
        painted.until(f"counted {count}")
        painted.until("kernel ready")
        for _ in range(2):
            painted.press("b")
            painted.quiet(0.1, 0.5)
    assert max(stops) < 30, [f"{seconds:.1f}" for seconds in stops]  # a destructor of TensorFlow's may take its time


def test_a_loss_that_is_no_number(course, at_desk):
    painted = at_the_model(
        course,
        at_desk,
        "m = model(); m.compile(loss='mse', optimizer=keras.optimizers.SGD(1e20)); m.fit(x, y, epochs=3)",
    )
    next_cell(painted)
    painted.until("kernel busy")
    painted.until("loss became NaN at epoch 1", "kernel ready")
    assert "epoch 3/3" in painted.text()
