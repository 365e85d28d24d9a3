"""Nothing raises and no row is wider than it may be, whatever the text."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.draw.canvas import row_text, row_width, width
from tutor.kernel.events import Failure
from tutor.show.failure import failure_rows
from tutor.show.fold import fold
from tutor.show.hypertext import hypertext_rows
from tutor.show.mathbox import math_block
from tutor.show.mathline import math_inline
from tutor.show.prose import prose
from tutor.show.terminal import terminal_rows

spec = importlib.util.spec_from_file_location("lessons_to_show", Path(__file__).parent / "lessons.py")
lessons = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lessons)

sizes = st.integers(20, 130)
pieces = st.lists(
    st.text(max_size=20)
    | st.sampled_from(["\x1b[31m", "\x1b[0m", "\x1b[38;5;208m", "\x1b[48:2::1:2:3m", "\r", "\b\b", "\t", "\n", "你好"]),
    max_size=12,
)


def check_rows(rows, size):
    assert all(row_width(row) <= size for row in rows)
    assert all("\n" not in span.text for row in rows for span in row)


@given(lessons.blocks, sizes, st.booleans(), st.sampled_from(["mark", "print"]))
@settings(max_examples=150, deadline=None)
def test_prose_fits(blocks, size, ascii, links):
    rows = prose(blocks, size, ascii=ascii, links=links)
    check_rows(rows, size)
    if ascii:
        assert all(char < "\u0100" for row in rows for char in row_text(row))


@given(lessons.tex, sizes, st.booleans())
@settings(max_examples=200, deadline=None)
def test_formulas_fit(tex, size, ascii):
    assert "\n" not in math_inline(tex, ascii=ascii)
    assert all(width(line) <= size for line in math_block(tex, size, ascii=ascii))


@given(pieces, sizes, st.booleans())
@settings(max_examples=200, deadline=None)
def test_terminal_text_fits(texts, size, ascii):
    check_rows(terminal_rows("".join(texts), size, ascii=ascii, limit=10), size)


@given(st.text(max_size=80) | pieces.map("<td>".join), sizes)
@settings(deadline=None)
def test_hypertext_fits(html, size):
    check_rows(hypertext_rows(html, size), size)


@given(st.text(max_size=30), st.text(max_size=100), st.lists(pieces.map("".join), max_size=4), sizes, st.booleans())
@settings(deadline=None)
def test_failures_fit(name, message, texts, size, unfolded):
    failure = Failure(name, message, tuple("Cell In[1], line 1\n----> 1 " + text for text in texts))
    check_rows(failure_rows(failure, size, unfolded=unfolded), size)


@given(lessons.text)
def test_folding_is_idempotent_and_leaves_latin_1(text):
    assert fold(fold(text)) == fold(text)
    assert all(char <= "\xff" for char in fold(text))
    assert fold(text, accents=False).isascii()
