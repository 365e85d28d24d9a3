"""Lessons 3.6 and 3.7, newswires by topic: what their prose says is what their cells compute."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.keras
CLASSES = "3.06-several-classes.md"


def failed(lesson):
    return [name for name, cell in lesson.cells.items() if cell["error"]]


@pytest.fixture(scope="module")
def classes(play):
    ask = {
        "losses": "[first[0], second[0]]",
        "untrained": "second[0] - penalty",
        "taller": "[softmax(np.array([score, 1.0, 0.1, -1.0]))[1:].max() for score in (2.0, 4.0, 10.0)]",
        "even": "[-np.log(1 / 10), -np.log(1 / 2)]",
    }
    return play(CLASSES, "en", ask=ask)


def test_classes_only_the_cell_that_may_fail_fails(classes):
    assert failed(classes) == ["whole-numbers"]
    assert "target.shape=(32,), output.shape=(32, 52)" in classes.error("whole-numbers")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("load", "topic 12 = earn"),
        ("load", "52 topics: acq"),
        ("counts", "the first two together: 67.9%"),
        ("counts", "topics with fewer than 20: 28"),
        ("softmax", "all 5 higher:  [0.638 0.235 0.095 0.032]"),
        ("one-hot", "(6532,) -> (6532, 52)"),
        ("one-hot", "as Keras does it: True"),
        ("loss", "by hand:     [0.357 1.204]"),
        ("loss", "sparse:      [0.357 1.204]"),
        ("model", "  6,708 (None, 52)"),
        ("model", "663,348 in all"),
        ("two-ways", "ln 52 = 3.95"),
    ],
)
def test_figures_of_the_classes(classes, cell, printed):
    assert printed in classes.text(cell)


def test_both_losses_agree_and_start_near_the_logarithm_of_52(classes):
    one_hot, sparse = classes.answers["losses"]
    assert one_hot == pytest.approx(sparse, rel=1e-4)
    assert classes.answers["untrained"] == pytest.approx(3.95, abs=0.1)


def test_a_higher_score_lowers_the_other_probabilities(classes):
    first, second, third = classes.answers["taller"]
    assert first > second > third
    assert classes.answers["even"] == pytest.approx([2.303, 0.693], abs=0.001)
