"""The list of a course's units as one painted widget: only the rows on the screen cost anything."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tutor.draw.canvas import Ink, Role, Row, Span
from tutor.draw.canvas import width as cells
from tutor.locale import N_
from tutor.show.wrap import clip
from tutor.tui.widgets.ink import palette
from tutor.tui.widgets.plainbar import use_plain_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.binding import BindingType

WIDEST = 100
"""Cells beyond which a row is no longer read in one go; a wider list stands in the middle."""
ROOMY = 60
"""Cells from which the size of a unit stands beside its title."""

SIGNS: dict[str, tuple[str, str, Role]] = {
    "done": ("✓", "x", "success"),
    "started": ("◐", "~", "warning"),
    "new": ("○", ".", "muted"),
    "broken": ("!", "!", "error"),
}
MUTED = Ink(fg="muted")


@dataclass(frozen=True, slots=True)
class Unit:
    """A lesson or a quiz of the list. `number` is its place in the course, `size` and `detail` are ready words."""

    id: str
    number: str
    title: str
    size: str = ""
    status: Literal["new", "started", "done"] = "new"
    detail: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter and its units."""

    number: int
    title: str
    units: tuple[Unit, ...]


def folded(text: str) -> str:
    """`text` as it is compared: without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


class UnitList(ScrollView, can_focus=True):
    """Chapters and units, one of them selected."""

    DEFAULT_CSS = """
    UnitList {
        height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1;
        scrollbar-color: $panel; scrollbar-color-hover: $foreground-muted; scrollbar-color-active: $accent;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("choose"), tooltip=N_("The unit above or below"), id="units.up"),
        Binding("down", "move(1)", N_("choose"), tooltip=N_("The unit above or below"), id="units.down"),
        Binding("enter", "open", N_("open"), tooltip=N_("Open the chosen unit"), id="units.open"),
        Binding("pageup", "page(-1)", N_("page"), show=False, tooltip=N_("A screenful up or down"), id="units.page_up"),
        Binding(
            "pagedown", "page(1)", N_("page"), show=False, tooltip=N_("A screenful up or down"), id="units.page_down"
        ),
        Binding("home", "end(-1)", N_("ends"), show=False, tooltip=N_("The first or the last unit"), id="units.first"),
        Binding("end", "end(1)", N_("ends"), show=False, tooltip=N_("The first or the last unit"), id="units.last"),
    ]

    @dataclass
    class Opened(Message):
        """The learner wants this unit."""

        unit: Unit

    @dataclass
    class Moved(Message):
        """Another unit is selected, or none."""

        unit: Unit | None

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self._chapters: Sequence[Chapter] = ()
        self._keys: dict[str, str] = {}
        self._words: list[str] = []
        self._lines: list[Chapter | Unit | None] = []
        self._places: list[int] = []
        self._selected = 0
        self._number_width = self._size_width = 0

    def on_mount(self) -> None:
        """A scroll bar that the terminal can show."""
        if self.ascii:
            use_plain_bar(self)

    @property
    def selected(self) -> Unit | None:
        """The unit under the pointer."""
        line = self._lines[self._places[self._selected]] if self._places else None
        return line if isinstance(line, Unit) else None

    def show(self, chapters: Sequence[Chapter], selected: str | None = None) -> None:
        """Show these chapters, with the unit of this id selected if it is there, else the one that was."""
        self._chapters = chapters
        units = [(chapter, unit) for chapter in chapters for unit in chapter.units]
        self._keys = {unit.id: folded(f"{unit.number} {unit.title} {chapter.title}") for chapter, unit in units}
        self._number_width = max((cells(unit.number) for _, unit in units), default=0)
        self._size_width = max((cells(unit.size) for _, unit in units), default=0)
        self._lay_out(selected)

    def narrow(self, text: str) -> None:
        """Keep the units whose number, title or chapter has every word of `text`."""
        words = folded(text).split()
        if words != self._words:
            self._words = words
            self._lay_out()

    def _lay_out(self, selected: str | None = None) -> None:
        before = self.selected
        wanted = selected or (before.id if before else None)
        self._lines, self._places, self._selected = [], [], 0
        for chapter in self._chapters:
            units = [unit for unit in chapter.units if all(word in self._keys[unit.id] for word in self._words)]
            if not units:
                continue
            self._lines += [None, chapter]
            for unit in units:
                if unit.id == wanted:
                    self._selected = len(self._places)
                self._places.append(len(self._lines))
                self._lines.append(unit)
        self._select_by_title(wanted)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._reveal()
        self.refresh()
        if self.selected != before:
            self.post_message(self.Moved(self.selected))

    def _select_by_title(self, wanted: str | None) -> None:
        """Words of a title mean that unit, before any whose chapter has them."""
        shown = [unit for place in self._places if isinstance(unit := self._lines[place], Unit)]
        titles = [folded(f"{unit.number} {unit.title}") for unit in shown]
        named = [index for index, title in enumerate(titles) if all(word in title for word in self._words)]
        if self._words and named and wanted not in {shown[index].id for index in named}:
            self._selected = named[0]

    def select(self, index: int) -> None:
        """Select the unit at this place among those shown; beyond an end is that end."""
        index = max(0, min(index, len(self._places) - 1))
        if index != self._selected:
            self._selected = index
            self._reveal()
            self.refresh()
            self.post_message(self.Moved(self.selected))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """An empty list has nothing to choose or to open."""
        return action not in {"move", "page", "end", "open"} or bool(self._places)

    def action_move(self, step: int) -> None:
        """To a neighbour."""
        self.select(self._selected + step)

    def action_page(self, direction: int) -> None:
        """A screenful on, less one row that stays in sight."""
        self.select(self._selected + direction * max(1, self.size.height - 2))

    def action_end(self, direction: int) -> None:
        """To the first or the last."""
        self.select(0 if direction < 0 else len(self._places))

    def action_open(self) -> None:
        """Say that the selected unit is wanted."""
        if unit := self.selected:
            self.post_message(self.Opened(unit))

    def on_click(self, event: events.Click) -> None:
        """Select and open the unit under the mouse."""
        y = event.y + self.scroll_offset.y
        if y in self._places:
            self.select(self._places.index(y))
            self.action_open()

    def on_resize(self) -> None:
        """Keep the selected unit in sight."""
        self._reveal()

    def _reveal(self) -> None:
        height = self.size.height
        if not self._places or not height:
            return
        y = self._places[self._selected]
        top = y - 2 if isinstance(self._lines[y - 1], Chapter) else y
        scroll = min(max(self.scroll_offset.y, y + 1 - height), top)
        self.scroll_to(y=scroll, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """A chapter, a unit or a blank line."""
        width = self.size.width
        base = self.rich_style
        y += self.scroll_offset.y
        line = self._lines[y] if y < len(self._lines) else None
        if line is None:
            return Strip.blank(width, base)
        room = min(width, WIDEST)
        row = (
            self._chapter(line, room)
            if isinstance(line, Chapter)
            else self._unit(line, room, chosen=line is self.selected)
        )
        margin = Span(" " * ((width - room) // 2))
        segments = palette(self.app.theme_variables).segments((margin, *row), base)
        return Strip(segments).adjust_cell_length(width, base)

    def _chapter(self, chapter: Chapter, width: int) -> Row:
        number = f"  {chapter.number}  "
        title = clip(chapter.title, width - cells(number) - 1, ascii=self.ascii)
        return (Span(number, Ink(fg="accent", bold=True)), Span(title, Ink(bold=True)))

    def _unit(self, unit: Unit, width: int, *, chosen: bool) -> Row:
        sign, plain_sign, role = SIGNS["broken" if unit.problem else unit.status]
        background: Role | None = "panel" if chosen else None
        pointer = (">" if self.ascii else "▸") if chosen else " "
        indent = " " * (3 if width >= ROOMY else 1)
        lead = [
            Span(indent),
            Span(f"{pointer} ", Ink(fg="accent", bg=background, bold=True)),
            Span(f"{plain_sign if self.ascii else sign} ", Ink(fg=role, bg=background)),
            Span(unit.number.ljust(self._number_width) + "  ", Ink(fg="muted", bg=background)),
        ]
        room = width - len(indent) - 6 - self._number_width - 2
        right = self._right(unit, room, width)
        title = clip(unit.title, room - cells(right), ascii=self.ascii)
        gap = " " * max(0, room - cells(title) - cells(right))
        return (
            *lead,
            Span(title, Ink(bg=background, bold=chosen)),
            Span(f"{gap}{right} ", Ink(fg="muted", bg=background)),
        )

    def _right(self, unit: Unit, room: int, width: int) -> str:
        """The most of detail and size that leaves the title enough room."""
        size = unit.size.rjust(self._size_width)
        detail = "" if unit.problem else unit.detail
        forms = [f"   {detail}   {size}", f"   {detail}", f"   {size}"] if detail else [f"   {size}"]
        if width < ROOMY:
            forms = [f"  {detail}" if detail else "", ""]
        title = min(cells(unit.title), max(20, room // 2))
        return next((form for form in forms if cells(form) + title <= room), "")
