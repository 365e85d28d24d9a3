from __future__ import annotations

import math

import pytest

from tutor.kernel.events import Metrics
from tutor.kernel.training import Training
from tutor.kernel.vitals import vitals
from tutor.kernel.wire import METRICS, shown


def test_plain_measurements_are_kept():
    told = {"loss": "mse", "layers": [{"units": 3, "dead": 0.5, "zero": False}], "baseline": None}
    assert vitals(told) == told


@pytest.mark.parametrize("told", [None, 3, "x", [1]])
def test_what_is_no_table_is_nothing(told):
    assert vitals(told) == {}


def test_what_a_cell_forges_is_cut_and_cleaned():
    deep = {"a": {"b": {"c": {"d": {"e": 1}}}}}
    assert vitals(deep) == {"a": {"b": {"c": {"d": None}}}}
    assert vitals({"x\x1b]0;t\x07": "y\x1b[2J" + "z" * 999}).keys() != {"x\x1b]0;t\x07"}
    assert "\x1b" not in str(vitals({"x": "y\x1b[2J\n"}))
    assert len(vitals({"x": "z" * 999})["x"]) <= 80
    assert len(vitals({str(n): n for n in range(999)})) == 200
    assert vitals({"a": math.nan, "b": math.inf, "c": 10**400, "d": object()}) == dict.fromkeys("abcd")


def test_they_come_with_the_end_and_are_stored():
    report = {"run": "r", "phase": "end", "epoch": 1, "epochs": 1, "vitals": {"loss": "mse"}}
    event = shown({"data": {METRICS: report}})
    assert isinstance(event, Metrics)
    training = Training()
    training.add(event)
    assert training.vitals == {"loss": "mse"}
    assert Training.from_json(training.to_json()).vitals == {"loss": "mse"}


def test_a_notebook_of_before_has_none():
    stored = Training().to_json()
    del stored["vitals"]
    assert Training.from_json(stored).vitals == {}
