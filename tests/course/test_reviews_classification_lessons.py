"""Lessons 3.2 and 3.3, reviews of food: what their prose says is what their cells compute."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.keras
WORDS = "3.02-binary-classification.md"


def failed(lesson):
    return [name for name, cell in lesson.cells.items() if cell["error"]]


@pytest.fixture(scope="module")
def words(play):
    ask = {
        "fewer words": "[np.mean([np.mean([place >= 500 for place in review if place > 2]) for review in x_train])]",
        "repeated": "(lambda row: (row.__setitem__([1, 1], row[[1, 1]] + 1), row.tolist())[1])(np.zeros(2))",
    }
    return play(WORDS, "en", ask=ask)


def test_words_only_the_cell_that_may_fail_fails(words):
    assert failed(words) == ["ragged"]
    assert "inhomogeneous" in words.error("ragged")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("load", "11 to 857"),
        ("load", "65.0%"),
        ("decode", "13416"),
        ("left-out", "3.5%"),
        ("encodings", "[0 1 2]"),
        ("encodings", "1.41 1.41"),
        ("multi-hot", "(4000, 5000)"),
        ("multi-hot", "34"),
        ("order", "True"),
        ("model", "80,016"),
        ("model", "80,305 in all"),
        ("untrained", "0.705"),
    ],
)
def test_figures_of_the_words(words, cell, printed):
    assert printed in words.text(cell)


def test_terrible_is_no_more_than_delicious(words):
    delicious, terrible = (int(number) for number in words.text("amounts").split() if number.isdigit())
    assert terrible > 9 * delicious


def test_with_500_words_much_of_the_text_is_gone(words):
    assert words.answers["fewer words"][0] > 0.2


def test_adding_one_twice_to_a_place_counts_it_once(words):
    assert words.answers["repeated"] == [0, 1]
