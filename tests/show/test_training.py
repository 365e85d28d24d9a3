from __future__ import annotations

import math
import time

import pytest

from tutor.draw.canvas import row_text, row_width
from tutor.kernel.events import Metrics
from tutor.kernel.training import Training
from tutor.show.training import training_rows


def fitted(epochs=3, *, of=5, steps=25, note="", end=False):
    """A run like `model.fit`, in the middle of the epoch after `epochs` whole ones."""
    training = Training("r")
    training.add(Metrics("r", "begin", epochs=of, steps=steps, rate=0.001))
    seconds = 0.0
    for epoch in range(1, epochs + 2):
        for step in range(1, steps + 1 if epoch <= epochs else 11):
            seconds += 0.01
            x = epoch - 1 + step / steps
            values = {"loss": 0.8 * math.exp(-x), "accuracy": 1 - 0.5 * math.exp(-x)}
            training.add(Metrics("r", "step", epoch, of, step, steps, values, 0.001, "", seconds))
        if epoch <= epochs:
            values = {
                "loss": values["loss"],
                "accuracy": values["accuracy"],
                "val_loss": 0.5 / epoch,
                "val_accuracy": 0.7,
            }
            training.add(Metrics("r", "epoch", epoch, of, steps, steps, values, 0.001, "", seconds))
    if end:
        training.add(Metrics("r", "end", epochs, of, steps, steps, {}, 0.001, note, seconds))
    return training


def shown(training, width=76, **options):
    rows = training_rows(training, width, **options)
    assert all(row_width(row) <= width for row in rows)
    return "\n".join(row_text(row) for row in rows)


def test_a_run_under_way_says_what_it_is_doing():
    text = shown(fitted())
    lines = text.split("\n")
    assert len(lines) == 18  # ten for the loss, eight for the accuracy
    assert "── loss" in lines[0]
    assert "╌╌ val_loss" in lines[1]
    assert "0.167" in lines[1]
    assert "rate 0.001" in lines[2]
    assert "epoch 4/5 · step 10/25" in lines[4]
    assert "1 s left" in lines[5]
    assert "── accuracy" in lines[10]
    assert "╌╌ val_accuracy" in lines[11]
    assert "best" not in text


def test_plots_below_each_other_are_equally_wide():
    lines = shown(fitted()).split("\n")
    axes = [line.split("   ")[0] for line in lines if "┼" in line]
    assert len(axes) == 2
    assert len({line.rindex("┬") for line in axes}) == 1


def test_two_charts_stand_side_by_side_when_there_is_room():
    lines = shown(fitted(), 120).split("\n")
    assert len(lines) == 12
    assert any("── loss" in line and "── accuracy" in line for line in lines)
    assert any(line.count("┼") == 2 for line in lines)
    assert lines[-1] == "rate 0.001   epoch 4/5 · step 10/25   1 s left"


def test_a_narrow_chart_has_its_legend_below():
    text = shown(fitted(), 40)
    assert "epoch 4/5 · step 10/25" in text
    assert all("loss" not in line for line in text.split("\n")[:6])


def test_after_the_end_the_best_epoch_is_marked():
    text = shown(fitted(epochs=5, end=True))
    assert "best: epoch 5" in text
    assert "val_loss 0.1" in text
    assert "left" not in text


def test_nan_and_infinity_are_told_in_words():
    training = fitted()
    training.add(Metrics("r", "epoch", 4, 5, 25, 25, {"loss": math.nan, "val_loss": math.inf}))
    text = shown(training)
    assert "▲ loss became NaN at epoch 4" in text
    assert "▲ val_loss became infinite at epoch 4" in text


@pytest.mark.parametrize(
    ("note", "end", "words"),
    [
        ("interrupted", True, "interrupted in epoch 3"),
        ("stopping", True, "stopped after epoch 3"),
        ("stopping", False, "stops after this epoch"),
    ],
)
def test_how_a_run_ended(note, end, words):
    training = fitted(epochs=3)
    training.add(Metrics("r", "end" if end else "step", 3, 5, 25, 25, {}, None, note))
    assert words in shown(training)


def test_a_remark_stands_quietly_below():
    rows = training_rows(fitted(end=True), 40, remark="validation loss has been rising since epoch 4: overfitting")
    assert [row_text(row).strip() for row in rows[-2:]] == [
        "validation loss has been rising since",
        "epoch 4: overfitting",
    ]
    assert {span.ink.fg for row in rows[-2:] for span in row if span.text.strip()} == {"muted"}


def test_a_changed_rate_is_marked():
    training = fitted()
    training.add(Metrics("r", "step", 4, 5, 11, 25, {"loss": 0.1}, 0.002, "rate"))
    text = shown(training)
    assert text.count("rate 0.002") == 2  # the legend and the mark of the first chart


def test_a_plain_loop_counts_steps():
    training = Training("r")
    for step in range(1, 421):
        training.add(Metrics("r", "step", step=step, steps=1000, values={"loss": 1 / step}, seconds=step / 10))
    text = shown(training)
    assert "step 420/1000" in text
    assert "58 s left" in text
    assert len(text.split("\n")) == 10


def test_a_run_without_values_and_one_with_many():
    training = Training("r")
    training.add(Metrics("r", "begin", epochs=5, steps=25))
    assert shown(training) == "epoch 0/5 · step 0/25"
    training.add(Metrics("r", "step", 1, 5, 1, 25, {f"metric [{n}]": float(n) for n in range(60)}))
    text = shown(training)
    assert text.count("┼") == 4
    assert "metric [59] 59" in text


def test_ascii_and_spanish_widths():
    assert shown(fitted(end=True), ascii=True).isascii()
    assert len(shown(fitted(), 76, height=12).split("\n")) <= 12


def test_ten_thousand_points_are_drawn_in_an_instant():
    training = Training("r")
    for step in range(10_000):
        training.add(Metrics("r", "step", step=step, values={"loss": 1.0, "accuracy": 0.5}))
    training_rows(training, 80)
    start = time.process_time()
    training_rows(training, 80)
    assert time.process_time() - start < 0.1  # 4 ms at leisure
