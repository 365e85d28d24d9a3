"""The training behind the playground: orders on a thread, one frame at a time, and everything to be undone."""

from __future__ import annotations

import queue
from dataclasses import replace

import numpy as np
import pytest

from tutor.nn.remarks import RULES
from tutor.nn.state import State, parse
from tutor.tui.playground import workshop as shop
from tutor.tui.playground.errands import _explained
from tutor.tui.playground.orders import (
    Ask,
    Branch,
    Configure,
    Epoch,
    Open,
    Play,
    Reset,
    Scrub,
    Seek,
    Speed,
    Step,
    Swap,
    Undo,
    Weigh,
)  # fmt: skip
from tutor.tui.playground.trainer import Answer, Trainer, Trouble, _merged
from tutor.tui.playground.workshop import Workshop
from tutor.tui.widgets.playground.controls import changed, deepened, reshaped
from tutor.tui.widgets.playground.frame import Frame

STATE = parse("#dataset=circle&networkShape=3&seed=0.5")


def of(settings: dict[str, object]) -> Configure:
    return Configure(tuple(settings.items()))


@pytest.fixture
def trainer():
    heard: queue.SimpleQueue[object] = queue.SimpleQueue()
    one = Trainer(STATE, heard.put)
    one.start()
    yield one, heard
    one.stop()
    assert not one.is_alive


def heard_until(heard, kind):
    """What the thread told up to the first of this kind, which is the last."""
    told = [heard.get(timeout=20)]
    while not isinstance(told[-1], kind):
        told.append(heard.get(timeout=20))
    return told


def test_an_order_is_answered_with_a_frame_at_once(trainer):
    one, heard = trainer
    assert heard.get(timeout=20).epoch == 0
    for number in range(1, 6):
        one.tell(Epoch())
        frame = heard.get(timeout=20)
        assert (frame.epoch, frame.number) == (number, number)


def test_while_it_trains_a_frame_comes_only_when_the_one_before_was_taken(trainer):
    one, heard = trainer
    heard.get(timeout=20)
    one.tell(Speed(9))
    one.tell(Play())
    one.tell(Ask("begun", lambda run, _history: run.epoch))
    heard_until(heard, Answer)
    last = 0
    while last < 50:
        one.tell(Ask("epoch", lambda run, _history: run.epoch))
        told = heard_until(heard, Answer)
        assert len(told) <= 2  # what an order was answered with, and no frame of the training in between
        last = told[-1].answer
    one.taken()
    assert [type(news) for news in heard_until(heard, Frame)[-1:]] == [Frame]


