"""Lesson 1.5: what its prose says is what its cells compute."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.keras
LESSON = "1.05-train-your-first-network.md"


@pytest.fixture(scope="module")
def lesson(play):
    ask = {
        "parameters": "model.count_params()",
        "shapes": "[list(train_images.shape), list(x_train.shape), list(y_train.shape)]",
        "accuracy": "accuracy",
        "accuracy_again": "accuracy_again",
        "sum": "float(probabilities.sum())",
        "val_loss": "history.history['val_loss']",
        "loss": "history.history['loss']",
        "train_accuracy": "history.history['accuracy']",
    }
    return play(LESSON, "es", ask=ask)


def test_only_the_cell_that_may_fail_fails(lesson):
    failed = {name: cell["error"] for name, cell in lesson.cells.items() if cell["error"]}
    assert list(failed) == ["wrong-shape"]
    assert "(None, 784)" in failed["wrong-shape"]
    assert "(1, 28, 28)" in failed["wrong-shape"]


def test_the_sample_and_its_shapes(lesson):
    assert lesson.answers["shapes"] == [[4000, 28, 28], [4000, 784], [4000, 10]]
    assert "3200" in lesson.text("steps")
    assert "25 pasos" in lesson.text("steps")


def test_parameters(lesson):
    assert lesson.answers["parameters"] == 407_050
    assert "401920 + 5130 = 407050" in lesson.text("count-parameters")
    assert 784 * 32 + 32 + 32 * 10 + 10 == 25_450


def test_it_learns(lesson):
    assert lesson.answers["loss"] == sorted(lesson.answers["loss"], reverse=True)
    assert lesson.answers["val_loss"][-1] < lesson.answers["val_loss"][0]
    assert 0.89 < lesson.answers["accuracy"] < 0.96
    assert lesson.answers["train_accuracy"][-1] > lesson.answers["accuracy"]


def test_saved_and_loaded_it_scores_the_same(lesson):
    assert abs(lesson.answers["accuracy"] - lesson.answers["accuracy_again"]) < 1e-6
    assert "igual: True" in lesson.text("load-model")


def test_ten_probabilities(lesson):
    assert lesson.answers["sum"] == pytest.approx(1, abs=1e-5)
    assert len(re.findall(r"^\d +\d+\.\d%", lesson.text("predict"), re.MULTILINE)) == 10


def test_runs_in_under_a_minute(lesson):
    assert lesson.seconds < 60
