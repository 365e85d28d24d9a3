"""An exception, short: what it means, the learner's lines, the error; library frames fold into one line."""

from __future__ import annotations

import re
from itertools import groupby

from tutor.draw.canvas import PLAIN, Ink, Row, Span
from tutor.kernel.events import Failure
from tutor.locale import _, ngettext
from tutor.show.code import broken, highlight
from tutor.show.look import Look
from tutor.show.terminal import terminal_rows
from tutor.show.wrap import NO_BREAK, chop, indented, joined, wrap

ERROR = Ink(fg="error", bold=True)
STOPPED = Ink(fg="warning", bold=True)
MUTED = Ink(fg="muted")
MEANING = Ink(fg="accent", bold=True)
_CODES = re.compile(r"\x1b\[[0-9;:]*m")
_FILE = re.compile(r" \((?:\d+\.py|<ipython-input[^>]*>), line \d+\)")
"""Where a SyntaxError says it is: a file that the learner never made, and a line that is shown anyway."""
_LINE = re.compile(r"(-*>)? *(\d+)(?: (.*))?$")
_SHAPE = re.compile(r"\(\d[\d, ]{1,40}\)")
_OWN = ("Cell In[", "Input In ")
_LATER = ("The above exception was", "During handling of the above")
_AROUND = 1
"""Lines shown before and after the one that failed."""
_FRAMES = 3
_MESSAGE = 8
"""Rows of a message that are shown; Keras writes long ones."""


def failure_rows(
    failure: Failure,
    width: int,
    *,
    ascii: bool = False,
    unfolded: bool = False,
    keys: bool = True,
    explanation: str = "",
) -> list[Row]:
    """The short form, with the key that unfolds it, or with `unfolded` the whole traceback as IPython printed it.

    `explanation`, what the exception usually means, stands above both.
    """
    look = Look(ascii)
    rows = explained(explanation, width, look) if explanation else []
    if unfolded and failure.traceback:
        return rows + terminal_rows("\n".join(text.strip("\n") for text in failure.traceback), width, ascii=ascii)
    texts = [look.text(_CODES.sub("", text)) for text in failure.traceback]
    frames = [text for text in texts if text.lstrip().startswith((*_OWN, "File "))]
    own = _own(texts)
    if len(own) > _FRAMES:
        own = [own[0], *own[1 - _FRAMES :]]
    rows += [row for text in own for row in _frame(text, failure.name, width, look)]
    message = _message(failure, width, look)
    rows += message[:_MESSAGE]
    hidden = len(frames) - len(own)
    if hidden > 0 or len(message) > _MESSAGE:
        more = ngettext("{n} more frame", "{n} more frames", hidden).format(n=hidden) if hidden > 0 else _("more")
        note = f"⋯ {more}" + (" · " + _("t: whole traceback") if keys else "")
        rows += wrap([Span(look.text(note), MUTED)], width)
    return rows


def explained(words: str, width: int, look: Look) -> list[Row]:
    """The explanation behind its sign; what stands between backquotes is code."""
    lead = look.glyph("⇒ ", "=> ")
    inks = (PLAIN, Ink(fg="code"))
    whole = _SHAPE.sub(lambda found: found[0].replace(" ", NO_BREAK), look.text(words))
    parts = whole.split("`")
    spans = [Span(f"`{part}`" if index % 2 else part, inks[index % 2]) for index, part in enumerate(parts)]
    rows = wrap(spans, max(1, width - len(lead)))
    return indented(rows, [Span(lead, MEANING)], [Span(" " * len(lead))])


def _own(texts: list[str]) -> list[str]:
    """The learner's frames of the exception that came last, each once."""
    start = max((index for index, text in enumerate(texts) if text.lstrip().startswith(_LATER)), default=-1)
    own = [text for text in texts[start + 1 :] if text.lstrip().startswith(_OWN)]
    return [text for text, _same in groupby(own)]


def _frame(text: str, name: str, width: int, look: Look) -> list[Row]:
    head, *lines = text.strip("\n").split("\n")
    numbered = [_LINE.match(line.strip()) for line in lines]
    at = next((index for index, found in enumerate(numbered) if found and found[1]), None)
    rows: list[Row] = wrap([Span(head.strip(), MUTED)], width)
    if at is None:
        kept = [line for line in lines if not line.startswith(f"{name}:")]
        return rows + [row for line in kept for row in chop([Span(line, Ink(fg="code"))], width)]
    for index in range(max(0, at - _AROUND), min(len(lines), at + _AROUND + 1)):
        if found := numbered[index]:
            arrow = look.glyph("→", ">") if index == at else " "
            number = Span(f"{arrow} {found[2]:>3} ", ERROR if index == at else MUTED)
            code = (highlight(found[3] or "") or [()])[0] if index == at else (Span(found[3] or "", MUTED),)
            rows += _numbered(number, code, width)
    return rows


def _numbered(number: Span, code: Row, width: int) -> list[Row]:
    rows: list[Row] = []
    room = max(1, width - len(number.text))
    while True:
        first, code = broken(code, room)
        rows.append(joined((Span(" " * len(number.text)) if rows else number, *first)))
        if not code:
            return rows


def _message(failure: Failure, width: int, look: Look) -> list[Row]:
    stopped = failure.name == "KeyboardInterrupt"
    ink = STOPPED if stopped else ERROR
    sign = look.glyph("✗ ", "! ") if not stopped else look.glyph("■ ", "! ")
    text = look.text(_FILE.sub("", _CODES.sub("", failure.message))).strip("\n")
    name = Span(sign + look.text(failure.name) + (": " if text else ""), ink)
    first, *more = text.split("\n")
    rows = wrap([name, Span(first, PLAIN)], width)
    return rows + [row for line in more for row in _numbered(Span(""), (Span(line),), width)]
