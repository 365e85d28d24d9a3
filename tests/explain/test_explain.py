"""Explaining what never happened: it stays quiet, quick and does not raise, whatever the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_contracts import loaded

from tutor.explain import explain
from tutor.explain.definitions import definitions
from tutor.explain.near import near
from tutor.explain.rules import rules
from tutor.explain.shape import clash, turned

NAMES = sorted({name for rule in rules() for name in rule.names})
PIECES = [
    *(
        "'",
        '"',
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        " ",
        "\n",
        "\x1b[1m",
        "-1",
        "0",
        "9" * 30,
        "None",
        "é",
        "\x00",
        "\\",
    ),
    *("cannot reshape array of size ", " into shape (", "operands could not be broadcast together with shapes ("),
    *("index ", " is out of bounds for axis ", " with size ", "shapes (", ") not aligned: ", " (dim 0) != "),
    *("target.shape=(", "output.shape=(", "name 'x' is not defined", "object has no attribute '", "incomplete input"),
    *(
        "Could not interpret optimizer identifier: ",
        "Expected shape (",
        "out of bounds for int99",
        "uint8",
        "filepath=",
    ),
    *("expected axis -1 of input shape to have value ", "Unrecognized data type: x=", "(of type <class 'list'>)"),
    *("'x' sizes: ", "'y' sizes: ", "No module named '", "Matrix size-incompatible: In[0]: [", "], In[1]: ["),
]
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=20).map("".join))


@given(
    st.one_of(st.sampled_from(NAMES), st.text(max_size=20)),
    texts,
    st.lists(texts, max_size=3),
    st.lists(texts, max_size=3),
    st.integers(-2, 5),
)
def test_it_never_raises(name, message, frames, cells, here):
    assert isinstance(explain(name, message, frames=frames, cells=cells, here=here), str)


@pytest.mark.parametrize("piece", [*PIECES, "a ", "a,", "((", "1,", "''"])
def test_a_very_long_message_costs_little(piece):
    message = (piece * (200_000 // len(piece)))[:200_000]
    begun = time.process_time()
    for name in NAMES:
        explain(name, message, frames=[message] * 60, cells=["x = 1"])
    assert time.process_time() - begun < 5  # some milliseconds a name, on a slow machine


def test_a_stop_and_an_exception_of_ones_own_are_not_explained():
    assert explain("KeyboardInterrupt", "") == ""
    assert explain("ValueError", "boom") == ""
    assert explain("Odd", "division by zero") == ""


@pytest.mark.parametrize(
    ("cells", "here", "words"),
    [
        (["w = 1", "w = 2", "w"], 2, "from cell 2, above: `w = 2`"),
        (["w", "w = 2"], 0, "further down, in cell 2"),
        (["import numpy as np", "np.zeros(w)", "def f():\n    w = 1"], 1, "No cell of this lesson"),
        (["weights = 1", "w = weigths"], 1, ""),
        (["from numpy import *", "w"], 1, ""),
        (["%run other.py", "w"], 1, ""),
        (["x = (", "w"], 1, ""),
        ([], 0, ""),
    ],
)
def test_a_name_is_looked_for_in_the_cells_of_the_lesson(cells, here, words):
    text = explain("NameError", "name 'w' is not defined", cells=cells, here=here)
    assert words in text
    assert bool(words) == bool(text) or "weigths" in cells[here]


def test_names_of_a_cell_are_those_at_its_top_level():
    found = definitions(
        "import a.b\nfrom c import d as e\nfor i in []:\n    j = 1\ndef f(x):\n    y = 1\n[k for k in j]\n"
    )
    assert dict(found.lines) == {"a": 1, "e": 2, "i": 3, "j": 4, "f": 5}
    assert found.is_complete
    assert not definitions("%matplotlib inline\nx = 1").is_complete


def test_near_words_and_shapes():
    assert near("Total", ["total", "tally"]) == "total"
    assert near("xy", ["xz"]) == ""
    assert clash((2, 3), (2,)) == (3, 2)
    assert clash((4, 1, 3), (2, 1)) is None
    assert turned((2, 3), (2, 3)) == "`a @ b.T`, `a.T @ b`"
    assert turned((2,), (3, 2)) == ""


def test_the_room_is_light_until_something_fails():
    assert not loaded("tutor.explain") & {"ast", "difflib", "numpy", "keras", "tensorflow", "asyncio", "dataclasses"}
