"""The course as a list, and how far the learner is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.draw.numbers import percent
from tutor.locale import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tutor.console.terminal import Terminal
    from tutor.content.library import Entry, Library
    from tutor.progress.states import LessonState, QuizState
    from tutor.progress.store import Progress

SIGNS = {"done": ("✓", "x"), "started": ("◐", "~"), "new": ("○", ".")}


def show_course(
    library: Library, progress: Progress | None, terminal: Terminal, language: str, *, as_json: bool
) -> int:
    """Every lesson and quiz in order. `progress` may be None where nothing was ever learned."""
    lessons = progress.lessons() if progress else {}
    quizzes = progress.quizzes() if progress else {}
    lines = [_line(entry, lessons, quizzes, language) for entry in library.entries]
    if as_json:
        terminal.data(lines)
    else:
        chapter = 0
        for entry, line in zip(library.entries, lines, strict=True):
            number = int(entry.unit.split(".")[0])
            if number != chapter:
                terminal.say(("" if chapter == 0 else "\n") + _heading(library, number, language))
                chapter = number
            terminal.say(_row(line, entry, terminal))
    for problem in library.problems:
        terminal.note(str(problem))
    return 0


def show_progress(library: Library, progress: Progress, terminal: Terminal, language: str, *, as_json: bool) -> int:
    """What is done, started and scored, with every attempt."""
    lessons, quizzes = progress.lessons(), progress.quizzes()
    states = [_state(entry, lessons, quizzes) for entry in library.entries]
    done = sum(state is not None and state.status == "done" for state in states)
    due = progress.due_count(entry.id for entry in library.entries if entry.kind == "quiz")
    if as_json:
        terminal.data(
            {
                "done": done,
                "total": len(library.entries),
                "last": progress.last_open(),
                "due": due,
                "lessons": {unit: _lesson(state) for unit, state in lessons.items()},
                "quizzes": {name: _quiz(state, progress, name) for name, state in quizzes.items()},
            }
        )
        return 0
    terminal.say(_("{done} of {total} done").format(done=done, total=len(library.entries)))
    for entry, state in zip(library.entries, states, strict=True):
        if state is not None:
            terminal.say(_row(_line(entry, lessons, quizzes, language), entry, terminal) + _how_far(state, entry))
    if (last := progress.last_open()) and library.find(last):
        terminal.say(_("Where you were last: {id}").format(id=last))
    if due:
        words = ngettext("{count} question is due.", "{count} questions are due.", due).format(count=due)
        terminal.say(f"{words} (nntutor review)")
    return 0


def title(titles: Mapping[str, str], language: str) -> str:
    """The title in `language`, or in the one there is."""
    return titles.get(language) or next(iter(titles.values()), "")


def _state(
    entry: Entry, lessons: Mapping[str, LessonState], quizzes: Mapping[str, QuizState]
) -> LessonState | QuizState | None:
    return quizzes.get(entry.id) if entry.kind == "quiz" else lessons.get(entry.unit)


def _line(
    entry: Entry, lessons: Mapping[str, LessonState], quizzes: Mapping[str, QuizState], language: str
) -> dict[str, Any]:
    state = _state(entry, lessons, quizzes)
    return {
        "id": entry.id,
        "kind": entry.kind,
        "title": title(entry.titles, language),
        "language": language if language in entry.titles else next(iter(entry.titles), language),
        "minutes": entry.minutes,
        "status": state.status if state else "new",
        "score": getattr(state, "best", None),
    }


def _heading(library: Library, number: int, language: str) -> str:
    return f"{number}  {title(library.chapters.get(number, {}), language)}".rstrip()


def _row(line: Mapping[str, Any], entry: Entry, terminal: Terminal) -> str:
    sign = SIGNS[line["status"]][terminal.ascii]
    size = _("{minutes} min").format(minutes=entry.minutes)
    if line["score"] is not None:
        size += "  " + percent(line["score"])
    name = f"{entry.unit:<5} {entry.id}" if entry.kind == "quiz" else entry.id
    return f"   {sign} {name:<6} {line['title']}  ({size})"


def _how_far(state: LessonState | QuizState, entry: Entry) -> str:
    if state.status == "done":
        return ""
    run = getattr(state, "cells_run", None)
    words = _("{number} of {count} cells run") if run is not None else _("{number} of {count} answered")
    number = run if run is not None else getattr(state, "answered", 0)
    return "  " + words.format(number=number, count=entry.size)


def _lesson(state: LessonState) -> dict[str, Any]:
    place = state.place
    return {
        "status": state.status,
        "cells_run": state.cells_run,
        "cells": state.cells,
        "language": state.language,
        "place": None if place is None else {"section": place.section, "cell": place.cell, "offset": place.offset},
    }


def _quiz(state: QuizState, progress: Progress, name: str) -> dict[str, Any]:
    return {
        "status": state.status,
        "best": state.best,
        "last": state.last,
        "passed": state.passed,
        "answered": state.answered,
        "attempts": [
            {
                "language": attempt.language,
                "started": attempt.started,
                "finished": attempt.finished,
                "score": attempt.score,
                "passed": attempt.passed,
                "answers": {
                    given.question: {"answer": given.answer, "outcome": given.outcome, "score": given.score}
                    for given in attempt.answers.values()
                },
            }
            for attempt in progress.attempts(name)
        ],
    }
