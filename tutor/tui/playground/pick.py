"""`Pick`: a line that is written or pasted, a link or a file's name, or one of a few offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Input

from tutor.draw.canvas import PLAIN, Ink, Row, Span
from tutor.locale import N_
from tutor.show.wrap import clip, wrap
from tutor.tui.dialogs import ACCENT, TITLE, Dialog
from tutor.tui.widgets.keys import KeyLine
from tutor.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType


class Pick(Dialog[str]):
    """Asks for a line that is written or pasted, or for one of `offers` (words, value), and gives it back.

    `check` raises ValueError with a sentence for what is not taken.
    """

    CSS_PATH = "../dialogs.tcss"
    CSS = """
    Pick Input { margin: 1 0 0 0; border: round $foreground-muted; background: $background;
        &:focus { border: round $accent; } }
    Pick.-ascii Input { border: ascii $foreground-muted; &:focus { border: ascii $accent; } }
    """
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("choose"), priority=True, tooltip=N_("The one above or below"), id="pick.up"),
        Binding("down", "move(1)", N_("choose"), priority=True, tooltip=N_("The one above or below"), id="pick.down"),
        Binding("enter", "take", N_("open"), priority=True, tooltip=N_("What is written, or chosen"), id="pick.take"),
        Binding("escape", "close", N_("back"), tooltip=N_("Do nothing"), id="pick.close"),
    ]

    def __init__(
        self, question: str, wanted: str, check: Callable[[str], object], offers: Sequence[tuple[str, str]] = (),
        *, ascii: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(ascii=ascii)
        self.question, self.wanted = question, wanted
        self.offers = tuple(offers)
        self._check = check
        self._cursor = 0
        self._trouble = ""
        self._lines: list[int | None] = []

    def compose(self) -> ComposeResult:
        """The field above the offers."""
        with VerticalScroll(id="box", can_focus=False):
            yield Rows(lambda width: wrap([Span(self.question, TITLE)], width))
            yield Input(placeholder=self.wanted, select_on_focus=False)
            yield Rows(self.rows, id="drawing")
        yield KeyLine(ascii=self.ascii)

    def rows(self, width: int) -> list[Row]:
        """What is wrong with the line, and what is offered."""
        rows = wrap([Span(self._trouble, Ink("error"))], width) if self._trouble else []
        self._lines = [None] * len(rows)
        for index, (words, _value) in enumerate(self.offers):
            is_chosen = index == self._cursor and not self._line
            pointer = (">" if self.ascii else "▸") if is_chosen else " "
            rows.append(
                (
                    Span(f"{pointer} ", ACCENT),
                    Span(clip(words, width - 2, ascii=self.ascii), TITLE if is_chosen else PLAIN),
                )
            )
            self._lines.append(index)
        return rows

    @property
    def _line(self) -> str:
        return self.query_one(Input).value.strip()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """Nothing to choose where nothing is offered."""
        return action != "move" or bool(self.offers)

    def action_move(self, step: int) -> None:
        """To the neighbour, round the ends; what is written is left."""
        self.query_one(Input).value = ""
        self._cursor = (self._cursor + step) % len(self.offers)
        self.drawing.remake()

    def action_take(self) -> None:
        """Give back the line or the offer, or say what is wrong with it."""
        if line := self._line:
            self._give(line)
        elif self.offers:
            self._give(self.offers[self._cursor][1])

    def _give(self, value: str) -> None:
        try:
            self._check(value)
        except ValueError as error:
            self._trouble = str(error)
            self.drawing.remake()
        else:
            self.dismiss(value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._trouble = ""
        self.drawing.remake()

    def on_click(self, event: events.Click) -> None:
        """Give back what was clicked."""
        offset = event.get_content_offset(self.drawing)
        if offset is not None and offset.y < len(self._lines) and (index := self._lines[offset.y]) is not None:
            self._give(self.offers[index][1])
