"""Grades one answer, or a whole quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.content.shape import shape
from tutor.content.shuffle import longest_rise
from tutor.grading.numbers import meant
from tutor.grading.outcome import Outcome, QuizResult, Remark, Result
from tutor.grading.words import in_order, named, paired, several, truth
from tutor.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tutor.content.kinds import Choice, Choices, Guess, Match, Number, Order, Question, ShapeOf, Text
    from tutor.content.parts import Bilingual, WrongNumber, WrongShape, WrongText
    from tutor.content.quiz import Quiz


def grade(question: Question, answer: object) -> Result:  # noqa: C901 (a match)
    """`answer` to `question`; nothing and blank text are not attempted. Raises ValueError for what is no answer."""
    if answer is None or (isinstance(answer, str) and not answer.strip()):
        return Result(Outcome.NOT_ATTEMPTED)
    if isinstance(answer, list | tuple | dict) and not answer and question.kind in {"choices", "order", "match"}:
        return Result(Outcome.NOT_ATTEMPTED)
    match question.kind:
        case "choice":
            return _choice(question, answer)
        case "choices":
            return _choices(question, answer)
        case "true_false":
            said = truth(answer)
            return _result(float(said is question.answer), question.feedback[said])
        case "number":
            return _number(question, answer)
        case "text":
            return _text(question, answer)
        case "shape":
            return _shape(question, answer)
        case "order":
            return _order(question, answer)
        case "match":
            return _match(question, answer)
        case "guess":
            return _guess(question, answer)
        case "predict" | "code" | "curve" | "goal":
            raise TypeError(f"a {question.kind} question is run by a Marker")


def grade_quiz(quiz: Quiz, answers: Mapping[str, object]) -> QuizResult:
    """Every question of `quiz`; one without an answer is not attempted. Raises ValueError, naming the question."""
    refuse_unknown(quiz, answers)
    outcomes = {}
    for question in quiz.questions:
        try:
            outcomes[question.id] = grade(question, answers.get(question.id))
        except ValueError as error:
            raise ValueError(f"{question.id}: {error}") from error
    return summed(quiz, outcomes)


def refuse_unknown(quiz: Quiz, answers: Mapping[str, object]) -> None:
    """Raise ValueError if there are answers to what `quiz` does not ask."""
    known = {question.id for question in quiz.questions}
    if unknown := [str(name) for name in answers if name not in known]:
        raise ValueError(
            _("no such question: {names} (the quiz has: {known})").format(
                names=", ".join(unknown), known=", ".join(question.id for question in quiz.questions)
            )
        )


def summed(quiz: Quiz, outcomes: Mapping[str, Result]) -> QuizResult:
    """The whole quiz's result from its questions' results; a missing one is not attempted, a guess not counted."""
    full = {question.id: outcomes.get(question.id, Result(Outcome.NOT_ATTEMPTED)) for question in quiz.questions}
    scores = [full[question.id].score for question in quiz.questions if question.is_graded]
    score = sum(scores) / len(scores) if scores else 0.0
    return QuizResult(score, score >= quiz.pass_ - 1e-9, full)


def _choice(question: Choice, answer: object) -> Result:
    key = named(question.options, answer)
    option = next(option for option in question.options if option.key == key)
    return _result(float(option.right), option.feedback, (option.misconception,))


def _choices(question: Choices, answer: object) -> Result:
    """What share of the right options is ticked, less what share of the wrong ones: all ticked is nothing gained."""
    ticked = set(several(question.options, answer))
    right = [option for option in question.options if option.right]
    wrong = [option for option in question.options if not option.right]
    gained = sum(option.key in ticked for option in right) / len(right)
    lost = sum(option.key in ticked for option in wrong) / len(wrong)
    remarks = tuple(
        Remark(option.key, option.text, option.key in ticked, (option.key in ticked) is option.right, option.feedback)
        for option in question.options
        if option.right or option.key in ticked
    )
    held = tuple(option.misconception for option in wrong if option.key in ticked)
    return _result(max(0.0, gained - lost), None, held, remarks)


def _number(question: Number, answer: object) -> Result:
    given = meant(question, answer)
    if given is None:
        return _result(0.0, question.feedback)
    if question.tolerance.reaches(question.answer, given):
        return _result(1.0, question.feedback)
    known = next((one for one in question.wrong if one.covers(given, question.tolerance)), None)
    return _known(known, question.feedback)


def _text(question: Text, answer: object) -> Result:
    if isinstance(answer, bool) or not isinstance(answer, str | int | float):
        raise ValueError(_("an answer is a text, a number, true or false"))  # noqa: TRY004 (one error for no answer)
    given = question.folded(str(answer))
    if given in {question.folded(form) for form in question.accepted}:
        return _result(1.0, question.feedback)
    return _known(next((one for one in question.wrong if question.folded(one.text) == given), None), question.feedback)


def _shape(question: ShapeOf, answer: object) -> Result:
    given = shape(answer)
    if given == question.answer:
        return _result(1.0, question.feedback)
    return _known(next((one for one in question.wrong if one.shape == given), None), question.feedback)


def _order(question: Order, answer: object) -> Result:
    """The most items that stand in the right order to one another, less the one that always does."""
    keys = in_order(question.parts, answer)
    places = [part.key for part in question.parts]
    rise = longest_rise([places.index(key) for key in keys])
    return _result((rise - 1) / (len(keys) - 1), question.feedback)


def _match(question: Match, answer: object) -> Result:
    """The share of the pairs that are found."""
    given = paired(question.lefts, question.rights, answer)
    if not given:
        return Result(Outcome.NOT_ATTEMPTED)
    chosen = {part.key: part.text for part in question.rights}
    lures = {extra.text: extra for extra in question.extra}
    remarks, held = [], []
    for left, pair in zip(question.lefts, question.pairs, strict=True):
        text = chosen.get(given.get(left.key, ""))
        lure = lures.get(text) if text else None
        feedback = lure.feedback if lure else pair.feedback
        remarks.append(Remark(left.key, pair.left, text is not None, text == pair.right, feedback, pair.right))
        held.append(lure.misconception if lure else None)
    score = sum(remark.is_right for remark in remarks) / len(remarks)
    return _result(score, None, tuple(held), tuple(remarks))


def _guess(question: Guess, answer: object) -> Result:
    key = named(question.options, answer)
    chosen_first = sorted(question.options, key=lambda option: option.key != key)
    remarks = tuple(
        Remark(option.key, option.text, option.key == key, is_right=True, feedback=option.view)
        for option in chosen_first
    )
    return Result(Outcome.NOTED, 0.0, question.feedback, remarks)


def _known(wrong: WrongNumber | WrongText | WrongShape | None, otherwise: Bilingual) -> Result:
    return _result(0.0, otherwise) if wrong is None else _result(0.0, wrong.feedback, (wrong.misconception,))


def _result(
    score: float,
    feedback: Bilingual | None,
    misconceptions: tuple[str | None, ...] = (),
    remarks: tuple[Remark, ...] = (),
) -> Result:
    outcome = Outcome.RIGHT if score == 1 else Outcome.WRONG if score == 0 else Outcome.PARTIAL
    return Result(outcome, score, feedback, remarks, tuple(dict.fromkeys(name for name in misconceptions if name)))
