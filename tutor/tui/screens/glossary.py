"""The glossary: the course's terms in both languages, narrowed by what is typed; Enter opens the unit of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Label

from tutor.draw.canvas import Row, Span
from tutor.locale import N_, _
from tutor.show.wrap import wrap
from tutor.tui.widgets.keys import KeyLine
from tutor.tui.widgets.rows import Rows
from tutor.tui.widgets.terms import TermList
from tutor.tui.widgets.topline import TopLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tutor.content.glossary import Term


class Words(Input):
    """The field of the search; no term has a question mark, which asks for help."""

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether the key is text here."""
        return character not in {"?", "/"} and super().check_consume_key(key, character)


class GlossaryScreen(Screen[None]):
    """Shows `terms` as they come; `chosen` (its English word) is the one to begin at."""

    CSS_PATH = "glossary.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("choose"), priority=True, tooltip=N_("The term above or below")),
        Binding("down", "move(1)", N_("choose"), priority=True, tooltip=N_("The term above or below")),
        Binding("enter", "visit", N_("to its unit"), priority=True, tooltip=N_("Open the unit that explains it")),
        Binding("pageup", "page(-1)", N_("page"), show=False, priority=True, tooltip=N_("A screenful up or down")),
        Binding("pagedown", "page(1)", N_("page"), show=False, priority=True, tooltip=N_("A screenful up or down")),
        Binding("slash", "search", N_("search"), priority=True, tooltip=N_("Write here to search")),
        Binding("escape", "clear", N_("all terms"), tooltip=N_("Show all terms again")),
        Binding("escape", "leave", N_("back"), tooltip=N_("Back to where you were")),
        Binding("question_mark", "help", N_("help"), priority=True, tooltip=N_("All keys of this screen")),
    ]

    top = getters.query_one(TopLine)
    terms = getters.query_one(TermList)
    empty = getters.query_one("#empty", Rows)
    search = getters.query_one(Input)

    @dataclass
    class Visit(Message):
        """The learner wants the unit of a term."""

        unit: str

    @dataclass
    class Left(Message):
        """Back to where it was opened; this term was chosen."""

        chosen: str

    def __init__(
        self, terms: Sequence[Term], language: str, titles: Mapping[str, str], *, chosen: str = "", ascii: bool = False
    ) -> None:
        super().__init__()
        self.ascii = ascii
        self._count = len(terms)
        self._list = TermList(terms, language, titles, chosen=chosen, ascii=ascii)

    def compose(self) -> ComposeResult:
        """The field and the list between the two lines."""
        yield TopLine(ascii=self.ascii)
        with Horizontal(id="search"):
            yield Label("/")
            yield Words(placeholder=_("words of a term, in either language"), select_on_focus=False, compact=True)
        yield self._list
        yield Rows(self._nothing, id="empty")
        yield KeyLine(ascii=self.ascii)

    def on_mount(self) -> None:
        """All terms."""
        self._show()

    def _show(self) -> None:
        words = _("{count} of {total}").format(count=len(self.terms.terms), total=self._count)
        self.top.show(_("Glossary"), state=words)
        self.terms.display = bool(self.terms.terms)
        self.empty.display = not self.terms.terms
        self.empty.remake()
        self.refresh_bindings()

    def _nothing(self, width: int) -> list[Row]:
        return wrap([Span(_("No term has “{words}”.").format(words=self.search.value.strip()))], width)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self.terms.narrow(event.value)
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """Escape ends a search first; an empty list has nothing to choose."""
        if action in {"clear", "leave"}:
            return bool(self.is_mounted and self.search.value) is (action == "clear")
        return action not in {"move", "page", "visit"} or bool(self._list.terms)

    def action_move(self, step: int) -> None:
        """To a neighbour."""
        self.terms.move(step)

    def action_page(self, direction: int) -> None:
        """A screenful on."""
        self.terms.page(direction)

    def action_search(self) -> None:
        """Give the keys to the field."""
        self.search.focus()

    def action_clear(self) -> None:
        """All terms again, the chosen one in place."""
        self.search.value = ""

    async def action_help(self) -> None:
        """The keys of the screen."""
        await self.run_action("app.help")

    def action_visit(self) -> None:
        """Say which unit is wanted."""
        if (term := self.terms.chosen) is not None:
            self.post_message(self.Visit(term.unit))

    @on(TermList.Opened)
    def _clicked(self, event: TermList.Opened) -> None:
        event.stop()
        self.post_message(self.Visit(event.term.unit))

    def action_leave(self) -> None:
        """Say that the learner is done."""
        term = self.terms.chosen
        self.post_message(self.Left(term.words["en"] if term else ""))
