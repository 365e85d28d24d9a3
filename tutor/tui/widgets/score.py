"""How a quiz went: the score in a line, and what to look at again, each with the unit that teaches it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.message import Message

from tutor.draw.canvas import Ink, Row, Span
from tutor.draw.canvas import width as cells
from tutor.draw.numbers import percent
from tutor.locale import N_, _, ngettext
from tutor.show.wrap import clip, indented, padded, repainted, wrap
from tutor.tui.widgets.plainbar import use_plain_bar
from tutor.tui.widgets.rows import Rows
from tutor.tui.widgets.sheets.sheet import SIGNS
from tutor.tui.widgets.topline import bar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

MUTED = Ink(fg="muted")
TITLE = Ink(bold=True)
BAR = 20


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that was not right: its first words, and the unit that teaches it, if that can be opened.

    `share` is how much of it was right, 0 to 1.
    """

    prompt: str
    unit: str
    title: str = ""
    is_open: bool = True
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Total:
    """A finished attempt. `score` and `needed` are 0 to 1; `uncounted` are the questions that are not graded."""

    score: float
    needed: float
    is_passed: bool
    seconds: float
    right: int
    count: int
    missed: tuple[Missed, ...] = ()
    uncounted: int = 0


def duration(seconds: float) -> str:
    """Seconds as people say them."""
    whole = max(0, round(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    if hours:
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if minutes:
        return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    return _("{seconds} s").format(seconds=rest)


class Score(VerticalScroll, can_focus=True):
    """The last screen of a quiz."""

    DEFAULT_CSS = """
    Score {
        height: 1fr; padding: 0 2; align-horizontal: center;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        scrollbar-color: $panel; scrollbar-background: $background;
        & Rows { max-width: 92; margin: 1 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("choose"), tooltip=N_("The question above or below"), id="score.up"),
        Binding("down", "move(1)", N_("choose"), tooltip=N_("The question above or below"), id="score.down"),
        Binding("enter,u", "visit", N_("to its unit"), tooltip=N_("Open the unit that teaches it"), id="score.visit"),
    ]

    @dataclass
    class Wanted(Message):
        """The learner wants to look at this unit again."""

        unit: str

    drawing = getters.query_one(Rows)

    def __init__(self, *, ascii: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii = ascii
        self._total: Total | None = None
        self._chosen = 0
        self._top = 0

    def compose(self) -> ComposeResult:
        """One drawing."""
        yield Rows(self._rows)

    def on_mount(self) -> None:
        """A scroll bar that the terminal can show."""
        if self.ascii:
            use_plain_bar(self)

    def show(self, total: Total) -> None:
        """Show this."""
        self._total, self._chosen = total, 0
        self.drawing.remake()
        self.refresh_bindings()
        self.focus(scroll_visible=False)

    @property
    def chosen(self) -> Missed | None:
        """The missed question under the pointer."""
        missed = self._total.missed if self._total else ()
        return missed[self._chosen] if missed else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """There is something to choose when something was missed, and a way to a unit that is there."""
        match action:
            case "move":
                return bool(self._total and len(self._total.missed) > 1)
            case "visit":
                return bool(self.chosen and self.chosen.is_open)
            case _:
                return True

    def action_move(self, step: int) -> None:
        """To a neighbour."""
        count = len(self._total.missed) if self._total else 0
        self._chosen = max(0, min(self._chosen + step, count - 1))
        self.drawing.remake()
        self.refresh_bindings()
        region = Region(0, self._top + self._chosen, 1, 1).translate(self.drawing.virtual_region.offset)
        self.scroll_to_region(region, animate=False)

    def action_visit(self) -> None:
        """Say which unit is wanted."""
        if self.chosen:
            self.post_message(self.Wanted(self.chosen.unit))

    def _rows(self, width: int) -> list[Row]:
        total = self._total
        if total is None:
            return []
        sign, words, role = (
            ("+" if self.ascii else "✓", _("passed"), Ink(fg="success", bold=True))
            if total.is_passed
            else ("x" if self.ascii else "✗", _("not passed yet"), Ink(fg="error", bold=True))
        )
        facts = [_("{right} of {count} right").format(right=total.right, count=total.count)]
        if in_part := sum(missed.share > 0 for missed in total.missed):
            facts.append(_("{count} in part").format(count=in_part))
        facts += [duration(total.seconds), _("{needed} to pass").format(needed=percent(total.needed))]
        if total.uncounted:
            guesses = ngettext("{count} guess does not count", "{count} guesses do not count", total.uncounted)
            facts.append(guesses.format(count=total.uncounted))
        margin = (Span(" "),)
        rows: list[Row] = [
            (Span(f" {percent(total.score)}", TITLE), Span(f"   {sign} {words}", role)),
            (Span(" "), *bar(round(total.score * 1000), 1000, BAR, ascii=self.ascii)),
            (),
            *indented(wrap([Span(", ".join(facts), MUTED)], width - 1), margin, margin),
            (),
        ]
        if not total.missed:
            return [*rows, *indented(wrap([Span(_("Every question right."))], width - 1), margin, margin)]
        rows += [(Span(" " + _("To look at again"), TITLE),), ()]
        self._top = len(rows)
        return rows + [self._missed(index, missed, width) for index, missed in enumerate(total.missed)]

    def _missed(self, index: int, missed: Missed, width: int) -> Row:
        is_chosen = index == self._chosen
        arrow = "->" if self.ascii else "→"
        unit = f"   {arrow} {missed.unit} {missed.title}".rstrip()
        unit = clip(unit, max(10, width // 2), ascii=self.ascii)
        pointer = ">" if self.ascii else "▸"
        sign, plain, role = SIGNS["partly" if missed.share > 0 else "wrong"]
        share = f"  {percent(missed.share)}" if missed.share > 0 else ""
        room = width - 6 - cells(unit) - cells(share)
        prompt = clip(missed.prompt, max(4, room), ascii=self.ascii)
        gap = " " * max(0, room - cells(prompt))
        row = (
            Span(f" {pointer if is_chosen else ' '} ", Ink(fg="accent", bold=True)),
            Span(f"{plain if self.ascii else sign} ", Ink(fg=role)),
            Span(prompt, Ink(bold=is_chosen)),
            Span(share, MUTED),
            Span(f"{gap}{unit} ", MUTED),
        )
        panel = Ink(bg="panel")
        return padded(repainted(row, panel), width, panel) if is_chosen else row
