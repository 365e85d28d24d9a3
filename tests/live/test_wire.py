from __future__ import annotations

import json
import math
import warnings

import numpy as np
import pytest

from tutor.live.wire import MIME, Run, number, numbers, to_shell


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, 1.0),
        (np.float32(0.5), 0.5),
        (np.array([[2.0]]), 2.0),
        (float("nan"), "nan"),
        (np.float32("inf"), "inf"),
        (-math.inf, "-inf"),
        (10**400, None),
        (np.zeros(2), None),
        ("twelve", None),
        (None, None),
    ],
)
def test_one_number_or_none(value, expected):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert number(value) == expected


def test_values_that_are_no_number_are_left_out():
    assert numbers({"loss": 1, "text": "a", "vector": [1, 2]}) == {"loss": 1.0}


def test_a_run_is_one_display_updated_in_place(watcher):
    run = Run(watcher, watcher.clock)
    run.tell("begin")
    run.tell("step", {"loss": math.nan})
    run.tell("end")
    assert [(m["phase"], m["update"]) for m in watcher.messages] == [("begin", False), ("step", True), ("end", True)]
    assert len({m["run"] for m in watcher.messages}) == 1
    assert json.loads(json.dumps(watcher.messages, allow_nan=False))[1]["values"] == {"loss": "nan"}


def test_end_comes_once_and_only_after_begin(watcher):
    run = Run(watcher, watcher.clock)
    run.tell("end")
    run.tell("step")
    assert watcher.messages == []
    run.tell("begin")
    run.tell("end")
    run.tell("end")
    assert watcher.phases() == ["begin", "end"]


def test_due_ten_times_a_second(watcher):
    run = Run(watcher, watcher.clock)
    run.tell("begin")
    told = 0
    for step in range(1000):
        watcher.now = step / 100
        if run.is_due():
            run.tell("step")
            told += 1
    assert 90 <= told <= 100
    assert watcher.messages[-1]["seconds"] == pytest.approx(watcher.now, abs=0.2)


def test_fallback_line_in_both_languages(watcher, monkeypatch):
    run = Run(watcher, watcher.clock)
    run.epochs, run.epoch = 5, 3
    run.tell("begin")
    monkeypatch.setenv("NNTUTOR_LANG", "en")
    run.tell("epoch", {"loss": 0.23104, "val_loss": math.inf})
    monkeypatch.setenv("NNTUTOR_LANG", "es")
    run.tell("end")
    assert watcher.bundles[1]["text/plain"] == "epoch 3/5 · loss 0.231 · val_loss inf"
    assert watcher.bundles[2]["text/plain"] == "época 3/5 · loss 0.231 · val_loss inf"


def test_the_shell_is_asked_for_its_publisher_each_time():
    class Publisher:
        def __init__(self):
            self.sent = []

        def publish(self, data, metadata, *, transient, update):
            self.sent.append((data, transient["display_id"], update))

    class Shell:
        display_pub = Publisher()

    shell = Shell()
    send = to_shell(shell)
    captured = shell.display_pub = Publisher()
    send({MIME: {}}, "a", True)  # noqa: FBT003 (as `Run` does)
    assert captured.sent == [({MIME: {}}, "a", True)]
    assert Shell.display_pub.sent == []
