"""A quiz being taken: its screen, its grading, and every answer on the disk before it is shown as taken."""

from __future__ import annotations

import asyncio
import random
from itertools import pairwise
from typing import TYPE_CHECKING

from tutor.grading import Outcome, Result, summed
from tutor.tui.attempts import Summary
from tutor.tui.screens.quiz import QuizScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tutor.content.quiz import Quiz
    from tutor.kernel.trial import Told
    from tutor.marking import Marker
    from tutor.progress import Attempt, Progress
    from tutor.progress.states import Tries

LONGEST_THOUGHT = 300.0
"""Seconds between two answers beyond which the learner was elsewhere."""


class Exam:
    """One attempt: the open one, or a new one with a seed of its own. `units` can be visited from its screen."""

    def __init__(
        self,
        quiz: Quiz,
        progress: Progress,
        marker: Marker,
        language: str,
        units: Mapping[str, str],
        *,
        ascii: bool = False,
    ) -> None:
        self._marker = marker
        self._language = language
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
            revealed=self._note_solution,
            so_far=self._so_far,
            ascii=ascii,
        )

    async def _take(self, question_id: str, answer: object, told: Told | None = None) -> Result:
        """Mark an answer and keep it; returns when it is committed.

        A program that is written after its solution was seen is judged, and its score stays what it was.
        """
        question = next(question for question in self.quiz.questions if question.id == question_id)
        result = await self._marker.mark(question, answer, seed=self._attempt.seed, language=self._language, told=told)
        if result.outcome is not Outcome.NOT_ATTEMPTED:
            await asyncio.to_thread(self._keep, question_id, answer, result)
        return result

    def _keep(self, question_id: str, answer: object, result: Result) -> None:
        tries = self._progress.tries(self.quiz.id, question_id, self._attempt.id)
        before = tries.last.score if tries.last else 0.0
        score = before if tries.is_shown else result.score
        self._progress.answer(
            self._attempt.id,
            question_id,
            answer,
            str(result.outcome),
            score,
            misconceptions=result.misconceptions,
        )

    def _so_far(self, question_id: str) -> Tries:
        """What was tried before; what is about to be tried is made ready."""
        question = next(question for question in self.quiz.questions if question.id == question_id)
        self._marker.prepare(question)
        return self._progress.tries(self.quiz.id, question_id, self._attempt.id)

    async def _note_solution(self, question_id: str) -> None:
        """Remember that the solution was seen."""
        await asyncio.to_thread(self._progress.reveal, self.quiz.id, question_id, self._attempt.id)

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
