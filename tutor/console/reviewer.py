"""The review line by line: what is due, asked and kept; and what one seems to believe wrongly."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tutor.console.asker import Asker, Keeper
from tutor.draw.moments import ago, within
from tutor.locale import _, ngettext
from tutor.review import beliefs, due

if TYPE_CHECKING:
    from tutor.console.terminal import Terminal
    from tutor.content.library import Library
    from tutor.grading import Result
    from tutor.progress import Progress
    from tutor.review import Item


def show_due(library: Library, progress: Progress, terminal: Terminal, language: str) -> int:
    """What is due and what is believed, as one JSON document."""
    now = time.time()
    items = due(library, progress)
    at = progress.next_due(now)
    terminal.data(
        {
            "count": len(items),
            "due": [_listed(item, language) for item in items],
            "next": _moment(at) if at is not None else None,
            "misconceptions": [
                {
                    "id": one.name,
                    "text": one.text(language),
                    "open": one.is_open,
                    "since": _moment(one.since),
                    "unit": one.unit,
                }
                for one in beliefs(library, progress)
            ],
        }
    )
    terminal.note(progress.warning)
    return 0


def show_beliefs(library: Library, progress: Progress, terminal: Terminal, language: str) -> int:
    """What one seems to believe wrongly, the open beliefs first."""
    found = beliefs(library, progress)
    if not found:
        terminal.say(_("No answer has shown a misconception yet."))
    now = time.time()
    for one in found:
        sign = (("✓", "+"), ("✗", "x"))[one.is_open][terminal.ascii]
        when = _("seen {when}").format(when=ago(now - one.since))
        if one.closed is not None:
            when = _("answered right {when}").format(when=ago(now - one.closed))
        where = "  " + _("→ unit {unit}").format(unit=one.unit) if one.unit and one.is_open else ""
        terminal.say(f"{sign} {one.text(language)}  ({when}){where}")
    terminal.note(progress.warning)
    return 0


def rehearse(library: Library, progress: Progress, terminal: Terminal, language: str) -> int:
    """Ask what is due; every answer is kept before it is judged."""
    items = due(library, progress)
    if items:
        words = ngettext("{count} question is due.", "{count} questions are due.", len(items))
    else:
        words = _("Nothing is due.")
    terminal.say(words.format(count=len(items)))
    right = 0
    for number, item in enumerate(items, 1):
        terminal.say(f"\n{number}/{len(items)}  {item.quiz}/{item.question.id}")
        asker = Asker(library.quiz(item.quiz), terminal, language)
        result = asker.ask(item.question, item.seed, _Reviewed(progress, item))
        if result is None:
            terminal.note(_("Your answers are kept; “nntutor review” goes on here."))
            break
        asker.judge(item.question, result)
        right += result.score == 1
    else:
        if items:
            words = ngettext("{right} of {count} right.", "{right} of {count} right.", len(items))
            terminal.say("\n" + words.format(right=right, count=len(items)))
        now = time.time()
        if (at := progress.next_due(now)) is not None:
            terminal.say(_("The next one is due {when}.").format(when=within(at - now)))
    terminal.note(progress.warning)
    return 0


class _Reviewed(Keeper):
    """Keeps what is answered in a review."""

    def __init__(self, progress: Progress, item: Item) -> None:
        self._progress = progress
        self._item = item

    def hint(self, number: int) -> None:
        """A hint was read."""
        self._progress.read_hint(self._item.quiz, self._item.question.id, number)

    def reveal(self) -> None:
        """The solution was shown."""
        self._progress.reveal(self._item.quiz, self._item.question.id)

    def answer(self, answer: object, result: Result, score: float) -> None:
        """An answer was given."""
        item = self._item
        self._progress.single(
            item.quiz,
            item.question.id,
            item.seed,
            answer,
            str(result.outcome),
            score,
            where="review",
            misconceptions=result.misconceptions,
        )


def _listed(item: Item, language: str) -> dict[str, Any]:
    return {
        "quiz": item.quiz,
        "question": item.question.id,
        "kind": item.question.kind,
        "unit": item.question.unit,
        "due": _moment(item.at),
        "prompt": item.question.prompt.text(language),
    }


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
