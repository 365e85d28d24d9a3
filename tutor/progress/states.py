"""What a learner's progress looks like from outside: frozen results of the store's queries.

Named tuples, since they are made five times faster than dataclasses, and the list of the course waits for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Status = Literal["new", "started", "done"]


class Place(NamedTuple):
    """Where in a lesson: the section counted from 0, the cell in sight, and how far down (0 to 1) it was scrolled."""

    unit: str
    section: int = 0
    cell: str | None = None
    offset: float = 0.0


class LessonState(NamedTuple):
    """A lesson: done when its end was once reached and all its cells were run.

    `cells_run` counts different cells, `cells` those that count for being done.
    """

    status: Status = "new"
    cells_run: int = 0
    cells: int = 0
    place: Place | None = None
    language: str = ""


class Given(NamedTuple):
    """One answer as it was given, and how it was graded then. `at` is seconds since 1970."""

    question: str
    answer: object
    outcome: str
    score: float
    at: float


class Attempt(NamedTuple):
    """One go at a quiz; `answers` by question, in the order given. `seed` orders the options."""

    id: str
    quiz: str
    language: str
    seed: int
    started: float
    finished: float | None = None
    answers: Mapping[str, Given] = MappingProxyType({})
    score: float | None = None
    passed: bool | None = None


class Tries(NamedTuple):
    """What was tried at a question since it was last right: answers, the highest hint read, the solution shown.

    `last` is the last answer of all, also a right one.
    """

    answers: int = 0
    hints: int = 0
    is_shown: bool = False
    last: Given | None = None


class Due(NamedTuple):
    """A question to be asked again since `at`."""

    quiz: str
    question: str
    at: float


class Held(NamedTuple):
    """A misconception that an answer to a question showed, `since` when; closed when it was answered right."""

    name: str
    quiz: str
    question: str
    since: float
    closed: float | None = None


class QuizState(NamedTuple):
    """A quiz: done when once finished. `best` and `last` are scores 0 to 1; `answered` counts in the open attempt."""

    status: Status = "new"
    best: float | None = None
    last: float | None = None
    passed: bool = False
    answered: int = 0
