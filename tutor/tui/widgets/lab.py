"""A lab in the flow of a lesson: a stop like a question; its picture, its controls, and what the picture says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, getters, on
from textual.containers import HorizontalGroup
from textual.widgets import Input

from tutor.draw.canvas import Ink, Row, Span, cut
from tutor.draw.canvas import width as cells
from tutor.labs.bench import Pen, bench
from tutor.labs.lab import Drawing, Entry
from tutor.locale import _
from tutor.show.look import Look
from tutor.show.wrap import wrap
from tutor.tui.widgets.asking import Asking
from tutor.tui.widgets.controls import State
from tutor.tui.widgets.easel import Easel
from tutor.tui.widgets.hands import Hands
from tutor.tui.widgets.panel import Panel
from tutor.tui.widgets.rows import Rows
from tutor.tui.widgets.typed import Line

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tutor.kernel.events import Answer
    from tutor.labs.bench import Bench
    from tutor.labs.lab import Lab, Params, Surface
    from tutor.tui.widgets.asking import AskKernel

CHOSEN = Ink("accent", bold=True)
LINES_AROUND = 5
"""Rows of a screen that a page does not have, and a little air."""


class LabView(Hands, can_focus=True):
    """Shows any lab. Enter goes in, Escape out; what is changed inside stays."""

    DEFAULT_CSS = """
    LabView {
        margin: 0 1 1 1; max-width: 100; height: auto;
        & > Easel { padding: 0 1; }
        & > Panel { padding: 0 1; margin: 1 0 0 0; }
        & > .said { padding: 0 1; margin: 1 0 0 0; }
        & > HorizontalGroup { display: none; padding: 0 1; margin: 1 0 0 0; height: 1; }
        & > HorizontalGroup > Rows { width: 20; }
        & > HorizontalGroup > Line, & > HorizontalGroup > Line:focus {
            width: 1fr; max-width: 40; height: 1; border: none; padding: 0 1; background: $panel;
        }
        &.-typed > HorizontalGroup { display: block; }
        &.-typed > Panel { margin: 0; }
    }
    """
    easel = getters.query_one(Easel)
    panel = getters.query_one(Panel)
    line = getters.query_one("#typed", HorizontalGroup)
    field = getters.query_one(Line)

    def __init__(self, lab: Lab, params: Params, *, ask: AskKernel | None = None, ascii: bool = False) -> None:
        super().__init__(bench(lab, params))
        self.lab = lab
        self._asking = None if ask is None or lab.asks is None else Asking(ask, self._question, self._told)
        self._ascii = ascii
        self._look = Look(ascii)
        self._is_due = False

    def compose(self) -> ComposeResult:
        """Picture, controls, a line to type in, and what is said, between two lines."""
        yield Rows(lambda width: [self._edge(width, top=True)])
        yield Easel(self._drawn, self._pen)
        with HorizontalGroup(id="typed"):
            yield Rows(self._label)
            yield Line(select_on_focus=False)
        yield Panel(self._state, ascii=self._ascii)
        yield Rows(self._said, classes="said")
        yield Rows(lambda width: [self._edge(width, top=False)])

    def on_mount(self) -> None:
        """Outside, nothing in it takes the keys."""
        self._let_in(can=False)
        self.set_class(self._entry is not None, "-typed")
        self.ask()

    def _drawn(self, width: int) -> Drawing:
        return self.lab.draw(self.bench.params, width, self._ascii)

    def _state(self) -> State:
        entry = self._entry
        return State(
            self.bench,
            is_lit=self.is_attached and self.is_entered,
            playing=self.playing.name if self.playing else "",
            typed=entry.name if entry else "",
        )

    def _pen(self) -> Pen | None:
        control = self.bench.control
        return control if isinstance(control, Pen) and self.is_attached and self.is_entered else None

    def _said(self, width: int) -> list[Row]:
        return wrap([Span(self._look.text(self.lab.describe(self.bench.params)), Ink(fg="muted"))], width)

    @property
    def _entry(self) -> Entry | None:
        """What the line is for: the chosen entry, or the first there is."""
        control = self.bench.control
        entries = [one for one in self.bench.controls if isinstance(one, Entry)]
        return control if isinstance(control, Entry) else entries[0] if entries else None

    def _label(self, width: int) -> list[Row]:
        entry = self._entry
        words = self._look.text(entry.label) if entry else ""
        is_chosen = self.is_entered and isinstance(self.bench.control, Entry)
        mark = Span(self._look.glyph("▸ ", "> ") if is_chosen else "  ", CHOSEN)
        return [cut((mark, Span(f"{words}:", CHOSEN if is_chosen else Ink(bold=True))), width)]

    @property
    def surface(self) -> Surface | None:
        """Where the pen is."""
        return self.easel.surface

    @property
    def is_typed(self) -> bool:
        """What is typed goes into the line."""
        return self.screen.focused is self.field  # at once, before it has heard of it

    def typed(self, key: str, character: str | None) -> bool:
        """Keys that were on their way while the line took over, and Enter, in the order in which they came."""
        if key == "enter":
            self._submit(self.field.value)
        elif character is not None and character != "?":
            self.field.insert_text_at_cursor(character)
        else:
            return False
        return True

    # -- in and out --

    def action_begin(self) -> None:
        """What is typed from here on is for the lab."""
        self._let_in(can=True)
        self.take_keys()

    def action_leave(self) -> None:
        """Back to the page; what plays goes on."""
        self.screen.set_focus(self, scroll_visible=False)
        self._let_in(can=False)
        self.show(self.bench.lift())

    def _let_in(self, *, can: bool) -> None:
        self.panel.can_focus = self.field.can_focus = can

    def take_keys(self) -> None:
        """The line where something is typed, or the controls; in sight."""
        is_typed = isinstance(self.bench.control, Entry)
        self.screen.set_focus(self.field if is_typed else self.panel, scroll_visible=False)
        self._redraw()
        self.call_after_refresh(self._in_sight)

    def _in_sight(self) -> None:
        """All of the lab where there is room for it; else what is chosen, and above it what fits of the picture."""
        if not self.is_attached:
            return
        chosen = self.line if isinstance(self.bench.control, Entry) else self.panel
        wanted = (self, chosen) if self.size.height < self.screen.size.height - LINES_AROUND else (chosen,)
        for one in wanted:
            one.scroll_visible(animate=False, immediate=True)

    @on(events.Focus)
    @on(events.Blur)
    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _focus_moved(self) -> None:
        self.call_next(self._redraw)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._submit(event.value)

    def _submit(self, text: str) -> None:
        entry = self._entry
        if entry is not None and text.strip():
            self.field.value = ""
            self.show(self.bench.enter(entry, text.strip()))

    @on(Line.Turned)
    def _turned(self, event: Line.Turned) -> None:
        event.stop()
        self.action_turn(event.step)

    # -- the mouse --

    def on_click(self, event: events.Click) -> None:
        """A click goes into the lab, or to the line that is typed."""
        entry = self._entry
        if entry is not None and self.line.region.contains(int(event.screen_x), int(event.screen_y)):
            self.bench = self.bench.named(entry.name)
            self.action_begin()
        elif not self.is_entered:
            self.action_begin()

    @on(Easel.Touched)
    def _touched(self, event: Easel.Touched) -> None:
        event.stop()
        self.show(self.bench.touch(event.x, event.y, is_erasing=event.is_erasing))

    @on(Easel.Lifted)
    @on(Panel.Lifted)
    def _lifted(self, event: Easel.Lifted | Panel.Lifted) -> None:
        event.stop()
        self.bench = self.bench.lift()
        if not self.is_entered:  # a pointer that comes down takes the keys away, and a drag is no click
            self.action_begin()

    @on(Panel.Changed)
    def _changed(self, event: Panel.Changed) -> None:
        event.stop()
        self.show(event.bench)
        if self.is_entered:
            self.take_keys()

    @on(Panel.Pressed)
    def _pressed(self, event: Panel.Pressed) -> None:
        event.stop()
        self.press(event.press)

    # -- what the lesson's cells have made --

    def ask(self, *, anew: bool = False) -> None:
        """Put the lab's question to the kernel, if it has a new one; `anew`, because a cell may have changed things."""
        if self._asking is None or not self.is_attached:
            return
        if anew:
            self._asking.forget()
        if not self._asking.is_waiting:
            self.run_worker(self._asking.follow(), group="asking")

    def _question(self) -> str | None:
        return self.lab.asks(self.bench.params) if self.lab.asks is not None else None

    def _told(self, answer: Answer) -> None:
        told = self.lab.told
        if told is not None:
            self.bench = self.bench.absorb(lambda params: told(params, answer))
            self._show_soon()

    # -- showing --

    def show(self, bench: Bench) -> None:
        """Put another state in the place of this one; drawn with the next frame, however many come before it."""
        self.bench = bench
        self._show_soon()
        self.ask()

    def _show_soon(self) -> None:
        if not self._is_due and self.is_attached:
            self._is_due = True
            self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        self._is_due = False
        if not self.is_attached:
            return
        self.set_class(self._entry is not None, "-typed")
        for rows in self.query(Rows):
            rows.remake()
        self.refresh_bindings()

    def _edge(self, width: int, *, top: bool) -> Row:
        is_in = self.is_attached and self.is_entered
        ink = Ink(fg="accent" if self.has_focus or is_in else "muted", bold=is_in)
        stroke = "-" if self._ascii else "─"
        between = " - " if self._ascii else " · "
        word = _("Lab")
        head = f"{stroke} {word}{between}{self._look.text(self.lab.title())} " if top else ""
        return cut((Span(head + stroke * max(0, width - cells(head)), ink),), width)
