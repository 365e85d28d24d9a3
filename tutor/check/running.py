"""Runs the cells of a lesson as a check does: from the top, answering nothing."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from tutor.check.values import untrue
from tutor.clean import clean
from tutor.content.lesson import Cell, Lesson
from tutor.content.problem import Problem
from tutor.kernel.events import Cleared, Display, Failure, Finished, Input, Session, State, Text
from tutor.locale import _

AT_ONCE = 2
"""Lessons that run side by side: a kernel that starts keeps one core busy, and two fit into a laptop's memory."""
Run = Callable[[Lesson], Session]
"""Makes a fresh session for a lesson; it is started, used and closed here."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A lesson that has been run, in how many seconds, and the how-manieth of all it was."""

    lesson: Lesson
    seconds: float
    number: int
    total: int


_COLOURS = re.compile(r"\x1b\[[0-9;:]*m")


async def run_lessons(lessons: Sequence[Lesson], run: Run, told: Callable[[Ran], None]) -> list[Problem]:
    """Run them all, a few at a time; `told` hears of each when it is done."""
    turn = asyncio.Semaphore(AT_ONCE)
    done = 0

    async def ran(lesson: Lesson) -> list[Problem]:
        nonlocal done
        async with turn:
            begun = monotonic()
            problems = await run_lesson(lesson, run(lesson))
            done += 1
            told(Ran(lesson, monotonic() - begun, done, len(lessons)))
            return problems

    return [problem for problems in await asyncio.gather(*map(ran, lessons)) for problem in problems]


async def run_lesson(lesson: Lesson, session: Session) -> list[Problem]:
    """Run the cells from the top and close the session; stops at the first cell that fails and should not.

    The numbers that the prose marks are held against what the cells that ran have printed.
    """
    problems: list[Problem] = []
    outputs: dict[str, str] = {}
    try:
        await session.start()
        for cell in lesson.cells:
            said: list[str] = []
            message = await _run_cell(cell, session, said)
            outputs[cell.name] = _COLOURS.sub("", "".join(said))
            if message:
                del outputs[cell.name]
                problems.append(Problem(lesson.path, cell.line, message))
                if not cell.may_fail or session.state is State.DEAD:
                    break
    finally:
        await session.close()
    return problems + list(untrue(lesson, outputs))


async def _run_cell(cell: Cell, session: Session, said: list[str]) -> str:
    """What is wrong with a run of `cell`, if anything is; what it prints and shows is added to `said`."""
    reason = ""
    asked = False
    async for event in session.run(cell.source):
        match event:
            case Text(stream="stdout", text=text):
                said.append(text)
            case Display(data=data):
                said.append(f"\n{data.get('text/plain', '')}\n")
            case Cleared():
                said.clear()
            case Failure(name=name, message=message):
                reason = f"{name}: {message}"
                said.append(f"\n{reason}\n")
            case Input():
                asked = True
                session.answer("")
            case Finished(status="ok") if cell.may_fail:
                return _("the cell “{name}” is tagged raises-exception and does not raise").format(name=cell.name)
            case Finished(status=status, reason=why) if status == "died" or (status != "ok" and not cell.may_fail):
                words = clean(reason or why or status, multiline=False)[:300]
                return _("the cell “{name}” failed: {reason}").format(name=cell.name, reason=words)
            case _:
                pass
    return _("the cell “{name}” asks for input: nobody answers in a check").format(name=cell.name) if asked else ""
