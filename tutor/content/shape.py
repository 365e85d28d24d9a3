"""A tensor's shape as people write it: `(None, 512)`, `none × 512`, `[None, 512]`."""

from __future__ import annotations

import re

from tutor.locale import _

Shape = tuple[int | None, ...]
"""Axes in order; `None` where the size is not fixed, as the batch in Keras."""

LONGEST = 100  # characters; longer is a paste gone wrong
AXES = 8
_AROUND = re.compile(r"(?:[a-z_.]+\s*[=:]\s*)?(?:[a-z_.]+\s*(?=\(\s*[\[(]))?(?P<inside>.*)", re.DOTALL)
_OPEN = frozenset({"none", "null", "?"})
_SIZE = re.compile(r"0|[1-9][0-9]{0,8}")


def shape(written: object) -> Shape:
    """The shape in a text, a list or a number; raises ValueError, which says what to write."""
    if isinstance(written, bool) or not isinstance(written, str | int | list | tuple):
        raise ValueError(_refused(written))  # noqa: TRY004 (one error for everything that is no shape)
    if isinstance(written, str):
        parts = _split(written)
    else:
        parts = [str(part).lower() for part in ([written] if isinstance(written, int) else written)]
    if len(parts) > AXES or not all(part in _OPEN or _SIZE.fullmatch(part) for part in parts):
        raise ValueError(_refused(written))
    return tuple(None if part in _OPEN else int(part) for part in parts)


def spelled(axes: Shape) -> str:
    """The shape as Python prints it."""
    return repr(axes)


def _split(written: str) -> list[str]:
    if len(written) > LONGEST:
        raise ValueError(_refused(written))
    around = _AROUND.fullmatch(written.strip().strip("`").strip().lower())
    text = around["inside"].strip() if around else ""
    while len(text) > 1 and text[0] + text[-1] in {"()", "[]"}:
        text = text[1:-1].strip()
    if not text:
        if "(" in written or "[" in written:
            return []
        raise ValueError(_refused(written))
    text = text.removesuffix(",").strip()
    if not text:
        raise ValueError(_refused(written))
    for sign in (",", ";", "×", "*", "x"):
        if sign in text:
            return [part.strip() for part in text.split(sign)]
    return text.split()


def _refused(written: object) -> str:
    shown = " ".join(str(written).split())
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"  # noqa: PLR2004 (what a line of a message bears)
    return _("“{answer}” is not a shape: write one as (None, 512), each size in digits alone").format(answer=shown)
