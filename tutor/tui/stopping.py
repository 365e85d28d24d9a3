"""How a learner stops what runs: Ctrl+C, again, and the restart that always works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.screen import Screen

from tutor.kernel.events import Session, State
from tutor.locale import _
from tutor.tui import offers

if TYPE_CHECKING:
    from tutor.tui.dialogs import Choose
    from tutor.tui.runner import Runner

WORDS_AFTER = 0.7
"""Seconds that a cell may take to stop before anything is said of it."""


class Stopping(Screen[None]):
    """A screen on which cells run: interrupts and restarts. Subclasses set `session` and `runner`."""

    session: Session
    runner: Runner

    def __init__(self, *, ascii: bool = False) -> None:
        super().__init__()
        self.ascii = ascii
        self._offer: Choose | None = None

    async def action_interrupt(self) -> None:
        """Stop the running cell; a second time within three seconds, offer a restart."""
        if not await self.runner.stop():
            self.set_timer(WORDS_AFTER, self._say_how)
            return

        def chosen(choice: str | None) -> None:
            if choice == "restart":
                self.action_restart()

        self._offer = offers.restart(ascii=self.ascii)
        self.app.push_screen(self._offer, chosen)

    def _say_how(self) -> None:
        if self.runner.running is not None:
            self.notify(_("Stopping… Press Ctrl+C again if it does not."), markup=False, timeout=2)

    def withdraw_offer(self) -> None:
        """It stopped after all."""
        if self._offer is not None and self._offer.is_current:
            self._offer.dismiss(None)

    def action_restart(self) -> None:
        """A fresh kernel; code and outputs stay."""
        self.runner.drop()
        self.runner.forget()
        self._restart()

    @work(group="restart", exclusive=True)
    async def _restart(self) -> None:
        await self.session.restart()
        if self.session.state is State.DEAD:
            self.show_death()
        else:
            self.notify(_("A fresh kernel: no variables, no cells run."), markup=False, timeout=3)

    def show_death(self) -> None:
        """The kernel is gone: why, and the way on."""
        reason = self.session.reason or _("It ended without a word.")
        words = reason + "\n" + _("Your code and outputs are kept. 0 starts a fresh kernel.")
        self.notify(words, title=_("The kernel is dead"), severity="error", timeout=15, markup=False)
