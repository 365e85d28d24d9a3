"""Lesson 2.5: the gradient is right, the network learns, the unlucky one does not, and Keras agrees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tutor.content.markdown import read_lesson

ROOT = Path(__file__).parents[2]
LESSON = "2.05-train-a-network-with-numpy.md"
WHERE_ON = "[(z > 0).sum(axis=0) for z in forward(X, {})[0][:2]]"


def bends(layers):
    """How many units are on at some points and off at others."""
    return sum(0 < count < 1000 for layer in layers for count in layer)


@pytest.fixture(scope="module")
def lesson(play):
    ask = {
        "error": "float(error)",
        "guess": "float(mse(y, np.full(y.shape, 0.5)))",
        "loss": "float(mse(y, predict(X, params)))",
        "stuck": "float(mse(y, predict(X, stuck)))",
        "on": WHERE_ON.format("params"),
        "stuck_on": WHERE_ON.format("stuck"),
        "stuck_answers": "[float(answers.min()), float(answers.max())]",
        "hits": "float(hits.mean())",
        "size": "ours.size",
        "trap": "list((predict(X, params) - y.ravel()).shape)",
        "tails": "sigmoid(np.array([-1000.0, 1000.0]))",
    }
    return play(LESSON, "es", until="count-on", ask=ask)


@pytest.fixture(scope="module")
def tools(play):
    """The functions of the lesson, for what its invitations and its exercise say; nothing is trained yet."""

    def ask(expressions, edits=None):
        untrained = {"train": [["params = train(seed=2)", ""]]}
        return play(LESSON, edits=untrained | (edits or {}), until="train", ask=expressions).answers

    return ask


def final(arguments):
    return f"float(mse(y, predict(X, train({arguments}))))"


def test_only_the_cell_that_may_fail_fails(lesson):
    failed = {name: cell["error"] for name, cell in lesson.cells.items() if cell["error"]}
    assert failed == {"naive-sigmoid": "FloatingPointError: overflow encountered in exp"}
    assert lesson.answers["tails"] == [0, 1]


def test_the_gradient_is_right(lesson):
    assert lesson.answers["size"] == 61
    assert lesson.answers["error"] < 1e-6
    assert "correcto" in lesson.text("gradient-check")


def test_the_network_learns(lesson):
    assert lesson.answers["guess"] == 0.25
    assert lesson.answers["loss"] < 0.02
    assert lesson.answers["hits"] > 0.95
    assert lesson.cells["train"]["seconds"] < 15


def test_the_unlucky_seed_stays_where_guessing_is(lesson):
    assert 0.245 < lesson.answers["stuck"] < 0.2501
    assert 0.4 < lesson.answers["stuck_answers"][0] < lesson.answers["stuck_answers"][1] < 0.6
    assert bends(lesson.answers["stuck_on"]) == 0
    assert bends(lesson.answers["on"]) >= 9


def test_the_trap_of_the_missing_reshape(lesson):
    assert lesson.answers["trap"] == [1000, 1000]


def test_a_derivative_in_the_wrong_place_is_found(play):
    edits = {"backward": [["Z[i])", "A[i + 1])"]]}
    wrong = play(LESSON, edits=edits, until="gradient-check", ask={"error": "float(error)"})
    assert wrong.answers["error"] > 1e-3
    assert "fault" in wrong.text("gradient-check")


def test_zero_biases_wake_the_unlucky_seed(tools):
    answers = tools({"loss": final("5, bias=0"), "on": WHERE_ON.format("train(5, bias=0)")})
    assert answers["loss"] < 0.06
    assert bends(answers["on"]) >= 9


def test_rates_too_small_and_too_large(tools):
    answers = tools({"small": final("2, 0.01"), "large": final("2, 20"), "on": WHERE_ON.format("train(2, 20)")})
    assert 0.1 < answers["small"] < 0.25
    assert answers["large"] > 0.25
    assert answers["on"][1] == [0] * 8


def test_three_relus_can_but_need_luck(tools):
    small = {
        "initialize": [["[2, 4, 8, 1]", "[2, 3, 1]"]],
        "forward": [["[relu, relu, sigmoid]", "[relu, sigmoid]"]],
    }
    answers = tools({"size": "ours.size", "lucky": final("0"), "unlucky": final("4"), "flat": final("6")}, small)
    assert answers["size"] == 13
    assert answers["lucky"] < 0.06
    assert answers["unlucky"] > 0.15
    assert answers["flat"] > 0.15


BROKEN = {
    "derivative at A": ("backward", "Z[i])", "A[i + 1])", "dW3"),
    "mean of the biases": ("backward", "dZ.sum(", "dZ.mean(", "db3"),
    "no slope in hidden layers": ("backward", "{relu: d_relu", "{relu: np.ones_like", "dW2"),
    "biases at another rate": ("train", "b - rate * db", "b - 0.1 * rate * db", "b1"),
    "no activation": ("forward", "f(Z[-1])", "Z[-1]", "A1"),
    "gradient halved on its way": ("backward", "dA = dZ @ W.T", "dA = dZ @ W.T / 2", "dW2"),
}
FAULTY = """
def faulty(source, old, new):
    assert old in source
    names = ("DERIVATIVE", "backward", "forward", "descend")
    kept = {{name: globals()[name] for name in names}}
    exec(source.replace(old, new), globals())
    found = first_difference(our_step)
    globals().update(kept)
    return found


