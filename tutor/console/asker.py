"""Puts questions, hints and judgements into lines, and reads the answers to them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from shlex import quote
from typing import TYPE_CHECKING, Any, Protocol

from tutor.console.reply import meant, things, whole
from tutor.content.markdown import parse_blocks
from tutor.content.parts import LETTERS
from tutor.content.sketch import COURSES
from tutor.draw.numbers import percent
from tutor.grading import Outcome, Result
from tutor.grading.solution import solution
from tutor.locale import LANGUAGES, _, ngettext
from tutor.marking import Marker, Unsound
from tutor.show.prose import prose
from tutor.show.ran import ran_rows
from tutor.show.sketch import sketch_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tutor.console.reply import Things
    from tutor.console.terminal import Terminal
    from tutor.content.parts import Bilingual
    from tutor.content.programs import Code
    from tutor.content.quiz import Question, Quiz
    from tutor.grading import QuizResult, Remark

SIGNS = {
    Outcome.RIGHT: ("✓", "+"),
    Outcome.RIGHT_BUT: ("✓", "+"),
    Outcome.PARTIAL: ("◐", "~"),
    Outcome.NOTED: ("•", "*"),
}
TRIES = 3
"""Answers after which the solution is shown without being asked for twice."""
OTHER_SIGN = ("✗", "x")


class Keeper(Protocol):
    """Keeps what is done at one question; each is safe when it returns."""

    def hint(self, number: int) -> None:
        """A hint was read."""

    def reveal(self) -> None:
        """The solution was shown."""

    def answer(self, answer: object, result: Result, score: float) -> None:
        """An answer was given; `score` is what counts."""


class Asker:
    """Asks the questions of one quiz in one language."""

    def __init__(self, quiz: Quiz, terminal: Terminal, language: str, marker: Marker | None = None) -> None:
        self._quiz = quiz
        self._marker = marker
        self._judged: Result | None = None
        self._terminal = terminal
        self._language = language

    def begin(self, answered: int) -> None:
        """What the quiz is, and how much of it was done before."""
        count = len(self._quiz.questions)
        self._terminal.say(self._quiz.title.text(self._language))
        self._terminal.say(ngettext("{count} question", "{count} questions", count).format(count=count))
        if answered:
            words = ngettext("You go on after {count} answer.", "You go on after {count} answers.", answered)
            self._terminal.say(words.format(count=answered))

    def ask(self, question: Question, seed: int, keeper: Keeper) -> Result | None:  # noqa: C901 (a conversation)
        """The graded answer, already kept; None when nobody answers any more."""
        offered = things(question, seed)
        self.pose(question, offered)
        key, told = _hint_key(question, offered), 0
        if question.hints:
            self._terminal.say("  " + _("{key}: a hint").format(key=key))
        if question.kind == "code":
            self._terminal.say("  " + _("s: the solution; n: the next question"))
        tries, is_shown, kept = 0, False, None
        while True:
            line = self._terminal.ask("> ")
            if line is None:
                return kept
            word = line.strip().lower()
            if word == key:
                before, told = told, self._hint(question, told)
                if told > before:
                    keeper.hint(told)
                continue
            if question.kind == "code" and word == "s":
                is_shown = self._solution(question, is_sure=is_shown or tries >= TRIES)
                if is_shown:
                    keeper.reveal()
                tries = max(tries, TRIES)
                continue
            if question.kind == "code" and word == "n" and kept is not None:
                return kept
            try:
                answer = meant(question, offered, whole(question, line, self._terminal))
                result = asyncio.run(self._marked(question, answer, seed))
            except (ValueError, OSError, Unsound) as error:
                self._terminal.say(f"  {error}")
                continue
            if result.outcome is Outcome.NOT_ATTEMPTED:
                self._terminal.say("  " + _("Write an answer, or end the input (Ctrl+D) to leave; all is kept."))
                continue
            score = (kept.score if kept else 0.0) if is_shown else result.score
            keeper.answer(answer, result, score)
            if question.kind != "code" or result.score == 1:
                return replace(result, score=score)
            kept, tries = replace(result, score=score), tries + 1
            self.judge(question, result, str(answer))
            self._judged = kept
            self._terminal.say("  " + _("Write it again, or n for the next question."))

    async def _marked(self, question: Question, answer: object, seed: int) -> Result:
        marker = self._marker or Marker()
        return await marker.mark(question, answer, seed=seed, language=self._language)

    def pose(self, question: Question, offered: Things) -> None:
        """The question, what can be chosen, and how it is answered."""
        self._markdown(question.prompt, question, "")
        if question.kind in {"code", "predict", "curve"}:
            self._program(question)
        if question.kind == "goal":
            from tutor.grading.goals import address  # noqa: PLC0415 (networks, which few questions need)

            self._terminal.say(f"\n    nntutor playground {quote(address(question))}\n")
        if question.kind == "match":
            self._list(question, ((left.key, left.text) for left in question.lefts))
            self._terminal.say()
        self._list(question, zip(LETTERS, (thing.text for thing in offered), strict=False))
        if how := self._how(question):
            self._terminal.say("  " + how)

    def _program(self, question: Question) -> None:
        """The program that is shown, as the learner's file would have it."""
        match question.kind:
            case "code":
                source = f"{question.setup}\n{question.starter.text(self._language)}"
            case "predict":
                source = f"{question.setup}\n{question.program.text(self._language)}"
            case "curve":
                source = question.program
            case _:
                return
        self._terminal.say()
        for line in source.strip("\n").split("\n"):
            self._terminal.say(f"    {line}".rstrip())
        self._terminal.say()

    def _solution(self, question: Code, *, is_sure: bool) -> bool:
        """Show it, or ask once more; returns whether it was shown."""
        if not is_sure:
            self._terminal.say("  " + _("Once more shows the solution; it is noted that you have seen it."))
            return False
        for line in question.solution.text(self._language).strip("\n").split("\n"):
            self._terminal.say(f"    {line}".rstrip())
        return True

    def judge(self, question: Question, result: Result, answer: str = "") -> None:
        """What became of an answer, and why; once."""
        if result is self._judged:
            return
        words = {
            Outcome.RIGHT: _("Right."),
            Outcome.RIGHT_BUT: _("Right, with a remark."),
            Outcome.PARTIAL: _("Right in part."),
            Outcome.NOTED: _("Noted: here nothing is right or wrong. What each view rests on:"),
            Outcome.NOT_ATTEMPTED: _("Not answered."),
        }.get(result.outcome, _("Not right."))
        if result.outcome is Outcome.WRONG and (answer := solution(question, self._language)):
            words = _("Not right: the answer is {answer}.").format(answer=answer)
        sign = SIGNS.get(result.outcome, OTHER_SIGN)[self._terminal.ascii]
        self._terminal.say(f"  {sign} {words}")
        if question.kind == "order" and result.outcome in {Outcome.PARTIAL, Outcome.WRONG}:
            self._list(question, ((str(place), text) for place, text in enumerate(question.items, 1)))
        for remark in result.remarks:
            self._remark(question, remark)
        for text in (result.feedback, *result.notes):
            if text is not None:
                self._markdown(text, question, "    ")
        width = max(20, self._terminal.width - 4)
        self._terminal.rows(ran_rows(result, answer, width, ascii=self._terminal.ascii), "    ")
        if question.kind == "curve" and result.curve:
            drawn: tuple[float, ...] = ()
            look = sketch_rows(
                drawn, result.curve, question.low, question.high, min(width, 70), 9, ascii=self._terminal.ascii
            )
            self._terminal.rows(look, "    ")
        if result.outcome in {Outcome.WRONG, Outcome.PARTIAL} and question.unit:
            self._terminal.say("    " + _("→ unit {unit}").format(unit=question.unit))

    def sum_up(self, total: QuizResult) -> None:
        """The score, and where to learn what was missed."""
        graded = [question for question in self._quiz.questions if question.is_graded]
        right = sum(total.outcomes[one.id].outcome in {Outcome.RIGHT, Outcome.RIGHT_BUT} for one in graded)
        self._terminal.say()
        self._terminal.say(
            _("{right} of {count} right: {score}, {needed} passes.").format(
                right=right, count=len(graded), score=percent(total.score), needed=percent(self._quiz.pass_)
            )
        )
        self._terminal.say(_("Passed.") if total.passed else _("Not passed."))
        for question in (one for one in graded if total.outcomes[one.id].score < 1):
            where = _("→ unit {unit}").format(unit=question.unit) if question.unit else ""
            self._terminal.say(f"  {OTHER_SIGN[self._terminal.ascii]} {question.id}  {where}".rstrip())

    def _how(self, question: Question) -> str:  # noqa: C901 (a match)
        match question.kind:
            case "true_false":
                return _("true or false?")
            case "choices":
                return _("Several may be right: write their letters, as a c.")
            case "order":
                return _("Write the letters in order, as c a b.")
            case "match":
                return _("Write a letter for each number, as 1b 2a.")
            case "shape":
                return _("Write a shape, as (None, 3).")
            case "guess":
                return _("What do you think? It does not count.")
            case "code":
                return _("Write the program, and a line with nothing but a dot at its end.")
            case "goal":
                words = _("Meet the goal {goal} there, and write the proof line that it shows.")
                return words.format(goal=question.goal)
            case "predict":
                return _("Write what it prints, in one line.")
            case "curve":
                return _("Write {count} numbers, or how the curve goes: {words}.").format(
                    count=question.points, words=", ".join(COURSES)
                )
            case "number" if question.measured_in:
                return _("In {unit}.").format(unit=question.measured_in.text(self._language))
            case _:
                return ""

    def _hint(self, question: Question, told: int) -> int:
        """Say the next hint, and the last one again; returns how many are told."""
        count = len(question.hints)
        if not count:
            self._terminal.say("  " + _("There are no hints to this question."))
            return 0
        told = min(told + 1, count)
        self._terminal.say("  " + _("Hint {number} of {count}").format(number=told, count=count))
        self._markdown(question.hints[told - 1], question, "    ")
        return told

    def _remark(self, question: Question, remark: Remark) -> None:
        words = remark.about.text(self._language)
        if remark.answer is not None:
            words = f"{words} → {remark.answer.text(self._language)}"
        elif not remark.is_given and not remark.is_right:
            words = _("{option} (this one, too)").format(option=words)
        if question.kind == "guess":
            sign = ("›", ">")[self._terminal.ascii] if remark.is_given else " "
        else:
            sign = SIGNS[Outcome.RIGHT][self._terminal.ascii] if remark.is_right else OTHER_SIGN[self._terminal.ascii]
        self._block(words, question, f"    {sign} ")
        if remark.feedback is not None:
            self._markdown(remark.feedback, question, "      ")

    def _list(self, question: Question, texts: Iterable[tuple[str, Bilingual]]) -> None:
        for label, text in texts:
            self._block(text.text(self._language), question, f"  {label})  ")

    def _block(self, text: str, question: Question, lead: str) -> None:
        rows = prose(self._blocks(text, question), self._terminal.width - len(lead) - 1, ascii=self._terminal.ascii)
        self._terminal.rows(rows[:1], lead)
        self._terminal.rows(rows[1:], " " * len(lead))

    def _markdown(self, text: Bilingual, question: Question, indent: str) -> None:
        width = max(20, self._terminal.width - len(indent))
        blocks = self._blocks(text.text(self._language), question)
        self._terminal.rows(prose(blocks, width, ascii=self._terminal.ascii), indent)

    def _blocks(self, text: str, question: Question) -> Any:
        return parse_blocks(text, self._quiz.path, question.line)


def _hint_key(question: Question, offered: Things) -> str:
    """`h`, or `?` where an `h` may be an answer."""
    words = [thing.text.text(language) for thing in offered for language in LANGUAGES]
    words += question.accepted if question.kind == "text" else ()
    is_answer = len(offered) > LETTERS.index("h") or "h" in {word.strip().lower() for word in words}
    return "?" if is_answer else "h"
