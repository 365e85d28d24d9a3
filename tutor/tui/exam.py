"""A quiz being taken: its screen, its grading, and every answer on the disk before it is shown as taken."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

from tutor.grading import Result, grade
from tutor.tui.screens.quiz import QuizScreen, Summary

if TYPE_CHECKING:
    from tutor.content.quiz import Quiz
    from tutor.progress import Attempt, Progress


class Exam:
    """One attempt: the open one, or a new one with a seed of its own."""

    def __init__(self, quiz: Quiz, progress: Progress, language: str, *, ascii: bool = False) -> None:
        self.quiz = quiz
        self._progress = progress
        self._attempt = progress.open_attempt(quiz.id) or progress.begin(
            quiz.id, language, random.SystemRandom().randrange(2**31)
        )
        self.screen = QuizScreen(quiz, self._attempt, language, self._take, self._finish, ascii=ascii)

    @property
    def attempt(self) -> Attempt:
        """The attempt as it was when the screen opened."""
        return self._attempt

    async def _take(self, question_id: str, answer: object) -> Result:
        """Grade an answer and keep it; returns when it is committed. Raises OSError when it cannot be."""
        question = next(question for question in self.quiz.questions if question.id == question_id)
        result = grade(question, answer)
        await asyncio.to_thread(
            self._progress.answer, self._attempt.id, question_id, answer, str(result.outcome), result.score
        )
        return result
