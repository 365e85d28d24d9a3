"""Trainings of the course as they were recorded (by `ward.py`): of those that are well nothing is said.

`recorded.json` maps "unit number" to a training; the first of 3.3, of 3.4 and of 3.5 is there to overfit.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tutor.clinic import diagnose
from tutor.kernel.training import Training

RECORDED = json.loads(Path(__file__).with_name("recorded.json").read_text(encoding="utf-8"))
TOLD = dict.fromkeys(("3.3 1", "3.4 1", "3.5 1"), "overfitting")


@pytest.mark.parametrize("name", RECORDED)
def test_of_a_training_of_the_course_only_what_is_meant(name):
    found = diagnose(Training.from_json(RECORDED[name]))
    assert (found.illness if found else "") == TOLD.get(name, ""), found
