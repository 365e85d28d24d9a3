"""Goals: what is read and what is refused, and how a network stands to one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.nn.goal import COMPARISONS, MEASURES, SHARES, Goal, GoalError, Part, misfit, parse_goal, told
from tutor.nn.run import Run
from tutor.nn.state import parse


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("loss_test<0.05;neurons<=3", "loss_test<0.05;neurons<=3"),
        (" loss_test < 5e-2 ; ; neurons ≤ 3 ", "loss_test<0.05;neurons<=3"),
        ("accuracy_test>=95%", "accuracy_test>=0.95"),
        ("epochs<=500&layers<=1&inputs<=2", "epochs<=500;layers<=1;inputs<=2"),
        ("layers=0", "layers<=0;layers>=0"),
        ("neurons==4", "neurons<=4;neurons>=4"),
        ("loss_train<.1;loss_train<0.1", "loss_train<0.1"),
        ("accuracy_train>0", "accuracy_train>0"),
    ],
)
def test_a_goal_is_read(written, text):
    assert parse_goal(written).text == text


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "no goal: write one"),
        (" ; ", "no goal: write one"),
        ("loss<0.05", "a goal knows no “loss”: it knows loss_test"),
        ("loss_test", "“loss_test” is no part of a goal"),
        ("loss_test<", "is no part of a goal"),
        ("loss_test<0,05", "“loss_test<0,05” is no part of a goal"),
        ("loss_test<-1", "is no part of a goal"),
        ("loss_test<>1", "is no part of a goal"),
        ("loss_test<0", "can never be met"),
        ("neurons>=2;neurons<2", "cannot both be met"),
        ("epochs>100;epochs<=100", "cannot both be met"),
        ("accuracy_test>=95", "write 0.95 or 95%"),
        ("accuracy_test>1", "can never be met"),
        ("loss_test<5%", "only an accuracy is a percentage"),
        ("neurons<=" + "9" * 400, "characters: write at most"),
        ("neurons<=1e999", "this number is too large"),
        ("neurons<=٣", "is no part of a goal"),
    ],
)
def test_what_is_no_goal_is_told(written, words):
    with pytest.raises(GoalError, match="(?s)" + words.replace("(", r"\(")):
        parse_goal(written)


parts = st.builds(
    Part,
    st.sampled_from(MEASURES),
    st.sampled_from(sorted(COMPARISONS)),
    st.floats(0.001, 0.999).map(lambda value: float(f"{value:.6g}")),
)


@given(st.lists(parts, min_size=1, max_size=4, unique_by=lambda part: part.measure))
def test_what_is_written_is_read(parts):
    goal = Goal(tuple(parts))
    assert parse_goal(goal.text) == goal


@given(st.text(max_size=60))
def test_any_text_is_a_goal_or_an_error(text):
    with pytest.raises(GoalError, match=r"."):
        raise GoalError(parse_goal(text).text)


def test_a_network_is_held_against_it_as_it_is_now():
    run = Run(parse("#networkShape=3&dataset=circle&seed=0.4"))
    goal = parse_goal("loss_test<0.1;loss_train<0.1;accuracy_test>=0.95;neurons<=3;layers<=1;inputs<=2;epochs<=200")
    assert not goal.is_met(run)
    assert [one.part.measure for one in goal.standings(run) if not one.is_met] == [
        "loss_test",
        "loss_train",
        "accuracy_test",
    ]
    while not goal.is_met(run) and run.epoch < 200:
        run.advance()
    assert goal.is_met(run)
    values = {one.part.measure: one.value for one in goal.standings(run)}
    assert (values["loss_train"], values["loss_test"]) == run.losses()
    assert values["accuracy_test"] == run.accuracy()[1]
    assert (values["neurons"], values["layers"], values["inputs"], values["epochs"]) == (3, 1, 2, run.epoch)


def test_it_is_said_what_is_met_and_what_is_not():
    run = Run(parse("#networkShape=3&dataset=circle&seed=0.4"))
    words = told(parse_goal("loss_test<0.1;neurons<=3;layers>1").standings(run))
    assert words.startswith("Not met: test loss 0.")
    assert "wanted < 0.1; hidden layers 1, wanted > 1. Met: hidden neurons 3, wanted <= 3." in words
    assert told(parse_goal("neurons<=3").standings(run)) == "Met: hidden neurons 3, wanted <= 3."


def test_what_is_no_number_is_never_met():
    run = Run(parse("#problem=regression&activation=linear&networkShape=2&learningRate=10&seed=0.70711"))
    for _epoch in range(20):
        run.advance()
    assert math.isnan(run.losses()[1])
    assert not parse_goal("loss_test<1000").is_met(run)
    assert not parse_goal("loss_test>0").is_met(run)
    assert "test loss no number" in told(parse_goal("loss_test<1").standings(run))


@pytest.mark.parametrize("measure", sorted(SHARES))
def test_a_regression_has_no_accuracy(measure):
    goal = parse_goal(f"{measure}>=0.9")
    assert "a regression has no accuracy" in misfit(goal, parse("#problem=regression"))
    assert misfit(goal, parse("#problem=classification")) == ""
    assert misfit(parse_goal("loss_test<1"), parse("#problem=regression")) == ""
