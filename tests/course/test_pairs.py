"""The course passes its own check: links lead somewhere, both languages have the same cells, everything reads."""

from __future__ import annotations

from pathlib import Path

from tutor.check import check


def test_the_course_has_no_fault():
    assert [str(problem) for problem in check(Path(__file__).parents[2])] == []
