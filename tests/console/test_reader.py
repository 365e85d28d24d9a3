from __future__ import annotations

import pytest

from tutor.console.reader import read


@pytest.mark.parametrize("width", [30, 80])
def test_a_lesson_is_its_prose_and_its_numbered_cells(library, paper, width):
    terminal = paper(width=width)
    assert read(library.lesson("1.1", "en"), terminal) == 0
    said = terminal.said
    assert said.startswith("1.1 Adding\n")
    assert "3 minutes" in said
    assert [line for line in said.splitlines() if line.startswith("[")] == ["[1]", "[2]", "[3]"]
    assert "x / 0" in said
    assert said.index("Some more prose.") < said.index("[2]")
    assert max(map(len, said.splitlines())) <= width


def test_links_are_spelled_out_and_signs_are_plain_where_wanted(library, paper):
    terminal = paper(ascii=True)
    read(library.lesson("1.1", "es"), terminal)
    assert "https://example.org/sums" in terminal.said
    assert "Algo más de prosa." in terminal.said
    assert not set(terminal.said) & set("═─▌•")
