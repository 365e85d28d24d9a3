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
        "kept": "[sum(place < WORDS for place in word_of), any(3 in review for review in x_train)]",
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


def test_the_vocabulary_keeps_what_the_first_four_places_leave(words):
    assert words.answers["kept"] == [4996, False]


def test_with_500_words_much_of_the_text_is_gone(words):
    assert words.answers["fewer words"][0] > 0.2


def test_adding_one_twice_to_a_place_counts_it_once(words):
    assert words.answers["repeated"] == [0, 1]


CURVES = "3.03-validation-curves.md"
END = {"end": "[int(best), float(val_loss[-1] - loss[-1])]"}


@pytest.fixture(scope="module")
def curves(play):
    return play(CURVES, "es", ask=END | {"later": "[float(accuracy[3]), float(accuracy[19])]"})


def test_curves_only_the_cell_that_may_fail_fails(curves):
    assert failed(curves) == ["raw-words"]
    assert "object" in curves.error("raw-words")


def test_validation_turns_between_epochs_3_and_8(curves):
    best, gap = curves.answers["end"]
    assert 3 <= best <= 8
    assert gap == pytest.approx(1.55, abs=0.05)


def test_stopping_in_time_helps_on_the_test(curves):
    late, early, final, always = (
        [float(word.strip(",")) for word in line.split() if "." in word] for line in curves.text("test").splitlines()
    )
    assert late[0] > 3 * early[0]
    assert late[1] < early[1]
    assert early[1] == pytest.approx(final[1], abs=0.01)
    assert always[0] < late[1]


def test_the_accuracy_loses_six_points_and_a_half(curves):
    early, late = curves.answers["later"]
    assert early - late == pytest.approx(0.065, abs=0.01)


@pytest.mark.parametrize(("neurons", "is_earlier"), [(64, True), (2, False)])
def test_more_neurons_turn_earlier_and_end_further_apart(curves, play, neurons, is_earlier):
    edits = {"build": [["Dense(16,", f"Dense({neurons},"]]}
    other = play(CURVES, "en", edits=edits, until="turn", ask=END).answers["end"]
    base = curves.answers["end"]
    assert (other[0] < base[0], other[1] > base[1]) == (is_earlier, is_earlier)
