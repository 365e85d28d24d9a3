"""All that a cell put out, as rows: streams, pictures, results, training runs, a failure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tutor.clean import clean
from tutor.draw.canvas import Ink, Row, Span
from tutor.kernel.events import Failure
from tutor.kernel.training import Training
from tutor.kernel.transcript import Shown, Stream, Transcript
from tutor.locale import _, ngettext
from tutor.show.failure import failure_rows
from tutor.show.look import Look
from tutor.show.terminal import MOST, terminal_rows
from tutor.show.training import training_rows
from tutor.show.wrap import joined, wrap

LIMIT = 120
"""Rows of one piece of output; the middle of a longer one is counted."""
MUTED = Ink(fg="muted")
_BAR = Ink(fg="error")
_PICTURE = (100, 18)
"""Cells of the largest picture."""
_OBJECT = re.compile(r"<[\w.]+ (?:size|object|image)\b.*>", re.DOTALL)
"""What Python writes of a thing that has no words of its own."""
_PICTURES = ("image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class _Page:
    """What output is drawn for; hashable, so that pieces which did not change are not drawn again."""

    width: int
    ascii: bool
    color: bool
    unfolded: bool
    limit: int
    keys: bool


def output_rows(
    transcript: Transcript,
    width: int,
    *,
    ascii: bool = False,
    color: bool = True,
    unfolded: bool = False,
    limit: int = LIMIT,
    keys: bool = True,
    explain: Callable[[Failure], str] | None = None,
    remark: Callable[[Training], str] | None = None,
) -> list[Row]:
    """The whole output.

    `unfolded` shows tracebacks and long outputs in full, `color=False` draws pictures in shades, `keys=False` names no
    key to unfold with, for a console that has none. `explain` says what a failure means, or nothing, and
    `remark` what ails a training.
    """
    page = _Page(width, ascii, color, unfolded, MOST if unfolded else limit, keys)
    rows: list[Row] = []
    for item in transcript.items:
        match item:
            case Stream():
                rows += (_errors if item.stream == "stderr" else _stream)(item.text, page, item.lost)
            case Shown():
                rows += _shown(item.data, page)
            case Training():
                rows += training_rows(item, width, ascii=ascii, remark=remark(item) if remark else "")
            case Failure():
                meaning = explain(item) if explain else ""
                rows += failure_rows(item, width, ascii=ascii, unfolded=unfolded, keys=keys, explanation=meaning)
    return rows


@lru_cache(maxsize=32)
def _stream(text: str, page: _Page, lost: int = 0) -> tuple[Row, ...]:
    more = ""
    if lost:
        more += ", " + ngettext("{n} character not kept", "{n} characters not kept", lost).format(n=lost)
    if page.keys:
        more += " · " + _("t: show")
    return tuple(terminal_rows(text, page.width, ascii=page.ascii, limit=page.limit, more=more))


@lru_cache(maxsize=32)
def _errors(text: str, page: _Page, lost: int) -> tuple[Row, ...]:
    """Standard error, behind a bar."""
    bar = Span("| " if page.ascii else "▏ ", _BAR)
    return tuple(joined((bar, *row)) for row in _stream(text, replace(page, width=page.width - 2), lost))


def _shown(data: Mapping[str, Any], page: _Page) -> Sequence[Row]:
    """One display, in the best of its forms that a terminal can show."""
    plain = _text(data.get("text/plain", ""))
    if _OBJECT.fullmatch(plain):
        plain = "" if len(data) > 1 else plain
    for kind in _PICTURES:
        if kind in data:
            return [*_picture(_text(data[kind]), page), *_caption(plain, page)]
    if "text/latex" in data:
        from tutor.show.mathbox import math_block  # noqa: PLC0415 (15 ms that few outputs need)

        lines = math_block(_formula(_text(data["text/latex"])), page.width, ascii=page.ascii, middle=False)
        return [(Span(line),) for line in lines]
    if plain:
        return _stream(plain, page)
    if "text/html" in data:
        return _hypertext(_text(data["text/html"]), page)
    for kind, value in data.items():
        if kind.startswith("text/") or kind == "application/javascript":
            return _stream(_text(value), page)
        if kind == "application/json":
            return _stream(clean(json.dumps(value, ensure_ascii=False, indent=2, default=str)), page)
    return _caption("".join(f"[{kind}]" for kind in data), page)


def _text(value: Any) -> str:
    """A MIME value as text; a notebook may keep it as a list of lines."""
    return "".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _formula(latex: str) -> str:
    latex = latex.strip().strip("$").strip()
    return latex.removeprefix("\\[").removesuffix("\\]").removeprefix("\\displaystyle").strip()


def _caption(words: str, page: _Page) -> list[Row]:
    return wrap([Span(Look(page.ascii).text(words), MUTED)], page.width) if words else []


@lru_cache(maxsize=16)
def _hypertext(html: str, page: _Page) -> tuple[Row, ...]:
    from tutor.show.hypertext import hypertext_rows  # noqa: PLC0415 (html.parser: 12 ms that few outputs need)

    return tuple(hypertext_rows(html, page.width, ascii=page.ascii))


@lru_cache(maxsize=16)
def _picture(encoded: str, page: _Page) -> tuple[Row, ...]:
    import base64  # noqa: PLC0415 (with the next line)

    from tutor.draw.pixels import decode, picture  # noqa: PLC0415 (NumPy, for pages with pictures)

    try:
        pixels = decode(base64.b64decode(encoded))
    except ValueError as error:
        return tuple(_caption(_("picture not shown: {reason}").format(reason=error), page))
    return tuple(picture(pixels, min(page.width, _PICTURE[0]), _PICTURE[1], ascii=page.ascii, color=page.color))
