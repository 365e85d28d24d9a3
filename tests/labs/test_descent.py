from __future__ import annotations

import numpy as np
import pytest

from tutor.draw.canvas import row_text
from tutor.labs.descent import LAB, MOST
from tutor.labs.lab import Params, Touch
from tutor.labs.race import NEAR, RUNNERS, SURFACES, race
from tutor.labs.slopes import CURVES, REACH, End, path, verdict
from tutor.nn.optimizers import OPTIMIZERS

PICTURE = [
    "15 +.                              .",
    "   | .                            .",
    "   |  o                          .",
    "10 +   ''                      ..",
    "   |    .o                    ..",
    "   |     ''o                ...",
    " 5 +       \\\\o            ...",
    "   |         \\oO        ...",
    "   |            \\\\......",
    " 0 +----+---+---+---+--+---+---+---+",
    "   -4   -3  -2  -1  0  1   2   3 x 4",
    "step 5: x = -1.147, J = 1.315, slope",
    "-2.294",
]


def at(**options) -> Params:
    """The lab as options of a lesson set it, in their order."""
    params: Params = dict(LAB.start)
    for name, value in options.items():
        params = LAB.moved({**params, name: value}, name)
    return params


def text(params: Params, width: int = 80, *, ascii: bool = True) -> list[str]:
    return [row_text(row) for row in LAB.draw(params, width, ascii).rows]


# -- one variable --


@pytest.mark.parametrize("name", CURVES)
def test_each_slope_is_the_derivative_of_its_curve(name):
    curve = CURVES[name]
    xs = np.array([-3.7, -1.1, -0.3, 0.4, 1.7, 3.9])
    measured = (curve.loss(xs + 1e-6) - curve.loss(xs - 1e-6)) / 2e-6
    assert np.allclose(curve.slope(xs), measured, atol=1e-6)
    for minimum in curve.minima:
        assert curve.at(minimum)[1] == pytest.approx(0, abs=1e-12)
        assert curve.at(minimum)[0] <= curve.at(minimum + 0.05)[0]
        assert curve.at(minimum)[0] <= curve.at(minimum - 0.05)[0]
    assert min(curve.minima, key=lambda x: curve.at(x)[0]) == curve.minima[0]


def test_a_step_goes_against_the_slope_by_the_rate():
    assert path("bowl", -3.5, 0.1, 2) == pytest.approx((-3.5, -3.5 + 0.1 * 7, -2.8 + 0.1 * 5.6))


@pytest.mark.parametrize(
    ("curve", "start", "rate", "end"),
    [
        ("bowl", 3.5, 0.1, End.CONVERGES),
        ("bowl", 3.5, 0.9, End.SWINGS),
        ("bowl", 3.5, 1.0, End.OSCILLATES),
        ("bowl", 3.5, 1.05, End.DIVERGES),
        ("bowl", 3.5, 0.01, End.CRAWLS),
        ("bowl", 0.0, 0.5, End.RESTS),
        ("well", 0.0, 0.1, End.RESTS),
        ("well", 0.5, 1.0, End.OSCILLATES),
        ("well", 3.5, 1.2, End.DIVERGES),
        ("abs", 2.05, 0.5, End.OSCILLATES),
        ("abs", 3.5, 0.5, End.CONVERGES),
        ("abs", 3.5, 0.005, End.CRAWLS),
        ("flat", 3.5, 0.1, End.CRAWLS),
        ("flat", 1.0, 0.1, End.CONVERGES),
        ("flat", 0.5, 1.0, End.WANDERS),
    ],
)
def test_what_becomes_of_the_ball_is_found_by_walking(curve, start, rate, end):
    assert verdict(curve, start, rate).end is end


def test_a_bowl_is_left_from_rate_1_on_and_no_earlier():
    rates = np.round(np.arange(0.005, 1.2, 0.005), 3)
    ends = {float(rate): verdict("bowl", 2.0, float(rate)).end for rate in rates}
    assert all((end is End.DIVERGES) == (rate > 1) for rate, end in ends.items())
    assert verdict("bowl", 2.0, 1.1).ratio == pytest.approx(1.2)
    assert verdict("bowl", 2.0, 0.9).ratio == pytest.approx(0.8)


def test_the_words_say_how_it_ends_and_where():
    assert LAB.describe(at(rate=0.1, steps=5)) == (
        "Step 5: the ball is at x = −1.15, where the slope is −2.29; so the next step goes +0.229 in x. "
        "It converges to x = 0: after 27 steps it is there."
    )
    assert "about 1.2 times as long" in LAB.describe(at(rate=1.1, steps=3))
    assert "not the deepest valley, which is at x = 2" in LAB.describe(at(curve="well", rate=0.1, steps=3))
    assert "the top of the hill" in LAB.describe(at(curve="well", x=0.0))
    assert "lies at the minimum" in LAB.describe(at(x=0.0))
    assert "even after 400 steps" in LAB.describe(at(curve="flat", x=3.5, steps=1))
    assert "between x = −0.45 and x = 0.05" in LAB.describe(at(curve="abs", x=2.05, rate=0.5, steps=1))


def test_before_the_first_step_the_end_is_left_to_guess():
    assert LAB.describe(at()).endswith("What will become of it?")


def test_the_ball_its_way_and_its_tangent_are_drawn():
    assert text(at(steps=5), 36) == PICTURE


