"""What is known of a cell's last run, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.content.lesson import Cell
from tutor.draw.canvas import Color, Ink, Row, Span
from tutor.locale import _

SIGNS: dict[str, tuple[str, str]] = {
    "": ("○", "o"),
    "queued": ("◌", "."),
    "waiting": ("◌", "."),
    "running": ("⟳", "~"),
    "ok": ("✓", "+"),
    "error": ("✗", "x"),
    "interrupted": ("■", "#"),
    "died": ("†", "!"),
}
"""A sign for each state, and the one in ASCII."""
COLORS: dict[str, Color] = {"running": "accent", "ok": "success", "error": "error", "died": "error"}

SHORTEST = 0.1
"""Seconds below which a run is not worth a number."""


@dataclass(frozen=True, slots=True)
class CellState:
    """`status` is "", `queued`, `waiting` (for the kernel), `running`, or what `Finished` says.

    `is_earlier`: it ran in an earlier visit.
    """

    status: str = ""
    count: int | None = None
    seconds: float = 0.0
    is_earlier: bool = False

    def words(self, *, may_fail: bool = False) -> str:
        """The state in words: it can be read without colour. `may_fail`: the author says that it raises."""
        seconds = (f"{self.seconds:.1f}" if self.seconds >= SHORTEST else f"< {SHORTEST}").replace(".", _("."))
        if self.status == "error" and may_fail:
            return _("failed, as it should")
        said = {
            "": _("not run"),
            "queued": _("waiting its turn"),
            "waiting": _("waiting for the kernel"),
            "running": _("running {seconds} s").format(seconds=seconds),
            "ok": _("done {seconds} s").format(seconds=seconds),
            "error": _("failed {seconds} s").format(seconds=seconds),
            "interrupted": _("interrupted {seconds} s").format(seconds=seconds),
            "died": _("the kernel died"),
        }[self.status]
        return said + (" · " + _("from last time") if self.is_earlier else "")

    def row(self, cell: Cell, *, is_edited: bool = False, ascii: bool = False) -> Row:
        """Run counter, sign and words; what is special about the cell."""
        number = str(self.count) if self.count else " "
        color = COLORS.get(self.status, "muted")
        sign, words = SIGNS[self.status][ascii], self.words(may_fail=cell.may_fail)
        row = [Span(f"[{number}] {sign} ", Ink(fg=color, bold=True)), Span(words, Ink(fg=color))]
        if is_edited:
            row.append(Span(" · " + _("edited"), Ink(fg="warning")))
        if "optional" in cell.tags:
            row.append(Span(" · " + _("optional"), Ink(fg="muted")))
        return tuple(Span(span.text.replace("·", "-"), span.ink) for span in row) if ascii else tuple(row)
