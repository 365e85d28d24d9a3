"""Neuron, activation and loss: what they compute, and what stands on the paper."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tutor.draw.canvas import row_text
from tutor.labs import activation, loss, neuron
from tutor.labs.lab import Touch
from tutor.locale import use


@pytest.fixture(autouse=True)
def english():
    use("en")


def text(lab, params, width=80, *, ascii=False):
    return "\n".join(row_text(row) for row in lab.draw(params, width, ascii).rows)


def with_(lab, **params):
    return {**lab.start, **params}


# neuron

AND = {"gate": "and", "w1": 1.0, "w2": 1.0, "b": -1.5}


def test_and_by_hand():
    found = neuron.cases(AND)
    assert [(case.z, case.output, case.is_right) for case in found] == [
        (-1.5, 0, True), (-0.5, 0, True), (-0.5, 0, True), (0.5, 1, True),
    ]  # fmt: skip
    assert "all four" in neuron.describe(AND)


def test_a_tie_fires():
    tied = with_(neuron.LAB, w1=0.1, w2=0.2, b=-0.3)
    assert [case.output for case in neuron.cases(tied)] == [0, 0, 0, 1]


def test_no_neuron_is_xor_however_many_are_tried():
    values = np.round(np.arange(-2, 2.01, 0.2), 1)
    most = max(
        sum(case.is_right for case in neuron.cases({"gate": "xor", "w1": w1, "w2": w2, "b": b}))
        for w1 in values[::2]
        for w2 in values[::2]
        for b in values
    )
    assert most == 3
    assert "three is the most" in neuron.describe(with_(neuron.LAB, gate="xor"))


def test_each_gate_but_xor_has_a_neuron():
    for gate, w, b in (("and", 1, -1.5), ("or", 1, -0.5), ("nand", -1, 1.5)):
        assert all(case.is_right for case in neuron.cases({"gate": gate, "w1": w, "w2": w, "b": b}))


def test_doubling_moves_no_line_and_swapping_turns_its_sides():
    doubled = neuron.press(AND, "double")
    assert (doubled["w1"], doubled["b"]) == (2.0, -3.0)
    line = text(neuron.LAB, AND, 40).split("\n")[:13]
    assert text(neuron.LAB, doubled, 40).split("\n")[:13] == line
    assert neuron.press(doubled, "double") == doubled
    swapped = neuron.press(AND, "turn")
    assert [case.output for case in neuron.cases(swapped)] == [1, 1, 1, 0]


def test_the_pointer_takes_the_line_with_it():
    touched = neuron.touch(AND, Touch(0.5, 0.5))
    assert touched["b"] == -1.0
    assert neuron.touch(AND, Touch(1.0, 0.0))["b"] == -3.0


def test_the_plane_in_plain_signs():
    drawn = text(neuron.LAB, AND, 38, ascii=True).split("\n")
    assert drawn[2].startswith("1 |        0+   ****...... 1+ .....")
    assert drawn[8].startswith("0 |        0+              0+ ")
    assert drawn[13] == "x1 x2 |    z  | output | AND"
    assert drawn[17] == " 1  1 |   0.5 |   1    |  1  +"
    assert drawn[19] == "z = 1*x1 + 1*x2 - 1.5"
    assert "0!" in text(neuron.LAB, with_(neuron.LAB, b=0.0), 38, ascii=True)


def test_without_weights_there_is_no_line():
    flat = with_(neuron.LAB, w1=0.0, w2=0.0, b=-1.0)
    assert "no line" in neuron.describe(flat)
    assert "░" not in text(neuron.LAB, flat, 38).split("\n")[0]


# activation


@pytest.mark.parametrize("name", activation.FUNCTIONS)
def test_slopes_agree_with_finite_differences(name):
    function = activation.FUNCTIONS[name]
    z = np.array([-5.0, -2.0, -0.7, 0.3, 1.1, 4.0])
    by_hand = (function.f(z + 1e-6) - function.f(z - 1e-6)) / 2e-6
    assert function.slope(z) == pytest.approx(by_hand, abs=1e-6)


@pytest.mark.parametrize(
    ("name", "z", "value", "slope"),
    [
        ("sigmoid", 0, 0.5, 0.25),
        ("tanh", 0, 0, 1),
        ("relu", -1, 0, 0),
        ("relu", 0, 0, 0),
        ("relu", 2, 2, 1),
        ("leaky_relu", -2, -0.2, 0.1),
        ("gelu", 1, 0.8413447, 1.0833155),
        ("step", 0, 1, math.nan),
        ("linear", -3, -3, 1),
    ],
)
def test_what_the_probe_reads(name, z, value, slope):
    read = activation.reading(with_(activation.LAB, function=name, z=z))
    assert read == pytest.approx((value, slope), abs=1e-6, nan_ok=True)


def test_softmax_is_one_whole():
    params = with_(activation.LAB, function="softmax", z=1.0, z2=1.0, z3=0.0)
    value, slope = activation.reading(params)
    p = np.exp([1, 1, 0]) / np.exp([1, 1, 0]).sum()
    assert (value, slope) == pytest.approx((p[0], p[0] * (1 - p[0])))
    assert "z3 =  0.0 0.155" in text(activation.LAB, params, 60)
    names = [control.name for control in activation.controls(params)]
    assert {"z2", "z3"} <= set(names)
    assert "z2" not in [control.name for control in activation.controls(activation.LAB.start)]


@pytest.mark.parametrize(
    ("name", "z", "words"),
    [
        ("sigmoid", 6, "Almost flat"),
        ("sigmoid", 0, "multiplied by 0.25"),
        ("relu", -2, "dead"),
        ("relu", 5, "unchanged"),
        ("step", 0, "no slope"),
        ("step", 1, "Flat everywhere"),
        ("linear", 1, "one layer"),
        ("softmax", 1, "together they are always 1"),
    ],
)
def test_what_a_slope_means(name, z, words):
    assert words in activation.describe(with_(activation.LAB, function=name, z=z))


def test_the_probe_goes_where_it_is_sent():
    assert activation.press(activation.LAB.start, "left")["z"] == -5
    assert activation.touch(activation.LAB.start, Touch(0.75, 0.2))["z"] == 3.0
    drawn = activation.draw(activation.LAB.start, 60, ascii=False)
    row = row_text(drawn.rows[2])
    assert row[drawn.surface.left - 1] == "┤"


def test_reads_stand_over_the_curves():
    drawn = text(activation.LAB, with_(activation.LAB, function="tanh", z=-1.0), 60, ascii=True)
    assert "f(z) = (e^z - e^-z) / (e^z + e^-z)   values: (-1, 1)" in drawn
    assert "z = -1.0   ** f = -0.7616   oo f' = 0.4200" in drawn


# loss


def test_both_losses_by_hand():
    mse, entropy = loss.squared(0.2, 1), loss.cross_entropy(0.2, 1)
    assert (mse.value, mse.by_p, mse.by_z) == pytest.approx((0.64, -1.6, -1.6 * 0.16))
    assert (entropy.value, entropy.by_p, entropy.by_z) == pytest.approx((-math.log(0.2), -5.0, -0.8))
    assert loss.cross_entropy(0.2, 0).by_p == pytest.approx(1.25)


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("measure", [loss.squared, loss.cross_entropy])
def test_the_slope_by_z_is_the_chain_rule(measure, y):
    def through(z):
        return measure(1 / (1 + math.exp(-z)), y)

    for z in (-4.0, -1.0, 0.0, 2.0):
        by_hand = (through(z + 1e-6).value - through(z - 1e-6).value) / 2e-6
        assert through(z).by_z == pytest.approx(by_hand, abs=1e-6)


def test_certainty_that_is_wrong_costs_without_end():
    sure = with_(loss.LAB, p=0.0, y="1")
    drawn = text(loss.LAB, sure, 80)
    assert loss.cross_entropy(0.0, 1).value == math.inf
    assert "loss              1.0000            ∞" in drawn
    assert "slope in p       −2.0000           −∞" in drawn
    assert "keeps the squared error from" in loss.describe(sure)
    right = with_(loss.LAB, p=1.0, y="1")
    assert "Both are 0" in loss.describe(right)


def test_predictions_are_set_by_key_and_by_pointer():
    assert loss.press(loss.LAB.start, "wrong")["p"] == pytest.approx(0.02)
    assert loss.press(with_(loss.LAB, y="0"), "wrong")["p"] == pytest.approx(0.98)
    assert loss.touch(loss.LAB.start, Touch(0.333, 0.5))["p"] == 0.33


def test_the_table_in_plain_signs():
    drawn = text(loss.LAB, with_(loss.LAB, p=0.2), 38, ascii=True)
    assert "loss              0.6400       1.6094" in drawn
    assert "slope in z       -0.2560      -0.8000" in drawn
    assert "entropy    ################" in drawn
