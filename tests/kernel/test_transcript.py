"""Transcripts and trainings: bounded, in order, the same however the output was cut."""

from __future__ import annotations

import math

import nbformat
from hypothesis import given
from hypothesis import strategies as st

from tutor.kernel.events import Cleared, Display, Failure, Finished, Metrics, Text
from tutor.kernel.training import POINTS, Training, thinned
from tutor.kernel.transcript import ITEMS, KEEP, Shown, Stream, Transcript

pieces = st.lists(st.one_of(st.text(max_size=50), st.integers(1, 40_000).map(lambda n: "ab\ncd" * n)), max_size=12)


def transcript(*events):
    filled = Transcript()
    for event in events:
        filled.add(event)
    return filled


@given(pieces, st.integers(1, 5000))
def test_a_stream_is_bounded_and_does_not_depend_on_how_it_was_cut(texts, size):
    whole = "".join(texts)
    once, often = Stream("stdout"), Stream("stdout")
    once.add(whole)
    for text in texts:
        often.add(text)
    assert once.text == often.text
    assert once.lost == often.lost == max(0, len(whole) - 2 * KEEP)
    assert len(once.text) < 2 * KEEP + 100
    if not once.lost:
        assert once.text == whole


def test_a_stream_keeps_head_and_tail_and_counts_the_rest():
    stream = Stream("stdout")
    for number in range(200_000):
        stream.add(f"{number}\n")
    assert stream.text.startswith("0\n1\n")
    assert stream.text.endswith("199999\n")
    assert f"… {stream.lost:,} characters not kept …".replace(",", " ") in stream.text
    assert all(line.isdigit() for line in stream.text.split("\n") if line and "…" not in line)


def test_a_gap_on_the_way_is_counted():
    stream = Stream("stderr")
    stream.add("first\n")
    stream.add("last\n", lost=1000)
    assert stream.text == "first\n… 1 000 characters not kept …\nlast\n"
    assert stream.lost == 1000


def test_streams_and_displays_keep_their_order():
    kept = transcript(Text("a"), Text("b"), Text("e", "stderr"), Display({"text/plain": "1"}, count=3), Text("c"))
    assert [type(item).__name__ for item in kept.items] == ["Stream", "Stream", "Shown", "Stream"]
    assert kept.items[0].text == "ab"
    assert kept.items[2].count == 3


def test_an_update_replaces_the_display_it_names():
    kept = transcript(
        Display({"text/plain": "1"}, "a"), Text("x"), Display({"text/plain": "2"}, "a", update=True)
    )  # fmt: skip
    assert kept.items[0] == Shown({"text/plain": "2"}, "a")
    assert len(kept.items) == 2


def test_clearing_waits_when_asked():
    kept = transcript(Text("old"), Cleared(wait=True))
    assert kept.items[0].text == "old"
    kept.add(Text("new"))
    assert [item.text for item in kept.items] == ["new"]
    kept.add(Cleared())
    assert kept.items == []


def test_a_training_survives_clearing_and_ends_with_its_cell():
    kept = transcript(Metrics("r", "begin", epochs=2, steps=5))
    kept.add(Metrics("r", "epoch", 1, 2, 5, 5, {"loss": 1.0}))
    kept.add(Cleared())
    kept.add(Metrics("r", "epoch", 2, 2, 5, 5, {"loss": 0.5}))
    assert kept.items[0].series["loss"] == [(1.0, 1.0), (2.0, 0.5)]
    assert not kept.items[0].finished
    kept.add(Finished("interrupted", 1.0))
    assert kept.items[0].finished


def test_many_outputs_lose_their_middle():
    kept = transcript(*(Display({"text/plain": str(number)}) for number in range(ITEMS + 50)))
    assert len(kept.items) == ITEMS
    assert kept.items[0].data["text/plain"] == "0"
    assert kept.items[-1].data["text/plain"] == str(ITEMS + 49)
    assert kept.items[ITEMS // 2].data["text/plain"] == "… 51 outputs not kept …"


def test_an_animation_costs_one_picture():
    kept = transcript(Display({"image/png": "x" * 1_000_000}, "a"))
    for _ in range(60):
        kept.add(Display({"image/png": "y" * 1_000_000}, "a", update=True))
    assert kept.items[0].data == {"image/png": "y" * 1_000_000}
    for _ in range(60):
        kept.add(Display({"image/png": "z" * 1_000_000}))
    assert "not kept" in kept.items[-1].data["text/plain"]


events = st.one_of(
    st.builds(Text, st.text(max_size=30), st.sampled_from(["stdout", "stderr"]), st.integers(0, 3)),
    st.builds(Display, st.dictionaries(st.sampled_from(["text/plain", "text/html"]), st.text(max_size=9)),
              st.sampled_from(["", "a"]), st.booleans()),
    st.builds(Cleared, st.booleans()),
    st.builds(Failure, st.text(max_size=5), st.text(max_size=5), st.just(("x",))),
    st.builds(Metrics, st.sampled_from(["r", "s"]), st.sampled_from(["begin", "step", "epoch", "end"]),
              st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9),
              st.dictionaries(st.sampled_from(["loss", "val_loss"]), st.floats()), st.none() | st.floats(0, 1)),
    st.builds(Finished, st.just("ok"), st.just(0.1)),
)  # fmt: skip


