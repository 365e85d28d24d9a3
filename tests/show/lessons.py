"""Arbitrary lessons and short names for writing models by hand."""

from __future__ import annotations

from hypothesis import strategies as st

from tutor.content.lesson import (
    Ask,
    Code,
    Heading,
    Inline,
    Items,
    Math,
    Note,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Table,
)


def words(text):
    return (Inline(text),)


def paragraph(text):
    return Paragraph(words(text))


text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60) | st.text(
    "ab \t\nñ你\u0301…•αβ∑—¿", max_size=60
)
tex = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            "\\frac", "{", "}", "\\left(", "\\right)", "x", "_", "^", "\\sum", "&", "\\\\", "\\begin{bmatrix}", "1",
            "\\end{bmatrix}", "\\hat", "\\text{si }", "\\sqrt", "[", "]", "(", ")", "+", "=", " ", "\\alpha", "\\not",
            "\\begin{cases}", "\\underbrace", "\\overset", "'", "\\foo", "\\", "%", "\\begin{aligned}", "\\binom", ",",
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip
inlines = st.lists(
    st.builds(
        Inline,
        text,
        st.sampled_from(["text", "code", "image", "break"]),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "1.4", "https://example.org/a/very/long/path/indeed"]),
    )
    | st.builds(Inline, tex, st.just("math")),
    max_size=4,
).map(tuple)
simple = (
    st.builds(Paragraph, inlines)
    | st.builds(Heading, st.integers(1, 6), inlines)
    | st.builds(Code, text, st.sampled_from(["", "python", "nothing", "json"]))
    | st.builds(Math, tex)
    | st.builds(Picture, text, text)
    | st.just(Rule())
    | st.builds(Ask, text)
    | st.builds(
        Table,
        st.lists(inlines, max_size=5).map(tuple),
        st.lists(st.lists(inlines, max_size=5).map(tuple), max_size=3).map(tuple),
        st.lists(st.sampled_from(["left", "center", "right"]), max_size=5).map(tuple),
    )
)
blocks = st.recursive(
    st.lists(simple, max_size=3).map(tuple),
    lambda inner: st.lists(
        st.builds(Items, st.lists(inner, max_size=3).map(tuple), st.none() | st.integers(0, 99))
        | st.builds(Quote, inner)
        | st.builds(Note, st.sampled_from(["note", "warning", "foo", "exercise"]), inlines, inner),
        max_size=2,
    ).map(tuple),
    max_leaves=6,
)
