"""When a question is due again: FSRS, the free spaced repetition scheduler, without chance in it.

Days, not minutes: what was wrong comes back tomorrow, because a lesson in between is worth more than the same question
at once. Times are seconds since 1970.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fsrs import Card, Rating, Scheduler

RETENTION = 0.9
"""The share of due questions that one is to know still."""
LONGEST = 365
"""Days after which one is asked again, however well it went."""
HALF = 0.5
KNOWN = frozenset({"right", "right_but"})
UNRATED = frozenset({"noted", "not_attempted"})
"""Outcomes that make no card: there is nothing to know, or nothing was tried."""


def scheduled(
    state: str | None, outcome: str, score: float, *, hints: int, is_shown: bool, now: float
) -> tuple[str, float]:
    """The card after an answer at `now`, as text, and when it is due; `state` is the card before, None without one.

    A clock that has gone back counts as standing still. A card that cannot be read begins anew.
    """
    card = _read(state)
    at = datetime.fromtimestamp(max(now, 0.0), UTC)
    if card.last_review is not None:
        at = max(at, card.last_review)
    card, _log = _scheduler().review_card(card, _rating(outcome, score, hints=hints, is_shown=is_shown), at)
    return card.to_json(), card.due.timestamp()


def _rating(outcome: str, score: float, *, hints: int, is_shown: bool) -> Rating:
    from fsrs import Rating  # noqa: PLC0415 (33 ms, and only who answers needs it)

    if is_shown or (outcome not in KNOWN and score < HALF):
        return Rating.Again
    return Rating.Hard if hints or outcome not in KNOWN else Rating.Good


def _read(state: str | None) -> Card:
    from fsrs import Card  # noqa: PLC0415 (as above)

    if state is not None:
        try:
            return Card.from_dict(json.loads(state))
        except (ValueError, TypeError, KeyError, AttributeError):
            return Card(card_id=0)
    return Card(card_id=0)


@cache
def _scheduler() -> Scheduler:
    from fsrs import Scheduler  # noqa: PLC0415 (as above)

    steps: tuple[timedelta, ...] = ()
    return Scheduler(
        desired_retention=RETENTION, learning_steps=steps, relearning_steps=steps,
        maximum_interval=LONGEST, enable_fuzzing=False,
    )  # fmt: skip
