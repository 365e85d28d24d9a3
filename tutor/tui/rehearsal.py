"""A review: its screen, the marking, and every answer on the disk before it is told; and the page of beliefs."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from tutor.draw.moments import ago, within
from tutor.grading import Outcome
from tutor.grading.programs import needs_run
from tutor.locale import _
from tutor.review import Item, beliefs, due
from tutor.tui.reading import Reading
from tutor.tui.screens.beliefs import BeliefsScreen, Line
from tutor.tui.screens.review import ReviewScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tutor.content.library import Library
    from tutor.kernel.trial import Told
    from tutor.marking import Marker
    from tutor.progress import Progress
    from tutor.tui.widgets.asked import Asked, Verdict


class Rehearsal:
    """What is due now, asked once. `units` can be visited from its screen."""

    def __init__(
        self,
        library: Library,
        progress: Progress,
        marker: Marker,
        language: str,
        units: Mapping[str, str],
        *,
        ascii: bool = False,
    ) -> None:
        self._items: list[Item] = due(library, progress)
        self._progress = progress
        self._marker = marker
        self._language = language
        self._units = units
        self._ascii = ascii
        self.screen = ReviewScreen(self, ascii=ascii)

    @property
    def count(self) -> int:
        """How many are due."""
        return len(self._items)

    def is_run(self, index: int) -> bool:
        """Whether an answer to it is run."""
        return needs_run(self._items[index].question)

    def asked(self, index: int) -> Asked:
        """The question; what is about to be answered is made ready."""
        item = self._items[index]
        self._marker.prepare(item.question)
        return self._reading(item).asked(item.question)

    def unit(self, index: int) -> str:
        """The unit that teaches it, if it can be opened."""
        unit = self._items[index].question.unit
        return unit if unit in self._units else ""

    async def take(self, index: int, answer: object, told: Told | None) -> Verdict:
        """Mark and keep an answer; returns when it is committed."""
        item = self._items[index]
        result = await self._marker.mark(item.question, answer, seed=item.seed, language=self._language, told=told)
        if result.outcome is not Outcome.NOT_ATTEMPTED:
            await asyncio.to_thread(
                self._progress.single,
                item.quiz,
                item.question.id,
                item.seed,
                answer,
                str(result.outcome),
                result.score,
                where="review",
                misconceptions=result.misconceptions,
            )
        unit = item.question.unit
        where = _("unit {unit} {title}").format(unit=unit, title=self._units.get(unit, "")).rstrip() if unit else ""
        return self._reading(item).verdict(item.question, answer, result, where)

    async def hinted(self, index: int, number: int) -> None:
        """Remember that a hint was read."""
        item = self._items[index]
        await asyncio.to_thread(self._progress.read_hint, item.quiz, item.question.id, number)

    async def revealed(self, index: int) -> None:
        """Remember that the solution was seen."""
        item = self._items[index]
        await asyncio.to_thread(self._progress.reveal, item.quiz, item.question.id)

    def next_due(self) -> str:
        """When something is due next."""
        now = time.time()
        at = self._progress.next_due(now)
        return _("The next one is due {when}.").format(when=within(at - now)) if at is not None else ""

    def _reading(self, item: Item) -> Reading:
        return Reading(item.path, self._language, item.seed, self._ascii)


def beliefs_screen(
    library: Library, progress: Progress, language: str, units: Mapping[str, str], *, ascii: bool = False
) -> BeliefsScreen:
    """The page of misconceptions, as things stand now."""
    now = time.time()
    lines = []
    for one in beliefs(library, progress):
        if one.closed is None:
            when = _("seen {when}").format(when=ago(now - one.since))
        else:
            when = _("answered right {when}").format(when=ago(now - one.closed))
        unit = one.unit if one.unit in units else ""
        lines.append(Line(one.text(language), one.is_open, when, unit, units.get(unit, "")))
    return BeliefsScreen(lines, ascii=ascii)
