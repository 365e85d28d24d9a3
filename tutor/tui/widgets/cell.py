"""A cell of a lesson on the screen: its code, its state, its output, and an editor when the learner wants one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, TextArea

from tutor.draw.canvas import Row
from tutor.kernel.events import Event, Failure, Finished, Text
from tutor.kernel.events import Input as Asked
from tutor.kernel.training import Training
from tutor.kernel.transcript import Transcript
from tutor.locale import N_
from tutor.show.code import broken, highlight
from tutor.show.output import output_rows
from tutor.tui.widgets.answer import Answer
from tutor.tui.widgets.cell_state import CellState
from tutor.tui.widgets.editor import Editor
from tutor.tui.widgets.frame import AROUND, Frame
from tutor.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tutor.content.lesson import Cell

SAVE_AFTER = 0.8
Explain = Callable[[Failure], str]
"""What a failure of this cell means, or nothing."""
Remark = Callable[[Training], str]


class CellView(Vertical, can_focus=True):
    """One cell. Attributes down (`begin`, `take`, `finish`, `refresh_output`), messages up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "edit", N_("edit"), tooltip=N_("Edit the code of this cell"), id="cell.edit"),
    ]
    DEFAULT_CSS = """
    CellView { height: auto; width: 1fr; margin-bottom: 1; }
    CellView Editor, CellView Editor:focus {
        border-left: heavy $accent; border-right: heavy $accent; padding: 0 0 0 1;
    }
    CellView.-ascii Editor, CellView.-ascii Editor:focus { border-left: ascii $accent; border-right: ascii $accent; }
    """

    @dataclass
    class Edited(Message):
        """The code differs from what was last said."""

        cell: CellView

    @dataclass
    class CursorMoved(Message):
        """The editor's cursor is in this row of the screen."""

        row: int

    @dataclass
    class Answered(Message):
        """The learner answered `input()`."""

        cell: CellView
        text: str

    def __init__(self, cell: Cell, explain: Explain | None = None, *, ascii: bool = False, color: bool = True) -> None:
        super().__init__()
        self.cell = cell
        self.source = cell.source
        self.aside: str | None = None
        self.transcript = Transcript()
        self.state = CellState()
        self.is_unfolded = False
        self.remark: Remark | None = None
        self._explain = explain
        self._ascii = ascii
        self.set_class(ascii, "-ascii")
        self._color = color
        self._began = 0.0
        self._shown_version = -1
        self._said = cell.source
        self._editor: Editor | None = None
        self._code = Rows(self._code_rows)
        self._output = Rows(self._output_rows)

    def compose(self) -> ComposeResult:
        """Code above, output below; the editor comes when it is asked for."""
        yield self._code
        yield self._output

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """The editor opens once."""
        return action != "edit" or not self.is_editing

    # -- what the learner sees --

    @property
    def is_edited(self) -> bool:
        """The code is no longer the author's."""
        return self.source != self.cell.source

    @property
    def is_editing(self) -> bool:
        """The editor is open."""
        return self._editor is not None and self._editor.display

    @property
    def is_running(self) -> bool:
        """It runs now."""
        return self.state.status == "running"

    def _frame(self) -> Frame:
        focused = self.has_focus or self.has_focus_within
        return Frame("accent" if focused else "muted", heavy=focused, ascii=self._ascii)

    def _code_rows(self, width: int) -> list[Row]:
        frame = self._frame()
        rows = [frame.top(width, self.state.row(self.cell, is_edited=self.is_edited, ascii=self._ascii))]
        if not self.is_editing:
            inside = max(1, width - AROUND)
            for line in highlight(self.source, "python"):
                part, rest = broken(line, inside)
                rows.append(frame.side(part, width))
                while rest:
                    part, rest = broken(rest, inside)
                    rows.append(frame.side(part, width))
        return rows

    def _output_rows(self, width: int) -> list[Row]:
        frame = self._frame()
        inside, look = max(10, width - AROUND), {"ascii": self._ascii, "color": self._color}
        rows = output_rows(
            self.transcript, inside, unfolded=self.is_unfolded, explain=self._explain, remark=self.remark, **look
        )
        if not rows:
            return [frame.bottom(width)]
        return [frame.middle(width), *(frame.side(row, width) for row in rows), frame.bottom(width)]

    def redraw(self) -> None:
        """Draw all of it again."""
        self._code.remake()
        self._output.remake()

    def refresh_output(self) -> None:
        """Draw what has changed since the last time: called a few times a second while the cell runs."""
        if self.is_running:
            self.state = replace(self.state, seconds=monotonic() - self._began)
            self._code.remake()
        if self.transcript.version != self._shown_version:
            self._shown_version = self.transcript.version
            self._output.remake()

    @on(events.Focus)
    @on(events.Blur)
    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _focus_moved(self) -> None:
        self.call_next(self.redraw)  # the frame shows the focus, which Textual moves after telling

    # -- a run --

    def queue(self) -> None:
        """It will run when those before it have."""
        self.state = replace(self.state, status="queued", is_earlier=False)
        self._code.remake()

    def unqueue(self) -> None:
        """Those before it failed."""
        if self.state.status == "queued":
            self.state = CellState()
            self._code.remake()

    def begin(self) -> None:
        """A run begins as soon as the kernel can; the old output goes."""
        self.transcript = Transcript()
        self.state = CellState("waiting")
        self.is_unfolded = False
        self._code.remake()
        self.refresh_output()

    def start(self) -> None:
        """The kernel runs it now; the seconds count from here."""
        if self.state.status == "waiting":
            self.state = CellState("running")
            self._began = monotonic()
            self._code.remake()

    def take(self, event: Event) -> None:
        """One event of the run; drawn at the next `refresh_output`."""
        match event:
            case Finished(status, seconds, count, _reason):
                self.state = CellState(status, count, seconds)
                self.query(Input).remove()
                self.refresh_output()
                self._code.remake()
            case Asked(prompt, password):
                self._ask(prompt, password)
            case _:
                self.start()
                self.transcript.add(event)

    def _ask(self, prompt: str, password: bool) -> None:  # noqa: FBT001 (the event's own two fields)
        field = Answer(prompt, lambda: self.transcript.add(Text(prompt)), password=password)
        self.mount(field, after=self._code)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The learner's line goes to the cell, and into its output as in any terminal."""
        event.stop()
        shown = "*" * len(event.value) if event.input.password else event.value
        self.transcript.add(Text(shown + "\n"))
        event.input.remove()
        self.focus()
        self.post_message(self.Answered(self, event.value))

    # -- editing --

    async def action_edit(self) -> None:
        """Open the editor in place."""
        editor = self._editor
        if editor is None:
            editor = self._editor = Editor(self.source)
            await self.mount(editor, after=self._code)
        elif editor.text != self.source:
            editor.load_text(self.source)
        editor.display = True
        self.screen.set_focus(editor)  # at once: what is typed from here on belongs to it
        self._code.remake()
        self.call_after_refresh(editor.move_cursor, editor.document.end)  # it scrolls by a size it must have first

    def leave(self) -> None:
        """Close the editor, keep what was written and what can be undone; the cell has the focus."""
        if self._editor is None or not self.is_editing:
            return
        self.source = self._editor.text
        self._editor.display = False
        self.screen.set_focus(self, scroll_visible=False)
        self._code.remake()
        self._say()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say it soon, so that a killed terminal costs at most the last second."""
        event.stop()
        self.source = event.text_area.text
        self.set_timer(SAVE_AFTER, self._say)

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """The page keeps the cursor in sight: the editor is as high as its text and does not scroll."""
        event.stop()
        self.call_after_refresh(self._say_cursor)

    def _say_cursor(self) -> None:
        if self._editor is not None and self.is_editing:
            self.post_message(self.CursorMoved(self._editor.cursor_screen_offset.y))

    def on_editor_left(self, event: Editor.Left) -> None:
        """Escape in the editor."""
        event.stop()
        self.leave()

    def swap(self) -> bool:
        """The author's text, and again: the learner's. Returns whether the author's is shown."""
        if self.is_edited:
            self.aside, self.source = self.source, self.cell.source
        elif self.aside is not None:
            self.source, self.aside = self.aside, None
        if self._editor is not None:
            self._editor.load_text(self.source)
        self.redraw()
        self._say()
        return not self.is_edited

    def unfold(self) -> None:
        """The whole traceback, or the short one."""
        self.is_unfolded = not self.is_unfolded
        self._output.remake()

    def _say(self) -> None:
        if self.source != self._said:
            self._said = self.source
            self.post_message(self.Edited(self))

    async def on_click(self, event: events.Click) -> None:
        """A click takes the focus, a second one opens the editor."""
        if event.chain > 1 and not self.is_editing:
            await self.action_edit()

    def keep(self, source: str, transcript: Transcript, state: CellState) -> None:
        """Show what was kept from last time; nothing runs."""
        self.source = self._said = source
        self.transcript, self.state = transcript, state
        self.redraw()
