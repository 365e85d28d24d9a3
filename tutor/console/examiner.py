"""A quiz, line by line, with the attempts, the grading and the storage that the screen has."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from tutor.content.markdown import parse_blocks
from tutor.content.quiz import shuffled
from tutor.draw.numbers import percent
from tutor.grading import Outcome, Result, grade, grade_quiz, summed
from tutor.locale import _, ngettext
from tutor.show.prose import prose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tutor.console.terminal import Terminal
    from tutor.content.quiz import Bilingual, Option, Question, Quiz
    from tutor.grading import QuizResult
    from tutor.progress.states import Attempt
    from tutor.progress.store import Progress

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SIGNS = {Outcome.RIGHT: ("✓", "+"), Outcome.RIGHT_BUT: ("✓", "+"), Outcome.PARTIAL: ("◐", "~")}
OTHER_SIGN = ("✗", "x")


def show_quiz(quiz: Quiz, terminal: Terminal, language: str, *, as_json: bool) -> int:
    """The questions without their answers."""
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
        _Asker(quiz, terminal, language).pose(question, question.options if question.kind == "choice" else ())
    return 0


def grade_answers(
    quiz: Quiz, answers: Mapping[str, object], progress: Progress, terminal: Terminal, language: str, *, as_json: bool
) -> int:
    """Grade answers given all at once, and keep them as a finished attempt. Raises ValueError for what is no answer."""
    result = grade_quiz(quiz, answers)
    given = [
        (name, answers[name], one.outcome, one.score)
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
                "outcomes": {
                    name: {
                        "outcome": one.outcome,
                        "score": one.score,
                        "feedback": one.feedback.text(language) if one.feedback else None,
                    }
                    for name, one in result.outcomes.items()
                },
            }
        )
        return 0
    asker = _Asker(quiz, terminal, language)
    for question in quiz.questions:
        terminal.say(f"{question.id}")
        asker.judge(question, result.outcomes[question.id])
    asker.sum_up(result)
    return 0


def take_quiz(quiz: Quiz, progress: Progress, terminal: Terminal, language: str) -> int:
    """Ask what the open attempt lacks, or all in a new one; every answer is kept before it is judged."""
    seed = random.SystemRandom().randrange(2**31)
    attempt = progress.open_attempt(quiz.id) or progress.begin(quiz.id, language, seed)
    asker = _Asker(quiz, terminal, language)
    outcomes = {name: Result(Outcome(given.outcome), given.score) for name, given in attempt.answers.items()}
    asker.begin(len(outcomes.keys() & {question.id for question in quiz.questions}))
    for number, question in enumerate(quiz.questions, 1):
        if question.id in outcomes:
            continue
        terminal.say(f"\n{number}/{len(quiz.questions)}")
        result = asker.ask(question, attempt, progress)
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


class _Asker:
    """Puts questions and judgements of one quiz into lines."""

    def __init__(self, quiz: Quiz, terminal: Terminal, language: str) -> None:
        self._quiz = quiz
        self._terminal = terminal
        self._language = language

    def begin(self, answered: int) -> None:
        count = len(self._quiz.questions)
        self._terminal.say(self._quiz.title.text(self._language))
        self._terminal.say(ngettext("{count} question", "{count} questions", count).format(count=count))
        if answered:
            words = ngettext("You go on after {count} answer.", "You go on after {count} answers.", answered)
            self._terminal.say(words.format(count=answered))

    def ask(self, question: Question, attempt: Attempt, progress: Progress) -> Result | None:
        """The graded answer, already kept; None when nobody answers any more."""
        options = shuffled(question, attempt.seed) if question.kind == "choice" else ()
        self.pose(question, options)
        while True:
            line = self._terminal.ask("> ")
            if line is None:
                return None
            try:
                answer = _meant(question, options, line)
                result = grade(question, answer)
            except ValueError as error:
                self._terminal.say(f"  {error}")
                continue
            if result.outcome is Outcome.NOT_ATTEMPTED:
                self._terminal.say("  " + _("Write an answer, or end the input (Ctrl+D) to leave; all is kept."))
                continue
            progress.answer(attempt.id, question.id, answer, result.outcome, result.score)
            return result

    def pose(self, question: Question, options: Sequence[Option]) -> None:
        self._markdown(question.prompt, question, "")
        for letter, option in zip(LETTERS, options, strict=False):
            rows = prose(self._blocks(option.text, question), self._terminal.width - 7, ascii=self._terminal.ascii)
            self._terminal.rows(rows[:1], f"  {letter})  ")
            self._terminal.rows(rows[1:], "      ")
        if question.kind == "true_false":
            self._terminal.say("  " + _("true or false?"))

    def judge(self, question: Question, result: Result) -> None:
        words = {
            Outcome.RIGHT: _("Right."),
            Outcome.RIGHT_BUT: _("Right, with a remark."),
            Outcome.PARTIAL: _("Right in part."),
            Outcome.NOT_ATTEMPTED: _("Not answered."),
        }.get(result.outcome, _("Not right."))
        sign = SIGNS.get(result.outcome, OTHER_SIGN)[self._terminal.ascii]
        self._terminal.say(f"  {sign} {words}")
        if result.feedback is not None:
            self._markdown(result.feedback, question, "    ")
        if result.outcome is Outcome.WRONG and question.unit:
            self._terminal.say("    " + _("→ unit {unit}").format(unit=question.unit))

    def sum_up(self, total: QuizResult) -> None:
        right = sum(one.outcome in {Outcome.RIGHT, Outcome.RIGHT_BUT} for one in total.outcomes.values())
        self._terminal.say()
        self._terminal.say(
            _("{right} of {count} right: {score}, {needed} passes.").format(
                right=right, count=len(total.outcomes), score=percent(total.score), needed=percent(self._quiz.pass_)
            )
        )
        self._terminal.say(_("Passed.") if total.passed else _("Not passed."))
        missed = [one for one in self._quiz.questions if total.outcomes[one.id].score < 1]
        for question in missed:
            where = _("→ unit {unit}").format(unit=question.unit) if question.unit else ""
            self._terminal.say(f"  {OTHER_SIGN[self._terminal.ascii]} {question.id}  {where}".rstrip())

    def _markdown(self, text: Bilingual, question: Question, indent: str) -> None:
        width = max(20, self._terminal.width - len(indent))
        self._terminal.rows(prose(self._blocks(text, question), width, ascii=self._terminal.ascii), indent)

    def _blocks(self, text: Bilingual, question: Question) -> Any:
        return parse_blocks(text.text(self._language), self._quiz.path, question.line)


def _meant(question: Question, options: Sequence[Option], line: str) -> object:
    """What a typed line answers: options go by the letter or the digit before them, or by their text."""
    if question.kind != "choice":
        return line
    typed = line.strip().casefold()
    texts = {option.text.text(language).strip().casefold(): option for option in options for language in ("es", "en")}
    if typed in texts:
        return _named(texts[typed], texts)
    place = int(typed) - 1 if typed.isdecimal() else LETTERS.find(typed.rstrip(").")) if typed else -1
    if len(typed) <= 3 and 0 <= place < len(options):  # noqa: PLR2004 ("b)" or "26")
        return _named(options[place], texts)
    if typed:
        last = LETTERS[len(options) - 1]
        raise ValueError(
            _("“{answer}” is none of the options: write a letter from a to {last}").format(
                answer=line.strip()[:40], last=last
            )
        )
    return line


def _named(option: Option, texts: Mapping[str, Option]) -> str:
    """How grading is told which option: by its key, or by its text where some option's text reads like that key."""
    return option.text.en if option.key in texts else option.key


def _shown(question: Question, language: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": question.id,
        "kind": question.kind,
        "unit": question.unit,
        "prompt": question.prompt.text(language),
    }
    if question.kind == "choice":
        shown["options"] = [{"key": one.key, "text": one.text.text(language)} for one in question.options]
    return shown
