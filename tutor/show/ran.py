"""What came of a program that was run for an answer: your call, your result, the expected one, and what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.draw.canvas import Ink, Row, Span
from tutor.draw.canvas import width as cells
from tutor.explain import explain
from tutor.locale import _, ngettext
from tutor.show.code import broken, highlight
from tutor.show.failure import explained
from tutor.show.look import Look
from tutor.show.wrap import indented, wrap

if TYPE_CHECKING:
    from tutor.grading import Result
    from tutor.grading.outcome import Raised, Shown

MUTED = Ink(fg="muted")
ERROR = Ink(fg="error", bold=True)
PRINTED = 6
"""Rows of what the program printed that are shown."""


def ran_rows(result: Result, source: str, width: int, *, ascii: bool = False) -> list[Row]:
    """At most one call, one exception and the first lines of the output; nothing where nothing is to be told."""
    look = Look(ascii)
    width = max(16, width)
    rows: list[Row] = []
    if result.trouble:
        rows += wrap([Span(look.text(result.trouble))], width)
    if result.raised:
        rows += _raised(result.raised, source, width, look)
    if result.shown and (result.shown.difference or result.raised):
        rows += _shown(result.shown, width, look)
    if result.output.strip():
        rows += _printed(result.output, width, look)
    return rows


def _shown(shown: Shown, width: int, look: Look) -> list[Row]:
    lines = [(_("your call"), shown.call)]
    lines += [("", f"{name} = {value}") for name, value in shown.given if name in shown.call]
    if shown.got:
        lines.append((_("gives"), shown.got))
    lines.append((_("expected"), shown.expected))
    room = max(cells(label) for label, _value in lines) + 2
    rows: list[Row] = []
    for label, value in lines:
        lead = Span(f"{label:<{room}}", MUTED)
        rest: Row = (highlight(look.text(value)) or [()])[0]
        while True:
            first, rest = broken(rest, max(8, width - room))
            rows.append((lead, *first))
            lead = Span(" " * room)
            if not rest:
                break
    if shown.difference:
        rows += wrap([Span(look.text(shown.difference), Ink(bold=True))], width)
    return rows


def _raised(raised: Raised, source: str, width: int, look: Look) -> list[Row]:
    words = explain(raised.name, raised.message, frames=raised.frames, cells=(source,), here=0)
    rows = explained(words, width, look) if words else []
    where = _("line {number}").format(number=raised.line) + ": " if raised.line else ""
    first = raised.message.strip().split("\n")[0][:300]
    told = [Span(where, MUTED), Span(look.text(raised.name), ERROR), Span(look.text(f": {first}" if first else ""))]
    rows += wrap(told, width)
    lines = source.split("\n")
    if 0 < raised.line <= len(lines) and lines[raised.line - 1].strip():
        code = (highlight(look.text(lines[raised.line - 1].strip())) or [()])[0]
        rows += indented([broken(code, max(8, width - 4))[0]], (Span("    "),), (Span("    "),))
    return rows


def _printed(output: str, width: int, look: Look) -> list[Row]:
    lines = look.text(output).rstrip("\n").split("\n")
    rows: list[Row] = [(Span(_("it printed"), MUTED),)]
    rows += [(Span("  "), *broken((Span(line.expandtabs(4)),), width - 2)[0]) for line in lines[:PRINTED]]
    if (more := len(lines) - PRINTED) > 0:
        rows.append((Span("  " + ngettext("{n} more line", "{n} more lines", more).format(n=more), MUTED),))
    return rows
