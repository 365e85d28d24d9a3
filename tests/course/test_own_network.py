"""Lessons 2.2 to 2.4, which build what 2.5 trains: what their prose says is what their cells compute."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tutor.content.markdown import read_lesson

PIECES = "2.02-pieces-of-a-network.md"
FORWARD = "2.03-forward-pass.md"
BACKWARD = "2.04-backward-pass.md"
ROOT = Path(__file__).parents[2]
TRAINING = "2.05-train-a-network-with-numpy.md"
LANGUAGES = ["es", "en"]


def failed(lesson):
    return [name for name, cell in lesson.cells.items() if cell["error"]]


def definitions(path):
    """The functions and the constants in capitals that a lesson's cells define; of several, the last."""
    found = {}
    for cell in read_lesson(path).cells:
        for node in ast.parse(cell.source).body:
            match node:
                case ast.FunctionDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]):
                    found[name] = ast.unparse(node)
    return found


@pytest.fixture(scope="module", params=LANGUAGES)
def pieces(request, play):
    ask = {
        "digits": "__import__('math').floor(1000 / np.log(10)) + 1",
        "largest": "np.log10(np.finfo(float).max)",
        "wrong slope": "np.abs(d_relu(near) - d_sigmoid(near)).max()",
        "small": "sum(W.size + b.size for W, b in initialize([2, 16, 1], seed=0))",
        "shapes": "[a.shape for pair in initialize([2, 16, 1], seed=0) for a in pair]",
        "twice": "all((a == b).all() for p, q in zip(params, initialize(LAYERS, seed=2)) for a, b in zip(p, q))",
        "range": "max(np.abs(a).max() for pair in params for a in pair) < 1",
        "tanh": "np.abs((1 - np.tanh(near) ** 2) - d_sigmoid(near)).max()",
    }
    return play(PIECES, request.param, ask=ask)


def test_pieces_only_the_cell_that_may_fail_fails(pieces):
    assert failed(pieces) == ["overflow"]
    assert pieces.error("overflow") == "FloatingPointError: overflow encountered in exp"


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("data", "X: (1000, 2)"),
        ("data", " 500 "),
        ("classes", " 0.366\n"),
        ("classes", " 0.367\n"),
        ("straight-line", "65.0%"),
        ("column", "y: (1000, 1)"),
        ("column", "(1000, 1000)"),
        ("spoils", "[0. 1. 1.]\nz"),
        ("d-relu", "[-2.   0.5  3. ]"),
        ("nan", "nan"),
        ("sigmoid", "[0.  0.5 1. ] [0.   0.25 0.  ]"),
        ("chart", ": 0.25"),
        ("loss", ": 0.25"),
        ("slow", "0.995"),
        ("slow", "-0.0049"),
        ("slow", "-0.2500"),
        ("initialize", "W2: (4, 8)   b2: (1, 8)   40 "),
        ("all-equal", "[[ 0.14  0.14  0.14  0.14]"),
        ("exercise", "61"),
    ],
)
def test_figures_of_the_pieces(pieces, cell, printed):
    assert printed in pieces.text(cell)


def test_the_derivative_that_spoils_has_spoilt(pieces):
    assert pieces.text("spoils").count("[0. 1. 1.]") == 2
    assert pieces.text("d-relu").count("[0. 1. 1.]") == 1


def test_only_the_derivative_with_the_n_is_the_slope(pieces):
    slopes = [float(line.rpartition(" ")[2]) for line in pieces.text("measure-loss").splitlines()]
    assert slopes == [0.001, 0.001, 1]


def test_what_the_text_about_the_pieces_claims(pieces):
    answers = pieces.answers
    assert (answers["digits"], int(answers["largest"])) == (435, 308)
    assert min(answers["wrong slope"], answers["tanh"]) > 0.2
    assert answers["small"] == 65
    assert answers["shapes"] == [[2, 16], [1, 16], [16, 1], [1, 1]]
    assert answers["twice"]
    assert answers["range"]


@pytest.fixture(scope="module", params=LANGUAGES)
def forward(request, play):
    ask = {
        "repeated": "np.array_equal(points @ W + b, points @ W + np.repeat(b, 3, axis=0))",
        "column": "np.array_equal(points @ W + column, points @ W + np.repeat(column, 3, axis=1))",
        "same": "np.array_equal(careless(X, dict(memory)), y_hat)",
        "below": "answers.max() < 0.5",
    }
    return play(FORWARD, request.param, ask=ask)


def test_forward_only_the_cell_that_may_fail_fails(forward):
    assert failed(forward) == ["column-bias-fails"]
    assert "(1000,3) (3,1)" in forward.error("column-bias-fails")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("one-point", "Z: [[ 5.  1. -2.]]\nA: [[5. 1. 0.]]"),
        ("three-points", "[[ 5.  2. -1.]\n [ 2.  1.  0.]\n [-1.  0.  1.]]"),
        ("three-points", "[[ 5.  1. -2.]\n [ 2.  0. -1.]\n [-1. -1.  0.]]"),
        ("column-bias", "(3, 1)\n[[ 5.  2. -1.]\n [ 1.  0. -1.]\n [-2. -1.  0.]]"),
        ("layer-by-layer", "A2 (1000, 8)\nŷ  (1000, 1)"),
        ("forward", "Z: [(1000, 4), (1000, 8), (1000, 1)]\nA: [(1000, 2), (1000, 4), (1000, 8), (1000, 1)]"),
        ("forward", ": True"),
        ("careless", "(1000, 8)\n"),
        ("careless", "(2, 8)\n"),
        ("unchanged", ": True"),
        ("unchanged", "(1000, 8)"),
        ("untrained", ": 0.285"),
        ("untrained", ": 50%"),
        ("deeper", ": 4\n"),
        ("deeper", "(1000, 6)"),
    ],
)
def test_figures_of_the_forward_pass(forward, cell, printed):
    assert printed in forward.text(cell)


