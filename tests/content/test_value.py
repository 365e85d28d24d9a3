"""A number in the prose that names its cell: how it is written, read and shown."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.content.lesson import Note, Table
from tutor.content.markdown import parse_blocks, parse_lesson
from tutor.content.value import Place, place, printed, values, written
from tutor.content.walk import runs

PATH = Path("lessons/en/1.05-x.md")
LESSON = """\
---
nntutor: {unit: "1.5", minutes: 7}
---

# Title

## With {value}`3 <a>` layers

Some words
and **{value}`407,050 <summary>`** parameters, or
{value}`19,466
<k-fold: mean absolute error>` dollars.

| a | b |
|---|---|
| 1 | {value}`0.5 <t: p #2>` |

:::{note} As {value}`7 <n>`
- {value}`8 <n #2>`
:::
"""


def read(text=LESSON, language="en"):
    return list(values(parse_lesson(text, PATH, language)))


def test_a_value_is_plain_text_to_the_learner():
    shown = "".join(run.text for run in runs(parse_blocks("has {value}`407,050 <summary>` weights", PATH)))
    assert shown == "has 407,050 weights"
    (run,) = (run for run in runs(parse_blocks("**{value}`0.5 <a>`**", PATH)) if run.origin)
    assert run.strong


def test_each_stands_in_its_line_wherever_it_is():
    found = read()
    assert [(value.text, value.line) for value in found] == [
        ("3", 7), ("407,050", 10), ("19,466", 11), ("0.5", 16), ("7", 18), ("8", 19),
    ]  # fmt: skip
    assert found[2].place == Place("k-fold", "mean absolute error")
    assert found[3].place == Place("t", "p", 2)
    assert any(isinstance(block, Table | Note) for block in parse_lesson(LESSON, PATH, "en").blocks)


@pytest.mark.parametrize(
    ("target", "meant"),
    [
        ("a", Place("a")),
        ("a-b.c", Place("a-b.c")),
        ("a #3", Place("a", nth=3)),
        ("a: −ln 0.5", Place("a", "−ln 0.5")),
        ("a: val_loss: #2", Place("a", "val_loss:", 2)),
        ("a:  two \n words ±0.01", Place("a", "two words", within=Decimal("0.01"))),
        ("a: x #2 ± 5 %", Place("a", "x", 2, Decimal(5), share=True)),
        ("a ±1,000", Place("a", within=Decimal(1000))),
        ("", None),
        ("a b", None),
        ("a #0", None),
        ("a ±,", None),
    ],
)
def test_where_it_comes_from(target, meant):
    assert place(target) == meant


@pytest.mark.parametrize(
    ("text", "language", "meant"),
    [
        ("407,050", "en", [{"407050"}]),
        ("407,05", "en", []),
        ("0.675", "en", [{"0.675"}]),
        ("about 97.9 %, or −3", "en", [{"97.9"}, {"-3"}]),
        ("[16, 20]", "en", [{"16"}, {"20"}]),
        ("1e-05", "en", [{"0.00001"}]),
        ("R52 has 52-dimensional x1", "en", [{"52"}]),
        ("3–5", "en", [{"3"}, {"5"}]),
        ("407 050", "es", [{"407050"}]),
        ("407 050,5", "es", [{"407050.5"}]),
        ("407.050", "es", [{"407050", "407.050"}]),
        ("407,050", "es", [{"407050", "407.050"}]),
        ("0,675", "es", [{"0.675"}]),
        ("0.675", "es", [{"0.675"}]),
        ("1.234.567,8", "es", [{"1234567.8"}]),
        ("unos 19 466 dólares", "es", [{"19466"}]),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(text, language, meant):
    found = [{number.value for number in readings} for readings in written(text, language)]
    assert found == [{Decimal(one) for one in readings} for readings in meant]


def test_what_python_prints():
    text = "x1 dense_2 (4,) [ 16  20.] 1,234.50 -3.e-05 a=7% 25/30 2ms/step, v1.2"
    assert [one.number.value for one in printed(text)] == [
        Decimal(one) for one in ("4", "16", "20", "1234.50", "-3e-05", "7", "25", "30", "2")
    ]


@given(st.text(max_size=200), st.sampled_from(["es", "en"]))
def test_reading_never_raises(text, language):
    written(text, language)
    printed(text)
    place(text)
    for run in runs(parse_blocks("{value}`" + text + "`", PATH)):
        assert run.origin is None or run.origin.line >= 1


@given(st.integers(-(10**12), 10**12))
def test_what_is_formatted_is_read_again(number):
    ((reading,),) = written(f"{number:,}", "en")
    assert reading.value == number
    assert number in {one.value for one in written(f"{number:,}".replace(",", " "), "es")[0]}
    assert number in {one.value for one in written(f"{number:,}".replace(",", "."), "es")[0]}
    assert [one.number.value for one in printed(f" {number:,} ")] == [number]
