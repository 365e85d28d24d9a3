"""The commands: each defines its arguments and calls the console with what it needs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from tutor.cli import datasets, export, glossary, playground, shelf
from tutor.cli.arguments import Misuse
from tutor.locale import _, language
from tutor.paths import course_dir, notebooks_dir, progress_file

if TYPE_CHECKING:
    from tutor.cli.parser import Parser
    from tutor.content.lesson import Lesson
    from tutor.content.library import Entry
    from tutor.content.quiz import Quiz
    from tutor.content.strictyaml import Document, Where
    from tutor.kernel.events import Session

LASTING = {"run", "quiz", "review", "playground", "check"}
Command = Callable[[SimpleNamespace], int]


def call(command: str, rest: Sequence[str], chosen: str | None) -> int:
    """Run one command; raises Misuse."""
    from tutor.content.problem import ContentError  # noqa: PLC0415 (dataclasses: not for help)

    if command in LASTING:
        gc.enable()
    define, perform = COMMANDS[command]
    arguments = _flags(rest) if command == "list" and set(rest) <= {"--json"} else _parsed(command, define, rest)
    arguments.lang = getattr(arguments, "lang", None) or chosen or language()
    if getattr(arguments, "json", False) and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        return perform(arguments)
    except ContentError as error:
        raise Misuse(shelf.first_problem(error)) from error


def _parsed(command: str, define: Callable[[Parser], None], rest: Sequence[str]) -> SimpleNamespace:
    from tutor.cli.parser import Parser  # noqa: PLC0415 (argparse)

    parser = Parser(command)
    define(parser)
    return SimpleNamespace(**vars(parser.read(rest)))


def _flags(rest: Sequence[str]) -> SimpleNamespace:
    """The commonest command in its commonest form, without argparse, which is a tenth of its time."""
    return SimpleNamespace(json=bool(rest))


# list


def _define_list(parser: Parser) -> None:
    parser.add("--json", action="store_true", help=_("as one JSON document"))


def _list(arguments: SimpleNamespace) -> int:
    from tutor.console.catalogue import show_course  # noqa: PLC0415 (each command pays for itself)

    path = progress_file()
    progress = shelf.progress() if path.exists() else None  # nothing learned, no need of SQLite
    terminal = shelf.terminal()
    status = show_course(shelf.library(), progress, terminal, arguments.lang, as_json=arguments.json)
    if progress is not None:
        terminal.note(progress.warning)
        progress.close()
    return status


# read


def _define_read(parser: Parser) -> None:
    parser.add("id", metavar="ID", help=_("a unit, as 1.5, or a lesson's file"))


def _read(arguments: SimpleNamespace) -> int:
    from tutor.console.reader import read  # noqa: PLC0415 (as above)

    return read(shelf.lesson(arguments.id, arguments.lang), shelf.terminal(), shelf.library().question)


# run


def _define_run(parser: Parser) -> None:
    parser.add("id", metavar="ID|" + _("FILE"), help=_("a unit, as 1.5, or a lesson's file"))
    parser.add("--json", action="store_true", help=_("as one JSON object a line"))
    parser.add("--no-remarks", action="store_true", help=_("say nothing below a training of what ails it"))


def _run(arguments: SimpleNamespace) -> int:
    import asyncio  # noqa: PLC0415 (as above)

    from tutor.console.runner import run  # noqa: PLC0415 (as above)

    lesson = shelf.lesson(arguments.id, arguments.lang)
    work = run(lesson, _session(lesson), shelf.terminal(), as_json=arguments.json, has_remarks=not arguments.no_remarks)
    return asyncio.run(work)


def _session(lesson: Lesson) -> Session:
    from tutor.kernel.session import KernelSession  # noqa: PLC0415 (jupyter_client)

    return KernelSession(preload=("numpy", "keras") if lesson.uses_keras else ("numpy",))


# quiz


def _define_quiz(parser: Parser) -> None:
    parser.add("id", metavar="ID", help=_("a quiz, as 1-foundations, or its unit"))
    parser.add("--show", action="store_true", help=_("print the questions, without their answers"))
    parser.add("--answers", metavar=_("FILE"), help=_("grade a YAML file of “question: answer”"))
    parser.add("--json", action="store_true", help=_("as one JSON document, with --show or --answers"))


def _quiz(arguments: SimpleNamespace) -> int:
    from tutor.console import examiner  # noqa: PLC0415 (as above)

    if arguments.show and arguments.answers is not None:
        raise Misuse(_("--show and --answers do not go together"))
    if arguments.json and not arguments.show and arguments.answers is None:
        raise Misuse(_("--json goes with --show or --answers"))
    library = shelf.library()
    quiz: Quiz = library.quiz(shelf.entry(library, arguments.id, "quiz").id)
    terminal, language = shelf.terminal(), arguments.lang
    if arguments.show:
        return examiner.show_quiz(quiz, terminal, language, as_json=arguments.json)
    answers = None if arguments.answers is None else _answers(Path(arguments.answers))
    progress = shelf.progress()
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
    return {name: _written(document, (name,), value) for name, value in (document.data or {}).items()}


def _written(document: Document, where: Where, value: object) -> object:
    """Numbers as they were written: an option may read 1.50, which is not what a float prints."""
    if isinstance(value, list):
        return [_written(document, (*where, index), one) for index, one in enumerate(value)]
    if isinstance(value, dict):
        return {name: _written(document, (*where, name), one) for name, one in value.items()}
    return document.written.get(where, value)


# review


def _define_review(parser: Parser) -> None:
    parser.add("--misconceptions", action="store_true", help=_("show what you seem to believe wrongly"))
    parser.add("--json", action="store_true", help=_("what is due, as one JSON document"))


def _review(arguments: SimpleNamespace) -> int:
    from tutor.console import reviewer  # noqa: PLC0415 (as above)

    if arguments.json and arguments.misconceptions:
        raise Misuse(_("--json tells both: leave --misconceptions out"))
    show = reviewer.rehearse
    if arguments.json:
        show = reviewer.show_due
    elif arguments.misconceptions:
        show = reviewer.show_beliefs
    progress = shelf.progress()
    try:
        return show(shelf.library(), progress, shelf.terminal(), arguments.lang)
    finally:
        progress.close()


# progress


def _define_progress(parser: Parser) -> None:
    parser.add("--json", action="store_true", help=_("as one JSON document"))


def _show_progress(arguments: SimpleNamespace) -> int:
    from tutor.console.catalogue import show_progress  # noqa: PLC0415 (as above)
    from tutor.progress import Progress  # noqa: PLC0415 (as above)

    progress = shelf.progress() if progress_file().exists() else Progress(None)
    terminal = shelf.terminal()
    status = show_progress(shelf.library(), progress, terminal, arguments.lang, as_json=arguments.json)
    terminal.note(progress.warning)
    progress.close()
    return status


# reset


def _define_reset(parser: Parser) -> None:
    parser.add("id", metavar="ID", nargs="?", help=_("a unit, as 1.5, or a quiz, as 1-foundations"))
    parser.add("--all", action="store_true", help=_("everything you have done"))
    parser.add("--yes", action="store_true", help=_("without asking"))


def _reset(arguments: SimpleNamespace) -> int:
    from tutor.console.eraser import reset  # noqa: PLC0415 (as above)
    from tutor.progress import Progress, TooNew  # noqa: PLC0415 (as above)

    if arguments.all == bool(arguments.id):
        raise Misuse(_("name one unit or quiz, or --all"))
    terminal = shelf.terminal()
    if not arguments.yes and not terminal.source.isatty():
        raise Misuse(_("nobody can be asked here: write --yes if you are sure"))
    library = shelf.library()
    entry = None if arguments.all else library.find(arguments.id)
    try:
        progress = Progress(progress_file())
    except TooNew as error:
        raise Misuse(str(error)) from error
    try:
        item = arguments.id if entry is None else entry.id
        if not arguments.all and entry is None and item not in {*progress.lessons(), *progress.quizzes()}:
            raise Misuse(shelf.unknown(library, arguments.id))
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
    parser.add("path", metavar=_("PATH"), nargs="?", help=_("a course, a folder or a file; otherwise the whole course"))
    parser.add("--run", action="store_true", help=_("run every cell, too"))
    parser.add("--json", action="store_true", help=_("as one JSON document"))
    parser.add("--schema", action="store_true", help=_("print the JSON Schema of quiz files, for editors"))


def _check(arguments: SimpleNamespace) -> int:
    from tutor.console.checker import show_problems, show_schema  # noqa: PLC0415 (as above)

    if arguments.schema:
        if arguments.path or arguments.run:
            raise Misuse(_("--schema goes alone"))
        return show_schema(shelf.terminal())
    path = Path(arguments.path) if arguments.path else course_dir()
    if not path.exists():
        raise Misuse(_("no such file or folder: “{path}”").format(path=path))
    return show_problems(path, _session if arguments.run else None, shelf.terminal(), as_json=arguments.json)


COMMANDS: dict[str, tuple[Callable[[Parser], None], Command]] = {
    "list": (_define_list, _list),
    "read": (_define_read, _read),
    "run": (_define_run, _run),
    "export": (export.define, export.perform),
    "quiz": (_define_quiz, _quiz),
    "review": (_define_review, _review),
    "glossary": (glossary.define, glossary.perform),
    "playground": (playground.define, playground.perform),
    "datasets": (datasets.define, datasets.perform),
    "progress": (_define_progress, _show_progress),
    "reset": (_define_reset, _reset),
    "check": (_define_check, _check),
}
