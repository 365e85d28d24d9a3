"""Small questions over a screen: one of a few things, yes or no; the keys that work; a terminal that is too small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import getters
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from tutor.draw.canvas import PLAIN, Ink, Row, Span
from tutor.draw.canvas import width as cells
from tutor.locale import N_, _
from tutor.show.wrap import indented, wrap
from tutor.tui.widgets.keys import Key, KeyLine, active_keys
from tutor.tui.widgets.plainbar import use_plain_bar
from tutor.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen

T = TypeVar("T")
TITLE = Ink(bold=True)
ACCENT = Ink(fg="accent", bold=True)
LOW = 14
"""Rows below which a box keeps its air for its words."""


class Dialog(ModalScreen[T]):
    """A box in the middle with the keys at the bottom; subclasses draw what is in it. Escape gives back `None`."""

    CSS_PATH = "dialogs.tcss"
    AUTO_FOCUS = "#box"
    box = getters.query_one("#box", VerticalScroll)
    drawing = getters.query_one("#drawing", Rows)

    def __init__(self, *, ascii: bool = False) -> None:
        super().__init__()
        self.ascii = ascii
        self.set_class(ascii, "-ascii")

    def compose(self) -> ComposeResult:
        """The box and the keys."""
        with VerticalScroll(id="box"):
            yield Rows(self.rows, id="drawing")
        yield KeyLine(ascii=self.ascii)

    def on_mount(self) -> None:
        """A scroll bar that the terminal can show."""
        if self.ascii:
            use_plain_bar(self.box)

    def rows(self, width: int) -> list[Row]:  # noqa: ARG002 (what a subclass draws in)
        """What is in the box; nothing as it stands here."""
        return []

    def on_resize(self, event: events.Resize) -> None:
        """Less air where there is little room."""
        self.set_class(event.size.height < LOW, "-low")

    def action_close(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its letter, its words, and what the dialog gives back for it."""

    key: str
    label: str
    value: str | None


class Choose(Dialog[str]):
    """Asks for one of a few things by arrows, letters or a click. The question's first line stands out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("choose"), priority=True, tooltip=N_("The answer above or below")),
        Binding("down", "move(1)", N_("choose"), priority=True, tooltip=N_("The answer above or below")),
        Binding("enter", "take", N_("do it"), priority=True, tooltip=N_("Take the chosen answer")),
        Binding("escape", "close", N_("back"), tooltip=N_("Do nothing")),
    ]

    def __init__(self, question: str, choices: Sequence[Choice], *, chosen: int = 0, ascii: bool = False) -> None:
        super().__init__(ascii=ascii)
        self.question, self.choices = question, tuple(choices)
        self.chosen = chosen
        self._lines: list[int | None] = []

    def rows(self, width: int) -> list[Row]:
        """The question, and what there is to choose."""
        heading, _newline, text = self.question.partition("\n")
        rows = wrap([Span(heading, TITLE)], width)
        if text:
            rows += [(), *wrap([Span(text)], width)]
        rows.append(())
        self._lines = [None] * len(rows)
        for index, choice in enumerate(self.choices):
            is_chosen = index == self.chosen
            pointer = ">" if self.ascii else "▸"
            lead = (Span(f"{pointer if is_chosen else ' '} {choice.key}  ", ACCENT),)
            label = wrap([Span(choice.label, TITLE if is_chosen else PLAIN)], width - cells(lead[0].text))
            rows += indented(label, lead, (Span(" " * cells(lead[0].text)),))
            self._lines += [index] * len(label)
        return rows

    def action_move(self, step: int) -> None:
        """To the neighbour, round the ends."""
        self.chosen = (self.chosen + step) % len(self.choices)
        self.drawing.remake()

    def action_take(self) -> None:
        """Give back what is chosen."""
        self.dismiss(self.choices[self.chosen].value)

    def on_key(self, event: events.Key) -> None:
        """A choice's letter gives it back at once."""
        for choice in self.choices:
            if event.character and event.character.casefold() == choice.key.casefold():
                event.stop()
                self.dismiss(choice.value)
                return

    def on_click(self, event: events.Click) -> None:
        """Give back what was clicked."""
        offset = event.get_content_offset(self.drawing)
        if offset is not None and offset.y < len(self._lines) and (index := self._lines[offset.y]) is not None:
            self.dismiss(self.choices[index].value)


class Confirm(Choose):
    """Asks whether to do something; gives back "yes" or `None`, and stands on doing nothing."""

    def __init__(self, question: str, *, yes: Choice, no: Choice, ascii: bool = False) -> None:
        super().__init__(question, (yes, no), chosen=1, ascii=ascii)


class Help(Dialog[None]):
    """The keys that work on a screen now, with what each is for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("close"), tooltip=N_("Back to the screen")),
        Binding("question_mark,enter,q", "close", N_("close"), show=False),
    ]

    def __init__(self, screen: Screen[object], *, ascii: bool = False) -> None:
        super().__init__(ascii=ascii)
        self.keys: tuple[Key, ...] = tuple(active_keys(screen, ascii=ascii, hidden=True))

    def rows(self, width: int) -> list[Row]:
        """A key a row, with its tooltip."""
        rows: list[Row] = [(Span(_("Keys"), TITLE),), ()]
        column = min(max((cells(key.label) for key in self.keys), default=0), width // 3)
        for key in self.keys:
            words = wrap([Span(key.tooltip or key.description)], width - column - 3)
            label = key.label + " " * max(0, column - cells(key.label))
            rows += indented(words, (Span(label, ACCENT), Span("   ")), (Span(" " * (column + 3)),))
        return rows


class TooSmall(ModalScreen[None]):
    """Stands before everything while the terminal is smaller than `width` by `height`."""

    CSS_PATH = "dialogs.tcss"

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self.least = (width, height)

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Rows(self._rows)

    def _rows(self, width: int) -> list[Row]:
        columns, lines = self.least
        words = _("The terminal is too small: {columns} by {lines} are needed.").format(columns=columns, lines=lines)
        return wrap([Span(words)], width)