FOUND = {{name: faulty(*change) for name, change in {changes!r}.items()}}
"""


@pytest.fixture(scope="module")
def twins(play):
    """The whole lesson, and after it every broken version beside Keras, in one process."""
    sources = {cell.name: cell.source for cell in read_lesson(ROOT / "lessons" / "en" / LESSON).cells}
    sources["train"] = sources["train"].partition("params = train")[0]
    changes = {name: (sources[cell], old, new) for name, (cell, old, new, _tensor) in BROKEN.items()}
    suspect = sources["suspect"].partition("for name, step")[0]
    repaired = suspect.replace("dA = dZ @ params[i][0].T", "dA = dZ @ W.T")
    assert repaired != suspect
    last = "print(first_difference(suspect_step))"
    ask = {
        "keras": "float(np.mean((network.predict(X, verbose=0) - y) ** 2))",
        "numpy": "float(mse(y, predict(X, params)))",
        "suspect": "first_difference(suspect_step)",
        "found": "FOUND",
        "repaired": f"(exec({repaired!r}, globals()), first_difference(suspect_step))[1]",
    }
    edits = {
        "suspect": [[last, last + FAULTY.format(changes=changes)]],
        "dead-run": [["train(seed=5)", "params"]],  # the other tests train it
    }
    return play(LESSON, edits=edits, ask=ask)


@pytest.mark.keras
def test_keras_ends_as_low(twins):
    assert [name for name, cell in twins.cells.items() if cell["error"]] == ["naive-sigmoid"]
    assert twins.answers["keras"] < 0.06
    assert twins.answers["numpy"] < 0.06


@pytest.mark.keras
def test_the_twins_agree_for_200_steps(twins):
    steps, difference = re.fullmatch(r"(\d+) steps, largest difference (\S+)", twins.text("twin").strip()).groups()
    assert int(steps) == 200
    assert float(difference) < 1e-5
    order = "Z1 A1 Z2 A2 Z3 A3 dW3 db3 dW2 db2 dW1 db1 W1 b1 W2 b2 W3 b3"
    assert twins.text("our-step").strip() == order


@pytest.mark.keras
@pytest.mark.parametrize("name", BROKEN)
def test_the_twin_names_the_broken_tensor(twins, name):
    assert twins.answers["found"][name].startswith(f"step 1: {BROKEN[name][-1]} differs")


@pytest.mark.keras
def test_the_suspect_learns_and_is_found_nevertheless(twins):
    ours, suspect = (float(line.split()[-1]) for line in twins.text("suspect").splitlines()[:2])
    assert suspect == pytest.approx(ours, abs=0.002)
    assert ours < 0.1
    assert twins.answers["suspect"].startswith("step 1: dW2 differs")


@pytest.mark.keras
def test_the_suspect_can_be_repaired(twins):
    assert twins.answers["repaired"].startswith("200 steps")
