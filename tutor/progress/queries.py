"""Events into states: the store's questions in SQL, each answered from an index.

Distinct units, quizzes and cells are found by hopping from one key to the next (a recursive query), so that the cost
is that of what is found and not of all that was ever recorded.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tutor.progress.states import Attempt, Given, LessonState, Place, QuizState

if TYPE_CHECKING:
    import sqlite3

ITEMS = """
WITH RECURSIVE found(item) AS (
    SELECT min(item) FROM events WHERE kind = :kind
    UNION ALL
    SELECT (SELECT min(item) FROM events WHERE kind = :kind AND item > found.item) FROM found WHERE item IS NOT NULL
) SELECT item FROM found WHERE item IS NOT NULL"""
PARTS = """
WITH RECURSIVE found(part) AS (
    SELECT min(part) FROM events WHERE kind = :kind AND item = :item
    UNION ALL
    SELECT (SELECT min(part) FROM events WHERE kind = :kind AND item = :item AND part > found.part)
    FROM found WHERE part IS NOT NULL
) SELECT count(part) FROM found"""
LAST_VISIT = "SELECT data FROM events WHERE kind = 'visit' AND item = ? ORDER BY seq DESC LIMIT 1"
REACHED_END = "SELECT EXISTS (SELECT 1 FROM events WHERE kind = 'visit' AND item = ? AND value = 1)"
BEST = "SELECT max(value) FROM events WHERE kind = 'finish' AND item = ?"
LAST = "SELECT value FROM events WHERE kind = 'finish' AND item = ? ORDER BY seq DESC LIMIT 1"
PASSED = "SELECT EXISTS (SELECT 1 FROM events WHERE kind = 'finish' AND item = ? AND part = 'passed')"
OPEN = """
SELECT attempt FROM (
    SELECT attempt FROM events WHERE kind = 'begin' AND item = ? AND value IS NULL ORDER BY seq DESC LIMIT 1
) AS newest
WHERE NOT EXISTS (SELECT 1 FROM events WHERE attempt = newest.attempt AND kind = 'finish')"""
ANSWERED = "SELECT count(DISTINCT part) FROM events WHERE attempt = ? AND kind = 'answer'"
BEGUN = "SELECT item, at, data FROM events WHERE attempt = ? AND kind = 'begin' LIMIT 1"
OF_ATTEMPT = """
SELECT attempt, kind, part, at, value, data, item FROM events
WHERE attempt = ? AND kind IN ('begin', 'answer', 'finish') ORDER BY seq"""
OF_QUIZ = """
SELECT attempt, kind, part, at, value, data, item FROM events
WHERE kind IN ('begin', 'answer', 'finish') AND item = ? ORDER BY seq"""
# An answer in a lesson or in the review belongs to a quiz that nobody has opened.
NEWEST = """SELECT item FROM events
    WHERE kind IN ('visit', 'ran') OR attempt IS NOT NULL ORDER BY seq DESC LIMIT 1"""
EVERYTHING = "SELECT seq, at, kind, item, part, attempt, value, data FROM events ORDER BY seq"


def items(connection: sqlite3.Connection, *kinds: str) -> list[str]:
    """The ids that have an event of one of `kinds`, sorted."""
    found = {row[0] for kind in kinds for row in connection.execute(ITEMS, {"kind": kind})}
    return sorted(found)


def lesson(connection: sqlite3.Connection, unit: str) -> LessonState:
    """How far the learner is in a unit."""
    visit = connection.execute(LAST_VISIT, (unit,)).fetchone()
    run = int(_one(connection, PARTS, {"kind": "ran", "item": unit}))
    if visit is None:
        return LessonState("started", run) if run else LessonState()
    details = data(visit[0])
    cells = int(details.get("cells", 0))
    return LessonState(
        status="done" if run >= cells and _one(connection, REACHED_END, (unit,)) else "started",
        cells_run=min(run, cells),
        cells=cells,
        place=Place(unit, details.get("section", 0), details.get("cell"), details.get("offset", 0.0)),
        language=details.get("language", ""),
    )


def quiz(connection: sqlite3.Connection, name: str) -> QuizState:
    """How a quiz went, and how far the open attempt is."""
    best = _one(connection, BEST, (name,))
    attempt = open_attempt(connection, name)
    if best is None and attempt is None:
        return QuizState()
    return QuizState(
        status="started" if best is None else "done",
        best=best,
        last=_one(connection, LAST, (name,)),
        passed=bool(_one(connection, PASSED, (name,))),
        answered=int(_one(connection, ANSWERED, (attempt,))) if attempt else 0,
    )


def open_attempt(connection: sqlite3.Connection, quiz_id: str) -> str | None:
    """The id of the newest attempt, if it is not finished; an older one that never was is given up.

    An attempt recorded whole (its beginning has a value) is passed over: it interrupts nobody.
    """
    found: str | None = _one(connection, OPEN, (quiz_id,))
    return found


def attempts(rows: Iterator[tuple[Any, ...]]) -> list[Attempt]:
    """Attempts in the order begun, from their events in order."""
    begun: dict[str, dict[str, Any]] = {}
    answers: dict[str, dict[str, Given]] = {}
    for attempt, kind, part, at, value, text, item in rows:
        details = data(text)
        if kind == "begin":
            how = {"language": details.get("language", ""), "seed": details.get("seed", 0)}
            begun.setdefault(attempt, {"id": attempt, "quiz": item, "started": at, **how})
            answers.setdefault(attempt, {})
        elif kind == "answer" and attempt in answers:
            answers[attempt][part] = Given(part, details.get("answer"), details.get("outcome", ""), value or 0.0, at)
        elif kind == "finish" and attempt in begun:
            begun[attempt] |= {"finished": at, "score": value, "passed": part == "passed"}
    return [Attempt(**head, answers=answers[name]) for name, head in begun.items()]


def data(text: str) -> dict[str, Any]:
    """An event's details; empty where they cannot be read."""
    try:
        found = json.loads(text)
    except ValueError:  # a bit flipped on the disk costs that event's details, not the learner's whole history
        found = {}
    return found if isinstance(found, dict) else {}


def plain(answer: object) -> object:
    """`answer` as JSON has it; NaN and infinity, which JSON lacks, as text."""
    if isinstance(answer, Mapping):
        return {str(name): plain(one) for name, one in answer.items()}
    if isinstance(answer, list | tuple):
        return [plain(one) for one in answer]
    if isinstance(answer, float) and not math.isfinite(answer):
        return str(answer)
    return answer if isinstance(answer, bool | int | float | str | None) else str(answer)


def _one(connection: sqlite3.Connection, sql: str, values: Any) -> Any:
    row = connection.execute(sql, values).fetchone()
    return row[0] if row else None
