"""A question and what is told about its answer, as rows: signs and words, colour only beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.draw.canvas import Ink, Role, Row, Span, row_width
from tutor.draw.canvas import width as cells
from tutor.locale import _
from tutor.show.prose import prose
from tutor.show.wrap import indented, padded, repainted, wrap

if TYPE_CHECKING:
    from tutor.tui.widgets.asked import Asked, Verdict

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MUTED = Ink(fg="muted")
PANEL = Ink(bg="panel")
MARGIN = (Span("   "),)
SIGNS: dict[str, tuple[str, str, Role]] = {
    "right": ("✓", "+", "success"),
    "partly": ("◐", "~", "warning"),
    "wrong": ("✗", "x", "error"),
    "chosen": ("▸", ">", "accent"),
    "trouble": ("!", "!", "warning"),
}


class Sheet:
    """Draws one question. `tops` are the rows where its options begin, once it was drawn."""

    def __init__(self, asked: Asked, *, ascii: bool = False) -> None:
        self.asked = asked
        self.ascii = ascii
        self.tops: list[int] = []
        self._read_at = -1
        self._prompt: list[Row] = []
        self._blocks: list[list[Row]] = []

    def rows(self, width: int, chosen: int | None, verdict: Verdict | None) -> list[Row]:
        """The prompt and the options; after the verdict, the right one and the answer are marked."""
        self._read(width)
        rows = list(self._prompt)
        is_airy = any(len(block) > 1 for block in self._blocks)
        self.tops = []
        for index, block in enumerate(self._blocks):
            if index == 0 or is_airy:
                rows.append(())
            self.tops.append(len(rows))
            rows += self._offer(index, block, width, verdict, is_chosen=index == chosen)
        return rows

    def told(self, width: int, trouble: str, verdict: Verdict | None) -> list[Row]:
        """Why there is no answer yet, or what became of it."""
        if trouble:
            return [(), *self._said("trouble", trouble, Ink(), width)]
        if verdict is None:
            return []
        rows: list[Row] = [(), *self._said(verdict.sign, verdict.words, self._sign(verdict.sign).ink, width)]
        rows += indented(prose(verdict.reason, max(8, width - 3), ascii=self.ascii), MARGIN, MARGIN)
        if verdict.unit:
            arrow = Span(f"   {'->' if self.ascii else '→'} ", Ink(fg="accent"))
            unit = wrap([Span(verdict.unit, MUTED)], width - cells(arrow.text))
            rows += [(), *indented(unit, (arrow,), (Span(" " * cells(arrow.text)),))]
        return rows

    def _read(self, width: int) -> None:
        if width == self._read_at:
            return
        self._read_at = width
        remark = [*wrap([Span(self.asked.remark, MUTED)], width), ()] if self.asked.remark else []
        self._prompt = [*remark, *prose(self.asked.prompt, width, ascii=self.ascii)]
        room = max(8, width - 7)
        self._blocks = [prose(offer.blocks, room, ascii=self.ascii) or [()] for offer in self.asked.offers]

    def _offer(
        self, index: int, block: list[Row], width: int, verdict: Verdict | None, *, is_chosen: bool
    ) -> list[Row]:
        sign, words = Span(" "), ""
        if verdict is None:
            sign = self._sign("chosen") if is_chosen else sign
        elif self.asked.offers[index].is_right:
            sign = self._sign("right")
            words = _("your answer") if is_chosen else _("the right answer")
        elif is_chosen:
            sign = self._sign(verdict.sign)
            words = _("your answer")
        letter = Ink(fg="accent", bold=is_chosen) if verdict is None else MUTED
        first = (Span(" "), sign, Span(" "), Span(f"{LETTERS[index]}  ", letter))
        rows = indented(block, first, (Span(" " * 6),))
        if words:
            note = Span(f"    {'<-' if self.ascii else '←'} {words}", MUTED)
            end = 0 if len(rows) == 1 else -1
            if row_width(rows[end]) + cells(note.text) <= width:
                rows[end] = (*rows[end], note)
            else:
                rows.append((Span("  "), note))
        if verdict is None and is_chosen:
            rows = [padded(repainted(row, PANEL), width, PANEL) for row in rows]
        return rows

    def _said(self, sign: str, words: str, ink: Ink, width: int) -> list[Row]:
        return indented(wrap([Span(words, ink)], width - 3), (Span(" "), self._sign(sign), Span(" ")), MARGIN)

    def _sign(self, name: str) -> Span:
        sign, plain, role = SIGNS[name]
        return Span(plain if self.ascii else sign, Ink(fg=role, bold=True))
