from __future__ import annotations

import numpy as np
import pytest

from tutor.draw.canvas import row_text
from tutor.labs.lab import Params, Press, Slider
from tutor.labs.overfit import LAB
from tutor.labs.polynomial import HIGHEST, UNSEEN, error, fitted, study, wave


def at(**options) -> Params:
    return {**LAB.start, **options}


def text(params: Params, width: int = 80, *, ascii: bool = True) -> list[str]:
    return [row_text(row) for row in LAB.draw(params, width, ascii).rows]


# -- the mathematics --


@pytest.mark.parametrize("degree", [0, 1, 3, 6])
def test_a_fit_is_that_of_numpys_polynomials(degree):
    (x, y), _test = study(12, 0.2, 7, 0.0).train, None
    reference = np.polynomial.Polynomial.fit(x, y, degree)
    assert study(12, 0.2, 7, 0.0).at(degree, x) == pytest.approx(reference(x), abs=1e-9)


def test_no_higher_degree_is_worse_on_what_it_was_fitted_to():
    for seed in range(20):
        errors = study(12, 0.3, seed, 0.0).errors
        assert (np.diff(errors) <= 1e-9).all()
        assert errors[11:].max() < 1e-15


def test_a_ridge_penalty_solves_its_own_equations():
    x = np.linspace(0, 1, 9)
    y = wave(x) + 0.1 * x
    weights = fitted(x, y, 4, 0.05)

    def loss(w):
        return error(w, x, y) + 0.05 * np.sum(w[1:] ** 2)

    for index in range(5):
        move = 1e-5 * np.eye(5)[index]
        assert (loss(weights + move) - loss(weights - move)) / 2e-5 == pytest.approx(0, abs=1e-8)


def test_noise_and_points_are_drawn_from_the_seed():
    one, other = study(12, 0.2, 3, 0.0), study(12, 0.2, 4, 0.0)
    assert not np.array_equal(one.train[1], other.train[1])
    quiet = study(12, 0.0, 3, 0.0)
    assert np.array_equal(quiet.train[0], one.train[0])
    assert np.array_equal(quiet.train[1], wave(quiet.train[0]))
    assert len(quiet.test[0]) == UNSEEN


# -- the words --


def test_the_words_judge_by_the_points_that_were_not_seen():
    assert LAB.describe(at(degree=1)) == (
        "Degree 1: the mean squared error is 0.236 on the 12 points it was fitted to, and 0.242 on 40 new ones. "
        "It underfits: it is too stiff for the wave; on new points degree 5 is best, with 0.0668."
    )
    assert "That is about right" in LAB.describe(at(degree=3))
    assert "No other degree does better" in LAB.describe(at(degree=5))
    assert "It overfits: on new points its error is" in LAB.describe(at(degree=9))
    assert "Through 12 points a polynomial of degree 11 always passes" in LAB.describe(at(degree=11))


def test_more_points_or_a_penalty_cure_a_high_degree():
    assert study(60, 0.2, 7, 0.0).unseen[11] < 0.1 < study(12, 0.2, 7, 0.0).unseen[11]
    assert study(12, 0.2, 7, 1e-2).unseen[11] < 0.1
    assert "about right" in LAB.describe(at(degree=15, ridge="1e-2"))


def test_without_noise_a_high_degree_does_no_harm():
    for degree in (7, 9, 11):
        assert "overfits" not in LAB.describe(at(degree=degree, noise=0.0))


# -- the picture --


@pytest.mark.parametrize("ascii", [True, False])
@pytest.mark.parametrize("width", [36, 80])
def test_points_and_errors_are_told_apart_without_colour(ascii, width):
    rows = text(at(), width, ascii=ascii)
    seen = "o" if ascii else "●"
    assert f"{seen} fitted to   + new" in "\n".join(rows)
    picture = "".join(row[3:36] for row in rows[:9])
    assert picture.count(seen) >= 8
    assert picture.count("+") >= 8
    assert ("** error in training 0.0189" if ascii else "── error in training 0.0189") in "\n".join(rows)
    assert ("oo error on new points" if ascii else "╌╌ error on new points") in "\n".join(rows)


def test_the_current_degree_is_marked_in_the_chart():
    assert ":4" in text(at(degree=4), 36)[12]
    assert any(":4" in row for row in text(at(degree=4), 100))
    assert any("┆4" in row for row in text(at(degree=4), 100, ascii=False))


def test_the_wave_is_shown_when_asked():
    hidden, shown = ("".join(text(at(degree=1, truth=truth), 36)[:9]) for truth in ("hidden", "shown"))
    assert ":" not in hidden
    assert shown.count(":") > 5


# -- hands --


def test_new_data_is_another_seed_that_comes_round():
    assert LAB.press(at(seed=7), "data")["seed"] == 8
    assert LAB.press(at(seed=99), "data")["seed"] == 0


def test_every_number_has_a_slider_within_which_it_starts():
    sliders = {one.name: one for one in LAB.controls(LAB.start) if isinstance(one, Slider)}
    assert set(sliders) == {"degree", "noise", "points", "seed"}
    assert all(one.low <= LAB.start[name] <= one.high for name, one in sliders.items())
    assert sliders["degree"].high == HIGHEST
    assert [one.key for one in LAB.controls(LAB.start) if isinstance(one, Press)] == ["d"]
