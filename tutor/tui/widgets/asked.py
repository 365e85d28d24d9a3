"""A question of a quiz as a screen shows it: in one language, its Markdown read, its options in the attempt's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tutor.content.lesson import Inline, Paragraph
from tutor.content.markdown import parse_blocks
from tutor.content.quiz import shuffled
from tutor.draw.canvas import row_text
from tutor.locale import _
from tutor.show.prose import prose

if TYPE_CHECKING:
    from pathlib import Path

    from tutor.content.lesson import Block
    from tutor.content.quiz import Bilingual, Choice, Number, Question


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be answered: what is handed on when it is, and how it reads."""

    answer: object
    blocks: tuple[Block, ...]
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for an answer; without offers it asks for a number. `remark` stands above it."""

    prompt: tuple[Block, ...]
    offers: tuple[Offer, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an answer: in a word, the reason for it, and where to learn more."""

    sign: Literal["right", "partly", "wrong"]
    words: str
    reason: tuple[Block, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the questions of the file at `path` are read: in which language, and in the order of which attempt."""

    path: Path
    language: str
    seed: int

    def asked(self, item: Question, remark: str = "") -> Asked:
        """`item`, waiting for an answer."""
        return Asked(self.blocks(item.prompt, item), self._offers(item), remark)

    def verdict(self, item: Question, outcome: str, feedback: Bilingual | None, unit: str) -> Verdict:
        """What `outcome` means for who answered `item`; `unit` says where to learn more."""
        reason = self.blocks(feedback, item) if feedback else ()
        match outcome:
            case "right":
                return Verdict("right", _("Right."), reason, unit)
            case "right_but":
                return Verdict("right", _("Right, with a remark."), reason, unit)
            case "partial":
                return Verdict("partly", _("Right in part."), reason, unit)
            case _ if item.kind == "number":
                words = _("Not right: it is {answer}.").format(answer=self._number(item))
                return Verdict("wrong", words, reason, unit)
            case _:
                return Verdict("wrong", _("Not right."), reason, unit)

    def first_words(self, item: Question, *, ascii: bool = False) -> str:
        """The first line of the prompt, to know the question again."""
        rows = prose(self.blocks(item.prompt, item), 1000, ascii=ascii)
        return next((words for row in rows if (words := row_text(row).strip())), item.id)

    def blocks(self, text: Bilingual, item: Question) -> tuple[Block, ...]:
        """A text of `item`, read as Markdown."""
        return parse_blocks(text.text(self.language), self.path, item.line)

    def _offers(self, item: Question) -> tuple[Offer, ...]:
        match item.kind:
            case "choice":
                options = shuffled(item, self.seed)
                return tuple(Offer(said(item, o.key), self.blocks(o.text, item), o.right) for o in options)
            case "true_false":
                words = ((True, _("True")), (False, _("False")))
                return tuple(Offer(value, (Paragraph((Inline(word),)),), value is item.answer) for value, word in words)
            case _:
                return ()

    def _number(self, item: Number) -> str:
        value = f"{item.answer:.12g}"
        return value.replace(".", ",") if self.language == "es" else value


def said(item: Choice, key: str) -> str:
    """How grading is told which option: by its key, or by its text where some option's text reads like that key."""
    texts = {option.text.text(language).strip().casefold() for option in item.options for language in ("es", "en")}
    if key not in texts:
        return key
    return next(option.text.text("en") for option in item.options if option.key == key)
