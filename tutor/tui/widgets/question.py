"""A question that waits for an answer, and the verdict once there is one. It shows and asks; it does not judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input, TextArea

from tutor.locale import N_, _
from tutor.tui.widgets.editor import Editor
from tutor.tui.widgets.goal_paper import GoalPaper
from tutor.tui.widgets.sheets.sheet import LETTERS
from tutor.tui.widgets.sheets.sketch import Sketch
from tutor.tui.widgets.told import Told

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType


TRIES = 3
"""Answers after which the solution opens without being asked for twice."""


class Question(GoalPaper, can_focus=True):
    """Shows one question at a time. The verdict comes from outside, after `Answered`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("choose"), tooltip=N_("The row above or below"), id="question.up"),
        Binding("down", "move(1)", N_("choose"), tooltip=N_("The row above or below"), id="question.down"),
        Binding("up", "carry(-1)", N_("carry"), tooltip=N_("One row up or down with it"), id="question.carry_up"),
        Binding("down", "carry(1)", N_("carry"), tooltip=N_("One row up or down with it"), id="question.carry_down"),
        Binding("left", "pen(-1)", N_("pen"), tooltip=N_("The column before or behind"), id="question.pen_left"),
        Binding("right", "pen(1)", N_("pen"), tooltip=N_("The column before or behind"), id="question.pen_right"),
        Binding("up", "lift(1)", N_("draw"), tooltip=N_("Lift or lower the curve"), id="question.lift"),
        Binding("down", "lift(-1)", N_("draw"), tooltip=N_("Lift or lower the curve"), id="question.sink"),
        Binding("pageup", "lift(5)", N_("draw"), show=False, id="question.lift_far"),
        Binding("pagedown", "lift(-5)", N_("draw"), show=False, id="question.sink_far"),
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
        Binding("ctrl+r,f5", "run", N_("run"), key_display="^R", tooltip=N_("Run your program"), id="question.run"),
        Binding("enter", "write('enter')", N_("edit"), tooltip=N_("Write on"), id="question.write"),
        Binding("e", "write('e')", N_("edit"), tooltip=N_("Write on"), id="question.write_again"),
        Binding("s", "reveal", N_("solution"), tooltip=N_("Line by line; it is noted"), id="question.reveal"),
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

    @dataclass
    class Revealed(Message):
        """The learner sees the first line of the solution."""

    @dataclass
    class Drafted(Message):
        """What is written on the pad has changed."""

        text: str

    @on(Told.Laid)
    def _show_told(self, event: Told.Laid) -> None:
        event.stop()
        if event.told is self._newest and self.inline:
            if self._is_looked_at:
                event.told.scroll_visible(animate=False)
        elif event.told is self._newest:
            self.scroll_to_widget(event.told, animate=False, top=event.told.size.height > self.size.height)

    @property
    def _is_looked_at(self) -> bool:
        """The keys are here, or around it; who has gone on to another stop of the page is not called back."""
        focused = self.screen.focused
        return focused is not None and (self in focused.ancestors_with_self or focused in self.ancestors)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the sheet can do while there is no verdict; an answer is given when there is one."""
        match action:
            case "move" | "carry" | "turn" | "pick" | "tick" | "take" | "drop" | "pen" | "lift":
                return self.is_open and action in self._sheet.actions
            case "run":
                return self.is_program and self.is_open
            case "write":
                key = "enter" if self._sheet.verdict is None else "e"
                return self.is_program and self.is_open and not self.is_writing and parameters == (key,)
            case "reveal":
                return self._can_reveal
            case "answer" if self.is_written or self.is_program:
                return False
            case "answer":
                return self.is_open and (bool(self._sheet.answer is not None or self._sheet.lacking) or None)
            case "open":
                return self.is_met_elsewhere
            case "hint":
                return bool(self._sheet.asked.hints) and parameters == (self._hint_key,)
            case _:
                return True

    @property
    def _can_reveal(self) -> bool:
        """There is a solution with lines that are not shown yet, and `s` is a letter of nothing that is written."""
        left = self._lines_shown < len(self._sheet.asked.solution)
        return left and not (self.is_written and self.blank.field.has_focus)

    @property
    def _hint_key(self) -> str:
        """`h`, where it is no letter of an answer."""
        is_letter = self.is_written or self.is_writing or len(self._sheet.asked.offers) > LETTERS.index("h")
        return "ctrl+t" if self.is_open and is_letter else "h"

    def action_move(self, step: int) -> None:
        """To the next row."""
        self._sheet.move(step)
        self._changed()

    def action_pen(self, step: int) -> None:
        """To another column of the curve."""
        if isinstance(self._sheet, Sketch):
            self._sheet.pen(step)
            self._changed()

    def action_lift(self, step: int) -> None:
        """The curve from here on, higher or lower."""
        if isinstance(self._sheet, Sketch):
            self._sheet.lift(step)
            self._changed()

    def action_run(self) -> None:
        """Give the program on the pad."""
        self.post_message(self.Answered(self.pad.text))

    def action_write(self, key: str) -> None:  # noqa: ARG002 (by which key it was asked for)
        """Back to the pad."""
        self.pad.write()

    def action_reveal(self) -> None:
        """The solution's next line; before three tries only for who asks twice."""
        if not self._lines_shown and self._tries < TRIES and not self._is_sure:
            self._is_sure = True
            self.trouble(_("Once more shows the solution, line by line; it is noted that you have seen it."))
            return
        self._lines_shown += 1
        self._trouble = ""
        self._newest = self.solution
        self._redraw()
        self.solution.remake()
        if self._lines_shown == 1:
            self.post_message(self.Revealed())

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
        self._try_again()
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
        if offset is not None and isinstance(self._sheet, Sketch) and self.is_open:
            if self._sheet.touch(offset.x, offset.y):
                self._changed()
            return
        if offset is None or not self.check_action("pick", ()):
            return
        if self._sheet.click(offset.y):
            self.action_answer()
        else:
            self._changed()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """A curve is drawn with the button held."""
        if event.button and isinstance(self._sheet, Sketch) and self.is_open:
            offset = event.get_content_offset(self.drawing)
            if offset is not None and self._sheet.touch(offset.x, offset.y):
                self._changed()

    @on(Editor.Left)
    def _left_pad(self, event: Editor.Left) -> None:
        event.stop()
        self.focus(scroll_visible=False)

    @on(TextArea.Changed)
    def _drafted(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Drafted(event.text_area.text))

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
        if self._trouble or (self._sheet.verdict and not self._sheet.verdict.is_final):
            self._trouble = ""
            self._try_again()
            self.told.remake()

    def _try_again(self) -> None:
        """Whoever changes an answer that is not right is told nothing about the last one any more."""
        if self._sheet.verdict is not None and not self._sheet.verdict.is_final:
            self._sheet.verdict = None
