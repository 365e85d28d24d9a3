"""Lessons 1.1 to 1.4 and 1.6 to 1.11: what their prose says is what their cells compute."""

from __future__ import annotations

import re

import numpy as np
import pytest

FILES = {
    "1.1": "1.01-why-neural-networks.md",
    "1.2": "1.02-the-tools.md",
    "1.3": "1.03-what-is-deep-learning.md",
    "1.4": "1.04-your-first-network-with-keras.md",
    "1.6": "1.06-the-neuron.md",
    "1.7": "1.07-architecture.md",
    "1.8": "1.08-activation-functions.md",
    "1.9": "1.09-loss-function.md",
    "1.10": "1.10-gradient-descent.md",
    "1.11": "1.11-backpropagation.md",
}
MEANT_TO_FAIL = {
    "1.1": "unknown",
    "1.2": "history",
    "1.3": "raw-text",
    "1.4": "metrics-string",
    "1.6": "weight-to-spare",
    "1.7": "mismatch",
    "1.8": "math-exp",
    "1.9": "mismatch",
    "1.10": "whole-numbers",
    "1.11": "no-forward",
}


@pytest.fixture(scope="module", params=["es", "en"])
def played(request, play):
    return {
        "1.1": play(FILES["1.1"], request.param),
        "1.1 with a wrong one": play(
            FILES["1.1"],
            request.param,
            until="learn",
            edits={"examples": [["71.6", "90"]]},
            ask={"found": "[w / 10, b]"},
        ),
        "1.2": play(FILES["1.2"], request.param),
        "1.3": play(FILES["1.3"], request.param),
        "1.4": play(FILES["1.4"], request.param, ask={"colour": "3072 * 64 + 64 + 64 * 64 + 64 + 64 * 5 + 5"}),
        "1.6": play(
            FILES["1.6"],
            request.param,
            ask={
                "smallest": "[neuron(x, w, 1.0).item(), neuron(x, w, 0.999).item()]",
                "not on the edge": "neuron(X, np.array([2, 1]), -2.5)",
                "majority": "[neuron(np.array(v), np.ones(3), -1.5).item()"
                " for v in [(0, 0, 0), (1, 0, 0), (0, 1, 1), (1, 1, 1)]]",
            },
        ),
        "1.7": play(FILES["1.7"], request.param, ask={"count": "[784 * 512 + 512, 512 * 10 + 10]"}),
        "1.8": play(
            FILES["1.8"],
            request.param,
            ask={
                "cold": "softmax(scores / 0.2).round(3)",
                "warm": "softmax(scores / 10).round(3)",
                "ten": "0.25 ** 10",
                "times": "(np.gradient(np.tanh(z), z)[100] / np.gradient(sigmoid(z), z)[100]).round(1)",
            },
        ),
        "1.9": play(FILES["1.9"], request.param, ask={"nothing": "[-np.log(0.1), -np.log(0.5)]"}),
        "1.10": play(
            FILES["1.10"],
            request.param,
            ask={
                "on the saddle": "[(lambda w: [w := w - 0.1 * np.array([2 * w[0], -2 * w[1]]) for _ in range(50)][-1])"
                "(np.array([1.0, second])).tolist() for second in (0.0, 0.001)]",
            },
        ),
        "1.11": play(FILES["1.11"], request.param),
    }


@pytest.mark.parametrize("unit", FILES)
def test_only_the_cell_that_may_fail_fails(played, unit):
    assert [name for name, cell in played[unit].cells.items() if cell["error"]] == [MEANT_TO_FAIL[unit]]


@pytest.mark.parametrize(
    ("unit", "cell", "printed"),
    [
        ("1.1", "learn", "1.80"),
        ("1.1", "learn", "32.00"),
        ("1.1", "predict", "212.0"),
        ("1.1", "not-a-line", "3.10"),
        ("1.2", "versions", "Apache"),
        ("1.2", "versions", "tensorflow"),
        ("1.2", "speed", "True"),
        ("1.3", "features", "[ 2 -2  1 -1  1 -1]"),
        ("1.3", "classical", " 1.0"),
        ("1.3", "classical", "[1]"),
        ("1.3", "deep", "100.0%"),
        ("1.3", "black-box", "2778"),
        ("1.4", "parameters", "(784, 512) + (512,) = 401920"),
        ("1.4", "parameters", " 407050"),
        ("1.4", "compile", "categorical_crossentropy"),
        ("1.4", "scaled-or-not", "p = 1.000"),
        ("1.6", "weighted-sum", "z = -0.5"),
        ("1.6", "gate-and", "[1 1]  z =  0.5  -> 1"),
        ("1.6", "gate-or", "[0 1]  z =  0.5  -> 1"),
        ("1.6", "wrong-and", "[0 0 0 0]"),
        ("1.6", "search", "XOR      0 "),
        ("1.6", "xor", "[1 1]  OR: 1  NAND: 0  XOR: 0"),
        ("1.7", "matrix-vector", "[16 20]"),
        ("1.7", "biases", "[6 0]"),
        ("1.7", "batch", "(4, 3) @ (3, 2) -> (4, 2)"),
        ("1.8", "step", "10.00"),
        ("1.8", "sigmoid", "0.25"),
        ("1.8", "softmax", "[0.705 0.259 0.035]"),
        ("1.9", "mse", "0.675"),
        ("1.9", "silent", "(4, 4)"),
        ("1.9", "cross-entropy", "0.693"),
        ("1.9", "sure-and-wrong", "0.0001  1.000   9.210"),
        ("1.9", "slopes", " -6.0   0.002    -0.0049    -0.9975"),
        ("1.10", "tangent", "-5.999"),
        ("1.10", "descend", "w = 2.989"),
        ("1.10", "rates", "0.5:    3.00"),
        ("1.10", "rates", "35.50"),
        ("1.10", "gradient", "[ 8. 20.]"),
        ("1.10", "adam-rate", "Adam: 0.001"),
        ("1.11", "forward", "J = 33.0"),
        ("1.11", "backward", "dJ/da = 3   dJ/db = 6.0   dJ/dc = 9.0"),
        ("1.11", "check", " 3.0"),
        ("1.11", "two-paths", " 8.0"),
        ("1.11", "cost", "814,100"),
    ],
)
def test_figures(played, unit, cell, printed):
    assert printed in played[unit].text(cell)


