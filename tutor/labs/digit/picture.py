"""What the sheet, and what the network makes of it, look like in character cells."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.draw.canvas import RGB, Ink, Row, Span
from tutor.labs.digit import ink as pixels

WIDE, TALL = pixels.SIDE, pixels.SIDE // 2
_HALF = 96
"""From this value on a pixel counts as ink where only a glyph can say so."""
_RAMP = " .:-=+*#%@"
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_PLAIN = Ink()


def framed(sheet: pixels.Ink, title: str, *, ascii: bool) -> list[Row]:
    """The sheet in a frame, 30 × 16 cells; two pixels a cell, which also read where there are no colours."""
    line, side, (left, right, low, high) = ("-", "|", "++++") if ascii else ("─", "│", "┌┐└┘")
    edge = Ink(fg="muted")
    head = f" {title} "[:WIDE] if title else ""
    inside = _shades(sheet) if ascii else _halves(sheet)
    return [
        (Span(left + head + line * (WIDE - len(head)) + right, edge),),
        *((Span(side, edge), *row, Span(side, edge)) for row in inside),
        (Span(low + line * WIDE + high, edge),),
    ]


def _shades(sheet: pixels.Ink) -> list[Row]:
    means = sheet.reshape(TALL, 2, WIDE).mean(axis=1)
    levels = (means * (len(_RAMP) - 0.01) / 255).astype(int).tolist()
    return [(Span("".join(_RAMP[level] for level in row)),) for row in levels]


def _halves(sheet: pixels.Ink) -> list[Row]:
    rows: list[Row] = []
    for upper, lower in zip(sheet[::2].tolist(), sheet[1::2].tolist(), strict=True):
        spans: list[Span] = []
        for above, below in zip(upper, lower, strict=True):
            span = _cell(above, below)
            if spans and spans[-1].ink == span.ink:
                spans[-1] = Span(spans[-1].text + span.text, span.ink)
            else:
                spans.append(span)
        rows.append(tuple(spans))
    return rows


def _cell(above: int, below: int) -> Span:
    """Two pixels: the glyph says which of them are ink, the greys how much."""
    mean = _grey((above + below) // 2)
    match above >= _HALF, below >= _HALF:
        case True, True:
            return Span("█", Ink(fg=mean, bg=mean))
        case True, False:
            return Span("▀", Ink(fg=_grey(above), bg=_grey(below)))
        case False, True:
            return Span("▄", Ink(fg=_grey(below), bg=_grey(above)))
        case _:
            return Span(" ", Ink(fg=mean, bg=mean))


def _grey(value: int) -> RGB:
    """Sixteen greys: an eye tells no more apart, and equal cells make one span."""
    level = value // 16 * 17
    return level, level, level


def bars(probabilities: Sequence[float], width: int, *, ascii: bool) -> list[Row]:
    """Ten rows: a digit, its probability as a bar and as a number; the likeliest is marked.

    Without probabilities the bars are empty.
    """
    room = max(1, width - len("0 ") - len(" 100.0% <"))
    best = max(range(10), key=lambda digit: probabilities[digit]) if probabilities else -1
    mark = "<" if ascii else "◀"
    rows: list[Row] = []
    for digit in range(10):
        value = probabilities[digit] if probabilities else 0.0
        share = f" {100 * value:5.1f}%" if probabilities else "       "
        ink = Ink(fg="accent", bold=True) if digit == best else _PLAIN
        bar = _bar(value, room, ascii=ascii)
        rows.append(
            (
                Span(f"{digit} ", ink),
                Span(bar, Ink(fg="accent" if digit == best else "series1")),
                Span(share + (f" {mark}" if digit == best else "  "), ink),
            )
        )
    return rows


def _bar(share: float, width: int, *, ascii: bool) -> str:
    if ascii:
        return ("#" * round(share * width)).ljust(width, ".")
    eighths = round(share * width * 8)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()).ljust(width)
