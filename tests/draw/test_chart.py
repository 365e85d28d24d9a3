from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tutor.draw.canvas import Row, Span, row_text, row_width
from tutor.draw.chart import Mark, Series, chart, keys

NUMBERS = st.one_of(
    st.floats(-10, 10),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, -0.0, 1e300, -1e300, 5e-324, 1.7976931348623157e308, 1e16, 1e16 + 2]),
)
POINTS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=12)
RANGES = st.none() | st.tuples(NUMBERS, NUMBERS)
LABELS = st.sampled_from(["", "best", "época", "学習", "é" * 3, "a" * 90])


def texts(rows: list[Row]) -> list[str]:
    return [row_text(row) for row in rows]


def braille_cells(rows: list[Row]) -> int:
    return sum("\u2801" <= char <= "\u28ff" for text in texts(rows) for char in text)


@settings(max_examples=300, deadline=None)
@given(
    lines=st.lists(POINTS, max_size=3),
    width=st.integers(0, 90),
    height=st.integers(0, 14),
    ascii_=st.booleans(),
    log_y=st.booleans(),
    x_range=RANGES,
    y_range=RANGES,
    marks=st.lists(st.tuples(NUMBERS, LABELS), max_size=3),
    label=LABELS,
    legend=st.lists(LABELS, max_size=6),
)
@example([[(0.0, 1e300), (1.0, -1e300)]], 20, 5, False, False, None, None, [], "", [])  # noqa: FBT003
@example([[(1.0, 5e-324), (1.0, 5e-324)]], 20, 5, True, False, None, None, [], "", [])  # noqa: FBT003
def test_any_series_gives_exactly_the_rows_asked_for_and_none_too_wide(
    lines, width, height, ascii_, log_y, x_range, y_range, marks, label, legend
):
    series = [
        Series(f"s{i}", [x for x, _ in line], [y for _, y in line], dash=dash)
        for i, (line, dash) in enumerate(zip(lines, ("solid", "dashed", "dotted"), strict=False))
    ]
    rows = chart(
        series, width, height, ascii=ascii_, log_y=log_y, x_range=x_range, y_range=y_range, x_label=label,
        marks=[Mark(*mark) for mark in marks], legend=[(Span(text),) for text in legend],
    )  # fmt: skip
    assert len(rows) == height
    assert all(row_width(row) <= width for row in rows)
    if ascii_ and all(text.isascii() for text in [label, *legend, *(mark[1] for mark in marks)]):
        assert "".join(texts(rows)).isascii()


def test_a_loss_curve_looks_as_it_is_meant_to():
    xs = np.linspace(0, 3, 61)
    assert texts(chart([Series("loss", xs, np.exp(-xs))], 48, 8, x_range=(0, 5), x_label="epoch")) == [
        " 1.0 ┤⠑⡄",
        "     │ ⠈⠢⡀",
        "     │   ⠈⠢⢄",
        " 0.5 ┤      ⠙⠢⢄⡀",
        "     │         ⠈⠙⠒⠤⢤⣀⣀",
        "     │                ⠉⠉⠙⠒⠒⠒⠒⠤⠤⠄",
        " 0.0 ┼────────┬───────┬────────┬───────┬───────┬",
        "     0        1       2        3       4 epoch 5",
    ]


def test_a_spike_one_point_wide_survives_a_million_points():
    ys = np.zeros(1_000_000)
    ys[456_789] = 7.0
    top = texts(chart([Series("loss", np.arange(len(ys)), ys)], 60, 10))[0]
    assert "\u2801" <= top[6 + round(0.456789 * 53)] <= "\u28ff"


def test_points_far_apart_are_joined():
    rows = chart([Series("val_loss", [0, 4], [4.0, 0.0])], 46, 10)
    columns = {i for text in texts(rows)[:8] for i, char in enumerate(text) if "\u2801" <= char <= "\u28ff"}
    assert len(columns) == max(columns) - min(columns) + 1 >= 40


def test_nan_breaks_the_line_and_infinity_is_marked():
    xs = np.arange(30.0)
    ys = np.ones(30)
    ys[10:20] = np.nan
    ys[25], ys[26] = np.inf, -np.inf
    rows = texts(chart([Series("loss", xs, ys)], 34, 8))
    line = next(text for text in rows if "⠤" in text or "⠒" in text or "⠉" in text or "⣀" in text)
    assert " " * 8 in line.rstrip()[6:]
    assert "▲" in rows[0]
    assert "▼" in rows[5]


def test_a_single_point_is_more_than_a_dot():
    rows = chart([Series("val_loss", [1], [0.4], dash="dashed")], 40, 8, x_range=(0, 5))
    assert "◦" in "".join(texts(rows))
    assert "*" in "".join(texts(chart([Series("val_loss", [1], [0.4])], 40, 8, x_range=(0, 5), ascii=True)))


