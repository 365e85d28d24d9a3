"""Links: what ours writes, ours reads; what cannot be meant is named; what nobody knows is kept."""

from __future__ import annotations

import math
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.clean import clean
from tutor.locale import use
from tutor.nn import keys
from tutor.nn.features import FEATURES
from tutor.nn.keys import KEYS, LinkError
from tutor.nn.state import PRESETS, State, in_order, link, new_seed, parse

TEXT = st.text(max_size=20).map(lambda text: clean(text, multiline=False)).filter(lambda t: t == t.strip() or "x" in t)
WORD = st.from_regex(r"[A-Za-z][A-Za-z0-9 ä=&%#+-]{0,11}[A-Za-z]", fullmatch=True)
RATE = st.floats(0, keys.MOST_RATE)
PLACE = st.floats(-keys.FARTHEST, keys.FARTHEST)


@st.composite
def states(draw):
    classes = draw(st.integers(2, keys.MOST_CLASSES))
    label = st.integers(-1, classes - 1).map(float)
    others = draw(st.dictionaries(WORD.filter(lambda n: n not in KEYS and n not in FEATURES), TEXT, max_size=3))
    return State(
        activation=draw(st.sampled_from(keys.ACTIVATIONS)),
        regularization=draw(st.sampled_from(keys.REGULARIZATIONS)),
        batch_size=draw(st.integers(1, keys.MOST_POINTS)),
        dataset=draw(st.sampled_from(keys.DATASETS)),
        reg_dataset=draw(st.sampled_from(keys.REG_DATASETS)),
        learning_rate=draw(RATE),
        regularization_rate=draw(RATE),
        noise=draw(st.integers(0, keys.MOST_NOISE)),
        shape=tuple(draw(st.lists(st.integers(1, keys.MOST_NEURONS), max_size=keys.MOST_LAYERS))),
        seed=draw(TEXT.filter(lambda text: text == "" or text.strip())),
        train_share=draw(st.integers(1, 99)),
        inputs=in_order(draw(st.sets(st.sampled_from(list(FEATURES))))),
        problem=draw(st.sampled_from(keys.PROBLEMS)),
        init_zero=draw(st.booleans()),
        show_test=draw(st.booleans()),
        discretize=draw(st.booleans()),
        hidden=frozenset(draw(st.sets(st.sampled_from([*KEYS, *FEATURES, "playButton", "stepButton"])))),
        optimizer=draw(st.sampled_from(keys.OPTIMIZERS)),
        loss=draw(st.sampled_from(keys.LOSSES)),
        classes=classes,
        points=tuple(draw(st.lists(st.tuples(PLACE, PLACE, label), max_size=4))),
        goal=draw(st.sampled_from(["", "loss_test<0.05;neurons<=3", "a & b = c%"])),
        others=tuple(others.items()),
    )


@given(states())
def test_what_ours_writes_ours_reads(state):
    written = link(state)
    assert parse(written) == state
    assert parse(written.partition("#")[2]) == state
    assert written.isascii()
    assert " " not in written


@given(st.text())
def test_any_text_is_a_state_or_a_link_error(text):
    try:
        state = parse(text)
    except LinkError as error:
        said = str(error)
    else:
        said = link(state)
        assert parse(said) == state
    assert said
    assert clean(said, multiline=False) == said


@pytest.mark.parametrize(
    "empty",
    ["", "#", "https://playground.tensorflow.org", "http://playground.tensorflow.org/#", "playground.tensorflow.org/"],
)
def test_a_link_that_says_nothing_is_the_original_as_it_opens(empty):
    assert parse(empty) == State()


@pytest.mark.parametrize(
    "form",
    [
        "https://playground.tensorflow.org/#{}",
        "http://mirror.example/pg/index.html#{}",
        "#{}",
        "{}",
        "  #{}\n",
        "&{}&&",
    ],
)
def test_a_link_comes_in_many_forms(form):
    assert parse(form.format("dataset=xor&networkShape=3,2")) == State(dataset="xor", shape=(3, 2))


def test_values_may_be_percent_encoded_and_of_any_case():
    state = parse(
        "networkShape=4%2C2&goal=loss_test%3C0.05%3Bneurons%3C%3D3&regularization=l2&dataset=XOR&xSquared=TRUE"
    )
    assert (state.shape, state.goal, state.regularization, state.dataset) == (
        (4, 2),
        "loss_test<0.05;neurons<=3",
        "L2",
        "xor",
    )
    assert state.inputs == ("x", "y", "xSquared")
    assert parse("goal=loss_test<0.05;neurons<=3").goal == state.goal


def test_a_missing_or_empty_value_is_the_default_but_no_shape_is_no_hidden_layer():
    assert parse("activation=&noise=&seed=&x=&xTimesY=&play_hide=") == State()
    assert parse("networkShape=").shape == ()


def test_of_a_key_that_comes_twice_the_last_one_counts():
    assert parse("noise=5&noise=10").noise == 10


