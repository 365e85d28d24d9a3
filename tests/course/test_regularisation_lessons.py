"""Lessons 3.4 and 3.5, regularisation: what their prose says is what their cells compute."""

from __future__ import annotations

import re

import pytest

pytestmark = [pytest.mark.keras, pytest.mark.timeout(400)]  # two lessons of trainings, on a machine that may be busy
REMEDIES = "3.04-regularisation.md"
COMPARED = "3.05-less-overfitting.md"


def failed(lesson):
    return [name for name, cell in lesson.cells.items() if cell["error"]]


@pytest.fixture(scope="module")
def remedies(play):
    ask = {
        "weights": "[[w.std(), np.abs(w).max(), (np.abs(w) < 0.01).mean(), (w == 0).sum()] for w in weights.values()]",
        "outside": "(np.abs(weights['none']) > 0.5).mean()",
        "price": "0.0005 * np.abs(weights['none']).sum() + 0.005 * (weights['none'] ** 2).sum()",
        "price by Keras": "float(regularizers.L1L2(0.0005, 0.005)(weights['none']))",
        "digit": "int(mnist.load_data()[0][1][0])",
    }
    return play(REMEDIES, "en", ask=ask)


def test_remedies_only_the_cell_that_may_fail_fails(remedies):
    assert failed(remedies) == ["percent"]
    assert "float value between 0 and 1" in remedies.error("percent")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("pull", "step 8:  L2 [0.687 0.172 0.021]   L1 [1.5 0.  0. ]"),
        ("mask", "on: 51 / 96"),
        ("inverted", "dropped: 2.40"),
        ("inverted", "dropped and scaled: 3.00"),
        ("keras-dropout", "1.25"),
        ("batch-norm", "after:  [0. 0.] [1. 1.]"),
        ("stop", "stopped after 8  weights of epoch 5"),
    ],
)
def test_figures_of_the_remedies(remedies, cell, printed):
    assert printed in remedies.text(cell)


def test_every_penalty_trades_training_loss_for_validation_loss(remedies):
    lines = [line.split() for line in remedies.text("train").splitlines() if "validation" in line]
    none, *penalised = [(float(line[2]), float(line[4])) for line in lines]
    assert len(penalised) == 3
    assert all(train > none[0] and validation < none[1] / 2 for train, validation in penalised)


def test_l2_shrinks_all_weights_and_l1_keeps_a_few(remedies):
    (none_spread, *_), l2, l1, _elastic = remedies.answers["weights"]
    assert l2[0] < none_spread / 5
    assert l1[2] > l2[2]
    assert l1[1] > 2 * l2[1]
    assert [row[3] for row in remedies.answers["weights"]] == [0, 0, 0, 0]
    assert remedies.answers["outside"] < 0.02


def test_the_price_by_hand_is_that_of_keras(remedies):
    assert remedies.answers["price"] == pytest.approx(3.6, abs=0.05)
    assert remedies.answers["price"] == pytest.approx(remedies.answers["price by Keras"], rel=1e-4)


def test_the_digit_that_is_moved_is_a_four(remedies):
    assert remedies.answers["digit"] == 4


@pytest.fixture(scope="module")
def compared(play):
    ask = {
        "gaps": "[run['val_loss'][-1] - run['loss'][-1] for run in curves.values()]",
        "epochs": "[len(run['loss']) for run in curves.values()]",
        "accuracy": "list(accuracy.values())",
        "error": "float(error)",
        "unstopped": "train(build(8, armed=True), False)['val_loss'][-1]",
    }
    return play(COMPARED, "es", ask=ask)


def test_the_comparison_only_the_cell_that_may_fail_fails(compared):
    assert failed(compared) == ["claim"]
    assert re.fullmatch(r"AssertionError: 0\.7\d\d <= 0\.7\d\d", compared.error("claim"))


def test_the_gap_is_less_than_half_of_that_of_the_first_network(compared):
    first, stopped, _small, everything = compared.answers["gaps"]
    assert first == pytest.approx(1.549, abs=0.05)
    assert everything < first / 10
    assert everything < stopped < first / 2


def test_figures_of_the_comparison(compared):
    assert compared.answers["epochs"] == pytest.approx([20, 7, 9, 15], abs=2)
    assert compared.answers["accuracy"] == pytest.approx([0.739, 0.790, 0.792, 0.771], abs=0.01)
    assert "80,305" in compared.text("build")


def test_only_the_first_network_is_told_apart_from_stopping_alone(compared):
    first, stopped, small, everything = compared.answers["accuracy"]
    assert compared.answers["error"] == pytest.approx(0.013, abs=0.0005)
    assert stopped - first > 2 * compared.answers["error"]
    assert max(abs(small - stopped), abs(everything - stopped)) < 2 * compared.answers["error"]


def test_with_all_remedies_little_is_lost_without_stopping(compared):
    assert compared.answers["unstopped"] == pytest.approx(0.594, abs=0.03)
