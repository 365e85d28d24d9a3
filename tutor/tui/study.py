"""A lesson being studied: its screen, its session, the learner's notebook, and what progress hears of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tutor.clinic import remark
from tutor.content.asked import asked
from tutor.kernel.transcript import Transcript
from tutor.progress import Place, Progress
from tutor.tui.inquirer import Inquirer
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.widgets.cell import CellView
from tutor.tui.widgets.cell_state import CellState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tutor.content.lesson import Lesson
    from tutor.content.quiz import Question
    from tutor.draw.canvas import Row
    from tutor.kernel.events import Session
    from tutor.marking import Marker
    from tutor.notebook import Kept, Notebook
    from tutor.tui.widgets.page import Page

REMARKS = "remarks"
"""The name of the learner's choice among the settings."""


class Study:
    """Binds an open lesson to what is kept of it. Writes happen off the UI's thread, one at a time."""

    def __init__(
        self,
        lesson: Lesson,
        session: Session,
        notebook: Notebook,
        progress: Progress,
        *,
        find: Callable[[str], Question | None],
        ending: Callable[[int], list[Row]],
        marker: Callable[[], Marker],
        ascii: bool = False,
        color: bool = True,
    ) -> None:
        self.lesson = lesson
        self.session = session
        self._notebook = notebook
        self._progress = progress
        self._kept: Mapping[str, Kept] = notebook.load()
        self._writing = asyncio.Lock()
        self._asked_here: bool | None = None if lesson.has_remarks else False
        """In a lesson that keeps its remarks back: whether they were asked for since it was opened."""
        self.screen = LessonScreen(
            lesson,
            session,
            start=self._left_at(),
            prepare=self._prepare,
            spell=lambda blocks: asked(blocks, find, lesson.language),
            ending=ending,
            inquire=lambda reference: Inquirer(
                reference, find, progress, marker, lesson.language, lesson.path, ascii=ascii
            ),
            ascii=ascii,
            color=color,
        )

    def _left_at(self) -> tuple[int, float]:
        place = self._progress.lesson(self.lesson.unit).place
        if place is None or place.offset <= 0:
            return (0, 0.0)
        return (int(place.offset), place.offset % 1)

    def _prepare(self, view: CellView) -> None:
        """Give a cell that is about to be shown what was kept of it."""
        view.remark = remark if self.has_remarks else None
        kept = self._kept.get(view.cell.name)
        if kept is not None:
            state = CellState(kept.status, kept.count, kept.seconds, is_earlier=bool(kept.status))
            view.keep(kept.source, Transcript.from_outputs(kept.outputs), state)

    @property
    def has_remarks(self) -> bool:
        """Whether what ails a training is said below it: the learner's choice, kept but where a lesson is quiet."""
        if self._asked_here is not None:
            return self._asked_here
        return self._progress.setting(REMARKS) != "off"

    def flip_remarks(self) -> bool:
        """Remarks from now on, or none, also below what has been trained; returns whether there are."""
        if self._asked_here is None:
            self._progress.set_setting(REMARKS, "off" if self.has_remarks else "on")
        else:
            self._asked_here = not self._asked_here
        has_remarks = self.has_remarks
        for view in self.screen.page.cells:
            view.remark = remark if has_remarks else None
            view.redraw()
        return has_remarks

    async def save(self) -> None:
        """Write the learner's edits and outputs; raises OSError when the disk will not have them."""
        from tutor.notebook import Kept  # noqa: PLC0415 (not before the first screenful)

        kept = dict(self._kept)
        for view in self.screen.page.cells:
            state = view.state
            status = "" if state.status in {"queued", "waiting", "running"} else state.status
            if view.is_edited or status:
                kept[view.cell.name] = Kept(
                    view.source, view.transcript.to_outputs(), state.count, status, state.seconds
                )
            else:
                kept.pop(view.cell.name, None)
        self._kept = kept
        async with self._writing:
            if kept is self._kept:
                await asyncio.to_thread(self._notebook.save, self.lesson, kept)

    async def visit(self, event: Page.Moved) -> None:
        """The reader is here."""
        cell = self.screen.page.focused_cell
        place = Place(self.lesson.unit, event.section, cell.cell.name if cell else None, event.offset)
        cells = sum("optional" not in cell.tags for cell in self.lesson.cells)
        await asyncio.to_thread(
            self._progress.visit, self.lesson.unit, self.lesson.language, cells, place, reached_end=event.is_at_end
        )

    async def ran(self, view: CellView) -> None:
        """A cell has run: progress hears it, and its output is kept."""
        await asyncio.to_thread(self._progress.ran, self.lesson.unit, view.cell.name, view.state.status)
        await self.save()
