"""The door to the terminal: nothing that a terminal obeys comes through."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.clean import MARKS, clean, clean_output

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)
PIECES = st.sampled_from(
    [
        "\x1b", "\x1b[", "\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b\\", "\x9b", "\x9d", "\x9c", "\x90", "\x07",
        "\x1b[31m", "\x1b[0m", "\x1b[38;5;1m", "\x1b[>4m", "31", ";", "m", "52;c;aGk=", "a", "\n", "\r", "\b", "\x00",
        "\u202e", "\u200d", "\ud800", "\u0301", "\x7f", "é", "⚠", "\ufe0f", "\x85", "\u2028", "8;;http://a", "(B", "c",
    ]
)  # fmt: skip
ESCAPED = st.lists(PIECES | ANY, max_size=12).map("".join)
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0f\ufeff\ud800-\udfff]"
)
SGR = re.compile(r"\x1b\[[0-9;:]*m")


def longest_pile(text: str) -> int:
    longest = pile = 0
    for character in text:
        pile = pile + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        longest = max(longest, pile)
    return longest


@given(ESCAPED)
def test_clean_text_holds_nothing_a_terminal_obeys(text):
    once = clean(text)
    assert not FORBIDDEN.search(once)
    assert clean(once) == once
    assert longest_pile(once) <= MARKS
    single = clean(text, multiline=False)
    assert "\n" not in single
    assert clean(single, multiline=False) == single


@given(ESCAPED)
def test_clean_output_holds_only_complete_colours(text):
    once = clean_output(text)
    rest = SGR.sub("", once)
    assert not FORBIDDEN.search(rest.replace("\r", "").replace("\b", ""))
    assert clean_output(once) == once
    assert longest_pile(rest) <= MARKS


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80))
def test_plain_text_comes_through_unchanged(text):
    assert clean(text) == text
    assert clean_output(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("\x1b]52;c;aGk=\x07x", "]52;c;aGk=x"),
        ("señal · ŷ − y → 0.5\t≥", "señal · ŷ − y → 0.5\t≥"),
        ("\ufeffa\u200bb\u202ec", "abc"),
        ("\ud83d", "\ufffd"),
        ("⚠\ufe0f", "⚠"),
        ("e" + "\u0301" * 500 + "!", "e" + "\u0301" * MARKS + "!"),
        ("█" * 40, "█" * 40),
        ("", ""),
    ],
)
def test_clean_examples(text, expected):
    assert clean(text) == expected


def test_one_line_has_neither_newline_nor_tab():
    assert clean("a\r\nb\tc", multiline=False) == "a b c"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m\r\b\t\n", "\x1b[31mred\x1b[0m\r\b\t\n"),
        ("\x1b[38;2;1;2;3mx", "\x1b[38;2;1;2;3mx"),
        ("\x1b[38:2::1:2:3mx", "\x1b[38:2::1:2:3mx"),
        ("a\x1b[2Jb\x1b[10;10Hc\x1b[?1049hd\x1b[>4;1me", "abcde"),
        ("a\x1b]52;c;aGk=\x07b\x1b]0;title\x1b\\c\x1b]8;;http://x\x9cd", "abcd"),
        ("a\x1bPq#0;2~\nmore\x1b\\b\x1b_apc\x1b\\c\x1b^pm\x1b\\d\x1bXsos\x1b\\e", "abcde"),
        ("a\x9b31mb\x9d52;c;x\x07c\x90q\x9cd\x8eXe", "abcde"),
        ("\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\x", "x"),
        ("\x1b]8;;http://a\x07\x1b]52;c;aGk=\x07\x1b\\ click", " click"),
        ("a\x1bcb\x1b(Bc\x1b#8d\x1b7e\x1bMf", "abcdef"),
        ("end\x1b", "end"),
        ("end\x1b[", "end"),
        ("end\x1b[31", "end"),
        ("end\x1b]52;c;aGk=", "end"),
        ("end\x1bPq", "end"),
        ("a\x1b]no end\nb", "a\nb"),
        ("a\x1b[3\r1mb", "a\r1mb"),
        ("a\x1b\x00[31mb", "a[31mb"),
    ],
)
def test_clean_output_examples(text, expected):
    assert clean_output(text) == expected


@pytest.mark.parametrize("piece", ["\x1b]", "\x9d\n", "\x1bP\n", "\x1b[", "\x90a\n", "\u0301", "\x1b[0", "\x9c"])
def test_a_megabyte_of_openings_takes_no_time(piece):
    text = piece * (1_000_000 // len(piece))
    start = time.process_time()
    assert len(clean_output(text)) <= len(text)
    assert len(clean(text)) <= len(text)
    assert time.process_time() - start < 3
