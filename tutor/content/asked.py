"""A quiz's question as it stands in a lesson: its prompt, what there is to choose, and where it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.content.lesson import Ask, Block, Inline, Items, Note, Paragraph
from tutor.locale import _

if TYPE_CHECKING:
    from tutor.content.parts import Bilingual
    from tutor.content.quiz import Question


def asked(blocks: Iterable[Block], find: Callable[[str], Question | None], language: str) -> tuple[Block, ...]:
    """`blocks` with every question that `find` knows spelled out in `language`."""
    return tuple(_spelled(block, find, language) if isinstance(block, Ask) else block for block in blocks)


def _spelled(ask: Ask, find: Callable[[str], Question | None], language: str) -> Block:
    from tutor.content.markdown import parse_blocks  # noqa: PLC0415 (whoever has an Ask has loaded it)

    question = find(ask.reference)
    if question is None:
        return ask
    body = list(parse_blocks(question.prompt.text(language), Path(ask.reference)))
    body += [
        Items(tuple(parse_blocks(text.text(language), Path(ask.reference)) for text in texts))
        for texts in _listed(question)
    ]
    if question.kind == "goal":
        link = Inline(question.link, href=question.link)
        body.append(Paragraph((Inline(_("The network to begin with:") + " "), link)))
    quiz = ask.reference.partition("/")[0]
    where = Paragraph((Inline(_("Answer it in the quiz:") + " "), Inline(quiz, href=quiz)))
    return Note("question", (), (*body, where))


def _listed(question: Question) -> Sequence[Sequence[Bilingual]]:
    """The lists of what there is to choose from, in an order that tells nothing."""
    from tutor.content.shuffle import shuffled  # noqa: PLC0415 (as whoever can find a question)

    match question.kind:
        case "choice" | "choices" | "guess":
            return [[option.text for option in shuffled(question, 0)]]
        case "order":
            return [[part.text for part in shuffled(question, 0)]]
        case "match":
            return [[left.text for left in question.lefts], [right.text for right in question.rights]]
        case _:
            return []
