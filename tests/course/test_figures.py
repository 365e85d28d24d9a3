"""The course's figures name the cells that compute them, so that `check --run` holds them against what is printed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tutor.content.library import Library
from tutor.content.value import values

LIBRARY = Library(Path(__file__).parents[2])
FIGURES = [
    ("1.4", "parameters", ["407050"]),
    ("1.5", "count-parameters", ["407050"]),
    ("1.7", "matrix-vector", ["16", "20"]),
    ("1.9", "mse", ["0.675"]),
    ("1.9", "cross-entropy", ["0.693"]),
    ("1.11", "backward", ["3"]),
    ("2.2", "exercise", ["61"]),
    ("3.1", "leak", ["97.5"]),
    ("3.9", "result", ["19500"]),
    ("3.10", "repair", ["18400"]),
]


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(("unit", "cell", "numbers"), FIGURES)
def test_a_figure_is_marked(unit, cell, numbers, language):
    marked = [value for value in values(LIBRARY.lesson(unit, language)) if value.place and value.place.cell == cell]
    meant = [[{number.value for number in readings} for readings in value.numbers] for value in marked]
    wanted = [Decimal(number) for number in numbers]
    assert any(
        len(wanted) == len(said) and all(number in one for number, one in zip(wanted, said, strict=True))
        for said in meant
    )