def test_what_goes_wrong_is_told_and_the_thread_lives_on(trainer):
    one, heard = trainer
    heard.get(timeout=20)
    one.tell(Open(replace(STATE, goal="nonsense")))
    assert "nonsense" in heard_until(heard, Trouble)[-1].words
    one.tell(Ask("broken", lambda _run, _history: 1 // 0))
    assert "ZeroDivisionError" in heard_until(heard, Trouble)[-1].words
    one.tell(Epoch())
    while (frame := heard_until(heard, Frame)[-1]).number < 3:
        pass
    assert frame.epoch == 1


def test_scrubbing_and_sliding_are_made_one():
    assert _merged([Scrub(1), Scrub(1), Scrub(-3), Play(), Scrub(1)]) == [Scrub(-1), Play(), Scrub(1)]
    assert _merged([Seek(3), Seek(9)]) == [Seek(9)]
    assert _merged([of({"noise": 5}), of({"noise": 10}), of({"classes": 3})]) == [of({"noise": 10}), of({"classes": 3})]
    assert _merged([Step(), Step()]) == [Step(), Step()]


def test_every_epoch_can_be_gone_back_to_and_is_exact():
    one = Workshop(STATE)
    weights = []
    for _ in range(6):
        weights.append(one.shown.network.weights[0].copy())
        one.do(Epoch())
    for epoch in (5, 0, 3):
        one.do(Seek(epoch))
        np.testing.assert_array_equal(one.shown.network.weights[0], weights[epoch])
    one.do(Scrub(-99))
    assert one.shown.epoch == 0
    one.do(Scrub(99))
    assert not one.is_past
    one.do(Seek(2))
    one.do(Play())
    assert (one.is_playing, one.shown.epoch) == (True, 6)


def test_a_branch_goes_its_own_way_and_the_other_run_stays():
    one = Workshop(STATE)
    for _ in range(4):
        one.do(Epoch())
    one.do(Seek(2))
    one.do(of({"learning_rate": 0.3}))
    one.do(Epoch())
    frame = one.frame()
    assert (frame.epoch, frame.branched_at, frame.state.learning_rate) == (3, 2, 0.3)
    one.do(Swap())
    frame = one.frame()
    assert (frame.epoch, frame.branched_at, frame.state.learning_rate) == (4, None, 0.03)
    one.do(Branch())
    assert one.frame().branched_at == 4


def test_all_that_was_done_is_undone_in_turn():
    one = Workshop(STATE)
    begun = one.frame()
    one.do(Epoch())
    one.do(of({"activation": "relu", "batch_size": 30}))
    one.do(Weigh(0, 1, 0, 2.5))
    one.do(Weigh(0, 1, None, -2.5))
    one.do(of({"dataset": "xor"}))
    one.do(Reset(is_reseeded=True))
    assert one.frame().state.seed != STATE.seed
    one.do(Undo())
    one.do(Undo())
    frame = one.frame()
    assert (frame.state.dataset, frame.epoch, frame.biases[0][1], frame.weights[0][1, 0]) == ("circle", 1, -2.5, 2.5)
    for _ in range(3):
        one.do(Undo())
    frame = one.frame()
    assert frame.state == STATE
    assert frame.biases[0][1] != -2.5
    assert not frame.can_undo
    one.do(Undo())
    assert one.frame().epoch == 1
    assert begun.epoch == 0


def test_old_runs_are_not_kept_without_end():
    one = Workshop(STATE)
    for _ in range(3 * shop.MOST_UNDONE):
        one.do(of({"noise": 5 if one.shown.state.noise == 0 else 0}))
        one.do(Weigh(0, 0, 0, 1.0))
    runs = [kind for kind, _before in one._undone if kind == "runs"]
    assert len(runs) <= shop.MOST_RUNS_UNDONE
    assert len(one._undone) <= shop.MOST_UNDONE


def test_a_view_changes_nothing_and_speed_has_ends():
    one = Workshop(STATE)
    one.do(Epoch())
    one.do(of({"show_test": True, "discretize": True}))
    frame = one.frame()
    assert (frame.epoch, frame.state.show_test, frame.can_undo) == (1, True, False)
    assert set(np.unique(frame.output)) <= {-1.0, 1.0}
    for step, speeds in ((1, (100, 0, 0)), (-1, (100, 20, 5, 1, 1))):
        for speed in speeds:
            one.do(Speed(step))
            assert one.speed == speed


def test_what_is_explained_counts_epochs_from_the_beginning_after_a_branch():
    """A branch's curves begin where it branched; what is seen in the past is said of that epoch."""
    rule = next(rule for rule in RULES if rule.name == "overfitting")
    explained: list[str] = []
    bench = Workshop(parse(rule.sample), lambda _topic, words: explained.append(str(words)))
    branched = 10
    for _ in range(branched):
        bench.do(Epoch())
    bench.do(Branch())
    for _ in range(rule.epochs):
        bench.do(Epoch())
    bench.do(Ask("explain", _explained))
    curve = bench.frame().curves[0]
    assert f" at epoch {int(curve.epochs[np.argmin(curve.test)])} " in explained[-1]
    bench.do(Step())
    bench.do(Ask("explain", _explained))
    assert f"has risen to {bench.frame().losses[1]:.3g}," in explained[-1]
    bench.do(Seek(branched + 5))
    bench.do(Ask("explain", _explained))
    assert "has risen" not in explained[-1]


def test_training_pauses_where_the_goal_is_met():
    one = Workshop(replace(STATE, goal="epochs>=3"))
    one.do(Play())
    while one.is_playing:
        one.advance()
    frame = one.frame()
    assert frame.epoch == 3
    assert frame.proof
    assert [part.is_met for part in frame.goal] == [True]


def test_settings_go_on_and_stop_at_their_ends():
    state = State(learning_rate=0.02, noise=50, train_share=33)
    assert changed(state, "learning_rate", 1).learning_rate == 0.03
    assert changed(state, "learning_rate", -1).learning_rate == 0.01
    assert changed(state, "noise", 1).noise == 50
    assert changed(state, "train_share", 1).train_share == 40
    assert changed(state, "activation", -1).activation == "relu"
    assert changed(changed(state, "input:x", 1), "input:y", 1).inputs == ("y",)
    assert changed(replace(state, classes=4), "dataset", 1).classes == 2
    assert reshaped(state, 0, 9).shape == (8, 2)
    assert reshaped(state, 5, 1).shape == (4, 2)
    assert deepened(replace(state, shape=()), 0, 1).shape == (2,)
    assert deepened(replace(state, shape=()), 0, -1).shape == ()
    assert deepened(replace(state, shape=(1,) * 6), 3, 1).shape == (1,) * 6
