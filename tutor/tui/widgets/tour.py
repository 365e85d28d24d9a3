"""The tour of a first start: a few sentences below the menu, one after another; every key works meanwhile."""

from __future__ import annotations

from tutor.draw.canvas import Ink, Row, Span
from tutor.locale import N_, _
from tutor.show.wrap import wrap
from tutor.tui.widgets.rows import Rows

STOPS = (
    N_("Welcome: here you read, run and change small programs until you see how a network learns."),
    N_("Pick a lesson with the arrows; Enter opens it, where you left it last."),
    N_("In a lesson Ctrl+R runs a cell, Enter changes it. A network that trains draws its loss as it falls."),
    N_("Lessons ask: Enter on a question answers it in place, h is a hint. It comes back in the review (r)."),
    N_("L changes between Spanish and English, at once."),
    N_("? shows all keys of a screen, g the glossary. T shows this tour again."),
)
ROOMY = 50
"""Cells from which a blank row parts it from the list."""
MUTED = Ink(fg="muted")


class Tour(Rows):
    """Shows one stop at a time, or nothing while nobody takes it."""

    DEFAULT_CSS = """
    Tour { padding: 0 3; max-height: 60%; }
    """

    def __init__(self, *, is_on: bool = False, id: str | None = None) -> None:
        super().__init__(self._stop, id=id)
        self.place = 0
        self.display = is_on

    @property
    def is_on(self) -> bool:
        """Whether somebody takes it."""
        return bool(self.display)

    def begin(self) -> None:
        """Show the first stop."""
        self.place, self.display = 0, True
        self.remake()

    def go_on(self) -> None:
        """Show the next stop; behind the last one it is over."""
        self.place += 1
        self.display = self.place < len(STOPS)
        self.remake()

    def end(self) -> None:
        """Show nothing."""
        self.display = False

    def _stop(self, width: int) -> list[Row]:
        if self.place >= len(STOPS):
            return []
        number = Span(f"{self.place + 1}/{len(STOPS)} ", Ink(fg="accent", bold=True))
        rows = wrap([number, Span(_(STOPS[self.place]))], width)
        air: list[Row] = [()] if width >= ROOMY else []
        return [*air, *rows, *wrap([Span(_("Space goes on, Esc ends the tour"), MUTED)], width)]