def test_what_nobody_knows_is_kept():
    said = "tutorial=first&collectStats=false&hideText=true&cosX=false&später=x%3Dy%26z&leer="
    state = parse(said)
    assert state.others[-2:] == (("später", "x=y&z"), ("leer", ""))
    assert len(state.others) == 6
    for part in ("tutorial=first", "collectStats=false", "cosX=false", f"{quote('später')}=x%3Dy%26z", "leer="):
        assert f"&{part}" in link(state)


def test_controls_are_hidden_as_in_the_original():
    state = parse("playButton_hide=true&activation_hide=true&noise_hide=false")
    assert state.hidden == {"playButton", "activation"}
    assert "activation_hide=true&playButton_hide=true" in link(state)


def test_the_original_reads_what_is_its_own():
    written = link(State())
    assert written.startswith("https://playground.tensorflow.org/#activation=tanh&regularization=none&batchSize=10&")
    assert "learningRate=0.03" in written
    assert not any(f"{extra}=" in written for extra in keys.EXTRAS)
    assert "seed" not in written


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("activation=swish", "activation=swish"),
        ("activation=swish", "linear, relu, tanh"),
        ("learningRate=fast", "a number from 0 to 100"),
        ("learningRate=-1", "learningRate=-1"),
        ("learningRate=nan", "learningRate=nan"),
        ("regularizationRate=inf", "regularizationRate=inf"),
        ("noise=81", "a whole number from 0 to 80"),
        ("noise=2.5", "noise=2.5"),
        ("batchSize=0", "from 1 to"),
        ("batchSize=1_0", "batchSize=1_0"),
        ("percTrainData=100", "from 1 to 99"),
        ("networkShape=4,,2", "networkShape="),
        ("networkShape=9", "from 1 to 8"),
        ("networkShape=1,1,1,1,1,1,1", "at most 6 layers"),
        ("classes=7", "from 2 to 6"),
        ("initZero=maybe", "true or false"),
        ("xSquared=yes", "xSquared=yes"),
        ("noise_hide=perhaps", "true or false"),
        ("dataset=own&points=1,2", "x,y,label"),
        ("dataset=own&points=1,2,x", "points=x"),
        ("dataset=own&points=1,2,1;3,4,2", "points=3,4,2"),
        ("dataset=own&classes=3&points=0,0,0.5", "from 0 to 2"),
        ("points=2000,0,1", "from -1000 to 1000"),
        ("points=" + "0,0,1;" * 2001, "at most 2000 points"),
        ("dataset", "playground"),
        ("https://example.org/", "https://playground.tensorflow.org/#"),
        ("noise=1&what", "“what”"),
        ("#=3", "“=3”"),
        ("seed=" + "1" * 200_001, "too long"),
        ("activation=%1b]0;title%07", "activation=]0;title "),
    ],
)
def test_what_cannot_be_meant_is_named(said, named):
    with pytest.raises(LinkError) as raised:
        parse(said)
    assert named in str(raised.value)
    assert len(str(raised.value)) < 200


def test_the_message_is_in_the_language_in_use():
    use("es")
    try:
        with pytest.raises(LinkError) as raised:
            parse("noise=99")
    finally:
        use("en")
    assert "noise=99" in str(raised.value)
    assert "de 0 a 80" in str(raised.value)


def test_points_keep_every_digit():
    points = ((0.1 + 0.2, -1e-17, 1.0), (1 / 3, 6.0, -1.0))
    assert parse(link(State(dataset="own", points=points))).points == points
    assert "points=6,-1.5,1" in link(State(points=((6.0, -1.5, 1.0),)))


def test_a_new_seed_is_a_number_of_five_decimals():
    seed = new_seed()
    assert len(seed) == 7
    assert 0 <= float(seed) < 1
    assert not math.isclose(float(new_seed()), float(seed), abs_tol=1e-12) or new_seed() != seed


def test_presets_open_and_have_names():
    assert len({preset.name for preset in PRESETS}) == len(PRESETS) >= 6
    for preset in PRESETS:
        assert parse(preset.link).seed
        assert preset.title()


@pytest.mark.parametrize(
    ("state", "sizes", "output", "loss"),
    [
        (State(), (2, 4, 2, 1), "tanh", "squared"),
        (State(loss="cross-entropy", shape=()), (2, 1), "sigmoid", "cross-entropy"),
        (State(classes=3, loss="cross-entropy"), (2, 4, 2, 3), "softmax", "cross-entropy"),
        (State(classes=6, dataset="spiral"), (2, 4, 2, 6), "softmax", "squared"),
        (State(classes=3, problem="regression", loss="cross-entropy"), (2, 4, 2, 1), "linear", "squared"),
        (State(classes=3, dataset="xor", inputs=()), (0, 4, 2, 1), "tanh", "squared"),
    ],
)
def test_the_output_follows_from_what_is_learnt(state, sizes, output, loss):
    assert (state.sizes, state.output_activation, state.loss_name) == (sizes, output, loss)
