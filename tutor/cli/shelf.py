"""What commands take down from the shelf: the course, a lesson, the learner's progress, the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.arguments import Misuse, meant
from tutor.console.terminal import Terminal
from tutor.draw.charset import is_ascii_wanted
from tutor.locale import _
from tutor.paths import cache_dir, course_dir, progress_file

if TYPE_CHECKING:
    from tutor.content.lesson import Lesson
    from tutor.content.library import Entry, Library
    from tutor.content.problem import ContentError
    from tutor.progress import Progress


def terminal() -> Terminal:
    """Standard input and output."""
    return Terminal(ascii=is_ascii_wanted())


def library() -> Library:
    """The course."""
    from tutor.content.library import Library  # noqa: PLC0415 (each command pays for what it takes)

    return Library(course_dir(), cache_dir())


def progress() -> Progress:
    """The learner's progress; its `warning` is for the one who closes it."""
    from tutor.progress import open_progress  # noqa: PLC0415 (SQLite)

    return open_progress(progress_file())


def lesson(name: str, language: str) -> Lesson:
    """A lesson of the course, or any file that can be read as one; raises Misuse or ContentError."""
    from tutor.content.markdown import open_document  # noqa: PLC0415 (as above)

    course = library()
    if course.find(name) is None and (Path(name).exists() or "/" in name or name.endswith((".md", ".ipynb"))):
        return open_document(Path(name))
    return course.lesson(entry(course, name, "lesson").unit, language)


def entry(course: Library, name: str, kind: str) -> Entry:
    """The unit of the course with this name; raises Misuse for none, or one of another kind."""
    found = course.find(name)
    if found is None:
        raise Misuse(unknown(course, name))
    if found.kind != kind:
        other = "quiz" if found.kind == "quiz" else "read"
        raise Misuse(_("“{name}” is another kind of unit: nntutor {command} {name}").format(name=name, command=other))
    return found


def unknown(course: Library, name: str) -> str:
    """What to say of a name that no unit has."""
    words = _("no such unit or quiz: “{name}”").format(name=name) + meant(name, [one.id for one in course.entries])
    if course.problems:
        words += " " + _("(files of the course are broken: nntutor check)")
    return words


def first_problem(error: ContentError) -> str:
    """A broken file in one line."""
    first, *more = map(str, error.problems)
    if more:
        first += " " + _("(and {count} more: nntutor check FILE)").format(count=len(more))
    return first
