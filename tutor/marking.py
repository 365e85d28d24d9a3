"""Marks answers: grades what can be graded by looking, and runs what has to be run.

A program runs in a process of its own; a network, which is our own code and bounded, is trained in a thread.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tutor.grading import Outcome, QuizResult, Result, grade, summed
from tutor.grading.judge import refuse_unknown
from tutor.grading.programs import Unsound, graded, is_attempt, job, modules, needs_run
from tutor.kernel.trial import ProcessTrial

if TYPE_CHECKING:
    from tutor.content.goal import Goal
    from tutor.content.kinds import Question
    from tutor.content.quiz import Quiz
    from tutor.kernel.trial import Told, Trial

__all__ = ["Marker", "Unsound", "needs_run"]


NewTrial = Callable[[tuple[str, ...]], "Trial"]
"""Makes what runs one answer, with these modules imported ahead of need."""


class Marker:
    """Marks one answer after another. `trial` makes what runs them: a process, or a scripted one in tests."""

    def __init__(self, trial: NewTrial = ProcessTrial) -> None:
        self._make = trial
        self._spare: dict[tuple[str, ...], Trial] = {}

    async def mark(
        self, question: Question, answer: object, *, seed: int = 0, language: str = "en", told: Told | None = None
    ) -> Result:
        """`answer` to `question`, graded; `told` hears a curve while it is trained.

        Raises ValueError for what is no answer, Unsound where the question's own program fails, OSError where
        nothing can be run. Cancelling it ends what it runs.
        """
        if question.kind == "goal":
            return await _replayed(question, answer)
        if question.kind not in {"code", "predict", "curve"}:
            return grade(question, answer)
        if not is_attempt(question, answer):
            return Result(Outcome.NOT_ATTEMPTED)
        work = job(question, answer, seed, language)
        needed = modules(question, str(work.get("answer", "")))
        trial = self._spare.pop(needed, None) or self._make(needed)
        try:
            report = await trial.run(work, question.timeout, told)
        finally:
            await asyncio.shield(asyncio.ensure_future(trial.close()))
        return graded(question, answer, report)

    async def mark_all(self, quiz: Quiz, answers: Mapping[str, object], language: str = "en") -> QuizResult:
        """Every question of `quiz`; one without an answer is not attempted. Raises ValueError, naming the question."""
        refuse_unknown(quiz, answers)
        outcomes = {}
        for question in quiz.questions:
            try:
                outcomes[question.id] = await self.mark(question, answers.get(question.id), language=language)
            except ValueError as error:
                raise ValueError(f"{question.id}: {error}") from error
        return summed(quiz, outcomes)

    def prepare(self, question: Question) -> None:
        """Have a process ready for an answer that is likely to come; returns at once."""
        if question.kind in {"code", "predict", "curve"}:
            needed = modules(question)
            if needed not in self._spare:
                self._spare[needed] = trial = self._make(needed)
                if isinstance(trial, ProcessTrial):
                    trial.warm()

    async def close(self) -> None:
        """End what was made ready and not used."""
        spare, self._spare = self._spare, {}
        await asyncio.gather(*(trial.close() for trial in spare.values()))


async def _replayed(question: Goal, answer: object) -> Result:
    """A network trained again in a thread, which stops soon after this is cancelled."""
    from tutor.grading.goals import judged  # noqa: PLC0415 (networks, which few questions need)

    stop = threading.Event()
    try:
        return await asyncio.to_thread(judged, question, answer, stop.is_set)
    finally:
        stop.set()
