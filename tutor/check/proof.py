"""Proves the questions that are run: the solution is right, the starter is not, each sample shows its own mistake."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.clean import clean
from tutor.content.goal import Goal
from tutor.content.problem import ContentError, Problem
from tutor.content.programs import Code, Predict, printed
from tutor.content.sketch import Curve
from tutor.content.source import QUIZ_BYTES, read_text
from tutor.content.strictyaml import Document, load
from tutor.grading import Outcome, Result
from tutor.grading.programs import Unsound
from tutor.locale import LANGUAGES, _
from tutor.marking import Marker

if TYPE_CHECKING:
    from tutor.content.quiz import Quiz

SEEDS = 20
DRAWS = 5  # of a check that draws numbers, each in as many rounds as it has
AT_ONCE = 2
RIGHT = frozenset({Outcome.RIGHT, Outcome.RIGHT_BUT})
Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """What does not hold, and where in the question."""

    where: Where
    words: str


async def prove(quizzes: Iterable[Quiz]) -> list[Problem]:
    """Every problem of the questions that are run, a few of them at a time."""
    marker = Marker()
    turn = asyncio.Semaphore(AT_ONCE)

    async def proven(quiz: Quiz, index: int) -> list[Problem]:
        question = quiz.questions[index]
        if not isinstance(question, Code | Predict | Curve | Goal):
            return []
        async with turn:
            try:
                faults = [fault async for fault in _faults(question, marker)]
            except Unsound as error:
                faults = [Fault((), _("it cannot be run: {reason}").format(reason=clean(str(error), multiline=False)))]
            except OSError as error:
                faults = [Fault((), str(error))]
        document = _document(quiz.path)
        words = _("question “{name}”: {message}")
        return [
            Problem(
                quiz.path,
                document.line(("questions", index, *fault.where)),
                words.format(name=question.id, message=fault.words),
            )
            for fault in faults
        ]

    try:
        every = [proven(quiz, index) for quiz in quizzes for index in range(len(quiz.questions))]
        return [problem for problems in await asyncio.gather(*every) for problem in problems]
    finally:
        await marker.close()


async def _faults(question: Code | Predict | Curve | Goal, marker: Marker) -> AsyncIterator[Fault]:
    match question:
        case Code():
            async for fault in _code(question, marker):
                yield fault
        case Predict():
            async for fault in _predict(question, marker):
                yield fault
        case Goal():
            async for fault in _goal(question, marker):
                yield fault
        case Curve():
            result = await marker.mark(question, question.shape)
            if result.course != question.shape:
                words = _("the curve is another: it {real}, not “{shape}”")
                yield Fault(("shape",), words.format(real=f"“{result.course}”", shape=question.shape))


async def _code(question: Code, marker: Marker) -> AsyncIterator[Fault]:
    drawn = any("rng" in source for check in question.checks for source in check.given.values())
    for language in dict.fromkeys((question.solution.es, question.solution.en)):
        for seed in range(DRAWS if drawn else 1):
            result = await marker.mark(question, language, seed=seed)
            if result.outcome is not Outcome.RIGHT:
                yield Fault(
                    _place(question, result), _("the solution is not right: {reason}").format(reason=_why(result))
                )
                return
    for language in LANGUAGES:
        result = await marker.mark(question, question.starter.text(language) + "\n_ = 0\n")
        if result.outcome in RIGHT:
            yield Fault(("starter",), _("the starter is right already"))
            break
    for index, mistake in enumerate(question.mistakes):
        result = await marker.mark(question, mistake.sample)
        if result.mistake == mistake.id:
            continue
        if result.mistake:
            words = _("the sample of “{id}” shows another mistake, “{other}”")
            yield Fault(("mistakes", index, "sample"), words.format(id=mistake.id, other=result.mistake))
        elif result.outcome in RIGHT:
            yield Fault(("mistakes", index, "sample"), _("the sample of “{id}” is right").format(id=mistake.id))
        else:
            words = _("the sample of “{id}” does not show it: {reason}")
            yield Fault(("mistakes", index, "sample"), words.format(id=mistake.id, reason=_why(result)))


async def _predict(question: Predict, marker: Marker) -> AsyncIterator[Fault]:
    from tutor.content.drawn import drawn  # noqa: PLC0415 (a module of the other room's)

    for seed in range(SEEDS if question.vars else 1):
        one = drawn(question, seed)
        for language in LANGUAGES if one.program.es != one.program.en else LANGUAGES[:1]:
            result = await marker.mark(one, "?", language=language)
            if not result.output.strip():
                yield Fault(("program",), _("it prints nothing"))
                return
            for index, wrong in enumerate(one.wrong):
                if printed(wrong.text) == printed(result.output):
                    yield Fault(("wrong", index), _("this wrong answer is what it prints"))
                    return


async def _goal(question: Goal, marker: Marker) -> AsyncIterator[Fault]:
    """The author's own proof holds, and who has trained nothing has not met the goal."""
    from tutor.grading.goals import is_met_at_once  # noqa: PLC0415 (networks, which few questions need)

    result = await marker.mark(question, question.proof)
    if result.outcome is not Outcome.RIGHT:
        yield Fault(("proof",), _("its proof does not hold: {reason}").format(reason=_why(result)))
    if await asyncio.to_thread(is_met_at_once, question):
        yield Fault(("goal",), _("the goal is met before anything is trained"))


def _place(question: Code, result: Result) -> Where:
    """Where a solution that is not right is found wrong: at the check that refused it, if one did."""
    for index, check in enumerate(question.checks):
        if result.feedback == check.message and result.outcome in {Outcome.WRONG, Outcome.PARTIAL, Outcome.ERROR}:
            return ("checks", index)
    for name in ("require", "forbid"):
        for index, one in enumerate(getattr(question, name)):
            if one.message in (result.feedback, *result.notes):
                return (name, index)
    return ("solution",)


def _why(result: Result) -> str:
    if result.trouble:
        return result.trouble
    if result.raised:
        return f"{result.raised.name}: {result.raised.message}"[:200]
    if result.shown and result.shown.difference:
        return f"{result.shown.call}: {result.shown.difference}"
    said = result.notes[0] if result.notes else result.feedback
    return said.en if said else str(result.outcome)


def _document(path: Path) -> Document:
    """Where everything stands in the file."""
    try:
        return load(read_text(path, QUIZ_BYTES), path)
    except ContentError:  # it has been changed since it was read
        return Document({})
