"""The learner's progress: what is recorded, and what is asked of it."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from tutor.locale import _
from tutor.progress import cards, queries, schema
from tutor.progress.file import TooNew
from tutor.progress.schema import STEPS, Step
from tutor.progress.states import Attempt, Due, Held, LessonState, Place, QuizState, Tries
from tutor.progress.storage import Statement, Storage

INSERT = "INSERT INTO events (at, kind, item, part, attempt, value, data) VALUES (?, ?, ?, ?, ?, ?, ?)"
# An attempt that another window reset, or that an older backup does not know, begins again with its next answer.
INSERT_BEGIN = f"{INSERT[: INSERT.index('VALUES')]} SELECT ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS ({queries.BEGUN})"
# Scrolling through a lesson is one event, the last: every move kept would bury what was learned.
MOVED_ON = """DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)
    AND kind = 'visit' AND item = ? AND value <= ?"""
SET = "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


def open_progress(path: Path | None) -> Progress:
    """The store at `path`; where a newer nntutor wrote it, an empty one in memory whose `warning` says so."""
    try:
        return Progress(path)
    except TooNew as error:
        told = _("{reason}. Until then your progress is kept in memory only.").format(reason=error)
        return Progress(None, warning=told)


class Progress:
    """What one learner has done, in the file at `path`, or in memory where `path` is None. Any thread may call it.

    A recorded answer is on the disk when `answer` returns. Raises TooNew for a newer nntutor's file.
    """

    def __init__(self, path: Path | None, *, steps: Sequence[Step] = STEPS, warning: str = "") -> None:
        self._storage = Storage(path, steps, warning)
        self._lock = threading.RLock()
        self._begun: dict[str, tuple[Any, ...]] = {}
        self._last_visit: tuple[Any, ...] | None = None

    @property
    def warning(self) -> str:
        """What the learner should know of the store: it was damaged, or cannot be written just now."""
        return self._storage.warning

    # Lessons

    def visit(self, unit: str, language: str, cells: int, place: Place, *, reached_end: bool) -> None:
        """The learner is at `place` of a unit of `cells` cells; `reached_end`: its end has been in sight."""
        where = {"section": place.section, "cell": place.cell, "offset": place.offset}
        data = {"language": language, "cells": cells, **where}
        values = ("visit", unit, "", None, float(reached_end), json.dumps(data))
        with self._lock:
            if values != self._last_visit:
                self._storage.write([(MOVED_ON, (unit, float(reached_end))), (INSERT, (time.time(), *values))])
                self._last_visit = values

    def ran(self, unit: str, cell: str, status: str) -> None:
        """A cell was run and ended as `status` says."""
        self._storage.write([(INSERT, (time.time(), "ran", unit, cell, None, None, json.dumps({"status": status})))])

    def lesson(self, unit: str) -> LessonState:
        """How far the learner is in a unit."""
        return self._storage.read(lambda connection: queries.lesson(connection, unit))

    def lessons(self) -> dict[str, LessonState]:
        """Every unit that was ever opened."""
        return self._storage.read(
            lambda connection: {
                unit: queries.lesson(connection, unit) for unit in queries.items(connection, "visit", "ran")
            }
        )

    # Quizzes

    def begin(self, quiz: str, language: str, seed: int) -> Attempt:
        """A new attempt; one that was open is given up."""
        name, now = os.urandom(8).hex(), time.time()
        values = (now, "begin", quiz, "", name, None, json.dumps({"language": language, "seed": seed}))
        with self._lock:
            self._storage.write([(INSERT, values)])
            self._begun[name] = values
        return Attempt(name, quiz, language, seed, now)

    def record(self, quiz: str, language: str, given: Sequence[tuple[Any, ...]], score: float, *, passed: bool) -> None:
        """A finished attempt as a whole; an open attempt stays open.

        `given` is question, answer, outcome, score and, if there are any, the misconceptions.
        """
        name, now = os.urandom(8).hex(), time.time()
        how = json.dumps({"language": language, "seed": 0})
        work: list[Statement] = [(INSERT, (now, "begin", quiz, "", name, 1.0, how))]
        for question, answer, outcome, points, *held in given:
            data = json.dumps({"answer": queries.plain(answer), "outcome": str(outcome)})
            work.append(cards.recorded(quiz, question, str(outcome), points, now, *held))
            work.append((INSERT, (now, "answer", quiz, question, name, points, data)))
        work.append((INSERT, (now, "finish", quiz, "passed" if passed else "failed", name, score, "{}")))
        self._storage.write(work)

    def open_attempt(self, quiz: str) -> Attempt | None:
        """The newest attempt with its answers, if it is not finished."""
        return self._storage.read(lambda connection: self._attempt(connection, queries.open_attempt(connection, quiz)))

    def answer(
        self,
        attempt_id: str,
        question: str,
        answer: object,
        outcome: str,
        score: float,
        *,
        misconceptions: Sequence[str] = (),
    ) -> None:
        """Record one answer: it is safe when this returns. Raises LookupError for an attempt never begun."""
        data = {"answer": queries.plain(answer), "outcome": str(outcome)}
        self._continue(attempt_id, "answer", question, score, data, misconceptions)

    def single(
        self,
        quiz: str,
        question: str,
        seed: int,
        answer: object,
        outcome: str,
        score: float,
        *,
        where: Literal["lesson", "review"],
        misconceptions: Sequence[str] = (),
    ) -> None:
        """Record an answer that belongs to no attempt at the quiz: it is safe when this returns."""
        now = time.time()
        data = {"answer": queries.plain(answer), "outcome": str(outcome), "seed": seed, "where": where}
        row = (now, "single", quiz, question, None, score, json.dumps(data))
        self._storage.write([cards.recorded(quiz, question, str(outcome), score, now, misconceptions), (INSERT, row)])

    def hint(self, attempt_id: str, question: str, number: int) -> None:
        """The learner read the hint of this number, from 1. Raises LookupError for an attempt never begun."""
        self._continue(attempt_id, "hint", question, float(number), {})

    def read_hint(self, quiz: str, question: str, number: int) -> None:
        """The learner read a hint outside any attempt."""
        self._storage.write([(INSERT, (time.time(), "hint", quiz, question, None, float(number), "{}"))])

    def reveal(self, quiz: str, question: str, attempt_id: str | None = None) -> None:
        """The learner was shown the solution."""
        self._storage.write([(INSERT, (time.time(), "shown", quiz, question, attempt_id, None, "{}"))])

    def tries(self, quiz: str, question: str, attempt_id: str | None = None) -> Tries:
        """What was tried at a question since it was last right, or in one attempt."""
        return self._storage.read(lambda connection: cards.tries(connection, quiz, question, attempt_id))

    # The review

    def due(self, now: float | None = None) -> list[Due]:
        """What is to be asked again, the oldest first."""
        return self._storage.read(lambda connection: cards.due(connection, time.time() if now is None else now))

    def due_count(self, quizzes: Iterable[str], now: float | None = None) -> int:
        """How much of these quizzes that is."""
        values = (time.time() if now is None else now, json.dumps(list(quizzes)))
        return int(self._storage.read(lambda connection: connection.execute(cards.DUE_COUNT, values).fetchone())[0])

    def next_due(self, now: float | None = None) -> float | None:
        """When something will be due that is not yet; None if nothing will."""
        values = (time.time() if now is None else now,)
        found: float | None = self._storage.read(lambda connection: connection.execute(cards.NEXT, values).fetchone())[
            0
        ]
        return found

    def drop_card(self, quiz: str, question: str) -> None:
        """Ask no more for a question that its quiz no longer has; what was answered stays."""
        self._storage.write([("DELETE FROM cards WHERE quiz = ? AND question = ?", (quiz, question))])

    def misconceptions(self) -> list[Held]:
        """What was believed wrongly, the open ones first."""
        return self._storage.read(cards.held)

    def finish(self, attempt_id: str, score: float, passed: bool) -> None:  # noqa: FBT001 (the contract's form)
        """The attempt is over. Raises LookupError for an attempt never begun."""
        self._continue(attempt_id, "finish", "passed" if passed else "failed", score, {})

    def attempts(self, quiz: str) -> list[Attempt]:
        """Every attempt at a quiz, oldest first."""
        return self._storage.read(lambda connection: queries.attempts(connection.execute(queries.OF_QUIZ, (quiz,))))

    def quiz(self, quiz: str) -> QuizState:
        """How a quiz went."""
        return self._storage.read(lambda connection: queries.quiz(connection, quiz))

    def quizzes(self) -> dict[str, QuizState]:
        """Every quiz that was ever begun."""
        return self._storage.read(
            lambda connection: {quiz: queries.quiz(connection, quiz) for quiz in queries.items(connection, "begin")}
        )

    # Everything

    def last_open(self) -> str | None:
        """The unit or quiz in which something was done last."""
        row = self._storage.read(lambda connection: connection.execute(queries.NEWEST).fetchone())
        return row[0] if row else None

    def setting(self, name: str) -> str | None:
        """A remembered choice of the learner's."""
        row = self._storage.read(
            lambda connection: connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        )
        return row[0] if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Remember a choice."""
        self._storage.write([(SET, (name, value))])

    def reset(self, item: str | None) -> None:
        """Forget what was done in a unit or quiz, or with None in all of them; settings stay."""
        with self._lock:
            self._last_visit = None
            self._begun = {name: values for name, values in self._begun.items() if item not in (None, values[2])}
            forgotten = "DELETE FROM {} WHERE ?1 IS NULL OR {} = ?1"
            places = (("events", "item"), ("cards", "quiz"), ("misconceptions", "quiz"))
            self._storage.write([(forgotten.format(*place), (item,)) for place in places])

    def back_up(self, occasion: str) -> Path | None:
        """A copy beside the file, named after `occasion` and the time; None where there is no file."""
        return self._storage.back_up(occasion)

    def export(self) -> dict[str, Any]:
        """Everything that is stored, as plain data for JSON."""
        names = ("seq", "at", "kind", "item", "part", "attempt", "value", "data")

        def everything(connection: sqlite3.Connection) -> dict[str, Any]:
            events = [dict(zip(names, row, strict=True)) for row in connection.execute(queries.EVERYTHING)]
            for event in events:
                event["data"] = queries.data(event["data"])
            settings = dict(connection.execute("SELECT name, value FROM settings").fetchall())
            return {
                "version": schema.version(connection),
                "events": events,
                "settings": settings,
                "cards": [tuple(row) for row in connection.execute("SELECT quiz, question, due, state FROM cards")],
                "misconceptions": [one._asdict() for one in cards.held(connection)],
            }

        return self._storage.read(everything)

    def close(self) -> None:
        """Write what is still only in memory, if the file takes it, and let go of the file."""
        self._storage.close()

    # How it is stored

    def _continue(
        self,
        attempt_id: str,
        kind: str,
        part: str,
        value: float,
        data: Mapping[str, Any],
        misconceptions: Sequence[str] = (),
    ) -> None:
        with self._lock:
            if (
                attempt_id not in self._begun
                and self._storage.read(lambda found: self._attempt(found, attempt_id)) is None
            ):
                raise LookupError(f"no attempt {attempt_id!r} was begun")
            begun = self._begun[attempt_id]
            now = time.time()
            work: list[Statement] = [(INSERT_BEGIN, (*begun, attempt_id))]
            if kind == "answer":
                work.append(cards.recorded(begun[2], part, str(data["outcome"]), value, now, misconceptions))
            work.append((INSERT, (now, kind, begun[2], part, attempt_id, value, json.dumps(data))))
            self._storage.write(work)

    def _attempt(self, connection: sqlite3.Connection, name: str | None) -> Attempt | None:
        if name is None:
            return None
        found = queries.attempts(connection.execute(queries.OF_ATTEMPT, (name,)))
        for one in found:
            data = json.dumps({"language": one.language, "seed": one.seed})
            self._begun.setdefault(name, (one.started, "begin", one.quiz, "", name, None, data))
        return found[0] if found else None
