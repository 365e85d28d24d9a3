"""Runs the cells of a lesson as a check does: from the top, answering nothing."""

from __future__ import annotations

from tutor.clean import clean
from tutor.content.lesson import Cell, Lesson
from tutor.content.problem import Problem
from tutor.kernel.events import Failure, Finished, Input, Session, State
from tutor.locale import _


async def run_lesson(lesson: Lesson, session: Session) -> list[Problem]:
    """Run the cells from the top and close the session; stops at the first cell that fails and should not."""
    problems: list[Problem] = []
    try:
        await session.start()
        for cell in lesson.cells:
            message = await _run_cell(cell, session)
            if message:
                problems.append(Problem(lesson.path, cell.line, message))
                if not cell.may_fail or session.state is State.DEAD:
                    break
    finally:
        await session.close()
    return problems


async def _run_cell(cell: Cell, session: Session) -> str:
    """What is wrong with a run of `cell`, if anything is."""
    reason = ""
    asked = False
    async for event in session.run(cell.source):
        match event:
            case Failure(name=name, message=message):
                reason = f"{name}: {message}"
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
