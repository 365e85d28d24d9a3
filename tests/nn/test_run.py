"""A run: batches, changes on the way, a journal that makes all of it again, pictures."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.nn.keys import ACTIVATIONS, OPTIMIZERS, REGULARIZATIONS
from tutor.nn.network import Pass
from tutor.nn.run import Change, Run, replay
from tutor.nn.state import PRESETS, State, parse

SMALL = State(
    dataset="own", seed="0.5", shape=(3,), train_share=70,
    points=tuple((math.cos(i), math.sin(3 * i), 1.0 if i % 3 else -1.0) for i in range(33)),
)  # fmt: skip


def numbers(run):
    return (run.epoch, run.point, *run.network.parameters.tolist(), *run.network.living.tolist())


def test_a_step_is_a_batch_and_an_epoch_ends_where_its_points_do():
    run = Run(SMALL)  # 23 points to train on
    places = []
    for _step in range(5):
        before = run.network.parameters.copy()
        run.step()
        places.append((run.epoch, run.point, not np.array_equal(before, run.network.parameters)))
    assert places == [(0, 10, True), (0, 20, True), (1, 0, False), (1, 10, True), (1, 20, True)]


def test_steps_and_epochs_come_to_the_same():
    one, other = Run(SMALL), Run(SMALL)
    one.advance()
    one.advance()
    for _step in range(6):
        other.step()
    assert numbers(one) == numbers(other)


def test_an_incomplete_batch_waits_for_the_next_epochs_first():
    run, whole = Run(replace(SMALL, batch_size=20)), Run(SMALL)
    run.step()
    start = run.network.parameters.copy()
    x, t = run._sets[0]
    run.step()
    assert np.array_equal(run.network.parameters, start)
    run.step()
    points = [*range(20, 23), *range(20)]
    whole.network.parameters[:] = start
    seen = Pass(run.network.sizes, 23)
    whole.network.forward(x[:, points], seen)
    whole.network.backward(t[:, points], seen)
    assert run.network.parameters == pytest.approx(start - 0.03 * whole.network.gradient / 23, rel=1e-12)


def test_a_batch_larger_than_the_data_gathers_over_epochs():
    run = Run(replace(SMALL, batch_size=500))
    start = run.network.parameters.copy()
    for _epoch in range(30):
        run.advance()
    assert np.array_equal(run.network.parameters, start)
    run.change(batch_size=23)
    run.advance()
    assert not np.array_equal(run.network.parameters, start)


CHANGES = st.one_of(
    st.fixed_dictionaries({"learning_rate": st.sampled_from([0.01, 0.3])}),
    st.fixed_dictionaries({"activation": st.sampled_from(ACTIVATIONS)}),
    st.fixed_dictionaries({"regularization": st.sampled_from(REGULARIZATIONS), "regularization_rate": st.just(0.05)}),
    st.fixed_dictionaries({"batch_size": st.integers(1, 30)}),
    st.fixed_dictionaries({"optimizer": st.sampled_from(OPTIMIZERS)}),
    st.tuples(st.integers(0, 2), st.integers(0, 1), st.floats(-2, 2)),
    st.floats(-1, 1),
)
DEEDS = st.lists(st.one_of(st.just("step"), st.just("epoch"), CHANGES), max_size=25)


def do(run, deeds):
    for deed in deeds:
        match deed:
            case "step":
                run.step()
            case "epoch":
                run.advance()
            case dict():
                run.change(**deed)
            case (to, frm, value):
                run.set_weight(0, to, frm, value)
            case value:
                run.set_bias(1, 0, value)


@settings(max_examples=60, deadline=None)
@given(DEEDS)
def test_the_same_state_and_the_same_changes_give_the_same_numbers(deeds):
    run = Run(SMALL)
    do(run, deeds)
    again = replay(run.start, run.journal, run.epoch, run.point)
    assert numbers(again) == numbers(run)
    assert (again.state, again.journal) == (run.state, run.journal)
    run.advance()
    again.advance()
    assert numbers(again) == numbers(run)


@settings(max_examples=30, deadline=None)
@given(DEEDS, DEEDS)
def test_a_moment_is_come_back_to_and_a_copy_goes_its_own_way(first, then):
    run = Run(SMALL)
    do(run, first)
    moment = run.moment()
    there = numbers(run)
    do(run, then)
    here = numbers(run)
    copy = run.at(moment)
    assert numbers(copy) == there
    do(copy, then)
    assert numbers(copy) == numbers(run) == here


@pytest.mark.parametrize(
    "settings",
    [
        {"dataset": "xor"},
        {"shape": (2,)},
        {"seed": "1"},
        {"loss": "cross-entropy"},
        {"unknown": 1},
        {"activation": "swish"},
        {"optimizer": ""},
        {"batch_size": 0},
        {"batch_size": 2.5},
        {"learning_rate": math.nan},
        {"learning_rate": -1},
        {"learning_rate": 0.1, "regularization": "L3"},
    ],
)
def test_what_needs_a_new_run_is_refused_and_changes_nothing(settings):
    run = Run(SMALL)
    with pytest.raises(ValueError, match=list(settings)[-1]):
        run.change(**settings)
    assert (run.state, run.journal) == (SMALL, ())


@pytest.mark.parametrize("at", [(2, 0, 0), (0, 3, 0), (0, 0, 2), (-1, 0, 0), (0, -1, 0), (0, 0, -1)])
def test_a_link_that_is_not_there_is_refused(at):
    with pytest.raises(ValueError, match="no weight"):
        Run(SMALL).set_weight(*at, 1.0)


def test_a_weight_is_a_number():
    run = Run(SMALL)
    with pytest.raises(ValueError, match="nan"):
        run.set_bias(0, 0, math.nan)
    with pytest.raises(ValueError, match="no bias"):
        run.set_bias(0, 3, 1.0)


@pytest.mark.parametrize(
    "change",
    [
        Change(0, 7, "learning_rate", 0.1),
        Change(1, 0, "dataset", "xor"),
        Change(1, 0, "weight", 1.0, (0, 0)),
        Change(1, 0, "weight", "much", (0, 0, 0)),
        Change(1, 0, "learning_rate", 0.1, (0,)),
        Change(1, 0, "batch_size", "all"),
    ],
)
def test_a_journal_that_no_run_wrote_is_refused(change):
    with pytest.raises(ValueError, match=r".+"):
        replay(SMALL, [change], 3)


def test_a_journal_out_of_order_is_refused():
    with pytest.raises(ValueError, match="epoch 1"):
        replay(SMALL, [Change(2, 0, "learning_rate", 0.1), Change(1, 0, "learning_rate", 0.2)], 3)


def test_a_dead_link_stays_dead_until_somebody_puts_a_weight_there():
    run = Run(replace(SMALL, regularization="L1", regularization_rate=1.0))
    for _epoch in range(3):
        run.advance()
    assert run.network.dead[1].any()
    layer, (to, frm) = 1, map(int, np.argwhere(run.network.dead[1])[0])
    run.change(regularization="none", optimizer="adam")
    run.advance()
    assert run.network.weights[layer][to, frm] == 0
    run.set_weight(layer, to, frm, 0.5)
    run.advance()
    assert run.network.weights[layer][to, frm] not in {0, 0.5}
    assert not run.network.dead[layer][to, frm]


def test_pictures_show_every_neuron_with_the_top_first():
    run = Run(replace(SMALL, inputs=("x", "y", "xTimesY"), classes=3, shape=(4, 2)))
    run.advance()
    pictures = run.pictures(60)
    assert [picture.shape for picture in pictures] == [(3, 60, 60), (4, 60, 60), (2, 60, 60), (3, 60, 60)]
    x, y, product = pictures[0]
    corners = [x[0, 0], x[0, -1], y[0, 0], y[-1, 0]]
    assert corners == [-6, 6, 6, -6]
    assert product == pytest.approx(x * y, rel=1e-5)
    places = np.column_stack([x.ravel(), y.ravel()]).astype(np.float64)
    assert pytest.approx(run.outputs(places), abs=1e-5) == pictures[-1].reshape(3, -1).T
    kept = [picture.copy() for picture in pictures]
    run.advance()
    run.pictures(60)
    assert all(np.array_equal(one, other) for one, other in zip(pictures, kept, strict=True))


@pytest.mark.parametrize("inputs", [(), ("y",)])
@pytest.mark.parametrize("shape", [(), (1,), (8,) * 6])
def test_any_size_of_network_learns(inputs, shape):
    run = Run(State(inputs=inputs, shape=shape, seed="0.1"))
    before = run.losses()
    run.advance()
    assert run.losses() != before
    assert all(math.isfinite(loss) for loss in run.losses())
    assert len(run.pictures(5)) == len(shape) + 2


def test_without_points_nothing_is_learnt_and_nothing_breaks():
    run = Run(State(dataset="own", seed="1"))
    before = run.network.parameters.copy()
    run.advance()
    run.step()
    assert run.epoch == 2
    assert np.array_equal(run.network.parameters, before)
    assert all(map(math.isnan, (*run.losses(), *run.accuracy())))
    assert len(run.pictures(4)) == 4


def test_a_rate_that_is_too_high_ends_in_nan_without_a_warning():
    run = Run(parse(next(preset.link for preset in PRESETS if preset.name == "overshoot")))
    for _epoch in range(20):
        run.advance()
    assert all(map(math.isnan, run.losses()))
    assert np.isnan(run.pictures(3)[-1]).all()


def test_accuracies_are_shares_of_right_answers():
    for kind in ({}, {"loss": "cross-entropy"}, {"classes": 4}, {"classes": 3, "loss": "cross-entropy"}):
        run = Run(State(seed="0.3", dataset="gauss", optimizer="adam", **kind))
        for _epoch in range(20):
            run.advance()
        xy, labels = run.data.test
        outputs = run.outputs(xy)
        if outputs.shape[1] > 1:
            right = outputs.argmax(axis=1) == labels
        else:
            right = (outputs[:, 0] > (0.5 if kind else 0)) == (labels > 0)
        assert run.accuracy()[1] == pytest.approx(right.mean())
        assert run.accuracy()[1] > 0.9
    assert all(map(math.isnan, Run(State(problem="regression", seed="1")).accuracy()))


@pytest.mark.parametrize("name", ["circle", "spiral", "classes"])
def test_presets_learn_what_they_show(name):
    run = Run(parse(next(preset.link for preset in PRESETS if preset.name == name)))
    before = run.losses()[0]
    for _epoch in range(150):
        run.advance()
    assert run.losses()[0] < before / 10
