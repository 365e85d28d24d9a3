from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.draw.canvas import Span, cut, row_text, row_width
from tutor.draw.numbers import number, scale_labels


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.23123, "0.231"), (0.23, "0.23"), (2.302585, "2.303"), (12.3456, "12.35"), (123.456, "123.5"), (0, "0"),
        (0.98765, "0.988"), (12345.678, "12346"), (1234567, "1.2e+06"), (1.234e-5, "1.2e-05"), (0.001, "0.001"),
        (0.0123456, "0.0123"), (1, "1"), (-0.5, "-0.5"), (469, "469"),
        (math.nan, "NaN"), (math.inf, "inf"), (-math.inf, "-inf"),
    ],
)  # fmt: skip
def test_metrics_are_short(value, text):
    assert number(value) == text


@given(st.floats())
def test_any_number_is_at_most_nine_cells(value):
    assert 0 < len(number(value)) <= 9


@pytest.mark.parametrize(
    ("values", "step", "labels"),
    [
        ([0.0, 0.5, 1.0], 0.5, ["0.0", "0.5", "1.0"]),
        ([0, 1, 2], 1, ["0", "1", "2"]),
        ([0, 2e6], 2e6, ["0", "2e6"]),
        ([0.99, 1.0], 0.01, ["0.99", "1.00"]),
        ([0, 5e-5], 5e-5, ["0", "5e-5"]),
        ([], 1, []),
    ],
)
def test_ticks_share_their_decimals(values, step, labels):
    assert scale_labels(values, step) == labels


@given(st.text(alphabet="aé学\u0301 ", max_size=20), st.integers(0, 25))
def test_a_cut_row_fits(text, cells):
    row = cut((Span(text[:7]), Span(text[7:])), cells)
    assert row_width(row) <= cells
    assert text.startswith(row_text(row))
