from __future__ import annotations

import cProfile
import pstats

import pytest

from tutor.draw.canvas import Ink, row_text
from tutor.show.terminal import terminal_rows


def texts(text, width=40, **options):
    return [row_text(row) for row in terminal_rows(text, width, **options)]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("hola\n", ["hola"]),
        ("a\n\nb", ["a", "", "b"]),
        ("hola\rHO\n", ["HOla"]),
        ("hola\r\nmundo\r\n", ["hola", "mundo"]),
        ("ab\b\bXY", ["XY"]),
        ("\b\b1/40\b\b\b\b\r2/40\n", ["2/40"]),
        ("a\tb", ["a       b"]),
        ("ab\rc\td", ["cb      d"]),
        ("你好\rab\n", ["ab好"]),
        ("你好\ra\n", ["a 好"]),
        ("e\u0301e\ra", ["ae"]),
        ("", []),
    ],
)
def test_what_a_terminal_would_show(printed, shown):
    assert texts(printed) == shown


def test_colours_become_inks():
    (row,) = terminal_rows("\x1b[31mrojo\x1b[1;38;5;208mx\x1b[22;39mn\x1b[48;2;1;2;3;4mf\x1b[0m fin\n", 40)
    assert [(span.text, span.ink) for span in row] == [
        ("rojo", Ink(fg="red")),
        ("x", Ink(fg=(255, 135, 0), bold=True)),
        ("n", Ink()),
        ("f", Ink(bg=(1, 2, 3), underline=True)),
        (" fin", Ink()),
    ]


@pytest.mark.parametrize(
    ("codes", "ink"),
    [
        ("38:5:9", Ink(fg="bright_red")),
        ("38:2::10:20:30", Ink(fg=(10, 20, 30))),
        ("38;5;232", Ink(fg=(8, 8, 8))),
        ("95;104", Ink(fg="bright_magenta", bg="bright_blue")),
        ("3;9;7;2", Ink(italic=True, strike=True, reverse=True, dim=True)),
        ("38;5", Ink()),
        ("38;2;999;0;0", Ink(fg=(255, 0, 0))),
        ("999;;", Ink()),
        ("", Ink()),
    ],
)
def test_every_form_of_a_colour(codes, ink):
    (row,) = terminal_rows(f"\x1b[{codes}mx", 40)
    assert row[0].ink == ink


def test_a_colour_lasts_over_lines_and_over_what_is_left_out():
    text = "\x1b[31m" + "línea\n" * 500
    rows = terminal_rows(text, 40, limit=9)
    assert rows[-1][0].ink == Ink(fg="red")


def test_long_lines_go_on_in_the_next_row_and_the_longest_are_cut():
    assert texts("x" * 50, 20) == ["x" * 20, "x" * 20, "x" * 10]
    rows = texts("y" * 5_000_000, 80)
    assert len(rows) == 51
    assert rows[-1].strip() == "… 4996000 more characters"


def test_many_lines_keep_head_and_tail():
    rows = texts("".join(f"{n}\n" for n in range(1000)), limit=9)
    assert rows == ["0", "1", "2", "3", "4", "5", "⋯ 991 lines not shown ⋯", "997", "998", "999"]
    assert texts("a\n" * 9, limit=9) == ["a"] * 9


def test_ascii_has_no_other_character():
    assert texts("época 3 ━━━ “ok”\n", ascii=True) == ['época 3 --- "ok"']


def test_a_flood_costs_a_few_calls_a_line():
    text = "epoch 1 - loss: 0.2333 - accuracy: 0.9123\n" * 3200
    profile = cProfile.Profile()
    rows = profile.runcall(terminal_rows, text, 80)
    assert len(rows) == 3200
    assert pstats.Stats(profile).total_calls < 10 * len(rows)
