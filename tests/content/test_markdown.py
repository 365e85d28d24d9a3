"""Markdown and MyST into blocks."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.content.lesson import (
    Ask,
    Cell,
    Code,
    Experiment,
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
from tutor.content.markdown import parse_blocks
from tutor.content.walk import links, runs

PATH = Path("lessons/en/1.05-x.md")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def blocks(text):
    return parse_blocks(text, PATH)


def only(text):
    (block,) = blocks(text)
    return block


def words(text):
    return (Inline(text),)


def test_a_paragraph_keeps_its_styles():
    assert only("a **b** *c* ***d*** ~~e~~ `f` g\nh").text == (
        Inline("a "),
        Inline("b", strong=True),
        Inline(" "),
        Inline("c", emphasis=True),
        Inline(" "),
        Inline("d", strong=True, emphasis=True),
        Inline(" "),
        Inline("e", strike=True),
        Inline(" "),
        Inline("f", "code"),
        Inline(" g h"),
    )


def test_a_line_ends_where_the_author_says_so():
    assert only("a\\\nb").text == (Inline("a"), Inline("\n", "break"), Inline("b"))
    assert only("a<br>b").text == (Inline("a"), Inline("\n", "break"), Inline("b"))


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("[x](1.5)", "1.5"),
        ("[x](http://a.b/c)", "http://a.b/c"),
        ("<https://a.b>", "https://a.b"),
        ("[x](javascript:alert(1))", "javascript:alert(1)"),
        ("[x](file:///etc/passwd)", "file:///etc/passwd"),
        ("[x](--version)", "--version"),
        ("[x][y]\n\n[y]: 2.1", "2.1"),
        ("[x](a&#x202e;b)", "a%E2%80%AEb"),
    ],
)
def test_a_link_keeps_its_target_for_others_to_judge(text, href):
    assert list(links(blocks(text))) == [href]


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("$x^2$", "math", "x^2"),
        ("{math}`x^2`", "math", "x^2"),
        ("a $$y$$ b", "math", "y"),
        ("{code}`np.dot`", "code", "np.dot"),
        ("{kbd}`Enter`", "code", "Enter"),
        ("{py:func}`len`", "code", "len"),
        ("{doc}`the start <intro>`", "text", "the start"),
        ("{unheard-of}`some words`", "text", "some words"),
    ],
)
def test_mathematics_and_roles(text, kind, content):
    assert Inline(content, kind) in [run if kind != "text" else Inline(run.text) for run in runs(blocks(text))]


def test_money_is_no_mathematics():
    assert only("It costs $5 and $6.").text == words("It costs $5 and $6.")


def test_html_is_shown_as_text_and_comments_are_not():
    assert only("a <b>bold</b> word").text == words("a <b>bold</b> word")
    assert only("<div onclick='x'>\nhello\n</div>") == Paragraph(
        (Inline("<div onclick='x'>"), Inline("\n", "break"), Inline("hello"), Inline("\n", "break"), Inline("</div>"))
    )
    assert blocks("<!-- not for the reader -->\n\n% nor this\n\n(target)=\n\n+++\n") == ()


def test_entities_cannot_bring_control_characters():
    (run,) = only("a&#27;]52;&#x202e;&#x200b;&#7;b &amp; c").text
    assert not CONTROLS.search(run.text)
    assert run.text.endswith("b & c")


def test_headings_know_their_line():
    assert blocks("# A\n\n## *B* c\n\nD\n===\n") == (
        Heading(1, words("A"), 1),
        Heading(2, (Inline("B", emphasis=True), Inline(" c")), 3),
        Heading(1, words("D"), 5),
    )


def test_lists():
    assert only("- a\n- b\n\n  c\n") == Items(
        ((Paragraph(words("a")),), (Paragraph(words("b")), Paragraph(words("c")))), None
    )
    assert only("3. a\n   - b\n4. c\n") == Items(
        ((Paragraph(words("a")), Items(((Paragraph(words("b")),),))), (Paragraph(words("c")),)), 3
    )


def test_quotes_rules_and_code():
    assert blocks("> a\n\n---\n\n    indented\n\n```python title=x\nx = 1\n\n```\n") == (
        Quote((Paragraph(words("a")),)),
        Rule(),
        Code("indented"),
        Code("x = 1", "python"),
    )


def test_a_fence_may_hold_a_fence():
    assert only("````text\n```{code-cell}\n1\n```\n````") == Code("```{code-cell}\n1\n```", "text")


def test_tables():
    table = only("| a | **b** | c |\n|---|:-:|--:|\n| 1 | `x` | [l](1.5) |\n| 2 |\n")
    assert table == Table(
        (words("a"), (Inline("b", strong=True),), words("c")),
        ((words("1"), (Inline("x", "code"),), (Inline("l", href="1.5"),)), (words("2"), (), ())),
        ("left", "center", "right"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "$$\nx = 1\n$$",
        "$$x = 1$$",
        "$$\nx = 1\n$$ (label)",
        "```{math}\nx = 1\n```",
        "```{math}\n:label: a\nx = 1\n```",
    ],
)
def test_display_mathematics(text):
    assert only(text) == Math("x = 1")


@pytest.mark.parametrize("fence", ["```", ":::"])
def test_admonitions(fence):
    inner = Paragraph((Inline("Look", strong=True),))
    assert only(f"{fence}{{note}} A *title*\n:class: x\n\n**Look**\n{fence}") == Note(
        "note", (Inline("A "), Inline("title", emphasis=True)), (inner,)
    )
    assert only(f"{fence}{{tip}}\n**Look**\n{fence}") == Note("tip", (), (inner,))
    assert only(f"{fence}{{admonition}} T\n:class: warning\n**Look**\n{fence}") == Note("warning", words("T"), (inner,))


def test_unknown_directives_show_their_text_in_a_box():
    assert only("```{frobnicate} some *words*\n---\na: b\n---\nthe text\n```") == Note(
        "frobnicate", (Inline("some "), Inline("words", emphasis=True)), (Paragraph(words("the text")),)
    )
    assert only("```{lab} neuron w1=2 gate=xor\n```") == Experiment("neuron", (("w1", "2"), ("gate", "xor")), 1)
    assert only(":::{lab} neuron\n:gate: xor\n:::") == Experiment("neuron", (("gate", "xor"),), 1)
    assert only("```{lab} neuron w1=2\n---\ngate: xor\n---\n```").options == (("w1", "2"), ("gate", "xor"))


def test_boxes_hold_boxes():
    text = "::::{exercise} E\nDo it.\n:::{solution}\n```python\nx\n```\n:::\n::::\n"
    assert only(text) == Note(
        "exercise", words("E"), (Paragraph(words("Do it.")), Note("solution", (), (Code("x", "python"),)))
    )


def test_boxes_in_boxes_end_somewhere():
    text = "\n".join(f"{':' * n}{{note}}" for n in range(300, 2, -1)) + "\nend"
    (block,) = blocks(text)
    depth = 0
    while isinstance(block, Note):
        depth += 1
        (block,) = block.blocks
    assert depth == 8
    assert isinstance(block, Code)


def test_pictures():
    assert only("![the **digit** 5](five.png)") == Picture("the digit 5", "five.png")
    assert only('![a](b.png "Title")') == Picture("a", "b.png", (Paragraph(words("Title")),))
    assert only("```{image} b.png\n:alt: what it shows: a digit\n```") == Picture("what it shows: a digit", "b.png")
    assert only("```{figure} b.png\n:alt: a\n\nThe *caption*.\n```") == Picture(
        "a", "b.png", (Paragraph((Inline("The "), Inline("caption", emphasis=True), Inline("."))),)
    )
    assert only("text ![alt](b.png)").text == (Inline("text "), Inline("alt", "image"))


def test_questions_know_their_line():
    assert blocks("a\n\n```{question} quiz/one\n```\n")[1] == Ask("quiz/one", 3)


CELLS = """\
```{code-cell} ipython3
:tags: [raises-exception, optional]
:name: first

x = 1
if x:
\tprint("tab")
```

