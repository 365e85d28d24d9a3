"""What is to be asked again and what is believed wrongly: changed in the transaction of the answer that changes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tutor.progress.queries import data
from tutor.progress.schedule import KNOWN, UNRATED, scheduled
from tutor.progress.states import Due, Given, Held, Tries

if TYPE_CHECKING:
    import sqlite3

STATE = "SELECT state FROM cards WHERE quiz = ? AND question = ?"
PUT = """INSERT INTO cards (quiz, question, due, state) VALUES (?, ?, ?, ?)
    ON CONFLICT (quiz, question) DO UPDATE SET due = excluded.due, state = excluded.state"""
OPENED = """INSERT INTO misconceptions (name, quiz, question, since, closed) VALUES (?, ?, ?, ?, NULL)
    ON CONFLICT (name, quiz, question) DO UPDATE SET
    since = CASE WHEN closed IS NULL THEN since ELSE excluded.since END, closed = NULL"""
CLOSED = "UPDATE misconceptions SET closed = ? WHERE quiz = ? AND question = ? AND closed IS NULL"
DUE = "SELECT quiz, question, due FROM cards WHERE due <= ? ORDER BY due"
DUE_COUNT = "SELECT count(*) FROM cards WHERE due <= ? AND quiz IN (SELECT value FROM json_each(?))"
NEXT = "SELECT min(due) FROM cards WHERE due > ?"
HELD = "SELECT name, quiz, question, since, closed FROM misconceptions ORDER BY closed IS NOT NULL, since DESC"
LATEST = """SELECT kind, value, data, at FROM events
    WHERE kind = ?1 AND item = ?2 AND part = ?3 AND (?4 IS NULL OR attempt = ?4) AND seq > ?5
    ORDER BY seq DESC LIMIT 50"""
LAST_RIGHT = """SELECT seq, data FROM events
    WHERE kind = ?1 AND item = ?2 AND part = ?3 AND (?4 IS NULL OR attempt = ?4) ORDER BY seq DESC LIMIT 50"""
EVER = "SELECT item, part, value, data, at FROM events WHERE kind = 'answer' ORDER BY seq"
ANSWERS = ("answer", "single")


def recorded(
    quiz: str, question: str, outcome: str, score: float, at: float, held: Sequence[str] = ()
) -> Callable[[sqlite3.Connection], None]:
    """`put`, for a transaction to come."""
    return lambda connection: put(connection, quiz, question, outcome, score, at, held)


def put(
    connection: sqlite3.Connection,
    quiz: str,
    question: str,
    outcome: str,
    score: float,
    at: float,
    misconceptions: Sequence[str],
) -> None:
    """Schedule the question anew after an answer that is about to be written, and note what it shows."""
    if outcome not in UNRATED:
        so_far = tries(connection, quiz, question, None)
        row = connection.execute(STATE, (quiz, question)).fetchone()
        state, due = scheduled(
            row[0] if row else None, outcome, score, hints=so_far.hints, is_shown=so_far.is_shown, now=at
        )
        connection.execute(PUT, (quiz, question, due, state))
    if outcome in KNOWN:
        connection.execute(CLOSED, (at, quiz, question))
    for name in misconceptions:
        connection.execute(OPENED, (name, quiz, question, at))


def tries(connection: sqlite3.Connection, quiz: str, question: str, attempt: str | None) -> Tries:
    """What was tried since the question was last answered right, or in `attempt` alone."""
    since, last = 0, None
    for kind in ANSWERS:
        for seq, text in connection.execute(LAST_RIGHT, (kind, quiz, question, attempt)):
            if data(text).get("outcome") in KNOWN:
                since = max(since, seq)
                break
    count = 0
    for kind in ANSWERS:
        rows = connection.execute(LATEST, (kind, quiz, question, attempt, since)).fetchall()
        count += len(rows)
    for kind in ANSWERS:
        for _kind, value, text, at in connection.execute(LATEST, (kind, quiz, question, attempt, 0)).fetchmany(1):
            details = data(text)
            given = Given(question, details.get("answer"), details.get("outcome", ""), value or 0.0, at)
            last = given if last is None or given.at > last.at else last
    hints = [row[1] for row in connection.execute(LATEST, ("hint", quiz, question, attempt, since))]
    shown = connection.execute(LATEST, ("shown", quiz, question, attempt, since)).fetchone()
    return Tries(count, int(max(hints, default=0)), shown is not None, last)


def due(connection: sqlite3.Connection, now: float) -> list[Due]:
    """What is due at `now`, the oldest first."""
    return [Due(*row) for row in connection.execute(DUE, (now,))]


def held(connection: sqlite3.Connection) -> list[Held]:
    """Every misconception that ever showed, the open ones first, the newest first among them."""
    return [Held(*row) for row in connection.execute(HELD)]


def made_of_answers(connection: sqlite3.Connection) -> None:
    """Cards for what was answered before there were cards: as its last answer left it."""
    last = {(quiz, question): (value, text, at) for quiz, question, value, text, at in connection.execute(EVER)}
    for (quiz, question), (value, text, at) in last.items():
        outcome = str(data(text).get("outcome", ""))
        if outcome and outcome not in UNRATED:
            state, when = scheduled(None, outcome, value or 0.0, hints=0, is_shown=False, now=at)
            connection.execute(PUT, (quiz, question, when, state))
