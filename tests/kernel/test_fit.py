"""Training in a real kernel: imported ahead of need, reported, steered, stopped."""

from __future__ import annotations

import pytest

from tests.kernel.cells import Run, opened, run
from tutor.kernel.events import Failure, Metrics, State
from tutor.kernel.transcript import Transcript

pytestmark = [pytest.mark.kernel, pytest.mark.keras]

MODEL = """
import numpy as np, keras
x, y = np.random.rand(2000, 8), np.random.rand(2000)
model = keras.Sequential([keras.Input((8,)), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
after = "not run"
"""
FOREVER = "model.fit(x, y, epochs=1_000_000, batch_size=50)\nafter = 'run'"


def metrics(cell):
    return [event for event in cell.events if isinstance(event, Metrics)]


async def test_a_fit_is_charted_steered_and_interrupted():
    async with opened(preload=("numpy", "keras")) as session:
        await session.start()
        assert State.IMPORTING in session.states.seen
        assert (await run(session, "import sys; print('keras' in sys.modules)")).text() == "True\n"
        await run(session, MODEL, 30)

        cell = await run(session, "history = model.fit(x, y, epochs=3, validation_split=0.2)", 60)
        assert metrics(cell)[0].phase == "begin"
        assert [event.epoch for event in metrics(cell) if event.phase == "epoch"] == [1, 2, 3]
        assert metrics(cell)[-1].phase == "end"
        assert {"loss", "val_loss"} <= set(metrics(cell)[-2].values)
        assert "loss" not in cell.text()
        transcript = Transcript()
        for event in cell.events:
            transcript.add(event)
        training = transcript.items[0]
        assert training.finished
        assert training.series["val_loss"][-1][0] == 3.0

        cell = Run(session, FOREVER)
        first = await cell.seen(lambda event: isinstance(event, Metrics) and event.phase == "step", 30)
        session.steer("slower")
        slower = await cell.seen(lambda event: isinstance(event, Metrics) and event.note == "rate", 30)
        assert slower.rate == pytest.approx(first.rate / 2)
        await session.interrupt()
        assert (await cell.finished(20)).status == "interrupted"
        assert not any(isinstance(event, Failure) for event in cell.events)
        assert (await run(session, "print(after)")).text() == "not run\n"

        cell = Run(session, "model.fit(x, y, epochs=1_000_000, batch_size=50)\nprint('after')")
        await cell.seen(lambda event: isinstance(event, Metrics) and event.phase == "epoch", 30)
        session.steer("stop")
        assert (await cell.finished(20)).status == "ok"
        assert cell.text() == "after\n"
