"""Seven links as the original program trained them (tests/nn/oracles): ours draws, starts, learns and ends the same."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tutor.nn.run import Run
from tutor.nn.state import link, parse

ORACLES = sorted((Path(__file__).parent / "oracles").glob("*.json"))
EPOCHS = 40
NAMES = {
    "gauss-sigmoid-odd-batch",
    "init-zero",
    "reg-gauss-relu",
    "reg-plane-linear",
    "seed-course",
    "spiral-tanh-l1",
    "xor-relu-l2",
}


@pytest.fixture(scope="module", params=ORACLES, ids=lambda path: path.stem)
def oracle(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def trained(oracle):
    """The run at its end, and its losses (train, test) from epoch 0 on, (2, epochs + 1)."""
    run = Run(parse(oracle["url"]))
    losses = [run.losses()]
    for _epoch in range(EPOCHS):
        run.advance()
        losses.append(run.losses())
    return run, np.array(losses).T


def test_all_seven_are_here():
    assert {path.stem for path in ORACLES} == NAMES


def test_the_points_are_the_originals_in_its_order(oracle):
    data = Run(parse(oracle["url"])).data
    for (xy, labels), size, head in (
        (data.train, oracle["n_train"], oracle["train_head"]),
        (data.test, oracle["n_test"], oracle["test_head"]),
    ):
        assert len(xy) == len(labels) == size
        points = np.column_stack([xy, labels])[: len(head)]
        assert points == pytest.approx(np.array(head), rel=4e-16, abs=5e-16)  # two libraries' sines: the last digit


def test_the_first_weights_are_the_originals_to_the_last_digit(oracle):
    network = Run(parse(oracle["url"])).network
    assert [weights.tolist() for weights in network.weights] == oracle["initial_weights"]
    assert [biases.tolist() for biases in network.biases] == oracle["initial_biases"]


def test_it_learns_as_the_original_does(oracle):
    run, losses = trained(oracle)
    theirs = np.array([oracle["loss_train"], oracle["loss_test"]])
    assert losses.shape == theirs.shape == (2, EPOCHS + 1)
    assert losses[:, :11] == pytest.approx(theirs[:, :11], rel=1e-9, abs=0)
    assert losses == pytest.approx(theirs, rel=1e-6, abs=0)

    for ours, weights in zip(run.network.weights, oracle["final_weights"], strict=True):
        assert ours == pytest.approx(np.array(weights), rel=1e-9, abs=1e-12)
    for ours, biases in zip(run.network.biases, oracle["final_biases"], strict=True):
        assert ours == pytest.approx(np.array(biases), rel=1e-9, abs=1e-12)
    assert [dead.tolist() for dead in run.network.dead] == oracle["dead_links"]

    ys, xs = np.meshgrid(6 - 1.5 * np.arange(9), -6 + 1.5 * np.arange(9), indexing="ij")
    grid = run.outputs(np.column_stack([xs.ravel(), ys.ravel()])).reshape(9, 9)
    assert grid == pytest.approx(np.array(oracle["output_grid"]), rel=1e-9, abs=1e-12)
    assert run.pictures(9)[-1][0] == pytest.approx(grid, abs=1e-5)


def test_its_link_is_written_as_it_was_read(oracle):
    state = parse(oracle["url"])
    assert state.inputs == tuple(oracle["inputs"])
    assert parse(link(state)) == state
    written = dict(pair.split("=") for pair in link(state).partition("#")[2].split("&"))
    said = dict(pair.split("=") for pair in oracle["url"].partition("#")[2].split("&"))
    assert {name: written[name] for name in said} == said
