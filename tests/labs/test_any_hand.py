"""Whatever keys and pointer do to the labs of mathematics: they are drawn, no wider than asked, and say something."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.draw.canvas import row_width
from tutor.labs import backprop, descent, overfit
from tutor.labs.bench import Bench, bench
from tutor.labs.lab import Choice, Entry, Press, Slider
from tutor.labs.shelf import faults, started
from tutor.locale import use

LABS = {one.name: one for one in (descent.LAB, overfit.LAB, backprop.LAB)}
TYPED = st.one_of(
    st.sampled_from(
        ["3", "-9", "1/3", "0,5", "", "six", "1e308", "9" * 60, "[/] [red]", "\x1b[2J\x00", "\u202eabc", "²"]
    ),
    st.text(max_size=12),
    st.floats(-50, 50).map(repr),
)
MOVES = st.lists(
    st.tuples(st.integers(0, 20), st.integers(-30, 30), st.booleans(), st.floats(0, 1), st.floats(0, 1), TYPED),
    max_size=12,
)


def moved(used: Bench, index: int, step: int, place: tuple[float, float], typed: str, *, coarse: bool) -> Bench:
    """One move of a hand: at a control by its number, or with the pointer behind the last of them."""
    controls = used.controls
    if index >= len(controls):
        return used.touch(*place)
    used = used.choose(index)
    match controls[index]:
        case Press() as press:
            for _again in range(abs(step)):
                used = used.press(press)
            return used
        case Entry() as entry:
            return used.enter(entry, typed)
        case Slider() as slider if coarse:
            return used.slide(slider, slider.low + place[0] * (slider.high - slider.low))
        case Slider() | Choice():
            return used.nudge(step, coarse=coarse)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", LABS)
@settings(max_examples=40, deadline=None)
@given(moves=MOVES, width=st.integers(36, 100))
def test_it_is_drawn_no_wider_than_asked_and_says_something(name, language, moves, width):
    lab = LABS[name]
    used = bench(lab, lab.start)
    for index, step, coarse, x, y, typed in moves:
        used = moved(used, index, step, (x, y), typed, coarse=coarse)
    use(language)
    try:
        for ascii_ in (True, False):
            drawing = lab.draw(used.params, width, ascii_)
            assert drawing.rows
            assert all(row_width(row) <= width for row in drawing.rows)
            texts = [span.text for row in drawing.rows for span in row]
            assert all(text.isprintable() for text in texts)
            if ascii_:
                assert all(text.isascii() for text in texts)
            if (surface := drawing.surface) is not None:
                assert surface.left + surface.width <= width
                assert surface.top + surface.height <= len(drawing.rows)
        said = lab.describe(used.params)
        assert said.strip()
        assert said.isprintable()
        assert lab.title()
        assert all(one.label for one in lab.controls(used.params))
    finally:
        use("en")


@pytest.mark.parametrize("name", LABS)
def test_no_key_is_used_twice_or_taken_by_the_frame(name):
    keys = [one.key for one in LABS[name].controls(LABS[name].start) if isinstance(one, Press)]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {"u", "0", "?"}


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("descent", [("view", "1d"), ("curve", "well"), ("x", "0.5"), ("rate", "0.2"), ("steps", "3")]),
        (
            "descent",
            [("view", "2d"), ("surface", "saddle"), ("x", "1"), ("y", "0.01"), ("rate", "0.05"), ("steps", "9")],
        ),
        ("overfit", [("degree", "9"), ("noise", "0.1"), ("points", "20"), ("ridge", "1e-4"), ("truth", "shown")]),
        ("backprop", [("graph", "shared"), ("numbers", "3")]),
    ],
)
def test_a_lesson_may_set_what_the_guide_for_authors_says(name, options):
    lab, params = started(name, options)
    assert lab is LABS[name]
    assert {key: str(params[key]) for key, _text in options} == {
        key: text if isinstance(params[key], str) else str(type(params[key])(text)) for key, text in options
    }
    assert faults(name, options) == []
    assert faults(name, [(options[0][0], "nonsense")]) != []
