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

from tutor.locale import N_, _
from tutor.tui.widgets.asked import Asked
from tutor.tui.widgets.plainbar import use_plain_bar
from tutor.tui.widgets.rows import Rows
from tutor.tui.widgets.sheet import LETTERS, Sheet

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tutor.tui.widgets.asked import Offer, Verdict


class Field(Input):
    """Where a number is written. `?` is no part of one and stays a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("answer"), tooltip=N_("Give this answer"), id="question.submit"),
    ]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Every character but the way to help."""
        return character != "?" and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if event.character == "?":
            event.prevent_default()  # keeps Input's own handler from writing it


class Told(Rows):
    """What is told about an answer; it says when it has got its room, for only then it can be scrolled to."""

    @dataclass
    class Laid(Message):
        """It stands where it belongs."""

    def on_resize(self) -> None:
        """Its height follows what there is to tell."""
        self.post_message(self.Laid())


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
        & Told { margin: 0 0 1 0; }
        & Input {
            width: 100%; max-width: 36; height: 3; margin: 1 0 0 0; padding: 0 1;
            border: round $foreground-muted; background: $background;
            &:focus { border: round $accent; background-tint: $background 0%; }
        }
        &.-ascii Input { border: ascii $foreground-muted; &:focus { border: ascii $accent; } }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("choose"), tooltip=N_("The option above or below"), id="question.up"),
        Binding("down", "move(1)", N_("choose"), tooltip=N_("The option above or below"), id="question.down"),
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("pageup", "page_up", N_("page"), show=False, tooltip=N_("A screenful up or down")),
        Binding("pagedown", "page_down", N_("page"), show=False, tooltip=N_("A screenful up or down")),
        Binding(
            "a", "pick(0)", N_("option"), show=False, key_display="a b … 1 2 …",
            tooltip=N_("The option with this letter or number"), id="question.pick",
        ),
        Binding("enter", "answer", N_("answer"), tooltip=N_("Give the chosen answer"), id="question.answer"),
    ]  # fmt: skip

    @dataclass
    class Answered(Message):
        """The learner gives this answer; nothing has been kept yet."""

        answer: object

    drawing = getters.query_one("#drawing", Rows)
    field = getters.query_one(Field)
    told = getters.query_one(Told)

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self.set_class(ascii, "-ascii")
        self._sheet = Sheet(Asked(()), ascii=ascii)
        self._verdict: Verdict | None = None
        self._trouble = ""
        self._chosen: int | None = None

    def compose(self) -> ComposeResult:
        """The drawing, the field of a number, and what is told about the answer."""
        with VerticalGroup():
            yield Rows(lambda width: self._sheet.rows(width, self._chosen, self._verdict), id="drawing")
            yield Field(select_on_focus=False)
            yield Told(lambda width: self._sheet.told(width, self._trouble, self._verdict))

    def on_mount(self) -> None:
        """No field before a question wants one; a scroll bar that the terminal can show."""
        self.field.display = False
        if self.ascii:
            use_plain_bar(self)

    @property
    def _offers(self) -> tuple[Offer, ...]:
        return self._sheet.asked.offers

    @property
    def is_open(self) -> bool:
        """It waits for an answer."""
        return self._verdict is None

    def ask(self, asked: Asked) -> None:
        """Show another question, without an answer."""
        self._sheet = Sheet(asked, ascii=self.ascii)
        self._verdict, self._trouble, self._chosen = None, "", None
        is_number = not asked.offers
        self.field.value = ""
        self.field.placeholder = _("a number")
        self.field.display = is_number
        self.field.disabled = False
        self.can_focus = not is_number
        (self.field if is_number else self).focus(scroll_visible=False)
        self._redraw()
        self.scroll_home(animate=False)

    def tell(self, verdict: Verdict) -> None:
        """Show what became of the answer."""
        self._verdict, self._trouble = verdict, ""
        self.field.disabled = True
        self.can_focus = True
        self.focus(scroll_visible=False)
        self._redraw()

    def trouble(self, words: str) -> None:
        """Say why the answer was not taken; it stays where it is."""
        self._trouble = words
        self._redraw()

    def _redraw(self) -> None:
        self.drawing.remake()
        self.told.remake()
        self.refresh_bindings()

    @on(Told.Laid)
    def _show_told(self, event: Told.Laid) -> None:
        event.stop()
        if self._trouble or self._verdict:
            self.scroll_to_widget(self.told, animate=False, top=self.told.size.height > self.size.height)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """Options are chosen while there are options and no verdict; an answer is given when there is one."""
        match action:
            case "move" | "pick":
                return self.is_open and bool(self._offers)
            case "answer":
                return self.is_open and (self._chosen is not None or None)
            case _:
                return True

    def action_move(self, step: int) -> None:
        """To the next option, round the ends; the first step goes to the first or the last."""
        count = len(self._offers)
        start = -1 if step > 0 else 0
        self._choose(((start if self._chosen is None else self._chosen) + step) % count)

    def action_pick(self, index: int) -> None:
        """To the option of a letter."""
        if index < len(self._offers):
            self._choose(index)

    def action_answer(self) -> None:
        """Give the chosen option."""
        if self._chosen is not None:
            self.post_message(self.Answered(self._offers[self._chosen].answer))

    def _choose(self, index: int) -> None:
        self._chosen, self._trouble = index, ""
        self._redraw()
        tops = (*self._sheet.tops, len(self.drawing.rows(self.drawing.size.width)))
        if index + 1 < len(tops):
            region = Region(0, tops[index], 1, tops[index + 1] - tops[index])
            self.scroll_to_region(region.translate(self.drawing.virtual_region.offset), animate=False)

    def on_key(self, event: events.Key) -> None:
        """A letter or a number chooses its option."""
        character = event.character or ""
        if not self.check_action("pick", ()) or len(character) != 1:
            return
        index = int(character) - 1 if character in "123456789" else LETTERS.find(character.lower())
        if 0 <= index < len(self._offers):
            event.stop()
            event.prevent_default()
            self._choose(index)

    def on_click(self, event: events.Click) -> None:
        """A click chooses an option, and answers with the one that is chosen."""
        offset = event.get_content_offset(self.drawing)
        if offset is None or not self.check_action("pick", ()):
            return
        index = sum(top <= offset.y for top in self._sheet.tops) - 1
        if index < 0:
            return
        if index == self._chosen:
            self.action_answer()
        else:
            self._choose(index)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.post_message(self.Answered(event.value))
        else:
            self.trouble(_("Write a number first."))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._trouble:
            self._trouble = ""
            self.told.remake()
