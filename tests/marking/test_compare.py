"""Values side by side: the same however they are written, and in words what differs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tutor.grading.curves import course, distance, heights
from tutor.grading.differences import words
from tutor.trial.compare import difference, text

NUMBERS = st.floats(allow_nan=True, allow_infinity=True) | st.integers(-(10**9), 10**9) | st.booleans()
VALUES = st.recursive(
    NUMBERS | st.none() | st.text(max_size=5) | arrays.arrays(np.float64, arrays.array_shapes(max_side=3)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@given(VALUES)
def test_everything_is_itself(value):
    assert difference(value, value) is None


@given(VALUES, VALUES)
def test_any_two_values_are_the_same_or_told_apart_in_words(one, other):
    told = difference(one, other)
    assert told is None or words(told)


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, 1.0), (True, 1), (np.float32(2), 2), ([1, 2], np.array([1.0, 2.0])), ((2, 3), [2, 3]), (np.array(3), 3),
     ([[1], [2]], np.array([[1], [2]])), (float("nan"), np.nan), ({"a": [1]}, {"a": np.array([1])}), ("a", "a"),
     ([np.ones(2), np.ones(3)], (np.ones(2), np.ones(3))), (1 + 1e-9, 1)],
)  # fmt: skip
def test_the_same_answer_in_another_dress(one, other):
    assert difference(one, other, 1e-9, 1e-6) is None


@pytest.mark.parametrize(
    ("got", "expected", "said"),
    [
        (None, 3, "return"),
        ("3", 3, "type"),
        (3, "3", "type"),
        (np.ones((2, 3)), np.ones((3, 2)), "shapes differ: (2, 3), expected (3, 2)"),
        ([1, 2, 4, 5], [1, 2, 3, 4], "First difference at [2]: 4, expected 3. 2 of 4 values differ."),
        (np.ones(1), 1.0, "One number is expected; yours has the shape (1,)"),
        (["a"], ["a", "b"], "lengths differ: 1, expected 2"),
        ({"a": 1}, {"b": 1}, "key 'b' is missing"),
        ({"a": 1, "b": 2}, {"b": 2}, "key 'a' does not belong"),
        ([np.ones(2), "x"], [np.ones(2), "y"], "In part 1: It is 'x', expected 'y'."),
        (2.5, 3, "It is 2.5, expected 3."),
        (object, 3, "type"),
        (2**70, 3, "It is 1180591620717411303424, expected 3."),
        ([[1], [2, 3]], [[1], [2, 4]], "In part 1: First difference at [1]: 3, expected 4."),
    ],
)
def test_what_differs(got, expected, said):
    assert said in words(difference(got, expected))


def test_a_number_that_python_refuses_to_spell():
    assert words(difference(10**5000, 3)) == "It is 10**5000.0, expected 3."


def test_a_large_value_is_short():
    assert len(text(np.arange(10_000))) < 100
    assert text("x" * 1000).endswith("…")
    assert text(np.float64(0.1) + 0.2) == "0.3"
    assert text(np.zeros((5, 28, 28))) == "shape (5, 28, 28): 0.0, 0.0, 0.0, 0.0, …"


def test_an_array_is_one_line_without_the_blanks_of_columns():
    assert text(np.array([[-1.0, 2], [3, -40]])) == "[[-1., 2.], [3., -40.]]"
    assert text(np.array(["a ]", "[ b"])) == "['a ]', '[ b']"


@pytest.mark.parametrize(
    ("values", "goes"),
    [
        ([1, 0.5, 0.25, 0.12, 0.06, 0.03, 0.01], "falls"),
        ([1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4], "falls"),
        ([0.8, 0.79, 0.8, 0.8, 0.79, 0.8, 0.8], "plateaus"),
        ([1, 0.7, 0.6, 0.6, 0.6, 0.6, 0.6], "plateaus"),
        ([0.9, 0.1, 0.9, 0.1, 0.9, 0.1], "oscillates"),
        ([0.1, 0.2, 0.4, 0.9, 5, float("inf"), float("nan")], "diverges"),
        ([0.3, 0.1, 0.5, 0.2, 0.9, 3], "diverges"),
        ([0.9, 0.4, 0.2, 0.25, 0.4, 0.6, 0.7], "turns"),
    ],
)
def test_how_a_curve_goes(values, goes):
    assert course(heights(values, 20, 0, 1)) == goes


@given(st.lists(st.floats(allow_nan=True), min_size=1, max_size=50), st.integers(5, 60), st.randoms())
def test_any_curve_has_a_course_and_a_tremble_does_not_change_it(values, points, rng):
    curve = heights(values, points, 0, 1)
    assert all(0 <= height <= 1 for height in curve)
    assert course(curve) in {"falls", "plateaus", "oscillates", "diverges", "turns"}
    assert distance(curve, curve) == 0
    flat = [0.8 + rng.uniform(-0.03, 0.03) for _point in curve]
    assert course(flat) == "plateaus"
