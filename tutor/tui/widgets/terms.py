"""The list of a glossary: a term a row with its word in the other language; the chosen one says what it means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tutor.content.glossary import matching
from tutor.content.markdown import parse_blocks
from tutor.draw.canvas import Ink, Row, Span
from tutor.draw.canvas import width as cells
from tutor.show.prose import prose
from tutor.show.wrap import clip, indented, padded, repainted, wrap
from tutor.tui.widgets.ink import palette
from tutor.tui.widgets.plainbar import use_plain_bar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from tutor.content.glossary import Term

MUTED = Ink(fg="muted")
PANEL = Ink(bg="panel")
WIDEST = 110
BESIDE = 72
"""Cells from which both languages stand side by side."""
NUMBER = 6
HERE = Path("glossary.yaml")


class TermList(ScrollView, can_focus=False):
    """Terms, one of them chosen. `titles` are the titles of the units that can be opened."""

    DEFAULT_CSS = """
    TermList {
        height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1;
        scrollbar-color: $panel; scrollbar-background: $background;
    }
    """

    @dataclass
    class Opened(Message):
        """The learner wants the unit of this term."""

        term: Term

    def __init__(
        self, terms: Sequence[Term], language: str, titles: Mapping[str, str], *, chosen: str = "", ascii: bool = False
    ) -> None:
        super().__init__()
        self.ascii = ascii
        self._all = tuple(terms)
        self.terms = self._all
        self._language = language
        self._titles = titles
        self._chosen = next((index for index, term in enumerate(terms) if term.words["en"] == chosen), 0)
        self._rows: list[Row] = []
        self._places: list[int] = []
        self._end = 0

    @property
    def chosen(self) -> Term | None:
        """The term that says what it means."""
        return self.terms[self._chosen] if self.terms else None

    def on_mount(self) -> None:
        """A scroll bar that the terminal can show."""
        if self.ascii:
            use_plain_bar(self)

    def on_resize(self) -> None:
        """Other columns."""
        self._lay_out()

    def narrow(self, text: str) -> None:
        """Keep the terms with these words; the chosen one stays chosen if it is among them."""
        before = self.chosen
        self.terms = matching(self._all, text) if text.strip() else self._all
        self._chosen = self.terms.index(before) if before in self.terms else 0
        self._lay_out()

    def move(self, step: int) -> None:
        """To a neighbour, or as far as there are terms."""
        self._chosen = max(0, min(self._chosen + step, len(self.terms) - 1))
        self._lay_out()

    def page(self, direction: int) -> None:
        """About a screenful on."""
        self.move(direction * max(1, self.size.height - 6))

    def _lay_out(self) -> None:
        width = min(self.size.width, WIDEST)
        self._rows, self._places = [], []
        for index, term in enumerate(self.terms):
            self._places.append(len(self._rows))
            self._rows += self._explained(term, width) if index == self._chosen else [self._row(term, width)]
            if index == self._chosen:
                self._end = len(self._rows)
        self.virtual_size = Size(self.size.width, len(self._rows))
        if self.terms and self.size.height:
            top = self._places[self._chosen]
            scroll = min(max(self.scroll_offset.y, self._end + 1 - self.size.height), top)
            self.scroll_to(y=scroll, animate=False, force=True)
        self.refresh()

    def _row(self, term: Term, width: int, *, is_chosen: bool = False) -> Row:
        pointer = (">" if self.ascii else "▸") if is_chosen else " "
        room = max(8, (width - NUMBER - 4) // 2)
        word = clip(term.words[self._language], room - 1, ascii=self.ascii)
        other = clip(term.other(self._language), room - 1, ascii=self.ascii)
        return (
            Span(f" {pointer} ", Ink(fg="accent", bold=True)),
            Span(word, Ink(bold=is_chosen)),
            Span(" " * (room - cells(word)) + other, MUTED),
            Span(" " * (room - cells(other)) + term.unit, MUTED),
        )

    def _explained(self, term: Term, width: int) -> list[Row]:
        """The row, what it means below, in both languages where there is room, and where to read more."""
        lead = (Span("   "),)
        body = self._means(term, width - 4)
        arrow = "->" if self.ascii else "→"
        where = f"{arrow} {term.unit} {self._titles.get(term.unit, '')}".rstrip()
        rows = [self._row(term, width, is_chosen=True), *indented(body, lead, lead)]
        rows += indented(wrap([Span(where, Ink(fg="link"))], width - 4), lead, lead)
        return [padded(repainted(row, PANEL), width, PANEL) for row in rows]

    def _means(self, term: Term, width: int) -> list[Row]:
        mine = term.means[self._language]
        if width < BESIDE:
            return prose(parse_blocks(mine, HERE), width, ascii=self.ascii)
        half = max(8, (width + 4 - NUMBER - 4) // 2)
        other = next(text for name, text in term.means.items() if name != self._language)
        left, right = (prose(parse_blocks(text, HERE), half - 2, ascii=self.ascii) for text in (mine, other))
        left += [()] * (len(right) - len(left))
        right += [()] * (len(left) - len(right))
        return [(*padded(one, half), *repainted(two, MUTED)) for one, two in zip(left, right, strict=True)]

    def on_click(self, event: events.Click) -> None:
        """Choose the term under the mouse; the chosen one opens its unit."""
        y = event.y + self.scroll_offset.y
        if not self.terms or not 0 <= y < len(self._rows):
            return
        index = max(index for index, place in enumerate(self._places) if place <= y)
        if index == self._chosen:
            self.post_message(self.Opened(self.terms[index]))
        self.move(index - self._chosen)

    def render_line(self, y: int) -> Strip:
        """A row of the list."""
        width, base = self.size.width, self.rich_style
        y += self.scroll_offset.y
        if y >= len(self._rows):
            return Strip.blank(width, base)
        margin = Span(" " * ((width - min(width, WIDEST)) // 2))
        segments = palette(self.app.theme_variables).segments((margin, *self._rows[y]), base)
        return Strip(segments).adjust_cell_length(width, base)
