"""What a screen says of each kind of question: how it is answered, what is wanted, what is lacking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.grading.curves import course_words
from tutor.locale import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tutor.content.quiz import Question
    from tutor.grading import Result
    from tutor.tui.widgets.asked import Mark


def of_a_run(item: Question, result: Result) -> str:
    """The verdict's first words on an answer that was run."""
    if item.kind == "curve":
        return _("The real curve {course}.").format(course=course_words(result.course))
    if item.kind in {"predict", "goal"}:
        return ""
    if result.raised or result.trouble:
        return _("It does not run to its end.")
    return ""


def in_detail(item: Question, marks: Sequence[Mark]) -> str:
    """How much of an answer in parts is right, in words."""
    signs = [mark.sign for mark in marks]
    found, wrong, missed = (signs.count(sign) for sign in ("right", "wrong", "missed"))
    match item.kind:
        case "choices":
            words = ngettext("{found} of {count} found", "{found} of {count} found", found + missed)
            words = words.format(found=found, count=found + missed)
            if wrong:
                too_many = ngettext("{count} is too many", "{count} are too many", wrong).format(count=wrong)
                return f"{words}, {too_many}."
            return f"{words}."
        case "order" if found:
            return _("{found} of {count} stand in the right order.").format(found=found, count=len(signs))
        case "match":
            return _("{found} of {count} pairs found.").format(found=found, count=len(signs))
        case _:
            return ""


def how(kind: str) -> str:
    """How it is answered, below the prompt; empty where that goes without saying."""
    match kind:
        case "choices":
            return _("Several may be right.")
        case "guess":
            return _("What do you think? It does not count.")
        case "order":
            return _("Space or a letter takes a row up, the arrows carry it.")
        case "match":
            return _("Give each row its partner: its letter, or left and right.")
        case "predict":
            return _("Write what it prints; how much space and how many lines does not matter. Then it runs.")
        case "code":
            return _("Write it and run it with Ctrl+R, as often as you like.")
        case "goal":
            return _("Meet the goal in the playground; its proof line is the answer.")
        case "curve":
            return _("Draw with the arrows or the mouse: what is right of the pen follows it. Then it trains.")
        case _:
            return ""


def wanted(kind: str) -> str:
    """What belongs into the empty line."""
    match kind:
        case "number":
            return _("a number")
        case "text":
            return _("a word or a few")
        case "shape":
            return _("a shape, as (None, 3)")
        case "predict":
            return _("what it prints")
        case "goal":
            return _("a proof line, as nnt1.…")
        case _:
            return ""


def lacking(kind: str) -> str:
    """What is said to who answers before there is an answer."""
    match kind:
        case "number":
            return _("Write a number first.")
        case "text":
            return _("Write an answer first.")
        case "shape":
            return _("Write a shape first.")
        case "predict":
            return _("Write what you think it prints first.")
        case "goal":
            return _("Write the proof line first; the playground shows it.")
        case "curve":
            return _("Draw the curve first: up and down lift and lower it.")
        case "choice" | "true_false" | "guess":
            return _("Choose one first.")
        case "choices":
            return _("Tick what is right first.")
        case "order":
            return _("Put a row in its place first: Space takes it up.")
        case _:
            return ""
