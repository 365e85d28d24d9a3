"""The lab `digit` as text: the pen, MNIST's fitting, what is said of who reads it."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.datasets import source
from tutor.draw.canvas import row_text, row_width
from tutor.kernel.events import Answer
from tutor.labs.digit import LAB
from tutor.labs.digit.ink import as_mnist, blank, centre, decode, drawn, encode
from tutor.labs.digit.sheet import seen, sheet
from tutor.labs.lab import Press, Surface, Touch
from tutor.labs.shelf import faults, started
from tutor.locale import use


@pytest.fixture(autouse=True)
def english():
    use("en")


def reads(digit: int, share: float = 0.91) -> Answer:
    others = (1 - share) / 9
    return Answer("ok", {"network": "model", "probabilities": [share if d == digit else others for d in range(10)]})


def shown(params, width=78, *, ascii=False) -> str:
    return "\n".join(row_text(row) for row in LAB.draw(params, width, ascii).rows)


def line(params, *points, **how):
    """Drag the pen over shares of the surface."""
    for number, (x, y) in enumerate(points):
        params = LAB.touch(params, Touch(x, y, is_start=number == 0, **how))
    return params


CLEAR = LAB.press(LAB.start, "clear")


def test_it_starts_on_an_example_and_says_that_nobody_reads_it_where_nobody_does():
    assert "########" not in shown(LAB.start)
    assert "▄████████▄" in shown(LAB.start)
    assert "%@@@@@@%" in shown(LAB.start, ascii=True)
    assert LAB.describe(LAB.start).startswith("An example of a 3. Nobody reads it here")
    assert "Nobody reads it here" in shown(LAB.start)


def test_the_pen_draws_what_was_dragged_and_the_rubber_takes_it_away():
    params = line(CLEAR, (0.5, 0.2), (0.5, 0.8))
    ink = sheet(params)
    assert ink[6:22, 13:15].min() == 255
    assert not ink[:4].any()
    assert not ink[:, :11].any()
    assert not sheet(line(params, (0.5, 0.1), (0.5, 0.9), is_erasing=True)).any()


def test_a_new_stroke_does_not_join_the_last_one():
    params = line(line(CLEAR, (0.2, 0.2), (0.2, 0.8)), (0.8, 0.2), (0.8, 0.8))
    assert sheet(params)[:, 6].any()
    assert not sheet(params)[:, 14].any()


def test_a_thicker_pen_leaves_more_ink():
    amounts = [sheet(line({**CLEAR, "thickness": wide}, (0.3, 0.5), (0.7, 0.5))).sum() for wide in (1.0, 2.5, 4.0)]
    assert amounts == sorted(set(amounts))


def test_clearing_and_the_ten_examples():
    assert not sheet(CLEAR).any()
    assert LAB.asks(CLEAR) is None
    assert LAB.describe(CLEAR).startswith("The sheet is empty.")
    back = LAB.press(CLEAR, "example")
    assert back["example"] == 3
    assert (sheet(back) == sheet(LAB.start)).all()
    params, digits = LAB.start, []
    for _time in range(10):
        digits.append(params["example"])
        params = LAB.press(params, "example")
    assert sorted(digits) == list(range(10))
    pictures = {sheet({**LAB.start, "example": digit}).tobytes() for digit in range(10)}
    assert len(pictures) == 10


def test_a_drawn_digit_is_brought_to_mnists_size_and_place():
    params = line(CLEAR, (0.1, 0.1), (0.1, 0.3))
    ink = seen(params)
    rows = np.flatnonzero((ink > 127).any(axis=1))
    assert 16 <= rows[-1] - rows[0] + 1 <= 20
    assert centre(ink) == pytest.approx((14.5, 14.5), abs=0.2)
    assert (seen({**params, "fit": "drawn"}) == sheet(params)).all()


def test_a_real_mnist_picture_stays_almost_as_it_is():
    arrays = source.read(source.SAMPLES / "mnist.npz", ("x_test",))
    assert arrays is not None
    for picture in arrays["x_test"][:50]:
        fitted = as_mnist(picture).astype(float)
        alike = np.corrcoef(fitted.ravel(), picture.ravel())[0, 1]
        assert alike > 0.8
        assert centre(as_mnist(picture)) == pytest.approx((14.5, 14.5), abs=0.1)


def test_the_question_holds_the_picture_that_the_network_gets():
    question = LAB.asks(LAB.start)
    assert question is not None
    [picture] = re.findall(r"'([0-9a-f]{1568})'", question)
    assert (decode([picture]) == seen(LAB.start)).all()
    assert question.startswith("__import__('tutor.live.reading'")
    assert LAB.asks({**LAB.start, "fit": "drawn"}) != question
    assert LAB.asks({**LAB.start, "thickness": 4.0}) == question


def test_what_the_network_reads_is_ten_bars_and_a_sentence():
    params = LAB.told(LAB.start, reads(3))
    rows = shown(params).splitlines()
    assert re.search(r"3 █{20,}\S? +91\.0% ◀$", rows[4])
    assert re.search(r"8 ▍ +1\.0%$", rows[9])
    assert "It reads a 3." in shown(params)
    assert LAB.describe(params) == "An example of a 3. “model” reads a 3, with a probability of 91.0%."
    unsure = LAB.told(LAB.start, Answer("ok", {"network": "m", "probabilities": [0.6, 0.3, 0.1] + [0.0] * 7}))
    assert LAB.describe(unsure).endswith("“m” reads a 0, with a probability of 60.0%. Next comes a 1, with 30.0%.")
    assert re.search(r"3 #{15,}\.+ +91\.0% <", shown(params, ascii=True))


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer("ok", {"network": ""}), "There is no trained network yet: run the cells above."),
        (Answer("ok", {"network": "net"}), "“net” has not been trained yet"),
        (Answer("busy"), "The kernel is busy"),
        (Answer("starting"), "The kernel is starting."),
        (Answer("off"), "No kernel is running"),
        (Answer("failed", reason="ValueError: no."), "The network could not read it: ValueError: no."),
        (Answer("ok", {"network": "m", "probabilities": [float("nan")] * 10}), "The network could not read it: its"),
        (Answer("ok", None), "There is no trained network yet"),
    ],
)
def test_without_a_reading_it_says_why_and_no_bar_is_drawn(answer, words):
    params = LAB.told(LAB.told(LAB.start, reads(3)), answer)
    assert words in LAB.describe(params)
    assert words[:20] in shown(params, 100)
    assert "%" not in shown(params)
    assert "█" not in "".join(row.rpartition("│")[2] for row in shown(params).splitlines())


def test_both_pictures_where_there_is_room_and_bars_below_where_there_is_none():
    wide = shown(LAB.told(LAB.start, reads(3)), 98)
    assert "draw here" in wide.splitlines()[0]
    assert "what it gets" in wide.splitlines()[0]
    assert "what it gets" not in shown(LAB.start)
    assert len(shown(LAB.start, 40).splitlines()) >= 26
    assert len(shown(LAB.start, 78).splitlines()) == 16


def test_the_surface_is_the_sheet():
    for width, is_ascii in ((36, True), (78, False), (100, True)):
        surface = LAB.draw(LAB.start, width, is_ascii).surface
        assert surface == Surface(1, 1, 28, 14, 28, 28)


def test_half_blocks_read_without_colour():
    params = line({**CLEAR, "thickness": 1.0, "fit": "drawn"}, (0.2, 4.5 / 28), (0.8, 4.5 / 28))
    rows = shown(params).splitlines()
    assert rows[3][1:29].strip().strip("▀") == ""
    assert "▀▀▀▀" in rows[3]


def test_in_spanish():
    use("es")
    assert LAB.title() != "Draw a digit"
    assert "3" in LAB.describe(LAB.told(LAB.start, reads(3)))
    assert shown(LAB.start).splitlines()[0] != "┌ draw here ─────────────────┐"


points = st.tuples(st.floats(0, 1), st.floats(0, 1))


@given(
    st.lists(st.tuples(points, st.booleans(), st.booleans()), max_size=6),
    st.integers(36, 120), st.booleans(), st.sampled_from(["mnist", "drawn"]), st.floats(1, 4),
    st.sampled_from([reads(5), Answer("busy"), Answer("failed", reason="x" * 500)]),
)  # fmt: skip
def test_whatever_is_drawn_is_never_wider_than_asked(strokes, width, is_ascii, fit, thickness, answer):
    params = {**CLEAR, "fit": fit, "thickness": thickness}
    for (x, y), is_erasing, is_start in strokes:
        params = LAB.touch(params, Touch(x, y, is_erasing, is_start))
    params = LAB.told(params, answer)
    rows = LAB.draw(params, width, is_ascii).rows
    assert max(map(row_width, rows)) <= width
    if is_ascii:
        assert all(row_text(row).isascii() for row in rows)
    assert LAB.describe(params)
    assert json.dumps(dict(params))


def test_the_pixels_pass_through_their_text():
    ink = drawn(blank(), (3, 4), (20, 25), 2.0)
    assert (decode(encode(ink)) == ink).all()
    with pytest.raises(ValueError, match="reshape"):
        decode(["00"])


def test_a_lesson_may_choose_the_example_the_pen_and_the_fit():
    _lab, params = started("digit", [("example", "7"), ("thickness", "3"), ("fit", "drawn")])
    assert (params["example"], params["thickness"], params["fit"]) == (7, 3, "drawn")
    assert LAB.describe({**LAB.start, "example": 12}).startswith("An example of a 2.")
    assert len(faults("digit", [("ink", "x"), ("said", "ok"), ("thickness", "9"), ("fit", "no")])) == 4


def test_its_keys_are_few_and_its_own():
    keys = [control.key for control in LAB.controls(LAB.start) if isinstance(control, Press)]
    assert keys == ["c", "e"]
