"""A question: its prompt, what can be answered, and the verdict once there is one. It shows and asks; it does not judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import getters, on
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input

from tutor.draw.canvas import Ink, Role, Row, Span, row_width
from tutor.draw.canvas import width as cells
from tutor.locale import N_, _
from tutor.show.prose import prose
from tutor.show.wrap import indented, padded, repainted, wrap
from tutor.tui.widgets.rows import Rows

if TYPE_CHECKING:

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tutor.content.lesson import Block

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MUTED = Ink(fg="muted")
TITLE = Ink(bold=True)
SIGNS: dict[str, tuple[str, str, Role]] = {
    "right": ("✓", "+", "success"),
    "partly": ("◐", "~", "warning"),
    "wrong": ("✗", "x", "error"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be answered: what is handed on when it is, and how it reads."""

    answer: object
    blocks: tuple[Block, ...]
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an answer: in a word, the reason for it, and the unit that teaches it."""

    sign: Literal["right", "partly", "wrong"]
    words: str
    reason: tuple[Block, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is shown; without offers it asks for a number."""

    prompt: tuple[Block, ...]
    offers: tuple[Offer, ...] = ()
    remark: str = ""


class Question(VerticalScroll, can_focus=True):
    """Shows one question at a time. The verdict comes from outside, after `Answered`."""

    DEFAULT_CSS = """
    Question {
        height: 1fr; padding: 1 2; align-horizontal: center; scrollbar-size-vertical: 1;
        scrollbar-color: $panel; scrollbar-color-hover: $foreground-muted; scrollbar-color-active: $accent;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        & Rows { max-width: 92; }
        & Input {
            width: 100%; max-width: 92; height: 3; margin: 1 0 0 0; padding: 0 1;
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
    field = getters.query_one(Input)
    told = getters.query_one("#told", Rows)

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self.set_class(ascii, "-ascii")
        self._asked = Asked(())
        self._verdict: Verdict | None = None
        self._trouble = ""
        self._chosen: int | None = None
        self._tops: list[int] = []

    def compose(self) -> ComposeResult:
        """The drawing, the field of a number, and what is told about the answer."""
        yield Rows(self._rows, id="drawing")
        yield Input(select_on_focus=False)
        yield Rows(self._told_rows, id="told")

    @property
    def is_open(self) -> bool:
        """It waits for an answer."""
        return self._verdict is None

    def ask(self, asked: Asked) -> None:
        """Show another question, without an answer."""
        self._asked, self._verdict, self._trouble, self._chosen = asked, None, "", None
        is_number = not asked.offers
        self.field.value = ""
        self.field.placeholder = _("a number")
        self.field.display = is_number
        self.field.disabled = False
        (self.field if is_number else self).focus(scroll_visible=False)
        self._redraw()
        self.scroll_home(animate=False)

    def tell(self, verdict: Verdict) -> None:
        """Show what became of the answer."""
        self._verdict, self._trouble = verdict, ""
        self.field.disabled = True
        self.focus(scroll_visible=False)
        self._redraw()
        self.call_after_refresh(self._show_told)

    def trouble(self, words: str) -> None:
        """Say why the answer was not taken; it stays where it is."""
        self._trouble = words
        self._redraw()
        self.call_after_refresh(self._show_told)

    def _redraw(self) -> None:
        self.drawing.remake()
        self.told.remake()
        self.refresh_bindings()

    def _show_told(self) -> None:
        self.scroll_to_region(self.told.virtual_region, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """Options are chosen while there are options and no verdict; an answer is given when there is one."""
        match action:
            case "move" | "pick":
                return self.is_open and bool(self._asked.offers)
            case "answer":
                return self.is_open and (self._chosen is not None or None)
            case _:
                return True

    def action_move(self, step: int) -> None:
        """To the next option, round the ends; the first step goes to the first or the last."""
        count = len(self._asked.offers)
        start = -1 if step > 0 else 0
        self._choose(((start if self._chosen is None else self._chosen) + step) % count)

    def action_pick(self, index: int) -> None:
        """To the option of a letter."""
        if index < len(self._asked.offers):
            self._choose(index)

    def action_answer(self) -> None:
        """Give the chosen option."""
        if self._chosen is not None:
            self.post_message(self.Answered(self._asked.offers[self._chosen].answer))

    def _choose(self, index: int) -> None:
        self._chosen, self._trouble = index, ""
        self._redraw()
        if index < len(self._tops):
            top = self._tops[index]
            bottom = (*self._tops[1:], len(self.drawing.rows(self.drawing.size.width)))[index]
            self.scroll_to_region(Region(0, top, 1, max(1, bottom - top)).translate(self.drawing.virtual_region.offset), animate=False)

    def on_key(self, event: events.Key) -> None:
        """A letter or a number chooses its option."""
        character = event.character or ""
        if not self.check_action("pick", ()) or len(character) != 1:
            return
        index = int(character) - 1 if character in "123456789" else LETTERS.find(character.lower())
        if 0 <= index < len(self._asked.offers):
            event.stop()
            event.prevent_default()
            self._choose(index)

    def on_click(self, event: events.Click) -> None:
        """A click chooses an option, and answers with the one that is chosen."""
        offset = event.get_content_offset(self.drawing)
        if offset is None or not self.check_action("pick", ()) or not self._tops or offset.y < self._tops[0]:
            return
        index = sum(top <= offset.y for top in self._tops) - 1
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

    def _rows(self, width: int) -> list[Row]:
        asked = self._asked
        rows: list[Row] = []
        if asked.remark:
            rows += [*wrap([Span(asked.remark, MUTED)], width), ()]
        rows += prose(asked.prompt, width, ascii=self.ascii)
        blocks = [prose(offer.blocks, max(8, width - 7), ascii=self.ascii) or [()] for offer in asked.offers]
        is_airy = any(len(block) > 1 for block in blocks)
        self._tops = []
        for index, block in enumerate(blocks):
            if index == 0 or is_airy:
                rows.append(())
            self._tops.append(len(rows))
            rows += self._offer(index, block, width)
        return rows

    def _offer(self, index: int, block: list[Row], width: int) -> list[Row]:
        offer = self._asked.offers[index]
        is_chosen = index == self._chosen
        sign, ink, words = " ", Ink(), ""
        if self._verdict is None:
            if is_chosen:
                sign, ink = (">" if self.ascii else "▸"), Ink(fg="accent", bold=True)
        elif offer.is_right:
            sign, ink = self._sign("right")
            words = _("your answer") if is_chosen else _("the right answer")
        elif is_chosen:
            sign, ink = self._sign(self._verdict.sign)
            words = _("your answer")
        first = (Span(f" {sign} ", ink), Span(f"{LETTERS[index]}  ", Ink(fg="accent") if self.is_open else MUTED))
        rows = indented(block, first, (Span(" " * 6),))
        if words:
            arrow = Span(f"    {'<-' if self.ascii else '←'} {words}", MUTED)
            if row_width(rows[0]) + cells(arrow.text) <= width:
                rows[0] = (*rows[0], arrow)
        if self._verdict is None and is_chosen:
            panel = Ink(bg="panel")
            rows = [padded(repainted(row, panel), width, panel) for row in rows]
        return rows

    def _told_rows(self, width: int) -> list[Row]:
        if self._trouble:
            return [(), *indented(wrap([Span(self._trouble)], width - 3), (Span(" ! ", Ink(fg="warning", bold=True)),), (Span("   "),))]
        verdict = self._verdict
        if verdict is None:
            return []
        sign, ink = self._sign(verdict.sign)
        rows: list[Row] = [(), *indented(wrap([Span(verdict.words, ink)], width - 3), (Span(f" {sign} ", ink),), (Span("   "),))]
        if verdict.reason:
            margin = (Span("   "),)
            rows += indented(prose(verdict.reason, max(8, width - 3), ascii=self.ascii), margin, margin)
        if verdict.unit:
            arrow = "->" if self.ascii else "→"
            rows += [(), *indented(wrap([Span(verdict.unit, MUTED)], width - 6), (Span(f"   {arrow} ", Ink(fg="accent")),), (Span("     "),))]
        return rows

    def _sign(self, name: str) -> tuple[str, Ink]:
        sign, plain, role = SIGNS[name]
        return plain if self.ascii else sign, Ink(fg=role, bold=True)
