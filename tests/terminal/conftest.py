"""Desks and courses for the tests in a real terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal.course import Course
from terminal.learner import Desk


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path / "course")


@pytest.fixture
def at_desk() -> Iterator[Callable[[Path | None], Desk]]:
    """`at_desk(root)` is a fresh desk; without a root, on the shipped course."""
    desks: list[Desk] = []

    def make(root: Path | None = None) -> Desk:
        desks.append(Desk(root))
        return desks[-1]

    yield make
    for desk in desks:
        desk.close()
