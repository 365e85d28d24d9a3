"""Select Graphic Rendition: a terminal's colour sequences into inks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tutor.draw.canvas import PLAIN, Color, Ink, Role

_NAMES: tuple[Role, ...] = (
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright_black", "bright_red", "bright_green", "bright_yellow",
    "bright_blue", "bright_magenta", "bright_cyan", "bright_white",
)  # fmt: skip
_ON = {"1": "bold", "2": "dim", "3": "italic", "4": "underline", "7": "reverse", "9": "strike", "21": "underline"}
_OFF = {"22": ("bold", "dim"), "23": ("italic",), "24": ("underline",), "27": ("reverse",), "29": ("strike",)}
_LEVELS = (0, 95, 135, 175, 215, 255)
_GREYS = 232


@lru_cache(maxsize=4096)
def repainted(ink: Ink, codes: str) -> Ink:
    """`ink` after `ESC[codes m`; what is not understood changes nothing."""
    parts = codes.split(";")
    at = 0
    while at < len(parts):
        code = parts[at].lstrip("0") or "0"
        at += 1
        if code.split(":")[0] in {"38", "48"}:
            color, at = _extended(code, parts, at)
            ink = ink if color is None else _with(ink, {"fg" if code[0] == "3" else "bg": color})
        else:
            ink = _simple(ink, code)
    return ink


def _with(ink: Ink, changes: Mapping[str, Any]) -> Ink:
    return replace(ink, **changes)


def _simple(ink: Ink, code: str) -> Ink:
    if code == "0":
        return PLAIN
    if code.split(":", maxsplit=1)[0] in _ON:
        return _with(ink, {_ON[code.split(":", maxsplit=1)[0]]: not code.endswith(":0")})
    if code in _OFF:
        return _with(ink, dict.fromkeys(_OFF[code], False))
    if not code.isdigit() or len(code) > 3:  # noqa: PLR2004 (longer than any code)
        return ink
    number = int(code)
    ground = "fg" if number // 10 in {3, 9} else "bg"
    if number in {39, 49}:
        return _with(ink, {ground: None})
    tens, units = divmod(number, 10)
    if units < 8 and tens in {3, 4, 9, 10}:  # noqa: PLR2004 (eight colours)
        return _with(ink, {ground: _NAMES[units + 8 * (tens > 4)]})  # noqa: PLR2004 (9x and 10x are the bright ones)
    return ink


def _extended(code: str, parts: Sequence[str], at: int) -> tuple[Color | None, int]:
    """The colour of `38;5;n`, `38;2;r;g;b` or their forms with colons, and where the next code stands."""
    if ":" in code:
        kind, *fields = code.split(":")[1:]
        return _color(kind, fields[-3:] if kind == "2" else fields[:1]), at
    kind = parts[at] if at < len(parts) else ""
    end = at + 1 + {"5": 1, "2": 3}.get(kind, 0)
    return _color(kind, parts[at + 1 : end]), end


def _color(kind: str, fields: Sequence[str]) -> Color | None:
    numbers = [min(255, int(field[:9])) if field.isascii() and field.isdigit() else 0 for field in fields]
    if kind == "2" and len(numbers) == 3:  # noqa: PLR2004 (red, green, blue)
        return numbers[0], numbers[1], numbers[2]
    if kind != "5" or len(numbers) != 1:
        return None
    (number,) = numbers
    if number < len(_NAMES):
        return _NAMES[number]
    if number >= _GREYS:
        return (8 + 10 * (number - _GREYS),) * 3
    number -= len(_NAMES)
    return _LEVELS[number // 36], _LEVELS[number // 6 % 6], _LEVELS[number % 6]
