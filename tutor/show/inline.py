"""Runs of a paragraph into spans: emphasis, code, formulas, links, images' words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tutor.content.lesson import Inline
from tutor.draw.canvas import PLAIN, Ink, Span, width
from tutor.locale import _
from tutor.show.look import Look
from tutor.show.wrap import NO_BREAK

CODE = Ink(fg="code")
LINK = Ink(fg="link", underline=True)
_SPACE = re.compile(r"[ \t\r\f\v\n]+")
_TIGHT = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|%)")
"""Where a line does not end within a number: 24 000, 20 %."""
_UNBROKEN = 18
"""Cells up to which a formula or a piece of code stays on one line."""


def spans(text: Iterable[Inline], look: Look, ink: Ink = PLAIN) -> list[Span]:
    """A run a span; in `ink`, where a run says nothing else of itself."""
    shown: list[Span] = []
    runs = list(text)
    for index, run in enumerate(runs):
        shown += _run(run, look, ink)
        ends = index + 1 == len(runs) or runs[index + 1].href != run.href
        if run.href and ends and look.links == "print" and look.text(run.href) != shown[-1].text:
            shown.append(Span(f" <{look.text(run.href)}>", ink))
    return shown


def _run(run: Inline, look: Look, ink: Ink) -> list[Span]:
    if run.kind == "break":
        return [Span("\n", ink)]
    styled = replace(
        ink,
        bold=ink.bold or run.strong,
        italic=ink.italic or run.emphasis,
        strike=ink.strike or run.strike,
    )
    if run.kind == "math":
        from tutor.show.mathline import math_inline  # noqa: PLC0415 (10 ms that a page without formulas does not pay)

        text = math_inline(run.text, ascii=look.ascii)
        if width(text) <= _UNBROKEN:
            text = text.replace(" ", NO_BREAK)
    elif run.kind == "image":
        text = look.text("[" + _("image: {words}").format(words=_SPACE.sub(" ", run.text)) + "]")
        styled = replace(styled, fg="muted")
    else:
        text = _TIGHT.sub(NO_BREAK, _SPACE.sub(" ", look.text(run.text)))
    if run.kind == "code":
        styled = replace(styled, fg=CODE.fg)
        if width(text) <= _UNBROKEN:
            text = text.replace(" ", NO_BREAK)
    if look.links == "print":
        text = _written_out(text, run)
    if run.href:
        styled = replace(styled, fg=LINK.fg, underline=True)
    return [Span(text, styled, run.href)]


def _written_out(text: str, run: Inline) -> str:
    """Marks instead of ink, as in a plain mail."""
    if run.kind == "code":
        return f"`{text}`" if "`" not in text else f"`` {text} ``"
    core = text.strip(" ")
    if not core or run.kind != "text" or not (run.strong or run.emphasis):
        return text
    mark = "*" if run.strong else "_"
    return text.replace(core, f"{mark}{core}{mark}")
