from __future__ import annotations

import itertools
import subprocess
import sys
import time

import numpy as np
import pytest

from tutor.live.loop import Loop, after_cell
from tutor.live.steering import Steering


@pytest.fixture
def loop(watcher):
    return Loop(watcher, Steering(None), watcher.clock)


def test_begin_steps_the_last_one_and_end(loop, watcher):
    for step in range(1000):
        loop.report(step, 0, {"loss": 1 / (step + 1)})
    loop.close()
    assert watcher.phases()[0] == "begin"
    assert watcher.phases()[-1] == "end"
    last = watcher.messages[-2]
    assert (last["phase"], last["step"], last["values"]) == ("step", 999, {"loss": 1 / 1000})
    assert all(message["epochs"] == 0 for message in watcher.messages)


def test_the_last_step_is_told_once(loop, watcher):
    for step in range(100):
        loop.report(step, 100, {"loss": 0.0})
    assert watcher.messages[-1]["step"] == 99
    told = len(watcher.messages)
    loop.close()
    assert watcher.phases()[told:] == ["end"]


def test_a_step_that_goes_back_starts_a_new_run(loop, watcher):
    for _ in range(2):
        for step in range(3):
            loop.report(step, 0, {"loss": 1.0})
    loop.close()
    assert len({message["run"] for message in watcher.messages}) == 2
    assert watcher.phases().count("end") == 2


def test_reports_of_one_step_belong_together(loop, watcher):
    loop.report(0, 0, {"loss": 1.0})
    for step in (7, 8):
        loop.report(step, 0, {"loss": 0.5})
        loop.report(step, 0, {"accuracy": 0.9})
    loop.close()
    assert watcher.messages[-2]["values"] == {"loss": 0.5, "accuracy": 0.9}


def test_a_hundred_thousand_reports_make_few_messages(watcher):
    loop = Loop(watcher, Steering(None))
    values = {"loss": np.float64(0.5)}
    start = time.perf_counter()
    for step in range(100_000):
        loop.report(step, 0, values)
    seconds = time.perf_counter() - start
    loop.close()
    assert len(watcher.messages) <= 60 + 10 * seconds + 3
    assert seconds / 100_000 < 20e-6


def test_early_steps_are_dense(loop, watcher):
    for step in range(10_000):
        loop.report(step, 0, {"loss": 1.0})
    told = [message["step"] for message in watcher.messages if message["phase"] == "step"]
    assert told[:5] == [0, 1, 2, 3, 4]
    assert len(told) < 50
    assert all(after <= before * 1.3 + 2 for before, after in itertools.pairwise(told))


def test_values_are_checked_at_the_start(loop):
    with pytest.raises(TypeError, match=r"report\(0, loss=…\): one number is needed, not an array of shape \(3,\)"):
        loop.report(0, 0, {"loss": np.zeros(3)})


def test_an_interrupted_cell_says_so(loop, watcher):
    class Result:
        error_in_exec = KeyboardInterrupt()

    loop.report(0, 0, {"loss": 1.0})
    after_cell(loop, Result())
    assert watcher.messages[-1]["note"] == "interrupted"


def test_the_learner_can_interrupt_through_the_file(watcher, steer_file, say):
    loop = Loop(watcher, Steering(str(steer_file)), watcher.clock)
    loop.report(0, 0, {"loss": 1.0})
    say("interrupt\n")
    with pytest.raises(KeyboardInterrupt):
        loop.report(1, 0, {"loss": 1.0})
    assert (watcher.phases()[-1], watcher.messages[-1]["note"]) == ("end", "interrupted")


def test_what_is_said_to_a_fit_is_left_to_it(watcher, steer_file, say):
    steering = Steering(str(steer_file))
    loop = Loop(watcher, steering, watcher.clock)
    with steering.taken():
        say("interrupt\n")
        loop.report(0, 0, {"loss": 1.0})
        assert steering.poll() == ["interrupt"]


def test_in_a_script_a_line_a_second_and_the_last():
    script = "from tutor.live import report\nfor step in range(2000): report(step, total=2000, loss=1 / (step + 1))\n"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "step 1999/2000 · loss 0.0005"
    assert len(done.stdout.splitlines()) < 5


def test_a_step_is_a_whole_number():
    from tutor.live import report

    with pytest.raises(TypeError):
        report(0.5, loss=1.0)
