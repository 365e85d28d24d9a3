"""Whether the questions of a quiz are sound, as far as looking tells: texts, numbers, and who believes what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tutor.content.drawn import told
from tutor.content.misconceptions import misconceptions_of
from tutor.content.problem import Problem
from tutor.content.quiz import (
    Bilingual,
    Choice,
    Choices,
    Code,
    Curve,
    Goal,
    Guess,
    Match,
    Number,
    Order,
    Predict,
    Question,
    Quiz,
    ShapeOf,
    Text,
    TrueFalse,
    trouble,
)
from tutor.locale import _

SEEDS = 20  # how many attempts at a question with variables are tried


def undescribed(quiz: Quiz) -> Iterator[Problem]:
    """Misconceptions that are named and not described, and the other way round."""
    named: set[str] = set()
    for question in quiz.questions:
        for name in misconceptions_of(question):
            if name not in quiz.misconceptions and name not in named:
                words = _(
                    "question “{question}”: “{name}” is not described: write what is believed under “misconceptions:”"
                )
                yield Problem(quiz.path, question.line, words.format(question=question.id, name=name))
            named.add(name)
        if isinstance(question, Code):
            named |= {mistake.id for mistake in question.mistakes}
    for name in quiz.misconceptions.keys() - named:
        yield Problem(quiz.path, 1, _("misconception “{name}”: no option and no mistake names it").format(name=name))


def unsound(question: Question, path: Path) -> list[Problem]:
    """What is wrong with the first of twenty seeds that makes no sound question; with a goal, its link, its proof."""
    if isinstance(question, Goal):
        return _unsound_goal(question, path)
    for seed in range(SEEDS if question.vars else 0):
        problems = trouble(question, seed, path)
        if problems:
            words = _("{message} (with {values})")
            numbers = told(question, seed)
            return [
                Problem(
                    one.path, one.line, words.format(message=one.message, values=numbers) if numbers else one.message
                )
                for one in problems
            ]
    return []


def _unsound_goal(question: Goal, path: Path) -> list[Problem]:
    from tutor.grading.goals import refusal  # noqa: PLC0415 (networks, which few questions need)
    from tutor.grading.programs import Unsound  # noqa: PLC0415 (as above)

    try:
        reason = refusal(question, question.proof)
        reason = reason and _("its proof: {reason}").format(reason=reason)
    except Unsound as error:
        reason = str(error)
    words = _("question “{name}”: {message}")
    return [Problem(path, question.line, words.format(name=question.id, message=reason))] if reason else []


def texts_of(question: Question) -> list[Bilingual]:
    """The texts that are Markdown; an option's is shown as it is."""
    said = [question.prompt, *question.hints]
    match question:
        case Choice() | Choices():
            return [*said, *(option.feedback for option in question.options)]
        case Guess():
            views = [option.view for option in question.options]
            return [*said, *views, *([question.feedback] if question.feedback else [])]
        case TrueFalse():
            return [*said, question.feedback.true, question.feedback.false]
        case Match():
            return [*said, *(pair.feedback for pair in question.pairs), *(one.feedback for one in question.extra)]
        case Order() | Goal():
            return [*said, question.feedback]
        case Code():
            told = [one.message for one in question.checks] + [one.message for one in question.mistakes]
            return [*said, question.feedback, *told, *(one.message for one in (*question.require, *question.forbid))]
        case Curve():
            return [*said, question.feedback, *question.views.values()]
        case Number() | Text() | ShapeOf() | Predict():
            return [*said, question.feedback, *(one.feedback for one in question.wrong)]
