"""The menu of a learner, from the course and what was done."""

from __future__ import annotations

import pytest

from tutor.content.library import Library
from tutor.paths import course_dir
from tutor.progress import Place, Progress
from tutor.tui.desk import menu_model, neighbour


@pytest.fixture
def library():
    return Library(course_dir(), None)


def unit(model, number):
    return next(unit for chapter in model.chapters for unit in chapter.units if unit.number == number)


def taken(progress, score, *, passed):
    attempt = progress.begin("1-foundations", "es", 1)
    progress.answer(attempt.id, "matrix-vector", "a", "right", 1.0)
    progress.finish(attempt.id, score, passed)


def test_a_fresh_learner_has_everything_before_them(library):
    model = menu_model(library, Progress(None), "es")
    assert model.done == 0
    assert model.total == len(library.entries)
    assert {unit.status for chapter in model.chapters for unit in chapter.units} == {"new"}
    assert unit(model, "1.5").size == "12 min"


def test_a_quiz_that_was_not_passed_says_so_and_does_not_count(library):
    progress = Progress(None)
    taken(progress, 0.25, passed=False)
    model = menu_model(library, progress, "en")
    assert (unit(model, "1.13").status, unit(model, "1.13").detail) == ("started", "25%, not passed")
    assert model.done == 0
    taken(progress, 0.9, passed=True)
    model = menu_model(library, progress, "en")
    assert (unit(model, "1.13").status, unit(model, "1.13").detail) == ("done", "90%")
    assert model.done == 1


def test_a_quiz_left_half_way_tells_how_far(library):
    progress = Progress(None)
    attempt = progress.begin("1-foundations", "es", 1)
    progress.answer(attempt.id, "matrix-vector", "a", "right", 1.0)
    assert unit(menu_model(library, progress, "en"), "1.13").detail.startswith("answered 1 of")


def test_the_unit_left_off_is_selected(library):
    progress = Progress(None)
    progress.visit("2.1", "es", 3, Place("2.1", 1), reached_end=False)
    progress.ran("2.1", "pixel", "ok")
    model = menu_model(library, progress, "en")
    assert model.selected == "2.1"
    assert unit(model, "2.1").detail == "cell 1 of 16"


def test_neighbours_follow_the_course(library):
    assert neighbour(library, "1.5", 1).unit == "1.6"
    assert neighbour(library, "1.13", 1).unit == "2.1"
    assert neighbour(library, "1.1", -1) is None
    assert neighbour(library, library.entries[-1].unit, 1) is None
