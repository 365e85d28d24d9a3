from __future__ import annotations

import io
from pathlib import Path

import pytest

from tutor.console.terminal import Terminal
from tutor.content.library import Library
from tutor.locale import use
from tutor.progress import Progress

COURSE = Path(__file__).parent / "fixtures" / "course"


class Paper(Terminal):
    """A terminal on strings; `typed` is what the person or the pipe sends."""

    def __init__(self, typed: str = "", *, ascii: bool = False, width: int = 80) -> None:
        super().__init__(io.StringIO(typed), io.StringIO(), io.StringIO(), width, ascii)

    @property
    def said(self) -> str:
        return self.out.getvalue()

    @property
    def noted(self) -> str:
        return self.err.getvalue()


@pytest.fixture(autouse=True)
def english():
    use("en")
    yield
    use("en")


@pytest.fixture
def course():
    return COURSE


@pytest.fixture
def library():
    return Library(COURSE)


@pytest.fixture
def quiz(library):
    return library.quiz("1-sums")


@pytest.fixture
def progress():
    store = Progress(None)
    yield store
    store.close()


@pytest.fixture
def paper():
    return Paper
