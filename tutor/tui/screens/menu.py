"""The menu: the course's chapters and units, how far the learner is, and the way into each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Label

from tutor.draw.canvas import Ink, Row, Span
from tutor.locale import N_, _, ngettext
from tutor.show.wrap import indented, wrap
from tutor.tui.widgets.keys import GLOSSARY, KeyLine
from tutor.tui.widgets.rows import Rows
from tutor.tui.widgets.topline import TopLine, bar
from tutor.tui.widgets.tour import Tour
from tutor.tui.widgets.units import WIDEST, Chapter, UnitList

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

MUTED = Ink(fg="muted")
BAR = 8


@dataclass(frozen=True, slots=True)
class MenuModel:
    """What the menu shows, in one language. `selected` is where the learner left off; `notice` a warning or nothing."""

    title: str
    language: str
    chapters: tuple[Chapter, ...] = ()
    done: int = 0
    total: int = 0
    selected: str | None = None
    notice: str = ""
    due: int = 0
    """Questions that wait for the review."""


class Filter(Input):
    """The field of the search; the keys that choose act on the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.move(-1)", N_("choose"), tooltip=N_("The unit above or below"), id="filter.up"),
        Binding("down", "screen.move(1)", N_("choose"), tooltip=N_("The unit above or below"), id="filter.down"),
        Binding("pageup", "screen.page(-1)", N_("page"), show=False, id="filter.page_up"),
        Binding("pagedown", "screen.page(1)", N_("page"), show=False, id="filter.page_down"),
        Binding("enter", "screen.open", N_("open"), tooltip=N_("Open the chosen unit"), id="filter.open"),
    ]


