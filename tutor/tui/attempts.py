"""What the screen of a quiz is given: an attempt with its answers, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping

    from tutor.grading import Result
    from tutor.kernel.trial import Told


class Given(Protocol):
    """An answer that was kept."""

    @property
    def outcome(self) -> str:
        """How it was graded."""

    @property
    def score(self) -> float:
        """0 to 1."""


class Attempt(Protocol):
    """The go at the quiz that the screen shows."""

    @property
    def seed(self) -> int:
        """Orders the options."""

    @property
    def answers(self) -> Mapping[str, Given]:
        """What was answered before, by question."""


class Take(Protocol):
    """Marks and keeps an answer; hears a curve while it is trained."""

    def __call__(self, question: str, answer: object, told: Told | None = None, /) -> Awaitable[Result]:
        """The result; raises ValueError for what is no answer."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A finished attempt; `score` is 0 to 1."""

    score: float
    passed: bool
    seconds: float
