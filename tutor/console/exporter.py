"""A lesson as a program: on the output, or in a file that was not there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tutor.locale import _
from tutor.show.program import program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tutor.console.terminal import Terminal
    from tutor.content.lesson import Lesson


def export(
    lesson: Lesson, edits: Mapping[str, str], terminal: Terminal, output: Path | None, *, may_replace: bool
) -> int:
    """Write the program; 1 where its file may not be written. `edits` are the learner's own cells, by name."""
    made = program(lesson, edits)
    if output is None:
        terminal.out.write(made.text)
    elif not _write(made.text, output, terminal, may_replace=may_replace):
        return 1
    else:
        terminal.note(_("Written: {path}").format(path=output))
    if made.own:
        words = _("As you have changed them: {cells} (--original takes the course's)")
        terminal.note(words.format(cells=", ".join(made.own)))
    if made.unread:
        terminal.note(
            _("No Python outside of a notebook, written as comments: {cells}").format(cells=", ".join(made.unread))
        )
    return 0


def _write(text: str, output: Path, terminal: Terminal, *, may_replace: bool) -> bool:
    try:
        with output.open("w" if may_replace else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        terminal.note(_("“{path}” is there already; --force replaces it").format(path=output))
        return False
    except OSError as error:
        terminal.note(_("“{path}” cannot be written: {reason}").format(path=output, reason=error.strerror or error))
        return False
    return True