def test_a_wrong_measurement_spoils_what_is_found(played):
    per_degree, at_zero = played["1.1 with a wrong one"].answers["found"]
    assert 0.05 < abs(per_degree - 1.8) < 0.5
    assert 1 < abs(at_zero - 32) < 6


def test_the_network_bends_and_words_do_not_tell_meaning(played):
    rows = played["1.1"].text("not-a-line").splitlines()
    line, network = (float(re.search(r"\d+\.\d+", row)[0]) for row in rows)
    assert network < 0.5 < line
    same, other = (float(row.split()[0]) for row in played["1.1"].text("words").splitlines())
    assert same < other


def test_learning_by_heart_is_worse_on_new_points(played):
    _head, *rows = (line.split() for line in played["1.3"].text("overfit").splitlines())
    stiff, right, free = ((float(seen), float(new)) for _degree, seen, new in rows)
    assert free[0] == 0
    assert right[1] < free[1]
    assert right[1] < stiff[1]
    assert stiff[0] > right[0]


def test_one_neuron_finds_and_and_or_more_than_a_thousand_times(played):
    rows = [line.split() for line in played["1.6"].text("search").splitlines()]
    assert {name: int(count) > 1000 for name, count, *_ in rows} == {"AND": True, "OR": True, "XOR": False}


def test_two_linear_layers_are_one_and_a_relu_is_not(played):
    two, one = played["1.7"].text("two-linear"), played["1.7"].text("collapse")
    assert one.startswith(two)
    difference, parameters = one.removeprefix(two).splitlines()
    assert float(difference.split()[-1]) < 1e-13
    assert [word for word in parameters.split() if word.isdigit()] == ["32", "8"]
    assert float(played["1.7"].text("with-relu").split()[-1]) > 1


def test_the_measured_slope_is_the_second_formula(played):
    measured, right, without_n, bare = (
        line.split("[")[1] for line in played["1.9"].text("check-derivative").splitlines()
    )
    assert measured.split() == right.split()
    assert len({right, without_n, bare}) == 3


def test_the_derivatives_of_a_neuron_are_the_measured_ones_and_a_step_falls(played):
    for line in played["1.11"].text("neuron").splitlines():
        *_, ours, _word, measured = line.split()
        assert ours == measured
        assert float(ours) < 0
    before, after = (float(line.split()[-1]) for line in played["1.11"].text("step").splitlines())
    assert after < before


def test_an_untrained_network_guesses(played):
    ours, blind = (re.findall(r"\d+\.\d+", line) for line in played["1.4"].text("untrained").splitlines())
    assert 2 < float(ours[0]) < 3
    assert 5 < float(ours[1]) < 15
    assert blind[:1] == ["2.30"] or blind[1] == "2.30"


def test_what_tips_and_solutions_claim(played):
    assert played["1.6"].answers == {"smallest": [1, 0], "not on the edge": [0, 0, 0, 1], "majority": [0, 0, 1, 1]}
    assert played["1.4"].answers == {"colour": 201_157}
    assert played["1.7"].answers == {"count": [401_920, 5_130]}
    assert played["1.8"].answers["cold"][0] == pytest.approx(0.993)
    assert played["1.8"].answers["warm"] == [0.378, 0.342, 0.28]
    assert played["1.8"].answers["ten"] == pytest.approx(1e-6, rel=0.1)
    assert played["1.8"].answers["times"] == 4
    assert np.round(played["1.9"].answers["nothing"], 3).tolist() == [2.303, 0.693]
    (stays, still), (_, leaves) = played["1.10"].answers["on the saddle"]
    assert abs(stays) < 1e-4
    assert still == 0
    assert leaves == pytest.approx(9.1, abs=0.01)
