"""Lessons 3.8 to 3.10, prices of houses: what their prose says is what their cells compute."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.keras
REGRESSION = "3.08-regression.md"
FOLDS = "3.09-cross-validation.md"


def failed(lesson):
    return [name for name, cell in lesson.cells.items() if cell["error"]]


@pytest.fixture(scope="module")
def regression(play):
    ask = {
        "above the sigmoid": "(y_train > UNIT).mean()",
        "largest lots": "[part[:, names.index('Lot_Area')].max() for part in (x_train, x_test)]",
        "means": "[np.mean([linear_mae(f) for f in np.array_split(houses, k)])"
        " for houses in [np.arange(len(x_train))] for k in (5, 20)]",
        "spreads": "[np.ptp([linear_mae(f) for f in np.array_split(houses, k)])"
        " for houses in [np.arange(len(x_train))] for k in (5, 20)]",
    }
    return play(REGRESSION, "en", ask=ask)


def test_regression_only_the_cell_that_may_fail_fails(regression):
    assert failed(regression) == ["own-statistics"]
    assert "invalid value" in regression.error("own-statistics")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("load", "(2344, 33) (2344,) (586, 33)"),
        ("baseline", "mean error 56,"),
        ("scale", "train     mean  0.000  std 1.000"),
        ("model", "6913 parameters"),
        ("mse-mae", "[0 0 0 8]  mae 2.0  mse 16.0"),
        ("folds", "[469, 469, 469, 469, 468] = 2344"),
    ],
)
def test_figures_of_the_regression(regression, cell, printed):
    assert printed in regression.text(cell)


def test_what_the_prose_claims_of_the_houses(regression):
    train, test = regression.answers["largest lots"]
    assert test > train
    assert regression.answers["above the sigmoid"] > 0.9


def test_more_folds_spread_more_and_have_the_same_mean(regression):
    five, twenty = regression.answers["means"]
    assert five == pytest.approx(twenty, rel=0.02)
    assert regression.answers["spreads"][1] > 2 * regression.answers["spreads"][0]


@pytest.fixture(scope="module")
def cross_validated(play):
    ask = {
        "mae": "final.mean()",
        "baseline": "np.abs(y - np.median(y)).mean()",
        "mean curve": "mean_curve",
        "train": "history.history['mae']",
        "validation": "history.history['val_mae']",
    }
    return play(FOLDS, "es", ask=ask)


def test_five_folds_only_the_cell_that_may_fail_fails(cross_validated):
    assert failed(cross_validated) == ["uneven"]
    assert "inhomogeneous shape" in cross_validated.error("uneven")


def test_five_folds_are_off_by_less_than_20_000_dollars(cross_validated):
    assert cross_validated.answers["mae"] < 20_000
    assert cross_validated.answers["mae"] == pytest.approx(19_500, rel=0.02)
    assert cross_validated.answers["baseline"] == pytest.approx(56_000, rel=0.02)


def test_the_mean_curve_falls_and_flattens(cross_validated):
    curve = cross_validated.answers["mean curve"]
    assert curve[0] - curve[9] > 10 * (curve[14] - curve[19])
    assert "(5, 20) -> (20,)" in cross_validated.text("mean-curve")


def test_dropout_leaves_the_training_line_above_that_of_validation(cross_validated):
    assert cross_validated.answers["train"][-1] > cross_validated.answers["validation"][-1]
