"""Trainings of the course as they were recorded (by `ward.py`): of those that are well nothing is said.

`recorded.json` maps "unit number" to a training. 3.3 is meant to be told: it is the lesson of overfitting.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tutor.clinic import diagnose
from tutor.kernel.training import Training

RECORDED = json.loads(Path(__file__).with_name("recorded.json").read_text(encoding="utf-8"))
TOLD = {"3.3 1": "overfitting"}


@pytest.mark.parametrize("name", RECORDED)
def test_of_a_training_of_the_course_only_what_is_meant(name):
    found = diagnose(Training.from_json(RECORDED[name]))
    assert (found.illness if found else "") == TOLD.get(name, ""), found
