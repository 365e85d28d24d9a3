"""The line under a cell's code that `input()` waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from tutor.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable


class Answer(Input):
    """Has the keys before the learner can see that it is there; calls `ready` then."""

    DEFAULT_CSS = """
    Answer, Answer:focus { border: none; height: 1; margin: 0 2; padding: 0; background: $panel; }
    """

    def __init__(self, prompt: str, ready: Callable[[], None], *, password: bool) -> None:
        super().__init__(
            placeholder=prompt or _("the cell waits for a line: type it and press Enter"), password=password
        )
        self._ready = ready

    def on_mount(self) -> None:
        """What is typed from here on is the answer."""
        self.screen.set_focus(self)
        self._ready()
