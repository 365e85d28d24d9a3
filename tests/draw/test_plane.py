from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.draw.canvas import Ink, row_text, row_width
from tutor.draw.plane import Plane

NUMBERS = st.one_of(
    st.floats(-10, 10), st.floats(allow_nan=True, allow_infinity=True), st.sampled_from([0.0, 1e300, -1e300, 5e-324])
)
RANGES = st.tuples(NUMBERS, NUMBERS)


@settings(max_examples=200, deadline=None)
@given(
    width=st.integers(0, 90), height=st.integers(0, 20), x_range=RANGES, y_range=RANGES, ascii_=st.booleans(),
    points=st.lists(st.tuples(NUMBERS, NUMBERS), max_size=12), dash=st.sampled_from(["solid", "dashed", "dotted"]),
)  # fmt: skip
def test_whatever_is_drawn_it_is_as_large_as_asked(width, height, x_range, y_range, ascii_, points, dash):
    plane = Plane(width, height, x_range, y_range, ascii=ascii_, x_label="x")
    plane.line([x for x, _ in points], [y for _, y in points], Ink("series1"), dash=dash)
    plane.contours(lambda x, y: x * 0.1 + y * 0.1, [0.0, 1.0], Ink("muted"))
    for x, y in points:
        plane.point(x, y, "o", Ink("series2"))
    rows = plane.rows()
    assert len(rows) == height
    assert all(row_width(row) == width for row in rows)
    if ascii_:
        assert "".join(map(row_text, rows)).isascii()


def test_a_path_may_turn_back():
    plane = Plane(24, 7, (0, 4), (0, 4), ascii=True)
    plane.line([0, 4, 4, 0], [0, 0, 4, 4], Ink("series1"), glyph="*")
    plane.point(4, 4, "A", Ink("series2"))
    assert [row_text(row) for row in plane.rows()] == [
        "4 +********************A",
        "  |                    *",
        "2 +                    *",
        "  |                    *",
        "  |*********************",
        "0 +-----+----+----+----+",
        "  0     1    2    3    4",
    ]


def test_what_leaves_the_plane_is_cut_where_it_leaves():
    plane = Plane(24, 7, (0, 4), (0, 4), ascii=True)
    plane.line([2, 2], [2, 1e12], Ink("series1"), glyph="*")
    assert sum("*" in row_text(row) for row in plane.rows()) == 3
    assert not plane.point(5, 5, "A", Ink())


def test_contours_of_a_bowl_are_closed_rings():
    plane = Plane(44, 22, (-2, 2), (-2, 2))
    plane.contours(lambda x, y: x**2 + y**2, [1.0], Ink("muted"))
    text = [row_text(row)[plane.left :] for row in plane.rows()[: plane.lines]]
    assert text[0].strip() == text[-1].strip() == ""
    pieces = [len(line.split()) for line in text]
    assert pieces[:4] == pieces[-4:] == [0] * 4
    assert pieces[6:14] == [2] * 8


def test_in_ascii_every_second_band_is_filled():
    plane = Plane(44, 22, (-2, 2), (-2, 2), ascii=True)
    plane.contours(lambda x, y: x**2 + y**2, [0.5, 1.0], Ink("muted"))
    text = [row_text(row)[plane.left :] for row in plane.rows()[: plane.lines]]
    assert [len(line.split()) for line in text if "." in line] == [1, 1, *[2] * 7, 1, 1]


def test_a_shared_cell_keeps_everybodys_dots():
    plane = Plane(20, 5, (0, 1), (0, 1))
    xs = np.linspace(0, 1, 5)
    plane.line(xs, 0 * xs, Ink("series1"))
    assert "⣀" * 9 in row_text(plane.rows()[2])
    plane.line(xs, 0 * xs + 0.2, Ink("series2"), dash="dotted")
    assert row_text(plane.rows()[2]).endswith("│⣂⣂⣒⣐⣐⣐⣐⣂⣂⣂⣂⣂⣒⣐⣐")
