"""What is said of a training: each rule's sample raises it and no other; of what goes well nothing is said."""

from __future__ import annotations

import string

import numpy as np
import pytest

from tutor.nn.history import History
from tutor.nn.remarks import RULES, remarks, remarks_on
from tutor.nn.run import Run
from tutor.nn.state import PRESETS, parse

HEALTHY = ["circle", "xor", "spiral", "noise", "regression", "classes"]
BAD = {"dying": "dead", "overshoot": "not-a-number"}


def said_of(link, epochs):
    run = Run(parse(link))
    losses = [run.losses()]
    for _epoch in range(epochs):
        run.advance()
        losses.append(run.losses())
    train, test = np.array(losses).T
    return remarks(run, train, test)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_sample_shows_its_rule_and_no_other(rule):
    said = said_of(rule.sample, rule.epochs)
    assert [one.name for one in said] == [rule.name]
    words = said[0].words
    assert words[0] in string.ascii_uppercase + string.digits
    assert words.endswith(".")
    assert "{" not in words
    assert len(words) < 330


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_before_anything_was_trained_only_the_start_can_be_wrong(rule):
    assert {one.name for one in said_of(rule.sample, 0)} <= {"empty", "unseeing", "alike"}


@pytest.mark.parametrize("epochs", [1, 10, 40])
@pytest.mark.parametrize("name", HEALTHY)
def test_of_what_goes_well_nothing_is_said(name, epochs):
    link = next(preset.link for preset in PRESETS if preset.name == name)
    assert said_of(link, epochs) == ()


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_preset_that_goes_wrong_is_explained(name):
    link = next(preset.link for preset in PRESETS if preset.name == name)
    assert [one.name for one in said_of(link, 40)] == [BAD[name]]


def test_every_preset_is_one_or_the_other():
    assert {preset.name for preset in PRESETS} == {*HEALTHY, *BAD}


def test_a_loss_that_is_no_number_names_the_rate():
    words = said_of("#problem=regression&activation=linear&networkShape=2&learningRate=10&seed=0.70711", 40)[0].words
    assert words.startswith("The loss is NaN: with the learning rate 10 every step overshoots")
    assert "as 0.03" in words


def test_overfitting_names_the_best_epoch():
    rule = next(rule for rule in RULES if rule.name == "overfitting")
    words = said_of(rule.sample, rule.epochs)[0].words
    best = int(words.split("at epoch ")[1].split(" ")[0])
    assert 0 < best < rule.epochs - 10


def test_a_history_is_explained_as_its_run_is():
    rule = next(rule for rule in RULES if rule.name == "linear")
    history = History(Run(parse(rule.sample)))
    for _epoch in range(rule.epochs):
        history.run.advance()
        history.record()
    assert [one.name for one in remarks_on(history)] == ["linear"]


@pytest.mark.parametrize(
    "link",
    [
        "#dataset=own&points=1,1,1;-1,-1,-1&percTrainData=50&seed=1",
        "#dataset=own&seed=1",
        "#percTrainData=1&seed=1",
        "#percTrainData=99&networkShape=&seed=1",
        "#dataset=gauss&classes=6&loss=cross-entropy&seed=1",
        "#activation=relu&initZero=true&problem=regression&seed=1",
    ],
)
def test_odd_networks_are_looked_at_too(link):
    assert isinstance(said_of(link, 30), tuple)
