"""The part of the app that marks answers and opens the review and the page of misconceptions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual import on

from tutor.locale import language
from tutor.tui.desk import in_language
from tutor.tui.screens.menu import MenuScreen
from tutor.tui.shell import Shell

if TYPE_CHECKING:
    from tutor.content.library import Library
    from tutor.marking import Marker, NewTrial
    from tutor.progress import Progress
    from tutor.tui.screens import beliefs
    from tutor.tui.screens.review import ReviewScreen


class Reviewing(Shell):
    """A shell with a course, a store and a marker; `trial` makes what runs an answer, a scripted one in tests."""

    def __init__(self, library: Library, progress: Progress, trial: NewTrial | None) -> None:
        super().__init__()
        self.library = library
        self.progress = progress
        self._trial = trial

    @cached_property
    def marker(self) -> Marker:
        """Marks answers, also those that have to be run."""
        from tutor.marking import Marker  # noqa: PLC0415 (nothing heavy before the first frame)

        return Marker(self._trial) if self._trial else Marker()

    async def close_marker(self) -> None:
        """End what was made ready for answers."""
        if "marker" in self.__dict__:
            await self.marker.close()

    async def to_menu(self) -> None:
        """Close what is open, and show the menu as things stand now."""
        raise NotImplementedError

    async def open_unit(self, id_: str) -> None:
        """Open a lesson or a quiz; nothing happens if there is none of this name."""
        raise NotImplementedError

    def units(self) -> dict[str, str]:
        """The titles of what can be opened, by unit."""
        return {entry.unit: in_language(entry.titles, language()) for entry in self.library.entries}

    @on(MenuScreen.ReviewAsked)
    async def _review(self) -> None:
        from tutor.tui.rehearsal import Rehearsal  # noqa: PLC0415 (nothing heavy before the first frame)

        await self.to_menu()
        rehearsal = Rehearsal(self.library, self.progress, self.marker, language(), self.units(), ascii=self.ascii)
        await self.push_screen(rehearsal.screen)

    async def on_review_screen_beliefs_wanted(self) -> None:
        """From the review's end to the page of misconceptions."""
        await self._show_beliefs()

    @on(MenuScreen.BeliefsAsked)
    async def _show_beliefs(self) -> None:
        from tutor.tui.rehearsal import beliefs_screen  # noqa: PLC0415 (as above)

        screen = beliefs_screen(self.library, self.progress, language(), self.units(), ascii=self.ascii)
        await self.push_screen(screen)

    async def on_review_screen_left(self) -> None:
        """Back to the menu; every answer is kept already."""
        await self.to_menu()

    def on_beliefs_screen_left(self) -> None:
        """Back to where it was opened."""
        from tutor.tui.screens.beliefs import BeliefsScreen  # noqa: PLC0415 (it is there)

        if isinstance(self.screen, BeliefsScreen):  # a second Escape may be on its way
            self.pop_screen()

    async def on_review_screen_visit(self, event: ReviewScreen.Visit) -> None:
        """To the unit that teaches a question."""
        await self.open_unit(event.unit)

    async def on_beliefs_screen_visit(self, event: beliefs.BeliefsScreen.Visit) -> None:
        """To the unit that teaches it right."""
        await self.open_unit(event.unit)