def test_solid_dashed_and_dotted_differ_without_colour():
    xs = np.linspace(0, 1, 50)
    drawn = {dash: texts(chart([Series("a", xs, xs, dash=dash)], 60, 12)) for dash in ("solid", "dashed", "dotted")}
    cells = {dash: "".join(rows) for dash, rows in drawn.items()}
    assert len(set(cells.values())) == 3
    dots = {dash: sum((ord(c) - 0x2800).bit_count() for c in text if c >= "\u2801") for dash, text in cells.items()}
    assert dots["solid"] > dots["dashed"] > dots["dotted"]


def test_two_series_on_one_another_both_show():
    xs = np.linspace(0, 1, 50)
    pair = [Series("loss", xs, xs), Series("val_loss", xs, xs, role="series2", dash="dashed")]
    plain = "".join(texts(chart(pair, 60, 10, ascii=True)))
    assert abs(plain.count("*") - plain.count("o")) <= 3 < plain.count("o")
    inks = {span.ink.fg for row in chart(pair, 60, 10) for span in row}
    assert {"series1", "series2"} <= inks


@pytest.mark.parametrize("ascii_", [False, True])
def test_keys_tell_series_apart_and_match_the_plot(ascii_):
    series = [Series("a", [0, 1], [0, 1]), Series("b", [0, 1], [1, 0], role="series2", dash="dashed")]
    found = keys(series, ascii=ascii_)
    assert len({span.text for span in found}) == 2
    assert [span.ink.fg for span in found] == ["series1", "series2"]
    if ascii_:
        assert all(span.text[0] in "".join(texts(chart(series, 40, 8, ascii=True))) for span in found)


@pytest.mark.parametrize("width", [20, 33, 40, 60, 80, 120])
@pytest.mark.parametrize(("low", "high"), [(0, 5), (0, 100), (1, 3000), (-2.5, 2.5), (0, 1e6), (0.3, 0.301), (0, 3e-7)])
def test_tick_numbers_are_round_ascending_and_apart(width, low, high):
    rows = texts(chart([Series("a", [low, high], [low, high])], width, 12))
    across = [float(number) for number in rows[-1].split()]
    assert across == sorted(set(across))
    assert not re.search(r"\d-", rows[-1].replace("e-", "e"))
    up = [float(found.group()) for row in rows[:-1] if (found := re.match(r"\s*(-?[\d.]+(e-?\d+)?)(?= ?[┤┼])", row))]
    assert len(up) >= 2
    assert up == sorted(set(up), reverse=True)
    steps = np.diff(up)
    assert np.allclose(steps, steps[0])
    assert f"{abs(steps[0]):.6e}"[0] in "125"


def test_marks_are_lines_with_a_word_where_nothing_is_hidden():
    xs = np.linspace(0, 5, 100)
    rows = chart([Series("loss", xs, np.exp(-xs))], 60, 10, marks=[Mark(3, "best"), Mark(9, "outside")])
    text = texts(rows)
    assert "┆best" in text[0]
    assert sum("┆" in row for row in text) >= 6
    assert "outside" not in "".join(text)
    bare = chart([Series("loss", xs, np.exp(-xs))], 60, 10)
    assert braille_cells(rows) == braille_cells(bare)


def test_the_legend_stands_right_when_there_is_room_and_below_otherwise():
    series = [Series("loss", [0, 1], [1, 0])]
    legend = [(keys(series)[0], Span(" loss 0.231")), (Span("epoch 3/5"),)]
    wide, narrow = texts(chart(series, 80, 10, legend=legend)), texts(chart(series, 50, 10, legend=legend))
    assert wide[0].endswith("── loss 0.231")
    assert wide[1].endswith("epoch 3/5")
    assert narrow[-1] == "── loss 0.231   epoch 3/5"


def test_twenty_by_five_still_shows_the_line():
    rows = chart([Series("loss", np.arange(50), np.exp(-np.arange(50) / 9))], 20, 5)
    assert braille_cells(rows) > 6
    assert len(rows) == 5


def test_a_log_axis_has_powers_of_ten_and_marks_what_is_not_positive():
    xs = np.arange(9.0)
    ys = 10.0**-xs
    ys[4] = 0
    rows = texts(chart([Series("loss", xs, ys)], 60, 16, log_y=True))
    assert "1e0 ┤" in rows[0]
    assert any("1e-8" in row for row in rows)
    assert any("▼" in row for row in rows)


def test_points_out_of_order_are_drawn_in_order():
    xs, ys = np.arange(20.0), np.arange(20.0) ** 2
    shuffled = np.random.default_rng(3).permutation(20)
    straight = chart([Series("a", xs, ys)], 50, 10)
    assert chart([Series("a", xs[shuffled], ys[shuffled])], 50, 10) == straight
