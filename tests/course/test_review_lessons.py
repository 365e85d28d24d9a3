"""Lessons 3.1 to 3.3, splits and reviews: what their prose says is what their cells compute."""

from __future__ import annotations

import re

import pytest

SPLITS = "3.01-training-validation-test.md"


def failed(lesson):
    return [name for name, cell in lesson.cells.items() if cell["error"]]


@pytest.fixture(scope="module", params=["es", "en"])
def splits(request, play):
    doubled = (
        "(lambda X, y, o: float((answer(X[o[720:960]], X[o[:720]], y[o[:720]], 1) == y[o[720:960]]).mean()))"
        "(np.tile(X, (2, 1)), np.tile(y, 2), np.random.default_rng(1).permutation(1200))"
    )
    return play(SPLITS, request.param, ask={"doubled": doubled, "scores": "[*scores.values()]"})


def test_splits_only_the_cell_that_may_fail_fails(splits):
    assert failed(splits) == ["duplicates"]
    assert splits.error("duplicates").startswith("AssertionError: 7 ")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("by-heart", "100.0%"),
        ("split", "train: 360"),
        ("choose", "k = 5"),
        ("coins", "50%"),
        ("coins", "67%"),
        ("leak", "97.5%"),
        ("no-leak", "55.0%"),
        ("clean", "1000 -> 993"),
    ],
)
def test_figures_of_the_splits(splits, cell, printed):
    assert printed in splits.text(cell)


def test_sorted_data_leave_one_class_for_the_test(splits):
    assert [line.split()[-1] for line in splits.text("sorted").splitlines()] == ["17%", "100%", "100%"]


def test_validation_chooses_and_the_test_tells(splits):
    validation, test = (float(number) for number in re.findall(r"([\d.]+)%", splits.text("open-test")))
    assert splits.answers["scores"][0] == pytest.approx(0.883, abs=0.001)
    assert max(splits.answers["scores"]) * 100 == pytest.approx(validation, abs=0.05)
    assert test < validation


def test_copies_before_the_split_look_better(splits):
    assert splits.answers["doubled"] == pytest.approx(0.946, abs=0.001)
