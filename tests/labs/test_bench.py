"""A lab in use, without a screen: choosing, changing, drawing, and the way back."""

from __future__ import annotations

import pytest

from tutor.draw.canvas import Span
from tutor.labs.bench import MOST_UNDONE, Pen, bench
from tutor.labs.lab import Choice, Drawing, Entry, Lab, Press, Slider, Surface, Touch

SURFACE = Surface(0, 0, 10, 4, columns=20, rows=8)
KEY = Press("again", "again", "g", every=0.5)
ONCE = Press("twice", "twice", "t")
LINE = Entry("typed", "typed")


def controls(params):
    more = (Slider("extra", "extra", 0, 1, 0.5),) if params["kind"] == "b" else ()
    options = (("a", "A"), ("b", "B"), ("c", "C"))
    return (
        Slider("count", "n", 0, 30, 1),
        Slider("rate", "r", -1, 1, 0.1),
        Choice("kind", "k", options),
        LINE,
        KEY,
        ONCE,
        *more,
    )


def press(params, name):
    match name:
        case "typed":
            return {**params, "said": params["typed"].upper()}
        case "again":
            return {**params, "count": min(30, params["count"] + 1)}
        case _:
            return {**params, "rate": round(min(1.0, params["rate"] * 2), 3)}


def touch(params, touch: Touch):
    cell = (round(touch.x, 3), round(touch.y, 3))
    kept = tuple(one for one in params["cells"] if one != cell)
    return {**params, "cells": kept if touch.is_erasing else (*kept, cell)}


START = {"count": 3, "rate": 0.5, "kind": "a", "typed": "", "said": "", "extra": 0.0, "cells": (), "moves": 0}
LAB = Lab(
    "toy",
    lambda: "Toy",
    START,
    controls,
    lambda _params, _width, _ascii: Drawing(((Span("x"),),), SURFACE),
    str,
    press,
    touch,
    moved=lambda params, _name: {**params, "moves": params["moves"] + 1},
)


@pytest.fixture
def toy():
    return bench(LAB, START)


def test_sliders_go_by_their_steps_and_stop_at_their_ends(toy):
    assert toy.nudge(1).params["count"] == 4
    assert isinstance(toy.nudge(1).params["count"], int)
    assert toy.nudge(1, coarse=True).params["count"] == 13
    assert toy.nudge(-1, coarse=True).params["count"] == 0
    rate = toy.choose(1)
    for _ in range(7):
        rate = rate.nudge(-1)
    assert rate.params["rate"] == -0.2
    assert str(rate.nudge(1).nudge(1).params["rate"]) == "0.0"


def test_a_slider_is_put_to_the_step_nearest_to_the_pointer(toy):
    slider = toy.controls[1]
    assert toy.slide(slider, 0.2349).params["rate"] == 0.2
    assert toy.slide(slider, 99).params["rate"] == 1.0


def test_a_change_is_told_to_the_lab(toy):
    assert toy.nudge(1).params["moves"] == 1
    assert toy.choose(2).nudge(1).params["moves"] == 1


def test_choices_go_round_and_to_their_ends(toy):
    kind = toy.choose(2)
    assert [kind.nudge(1).params["kind"], kind.nudge(-1).params["kind"]] == ["b", "c"]
    assert kind.nudge(1, coarse=True).params["kind"] == "c"
    assert kind.pick(toy.controls[2], "b").params["kind"] == "b"


def test_controls_come_and_go(toy):
    other = toy.choose(2).nudge(1)
    assert [len(toy.controls), len(other.controls)] == [6, 7]
    last = other.choose(6)
    assert last.control.name == "extra"
    back = last.choose(2).nudge(-1)
    assert back.choose(99).control == Pen()
    assert back.named("twice").control == ONCE
    assert back.named("none") == back


def test_controls_are_chosen_round_and_round(toy):
    assert toy.turn(-1).control == toy.pen
    assert toy.turn(-1).turn(1).chosen == 0
    assert [toy.turn(step).chosen for step in range(7)] == [0, 1, 2, 3, 4, 5, 6]


def test_what_is_typed_is_taken_and_then_pressed(toy):
    assert toy.enter(LINE, "hola").params["said"] == "HOLA"


def test_every_change_is_undone_alone_but_a_slide_and_a_game_as_one(toy):
    done = toy.nudge(1).nudge(1).choose(1).nudge(-1).press(ONCE).press(ONCE)
    steps = [done]
    while steps[-1].before:
        steps.append(steps[-1].undo())
    seen = [(one.params["count"], one.params["rate"]) for one in steps]
    assert seen == [(5, 1.0), (5, 0.8), (5, 0.4), (5, 0.5), (3, 0.5)]
    assert len(toy.nudge(1).nudge(1).before) == 1
    assert len(toy.press(KEY).press(KEY).press(KEY).before) == 1
    assert len(toy.press(KEY).lift().press(KEY).before) == 2
    assert toy.undo() == toy


def test_what_changes_nothing_leaves_nothing_to_undo(toy):
    assert toy.choose(1).slide(toy.controls[1], 0.5).params["moves"] == 1
    full = toy.slide(toy.controls[0], 30).lift()
    assert full.press(KEY).before == full.before


def test_the_start_is_a_change_like_others(toy):
    changed = toy.nudge(1).press(ONCE)
    assert changed.reset().params == START
    assert changed.reset().undo().params == changed.params


def test_what_can_be_undone_is_bounded(toy):
    for number in range(MOST_UNDONE + 20):
        toy = toy.enter(LINE, str(number))
    assert len(toy.before) == MOST_UNDONE


def test_a_stroke_is_undone_as_one(toy):
    drawn = toy.touch(0.1, 0.1).touch(0.2, 0.1).lift().touch(0.9, 2.0)
    assert drawn.params["cells"] == ((0.1, 0.1), (0.2, 0.1), (0.9, 1.0))
    assert drawn.undo().params["cells"] == ((0.1, 0.1), (0.2, 0.1))
    assert drawn.undo().undo().params["cells"] == ()
    assert drawn.lift().touch(0.9, 1.0, is_erasing=True).params["cells"] == ((0.1, 0.1), (0.2, 0.1))


def test_the_pen_goes_from_place_to_place_of_what_it_works_on(toy):
    pen = toy.move_pen(1, 0, SURFACE).pen
    assert (pen.x, pen.y) == (11.5 / 20, 4.5 / 8)
    for _ in range(30):
        toy = toy.move_pen(1, -1, SURFACE)
    assert (toy.pen.x, toy.pen.y) == (19.5 / 20, 0.5 / 8)


def test_what_comes_from_outside_is_not_undone(toy):
    heard = toy.nudge(1).absorb(lambda params: {**params, "said": "heard"})
    assert (heard.params["said"], len(heard.before)) == ("heard", 1)
