"""What the learner has done: append-only events in one SQLite file. Knows neither content's files nor any screen."""

from __future__ import annotations

from tutor.progress.file import TooNew
from tutor.progress.states import Attempt, Given, LessonState, Place, QuizState, Status
from tutor.progress.store import Progress, open_progress

__all__ = [
    "Attempt",
    "Given",
    "LessonState",
    "Place",
    "Progress",
    "QuizState",
    "Status",
    "TooNew",
    "open_progress",
]
