from __future__ import annotations

from pathlib import Path

import pytest

from tutor.console.reader import read
from tutor.content.lesson import Lesson
from tutor.content.markdown import parse_blocks
from tutor.locale import use


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


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_lab_is_its_picture_its_words_and_its_controls(paper, language):
    use(language)
    try:
        blocks = parse_blocks("Before.\n\n```{lab} neuron gate=xor\n```\n\nBehind.\n\n```{lab} none\n```", Path("x.md"))
        lesson = Lesson("1.6", "T", language, 3, Path("x.md"), blocks)
        terminal = paper(width=80, ascii=True)
        read(lesson, terminal)
    finally:
        use("en")
    said = terminal.said
    assert said.index("Before.") < said.index("x1 x2 |") < said.index("XOR") < said.index("Behind.")
    assert ("2 of 4 right" if language == "en" else "2 de 4 bien") in said
    assert "AND, OR, NAND, XOR" in " ".join(said.split())
    assert "none" in said
    assert max(map(len, said.splitlines())) <= 80
