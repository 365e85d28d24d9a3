"""What the check of the course's files finds, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.check import check
from tutor.locale import _, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from tutor.check.running import Ran, Run
    from tutor.console.terminal import Terminal


def show_problems(path: Path, run: Run | None, terminal: Terminal, *, as_json: bool) -> int:
    """Check `path`, with `run` its cells too; 1 when there is a problem."""

    def told(ran: Ran) -> None:
        name = f"{ran.lesson.language} {ran.lesson.unit}  {ran.lesson.title}"
        terminal.note(f"[{ran.number}/{ran.total}] {name}  {ran.seconds:.0f} s")

    problems = check(path, run, told)
    if as_json:
        terminal.data([{"path": str(one.path), "line": one.line, "message": one.message} for one in problems])
        return int(bool(problems))
    for problem in problems:
        terminal.say(str(problem))
    if problems:
        words = ngettext("{count} problem", "{count} problems", len(problems)).format(count=len(problems))
    else:
        words = _("No problems.")
    terminal.note(words)
    return int(bool(problems))


def show_schema(terminal: Terminal) -> int:
    """The JSON Schema of quiz files."""
    from tutor.content.schema import schema  # noqa: PLC0415 (a check needs none)

    terminal.data(schema())
    return 0
