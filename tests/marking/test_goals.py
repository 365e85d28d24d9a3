"""Goals of the playground: an answer is a proof, which is trained again; an author's own is checked."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tutor.check import check
from tutor.content.problem import ContentError
from tutor.content.quiz import parse_quiz
from tutor.grading import Outcome, grade
from tutor.grading.goals import address, judged, start
from tutor.grading.programs import Unsound, needs_run
from tutor.nn.claim import Claim
from tutor.nn.proof import line, proof
from tutor.nn.run import Run
from tutor.nn.state import parse

LINK = "https://playground.tensorflow.org/#dataset=circle&networkShape=1&seed=0.1&noise_hide=true"


def run_of(goal="loss_test<0.05;neurons<=3", epochs=120, **settings):
    run = Run(replace(parse("#dataset=circle&networkShape=3&seed=0.1"), goal=goal, **settings))
    for _epoch in range(epochs):
        run.advance()
    return run


PROOF = proof(run_of())
QUIZ = f"""\
id: goals
title: Goals
unit: "1.12"
questions:
  - id: three
    kind: goal
    unit: "1.12"
    prompt: Three neurons.
    link: {LINK}
    goal: loss_test<0.05;neurons<=3
    fixed: [inputs, batchSize]
    proof: {PROOF}
    feedback: A triangle.
