"""Lessons 3.8 to 3.10, prices of houses: what their prose says is what their cells compute."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.keras
REGRESSION = "3.08-regression.md"
FOLDS = "3.09-cross-validation.md"
RESULTS = "3.10-reading-the-results.md"


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


@pytest.fixture(scope="module")
def results(play):
    ask = {
        "report": "model.evaluate(x_test, y_test / UNIT, verbose=0)[1]",
        "repaired": "repaired",
        "expected": "EXPECTED",
        "dearest": "max(y_train.max(), y_test.max())",
        "bias": "[residuals[(y_test >= a) & (y_test < b)].mean() for a, b in zip(edges, edges[1:])]",
        "error": "[np.abs(residuals[(y_test >= a) & (y_test < b)]).mean() for a, b in zip(edges, edges[1:])]",
        "area": "housing.get_feature_names()[11]",
        "broken": "[scaled_test.__setitem__((slice(None), 11), x_test[:, 11]),"
        " model.evaluate(scaled_test, y_test / UNIT, verbose=0)[1] * UNIT][1]",
    }
    return play(RESULTS, "es", ask=ask)


def test_results_only_the_cell_that_may_fail_fails(results):
    assert failed(results) == ["guard"]
    assert results.error("guard") == "ValueError: estos datos no están escalados"


def test_the_unscaled_test_set_looks_like_two_thousand_and_is_over_a_hundred_million(results):
    assert 1_000 < results.answers["report"] < 4_000
    assert results.answers["report"] * 100_000 > 100_000_000
    assert results.answers["dearest"] < 800_000


def test_the_repaired_figure_agrees_with_that_of_the_folds(results, cross_validated):
    assert results.answers["repaired"] == pytest.approx(cross_validated.answers["mae"], rel=0.15)
    assert results.answers["expected"] == pytest.approx(cross_validated.answers["mae"], rel=0.02)


def test_cheap_houses_are_priced_too_high_and_dear_ones_too_low(results):
    assert results.answers["bias"][0] > 0 > results.answers["bias"][-1]
    assert max(results.answers["error"]) == results.answers["error"][-1]


def test_a_single_column_that_is_not_scaled_spoils_the_answer(results):
    assert results.answers["area"] == "Gr_Liv_Area"
    assert results.answers["broken"] > 5 * results.answers["repaired"]
