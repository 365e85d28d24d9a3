"""A typed line as an answer: letters and numbers go by what stands on the screen, or by its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.content.kinds import Match
from tutor.content.parts import LETTERS, Part
from tutor.content.shuffle import shuffled
from tutor.grading.words import by_name, in_order, named, paired, several
from tutor.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tutor.console.terminal import Terminal
    from tutor.content.kinds import Question
    from tutor.content.parts import Keyed

    Things = Sequence[Keyed | Part]


def things(question: Question, seed: int) -> Things:
    """What `question` offers to choose from, as it stands on the screen in an attempt with `seed`."""
    match question.kind:
        case "choice" | "choices" | "guess" | "order" | "match":
            return shuffled(question, seed)
        case _:
            return ()


def whole(question: Question, line: str, terminal: Terminal) -> str:
    """An answer that may have several lines: a program goes on until a dot stands alone, or the input ends."""
    lines = [line]
    while question.kind == "code":
        more = terminal.ask("… ")
        if more is None or more.strip() == ".":
            break
        lines.append(more)
    return "\n".join(lines)


def unshuffled(question: Question) -> Things:
    """The same in an order that goes with the keys in which a file of answers names them."""
    match question.kind:
        case "choice" | "choices" | "guess":
            return question.options
        case "order" | "match":
            return shuffled(question, 0) if question.kind == "order" else question.rights
        case _:
            return ()


def meant(question: Question, offered: Things, line: str) -> object:
    """What `line` answers where `offered` stand on the screen; raises ValueError for what is none of them."""
    if not offered or not line.strip():
        return line
    keys = {letter: by_name(offered, thing.key) for letter, thing in zip(LETTERS, offered, strict=False)}
    lettered = [Part(letter, thing.text) for letter, thing in zip(LETTERS, offered, strict=False)]
    match question.kind:
        case "choices":
            return [keys[letter] for letter in several(lettered, line)]
        case "order":
            return [keys[letter] for letter in in_order(lettered, line)]
        case "match":
            return _pairs(question, lettered, keys, line)
        case _:
            return keys[_one(lettered, line)]


def _pairs(question: Match, lettered: Sequence[Part], keys: dict[str, str], line: str) -> dict[str, str]:
    pairs = paired(question.lefts, lettered, line)
    return {by_name(question.lefts, left): keys[letter] for left, letter in pairs.items()}


def _one(lettered: Sequence[Part], line: str) -> str:
    try:
        return named(lettered, line)
    except ValueError as error:
        typed = line.strip()
        if typed.isdecimal() and len(typed) < 3 and 1 <= int(typed) <= len(lettered):  # noqa: PLR2004 (26 options)
            return lettered[int(typed) - 1].key
        message = _("“{answer}” is none of the options: write a letter from a to {last}")
        raise ValueError(message.format(answer=typed[:40], last=lettered[-1].key)) from error
