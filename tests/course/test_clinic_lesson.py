"""Lesson 3.12, the clinic: what its prose says of twelve sick networks is what their cells compute."""

from __future__ import annotations

import re

import clinic_programs
import pytest

from tutor.clinic.cases import SICK, changed, is_well

CLINIC = "3.12-the-clinic.md"


@pytest.fixture(scope="module")
def clinic(play):
    return play(CLINIC, "es")


def curve(lesson, cell, name):
    first, last = re.search(rf"^{name} +(\S+) -> +(\S+)", lesson.text(cell), re.MULTILINE).groups()
    return float(first), float(last)


@pytest.mark.keras
def test_what_the_prose_says_of_the_twelve(clinic):
    assert [name for name, cell in clinic.cells.items() if cell["error"]] == ["refused"]
    assert clinic.error("refused").startswith("ValueError")
    assert min(curve(clinic, "healthy", "accuracy")[1], curve(clinic, "healthy", "val_accuracy")[1]) >= 0.9
    assert 100 < curve(clinic, "rate-too-high", "loss")[0] < 1000
    assert curve(clinic, "rate-too-low", "loss")[0] == pytest.approx(curve(clinic, "rate-too-low", "loss")[1], abs=1e-3)
    for flat in ("zero-weights", "saturated", "dead-relus"):
        assert curve(clinic, flat, "loss")[1] > 0.69
    assert "[0.]" in clinic.text("zero-weights")
    assert "[[1. 1. 1. 1.]" in clinic.text("saturated")
    assert clinic.text("dead-relus").strip().endswith("0.0")
    assert curve(clinic, "inputs-not-scaled", "loss")[0] > 100
    assert 0.4 < curve(clinic, "shuffled-labels", "val_accuracy")[1] < 0.6
    assert curve(clinic, "leak", "val_accuracy")[1] == 1
    assert curve(clinic, "test-not-scaled", "loss")[1] < 0.3
    assert curve(clinic, "test-not-scaled", "val_loss")[1] > 100
    assert curve(clinic, "wrong-loss", "loss")[1] < 0
    assert curve(clinic, "softmax-on-one", "loss")[1] < 0.2
    assert curve(clinic, "softmax-on-one", "accuracy")[1] < 0.6
    assert curve(clinic, "overfitting", "loss")[1] < curve(clinic, "overfitting", "loss")[0]


@pytest.mark.parametrize("case", SICK)
def test_the_starter_is_the_sick_training_and_is_ill_on_five_seeds(case, capsys):
    names = {}
    untouched = clinic_programs.WRONG[f"treat-{case}"][0]
    exec(f"import numpy as np\nfrom tutor.clinic.ward import ward\n{untouched}", names)  # noqa: S102 (our own file)
    assert changed(case, names["treat"]) == set()
    assert [seed for seed in range(1, 6) if is_well(case, names["treat"], seed)] == []
    told = r"loss \S+ -> \S+, val_loss \S+ -> \S+, (val_accuracy|R²) -?\d+\.\d\d"
    assert all(re.fullmatch(told, line) for line in capsys.readouterr().out.splitlines())


@pytest.mark.parametrize("change", ["epochs=0", "validation=(x[:3], y[:3])"])
def test_a_treatment_that_trains_or_validates_nothing_has_not_healed(change):
    names = {}
    exec(f"from tutor.clinic.ward import ward\ndef treat(x, y, seed): return ward(x, y, {change}, seed=seed)", names)  # noqa: S102 (as above)
    assert not is_well("zero-weights", names["treat"], 1)
