"""The part of the app that opens the playground: from the menu, from a lesson's link, from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on

from tutor.tui.reviewing import Reviewing
from tutor.tui.screens.menu import MenuScreen

if TYPE_CHECKING:
    from tutor.tui.screens.playground import PlaygroundScreen
    from tutor.tui.widgets.goal_paper import GoalPaper

ADDRESS = "https://playground.tensorflow.org/"


class Playing(Reviewing):
    """An app with a playground. `proof` is the line that proved the last goal that was reached."""

    proof = ""
    _asking: GoalPaper | None = None
    _stage: PlaygroundScreen | None = None

    async def on_event(self, event: events.Event) -> None:
        """A key or a click goes before the playground's pictures; told here, where it comes in, it overtakes them."""
        if isinstance(event, events.InputEvent) and self._stage is not None:
            self._stage.touch()
        await super().on_event(event)

    @on(MenuScreen.PlaygroundAsked)
    async def _play(self) -> None:
        await self.open_playground("")

    async def on_goal_paper_playground_wanted(self, event: GoalPaper.PlaygroundWanted) -> None:
        """Over the question, which gets the proof of its goal if it is met there."""
        self._asking, self.proof = event.paper, ""
        await self.open_playground(event.link)

    async def open_playground(self, link: str) -> None:
        """Open the playground over what is there; a link that says nothing sensible is told."""
        from tutor.nn.state import State, parse  # noqa: PLC0415 (nothing heavy before the first frame)
        from tutor.tui.laboratory import playground_screen  # noqa: PLC0415 (as above)

        try:
            state = parse(link) if link else State()
        except ValueError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
            return
        self._stage = playground_screen(state, Path.cwd(), ascii=self.ascii, color=self.color)
        await self.push_screen(self._stage)

    def on_playground_screen_reached(self, event: PlaygroundScreen.Reached) -> None:
        """Kept for the question that asks for this goal."""
        self.proof = event.proof

    def on_playground_screen_left(self) -> None:
        """Back to where it was opened."""
        from tutor.tui.screens import playground  # noqa: PLC0415 (it is there)

        if isinstance(self.screen, playground.PlaygroundScreen):  # a second Escape may be on its way
            self.pop_screen()
            self._stage = None
            paper, self._asking = self._asking, None
            if paper is not None and paper.is_attached and self.proof:
                paper.fill(self.proof)
