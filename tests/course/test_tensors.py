"""Lesson 2.1: what its prose says is what its cells compute."""

from __future__ import annotations

import pytest

LESSON = "2.01-dimensions-tensors-reshape.md"


@pytest.fixture(scope="module", params=["es", "en"])
def lesson(request, play):
    ask = {
        "copies": "not np.shares_memory(picture, picture.T.reshape(-1))",
        "flattened": "list(photos.reshape(6, -1).shape)",
        "red": "list(photos[..., 0].shape)",
    }
    return play(LESSON, request.param, ask=ask)


def test_only_the_cell_that_may_fail_fails(lesson):
    failed = {name: cell["error"] for name, cell in lesson.cells.items() if cell["error"]}
    assert failed == {"wrong-size": "ValueError: cannot reshape array of size 20 into shape (3,7)"}


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("pixel", "ndim: 0   shape: ()"),
        ("row", "ndim: 1   shape: (4,)"),
        ("picture", "ndim: 2   shape: (5, 4)"),
        ("batch", "ndim: 3   shape: (3, 5, 4)"),
        ("size-dtype", "size: 60   dtype: float32"),
        ("overflow", "[144 200]\n[400. 200.]"),
        ("minus-one", "(10, -1)    ->  (10, 2)"),
        ("view", "True"),
        ("copy", "False"),
        ("network-input", "(3, 5, 4) -> (3, 20)"),
        ("layer", "(3, 20) @ (20, 2) = (3, 2)"),
    ],
)
def test_figures(lesson, cell, printed):
    assert printed in lesson.text(cell)


def test_what_the_notes_and_the_solution_claim(lesson):
    assert lesson.answers == {"copies": True, "flattened": [6, 192], "red": [6, 8, 8]}
