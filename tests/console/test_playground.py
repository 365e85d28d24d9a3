"""The playground without a screen: numbers, programs and proofs on standard output, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tutor.cli import run as call
from tutor.console import playground
from tutor.nn.run import Run
from tutor.nn.state import parse

KEYS = [
    "link", "train", "test", "initial_weights", "initial_biases", "loss_train", "loss_test", "final_weights",
    "final_biases",
]  # fmt: skip
ORACLES = sorted((Path(__file__).parents[1] / "nn" / "oracles").glob("*.json"))
SOLVED = "#dataset=circle&networkShape=3&seed=0.1&goal=loss_test<0.05;neurons<=3"


@pytest.fixture
def said(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("NNTUTOR_HOME", str(tmp_path))
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)

    def perform(*arguments):
        status = call(["playground", *arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return perform


@pytest.mark.parametrize("path", ORACLES, ids=lambda path: path.stem)
def test_the_numbers_are_the_originals(said, path):
    oracle = json.loads(path.read_text("utf-8"))
    status, out, err = said(oracle["url"], "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert list(told) == KEYS
    assert parse(told["link"]) == parse(oracle["url"])
    assert (len(told["train"]), len(told["test"])) == (oracle["n_train"], oracle["n_test"])
    for name, mine in [("train_head", "train"), ("test_head", "test")]:
        assert np.allclose(told[mine][: len(oracle[name])], oracle[name], rtol=1e-12, atol=1e-12)
    assert told["initial_weights"] == oracle["initial_weights"]
    assert told["initial_biases"] == oracle["initial_biases"]
    for name in ("loss_train", "loss_test"):
        assert len(told[name]) == 41
        assert told[name] == pytest.approx(oracle[name], rel=1e-6)
    for mine, theirs in zip(told["final_weights"], oracle["final_weights"], strict=True):
        assert np.allclose(mine, theirs, rtol=1e-5, atol=1e-7)


def test_there_are_oracles():
    assert len(ORACLES) == 7


def test_data_are_of_as_many_epochs_as_asked(said):
    told = json.loads(said("#seed=1", "--json", "--epochs", "3")[1])
    run = Run(parse("#seed=1"))
    assert told["loss_test"][0] == run.losses()[1]
    for _epoch in range(3):
        run.advance()
    assert told["loss_train"][3] == run.losses()[0]
    assert len(told["loss_train"]) == 4
    assert told["final_weights"] == [one.tolist() for one in run.network.weights]
    assert len(json.loads(said("#seed=1", "--json", "--epochs", "0")[1])["loss_train"]) == 1


def test_a_link_without_a_seed_gets_one_and_says_it(said):
    first = json.loads(said("--json", "--epochs", "2")[1])
    assert parse(first["link"]).seed
    assert json.loads(said(first["link"], "--json", "--epochs", "2")[1]) == first


def test_what_runs_away_is_still_json(said):
    link = "#problem=regression&activation=linear&networkShape=2&learningRate=10&seed=0.70711"
    told = json.loads(said(link, "--json", "--epochs", "30")[1])
    assert told["loss_train"][-1] == "nan"


def test_a_training_in_text(said):
    status, out, err = said(SOLVED, "--epochs", "120")
    assert status == 0
    assert "training loss" in out
    assert "After 120 epochs: training loss 0.0247, test loss 0.0305." in out
    assert "Right on the test points: " in out
    assert "Met: test loss 0.03046, wanted < 0.05; hidden neurons 3, wanted <= 3." in out
    assert err.startswith("https://playground.tensorflow.org/#")
    assert max(map(len, out.splitlines())) <= 80
    line = out.rstrip().splitlines()[-1]
    assert said("--verify", line)[0] == 0


def test_what_goes_wrong_is_explained(said):
    out = said("#problem=regression&activation=linear&networkShape=2&learningRate=10&seed=0.70711", "--epochs", "40")[1]
    assert "The loss is NaN: with the learning rate 10 every step overshoots" in out
    assert "Right on the test points" not in out


def test_a_goal_that_is_not_met_or_not_read(said):
    status, out, _err = said("#seed=1&goal=loss_test<0.01", "--epochs", "1")
    assert status == 0
    assert "Not met: test loss 0." in out
    assert "nnt1." not in out
    status, out, err = said("#seed=1&goal=nothing", "--epochs", "1")
    assert status == 0
    assert "“nothing” is no part of a goal" in err


def test_plain_characters_where_no_others_are_wanted(paper):
    terminal = paper(ascii=True)
    playground.show_training(parse(SOLVED), 5, terminal)
    assert terminal.said.isascii()


def test_a_long_training_tells_how_far_it_is(paper):
    terminal = paper()
    playground.show_training(parse("#seed=1"), 3, terminal, tell_every=0)
    assert [line.split(":")[0] for line in terminal.noted.splitlines()[:3]] == ["epoch 1/3", "epoch 2/3", "epoch 3/3"]


@pytest.mark.parametrize("form", ["keras", "numpy", "equation"])
def test_an_export_stands_alone_on_the_output(said, form):
    status, out, err = said("#seed=1", "--export", form, "--epochs", "2")
    assert (status, err) == (0, "")
    compile(out, form, "exec")
    assert "2 epochs" in out


def test_a_proof_is_verified(said):
    line = said(SOLVED, "--epochs", "120")[1].rstrip().splitlines()[-1]
    status, out, err = said("--verify", line)
    assert (status, err) == (0, "")
    assert out.startswith("✓ Met: test loss")
    assert "https://playground.tensorflow.org/#" in out
    status, out, _err = said("--verify", line[:-1] + ("A" if line[-1] != "A" else "Q"))
    assert status == 1
    assert out.startswith("✗ This proof is damaged")
    assert said("--verify", "")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nonsense", "--epochs", "1"], "“nonsense” is no link of the playground"),
        (["#dataset=moon", "--json"], "dataset=moon in the link"),
        (["#networkShape=99"], "networkShape=99"),
        (["#seed=1", "--epochs", "many"], "--epochs needs a whole number"),
        (["#seed=1", "--epochs", "-1"], "--epochs"),
        (["#seed=1", "--epochs", "9999999"], "--epochs needs a whole number from 0 to 1000000"),
        (["#seed=1", "--json", "--export", "numpy"], "do not go together"),
        (["#seed=1", "--export", "fortran"], "--export"),
        (["#seed=1", "--verify", "x"], "--verify goes alone"),
        (["--verify", "x", "--json"], "--verify goes alone"),
        (["--verify", "x", "--epochs", "0"], "--verify goes alone"),
        (["#seed=1", "more"], "one argument too many"),
        (["#seed=1"], "this is no terminal to draw on"),
        ([], "this is no terminal to draw on"),
    ],
)
def test_wrong_usage_is_one_line(said, arguments, words):
    status, out, err = said(*arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1
