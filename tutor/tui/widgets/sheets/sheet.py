"""A question, its hints and what is told about its answer, as rows: signs and words, colour only beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tutor.draw.canvas import Ink, Role, Row, Span, row_width
from tutor.draw.canvas import width as cells
from tutor.locale import _
from tutor.show.code import highlight, panel
from tutor.show.look import Look
from tutor.show.prose import prose
from tutor.show.wrap import chop, indented, padded, repainted, wrap
from tutor.tui.widgets.asked import Mark

if TYPE_CHECKING:
    from tutor.tui.widgets.asked import Asked, Verdict

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MUTED = Ink(fg="muted")
ACCENT = Ink(fg="accent")
PANEL = Ink(bg="panel")
MARGIN = (Span("   "),)
SIGNS: dict[str, tuple[str, str, Role]] = {
    "": (" ", " ", "text"),
    "right": ("✓", "+", "success"),
    "partly": ("◐", "~", "warning"),
    "wrong": ("✗", "x", "error"),
    "missed": ("○", "o", "warning"),
    "noted": ("•", "*", "accent"),
    "chosen": ("▸", ">", "accent"),
    "held": ("↕", "^", "accent"),
    "trouble": ("!", "!", "warning"),
}
UNMARKED = Mark()


class Sheet:
    """Draws one question and holds the answer that is being made; without offers, there is none to hold.

    `cursor` is the row with the focus, `tops` where the rows that take it begin, once it was drawn.
    """

    def __init__(self, asked: Asked, *, ascii: bool = False) -> None:
        self.asked = asked
        self.ascii = ascii
        self.verdict: Verdict | None = None
        self.cursor: int | None = None
        self.tops: list[int] = []
        self.blocks: list[list[Row]] = []
        self._read_at = -1
        self._prompt: list[Row] = []

    @property
    def actions(self) -> frozenset[str]:
        """Which of the keys make sense now."""
        return frozenset()

    @property
    def count(self) -> int:
        """How many rows take the focus."""
        return len(self.asked.offers)

    @property
    def answer(self) -> object | None:
        """What would be answered now; None while there is nothing to answer."""
        return None

    @property
    def lacking(self) -> str:
        """What is said to who wants to answer too early; empty where there is nothing to say."""
        return self.asked.lacking

    def move(self, step: int) -> None:
        """To the next row, round the ends; the first step goes to the first or the last."""
        start = -1 if step > 0 else 0
        self.cursor = ((start if self.cursor is None else self.cursor) + step) % self.count

    def turn(self, step: int) -> None:
        """To another partner for the row with the focus."""

    def toggle(self) -> None:
        """Tick the row with the focus, or take it up; again to undo it."""

    def letter(self, index: int) -> bool:
        """A letter was pressed; returns whether there is such an offer."""
        if index >= self.count:
            return False
        self.cursor = index
        return True

    def digit(self, index: int) -> bool:
        """A number was pressed; returns whether there is such a row."""
        return self.letter(index)

    def click(self, y: int) -> bool:
        """A row of the drawing was clicked; returns whether this gives the answer."""
        if (index := self.row_at(y)) is not None:
            self.letter(index)
        return False

    def row_at(self, y: int) -> int | None:
        """Which of the rows that take the focus stands at line `y`."""
        index = sum(top <= y for top in self.tops) - 1
        return index if 0 <= index < self.count else None

    def rows(self, width: int) -> list[Row]:
        """The prompt and what is chosen from; after the verdict, what became of each."""
        if width != self._read_at:
            self._read_at = width
            self._read(width)
        rows = list(self._prompt)
        is_airy = any(len(block) > 1 for block in self.blocks)
        self.tops = []
        for index, block in enumerate(self._items(width)):
            if index == 0 or is_airy:
                rows.append(())
            self.tops.append(len(rows))
            rows += block
        return rows + self._below(width, len(rows))

    def told(self, width: int, trouble: str) -> list[Row]:
        """Why there is no answer yet, or what became of it."""
        verdict = self.verdict
        if trouble:
            return [(), *self._said("trouble", trouble, Ink(), width)]
        if verdict is None:
            return []
        rows: list[Row] = [(), *self._said(verdict.sign, verdict.words, self._sign(verdict.sign).ink, width)]
        rows += indented(prose(verdict.reason, max(8, width - 3), ascii=self.ascii), MARGIN, MARGIN)
        if verdict.ran is not None and (ran := verdict.ran(max(8, width - 3))):
            rows += [(), *indented(ran, MARGIN, MARGIN)]
        if verdict.unit:
            arrow = Span(f"   {self._arrow} ", ACCENT)
            unit = wrap([Span(verdict.unit, MUTED)], width - cells(arrow.text))
            rows += [(), *indented(unit, (arrow,), (Span(" " * cells(arrow.text)),))]
        return rows

    def hint(self, width: int, number: int) -> list[Row]:
        """One hint of the ladder; nothing for number 0."""
        if not 0 < number <= len(self.asked.hints):
            return []
        words = _("Hint {number} of {count}").format(number=number, count=len(self.asked.hints))
        bar = (Span(" "), Span("|" if self.ascii else "▎", ACCENT), Span(" "))
        told = prose(self.asked.hints[number - 1], max(8, width - 3), ascii=self.ascii)
        return [(), *indented([(Span(words, MUTED),), *told], bar, bar)]

    def solution(self, width: int, count: int) -> list[Row]:
        """The first `count` lines of the solution."""
        lines = self.asked.solution
        if not count or not lines:
            return []
        bar = (Span(" "), Span("|" if self.ascii else "▎", ACCENT), Span(" "))
        told = _("Solution, line {number} of {count}").format(number=min(count, len(lines)), count=len(lines))
        rows: list[Row] = [(Span(told if count < len(lines) else _("Solution"), MUTED),)]
        for line in lines[:count]:
            rows += chop(
                highlight(line)[0] if self.asked.style == "code" and line else (Span(line),), max(8, width - 3)
            )
        return [(), *indented(rows, bar, bar)]

    def _read(self, width: int) -> None:
        remark = [*wrap([Span(self.asked.remark, MUTED)], width), ()] if self.asked.remark else []
        how = [(), *wrap([Span(self.asked.how, MUTED)], width)] if self.asked.how else []
        code = [(), *panel(self.asked.code, "python", width, Look(self.ascii))] if self.asked.code else []
        self._prompt = [*remark, *prose(self.asked.prompt, width, ascii=self.ascii), *code, *how]
        room = max(8, width - self._label_cells)
        self.blocks = [prose(offer.blocks, room, ascii=self.ascii) or [()] for offer in self.asked.offers]

    _label_cells: ClassVar[int] = 7

    def _items(self, width: int) -> list[list[Row]]:  # noqa: ARG002 (what a kind draws in)
        return []

    def _below(self, width: int, top: int) -> list[Row]:  # noqa: ARG002 (as above)
        return []

    def _mark(self, index: int) -> Mark:
        marks = self.verdict.marks if self.verdict else ()
        return marks[index] if index < len(marks) else UNMARKED

    def _item(self, block: list[Row], label: tuple[Span, ...], width: int, mark: Mark, *, focus: str = "") -> list[Row]:
        """A row that takes the focus: its sign, its label and what it says, then what is remarked about it."""
        margin = " " * (3 + row_width(label))
        rows = indented(block, (Span(" "), self._sign(focus or mark.sign), Span(" "), *label), (Span(margin),))
        if mark.words:
            note = Span(f"    {'<-' if self.ascii else '←'} {mark.words}", MUTED)
            end = 0 if len(rows) == 1 else -1
            if row_width(rows[end]) + cells(note.text) <= width:
                rows[end] = (*rows[end], note)
            else:
                rows += indented(wrap([Span(note.text.strip(), MUTED)], width - len(margin)), *[(Span(margin),)] * 2)
        reason = prose(mark.reason, max(8, width - len(margin) - 1), ascii=self.ascii)
        rows += [repainted(row, MUTED) for row in indented(reason, *[(Span(margin),)] * 2)]
        if focus:
            rows = [padded(repainted(row, PANEL), width, PANEL) for row in rows]
        return rows

    def _letter(self, index: int, *, is_lit: bool = False) -> Span:
        return Span(f"{LETTERS[index]}  ", MUTED if self.verdict else Ink(fg="accent", bold=is_lit))

    def _said(self, sign: str, words: str, ink: Ink, width: int) -> list[Row]:
        return indented(wrap([Span(words, ink)], width - 3), (Span(" "), self._sign(sign), Span(" ")), MARGIN)

    def _sign(self, name: str) -> Span:
        sign, plain, role = SIGNS[name]
        return Span(plain if self.ascii else sign, Ink(fg=role, bold=True))

    @property
    def _arrow(self) -> str:
        return "->" if self.ascii else "→"
