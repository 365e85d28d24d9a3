"""The lab itself: its sheet of paper, what its keys do, and what the lesson's network says to it.

Everything is in its parameters. `example`, `thickness` and `fit` may be options of a lesson; the others are tuples:
`ink` (the pixels as rows of hexadecimal digits; empty for the example), `tip` (where the pen was last, in pixels),
`reading` (ten probabilities) and `said` (the state, the name of the network's variable, why it failed).
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from tutor.draw.canvas import Ink, Row, Span
from tutor.labs.digit import ink as pixels
from tutor.labs.digit.picture import TALL, WIDE, bars, framed
from tutor.labs.digit.strokes import EXAMPLES
from tutor.labs.digit.words import beside, reading
from tutor.labs.lab import Choice, Control, Drawing, Lab, Params, Press, Slider, Surface, Touch
from tutor.locale import _, ngettext

if TYPE_CHECKING:
    from tutor.kernel.events import Answer

PEN = 2.5
"""Pixels of the example's pen; MNIST's digits have lines of about this width."""
FRAME, GAP, BARS, MOST = WIDE + 2, 2, 22, 46
"""Cells: a framed sheet, what is between two columns; the narrowest bars that stand beside it, and the widest."""

_QUOTES = dict.fromkeys(map(ord, "“”«»"), '"')

START: Params = {
    "example": 3, "thickness": PEN, "fit": "mnist", "ink": (), "tip": (), "reading": (), "said": ("", "", ""),
}  # fmt: skip


def sheet(params: Params) -> pixels.Ink:
    """The pixels as they are drawn: the example's until somebody draws."""
    if params["ink"]:
        return pixels.decode(params["ink"])
    return pixels.sketch(EXAMPLES[int(params["example"]) % len(EXAMPLES)], PEN)


def seen(params: Params) -> pixels.Ink:
    """The pixels as they are handed to the network."""
    drawn = sheet(params)
    return pixels.as_mnist(drawn) if params["fit"] == "mnist" else drawn


def controls(params: Params) -> tuple[Control, ...]:
    """Always the same."""
    del params
    return (
        Press("clear", _("clear"), "c"),
        Press("example", _("an example"), "e"),
        Slider("thickness", _("pen"), 1.0, 4.0, 0.5, _pixels),
        Choice("fit", _("the network gets it"), (("mnist", _("fitted as in MNIST")), ("drawn", _("as drawn")))),
    )


def _pixels(value: float) -> str:
    return ngettext("{count:g} pixel", "{count:g} pixels", 1 if value == 1 else 2).format(count=value)


def press(params: Params, name: str) -> Params:
    """An empty sheet, or the next example."""
    if name == "clear":
        return {**params, "ink": pixels.encode(pixels.blank()), "tip": ()}
    following = (int(params["example"]) + 1) % len(EXAMPLES) if not params["ink"] else int(params["example"])
    return {**params, "ink": (), "tip": (), "example": following}


def touch(params: Params, at: Touch) -> Params:
    """A stroke from where the pen was; the rubber is twice as wide."""
    point = (at.x * pixels.SIDE, at.y * pixels.SIDE)
    start = params["tip"] if params["tip"] and not at.is_start else point
    width = float(params["thickness"]) * (2 if at.is_erasing else 1)
    after = pixels.drawn(sheet(params), start, point, width, is_erasing=at.is_erasing)
    return {**params, "ink": pixels.encode(after), "tip": point}


def asks(params: Params) -> str | None:
    """How the lesson's network reads the sheet; nothing of an empty one."""
    picture = seen(params)
    if not picture.any():
        return None
    return f"__import__('tutor.live.reading', fromlist=['read']).read('{picture.tobytes().hex()}')"


def told(params: Params, answer: Answer) -> Params:
    """With what the kernel said."""
    state: str = answer.status
    name, reason = "", answer.reason
    values: tuple[float, ...] = ()
    if state == "ok":
        said = answer.value if isinstance(answer.value, dict) else {}
        name = str(said.get("network", ""))
        values = tuple(float(value) for value in said.get("probabilities", ()))
        if not values:
            state = "untrained" if name else "missing"
        elif len(values) != len(EXAMPLES) or not all(map(isfinite, values)):
            state, values, reason = "failed", (), _("its outputs are not ten numbers")
    return {**params, "reading": values, "said": (state, name, reason)}


def draw(params: Params, width: int, ascii: bool) -> Drawing:  # noqa: FBT001 (the labs' contract)
    """The sheet, the bars beside it or below, and, where there is room, the sheet as the network gets it."""
    drawn, handed = sheet(params), seen(params)
    is_empty = not drawn.any()
    values = () if is_empty else params["reading"]
    left = framed(drawn, _("draw here"), ascii=ascii)
    columns = [left]
    if width >= 2 * FRAME + 2 * GAP + BARS:
        columns.append(framed(handed, _("what it gets"), ascii=ascii))
    room = width - len(columns) * (FRAME + GAP)
    words = _rows(beside(params, drawn, handed, min(room, MOST) if room >= BARS else width), ascii=ascii)
    if room >= BARS:
        columns.append([(), *bars(values, min(room, MOST), ascii=ascii), (), *words])
        rows = _joined(columns)
    else:
        rows = [*_joined(columns), *bars(values, width, ascii=ascii), *words]
    return Drawing(tuple(rows), Surface(1, 1, WIDE, TALL, pixels.SIDE, pixels.SIDE))


def _rows(lines: list[str], *, ascii: bool) -> list[Row]:
    if ascii:
        lines = [line.translate(_QUOTES) for line in lines]
    return [(Span(line, Ink(fg="muted") if number else Ink(bold=True)),) for number, line in enumerate(lines)]


def _joined(columns: list[list[Row]]) -> list[Row]:
    """Columns side by side, all but the last as wide as a framed sheet."""
    height = max(map(len, columns))
    rows: list[Row] = []
    for at in range(height):
        row: list[Span] = []
        for number, column in enumerate(columns):
            part = column[at] if at < len(column) else ()
            row += [Span(" " * GAP), *part] if number else part
        rows.append(tuple(row))
    return rows


LAB = Lab(
    name="digit",
    title=lambda: _("Draw a digit"),
    start=START,
    controls=controls,
    draw=draw,
    describe=lambda params: reading(params, is_empty=not sheet(params).any()),
    press=press,
    touch=touch,
    asks=asks,
    told=told,
)
