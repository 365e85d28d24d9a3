"""Which labs there are, and what lessons may say to them."""

from __future__ import annotations

import random

import pytest

from tutor.draw.canvas import row_text, row_width
from tutor.labs.bench import bench
from tutor.labs.lab import Choice, Entry, Press, Slider
from tutor.labs.shelf import LABS, LabError, faults, lab, started
from tutor.locale import use
from tutor.show.fold import fold
from tutor.show.lab import lab_rows

TAKEN = {"u", "0", "?", "enter", "space", "escape", "tab", "up", "down", "left", "right", "backspace", "delete"}


def test_options_set_parameters():
    found, params = started("neuron", [("gate", "xor"), ("w1", "-2"), ("b", "1e-1")])
    assert found.name == "neuron"
    assert (params["gate"], params["w1"], params["w2"], params["b"]) == ("xor", -2.0, 1.0, 0.1)
    assert found.start["gate"] == "and"


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("neurn", [], "no lab “neurn”: write neuron"),
        ("", [], "write activation / backprop / descent"),
        ("neuron", [("gat", "xor")], "has no option “gat”: write gate"),
        ("neuron", [("gate", "xr")], "gate=xr: write one of and, or, nand, xor"),
        ("neuron", [("gate", "XOR")], "write one of"),
        ("neuron", [("w1", "3.5")], "w1=3.5: write a number from -3 to 3"),
        ("neuron", [("w1", "1,5")], "w1=1,5: write a number"),
        ("neuron", [("w1", "nan")], "write a number"),
        ("loss", [("y", "2")], "y=2: write one of 1, 0"),
        ("activation", [("function", "relu"), ("z", "inf")], "write a number"),
    ],
)
def test_a_fault_says_what_to_write(name, options, words):
    use("en")
    assert len(faults(name, options)) == 1
    assert words in faults(name, options)[0]
    with pytest.raises(LabError):
        started(name, options)
    assert lab_rows(name, options, 60) is None


def test_all_faults_are_told():
    assert len(faults("neuron", [("gate", "x"), ("w1", "9"), ("w2", "1"), ("z", "1")])) == 3


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", LABS)
def test_a_lab_keeps_the_contract(name, language):
    use(language)
    try:
        found = lab(name)
        assert found.name == name
        assert found.title()
        controls = found.controls(found.start)
        names = [one.name for one in controls]
        keys = [one.key for one in controls if isinstance(one, Press)]
        assert len(set(names)) == len(names)
        assert len(set(keys)) == len(keys)
        assert not set(keys) & TAKEN
        assert all(one.label for one in controls)
        for one in controls:
            match one:
                case Slider(name=key, low=low, high=high, step=step):
                    assert low <= found.start[key] <= high
                    assert 0 < step <= high - low
                case Choice(name=key, options=options):
                    assert found.start[key] in [value for value, _words in options]
                case Entry(name=key):
                    assert isinstance(found.start[key], str)
    finally:
        use("en")


@pytest.mark.parametrize("ascii", [False, True], ids=["unicode", "ascii"])
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", LABS)
def test_whatever_hands_do_to_it_a_lab_can_be_drawn(name, language, ascii):
    use(language)
    try:
        found = lab(name)
        state = bench(found, found.start)
        dice = random.Random(f"{name}{language}")  # noqa: S311 (hands, not secrets)
        for turn in range(60):
            state = moved(state, dice)
            width = (36, 38, 58, 78, 98)[turn % 5]
            drawing = found.draw(state.params, width, ascii)
            assert max(map(row_width, drawing.rows)) <= width
            assert found.describe(state.params).strip()
            text = "\n".join(map(row_text, drawing.rows))
            assert not ascii or plain(text).isascii(), text
            if drawing.surface is not None:
                assert drawing.surface.left + drawing.surface.width <= width
                assert drawing.surface.top + drawing.surface.height <= len(drawing.rows)
    finally:
        use("en")


def plain(text: str) -> str:
    """Letters of Spanish are no signs; every plain terminal we know of shows them, or the front end folds them."""
    return "".join(char for char in text if not char.isalpha())


def moved(state, dice):
    state = state.choose(dice.randrange(state.count)) if state.count else state
    match state.control:
        case Press() as press:
            return state.press(press)
        case Entry() as entry:
            return state.enter(entry, dice.choice(["1", "-2", "0.5", "1/2", "x"]))
        case Slider() | Choice():
            return state.nudge(dice.choice([-1, 1]), coarse=dice.random() < 0.3)
        case _:
            return state.touch(dice.random(), dice.random(), is_erasing=dice.random() < 0.3)


@pytest.mark.parametrize("name", LABS)
def test_read_prints_picture_words_and_controls(name):
    use("en")
    found = lab(name)
    said = "\n".join(row_text(row) for row in lab_rows(name, (), 80, ascii=True))
    assert said.startswith(f"Lab: {found.title()}")
    assert "In the tutor you can change: " in said
    for control in found.controls(found.start):
        assert fold(" ".join(control.label.split()))[:12] in " ".join(said.split())
    assert fold(" ".join(found.describe(found.start).split()))[:30] in " ".join(said.split())