def test_what_the_text_about_the_forward_pass_claims(forward):
    assert forward.answers == {"repeated": True, "column": True, "same": True, "below": True}


def test_four_functions_make_the_deeper_network_whole(play):
    edits = {"deeper": [["deep =", "ACTIVATIONS = [relu, relu, relu, sigmoid]\ndeep ="]]}
    assert "(1000, 1)" in play(FORWARD, edits=edits).text("deeper")


def test_weights_of_another_layer_do_not_fit(play):
    edits = {"layer-by-layer": [["X @ W1 + b1", "X @ W2 + b2"]]}
    assert "size 4 is different from 2" in play(FORWARD, edits=edits, until="layer-by-layer").error("layer-by-layer")


@pytest.fixture(scope="module", params=LANGUAGES)
def backward(request, play):
    ask = {
        "error": "float(error)",
        "shapes": "all(a.shape == d.shape for p, g in zip(params, grads) for a, d in zip(p, g))",
        "coarse": "float(relative_error(flat(grads), flat(numeric_gradient(params, eps=0.1))))",
        "fine": "float(relative_error(flat(grads), flat(numeric_gradient(params, eps=1e-12))))",
        "dx": "(dx == np.array([[-0.03125, -0.0625]] * 2)).all()",
        "sick": "[float(relative_error(a, m)) for p, q in zip(found, measured) for a, m in zip(p, q)]",
        "apart": "float((1000 - 1) / (1000 + 1))",
        "size": "flat(grads).size",
    }
    return play(BACKWARD, request.param, ask=ask)


def test_backward_only_the_cell_that_may_fail_fails(backward):
    assert failed(backward) == ["no-transpose"]
    assert "size 1000 is different from 8" in backward.error("no-transpose")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("by-hand", "dz: [-0.125 -0.125]\ndw: [-0.5   -0.375]   db: [-0.25]"),
        ("by-hand-measured", "w1: -0.5000"),
        ("by-hand-measured", "w2: -0.3750"),
        ("by-hand-measured", "b : -0.2500"),
        ("one-back", "dz (2, 1) @ w.T (1, 2) = dx (2, 2)"),
        ("backward", "W2 (4, 8)  dW2 (4, 8)    b2 (1, 8)  db2 (1, 8)"),
        ("no-transpose", "[-0.375 -0.5  ]"),
        ("gradient-check", "61 "),
        ("table", " 0.998\n"),
        ("table", " 0.1496"),
        ("table", " 0.0363"),
    ],
)
def test_figures_of_the_backward_pass(backward, cell, printed):
    assert printed in backward.text(cell)


def test_the_gradient_is_right_and_the_suspect_is_not(backward):
    answers = backward.answers
    assert answers["error"] < 1e-6
    assert min(answers["coarse"], answers["fine"]) > 1e-4
    assert (answers["shapes"], answers["dx"], answers["size"]) == (True, True, 61)
    assert answers["sick"][::2] == pytest.approx([0.06, 0.06, 0.06], abs=0.01)
    assert answers["sick"][1::2] == pytest.approx([answers["apart"]] * 3, abs=0.001)


def test_a_step_may_be_too_long(backward):
    losses = [float(line.split()[-1]) for line in backward.text("step").splitlines()]
    assert losses == sorted(losses[:-1], reverse=True) + losses[-1:]
    assert losses[-1] > losses[0]


def test_the_suspect_trains_and_half_repaired_even_better(play):
    edits = {"suspect": [["dZ.mean", "dZ.sum"]]}
    half = play(BACKWARD, edits=edits, ask={"both": "[after(suspect), after(backward)]"})
    assert half.answers["both"][0] == pytest.approx(0.027, abs=0.0006)
    assert half.answers["both"][0] < half.answers["both"][1]
    assert "dW 0.063   " in half.text("table")


def test_the_suspect_can_be_repaired(play):
    edits = {"suspect": [["dZ.mean", "dZ.sum"], ["A[i + 1]", "Z[i]"]]}
    ask = {"same": "all((a == b).all() for p, q in zip(found, grads) for a, b in zip(p, q))"}
    assert play(BACKWARD, edits=edits, ask=ask).answers["same"]


def test_equal_neurons_get_equal_corrections(play):
    equal = "params = [(0 * W + 0.5, 0 * b + 0.1) for W, b in params]"
    edits = {"backward": [["seed=2)", f"seed=2)\n{equal}"]]}
    ask = {"equal": "np.allclose(grads[0][0], grads[0][0][:, :1])", "slopes": "np.abs(grads[0][0]).min() > 0"}
    assert play(BACKWARD, edits=edits, until="backward", ask=ask).answers == {"equal": True, "slopes": True}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "names"),
    [
        (PIECES, {"relu", "d_relu", "sigmoid", "d_sigmoid", "mse", "d_mse", "LAYERS", "initialize"}),
        (FORWARD, {"relu", "sigmoid", "mse", "LAYERS", "initialize", "ACTIVATIONS", "forward", "predict"}),
        (BACKWARD, {"relu", "d_relu", "sigmoid", "d_sigmoid", "mse", "d_mse", "LAYERS", "ACTIVATIONS", "initialize"}),
        (BACKWARD, {"forward", "predict", "DERIVATIVE", "backward", "numeric_gradient", "flat", "descend"}),
    ],
)
def test_what_is_built_is_what_is_trained(language, name, names):
    ours, trained = definitions(ROOT / "lessons" / language / name), definitions(ROOT / "lessons" / language / TRAINING)
    assert {key: ours[key] for key in names} == {key: trained[key] for key in names}
