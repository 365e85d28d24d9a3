"""A quiz's question as it stands in a lesson: its prompt, what there is to choose, and where it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.content.lesson import Ask, Block, Inline, Items, Note, Paragraph
from tutor.locale import _

if TYPE_CHECKING:
    from tutor.content.quiz import Question


def asked(blocks: Iterable[Block], find: Callable[[str], Question | None], language: str) -> tuple[Block, ...]:
    """`blocks` with every question that `find` knows spelled out in `language`."""
    return tuple(_spelled(block, find, language) if isinstance(block, Ask) else block for block in blocks)


def _spelled(ask: Ask, find: Callable[[str], Question | None], language: str) -> Block:
    from tutor.content.markdown import parse_blocks  # noqa: PLC0415 (whoever has an Ask has loaded it)
    from tutor.content.quiz import shuffled  # noqa: PLC0415 (as whoever can find a question)

    question = find(ask.reference)
    if question is None:
        return ask
    body = list(parse_blocks(question.prompt.text(language), Path(ask.reference)))
    if question.kind == "choice":
        options = (Paragraph((Inline(option.text.text(language)),)) for option in shuffled(question, 0))
        body.append(Items(tuple((option,) for option in options)))
    quiz = ask.reference.partition("/")[0]
    where = Paragraph((Inline(_("Answer it in the quiz:") + " "), Inline(quiz, href=quiz)))
    return Note("question", (), (*body, where))
