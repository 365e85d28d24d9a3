"""All that a cell put out, as rows: streams, pictures, results, training runs, a failure."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tutor.draw.canvas import Ink, Row, Span
from tutor.kernel.events import Failure
from tutor.kernel.training import Training
from tutor.kernel.transcript import Shown, Stream, Transcript
from tutor.locale import _
from tutor.show.failure import failure_rows
from tutor.show.hypertext import hypertext_rows
from tutor.show.look import Look
from tutor.show.mathbox import math_block
from tutor.show.terminal import MOST, terminal_rows
from tutor.show.training import training_rows
from tutor.show.wrap import joined, wrap

LIMIT = 120
"""Rows of one piece of output; the middle of a longer one is counted."""
MUTED = Ink(fg="muted")
_BAR = Ink(fg="error")
_PICTURE = (100, 24)
"""Cells of the largest picture."""
_PICTURES = ("image/png", "image/jpeg")


def output_rows(
    transcript: Transcript,
    width: int,
    *,
    ascii: bool = False,
    color: bool = True,
    unfolded: bool = False,
    limit: int = LIMIT,
) -> list[Row]:
    """The whole output. `unfolded` shows tracebacks and long outputs in full; `color=False` draws in shades."""
    rows: list[Row] = []
    most = MOST if unfolded else limit
    for item in transcript.items:
        match item:
            case Stream():
                rows += _stream(item.text, item.stream == "stderr", width, ascii, most, item.lost)
            case Shown():
                rows += _shown(item.data, width, ascii=ascii, color=color, limit=most)
            case Training():
                rows += training_rows(item, width, ascii=ascii)
            case Failure():
                rows += failure_rows(item, width, ascii=ascii, unfolded=unfolded)
    return rows


@lru_cache(maxsize=32)
def _stream(text: str, is_error: bool, width: int, ascii: bool, limit: int, lost: int = 0) -> tuple[Row, ...]:  # noqa: FBT001 (a cache's key)
    if not is_error:
        return tuple(terminal_rows(text, width, ascii=ascii, limit=limit, lost=lost))
    bar = Span("| " if ascii else "▏ ", _BAR)
    return tuple(joined((bar, *row)) for row in terminal_rows(text, width - 2, ascii=ascii, limit=limit, lost=lost))


def _shown(data: Mapping[str, Any], width: int, *, ascii: bool, color: bool, limit: int) -> list[Row]:
    """One display, in the best of its forms that a terminal can show."""
    plain = _text(data.get("text/plain", ""))
    for kind in _PICTURES:
        if kind in data:
            words = "" if plain.startswith(("<Figure", "<PIL", "<IPython")) else plain
            return [*_picture(_text(data[kind]), width, ascii, color), *_caption(words, width, Look(ascii))]
    if "text/latex" in data:
        return [
            (Span(line),) for line in math_block(_formula(_text(data["text/latex"])), width, ascii=ascii, middle=False)
        ]
    if plain:
        return list(_stream(plain, False, width, ascii, limit))  # noqa: FBT003 (a cache's key)
    if "text/html" in data:
        return hypertext_rows(_text(data["text/html"]), width, ascii=ascii)
    for kind, value in data.items():
        if kind.startswith("text/") or kind == "application/javascript":
            return list(_stream(_text(value), False, width, ascii, limit))  # noqa: FBT003 (as above)
        if kind == "application/json":
            text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
            return list(_stream(text, False, width, ascii, limit))  # noqa: FBT003 (as above)
    return _caption("".join(f"[{kind}]" for kind in data), width, Look(ascii))


def _text(value: Any) -> str:
    """A MIME value as text; a notebook may keep it as a list of lines."""
    return "".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _formula(latex: str) -> str:
    latex = latex.strip().strip("$").strip()
    return latex.removeprefix("\\[").removesuffix("\\]").removeprefix("\\displaystyle").strip()


def _caption(words: str, width: int, look: Look) -> list[Row]:
    return wrap([Span(look.text(words), MUTED)], width) if words else []


@lru_cache(maxsize=16)
def _picture(encoded: str, width: int, ascii: bool, color: bool) -> tuple[Row, ...]:  # noqa: FBT001 (a cache's key)
    from tutor.draw.pixels import decode, picture  # noqa: PLC0415 (NumPy, for pages with pictures)

    try:
        pixels = decode(base64.b64decode(encoded))
    except ValueError as error:
        return tuple(_caption(_("picture not shown: {reason}").format(reason=error), width, Look(ascii)))
    return tuple(picture(pixels, min(width, _PICTURE[0]), _PICTURE[1], ascii=ascii, color=color))
