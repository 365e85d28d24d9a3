"""How the questions of a quiz are read: models and results into what a screen shows, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from tutor.content.lesson import Inline, Paragraph
from tutor.content.markdown import parse_blocks
from tutor.content.shuffle import longest_rise, shuffled
from tutor.draw.canvas import row_text
from tutor.draw.numbers import percent
from tutor.grading import Outcome
from tutor.grading.solution import solution
from tutor.grading.words import by_name
from tutor.locale import _
from tutor.show.prose import prose
from tutor.show.ran import ran_rows
from tutor.tui.widgets.asked import Asked, Mark, Offer, Plane, Sign, Style, Verdict
from tutor.tui.wording import how, in_detail, lacking, of_a_run, wanted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tutor.content.kinds import Choice, Order, TrueFalse
    from tutor.content.lesson import Block
    from tutor.content.parts import Bilingual, Keyed, Part
    from tutor.content.programs import Predict
    from tutor.content.quiz import Question
    from tutor.draw.canvas import Row
    from tutor.grading import Remark, Result

STYLES: dict[str, Style] = {
    "choice": "one",
    "true_false": "one",
    "guess": "one",
    "choices": "several",
    "order": "order",
    "match": "match",
    "number": "field",
    "text": "field",
    "shape": "field",
    "predict": "field",
    "code": "code",
    "curve": "curve",
    "goal": "field",
}


VerdictSign = Literal["right", "partly", "wrong", "noted"]


class SoFar(Protocol):
    """What was tried at a question before."""

    @property
    def answers(self) -> int:
        """Answers that were not right."""

    @property
    def hints(self) -> int:
        """The highest hint that was read."""

    @property
    def last(self) -> Given | None:
        """The last answer, if there was one."""


class Given(Protocol):
    """An answer that was given."""

    @property
    def answer(self) -> object:
        """What it was."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the questions of the file at `path` are read: in which language, and in the order of which attempt."""

    path: Path
    language: str
    seed: int
    ascii: bool = False

    def asked(self, item: Question, remark: str = "", so_far: SoFar | None = None) -> Asked:
        """`item`, waiting for an answer; `so_far` is what was tried before."""
        style = STYLES[item.kind]
        code = item.setup if item.kind == "code" else self._program(item) if item.kind == "predict" else ""
        plane = Plane(item.points, item.low, item.high) if item.kind == "curve" else None
        unit = item.measured_in if item.kind == "number" else None
        address = _address(item)
        return Asked(
            prompt=(*self.blocks(item.prompt, item), *_way_to(address)),
            style=style,
            offers=self._offers(item),
            lefts=self._named(item.lefts, item) if item.kind == "match" else (),
            remark=remark,
            how=how(item.kind),
            wanted=wanted(item.kind),
            lacking=lacking(item.kind),
            measured_in=" ".join(unit.text(self.language).split()) if unit else "",
            hints=tuple(self.blocks(hint, item) for hint in item.hints),
            hint=so_far.hints if so_far else 0,
            tries=so_far.answers if so_far else 0,
            code=code.strip("\n"),
            starter=item.starter.text(self.language) if item.kind == "code" else "",
            solution=tuple(item.solution.text(self.language).strip("\n").split("\n")) if item.kind == "code" else (),
            plane=plane,
            draft=_draft(item, so_far),
            address=address,
        )

    def _program(self, item: Predict) -> str:
        return "\n".join(part.strip("\n") for part in (item.setup, item.program.text(self.language)) if part)

    def verdict(self, item: Question, answer: object, result: Result, unit: str) -> Verdict:
        """What `result` means for who gave `answer` to `item`; `unit` says where to learn more."""
        if item.kind in {"code", "predict", "curve", "goal"}:
            return self._verdict_of_a_run(item, answer, result, unit)
        reason = self.blocks(result.feedback, item) if result.feedback else ()
        right = solution(item, self.language)
        places: tuple[int, ...] = ()
        match item.kind:
            case "choice" | "true_false":
                marks = self._marks_of_one(item, answer, result)
            case "order":
                marks, places = self._marks_of_order(item, answer, result)
            case _:
                marks = self._marks_of_remarks(item, result)
        match result.outcome:
            case Outcome.RIGHT if right and item.kind != "number":
                return Verdict("right", _("Right: {answer}").format(answer=right), reason, unit, marks, places)
            case Outcome.RIGHT:
                return Verdict("right", _("Right."), reason, unit, marks, places)
            case Outcome.RIGHT_BUT:
                return Verdict("right", _("Right, with a remark."), reason, unit, marks, places)
            case Outcome.NOTED:
                words = _("Noted. Nothing is right or wrong here, and it does not count.")
                return Verdict("noted", words, reason, unit, marks)
            case Outcome.PARTIAL:
                words = _("Right in part, {share}.").format(share=percent(result.score))
                words = " ".join(filter(None, (words, in_detail(item, marks))))
                return Verdict("partly", words, reason, unit, marks, places)
            case _ if right:
                return Verdict("wrong", _("Not right: the answer is {answer}.").format(answer=right), reason, unit)
            case _:
                words = " ".join(filter(None, (_("Not right."), in_detail(item, marks))))
                return Verdict("wrong", words, reason, unit, marks, places)

    def _verdict_of_a_run(self, item: Question, answer: object, result: Result, unit: str) -> Verdict:
        """What became of a program, a foretold output, a sketched curve or a proof."""
        said = [text for text in (result.feedback, *result.notes) if text]
        reason = tuple(block for text in said for block in self.blocks(text, item))
        source = answer if isinstance(answer, str) and item.kind == "code" else ""
        is_final = item.kind != "code" or result.score == 1

        def ran(width: int) -> list[Row]:
            return ran_rows(result, source, width, ascii=self.ascii)

        sign: VerdictSign
        match result.outcome:
            case Outcome.RIGHT:
                sign, words = "right", _("Right.")
            case Outcome.RIGHT_BUT:
                sign, words = "right", _("Right, with a remark.")
            case Outcome.PARTIAL:
                sign, words = "partly", _("Right in part, {share}.").format(share=percent(result.score))
            case Outcome.NOT_ATTEMPTED:
                sign, words = "noted", _("Nothing is written yet.")
            case _:
                sign, words = "wrong", _("Not right.")
        words = " ".join(filter(None, (words, of_a_run(item, result))))
        where = "" if sign == "right" else unit
        return Verdict(sign, words, reason, where, ran=ran, curve=result.curve, is_final=is_final)

    def first_words(self, item: Question, *, ascii: bool = False) -> str:
        """The first line of the prompt, to know the question again."""
        rows = prose(self.blocks(item.prompt, item), 1000, ascii=ascii)
        return next((words for row in rows if (words := row_text(row).strip())), item.id)

    def blocks(self, text: Bilingual, item: Question) -> tuple[Block, ...]:
        """A text of `item`, read as Markdown."""
        return parse_blocks(text.text(self.language), self.path, item.line)

    def _offers(self, item: Question) -> tuple[Offer, ...]:
        match item.kind:
            case "choice" | "choices":
                return self._named(shuffled(item, self.seed), item)
            case "guess":
                return self._named(shuffled(item, self.seed), item)
            case "order" | "match":
                return self._named(shuffled(item, self.seed), item)
            case "true_false":
                words = ((True, _("True")), (False, _("False")))
                return tuple(Offer(str(value), value, (Paragraph((Inline(word),)),)) for value, word in words)
            case _:
                return ()

    def _named(self, things: Sequence[Keyed | Part], item: Question) -> tuple[Offer, ...]:
        return tuple(Offer(one.key, by_name(things, one.key), self.blocks(one.text, item)) for one in things)

    def _marks_of_one(self, item: Choice | TrueFalse, answer: object, result: Result) -> tuple[Mark, ...]:
        """The right option, and the chosen one."""
        if item.kind == "choice":
            right = next(option.key for option in item.options if option.right)
        else:
            right = str(item.answer)
        chosen = Mark("right" if result.score == 1 else "wrong", _("your answer"))
        answer_is_there = Mark("right", _("the right answer"))
        return tuple(
            chosen if offer.answer == answer else answer_is_there if offer.key == right else Mark()
            for offer in self._offers(item)
        )

    def _marks_of_remarks(self, item: Question, result: Result) -> tuple[Mark, ...]:
        """What is remarked about each option or row; the reasons where something is not right, or where all is."""
        told = {remark.key: remark for remark in result.remarks}
        offers = self._named(item.lefts, item) if item.kind == "match" else self._offers(item)
        return tuple(
            self._mark(item, told[offer.key], with_reason=result.score in {0.0, 1.0}) if offer.key in told else Mark()
            for offer in offers
        )

    def _mark(self, item: Question, remark: Remark, *, with_reason: bool) -> Mark:
        reason = self.blocks(remark.feedback, item) if remark.feedback else ()
        if item.kind == "guess":
            return Mark("noted" if remark.is_given else "", _("your guess") if remark.is_given else "", reason)
        if item.kind == "match":
            partner = self.blocks(remark.answer, item) if remark.answer and not remark.is_right else ()
            sign: Sign = "right" if remark.is_right else "wrong"
            return Mark(sign, "", reason if with_reason or not remark.is_right else (), partner)
        if remark.is_right:
            return Mark("right", _("right"), reason if with_reason else ())
        if remark.is_given:
            return Mark("wrong", _("not right"), reason)
        return Mark("missed", _("missed"), reason)

    def _marks_of_order(self, item: Order, answer: object, result: Result) -> tuple[tuple[Mark, ...], tuple[int, ...]]:
        """Which items stand in the right order to one another, as many as can be; and the right order of all."""
        offers = self._offers(item)
        keys = [part.key for part in item.parts]
        key_of = {str(offer.answer): offer.key for offer in offers}
        given = [keys.index(key_of[str(one)]) for one in answer] if isinstance(answer, list) else []
        kept = list(given)
        for place in given:
            rest = [other for other in kept if other != place]
            if longest_rise(rest) == longest_rise(kept):
                kept = rest
        is_any_right = result.score > 0
        marks = tuple(Mark("right" if is_any_right and keys.index(o.key) in kept else "wrong") for o in offers)
        at = {offer.key: index for index, offer in enumerate(offers)}
        return marks, tuple(at[key] for key in keys)


def _address(item: Question) -> str:
    """Where a goal is met: a link to the playground as the question sets it up."""
    if item.kind != "goal":
        return ""
    from tutor.grading.goals import address  # noqa: PLC0415 (networks, which few questions need)

    return address(item)


def _way_to(address: str) -> tuple[Block, ...]:
    """The way there, to be clicked; a key leads there, too."""
    return (Paragraph((Inline(_("Open it in the playground"), href=address), Inline(" (Ctrl+O)"))),) if address else ()


def _draft(item: Question, so_far: SoFar | None) -> str:
    """The program that was answered last."""
    last = so_far.last.answer if so_far and so_far.last and item.kind == "code" else ""
    return last if isinstance(last, str) else ""