```{code-cell} ipython3
---
name: second
tags:
  - optional
---
y = 2
```

~~~{code-cell}

z = 3
~~~

````{code-cell} ipython3
```not a fence
````
"""


def test_cells():
    first, second, third, fourth = blocks(CELLS)
    assert first == Cell("first", 0, 'x = 1\nif x:\n\tprint("tab")', frozenset({"raises-exception", "optional"}), 5)
    assert first.may_fail
    assert second == Cell("second", 1, "y = 2", frozenset({"optional"}), 16)
    assert third == Cell("cell-3", 2, "z = 3", frozenset(), 21)
    assert fourth == Cell("cell-4", 3, "```not a fence", frozenset(), 25)


def test_a_cell_line_is_where_its_source_starts():
    lines = CELLS.split("\n")
    for cell in blocks(CELLS):
        assert lines[cell.line - 1] == cell.source.split("\n")[0]


def test_the_first_line_is_counted_from_where_the_text_stands():
    assert parse_blocks("a\n\n# b", PATH, first_line=40)[1].line == 42


@pytest.mark.parametrize("text", ["\ufeff# a\r\n\r\nb\r\n", "# a\r\rb\r", "# a\n\nb\n"])
def test_line_ends_make_no_difference(text):
    assert blocks(text) == (Heading(1, words("a"), 1), Paragraph(words("b")))


