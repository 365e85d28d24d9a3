"""The past: every epoch exactly as it was, in bounded memory; and a second run from there."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.nn.history import FIGURES, MOMENTS, History
from tutor.nn.run import Run
from tutor.nn.state import State

SMALL = State(
    dataset="own", seed="0.5", shape=(2,), train_share=70, batch_size=7,
    points=tuple((math.cos(i), math.sin(3 * i), 1.0 if i % 3 else -1.0) for i in range(25)),
)  # fmt: skip


def numbers(run):
    return (run.epoch, run.point, *run.network.parameters.tolist(), run.state.learning_rate, len(run.journal))


def trained(epochs, state=SMALL, changes=None):
    """A history, and the numbers of each epoch as they were; `changes[epoch]` are made after that epoch."""
    run = Run(state)
    history, was, losses = History(run), [numbers(run)], [run.losses()]
    for epoch in range(epochs):
        if changes and epoch in changes:
            run.change(**changes[epoch])
        run.advance()
        history.record()
        was.append(numbers(run))
        losses.append(run.losses())
    return history, was, np.array(losses)


@pytest.mark.parametrize("optimizer", ["sgd", "momentum", "adam"])
def test_every_epoch_is_as_it_was_however_few_are_kept(optimizer):
    epochs = 4 * MOMENTS + 3
    history, was, _losses = trained(epochs, replace(SMALL, optimizer=optimizer))
    assert len(history._moments) <= MOMENTS
    assert history.last == epochs
    for epoch in [*range(0, epochs, 37), epochs - 1, epochs]:
        assert numbers(history.at(epoch)) == was[epoch]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_changes_on_the_way_are_part_of_it(data):
    rates = st.sampled_from([0.01, 0.1, 1.0])
    one = st.fixed_dictionaries(
        {}, optional={"learning_rate": rates, "optimizer": st.just("adam"), "batch_size": st.just(5)}
    )
    changes = data.draw(st.dictionaries(st.integers(0, 299), one, max_size=8))
    history, was, _losses = trained(300, changes=changes)
    for epoch in {0, 1, 299, 300, *changes, *(epoch + 1 for epoch in changes)}:
        assert numbers(history.at(epoch)) == was[epoch]


def test_a_change_belongs_to_the_epoch_after_unless_it_is_recorded():
    for is_recorded in (False, True):
        history, was, _losses = trained(2 * MOMENTS - 1)  # an odd epoch, whose moment is forgotten
        run, epoch = history.run, history.last
        run.set_bias(0, 0, 2.5)
        if is_recorded:
            history.record()
        changed = numbers(run)
        for _epoch in range(3):
            run.advance()
            history.record()
        assert numbers(history.at(epoch)) == (changed if is_recorded else was[epoch])
        assert numbers(history.at(epoch + 3)) == numbers(run)


def test_the_curves_are_bounded_and_end_with_the_last_epoch():
    epochs = FIGURES + 300
    history, _was, losses = trained(epochs)
    at, train, test = history.losses
    assert len(at) <= FIGURES
    assert (at[0], at[-1]) == (0, epochs)
    assert (np.diff(at) > 0).all()
    assert np.array_equal(np.column_stack([train, test]), losses[at.astype(int)])
    again, train, test = history.accuracies
    assert np.array_equal(again, at)
    assert ((train >= 0) & (train <= 1)).all()
    assert ((test >= 0) & (test <= 1)).all()


def test_every_epoch_has_its_figures_while_there_is_room():
    history, _was, losses = trained(50)
    assert history.losses[0].tolist() == list(range(51))
    assert np.array_equal(history.losses[1], losses[:, 0])


def test_a_branch_leaves_the_first_run_as_it_is():
    history, was, losses = trained(40, changes={10: {"learning_rate": 0.1}})
    branch = history.branch(20, learning_rate=0.5, optimizer="adam")
    assert (branch.first, branch.last) == (20, 20)
    for _epoch in range(10):
        branch.run.advance()
        branch.record()
    assert branch.last == 30
    assert numbers(history.run) == was[-1]
    assert branch.losses[0].tolist() == list(range(20, 31))
    assert branch.losses[1][0] == losses[20][0]
    assert branch.losses[1][-1] != losses[30][0]
    assert branch.at(20).state == replace(history.at(20).state, learning_rate=0.5, optimizer="adam")
    assert numbers(branch.at(25)) != was[25]
    with pytest.raises(ValueError, match="epoch 19"):
        branch.at(19)


def test_a_branch_without_changes_learns_the_same():
    history, was, _losses = trained(30)
    branch = history.branch(12)
    for _epoch in range(18):
        branch.run.advance()
    assert numbers(branch.run) == was[30]


def test_a_branch_with_what_needs_a_new_run_is_refused():
    history, was, _losses = trained(3)
    with pytest.raises(ValueError, match="dataset"):
        history.branch(1, dataset="xor")
    for epoch in (-1, 4):
        with pytest.raises(ValueError, match="between 0 and 3"):
            history.at(epoch)
    assert numbers(history.run) == was[-1]


def test_a_history_may_begin_within_an_epoch():
    run = Run(SMALL)
    run.step()
    history = History(run)
    there = numbers(run)
    run.advance()
    history.record()
    assert numbers(history.at(0)) == there
    assert numbers(history.at(1)) == numbers(run)


def test_what_has_run_away_can_be_looked_back_on():
    history, _was, losses = trained(12, State(problem="regression", activation="linear", learning_rate=10, seed="1"))
    assert np.isnan(losses[-1]).all()
    assert np.isnan(history.at(12).losses()).all()
    assert history.at(0).losses() == tuple(losses[0])
