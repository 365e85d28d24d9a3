"""A question that waits for an answer, and the verdict once there is one. It shows and asks; it does not judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding
from textual.containers import VerticalGroup, VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input

from tutor.locale import N_
from tutor.tui.widgets.asked import Asked
from tutor.tui.widgets.field import Blank
from tutor.tui.widgets.plainbar import use_plain_bar
from tutor.tui.widgets.rows import Rows
from tutor.tui.widgets.sheets import sheet
from tutor.tui.widgets.sheets.sheet import LETTERS

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tutor.draw.canvas import Row
    from tutor.tui.widgets.asked import Verdict


class Told(Rows):
    """What is told beside the question; it says when it has got its room, for only then it can be scrolled to."""

    @dataclass
    class Laid(Message):
        """It stands where it belongs."""

        told: Told

    def on_resize(self) -> None:
        """Its height follows what there is to tell."""
        self.post_message(self.Laid(self))


class Question(VerticalScroll, can_focus=True):
    """Shows one question at a time. The verdict comes from outside, after `Answered`."""

    DEFAULT_CSS = """
    Question {
        height: 1fr; padding: 0 2; align-horizontal: center;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        scrollbar-color: $panel; scrollbar-color-hover: $foreground-muted; scrollbar-color-active: $accent;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        & VerticalGroup { max-width: 92; }
        & #drawing { margin: 1 0 0 0; }
        & #told { margin: 0 0 1 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("choose"), tooltip=N_("The row above or below"), id="question.up"),
        Binding("down", "move(1)", N_("choose"), tooltip=N_("The row above or below"), id="question.down"),
        Binding("up", "carry(-1)", N_("carry"), tooltip=N_("One row up or down with it"), id="question.carry_up"),
        Binding("down", "carry(1)", N_("carry"), tooltip=N_("One row up or down with it"), id="question.carry_down"),
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("left", "turn(-1)", N_("partner"), tooltip=N_("Another partner for this row"), id="question.left"),
        Binding("right", "turn(1)", N_("partner"), tooltip=N_("Another partner for this row"), id="question.right"),
        Binding("pageup", "page_up", N_("page"), show=False, tooltip=N_("A screenful up or down")),
        Binding("pagedown", "page_down", N_("page"), show=False, tooltip=N_("A screenful up or down")),
        Binding("space", "tick", N_("tick"), tooltip=N_("Tick this, or take the tick away"), id="question.tick"),
        Binding("space", "take", N_("take up"), tooltip=N_("Take this up to carry it"), id="question.take"),
        Binding("space", "drop", N_("put down"), tooltip=N_("Leave it here"), id="question.drop"),
        Binding(
            "a", "pick(0)", N_("option"), show=False, key_display="a b … 1 2 …",
            tooltip=N_("The option with this letter or number"), id="question.pick",
        ),
        Binding("enter", "answer", N_("answer"), tooltip=N_("Give the chosen answer"), id="question.answer"),
        Binding("h", "hint('h')", N_("hint"), tooltip=N_("The next one; it costs nothing"), id="question.hint"),
        Binding(
            "ctrl+t", "hint('ctrl+t')", N_("hint"), tooltip=N_("The next one; it costs nothing"),
            id="question.hint_elsewhere",
        ),
    ]  # fmt: skip

    @dataclass
    class Answered(Message):
        """The learner gives this answer; nothing has been kept yet."""

        answer: object

    @dataclass
    class Hinted(Message):
        """The learner reads the hint of this number for the first time."""

        number: int

    drawing = getters.query_one("#drawing", Rows)
    blank = getters.query_one(Blank)
    hint = getters.query_one("#hint", Told)
    told = getters.query_one("#told", Told)

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self._sheet = sheet(Asked((), "none"), ascii=ascii)
        self._trouble = ""
        self._hint = self._hints_read = 0
        self._newest: Told | None = None

    def compose(self) -> ComposeResult:
        """The drawing, the field of what is written, the hint, and what is told about the answer."""
        with VerticalGroup():
            yield Rows(self._drawn, id="drawing")
            yield Blank(ascii=self.ascii)
            yield Told(lambda width: self._sheet.hint(width, self._hint), id="hint")
            yield Told(lambda width: self._sheet.told(width, self._trouble), id="told")

    def _drawn(self, width: int) -> list[Row]:
        return self._sheet.rows(width)

    def on_mount(self) -> None:
        """No field before a question wants one; a scroll bar that the terminal can show."""
        self.blank.display = False
        if self.ascii:
            use_plain_bar(self)

    @property
    def is_open(self) -> bool:
        """It waits for an answer."""
        return self._sheet.verdict is None

    @property
    def is_written(self) -> bool:
        """The answer is a line that is written."""
        return self._sheet.asked.style == "field"

    def ask(self, asked: Asked) -> None:
        """Show another question, without an answer."""
        self._sheet = sheet(asked, ascii=self.ascii)
        self._trouble, self._newest = "", None
        self._hint = self._hints_read = 0
        self.blank.display = self.is_written
        self.blank.clear(asked.wanted, asked.measured_in)
        self.can_focus = not self.is_written
        (self.blank.field if self.is_written else self).focus(scroll_visible=False)
        self._redraw()
        self.hint.remake()
        self.scroll_home(animate=False)

    def tell(self, verdict: Verdict) -> None:
        """Show what became of the answer."""
        self._sheet.verdict, self._trouble, self._newest = verdict, "", self.told
        self.blank.field.disabled = True
        self.can_focus = True
        self.focus(scroll_visible=False)
        self._redraw()

    def trouble(self, words: str) -> None:
        """Say why the answer was not taken; it stays where it is."""
        self._trouble, self._newest = words, self.told
        self._redraw()

    def _redraw(self) -> None:
        self.drawing.remake()
        self.told.remake()
        self.refresh_bindings()

    @on(Told.Laid)
    def _show_told(self, event: Told.Laid) -> None:
        event.stop()
        if event.told is self._newest:
            self.scroll_to_widget(event.told, animate=False, top=event.told.size.height > self.size.height)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the sheet can do while there is no verdict; an answer is given when there is one."""
        match action:
            case "move" | "carry" | "turn" | "pick" | "tick" | "take" | "drop":
                return self.is_open and action in self._sheet.actions
            case "answer" if self.is_written:
                return False
            case "answer":
                return self.is_open and (bool(self._sheet.answer is not None or self._sheet.lacking) or None)
            case "hint":
                return bool(self._sheet.asked.hints) and parameters == (self._hint_key,)
            case _:
                return True

    @property
    def _hint_key(self) -> str:
        """`h`, where it is no letter of an answer."""
        is_letter = self.is_written or len(self._sheet.asked.offers) > LETTERS.index("h")
        return "ctrl+t" if self.is_open and is_letter else "h"

    def action_move(self, step: int) -> None:
        """To the next row."""
        self._sheet.move(step)
        self._changed()

    def action_carry(self, step: int) -> None:
        """One row on with what is held."""
        self.action_move(step)

    def action_turn(self, step: int) -> None:
        """To another partner."""
        self._sheet.turn(step)
        self._changed()

    def action_tick(self) -> None:
        """Tick the row with the focus, take it up, or undo that."""
        self._sheet.toggle()
        self._changed()

    action_take = action_drop = action_tick

    def action_pick(self, index: int) -> None:
        """To the option of a letter."""
        if self._sheet.letter(index):
            self._changed()

    def action_answer(self) -> None:
        """Give what the sheet holds, or say what it lacks."""
        answer = self._sheet.answer
        if answer is not None:
            self.post_message(self.Answered(answer))
        elif self._sheet.lacking:
            self.trouble(self._sheet.lacking)

    def action_hint(self, key: str) -> None:  # noqa: ARG002 (by which key it was asked for)
        """The next hint; after the last one the first again."""
        self._hint = self._hint % len(self._sheet.asked.hints) + 1
        self._newest = self.hint
        self.hint.remake()
        if self._hint > self._hints_read:
            self._hints_read = self._hint
            self.post_message(self.Hinted(self._hint))

    def _changed(self) -> None:
        self._trouble = ""
        self._redraw()
        index = self._sheet.cursor
        tops = (*self._sheet.tops, len(self.drawing.rows(self.drawing.size.width)))
        if index is not None and index + 1 < len(tops):
            region = Region(0, tops[index], 1, tops[index + 1] - tops[index])
            self.scroll_to_region(region.translate(self.drawing.virtual_region.offset), animate=False)

    def on_key(self, event: events.Key) -> None:
        """A letter or a number chooses what it stands before."""
        character = event.character or ""
        if not self.check_action("pick", ()) or len(character) != 1:
            return
        is_digit = character in "123456789"
        index = int(character) - 1 if is_digit else LETTERS.find(character.lower())
        if index >= 0 and (self._sheet.digit(index) if is_digit else self._sheet.letter(index)):
            event.stop()
            event.prevent_default()
            self._changed()

    def on_click(self, event: events.Click) -> None:
        """A click chooses, and answers with the one option that is chosen."""
        offset = event.get_content_offset(self.drawing)
        if offset is None or not self.check_action("pick", ()):
            return
        if self._sheet.click(offset.y):
            self.action_answer()
        else:
            self._changed()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.post_message(self.Answered(event.value))
        else:
            self.trouble(self._sheet.lacking)

    @on(Input.Changed)
    def _written(self, event: Input.Changed) -> None:
        event.stop()
        if self._trouble:
            self._trouble = ""
            self.told.remake()