PIECES = st.sampled_from(
    [
        "```", "````", "~~~", ":::", "::::", "{code-cell}", "{note}", "{math}", "{figure} a", "{question} a/b", "$$",
        "$", "`", "\n", "\n\n", "> ", "- ", "1. ", "\t", "    ", "|", "|-|-|", "# ", "---", ":tags: [a", "+++", "% ",
        "(a)=", "[", "](", ")", "![", "<div>", "<!--", "-->", "&#27;", "*", "_", "~~", "\\", "\x00", "\ud800", "\x1b",
        "{", "}", "text", "é", "[a]: b", "\r", "{math}`", "\u2028", "\x0c",
    ]
)  # fmt: skip
ANYTHING = st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join)


@given(ANYTHING)
def test_any_text_has_blocks_and_no_control_characters(text):
    found = blocks(text)
    assert isinstance(found, tuple)
    assert not [run for run in runs(found) if CONTROLS.search(run.text) or CONTROLS.search(run.href)]
    assert [cell.index for cell in found if isinstance(cell, Cell)] == list(
        range(sum(isinstance(block, Cell) for block in found))
    )


BOMBS = {
    "quotes": ("> " * 300 + "a\n") * 20,
    "lists": "".join("  " * n + "- a\n" for n in range(200)),
    "brackets": "[" * 500_000,
    "images": "![" * 200_000,
    "backticks": "".join("`" * n + " " for n in range(1_000)),
    "stars": "*a _b " * 100_000,
    "stars in many paragraphs": "*a **b _c\n\n" * 5_000,
    "line": "word " * 200_000,
    "bars": "|" * 300_000 + "\n" + "|-" * 150_000 + "\n",
    "table": "|a|b|\n|-|-|\n" + "|1|2|\n" * 8_000,
    "comments": "<!--" * 200_000,
    "closed comments": "<!---->" * 100_000,
    "roles": "{a}" * 200_000,
    "role targets": "{a}`" + "<" * 300_000 + "`",
    "colons": ":::\n" * 50_000,
    "dollars": "$a" * 200_000,
    "display dollars": "$$\n" * 30_001,
    "references": "[a]: b\n" * 20_000,
    "entities": "&amp;" * 100_000,
    "marks": "e" + "\u0301" * 500_000,
    "options": "```{note}\n" + ":a:" + " " * 200_000 + "x\n```",
    "cells": "```{code-cell}\nx\n```\n" * 2_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_go_off_quietly(name):
    start = time.process_time()
    assert isinstance(blocks(BOMBS[name]), tuple)
    assert time.process_time() - start < 8
