"""A lesson as a page that scrolls: runs of prose and cells, mounted near the reader first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual.containers import VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from tutor.content.lesson import Ask, Block, Cell, Experiment, Heading, Lesson
from tutor.content.walk import runs
from tutor.explain import explain
from tutor.kernel.events import State
from tutor.labs.shelf import LabError, started
from tutor.show.prose import prose
from tutor.tui.widgets.cell import CellView
from tutor.tui.widgets.inquiry import Inquiry
from tutor.tui.widgets.lab import LabView
from tutor.tui.widgets.pieces import pieces
from tutor.tui.widgets.plainbar import use_plain_bar
from tutor.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tutor.draw.canvas import Row
    from tutor.kernel.events import Failure
    from tutor.tui.widgets.asking import AskKernel
    from tutor.tui.widgets.inquiry import Desk

Stop = TypeVar("Stop", bound=Widget)
Spell = Callable[[Sequence[Block]], tuple[Block, ...]]
"""Puts the questions of quizzes where a lesson names them; asked when that stretch comes near the screen."""
AT_FIRST = 4
A_BATCH = 8
MEASURE = 100
SETTLED_AFTER = 0.3


class Page(VerticalScroll, can_focus=True):
    """Shows a lesson from `start` (a piece) on; says where the reader is."""

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = """
    Page { height: 1fr; scrollbar-size-vertical: 1; }
    Page > Rows { margin: 0 1 1 1; }
    """

    @dataclass
    class Moved(Message):
        """The reader has settled. `offset` counts the pieces above the screen, the last one in part."""

        section: int
        offset: float
        is_at_end: bool

    def __init__(
        self,
        lesson: Lesson,
        *,
        start: tuple[int, float] = (0, 0.0),
        ending: Callable[[int], list[Row]] | None = None,
        ascii: bool = False,
        color: bool = True,
        prepare: Callable[[CellView], None] = lambda _: None,
        spell: Spell = tuple,
        inquire: Callable[[str], Desk] | None = None,
        ask: AskKernel | None = None,
    ) -> None:
        super().__init__()
        self.lesson = lesson
        self._pieces = pieces(lesson)
        self._start = start
        self._ending = ending
        self._ascii = ascii
        self._color = color
        self._prepare = prepare
        self._spell = spell
        self._inquire = inquire
        self._ask = ask
        self._state = State.OFF
        self._widgets: list[Widget] = []
        self._waiting = iter(self._pieces)
        self.completed = asyncio.Event()
        """Set once every piece is mounted."""
        self._timer: Timer | None = None
        self.follows = False
        """Whether the page keeps the running cell in sight; ends when the learner moves it themselves."""
        self.titles = tuple(
            "".join(run.text for run in block.text)
            for block in lesson.blocks
            if isinstance(block, Heading) and block.level == 2  # noqa: PLR2004 (as above)
        )

    def compose(self) -> ComposeResult:
        """The first screenful; the rest follows when it has been painted."""
        yield from self._make(max(AT_FIRST, self._start[0] + AT_FIRST))

    def on_mount(self) -> None:
        """Go on mounting behind the first frame."""
        if self._ascii:
            use_plain_bar(self)
        self.call_after_refresh(self._go_on)

    def _make(self, count: int) -> Iterator[Widget]:
        for piece in islice(self._waiting, count):
            match piece.content:
                case Cell() as cell:
                    view = CellView(cell, partial(self._meaning, cell.index), ascii=self._ascii, color=self._color)
                    self._prepare(view)
                    widget: Widget = view
                case Ask() as ask if self._inquire is not None:
                    widget = Inquiry(self._inquire(ask.reference), self._prose((ask,)), ascii=self._ascii)
                case Ask() as ask:
                    widget = Rows(self._prose((ask,)))
                case Experiment() as experiment:
                    widget = self._lab(experiment)
                case blocks:
                    widget = Rows(self._prose(blocks))
            self._widgets.append(widget)
            yield widget

    def _lab(self, experiment: Experiment) -> Widget:
        try:
            lab, params = started(experiment.name, experiment.options)
        except LabError:  # told by the check; here it is named
            return Rows(self._prose((experiment,)))
        return LabView(lab, params, ask=self._ask, ascii=self._ascii)

    def hear(self, state: State) -> None:
        """The session is in another state: a lab may hear something new of it."""
        is_new, self._state = state is not self._state, state
        if is_new and state is not State.BUSY:
            for lab in (one for one in self._widgets if isinstance(one, LabView)):
                lab.ask(anew=True)

    def _meaning(self, index: int, failure: Failure) -> str:
        """What the failure of the cell with this index means, among the lesson's cells as they stand now."""
        sources = {cell.index: cell.source for cell in self.lesson.cells}
        sources |= {view.cell.index: view.source for view in self.cells}
        cells = list(sources.values())
        return explain(failure.name, failure.message, frames=failure.traceback, cells=cells, here=index)

    def _prose(self, blocks: Sequence[Block]) -> Callable[[int], list[Row]]:
        return lambda width: prose(self._spell(blocks), min(width, MEASURE), ascii=self._ascii)

    async def _go_on(self) -> None:
        if self._start != (0, 0.0):
            self._go_to(*self._start)
        batch = list(self._make(A_BATCH))
        if batch:
            await self.mount_all(batch)
            self.call_after_refresh(self._go_on)
        elif not self.completed.is_set():
            if self._ending is not None:
                await self.mount(Rows(self._ending))
            self.completed.set()
            self.call_after_refresh(self._settled)

    def _go_to(self, piece: int, fraction: float) -> None:
        if piece < len(self._widgets):
            region = self._widgets[piece].virtual_region
            self.scroll_to(y=region.y + round(fraction * region.height), animate=False, immediate=True)
        self._start = (0, 0.0)

    def on_key(self) -> None:
        """Whoever presses a key looks where they want."""
        self.follows = False

    def on_cell_view_answered(self) -> None:
        """Who answers `input()` looks on at what comes of it."""
        self.follows = True

    def on_mouse_scroll_up(self) -> None:
        """As above, with the wheel."""
        self.follows = False

    def on_mouse_scroll_down(self) -> None:
        """As above."""
        self.follows = False

    # -- cells --

    @property
    def cells(self) -> list[CellView]:
        """The cells mounted so far, in order."""
        return [widget for widget in self._widgets if isinstance(widget, CellView)]

    @property
    def focused_cell(self) -> CellView | None:
        """The cell that has the focus, in its editor or as a whole."""
        return next((cell for cell in self.cells if cell.has_focus or cell.has_focus_within), None)

    def focus_cell(self, step: int) -> CellView | None:
        """Focus and return the next (1) or previous (-1) cell, from the focused one or from what is on the screen."""
        return self._focus(self.cells, self.focused_cell, step)

    def focus_stop(self, step: int) -> None:
        """The same among cells, questions and labs."""
        stops = [one for one in self._widgets if isinstance(one, CellView | Inquiry | LabView) and one.can_focus]
        self._focus(stops, next((one for one in stops if one.has_focus or one.has_focus_within), None), step)

    def _focus(self, stops: Sequence[Stop], current: Stop | None, step: int) -> Stop | None:
        if not stops:
            return None
        if current is not None and self._is_in_sight(current):
            index = stops.index(current) + step
        else:
            top = self.scroll_offset.y
            below = [i for i, one in enumerate(stops) if one.virtual_region.y >= top]
            index = (below[0] if below else len(stops)) + (0 if step > 0 else -1)
        stop = stops[min(max(index, 0), len(stops) - 1)]
        self.screen.set_focus(stop, scroll_visible=False)  # at once: the next key may be for it
        self.show_cell(stop)
        return stop

    def cell_in_sight(self) -> CellView | None:
        """The focused cell if it can be seen, else the next one, which then has the focus."""
        cell = self.focused_cell
        return cell if cell is not None and self._is_in_sight(cell) else self.focus_cell(1)

    def _is_in_sight(self, cell: Widget) -> bool:
        top = self.scroll_offset.y
        return cell.virtual_region.bottom > top and cell.virtual_region.y < top + self.size.height

    def show_cell(self, cell: Widget, *, its_end: bool = False) -> None:
        """Scroll so that the cell can be seen; where it does not fit, from its top on, or up to its end."""
        region = cell.virtual_region
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if region.y < top or region.bottom > top + height:
            room = max(0, min(2, height - region.height))
            is_up = not its_end and (region.y < top or region.height >= height)
            target = region.y - room if is_up else region.bottom - height
            self.scroll_to(y=max(0, target), animate=False, immediate=True)  # the next key goes on from here

    def on_cell_view_cursor_moved(self, event: CellView.CursorMoved) -> None:
        """Scroll by what the cursor is out of sight, with a row to spare."""
        event.stop()
        region = self.scrollable_content_region
        above, below = region.y + 1 - event.row, event.row - (region.bottom - 2)
        if above > 0:
            self.scroll_relative(y=-above, animate=False)
        elif below > 0:
            self.scroll_relative(y=below, animate=False)

    # -- where the reader is --

    @property
    def section(self) -> int:
        """The section under the reader's eyes."""
        return self._pieces[self._top()[0]].section if self._pieces else 0

    def _top(self) -> tuple[int, float]:
        """The piece at the top of the screen, and how much of it (0 to 1) is above."""
        top = self.scroll_offset.y
        best = (0, 0.0)
        for index, widget in enumerate(self._widgets):
            region = widget.virtual_region
            if index and region.y > top + 2:
                break
            best = (index, min(0.999, max(0, top - region.y) / max(1, region.height)))
        return best

    @property
    def links(self) -> list[tuple[str, str]]:
        """Text and target of every link of the lesson, each once, in order."""
        found = [(run.text, run.href) for run in runs(self._spell(self.lesson.blocks)) if run.href]
        return list({href: (text, href) for text, href in reversed(found)}.values())[::-1]

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The reader moves; said once they have settled."""
        super().watch_scroll_y(old_value, new_value)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SETTLED_AFTER, self._settled)

    def _settled(self) -> None:
        if self._widgets and self.is_attached:
            piece, fraction = self._top()
            is_at_end = self.completed.is_set() and self.scroll_offset.y >= self.max_scroll_y - 1
            self.post_message(self.Moved(self._pieces[piece].section, piece + fraction, is_at_end))
