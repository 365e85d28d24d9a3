from __future__ import annotations

import math

import pytest

from tests.clinic.runs import DOWN, VAL, WELL, trained
from tutor.clinic import RULES, diagnose, remark
from tutor.kernel.training import Training

FLAT = [0.70, 0.70, 0.695, 0.695, 0.69, 0.69, 0.69, 0.69]
TREMBLING = [0.9, 0.5, 0.9, 0.5, 0.8, 0.5, 0.9, 0.5]
RISING = [0.6, 0.5, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7]
WRONG = "wrong-loss"


def loss(name, **changed):
    return trained(vitals=WELL | {"loss": name}, **changed)


SICK = {
    "softmax": (trained(output__activation="softmax"), "softmax-on-one", "always answers 1"),
    "no probabilities": (trained(output__activation="linear"), WRONG, "the output is linear"),
    "prices": (trained(target__high=4.5, target__kind="numbers"), WRONG, "from 0 to 4.5"),
    "one by one": (trained(output__activation="softmax", output__units=3), WRONG, "each of the 3 outputs"),
    "several classes": (loss("categorical_crossentropy"), WRONG, "the output is 1 × sigmoid"),
    "no classes": (
        loss("sparse_categorical_crossentropy", output__activation="softmax", output__units=3, target__kind="numbers"),
        WRONG, "no classes",
    ),
    "one number": (loss("mean_squared_error", output__units=3), WRONG, "3 outputs with a single number"),
    "distances": (
        loss("mean_squared_error", output__activation="softmax", output__units=3, target__outputs=3),
        WRONG, "measures distances",
    ),
    "straight": (
        loss("mean_squared_error", output__activation="linear", baseline=0.25), WRONG, "the targets are classes",
    ),
    "out of reach": (
        loss("mean_absolute_error", target__kind="numbers", target__high=4.5), WRONG, "a sigmoid cannot reach",
    ),
    "zeros": (trained(layers__0__zero=True, layers__0__alike=True), "zero-weights", "zero: its 16 neurons"),
    "alike": (trained(layers__0__alike=True), "zero-weights", "16 neurons of hidden layer 1 are all the same"),
    "large": (trained(inputs__size=150.0, inputs__high=255.0), "inputs-not-scaled", "from -3.1 to 255"),
    "moved": (
        trained(validation__moved=0.9, validation__high=255.0), "test-not-scaled", "to 255, those trained on from -3.1",
    ),
    "leak": (trained(leak__match=0.99), "leak", "feature 2 alone"),
    "a leak of numbers": (
        loss("mean_squared_error", target__kind="numbers", output__activation="linear", leak__match=0.999),
        "leak", "correlation 1.00",
    ),
    "shared": (trained(shared=0.75), "leak", "75% of the validation"),
    "not a number": (trained([0.7, math.nan, math.nan], None), "rate-too-high", "from epoch 2 on"),
    "run away": (trained([5.0, 50.0, 500.0], None, rate=0.01), "rate-too-high", "ran away to 500"),
    "no better": (trained(FLAT, FLAT, rate=1.0), "rate-too-high", "stays at 0.69"),
    "to and fro": (trained(TREMBLING, VAL, rate=1.0), "rate-too-high", "up and down"),
    "dead": (trained(FLAT, FLAT, layers__0__dead=1.0), "dead-relus", "16 of 16 ReLU neurons in hidden layer 1"),
    "saturated": (
        trained(FLAT, FLAT, layers__0__saturated=0.93, layers__0__activation="tanh"),
        "saturated", "93% of the outputs of hidden layer 1 lie at the flat ends of tanh",
    ),
    "slow": (trained(FLAT, FLAT, rate=1e-5), "rate-too-low", "from 0.7 to 0.69: a learning rate of 1e-05"),
    "shuffled": (trained(DOWN, [0.7] * 8, neighbours__alike=0.01), "shuffled-labels", "never fell below 0.69"),
    "by heart": (trained(DOWN, RISING), "overfitting", "rising since epoch 3: overfitting"),
}  # fmt: skip


@pytest.mark.parametrize("name", SICK)
def test_an_illness_is_told_with_the_run_s_own_numbers(name):
    run, illness, words = SICK[name]
    found = diagnose(run)
    assert found is not None
    assert (found.illness, words in found.words) == (illness, True), found
    assert remark(run) == found.words
    assert "{" not in found.words


def test_every_illness_has_its_case():
    assert {illness for _run, illness, _words in SICK.values()} == {rule.illness for rule in RULES}


WELL_RUNS = {
    "well": trained(),
    "still falling": trained([0.69, 0.68, 0.66, 0.63], None),
    "a tremble at the end": trained(DOWN, [0.6, 0.47, 0.39, 0.35, 0.33, 0.31, 0.32, 0.33]),
    "stopped in time": trained([0.6, 0.4, 0.3, 0.2], [0.6, 0.5, 0.55, 0.7]),
    "both rise": trained([0.3, 0.31, 0.32, 0.33, 0.34, 0.35], [0.3, 0.4, 0.5, 0.6, 0.7, 0.8]),
    "over the hill": trained(DOWN, [0.3, 0.25, 0.24, 0.4, 0.42, 0.3, 0.29, 0.29]),
    "dead but solved": trained(layers__0__dead=0.9),
    "saturated but solved": trained([0.6, 0.1], [0.6, 0.1], layers__0__saturated=0.95),
    "scaled inside": trained(inputs__size=150.0, scales=True),
    "one feature": trained(leak__match=1.0, inputs__features=1),
    "logits": trained(output__activation="linear", logits=True),
    "a straight line through two classes": loss("mean_squared_error", output__activation="linear", baseline=9.0),
    "noise": trained(DOWN, [0.7] * 8, neighbours__alike=0.4),
    "interrupted": trained(DOWN, RISING, note="interrupted"),
    "nothing measured": trained(vitals={}),
    "no metrics": trained([], None),
    "a loop of one's own": Training(finished=True, series={"loss": [(1.0, math.nan)]}),
}


@pytest.mark.parametrize("name", WELL_RUNS)
def test_of_what_is_well_nothing_is_said(name):
    assert diagnose(WELL_RUNS[name]) is None
    assert remark(WELL_RUNS[name]) == ""


def test_one_cause_is_told_the_most_fundamental():
    run = trained([0.7, math.nan, math.nan], None, rate=1.0, inputs__size=200.0, layers__0__dead=1.0)
    assert diagnose(run).illness == "inputs-not-scaled"
    run = trained(FLAT, FLAT, rate=1e-6, output__activation="softmax", layers__0__zero=True)
    assert diagnose(run).illness == "softmax-on-one"


@pytest.mark.parametrize(
    "told", [None, 3, "x", [1], {"inputs": []}, {"layers": [3]}, {"layers": {"a": 1}}, {"loss": 4}]
)
def test_vitals_of_any_kind_do_no_harm(told):
    run = trained()
    run.vitals = told if isinstance(told, dict) else {"inputs": told, "layers": told, "output": told, "baseline": told}
    assert diagnose(run) is None


def test_it_is_told_of_what_is_over():
    run = trained(DOWN, RISING)
    run.finished = False
    assert diagnose(run) is None


def test_spanish():
    from tutor.locale import use

    use("es")
    try:
        assert remark(trained(DOWN, RISING)) == "la pérdida de validación sube desde la época 3: sobreajuste"
    finally:
        use("en")