class MenuScreen(Screen[None]):
    """Shows a `MenuModel`; says what was chosen."""

    CSS_PATH = "menu.tcss"
    AUTO_FOCUS = "UnitList"
    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: words pasted or typed fast behind the `/` find the field open.
        Binding(
            "slash",
            "filter",
            N_("search"),
            priority=True,
            tooltip=N_("Show only units with these words"),
            id="menu.filter",
        ),
        Binding("escape", "clear", N_("all units"), tooltip=N_("Close the search"), id="menu.clear"),
        Binding("p", "playground", N_("play"), tooltip=N_("A network that trains under your hands"), id="menu.play"),
        Binding("r", "review", N_("review"), tooltip=N_("What is due to be asked again"), id="menu.review"),
        Binding(
            "m",
            "beliefs",
            N_("mistakes"),
            show=False,
            tooltip=N_("What you seem to believe wrongly"),
            id="menu.beliefs",
        ),
        GLOSSARY,
        Binding("L", "flip", N_("language"), tooltip=N_("Spanish or English, in place"), id="menu.language"),
        Binding("T", "tour('begin')", N_("tour"), show=False, tooltip=N_("What is where, in a minute"), id="menu.tour"),
        Binding("space", "tour('on')", N_("go on"), show=False, tooltip=N_("The tour goes on"), id="menu.tour_on"),
        Binding("escape", "tour('end')", N_("end"), show=False, tooltip=N_("The tour is over"), id="menu.tour_end"),
        Binding("question_mark", "app.help", N_("help"), tooltip=N_("All keys of this screen"), id="help"),
        Binding("q", "quit", N_("quit"), tooltip=N_("Leave; everything is kept"), id="menu.quit"),
    ]

    units = getters.query_one(UnitList)
    top = getters.query_one(TopLine)
    notice = getters.query_one("#notice", Rows)
    empty = getters.query_one("#empty", Rows)
    search = getters.query_one("#search", Horizontal)
    filter = getters.query_one(Filter)
    tour = getters.query_one(Tour)

    @dataclass
    class Chosen(Message):
        """The learner wants to open this lesson or quiz."""

        id: str

    @dataclass
    class LanguageFlipped(Message):
        """The learner wants the other language."""

    @dataclass
    class ReviewAsked(Message):
        """The learner wants to be asked what is due."""

    @dataclass
    class PlaygroundAsked(Message):
        """The learner wants the playground."""

    @dataclass
    class BeliefsAsked(Message):
        """The learner wants to see what they believe wrongly."""

    @dataclass
    class Quit(Message):
        """The learner wants to leave."""

    @dataclass
    class TourTaken(Message):
        """The tour is on the screen; it need not come by itself again."""

    def __init__(self, model: MenuModel, *, ascii: bool = False, tour: bool = False) -> None:
        super().__init__()
        self._has_tour = tour
        self.model = model
        self.ascii = ascii

    def compose(self) -> ComposeResult:
        """The list between the two lines; what is seldom there takes no room."""
        yield TopLine(ascii=self.ascii)
        with Horizontal(id="search"):
            yield Label("/")
            yield Filter(select_on_focus=False, compact=True)
        yield UnitList(ascii=self.ascii)
        yield Rows(self._empty_rows, id="empty")
        yield Rows(id="notice")
        yield Tour(is_on=self._has_tour)
        yield KeyLine(ascii=self.ascii)

    def on_mount(self) -> None:
        """Show the model, where the learner left off."""
        self.empty.display = self.search.display = False
        self._show(self.model.selected)
        if self._has_tour:
            self.call_after_refresh(self.post_message, self.TourTaken())

    def on_resize(self, event: events.Resize) -> None:
        """What stands above and below the list keeps to its columns."""
        margin = max(0, (event.size.width - WIDEST) // 2)
        for part in (self.search, self.empty, self.notice, self.tour):
            part.styles.margin = (0, margin)

    def show(self, model: MenuModel) -> None:
        """Show another model in place; the selected unit stays selected."""
        self.model = model
        self._show(None)

    def _show(self, selected: str | None) -> None:
        model = self.model
        progress = bar(model.done, model.total, BAR, ascii=self.ascii)
        self.top.show(f"nntutor {'-' if self.ascii else '·'} {model.title}", state=self._state(), bar=progress)
        self.units.show(model.chapters, selected)
        self._say(self.model.notice)
        self.tour.remake()
        self.filter.placeholder = _("words of a title or a chapter")
        self._lay_out()

    def _lay_out(self) -> None:
        nothing = self.units.selected is None
        self.units.display, self.empty.display = not nothing, nothing
        self.empty.remake()
        self.refresh_bindings()

    def _empty_rows(self, width: int) -> list[Row]:
        words = self.filter.value.strip()
        if words:
            text = _("No unit has “{words}” in its title or its chapter.").format(words=words)
            return wrap([Span(text + "\n\n"), Span(_("Esc shows all units again."), MUTED)], width)
        return wrap([Span(_("There is nothing to learn here yet: the course has no unit that can be read."))], width)

    def _state(self) -> str:
        model = self.model
        between = " | " if self.ascii else " │ "
        return f"{model.language}{between}{model.done}/{model.total}"

    def _say(self, text: str) -> None:
        count = self.model.due
        self.notice.display = bool(text or count)
        lead = (Span("! ", Ink(fg="warning", bold=True)),)
        waiting = ngettext("{count} question is due (r)", "{count} questions are due (r)", count).format(count=count)

        def rows(width: int) -> list[Row]:
            told = indented(wrap([Span(text)], width - 2), lead, (Span("  "),)) if text else []
            return [*told, *wrap([Span(waiting, Ink(fg="accent"))], width)] if count else told

        self.notice.set(rows)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An empty list has nothing to choose or to open, and only a search can be closed."""
        if action in {"clear", "filter"}:
            return bool(self.search.display) is (action == "clear")
        if action == "tour" and parameters != ("begin",):
            return self.is_mounted and self.tour.is_on and not self.search.display
        return action not in {"move", "page", "open"} or self.units.selected is not None

    def action_move(self, step: int) -> None:
        """To a neighbour, also while the words of a search are typed."""
        self.units.action_move(step)

    def action_page(self, direction: int) -> None:
        """A screenful on, as above."""
        self.units.action_page(direction)

    def action_open(self) -> None:
        """Open the selected unit."""
        self.units.action_open()

    def action_filter(self) -> None:
        """Open the search."""
        self.search.display = True
        self.set_focus(self.filter)  # at once: what is typed on belongs to it

    def action_clear(self) -> None:
        """Close the search and show all units, the selected one in place."""
        self.filter.value = ""
        self.search.display = False
        self.units.narrow("")
        self._lay_out()
        self.units.focus()

    def action_flip(self) -> None:
        """Ask for the other language."""
        self.post_message(self.LanguageFlipped())

    def action_review(self) -> None:
        """Ask for the review."""
        self.post_message(self.ReviewAsked())

    def action_playground(self) -> None:
        """Ask for the playground."""
        self.post_message(self.PlaygroundAsked())

    def action_beliefs(self) -> None:
        """Ask for the page of misconceptions."""
        self.post_message(self.BeliefsAsked())

    def action_tour(self, how: str) -> None:
        """Take the tour from its beginning, go on in it, end it."""
        {"begin": self.tour.begin, "on": self.tour.go_on, "end": self.tour.end}[how]()
        self.refresh_bindings()

    def action_quit(self) -> None:
        """Ask to leave."""
        self.post_message(self.Quit())

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self.units.narrow(event.value)
        self._lay_out()

    @on(UnitList.Opened)
    def _open(self, event: UnitList.Opened) -> None:
        event.stop()
        if event.unit.problem:
            self._say(event.unit.problem)
        else:
            self.action_clear()  # a search has found what it was for
            self.post_message(self.Chosen(event.unit.id))

    @on(UnitList.Moved)
    def _moved(self, event: UnitList.Moved) -> None:
        event.stop()
        self._say(self.model.notice)
