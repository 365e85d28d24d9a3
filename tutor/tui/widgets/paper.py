"""A question on the screen: its drawing, the field or the pad of the answer, hints, solution, and what is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.containers import VerticalGroup, VerticalScroll

from tutor.tui.widgets.asked import Asked
from tutor.tui.widgets.field import Blank
from tutor.tui.widgets.pad import Pad
from tutor.tui.widgets.plainbar import use_plain_bar
from tutor.tui.widgets.rows import Rows
from tutor.tui.widgets.sheets import Sketch, sheet
from tutor.tui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from tutor.draw.canvas import Row
    from tutor.tui.widgets.asked import Verdict


class Paper(VerticalScroll):
    """Shows one question at a time; `Question` adds the keys. With `inline` it is a part of a page that scrolls."""

    DEFAULT_CSS = """
    Paper {
        height: 1fr; padding: 0 2; align-horizontal: center;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        scrollbar-color: $panel; scrollbar-color-hover: $foreground-muted; scrollbar-color-active: $accent;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        & VerticalGroup { max-width: 92; }
        & #drawing { margin: 1 0 0 0; }
        & #told { margin: 0 0 1 0; }
        &.-inline { height: auto; overflow: hidden hidden; scrollbar-gutter: auto; padding: 0 1; }
        &.-inline VerticalGroup { max-width: 100%; }
    }
    """
    drawing = getters.query_one("#drawing", Rows)
    blank = getters.query_one(Blank)
    pad = getters.query_one(Pad)
    hint = getters.query_one("#hint", Told)
    solution = getters.query_one("#solution", Told)
    told = getters.query_one("#told", Told)

    def __init__(self, *, ascii: bool = False, inline: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.inline = inline
        self.set_class(inline, "-inline")
        self.ascii = ascii
        self._sheet = sheet(Asked((), "none"), ascii=ascii)
        self._trouble = ""
        self._hint = self._hints_read = 0
        self._tries = self._lines_shown = 0
        self._is_sure = False
        self._newest: Told | None = None

    def compose(self) -> ComposeResult:
        """The drawing, the field of what is written, the hint, and what is told about the answer."""
        with VerticalGroup():
            yield Rows(self._drawn, id="drawing")
            yield Blank(ascii=self.ascii)
            yield Pad(ascii=self.ascii)
            yield Told(lambda width: self._sheet.hint(width, self._hint), id="hint")
            yield Told(lambda width: self._sheet.solution(width, self._lines_shown), id="solution")
            yield Told(lambda width: self._sheet.told(width, self._trouble), id="told")

    def _drawn(self, width: int) -> list[Row]:
        return self._sheet.rows(width)

    def on_mount(self) -> None:
        """No field before a question wants one; a scroll bar that the terminal can show."""
        self.blank.display = self.pad.display = False
        if self.ascii:
            use_plain_bar(self)

    @property
    def is_open(self) -> bool:
        """It waits for an answer, or for a better one."""
        return self._sheet.verdict is None or not self._sheet.verdict.is_final

    @property
    def is_written(self) -> bool:
        """The answer is a line that is written."""
        return self._sheet.asked.style == "field"

    @property
    def is_program(self) -> bool:
        """The answer is a program."""
        return self._sheet.asked.style == "code"

    @property
    def is_writing(self) -> bool:
        """What is typed goes into a program."""
        return self.is_program and self.pad.has_the_keys

    def ask(self, asked: Asked, *, take_focus: bool = True) -> None:
        """Show another question, without an answer; a program goes on from its draft."""
        self._sheet = sheet(asked, ascii=self.ascii)
        self._trouble, self._newest = "", None
        self._hint = self._hints_read = asked.hint
        self._tries, self._lines_shown, self._is_sure = asked.tries, 0, False
        self.blank.display, self.pad.display = self.is_written, self.is_program
        self.blank.clear(asked.wanted, asked.measured_in)
        if self.is_program:
            self.pad.open(asked.draft or asked.starter)
        self.can_focus = not self.is_written
        if take_focus:
            self.enter()
        self._redraw()
        self.hint.remake()
        self.solution.remake()
        self.scroll_home(animate=False)

    def enter(self) -> None:
        """What is typed from here on is the answer."""
        if self.is_program and self.is_open:
            self.pad.write()
        elif self.is_written and self.is_open:
            self.screen.set_focus(self.blank.field, scroll_visible=False)  # at once: the next key may be for it
        else:
            self.screen.set_focus(self, scroll_visible=False)

    def tell(self, verdict: Verdict) -> None:
        """Show what became of the answer."""
        self._sheet.verdict, self._trouble, self._newest = verdict, "", self.told
        self._tries += verdict.sign != "right"
        if verdict.is_final:
            self.blank.field.disabled = True
            self.can_focus = True
            self.focus(scroll_visible=False)
        self._redraw()

    def wait(self, words: str) -> None:
        """Say that the answer is being run; the verdict replaces it."""
        self._sheet.verdict = None
        self.trouble(words)

    def train(self, values: Sequence[float]) -> None:
        """The real curve so far, under the sketch."""
        if isinstance(self._sheet, Sketch):
            self._sheet.real = values
            self.drawing.remake()

    def trouble(self, words: str) -> None:
        """Say why the answer was not taken; it stays where it is."""
        self._trouble, self._newest = words, self.told
        self._redraw()

    def _redraw(self) -> None:
        self.drawing.remake()
        self.told.remake()
        self.refresh_bindings()
