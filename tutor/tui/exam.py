"""A quiz being taken: its screen, its grading, and every answer on the disk before it is shown as taken."""

from __future__ import annotations

import asyncio
import random
from itertools import pairwise
from typing import TYPE_CHECKING

from tutor.grading import Outcome, Result, grade, summed
from tutor.tui.screens.quiz import QuizScreen, Summary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tutor.content.quiz import Quiz
    from tutor.progress import Attempt, Progress

LONGEST_THOUGHT = 300.0
"""Seconds between two answers beyond which the learner was elsewhere."""


class Exam:
    """One attempt: the open one, or a new one with a seed of its own. `units` can be visited from its screen."""

    def __init__(
        self, quiz: Quiz, progress: Progress, language: str, units: Mapping[str, str], *, ascii: bool = False
    ) -> None:
        self._progress = progress
        seed = random.SystemRandom().randrange(2**31)
        self._attempt = progress.open_attempt(quiz.id) or progress.begin(quiz.id, language, seed)
        self.quiz = quiz.drawn(self._attempt.seed)
        self.screen = QuizScreen(
            self.quiz,
            self._attempt,
            language,
            self._take,
            self._finish,
            units=units,
            hinted=self._note_hint,
            ascii=ascii,
        )

    async def _take(self, question_id: str, answer: object) -> Result:
        """Grade an answer and keep it; returns when it is committed."""
        question = next(question for question in self.quiz.questions if question.id == question_id)
        result = grade(question, answer)
        await asyncio.to_thread(
            self._progress.answer, self._attempt.id, question_id, answer, str(result.outcome), result.score
        )
        return result

    async def _note_hint(self, question_id: str, number: int) -> None:
        """Remember that a hint was read."""
        await asyncio.to_thread(self._progress.hint, self._attempt.id, question_id, number)

    async def _finish(self) -> Summary:
        """Sum up what was kept and close the attempt."""
        attempt = await asyncio.to_thread(self._progress.open_attempt, self.quiz.id) or self._attempt
        outcomes = {name: Result(Outcome(given.outcome), given.score) for name, given in attempt.answers.items()}
        total = summed(self.quiz, outcomes)
        await asyncio.to_thread(self._progress.finish, attempt.id, total.score, total.passed)
        return Summary(total.score, total.passed, _thinking(attempt))


def _thinking(attempt: Attempt) -> float:
    """Seconds spent on the answers: a night between two of them is not thought."""
    times = [attempt.started, *sorted(given.at for given in attempt.answers.values())]
    return sum(min(max(0.0, after - before), LONGEST_THOUGHT) for before, after in pairwise(times))
