"""The tables, and the steps that bring a file of any earlier version to the newest one.

Everything the learner does is one row of `events`, never changed afterwards (only a move in a lesson replaces the move
just before it). What is shown is derived from them by queries that the indexes answer without reading the rows, so that
100,000 answers open as fast as a hundred. Two tables are kept beside it in the same transactions: what is due again
(`cards`), and what was believed wrongly (`misconceptions`). Columns of `events`:

- `item` is a unit's or a quiz's id; `part` a cell's name, a question's id, or `passed`/`failed` of a finished attempt;
- `value` is 1 where a visit reached the end and where an attempt was recorded whole, a hint's number, else a score;
- `data` is JSON with what no query looks for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from tutor.progress.cards import made_of_answers

APPLICATION = 0x6E6E7475  # "nntu": tells our files from any other program's
Step = Sequence[str | Callable[[sqlite3.Connection], None]]
"""Statements, and what cannot be said in SQL; one transaction."""

V1: tuple[str, ...] = (
    """CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        at REAL NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('visit', 'ran', 'begin', 'answer', 'finish')),
        item TEXT NOT NULL,
        part TEXT NOT NULL DEFAULT '',
        attempt TEXT,
        value REAL,
        data TEXT NOT NULL DEFAULT '{}'
    )""",
    "CREATE INDEX events_in_order ON events (kind, item, seq)",
    "CREATE INDEX events_by_part ON events (kind, item, part)",
    "CREATE INDEX events_by_value ON events (kind, item, value)",
    "CREATE INDEX events_by_attempt ON events (attempt, kind, part) WHERE attempt IS NOT NULL",
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)
# Which kinds there are is the store's to know: a rule in the file would have to be rebuilt with every new one.
V2: Step = (
    "ALTER TABLE events RENAME TO events_v1",
    """CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        at REAL NOT NULL,
        kind TEXT NOT NULL,
        item TEXT NOT NULL,
        part TEXT NOT NULL DEFAULT '',
        attempt TEXT,
        value REAL,
        data TEXT NOT NULL DEFAULT '{}'
    )""",
    "INSERT INTO events SELECT seq, at, kind, item, part, attempt, value, data FROM events_v1",
    "DROP TABLE events_v1",
    *V1[1:5],
)
V3: Step = (
    """CREATE TABLE cards (
        quiz TEXT NOT NULL, question TEXT NOT NULL, due REAL NOT NULL, state TEXT NOT NULL,
        PRIMARY KEY (quiz, question)
    ) WITHOUT ROWID""",
    "CREATE INDEX cards_by_due ON cards (due)",
    """CREATE TABLE misconceptions (
        name TEXT NOT NULL, quiz TEXT NOT NULL, question TEXT NOT NULL, since REAL NOT NULL, closed REAL,
        PRIMARY KEY (name, quiz, question)
    ) WITHOUT ROWID""",
    made_of_answers,
)
STEPS: Sequence[Step] = (V1, V2, V3)


def version(connection: sqlite3.Connection) -> int:
    """The file's schema version; 0 is a file without tables."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def shape(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """The tables and indexes, each with the statement that made it."""
    return frozenset(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall())


def migrate(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring the file up to `len(steps)`, each step whole or not at all."""
    for number in range(version(connection) + 1, len(steps) + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            for statement in steps[number - 1]:
                if callable(statement):
                    statement(connection)
                else:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {number}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