"""


@pytest.fixture(scope="module")
def three():
    return parse_quiz(QUIZ, Path("goals.yaml")).questions[0]


def test_it_starts_at_the_link_with_the_goal(three):
    assert start(three).goal == "loss_test<0.05;neurons<=3"
    assert start(three).shape == (1,)
    assert "&goal=loss_test%3C0.05;neurons%3C%3D3&" in address(three)
    assert parse(address(three)) == start(three)
    assert needs_run(three)


async def test_a_proof_that_holds_is_right(three, marker):
    result = await marker.mark(three, PROOF)
    assert (result.outcome, result.score, result.feedback.en) == (Outcome.RIGHT, 1.0, "A triangle.")
    assert (await marker.mark(three, f" {PROOF[:9]}\n{PROOF[9:]} ")).outcome is Outcome.RIGHT


@pytest.mark.parametrize("answer", [None, "", "  \n "])
async def test_nothing_is_not_attempted(three, marker, answer):
    assert (await marker.mark(three, answer)).outcome is Outcome.NOT_ATTEMPTED


@pytest.mark.parametrize(
    ("answer", "words"),
    [("hello", "This is no proof"), (7, "This is no proof"), (PROOF[:-2], "damaged"), (["a"], "no proof")],
)
async def test_what_is_no_proof_is_an_error_that_says_so(three, marker, answer, words):
    result = await marker.mark(three, answer)
    assert (result.outcome, result.score) == (Outcome.ERROR, 0)
    assert words in result.trouble


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (lambda: run_of(epochs=20), "Not met: test loss 0."),
        (
            lambda: run_of(goal="loss_test<0.5;neurons<=3"),
            "for another goal: loss_test<0.5;neurons<=3. Here it is loss_test<0.05",
        ),
        (lambda: run_of(goal=""), "for another goal: none"),
        (lambda: run_of(shape=(4,)), "hidden neurons 4, wanted <= 3"),
        (lambda: run_of(dataset="gauss"), "you may not change the data set"),
        (lambda: run_of(seed="0.2"), "you may not change the seed"),
        (lambda: run_of(noise=5), "you may not change the noise"),
        (lambda: run_of(inputs=("x", "y", "xSquared")), "you may not change the inputs"),
        (lambda: run_of(batch_size=5, train_share=60), "the share of training points, the batch size"),
    ],
)
async def test_what_does_not_hold_is_wrong_and_says_what(three, marker, run, words):
    result = await marker.mark(three, proof(run()))
    assert (result.outcome, result.score, result.feedback) == (Outcome.WRONG, 0.0, None)
    assert words in result.trouble


async def test_what_is_fixed_may_not_change_while_it_trains(three, marker):
    run = run_of(epochs=5)
    run.change(batch_size=1)
    for _epoch in range(50):
        run.advance()
    assert "the batch size" in (await marker.mark(three, proof(run))).trouble
    run = run_of(epochs=5)
    run.change(learning_rate=0.1)
    for _epoch in range(100):
        run.advance()
    assert (await marker.mark(three, proof(run))).outcome is Outcome.RIGHT


async def test_a_cancelled_replay_ends_soon_and_the_loop_stays_free(three, marker):
    state = replace(parse(LINK), shape=(8, 8, 8), goal="loss_test<0.05;neurons<=3")
    long = line(Claim(state, (), 10_000))
    task = asyncio.ensure_future(marker.mark(three, long))
    turns = 0
    began = time.monotonic()
    while time.monotonic() - began < 0.3:
        await asyncio.sleep(0)
        turns += 1
    assert turns > 20
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_a_replay_asks_whether_it_is_wanted(three):
    long = line(Claim(replace(parse(LINK), goal="loss_test<0.05;neurons<=3"), (), 20_000))
    result = judged(three, long, lambda: True)
    assert (result.outcome, result.trouble) == (Outcome.WRONG, "The replay was stopped.")


def test_it_is_not_graded_by_looking(three):
    with pytest.raises(TypeError, match="goal"):
        grade(three, PROOF)


@pytest.mark.parametrize(
    ("find", "put", "words"),
    [
        ("dataset=circle", "dataset=moon", "dataset=moon in the link"),
        ("neurons<=3\n", "neuron<=3\n", "a goal knows no “neuron”"),
        ("noise_hide=true", "goal=loss_test<0.1", "its link has another goal"),
        ("dataset=circle", "problem=regression", "its proof: This proof is of another network"),
        ("loss_test<0.05;", "accuracy_test>0.9;", "its proof: This proof is for another goal"),
        ("batchSize", "batch", "a link has no “batch” that could be fixed"),
        (PROOF, PROOF[:-1], "its proof: This proof is damaged"),
        (PROOF, "later", "its proof: This is no proof"),
    ],
)
def test_an_author_hears_what_cannot_be_read(tmp_path, find, put, words):
    path = tmp_path / "goals.yaml"
    path.write_text(QUIZ.replace(find, put, 1), encoding="utf-8")
    (problem,) = check(path)
    assert problem.line == 5
    assert words in problem.message
    question = parse_quiz(path.read_text("utf-8"), path).questions[0]
    if "its proof" not in words:
        with pytest.raises(Unsound):
            judged(question, PROOF)
        assert address(question) == question.link


@pytest.mark.parametrize(
    ("find", "put", "line_", "words"),
    [
        (f"    link: {LINK}\n", "", 5, "link: missing: write “link: https://playground.tensorflow.org/#dataset=xor”"),
        ("    proof: " + PROOF + "\n", "", 5, "proof: missing: write “proof: nnt1.…”"),
        (LINK, "7", 9, "link: not what belongs here: write it in one line"),
        (LINK, "'two words'", 9, "link: not what belongs here"),
        ("[inputs, batchSize]", "[learning_rate]", 11, "as “fixed: [learningRate]”"),
        ("[inputs, batchSize]", "inputs", 11, "fixed: no list"),
        ("    goal:", "    gaol:", 10, "did you mean “goal”"),
        ("    fixed:", "    vars: {n: [1, 2]}\n    fixed:", 11, "a goal has no variables"),
    ],
)
def test_each_fault_is_one_message_at_its_line(find, put, line_, words):
    with pytest.raises(ContentError) as caught:
        parse_quiz(QUIZ.replace(find, put, 1), Path("goals.yaml"))
    (problem,) = caught.value.problems
    assert problem.line == line_
    assert words in problem.message


@pytest.mark.parametrize(
    ("quiz", "line_", "words"),
    [
        (QUIZ, 0, ""),
        (QUIZ.replace(PROOF, proof(run_of(epochs=20))), 12, "its proof does not hold: Not met: test loss"),
        (
            QUIZ.replace("loss_test<0.05;", "loss_test<0.9;").replace(
                PROOF, proof(run_of(goal="loss_test<0.9;neurons<=3"))
            ),
            10,
            "the goal is met before anything is trained",
        ),
        (
            QUIZ.replace("loss_test<0.05;", "loss_test<0.9;")
            .replace(PROOF, proof(run_of(goal="loss_test<0.9;neurons<=3")))
            .replace("&seed=0.1", ""),
            10,
            "the goal is met before anything is trained",
        ),
    ],
)
def test_running_the_check_trains_it_again(tmp_path, quiz, line_, words):
    path = tmp_path / "goals.yaml"
    path.write_text(quiz, encoding="utf-8")
    found = check(path, run=lambda _lesson: pytest.fail("a quiz has no cells"))
    assert [(one.line, words in one.message) for one in found] == ([(line_, True)] if words else [])
