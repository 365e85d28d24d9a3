"""Proofs: a line says how a network was trained; again it is the same; what is damaged is refused."""

from __future__ import annotations

import base64
import zlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.nn import proof as proofs
from tutor.nn.claim import Claim, ProofError, claim_in, written
from tutor.nn.proof import HEAD, held, line, proof, read, replayed, verify
from tutor.nn.run import Run
from tutor.nn.state import parse
from tutor.nn.terms import departures, fixed, unknown

LINK = "#dataset=circle&networkShape=3&seed=0.4&goal=loss_test<0.1;neurons<=3"


def trained(link=LINK):
    """With changes of every kind on the way, until the test loss is below 0.1."""
    run = Run(parse(link))
    for _epoch in range(12):
        run.advance()
    run.change(learning_rate=0.1, regularization="L2", regularization_rate=0.001)
    run.step()
    run.change(activation="relu", batch_size=5, optimizer="momentum")
    run.set_weight(0, 1, 1, 0.25)
    run.set_bias(1, 0, -1e-3)
    run.advance()
    run.change(optimizer="sgd", batch_size=10)
    while run.losses()[1] >= 0.1 and run.epoch < 300:
        run.advance()
    return run


@pytest.fixture(scope="module")
def met():
    return trained()


@pytest.fixture(scope="module")
def good(met):
    return proof(met)


