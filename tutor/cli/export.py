"""The command `export`: a lesson's cells, the learner's own where they were changed, as one program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli import shelf
from tutor.cli.arguments import Misuse
from tutor.locale import _
from tutor.paths import notebooks_dir

if TYPE_CHECKING:
    from types import SimpleNamespace

    from tutor.cli.parser import Parser
    from tutor.console.terminal import Terminal
    from tutor.content.lesson import Lesson


def define(parser: Parser) -> None:
    """Its arguments."""
    parser.add("id", metavar="ID", help=_("a unit, as 2.5, or a lesson's file"))
    parser.add("--output", metavar=_("FILE"), help=_("write it there, not on the screen"))
    parser.add("--force", action="store_true", help=_("replace the file if it is there already"))
    parser.add("--original", action="store_true", help=_("the course's cells, not as you have changed them"))


def perform(arguments: SimpleNamespace) -> int:
    """Do it; raises Misuse."""
    from tutor.console.exporter import export  # noqa: PLC0415 (each command pays for itself)

    if arguments.force and not arguments.output:
        raise Misuse(_("--force goes with --output"))
    lesson, terminal = shelf.lesson(arguments.id, arguments.lang), shelf.terminal()
    edits = {} if arguments.original else _edits(lesson, terminal)
    output = Path(arguments.output) if arguments.output else None
    return export(lesson, edits, terminal, output, may_replace=arguments.force)


def _edits(lesson: Lesson, terminal: Terminal) -> dict[str, str]:
    """The cells as the learner's notebook has them."""
    from tutor.notebook import Notebook  # noqa: PLC0415 (as above)

    if not lesson.unit:
        return {}
    notebook = Notebook(notebooks_dir() / lesson.language / f"{lesson.path.stem}.ipynb")
    kept = notebook.load()
    terminal.note(notebook.warning)
    return {name: one.source for name, one in kept.items()}
