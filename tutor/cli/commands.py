"""The commands: each defines its arguments and calls the console with what it needs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.arguments import Misuse, meant
from tutor.cli.parser import Parser
from tutor.console.terminal import Terminal
from tutor.draw.charset import is_ascii_wanted
from tutor.locale import _, language
from tutor.paths import cache_dir, course_dir, notebooks_dir, progress_file

if TYPE_CHECKING:
    from argparse import Namespace

    from tutor.content.lesson import Lesson
    from tutor.content.library import Entry, Library
    from tutor.content.problem import ContentError
    from tutor.content.quiz import Quiz
    from tutor.kernel.events import Session
    from tutor.progress import Progress

Command = Callable[["Namespace"], int]


def call(command: str, rest: Sequence[str], chosen: str | None) -> int:
    """Run one command; raises Misuse."""
    from tutor.content.problem import ContentError  # noqa: PLC0415 (dataclasses: not for help)

    parser = Parser(command)
    define, perform = COMMANDS[command]
    define(parser)
    arguments = parser.read(rest)
    arguments.lang = arguments.lang or chosen or language()
    if getattr(arguments, "json", False) and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        return perform(arguments)
    except ContentError as error:
        raise Misuse(_first(error)) from error


# list


def _define_list(parser: Parser) -> None:
    parser.add("--json", action="store_true", help=_("as one JSON document"))


def _list(arguments: Namespace) -> int:
    from tutor.console.catalogue import show_course  # noqa: PLC0415 (each command pays for itself)

    path = progress_file()
    progress = _progress() if path.exists() else None  # nothing learned, no need of SQLite
    status = show_course(_library(), progress, _terminal(), arguments.lang, as_json=arguments.json)
    if progress is not None:
        _close(progress)
    return status


# read


def _define_read(parser: Parser) -> None:
    parser.add("id", metavar="ID", help=_("a unit, as 1.5, or a lesson's file"))


def _read(arguments: Namespace) -> int:
    from tutor.console.reader import read  # noqa: PLC0415 (as above)

    return read(_lesson(arguments.id, arguments.lang), _terminal())


# run


def _define_run(parser: Parser) -> None:
    parser.add("id", metavar="ID|FILE", help=_("a unit, as 1.5, or a lesson's file"))
    parser.add("--json", action="store_true", help=_("as one JSON object a line"))


def _run(arguments: Namespace) -> int:
    import asyncio  # noqa: PLC0415 (as above)

    from tutor.console.runner import run  # noqa: PLC0415 (as above)

    lesson = _lesson(arguments.id, arguments.lang)
    return asyncio.run(run(lesson, _session(lesson), _terminal(), as_json=arguments.json))


# quiz


def _define_quiz(parser: Parser) -> None:
    parser.add("id", metavar="ID", help=_("a quiz, as 1-foundations, or its unit"))
    parser.add("--show", action="store_true", help=_("print the questions, without their answers"))
    parser.add("--answers", metavar="FILE", help=_("grade a YAML file of “question: answer”"))
    parser.add("--json", action="store_true", help=_("as one JSON document, with --show or --answers"))


def _quiz(arguments: Namespace) -> int:
    from tutor.console import examiner  # noqa: PLC0415 (as above)

    if arguments.show and arguments.answers is not None:
        raise Misuse(_("--show and --answers do not go together"))
    if arguments.json and not arguments.show and arguments.answers is None:
        raise Misuse(_("--json goes with --show or --answers"))
    library = _library()
    quiz: Quiz = library.quiz(_entry(library, arguments.id, "quiz").id)
    terminal, language = _terminal(), arguments.lang
    if arguments.show:
        return examiner.show_quiz(quiz, terminal, language, as_json=arguments.json)
    answers = None if arguments.answers is None else _answers(Path(arguments.answers))
    progress = _progress()
    try:
        if answers is None:
            return examiner.take_quiz(quiz, progress, terminal, language)
        return examiner.grade_answers(quiz, answers, progress, terminal, language, as_json=arguments.json)
    except ValueError as error:
        if answers is None:
            raise
        raise Misuse(f"{arguments.answers}: {error}") from error
    finally:
        progress.close()


def _answers(path: Path) -> dict[str, object]:
    from tutor.content.source import QUIZ_BYTES, read_text  # noqa: PLC0415 (as above)
    from tutor.content.strictyaml import load  # noqa: PLC0415 (as above)

    document = load(read_text(path, QUIZ_BYTES), path)
    if not isinstance(document.data, dict) and document.data is not None:
        raise Misuse(_("{path}: no answers: write a line “question-id: answer” for each").format(path=path))
    # Numbers as they were written: an option may read 1.50, which is not what a float prints.
    return {name: document.written.get((name,), value) for name, value in (document.data or {}).items()}


# progress


def _define_progress(parser: Parser) -> None:
    parser.add("--json", action="store_true", help=_("as one JSON document"))


def _show_progress(arguments: Namespace) -> int:
    from tutor.console.catalogue import show_progress  # noqa: PLC0415 (as above)
    from tutor.progress import Progress  # noqa: PLC0415 (as above)

    progress = _progress() if progress_file().exists() else Progress(None)
    status = show_progress(_library(), progress, _terminal(), arguments.lang, as_json=arguments.json)
    _close(progress)
    return status


# reset


def _define_reset(parser: Parser) -> None:
    parser.add("id", metavar="ID", nargs="?", help=_("a unit, as 1.5, or a quiz, as 1-foundations"))
    parser.add("--all", action="store_true", help=_("everything you have done"))
    parser.add("--yes", action="store_true", help=_("without asking"))


def _reset(arguments: Namespace) -> int:
    from tutor.console.eraser import reset  # noqa: PLC0415 (as above)
    from tutor.progress import Progress, TooNew  # noqa: PLC0415 (as above)

    if arguments.all == bool(arguments.id):
        raise Misuse(_("name one unit or quiz, or --all"))
    terminal = _terminal()
    if not arguments.yes and not terminal.source.isatty():
        raise Misuse(_("nobody can be asked here: write --yes if you are sure"))
    library = _library()
    entry = None if arguments.all else library.find(arguments.id)
    try:
        progress = Progress(progress_file())
    except TooNew as error:
        raise Misuse(str(error)) from error
    try:
        item = arguments.id if entry is None else entry.id
        if not arguments.all and entry is None and item not in {*progress.lessons(), *progress.quizzes()}:
            raise Misuse(_unknown(library, arguments.id))
        return reset(progress, _notebooks(entry, is_all=arguments.all), item, terminal, is_sure=arguments.yes)
    finally:
        progress.close()


def _notebooks(entry: Entry | None, *, is_all: bool) -> list[Path]:
    if is_all:
        return sorted(notebooks_dir().glob("*/*.ipynb"))
    if entry is None or entry.kind == "quiz":
        return []
    named = (notebooks_dir() / language / f"{path.stem}.ipynb" for language, path in entry.paths.items())
    return [path for path in named if path.exists()]


# check


def _define_check(parser: Parser) -> None:
    parser.add("path", metavar="PATH", nargs="?", help=_("a course, a folder or a file; otherwise the whole course"))
    parser.add("--run", action="store_true", help=_("run every cell, too"))
    parser.add("--json", action="store_true", help=_("as one JSON document"))


def _check(arguments: Namespace) -> int:
    from tutor.console.checker import show_problems  # noqa: PLC0415 (as above)

    path = Path(arguments.path) if arguments.path else course_dir()
    if not path.exists():
        raise Misuse(_("no such file or folder: “{path}”").format(path=path))
    return show_problems(path, _session if arguments.run else None, _terminal(), as_json=arguments.json)


COMMANDS: dict[str, tuple[Callable[[Parser], None], Command]] = {
    "list": (_define_list, _list),
    "read": (_define_read, _read),
    "run": (_define_run, _run),
    "quiz": (_define_quiz, _quiz),
    "progress": (_define_progress, _show_progress),
    "reset": (_define_reset, _reset),
    "check": (_define_check, _check),
}


# What several commands need


def _terminal() -> Terminal:
    return Terminal(ascii=is_ascii_wanted())


def _library() -> Library:
    from tutor.content.library import Library  # noqa: PLC0415 (as above)

    return Library(course_dir(), cache_dir())


def _progress() -> Progress:
    from tutor.progress import open_progress  # noqa: PLC0415 (SQLite)

    return open_progress(progress_file())


def _close(progress: Progress) -> None:
    if progress.warning:
        _terminal().note(progress.warning)
    progress.close()


def _session(lesson: Lesson) -> Session:
    from tutor.kernel.session import KernelSession  # noqa: PLC0415 (jupyter_client)

    return KernelSession(preload=("numpy", "keras") if lesson.uses_keras else ("numpy",))


def _lesson(name: str, language: str) -> Lesson:
    """A lesson of the course, or any file that can be read as one."""
    from tutor.content.markdown import open_document  # noqa: PLC0415 (as above)

    library = _library()
    if library.find(name) is None and (Path(name).exists() or "/" in name or name.endswith((".md", ".ipynb"))):
        return open_document(Path(name))
    return library.lesson(_entry(library, name, "lesson").unit, language)


def _entry(library: Library, name: str, kind: str) -> Entry:
    entry = library.find(name)
    if entry is None:
        raise Misuse(_unknown(library, name))
    if entry.kind != kind:
        other = "quiz" if entry.kind == "quiz" else "read"
        raise Misuse(_("“{name}” is another kind of unit: nntutor {command} {name}").format(name=name, command=other))
    return entry


def _unknown(library: Library, name: str) -> str:
    known = [entry.id for entry in library.entries]
    words = _("no such unit or quiz: “{name}”").format(name=name) + meant(name, known)
    if library.problems:
        words += " " + _("(files of the course are broken: nntutor check)")
    return words


def _first(error: ContentError) -> str:
    first, *more = map(str, error.problems)
    if more:
        first += " " + _("(and {count} more: nntutor check FILE)").format(count=len(more))
    return first
