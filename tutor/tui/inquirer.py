"""The questions of a lesson: found in their quizzes, marked, kept, and told without giving the answer away."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from typing import TYPE_CHECKING

from tutor.content.drawn import drawn
from tutor.grading import Outcome
from tutor.grading.programs import needs_run
from tutor.grading.solution import solution_lines
from tutor.locale import _
from tutor.tui.reading import Reading
from tutor.tui.widgets.asked import Mark

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tutor.content.quiz import Question
    from tutor.grading import Result
    from tutor.kernel.trial import Told
    from tutor.marking import Marker
    from tutor.progress import Progress
    from tutor.progress.states import Tries
    from tutor.tui.widgets.asked import Asked, Verdict

AT_ONCE = frozenset({"true_false", "guess", "predict", "curve"})
"""Kinds that have nothing left to find once they are answered."""


class Inquirer:
    """One question of a lesson; `find` reads its quiz, which takes a while the first time."""

    def __init__(
        self,
        reference: str,
        find: Callable[[str], Question | None],
        progress: Progress,
        marker: Callable[[], Marker],
        language: str,
        path: Path,
        *,
        ascii: bool = False,
    ) -> None:
        self.is_run = False
        self._reference = reference
        self._quiz = reference.partition("/")[0]
        self._find = find
        self._progress = progress
        self._marker = marker
        self._language = language
        self._path = path
        self._ascii = ascii
        self._question: Question | None = None
        self._seed = 0
        self._tries: Tries | None = None

    async def open(self) -> Asked | None:
        """The question with numbers of its own, in the lesson's language."""
        found = await asyncio.to_thread(self._find, self._reference)
        if found is None:
            return None
        self._seed = random.SystemRandom().randrange(2**31) if found.written else 0
        self._question = question = drawn(found, self._seed)
        self.is_run = needs_run(question)
        self._tries = tries = await asyncio.to_thread(self._progress.tries, self._quiz, question.id)
        asked = self._reading.asked(question, "", tries)
        lines = asked.solution or solution_lines(question, self._language)
        return replace(asked, solution=() if question.kind in AT_ONCE else lines)

    @property
    def _reading(self) -> Reading:
        return Reading(self._path, self._language, self._seed, self._ascii)

    @property
    def standing(self) -> str:
        """How it was answered last, in a few words."""
        last = self._tries.last if self._tries else None
        match last.outcome if last else "":
            case "":
                return ""
            case Outcome.RIGHT | Outcome.RIGHT_BUT:
                return _("answered right")
            case Outcome.NOTED:
                return _("answered")
            case Outcome.PARTIAL:
                return _("right in part so far")
            case _:
                return _("not right so far")

    async def take(self, answer: object, told: Told | None) -> Verdict:
        """Mark and keep an answer; the verdict names the right one only where nothing is left to try."""
        question = self._question
        if question is None:
            raise LookupError(self._reference)
        marker = self._marker()
        result = await marker.mark(question, answer, seed=self._seed, language=self._language, told=told)
        if result.outcome is not Outcome.NOT_ATTEMPTED:
            await asyncio.to_thread(self._keep, question, answer, result)
        verdict = self._reading.verdict(question, answer, result, "")
        return verdict if question.kind in AT_ONCE or result.score == 1 else _discreet(verdict, question, result)

    def _keep(self, question: Question, answer: object, result: Result) -> None:
        self._progress.single(
            self._quiz,
            question.id,
            self._seed,
            answer,
            str(result.outcome),
            result.score,
            where="lesson",
            misconceptions=result.misconceptions,
        )
        self._tries = self._progress.tries(self._quiz, question.id)

    async def hinted(self, number: int) -> None:
        """A hint was read."""
        if self._question is not None:
            await asyncio.to_thread(self._progress.read_hint, self._quiz, self._question.id, number)

    async def revealed(self) -> None:
        """The solution was seen."""
        if self._question is not None:
            await asyncio.to_thread(self._progress.reveal, self._quiz, self._question.id)


def _discreet(verdict: Verdict, question: Question, result: Result) -> Verdict:
    """The same without the right answer: what was done wrong is told, and there is another try."""
    if question.kind == "code":
        return verdict
    is_general = question.kind in {"number", "text", "shape", "order"} and result.feedback == question.feedback
    marks = tuple(
        Mark() if mark.sign == "missed" or (mark.sign == "right" and question.kind == "choice") else
        replace(mark, partner=(), reason=() if question.kind == "match" else mark.reason)
        for mark in verdict.marks
    )  # fmt: skip
    words = _("Right in part: try again.") if verdict.sign == "partly" else _("Not right: try again.")
    reason = () if is_general else verdict.reason
    return replace(verdict, words=words, reason=reason, marks=marks, places=(), is_final=False)
