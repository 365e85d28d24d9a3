"""What the learner seems to believe wrongly: the open beliefs first, each with the unit to read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen

from tutor.draw.canvas import Ink, Row, Span
from tutor.locale import N_, _, ngettext
from tutor.show.wrap import indented, padded, repainted, wrap
from tutor.tui.widgets.keys import GLOSSARY, KeyLine
from tutor.tui.widgets.plainbar import use_plain_bar
from tutor.tui.widgets.rows import Rows
from tutor.tui.widgets.topline import TopLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

MUTED = Ink(fg="muted")
PANEL = Ink(bg="panel")


@dataclass(frozen=True, slots=True)
class Line:
    """One belief, in one language. `when` says since when it is open or closed; `unit` is one that can be opened."""

    words: str
    is_open: bool
    when: str
    unit: str = ""
    title: str = ""


class BeliefsScreen(Screen[None]):
    """A list to walk through; Enter opens the unit that teaches it right."""

    CSS = """
    BeliefsScreen VerticalScroll { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("choose"), tooltip=N_("The one above or below"), id="beliefs.up"),
        Binding("down", "move(1)", N_("choose"), tooltip=N_("The one above or below"), id="beliefs.down"),
        Binding("enter", "visit", N_("to its unit"), tooltip=N_("Open the unit that teaches it"), id="beliefs.visit"),
        Binding("escape,q", "leave", N_("back"), key_display="Esc", tooltip=N_("Back"), id="beliefs.leave"),
        GLOSSARY,
        Binding("question_mark", "app.help", N_("help"), tooltip=N_("All keys of this screen"), id="help"),
    ]

    top = getters.query_one(TopLine)
    drawing = getters.query_one("#beliefs", Rows)
    scroll = getters.query_one(VerticalScroll)

    @dataclass
    class Visit(Message):
        """The learner wants a unit."""

        unit: str

    class Left(Message):
        """Back to where it was opened."""

    def __init__(self, lines: Sequence[Line], *, ascii: bool = False) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.ascii = ascii
        self._cursor = 0
        self._tops: list[int] = []

    def compose(self) -> ComposeResult:
        """The list between the two lines."""
        yield TopLine(ascii=self.ascii)
        with VerticalScroll():
            yield Rows(self._rows, id="beliefs")
        yield KeyLine(ascii=self.ascii)

    def on_mount(self) -> None:
        """How many are open."""
        count = sum(line.is_open for line in self.lines)
        state = ngettext("{count} open", "{count} open", count).format(count=count)
        self.top.show(_("What you seem to believe wrongly"), state=state)
        if self.ascii:
            use_plain_bar(self.scroll)

    def _rows(self, width: int) -> list[Row]:
        self._tops = []
        if not self.lines:
            words = _("Nothing yet: when an answer shows a misconception, it stands here until you answer it right.")
            return [(), *wrap([Span(words)], width)]
        rows: list[Row] = []
        for index, line in enumerate(self.lines):
            if index == 0 or line.is_open is not self.lines[index - 1].is_open:
                rows += [(), (Span(_("Open") if line.is_open else _("Closed"), MUTED),)]
            self._tops.append(len(rows) + 1)
            rows += [(), *self._line(line, width, is_chosen=index == self._cursor)]
        return rows

    def _line(self, line: Line, width: int, *, is_chosen: bool) -> list[Row]:
        sign = ("x", "✗") if line.is_open else ("+", "✓")
        ink = Ink(fg="warning" if line.is_open else "success", bold=True)
        lead = (Span(" "), Span(sign[not self.ascii], ink), Span(" "))
        where = f"{line.unit} {line.title}".strip()
        between = " - " if self.ascii else " · "
        below = between.join(filter(None, (line.when, where)))
        body = [*wrap([Span(line.words)], width - 4), *wrap([Span(below, MUTED)], width - 4)]
        rows = indented(body, lead, (Span("   "),))
        return [padded(repainted(row, PANEL), width, PANEL) for row in rows] if is_chosen else rows

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """Nothing to choose in an empty list, and not every belief has a unit."""
        if action == "visit":
            return bool(self.lines and self.lines[self._cursor].unit)
        return action != "move" or bool(self.lines)

    def action_move(self, step: int) -> None:
        """To a neighbour."""
        self._cursor = min(max(0, self._cursor + step), len(self.lines) - 1)
        self.drawing.remake()
        self.refresh_bindings()
        top = self._tops[self._cursor] if self._cursor < len(self._tops) else 0
        self.scroll.scroll_to_region(Region(0, max(0, top - 3), 1, 7), animate=False)

    def action_visit(self) -> None:
        """Say which unit is wanted."""
        self.post_message(self.Visit(self.lines[self._cursor].unit))

    def action_leave(self) -> None:
        """Say that the learner is done."""
        self.post_message(self.Left())