def edited(text):
    """A line with `text` in it, as somebody makes it up who knows the format."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, proofs._WORDS)
    packed = packer.compress(text.encode("utf-8")) + packer.flush()
    return HEAD + base64.urlsafe_b64encode(proofs._checksum(packed) + packed).decode("ascii").rstrip("=")


def test_a_proof_is_one_short_line_that_can_be_pasted(good):
    assert good.startswith("nnt1.")
    assert set(good) <= set("nt1.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert len(good) < 220
    plain = Run(parse(LINK))
    plain.advance()
    assert len(proof(plain)) < 80


def test_it_holds_and_says_so(met, good):
    verdict = verify(good)
    assert verdict.is_met
    assert verdict.words.startswith("Met: test loss 0.0")
    assert verdict.claim is not None
    assert (verdict.claim.epoch, verdict.claim.journal) == (met.epoch, met.journal)
    assert verify(f"  {good[:30]}\n {good[30:]} \n").is_met  # as a terminal breaks it


def test_the_replay_is_the_very_same_network(met, good):
    again = replayed(read(good))
    assert np.array_equal(again.network.parameters, met.network.parameters)
    assert again.losses() == met.losses()
    assert again.state == met.state


def test_a_run_that_stands_within_an_epoch_is_proved_where_it_stands():
    run = Run(parse("#seed=1&goal=neurons<=6"))
    run.advance()
    for _step in range(7):
        run.step()
    run.set_weight(0, 0, 0, 0.5)
    again = replayed(read(proof(run)))
    assert (again.epoch, again.point) == (1, 70)
    assert np.array_equal(again.network.parameters, run.network.parameters)


def test_every_edited_letter_is_noticed(good):
    for place in range(len(HEAD), len(good)):
        for letter in {"A", "B", "_"} - {good[place]}:
            verdict = verify(good[:place] + letter + good[place + 1 :])
            assert not verdict.is_met
            assert "damaged" in verdict.words
    assert "damaged" in verify(good[:-3]).words
    assert "damaged" in verify(good + "AA").words


@pytest.mark.parametrize(
    "text", ["", "hello", "nnt1.", "nnt1", "nnt2.AAAAAAAA", "nnt1.ñ", "https://playground.tensorflow.org/#seed=1"]
)
def test_what_is_no_proof_is_told(text):
    verdict = verify(text)
    assert (verdict.is_met, verdict.claim) == (False, None)
    assert "no proof" in verdict.words


def test_a_made_up_line_fails_when_it_is_trained_again(met):
    claim = Claim(met.start, met.journal, met.epoch)
    sooner = verify(line(replace(claim, epoch=13, journal=())))
    assert not sooner.is_met
    assert sooner.words.startswith("Not met: test loss")
    harder = replace(claim, state=replace(claim.state, goal="loss_test<0.1;neurons<=2"))
    assert "hidden neurons 3, wanted <= 2" in verify(line(harder)).words
    assert not verify(line(harder)).is_met


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("999999 0 seed=1&goal=neurons<=9", "999999 epochs; at most 20000"),
        ("20000 0 seed=1&batchSize=1&goal=neurons<=9", "steps of training; at most 400000"),
        ("9999999999 0 seed=1&goal=neurons<=9", "nothing that can be trained"),
        ("1 0 dataset=moon&goal=neurons<=9", "dataset=moon"),
        ("1 0 seed=1", "no goal"),
        ("1 0 seed=1&goal=loss<1", "a goal knows no “loss”"),
        ("1 0 problem=regression&goal=accuracy_test>0.5", "a regression has no accuracy"),
        ("1 seed=1", "nothing that can be trained"),
        ("", "nothing that can be trained"),
        ("1 0 seed=1&goal=neurons<=9\n0 0 weight,0,0 1", "nothing that can be trained"),
        ("1 0 seed=1&goal=neurons<=9\n0 0 weight,0,9,0 1", "nothing that can be trained"),
        ("1 0 seed=1&goal=neurons<=9\n0 0 weight,7,0,0 1", "nothing that can be trained"),
        ("1 0 seed=1&goal=neurons<=9\n0 0 weight,0,-1,0 1", "nothing that can be trained"),
        ("1 0 seed=1&goal=neurons<=9\n0 0 weight,0,0,0 nan", "nothing that can be trained"),
        ("1 0 seed=1&goal=neurons<=9\n0 0 state,0 1", "nothing that can be trained"),
        ("1 0 seed=1&goal=neurons<=9\n0 0 noise 50", "nothing that can be trained"),
        ("1 0 seed=1&goal=neurons<=9\n0 0 learningRate 1e9", "learningRate=1e9"),
        ("1 0 seed=1&goal=neurons<=9\n0 3 learningRate 1", "nothing that can be trained"),
        ("1 0 seed=1&goal=neurons<=9\n5 0 learningRate 1", "changes out of order"),
        ("1 0 seed=1&goal=neurons<=9\n1 0 learningRate 1\n0 0 learningRate 1", "changes out of order"),
        ("1 7 seed=1&goal=neurons<=9", "nothing that can be trained"),
        ("1 0 seed=1&goal=neurons<=9" + "\n0 0 learningRate 1" * 6000, "6000 changes; at most 5000"),
        ("0 0 " + "A" * 400_000, "damaged"),
    ],
)
def test_what_cannot_or_shall_not_be_replayed_is_refused(text, words):
    verdict = verify(edited(text))
    assert not verdict.is_met
    assert words in verdict.words


def test_a_small_batch_on_the_way_counts(good):
    claim = read(good)
    run = Run(parse("#seed=1&goal=neurons<=9"))
    run.change(batch_size=1)
    with pytest.raises(ProofError, match="steps of training"):
        read(line(replace(claim, state=run.start, journal=run.journal, epoch=10_000)))


def test_a_replay_can_be_stopped():
    claim = Claim(parse("#seed=1&goal=neurons<=9"), (), 20_000)
    asked = []

    def is_cancelled():
        asked.append(len(asked))
        return len(asked) > 2

    verdict = held(claim, is_cancelled)
    assert (verdict.is_met, verdict.words) == (False, "The replay was stopped.")
    assert len(asked) == 3


@given(st.text(max_size=200))
def test_no_text_raises(text):
    assert not verify(text).is_met
    assert not verify(HEAD + text).is_met
    assert not verify(edited(text)).is_met or text


@settings(max_examples=30)
@given(
    st.sampled_from(["relu", "tanh", "gelu"]),
    st.floats(0, 100),
    st.integers(0, 20_000),
    st.floats(allow_nan=False, allow_infinity=False),
)
def test_what_is_written_is_read(activation, rate, epoch, weight):
    run = Run(parse(f"#activation={activation}&seed=ñ &goal=layers<=2&noise=20"))
    run.change(learning_rate=rate)
    run.set_weight(1, 0, 3, weight)
    claim = Claim(run.start, run.journal, epoch)
    assert claim_in(written(claim)) == claim


def test_what_the_author_fixes_is_compared():
    asked = parse("#dataset=xor&noise=10&seed=3&activation_hide=true&hideText_hide=true&goal=loss_test<0.1")
    assert set(fixed(asked)) == {"problem", "dataset", "noise", "percTrainData", "classes", "seed", "activation"}
    start = parse("#dataset=xor&noise=10&seed=3&networkShape=2&learningRate=1&goal=loss_test<0.1")
    claim = Claim(start, (), 10)
    assert departures(claim, asked) == ()
    assert departures(claim, asked, ("learningRate", "numHiddenLayers")) == (
        "the learning rate",
        "the number of hidden layers",
    )
    assert departures(claim, asked, ("xTimesY", "inputs")) == ()
    for change, words in [
        ({"dataset": "circle"}, "the data set"),
        ({"noise": 0}, "the noise"),
        ({"seed": "4"}, "the seed"),
        ({"train_share": 60}, "the share of training points"),
        ({"problem": "regression"}, "the problem"),
        ({"activation": "relu"}, "the activation"),
    ]:
        assert words in departures(replace(claim, state=replace(start, **change)), asked)
    assert departures(replace(claim, state=replace(start, inputs=("x",))), asked, ("y",)) == ("the inputs",)


def test_what_is_fixed_may_not_change_on_the_way_either():
    asked = parse("#seed=3&goal=loss_test<0.1&learningRate_hide=true")
    run = Run(asked)
    run.change(learning_rate=0.1)
    run.set_bias(0, 0, 1.0)
    claim = read(proof(run))
    assert departures(claim, asked) == ("the learning rate",)
    assert departures(claim, asked, ("weights",)) == ("the learning rate", "the weights by hand")


def test_a_question_without_a_seed_leaves_it_to_the_learner():
    asked = parse("#goal=loss_test<0.1")
    assert departures(Claim(parse("#seed=12&goal=loss_test<0.1"), (), 1), asked) == ()


def test_what_cannot_be_fixed_is_named():
    assert unknown(["learningRate", "x", "inputs", "weights"]) == []
    assert unknown(["learning_rate", "goal", "showTestData"]) == ["learning_rate", "goal", "showTestData"]
