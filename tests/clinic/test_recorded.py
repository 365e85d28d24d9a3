"""Trainings of the course as they were recorded (by `ward.py`): of those that are well nothing is said.

`recorded.json` maps "unit number" to a training; the first of 3.3, of 3.4 and of 3.5 is there to overfit.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tutor.clinic import RULES, diagnose
from tutor.kernel.training import Training

HERE = Path(__file__).parent
RECORDED = json.loads((HERE / "recorded.json").read_text(encoding="utf-8"))
PATIENTS = json.loads((HERE / "patients.json").read_text(encoding="utf-8"))
"""Trainings of lesson 3.12, under "illness seed"; test_lesson_runs has all of them trained."""
TOLD = dict.fromkeys(("3.3 1", "3.4 1", "3.5 1"), "overfitting")


@pytest.mark.parametrize("name", RECORDED)
def test_of_a_training_of_the_course_only_what_is_meant(name):
    found = diagnose(Training.from_json(RECORDED[name]))
    assert (found.illness if found else "") == TOLD.get(name, ""), found


@pytest.mark.parametrize("name", PATIENTS)
def test_a_recorded_patient_is_told_by_its_rule(name):
    found = diagnose(Training.from_json(PATIENTS[name]))
    assert (found.illness if found else "healthy") == name.split()[0], found


def test_every_illness_was_recorded():
    assert {name.split()[0] for name in PATIENTS} == {"healthy", *(rule.illness for rule in RULES)}
