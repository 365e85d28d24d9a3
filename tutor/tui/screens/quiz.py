"""Taking a quiz: one question at a time, what became of each answer, and the score at the end.

It does not grade and keeps nothing: `take` and `finish` do, and an answer is shown as taken only when `take` returned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on, work
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen

from tutor.locale import N_, _
from tutor.tui.reading import Reading
from tutor.tui.widgets.keys import GLOSSARY, KeyLine
from tutor.tui.widgets.question import Question
from tutor.tui.widgets.score import Missed, Score, Total
from tutor.tui.widgets.taking import taken
from tutor.tui.widgets.topline import TopLine, bar

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tutor.content.quiz import Question as Item
    from tutor.content.quiz import Quiz
    from tutor.tui.attempts import Attempt, Summary, Take
    from tutor.tui.reading import SoFar
    from tutor.tui.widgets.asked import Verdict
    from tutor.tui.widgets.taking import Told

BAR = 11
RIGHT = {"right", "right_but"}
RUN = {"code", "predict", "curve"}
Phase = Literal["asking", "taking", "told", "finishing", "stuck", "finished"]


class QuizScreen(Screen[None]):
    """Asks the questions of `quiz` that `attempt` has no answer to yet.

    `take(question id, answer)` grades and keeps an answer; its ValueError means that this is no answer at all, any
    other error that it could not be kept. `units` are the titles of the units that can be visited; `None` means all.
    `hinted(question id, number)` hears of each hint that is read for the first time.
    """

    CSS_PATH = "quiz.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", N_("next"), tooltip=N_("The next question"), id="quiz.next"),
        Binding("ctrl+c", "stop", N_("stop"), tooltip=N_("Stop what runs; nothing is kept of it"), id="quiz.stop"),
        Binding("u", "visit", N_("to its unit"), tooltip=N_("Open the unit that teaches it"), id="quiz.visit"),
        Binding("r", "again", N_("try again"), tooltip=N_("Another attempt at this quiz"), id="quiz.again"),
        Binding("escape", "pause", N_("leave (kept)"), tooltip=N_("Go on later where you left"), id="quiz.leave"),
        Binding("escape", "leave", N_("menu"), tooltip=N_("Back to the menu"), id="quiz.menu"),
        GLOSSARY,
        Binding("question_mark", "app.help", N_("help"), tooltip=N_("All keys of this screen"), id="help"),
    ]

    top = getters.query_one(TopLine)
    question = getters.query_one(Question)
    score = getters.query_one(Score)

    @dataclass
    class Visit(Message):
        """The learner wants the unit that teaches a question."""

        unit: str

    @dataclass
    class Again(Message):
        """The learner wants another attempt at this quiz."""

        quiz: str

    @dataclass
    class Left(Message):
        """The learner leaves; every answer that was shown as taken is kept."""

    def __init__(
        self,
        quiz: Quiz,
        attempt: Attempt,
        language: str,
        take: Take,
        finish: Callable[[], Awaitable[Summary]],
        *,
        units: Mapping[str, str] | None = None,
        hinted: Callable[[str, int], Awaitable[None]] | None = None,
        revealed: Callable[[str], Awaitable[None]] | None = None,
        so_far: Callable[[str], SoFar] | None = None,
        ascii: bool = False,
    ) -> None:
        super().__init__()
        self.quiz = quiz
        self.attempt = attempt
        self.language = language
        self.ascii = ascii
        self._take = take
        self._finish = finish
        self._hinted = hinted
        self._revealed = revealed
        self._so_far = so_far
        self._units = units
        self._reading = Reading(quiz.path, language, attempt.seed, ascii)
        self._phase: Phase = "asking"
        known = {item.id for item in quiz.questions}
        self._outcomes = {name: str(given.outcome) for name, given in attempt.answers.items() if name in known}
        self._scores = {name: given.score for name, given in attempt.answers.items() if name in known}
        self._graded = [item for item in quiz.questions if item.is_graded]
        self._index = self._first_open()

    def compose(self) -> ComposeResult:
        """The question or the score, between the two lines."""
        yield TopLine(ascii=self.ascii)
        yield Question(ascii=self.ascii)
        yield Score(ascii=self.ascii)
        yield KeyLine(ascii=self.ascii)

    def on_mount(self) -> None:
        """Begin, or go on where the learner left."""
        self._ask(is_first=True)

    @property
    def item(self) -> Item | None:
        """The question on the screen; none when all are answered."""
        return self.quiz.questions[self._index] if self._index < len(self.quiz.questions) else None

    def _first_open(self) -> int:
        items = self.quiz.questions
        return next((index for index, item in enumerate(items) if item.id not in self._outcomes), len(items))

    def _enter(self, phase: Phase) -> None:
        self._phase = phase
        count, item = len(self._graded), self.item
        number = sum(one.is_graded for one in self.quiz.questions[: self._index + 1])
        state = f"{number}/{count}" if item is None or item.is_graded else _("does not count")
        words = _("Quiz · {title}").replace("·", "-") if self.ascii else _("Quiz · {title}")
        title = words.format(title=self.quiz.title.text(self.language))
        done = sum(one.id in self._outcomes for one in self._graded)
        self.top.show(title, state=state, bar=bar(done, count, BAR, ascii=self.ascii))
        self.set_class(phase == "finished", "-finished")
        self.refresh_bindings()

    def _ask(self, *, is_first: bool = False) -> None:
        item = self.item
        if item is None:
            self._enter("finishing")
            self._finish_quiz()
            return
        remark = ""
        if is_first and self._outcomes:
            remark = _("You left here; your answers so far are kept.")
        so_far = self._so_far(item.id) if self._so_far else None
        self.question.ask(self._reading.asked(item, remark, so_far))
        self._enter("asking")

    @on(Question.Answered)
    def _answered(self, event: Question.Answered) -> None:
        event.stop()
        if self._phase in {"asking", "told"} and self.item is not None:
            self._enter("taking")
            self._keep(self.item, event.answer)

    @work(group="quiz", exclusive=True)
    async def _keep(self, item: Item, answer: object) -> None:
        async def take(told: Told | None) -> Verdict:
            result = await (self._take(item.id, answer, told) if told else self._take(item.id, answer))
            if result.outcome != "not_attempted":
                self._outcomes[item.id], self._scores[item.id] = str(result.outcome), result.score
            self._enter("told" if item.id in self._outcomes else "asking")
            return self._reading.verdict(item, answer, result, self._unit(item.unit))

        try:
            await taken(self.question, take, is_run=item.kind in RUN)
        finally:
            if self._phase == "taking" and self.is_attached:
                self._enter("asking")

    @on(Question.Revealed)
    def _solution_seen(self, event: Question.Revealed) -> None:
        event.stop()
        if self._revealed is not None and self.item is not None:
            self._note(self._revealed(self.item.id))

    @on(Question.Hinted)
    def _hint_read(self, event: Question.Hinted) -> None:
        event.stop()
        if self._hinted is not None and self.item is not None:
            self._note(self._hinted(self.item.id, event.number))

    @work(group="hints")
    async def _note(self, noting: Awaitable[None]) -> None:
        try:
            await noting
        except Exception as error:  # noqa: BLE001 (a hint not kept is worth no learner's attention)
            self.log.warning(error)

    def _unit(self, unit: str) -> str:
        if not unit:
            return ""
        title = (self._units or {}).get(unit, "")
        return _("unit {unit} {title}").format(unit=unit, title=title).rstrip()

    def _is_there(self, unit: str) -> bool:
        return bool(unit) and (self._units is None or unit in self._units)

    @work(group="quiz", exclusive=True)
    async def _finish_quiz(self) -> None:
        try:
            summary = await self._finish()
        except Exception as error:  # noqa: BLE001 (as with an answer: whatever it is, Enter tries again)
            self._enter("stuck")
            self.question.trouble(_("The score could not be kept: {error}. Enter tries again.").format(error=error))
            return
        self.score.show(self._total(summary))
        self._enter("finished")
        self.score.focus(scroll_visible=False)

    def _total(self, summary: Summary) -> Total:
        missed = [item for item in self._graded if self._outcomes.get(item.id) not in RIGHT]
        return Total(
            score=summary.score,
            needed=self.quiz.pass_,
            is_passed=summary.passed,
            seconds=summary.seconds,
            right=len(self._graded) - len(missed),
            count=len(self._graded),
            uncounted=len(self.quiz.questions) - len(self._graded),
            missed=tuple(self._missed(item) for item in missed),
        )

    def _missed(self, item: Item) -> Missed:
        words = self._reading.first_words(item, ascii=self.ascii)
        title = (self._units or {}).get(item.unit, "")
        return Missed(words, item.unit, title, self._is_there(item.unit), self._scores.get(item.id, 0.0))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """What makes sense in this phase."""
        phase = self._phase
        match action:
            case "next":
                return phase in {"told", "stuck"} and not self.question.is_writing
            case "stop":
                return phase == "taking"
            case "visit":
                return phase == "told" and self.item is not None and self._is_there(self.item.unit)
            case "again":
                return phase == "finished"
            case "pause":
                return phase != "finished"
            case "leave":
                return phase == "finished"
            case _:
                return True

    def action_next(self) -> None:
        """The next question without an answer, or the score."""
        self._index = self._first_open()
        self._ask()

    def action_stop(self) -> None:
        """Stop the answer that is run."""
        self.workers.cancel_group(self, "quiz")

    def action_visit(self) -> None:
        """Say that the question's unit is wanted."""
        if self.item is not None:
            self.post_message(self.Visit(self.item.unit))

    @on(Score.Wanted)
    def _wanted(self, event: Score.Wanted) -> None:
        event.stop()
        self.post_message(self.Visit(event.unit))

    def action_again(self) -> None:
        """Say that another attempt is wanted."""
        self.post_message(self.Again(self.quiz.id))

    def action_leave(self) -> None:
        """Leave, in the middle or at the end."""
        self.post_message(self.Left())

    action_pause = action_leave
