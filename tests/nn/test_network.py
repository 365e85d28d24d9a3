"""Backpropagation against finite differences, and what must not overflow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tutor.nn.activations import ACTIVATIONS
from tutor.nn.network import Network, Pass
from tutor.nn.outputs import OUTPUTS
from tutor.nn.run import Run
from tutor.nn.seedrandom import SeedRandom
from tutor.nn.state import State

SOURCE = np.random.default_rng(3)
NEAR = 1e-6  # how far a weight is moved to see what the loss does
PENALTIES = {"none": lambda w: 0 * w, "L1": np.sign, "L2": lambda w: w}


def own(classes):
    labels = [-1.0, 1.0] if classes == 2 else [float(one) for one in range(classes)]
    places = SOURCE.uniform(-3, 3, (24, 2)).tolist()
    return tuple((x, y, labels[i % classes]) for i, (x, y) in enumerate(places))


KINDS = {
    ("tanh", "squared"): State(dataset="own", points=own(2)),
    ("sigmoid", "cross-entropy"): State(dataset="own", points=own(2), loss="cross-entropy"),
    ("softmax", "squared"): State(dataset="own", points=own(3), classes=3),
    ("softmax", "cross-entropy"): State(dataset="own", points=own(4), classes=4, loss="cross-entropy"),
    ("linear", "squared"): State(problem="regression", reg_dataset="reg-gauss"),
}


def by_differences(run):
    """The slope of the training loss by each parameter, each moved a little to both sides."""
    parameters = run.network.parameters
    slopes = np.empty_like(parameters)
    for i, value in enumerate(parameters.tolist()):
        parameters[i] = value + NEAR
        above, _test = run.losses()
        parameters[i] = value - NEAR
        below, _test = run.losses()
        parameters[i] = value
        slopes[i] = (above - below) / (2 * NEAR)
    return slopes


def test_every_pair_of_output_and_loss_is_tested():
    assert KINDS.keys() == OUTPUTS.keys()


@pytest.mark.parametrize("depth", range(4))
@pytest.mark.parametrize("kind", KINDS, ids="-".join)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_step_goes_down_the_slope_that_finite_differences_see(activation, kind, depth):
    state = replace(
        KINDS[kind],
        activation=activation, shape=(4, 3, 3)[:depth], inputs=("x", "y", "sinX"), seed=f"0.{depth}", batch_size=2000,
        train_share=99 if kind[0] != "linear" else 5, learning_rate=1e-3, regularization_rate=0.01,
    )  # fmt: skip
    run = Run(state)
    run.change(batch_size=run.data.train_size)
    assert (run.network.output_activation, run.network.loss) == kind
    start = run.moment()
    slopes = by_differences(run)
    for regularization, penalty in PENALTIES.items():
        run.restore(start)
        run.change(regularization=regularization)
        before = run.network.parameters.copy()
        is_weight = run.network.is_weight
        run.advance()
        assert run.network.parameters != pytest.approx(before, abs=1e-9)
        step = (before - run.network.parameters) / state.learning_rate
        assert step == pytest.approx(slopes + 0.01 * is_weight * penalty(before), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_an_activation_is_finite_and_may_write_over_its_sums(name, dtype):
    z = np.array([[-1e4, -30.0, -1.0, 0.0, 1.0, 30.0, 1e4]], dtype)
    out, slope, same = np.empty_like(z), np.empty_like(z), z.copy()
    activation = ACTIVATIONS[name]
    activation.value(z, out)
    activation.value(same, same)
    activation.slope(z, out, slope)
    assert np.array_equal(out, same)
    assert np.isfinite(out).all()
    assert np.isfinite(slope).all()
    assert out.dtype == slope.dtype == dtype


def test_slopes_at_the_corner_are_the_originals():
    zero, slope = np.zeros((1, 1)), np.full((1, 1), 9.0)
    ACTIVATIONS["relu"].slope(zero, zero, slope)
    assert slope[0, 0] == 0


@pytest.mark.parametrize("kind", [kind for kind in OUTPUTS if kind[1] == "cross-entropy"], ids="-".join)
def test_a_cross_entropy_neither_overflows_nor_takes_the_logarithm_of_0(kind):
    output = OUTPUTS[kind]
    z = (
        np.array([[-1000.0, 1000.0, 0.0]])
        if kind[0] == "sigmoid"
        else np.array([[-1000.0, 1000.0, 0.0], [0.0, 0.0, 0.0]])
    )
    o = np.empty_like(z)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        output.value(z, o)
        right = output.losses(z, o, np.eye(2)[:, [1, 0, 0]][: len(z)] if len(z) > 1 else np.array([[0.0, 1.0, 1.0]]))
        wrong = output.losses(z, o, np.eye(2)[:, [0, 1, 0]] if len(z) > 1 else np.array([[1.0, 0.0, 1.0]]))
    assert right == pytest.approx([0, 0, np.log(2)])
    assert wrong == pytest.approx([1000, 1000, np.log(2)])


def test_probabilities_of_a_softmax_add_up_to_one():
    run = Run(State(classes=6, dataset="gauss", seed="1", loss="cross-entropy"))
    run.advance()
    outputs = run.outputs(run.data.xy)
    assert outputs.shape == (len(run.data.xy), 6)
    assert outputs.sum(axis=1) == pytest.approx(np.ones(len(outputs)))
    assert (outputs > 0).all()


def test_forward_by_hand():
    network = Network((2, 1, 1), "relu", "linear", "squared")
    network.weights[0][:] = [[2, -1]]
    network.biases[0][:] = 0.5
    network.weights[1][:] = -3
    network.biases[1][:] = 1
    outputs = network.forward(np.array([[1.0, 0.0], [2.0, 2.0], [1.0, 1.0]]), Pass(network.sizes, 2))
    assert outputs.tolist() == [[-3 * 0.5 + 1, 1.0]]


def test_weights_are_drawn_even_where_they_then_are_zero():
    drawn, zero = Network((2, 3, 1), "tanh", "tanh", "squared"), Network((2, 3, 1), "tanh", "tanh", "squared")
    one, other = SeedRandom("1"), SeedRandom("1")
    drawn.draw(one)
    zero.draw(other, zero=True)
    assert one.random() == other.random()
    assert not zero.parameters.any()
    assert (np.abs(np.concatenate([weights.ravel() for weights in drawn.weights])) <= 0.5).all()
    assert all((biases == 0.1).all() for biases in drawn.biases)


def test_a_twin_goes_its_own_way():
    network = Network((2, 2, 1), "tanh", "tanh", "squared")
    twin = network.twin()
    twin.weights[0][0, 0] = 5
    assert network.weights[0][0, 0] == 0
    assert twin.parameters[0] == 5
