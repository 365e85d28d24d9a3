"""What the app lays on the desk: the menu of this learner, a lesson's neighbours, the words at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.draw.canvas import Ink, Row, Span
from tutor.draw.numbers import percent
from tutor.locale import _, ngettext
from tutor.progress import QuizState
from tutor.tui.screens.menu import MenuModel
from tutor.tui.widgets.units import Chapter, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tutor.content.library import Entry, Library
    from tutor.progress import LessonState, Progress


def in_language(titles: Mapping[str, str], language: str) -> str:
    """The title in `language`, or in the one there is."""
    return titles.get(language) or next(iter(titles.values()), "")


def menu_model(library: Library, progress: Progress, language: str) -> MenuModel:
    """The menu: every unit with how far the learner is."""
    lessons, quizzes = progress.lessons(), progress.quizzes()
    chapters: dict[int, list[Unit]] = {}
    done = 0
    for entry in library.entries:
        if entry.kind == "quiz":
            unit = _quiz(entry, quizzes.get(entry.id), language)
        else:
            unit = _lesson(entry, lessons.get(entry.unit), language)
        done += unit.status == "done"
        chapters.setdefault(int(entry.unit.split(".")[0]), []).append(unit)
    notices = [progress.warning, *(str(problem) for problem in library.problems[:3])]
    return MenuModel(
        title=in_language(library.title, language),
        language=language,
        chapters=tuple(
            Chapter(number, in_language(library.chapters.get(number, {}), language), tuple(units))
            for number, units in sorted(chapters.items())
        ),
        done=done,
        total=len(library.entries),
        selected=progress.last_open(),
        notice="\n".join(filter(None, notices)),
        due=progress.due_count(entry.id for entry in library.entries if entry.kind == "quiz"),
    )


def _lesson(entry: Entry, state: LessonState | None, language: str) -> Unit:
    detail = ""
    if state is not None and state.status == "started" and state.cells_run:
        detail = _("cell {number} of {count}").format(number=state.cells_run, count=entry.size)
    return Unit(
        id=entry.id,
        number=entry.unit,
        title=in_language(entry.titles, language),
        size=_("{minutes} min").format(minutes=entry.minutes),
        status=state.status if state else "new",
        detail=detail,
    )


def _quiz(entry: Entry, state: QuizState | None, language: str) -> Unit:
    state, detail = state or QuizState(), ""
    if state.best is not None:
        detail = percent(state.best) if state.passed else _("{score}, not passed").format(score=percent(state.best))
    if state.answered:
        detail = _("answered {number} of {count}").format(number=state.answered, count=entry.size)
    return Unit(
        id=entry.id,
        number=entry.unit,
        title=_("Quiz · {title}").format(title=in_language(entry.titles, language)),
        size=ngettext("{count} question", "{count} questions", entry.size).format(count=entry.size),
        # A quiz that was taken and not passed is no tick on the way through the course.
        status="started" if state.status == "done" and not state.passed else state.status,
        detail=detail,
    )


def neighbour(library: Library, unit: str, step: int) -> Entry | None:
    """The entry before (-1) or after (1) a unit in the course's order."""
    entries = library.entries
    here = next((index for index, entry in enumerate(entries) if entry.unit == unit), None)
    if here is None or not 0 <= here + step < len(entries):
        return None
    return entries[here + step]


def ending(following: Entry | None, language: str) -> Callable[[int], list[Row]]:
    """The last lines of a lesson: where to go from here."""

    def rows(_width: int) -> list[Row]:
        if following is None:
            words = _("The end of the course.")
        else:
            words = _("Next: {unit} {title}").format(unit=following.unit, title=in_language(following.titles, language))
        return [(Span(words, Ink(fg="muted")), Span("   ]", Ink(fg="accent", bold=True)))]

    return rows
