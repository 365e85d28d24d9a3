"""Every lesson has the form that the course promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tutor.content.lesson import Ask, Heading, Items, Note, Paragraph
from tutor.content.markdown import read_lesson
from tutor.content.quiz import read_quiz

ROOT = Path(__file__).parents[2]
LESSONS = sorted((ROOT / "lessons").glob("*/*.md"))
LAST = {"es": "Para recordar", "en": "To remember"}


def words(inlines):
    return "".join(inline.text for inline in inlines)


@pytest.fixture(params=LESSONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def path(request):
    return request.param


@pytest.fixture
def lesson(path):
    return read_lesson(path)


def test_takes_five_to_fifteen_minutes(lesson):
    assert 5 <= lesson.minutes <= 15


def test_opens_with_what_one_will_be_able_to_do(lesson):
    first = next(n for n, block in enumerate(lesson.blocks) if isinstance(block, Heading))
    assert any(isinstance(block, Items) for block in lesson.blocks[:first])


def test_ends_with_three_sentences_to_remember(lesson):
    heading, last = lesson.blocks[-2:]
    assert isinstance(heading, Heading)
    assert words(heading.text) == LAST[lesson.language]
    assert isinstance(last, Items)
    assert len(last.items) == 3


def test_builds_on_other_units(lesson, path):
    links = re.findall(r"\]\((\d+\.\d+)\)", path.read_text(encoding="utf-8"))
    assert set(links) - {lesson.unit}


def test_asks_the_learner_to_do_something(lesson):
    notes = [block.kind for block in lesson.blocks if isinstance(block, Note)]
    assert "tip" in notes
    assert 1 <= notes.count("exercise") <= 2
    assert notes.count("exercise") == notes.count("solution")
    assert any(isinstance(block, Ask) for block in lesson.blocks)


def test_cells_are_named_short_and_narrow(lesson):
    names = [cell.name for cell in lesson.cells]
    assert len(set(names)) == len(names)
    assert not [name for name in names if name.startswith("cell-")]
    assert max(len(line) for cell in lesson.cells for line in cell.source.splitlines()) <= 76
    assert max(len(cell.source.splitlines()) for cell in lesson.cells) <= 28


def test_one_cell_fails_to_teach(lesson):
    assert [cell for cell in lesson.cells if cell.may_fail]


def test_no_paragraph_is_long(lesson):
    lengths = [len(words(block.text).split()) for block in lesson.blocks if isinstance(block, Paragraph)]
    assert max(lengths) <= 90


def test_questions_are_in_the_quizzes(lesson):
    for block in lesson.blocks:
        if isinstance(block, Ask):
            quiz, _slash, question = block.reference.partition("/")
            assert read_quiz(ROOT / "quizzes" / f"{quiz}.yaml").question(question) is not None, block.reference
