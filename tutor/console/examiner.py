"""A quiz, line by line, with the attempts, the grading and the storage that the screen has."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Any

from tutor.console.asker import Asker, Keeper
from tutor.console.reply import unshuffled
from tutor.grading import Outcome, Result, summed
from tutor.locale import _
from tutor.marking import Marker, Unsound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tutor.console.terminal import Terminal
    from tutor.content.parts import Keyed, Part
    from tutor.content.quiz import Question, Quiz
    from tutor.grading import QuizResult
    from tutor.progress import Attempt, Progress


def show_quiz(quiz: Quiz, terminal: Terminal, language: str, *, as_json: bool) -> int:
    """The questions without their answers, with the numbers in which `grade_answers` expects them."""
    quiz = quiz.drawn(0)
    if as_json:
        terminal.data(
            {
                "id": quiz.id,
                "title": quiz.title.text(language),
                "unit": quiz.unit,
                "pass": quiz.pass_,
                "questions": [_shown(question, language) for question in quiz.questions],
            }
        )
        return 0
    terminal.say(quiz.title.text(language))
    for number, question in enumerate(quiz.questions, 1):
        terminal.say(f"\n{number}. {question.id} ({question.kind})")
        Asker(quiz, terminal, language).pose(question, unshuffled(question))
    return 0


def grade_answers(
    quiz: Quiz, answers: Mapping[str, object], progress: Progress, terminal: Terminal, language: str, *, as_json: bool
) -> int:
    """Grade answers given all at once, and keep them as a finished attempt. Raises ValueError for what is no answer."""
    quiz = quiz.drawn(0)
    try:
        result = asyncio.run(_marked(quiz, answers, language))
    except Unsound as error:
        raise ValueError(str(error)) from error
    given = [
        (name, answers[name], one.outcome, one.score, one.misconceptions)
        for name, one in result.outcomes.items()
        if one.outcome is not Outcome.NOT_ATTEMPTED
    ]
    progress.record(quiz.id, language, given, result.score, passed=result.passed)
    terminal.note(progress.warning)
    if as_json:
        terminal.data(
            {
                "quiz": quiz.id,
                "score": result.score,
                "passed": result.passed,
                "outcomes": {name: _told(one, language) for name, one in result.outcomes.items()},
            }
        )
        return 0
    asker = Asker(quiz, terminal, language)
    for question in quiz.questions:
        terminal.say(f"{question.id}")
        asker.judge(question, result.outcomes[question.id], str(answers.get(question.id, "")))
    asker.sum_up(result)
    return 0


def take_quiz(quiz: Quiz, progress: Progress, terminal: Terminal, language: str) -> int:
    """Ask what the open attempt lacks, or all in a new one; every answer is kept before it is judged."""
    seed = random.SystemRandom().randrange(2**31)
    attempt = progress.open_attempt(quiz.id) or progress.begin(quiz.id, language, seed)
    quiz = quiz.drawn(attempt.seed)
    asker = Asker(quiz, terminal, language)
    outcomes = {name: Result(Outcome(given.outcome), given.score) for name, given in attempt.answers.items()}
    asker.begin(len(outcomes.keys() & {question.id for question in quiz.questions}))
    for number, question in enumerate(quiz.questions, 1):
        if question.id in outcomes:
            continue
        terminal.say(f"\n{number}/{len(quiz.questions)}")
        result = asker.ask(question, attempt.seed, _Attempted(progress, attempt, question.id))
        if result is None:
            terminal.note(_("Your answers are kept: “nntutor quiz {id}” goes on here.").format(id=quiz.id))
            break
        outcomes[question.id] = result
        asker.judge(question, result)
    else:
        total = summed(quiz, outcomes)
        progress.finish(attempt.id, total.score, total.passed)
        asker.sum_up(total)
    terminal.note(progress.warning)
    return 0


class _Attempted(Keeper):
    """Keeps what is answered in an attempt at a quiz."""

    def __init__(self, progress: Progress, attempt: Attempt, question: str) -> None:
        self._progress = progress
        self._attempt = attempt
        self._question = question

    def hint(self, number: int) -> None:
        """A hint was read."""
        self._progress.hint(self._attempt.id, self._question, number)

    def reveal(self) -> None:
        """The solution was shown."""
        self._progress.reveal(self._attempt.quiz, self._question, self._attempt.id)

    def answer(self, answer: object, result: Result, score: float) -> None:
        """An answer was given."""
        self._progress.answer(
            self._attempt.id, self._question, answer, result.outcome, score, misconceptions=result.misconceptions
        )


async def _marked(quiz: Quiz, answers: Mapping[str, object], language: str) -> QuizResult:
    marker = Marker()
    try:
        return await marker.mark_all(quiz, answers, language)
    finally:
        await marker.close()


def _told(result: Result, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "outcome": result.outcome,
        "score": result.score,
        "feedback": result.feedback.text(language) if result.feedback else None,
    }
    if result.mistake:
        told["mistake"] = result.mistake
    if result.notes:
        told["notes"] = [note.text(language) for note in result.notes]
    if result.shown:
        told["shown"] = {
            "call": result.shown.call,
            "given": dict(result.shown.given),
            "got": result.shown.got,
            "expected": result.shown.expected,
            "difference": result.shown.difference,
        }
    if result.raised:
        told["raised"] = {"name": result.raised.name, "message": result.raised.message, "line": result.raised.line}
    if result.trouble:
        told["trouble"] = result.trouble
    if result.output:
        told["output"] = result.output
    if result.curve:
        told |= {"curve": list(result.curve), "course": result.course}
    if result.remarks:
        told["remarks"] = [
            {
                "about": one.about.text(language),
                "given": one.is_given,
                "right": one.is_right,
                "feedback": one.feedback.text(language) if one.feedback else None,
            }
            for one in result.remarks
        ]
    return told


def _shown(question: Question, language: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "unit": question.unit,
        "prompt": question.prompt.text(language),
    }
    match question.kind:
        case "choice" | "choices" | "guess":
            shown["options"] = _listed(question.options, language)
        case "order":
            shown["items"] = _listed(unshuffled(question), language)
        case "match":
            shown["left"] = _listed(question.lefts, language)
            shown["right"] = _listed(question.rights, language)
        case "code":
            shown |= {"setup": question.setup, "starter": question.starter.text(language)}
        case "predict":
            shown |= {"setup": question.setup, "program": question.program.text(language)}
        case "curve":
            shown |= {"program": question.program, "points": question.points, "low": question.low}
            shown |= {"high": question.high, "series": question.series}
        case "goal":
            from tutor.grading.goals import address  # noqa: PLC0415 (networks, which few questions need)

            shown |= {"link": address(question), "goal": question.goal}
        case "number" if question.measured_in:
            shown["measured_in"] = question.measured_in.text(language)
        case _:
            pass
    return shown


def _listed(things: Sequence[Keyed | Part], language: str) -> list[dict[str, str]]:
    return [{"key": one.key, "text": one.text.text(language)} for one in things]