@given(st.lists(events, max_size=40))
def test_any_run_is_stored_as_a_valid_notebook_and_read_again(run):
    kept = transcript(*run)
    outputs = kept.to_outputs()
    nbformat.validate(
        {
            "nbformat": 4, "nbformat_minor": 5, "metadata": {},
            "cells": [{"cell_type": "code", "id": "a", "source": "", "metadata": {}, "execution_count": 1,
                       "outputs": outputs}],
        }
    )  # fmt: skip
    again = Transcript.from_outputs(outputs)
    assert [type(item) for item in again.items] == [type(item) for item in kept.items]


@given(st.lists(st.tuples(st.integers(0, 5000), st.floats()), max_size=300), st.integers(2, 50))
def test_thinning_keeps_the_last_the_lowest_and_the_highest(points, limit):
    points.sort(key=lambda point: point[0])
    kept = thinned(points, limit)
    assert len(kept) <= max(limit, 3)
    assert all(point in points for point in kept)
    if points:
        assert kept[-1] is points[-1]
        numbers = [y for _, y in points if not math.isnan(y)]
        if numbers and limit >= 3:
            assert min(numbers) in [y for _, y in kept]


def test_a_long_loop_stays_small_and_keeps_its_spike():
    training = Training()
    for step in range(50_000):
        training.add(Metrics("r", "step", step=step, steps=50_000, values={"loss": 99.0 if step == 123 else 1.0}))
    assert len(training.series["loss"]) < 2 * POINTS
    assert (123.0, 99.0) in training.series["loss"]
    assert training.series["loss"][-1] == (49_999.0, 1.0)
    assert sum(map(len, training.to_json()["series"].values())) <= POINTS


def test_a_fit_knows_epoch_best_pace_and_what_broke():
    training = Training()
    training.add(Metrics("r", "begin", epochs=4, steps=10, rate=0.1))
    training.add(Metrics("r", "step", 1, 4, 5, 10, {"loss": 2.0}, seconds=5.0))
    assert training.series["loss"] == [(0.5, 2.0)]
    assert training.seconds_left is None
    training.add(Metrics("r", "epoch", 1, 4, 10, 10, {"loss": 1.5, "val_loss": 1.0}, seconds=6.0))
    assert training.seconds_left == 6.0
    training.add(Metrics("r", "step", 2, 4, 5, 10, {"loss": 1.2}, rate=0.2, note="rate"))
    assert training.rate_changes == [(1.5, 0.2)]
    training.add(Metrics("r", "epoch", 2, 4, 10, 10, {"loss": 1.0, "val_loss": 2.0}))
    training.add(Metrics("r", "epoch", 3, 4, 10, 10, {"loss": math.nan, "val_loss": math.inf}))
    assert training.best == (1.0, "val_loss", 1.0)
    assert training.broken == [("loss", "nan", 3), ("val_loss", "inf", 3)]
    training.add(Metrics("r", "end", 3, 4, 10, 10, note="stopping"))
    assert (training.finished, training.note, training.seconds_left, training.x) == (True, "stopping", None, 3.0)
    again = Training.from_json(training.to_json())
    assert (again.best, again.broken, again.rate_changes) == (training.best, training.broken, training.rate_changes)
    assert repr(again.series) == repr(training.series)


def test_a_training_that_broke_off_before_its_first_step_has_done_none():
    training = Training()
    training.add(Metrics("r", "begin", epochs=1, steps=4))
    training.add(Metrics("r", "end", 1, 1, 0, 4))
    assert (training.epoch, training.step, training.finished) == (1, 0, True)


def test_the_last_epoch_counts_whole_where_its_last_steps_went_together():
    training = Training()
    training.add(Metrics("r", "epoch", 1, 1, 8, 10, {"loss": 0.3}))
    training.add(Metrics("r", "end", 1, 1, 8, 10))
    assert training.step == 10