def test_a_ball_out_of_the_picture_leaves_an_arrow_at_its_edge():
    assert any(row.endswith(">") for row in text(at(x=2.0, rate=1.1, steps=12), 36))
    assert any("^" in row for row in text(at(curve="well", x=4.0), 36))


def test_the_last_steps_stand_beside_a_wide_picture():
    head, *lines = [row[-36:].split() for row in text(at(steps=12), 80)[:9]]
    assert head == ["step", "x", "J", "slope"]
    assert [line[0] for line in lines] == [str(step) for step in range(5, 13)]
    assert lines[0][1:] == ["-1.147", "1.315", "-2.294"]


# -- two variables --


@pytest.mark.parametrize("name", SURFACES)
def test_each_gradient_is_that_of_its_surface(name):
    surface = SURFACES[name]
    for x, y in ((1.3, -0.7), (-2.0, 1.9), (0.2, 0.0)):
        measured = [
            (surface.at((x + 1e-6, y)) - surface.at((x - 1e-6, y))) / 2e-6,
            (surface.at((x, y + 1e-6)) - surface.at((x, y - 1e-6))) / 2e-6,
        ]
        assert surface.gradient(x, y) == pytest.approx(measured, abs=1e-5)
    grid = np.meshgrid(np.linspace(-5, 5, 201), np.linspace(-2, 2, 201))
    assert surface.loss(*grid).min() == pytest.approx(surface.lowest, abs=1e-9)


@pytest.mark.parametrize("name", RUNNERS)
def test_a_runner_steps_as_the_optimizer_of_the_playground_does(name):
    (run,) = (one for one in race("ravine", 4.0, 1.0, 0.08) if one.name == name)
    place, optimizer = np.array([4.0, 1.0]), OPTIMIZERS[name](2)
    for step in range(1, 20):
        optimizer.step(place, np.array([2 * place[0], 20 * place[1]]), 0.08)
        assert run.at(step) == pytest.approx(tuple(place))


def test_arriving_means_staying_near_the_lowest_value():
    for run in race("ravine", 4.0, 1.0, 0.08):
        assert run.arrived is not None
        assert run.loss(run.arrived - 1) > NEAR
        assert all(loss <= NEAR for loss in run.losses[run.arrived :])


def test_a_rate_too_large_for_the_steep_direction_loses_sgd_and_not_adam():
    sgd, momentum, _rmsprop, adam = race("ravine", 4.0, 1.0, 0.2)
    assert sgd.is_lost(7)
    assert not sgd.is_lost(6)
    assert momentum.lost
    assert adam.arrived == 51


def test_everybody_is_stuck_who_starts_exactly_on_the_ridge_of_the_saddle():
    assert all(run.arrived is None for run in race("saddle", 2.0, 0.0, 0.08))
    assert "On the saddle, where the gradient is 0: SGD" in LAB.describe(
        at(view="2d", surface="saddle", y=0.0, steps=60)
    )
    assert "no minimum but a saddle" in LAB.describe(at(view="2d", surface="saddle", x=0.0, y=0.0))
    assert "none of them moves" in LAB.describe(at(view="2d", x=0.0, y=0.0))


def test_the_words_of_a_race():
    assert LAB.describe(at(view="2d")) == (
        "All four start at (4, 1), with the learning rate 0.08. Who will be at the bottom first?"
    )
    assert LAB.describe(at(view="2d", steps=60)) == (
        "After 60 steps SGD is lowest, at J = 0.000. At the bottom, with the steps it took: SGD (17), Momentum (56). "
        "On the way: RMSprop, Adam."
    )
    assert "thrown far out of the picture: SGD, Momentum." in LAB.describe(at(view="2d", rate=0.2, steps=60))


@pytest.mark.parametrize("ascii", [True, False])
@pytest.mark.parametrize("width", [36, 80])
def test_four_ways_are_told_apart_by_their_letters(ascii, width):
    rows = text(at(view="2d", steps=8), width, ascii=ascii)
    picture = "".join(row[3:45] for row in rows[:9])
    assert set("SMRA") <= set(picture)
    assert set("smra") <= set(picture)
    table = "\n".join(rows)
    for name in ("S SGD", "M Momentum", "R RMSprop", "A Adam"):
        assert name in table


def test_the_table_tells_who_arrived_and_who_is_lost():
    rows = text(at(view="2d", rate=0.2, steps=60), 36)
    assert [row.split()[-1] for row in rows[-4:]] == ["lost", "lost", "-", "51"]


# -- hands --


def test_keys_step_and_go_back_to_the_start():
    params = LAB.press(LAB.press(at(), "step"), "play")
    assert params["steps"] == 2
    assert LAB.press(params, "restart")["steps"] == 0
    assert LAB.press(at(steps=MOST), "step")["steps"] == MOST


def test_the_pointer_sets_where_one_starts():
    assert LAB.touch is not None
    assert LAB.touch(at(steps=4), Touch(0.75, 0.2))["x"] == pytest.approx(REACH / 2)
    moved = LAB.touch(at(view="2d"), Touch(0.0, 1.0))
    assert (moved["x"], moved["y"], moved["steps"]) == (-5.0, -2.0, 0)
    surface = LAB.draw(at(), 80, True).surface  # noqa: FBT003 (the contract)
    assert surface is not None
    assert (surface.top, surface.height) == (0, 9)


def test_another_picture_starts_at_its_own_start():
    assert at(view="2d", surface="saddle")["y"] == 0.01
    assert at(view="2d")["x"] == 4.0
    assert at(view="2d", rate=0.2)["rate"] == 0.2
