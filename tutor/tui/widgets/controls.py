"""A lab's controls as rows, and what a pointer finds where; knows no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tutor.draw.canvas import Ink, Row, Span, cut, row_width
from tutor.draw.canvas import width as cells
from tutor.labs.bench import Bench, Pen
from tutor.labs.lab import Choice, Control, Entry, Press, Slider
from tutor.locale import _
from tutor.show.fold import fold

TWO_COLUMNS = 72
"""From this width on sliders stand two in a row."""
GAP = 2

_LEAST_TRACK, _MOST_TRACK = 6, 32
_MUTED, _STRONG = Ink("muted"), Ink(bold=True)
_ACCENT, _LIT = Ink("accent"), Ink("accent", bold=True)


@dataclass(frozen=True, slots=True)
class Zone:
    """Cells of a row, from `left` up to but without `right`, that belong to the control with this index.

    `kind` is what a click there does: choose it, slide to a share of the track, or take the option `value`.
    """

    row: int
    left: int
    right: int
    index: int
    kind: Literal["choose", "slide", "pick", "press"]
    value: str = ""

    def holds(self, column: int, row: int) -> bool:
        """Whether the cell is among them."""
        return row == self.row and self.left <= column < self.right

    def share(self, column: int) -> float:
        """Where in the zone a column is: 0 at its first cell, 1 at its last."""
        return min(1.0, max(0.0, (column - self.left) / max(1, self.right - self.left - 1)))


@dataclass(frozen=True, slots=True)
class Board:
    """All controls, drawn."""

    rows: tuple[Row, ...] = ()
    zones: tuple[Zone, ...] = ()

    def at(self, column: int, row: int) -> Zone | None:
        """The zone under a cell; what lies inside another one is found first."""
        return next((zone for zone in self.zones if zone.holds(column, row)), None)

    def row_of(self, index: int) -> int:
        """The row in which the control with this index stands."""
        return next((zone.row for zone in self.zones if zone.index == index), 0)


@dataclass(frozen=True, slots=True)
class _Item:
    """A control in its own cells; zones count from its left, in row 0."""

    row: Row
    zones: tuple[Zone, ...]

    @property
    def is_button(self) -> bool:
        return any(zone.kind == "press" for zone in self.zones)


@dataclass(frozen=True, slots=True)
class State:
    """A lab as its controls show it: has it the keys (`is_lit`), what plays, and what is typed in a line elsewhere."""

    bench: Bench
    is_lit: bool = False
    playing: str = ""
    typed: str = ""


def board(state: State, width: int, *, is_alone: bool = False, ascii: bool = False) -> Board:
    """The controls side by side where they find room; the chosen one is marked when the lab has the keys.

    With `is_alone` only the chosen one is there: for screens so low that the picture would be off them.
    """
    bench = state.bench
    controls = tuple(map(_folded, bench.controls)) if ascii else bench.controls
    column = (width - GAP) // 2 if width >= TWO_COLUMNS else width
    labels = [cells(one.label) for one in controls if isinstance(one, Slider)]
    label = min(max(labels, default=0), max(6, column - _LEAST_TRACK - 12))
    look = _Look(ascii, column, label, state.playing)
    chosen = min(bench.chosen, bench.count - 1)
    items = [
        look.item(index, one, bench, is_chosen=state.is_lit and index == chosen)
        for index, one in enumerate((*controls, *_pen(bench)))
        if (not is_alone or index == chosen) and not (isinstance(one, Entry) and one.name == state.typed)
    ]
    if is_alone and bench.count:
        items.append(_Item((Span(f"{chosen + 1}/{bench.count}", _MUTED),), ()))
    return _flow(items, width)


def _folded(control: Control) -> Control:
    """The control with words that a plain terminal can show."""
    plain = replace(control, label=fold(control.label))
    if isinstance(plain, Choice):
        return replace(plain, options=tuple((value, fold(words)) for value, words in plain.options))
    return plain


def _pen(bench: Bench) -> tuple[Pen, ...]:
    return (bench.pen,) if bench.has_pen else ()


def _flow(items: Sequence[_Item], width: int) -> Board:
    rows: list[list[Span]] = []
    zones: list[Zone] = []
    used = width + 1
    was_button = True
    for item in items:
        size = min(row_width(item.row), width)
        start = used + GAP
        if not rows or start + size > width or (item.is_button and not was_button):
            rows.append([])
            start = 0
        elif rows[-1]:
            rows[-1].append(Span(" " * GAP))
        rows[-1] += cut(item.row, width)
        zones += [
            Zone(len(rows) - 1, start + one.left, start + one.right, one.index, one.kind, one.value)
            for one in item.zones
        ]
        used, was_button = start + size, item.is_button
    return Board(tuple(map(tuple, rows)), tuple(zones))


@dataclass(frozen=True, slots=True)
class _Look:
    """How controls are drawn: `column` cells for one that fills a column, `label` for a slider's name."""

    ascii: bool
    column: int
    label: int
    playing: str

    def item(self, index: int, control: Control | Pen, bench: Bench, *, is_chosen: bool) -> _Item:
        sign = (">" if self.ascii else "▸") if is_chosen else " "
        mark = Span(sign + " ", _LIT)
        ink = _LIT if is_chosen else _STRONG if isinstance(control, Entry) else Ink()
        match control:
            case Slider():
                return self._slider(index, control, float(bench.params[control.name]), mark, ink)
            case Choice():
                return self._choice(index, control, str(bench.params[control.name]), mark, ink)
            case Press():
                words = _("stop") if control.name == self.playing else control.label
                turn = (" ..." if self.ascii else " ⟳") if control.name == self.playing else ""
                return self._single(
                    index, (mark, Span(f"[{control.key}]", _ACCENT), Span(f" {words}{turn}", ink)), "press"
                )
            case Entry():
                return self._single(index, (mark, Span(f"{control.label}", ink)))
            case Pen():
                where = f" {round(control.x * 100)}%, {round(control.y * 100)}%" if is_chosen else ""
                return self._single(index, (mark, Span(_("pointer"), ink), Span(where, _MUTED)))

    def _single(self, index: int, row: Row, kind: Literal["choose", "press"] = "choose") -> _Item:
        return _Item(row, (Zone(0, 0, row_width(row), index, kind),))

    def _slider(self, index: int, slider: Slider, value: float, mark: Span, ink: Ink) -> _Item:
        shown = slider.shown(value)
        widest = max(cells(slider.shown(one)) for one in (slider.low, slider.high, value))
        label = cut((Span(slider.label, ink),), self.label)
        before = 2 + self.label + 1
        length = max(_LEAST_TRACK, min(_MOST_TRACK, self.column - before - 1 - widest))
        share = (value - slider.low) / ((slider.high - slider.low) or 1.0)
        knob = round(min(1.0, max(0.0, share)) * (length - 1))
        full, rest, ball = ("=", "-", "O") if self.ascii else ("━", "─", "●")
        row = (
            mark,
            *label,
            Span(" " * (before - 2 - row_width(label))),
            Span(full * knob, _ACCENT),
            Span(ball, _LIT),
            Span(rest * (length - 1 - knob), _MUTED),
            Span(f" {shown:>{widest}}", _STRONG),
        )
        zones = (Zone(0, before, before + length, index, "slide"), Zone(0, 0, row_width(row), index, "choose"))
        padding = self.column - row_width(row)
        return _Item((*row, Span(" " * padding)) if padding > 0 and length == _MOST_TRACK else row, zones)

    def _choice(self, index: int, choice: Choice, value: str, mark: Span, ink: Ink) -> _Item:
        row: list[Span] = [mark, Span(choice.label + " ", ink)]
        zones: list[Zone] = []
        size = 2 + sum(cells(words) + 3 for _value, words in choice.options) + cells(choice.label) + 1
        if size > max(self.column, 38) and len(choice.options) > 1:
            return self._narrow(index, choice, value, (mark, Span(choice.label + " ", ink)))
        for one, words in choice.options:
            is_taken = one == value
            left = row_width(row)
            row.append(Span(f"[{words}]" if is_taken else f" {words} ", _LIT if is_taken else _MUTED))
            zones.append(Zone(0, left, row_width(row), index, "pick", one))
        return _Item(tuple(row), (*zones, Zone(0, 0, row_width(row), index, "choose")))

    def _narrow(self, index: int, choice: Choice, value: str, row: Row) -> _Item:
        """One option at a time between two arrows, which take its neighbours."""
        values = [one for one, _words in choice.options]
        place = values.index(value) if value in values else 0
        back, on = ("<", ">") if self.ascii else ("◂", "▸")
        left = row_width(row)
        words = f" [{choice.options[place][1]}] "
        row = (
            *row,
            Span(back, _ACCENT),
            Span(words, _LIT),
            Span(on, _ACCENT),
            Span(f" {place + 1}/{len(values)}", _MUTED),
        )
        right = left + 1 + cells(words)
        zones = (
            Zone(0, left, left + 2, index, "pick", values[place - 1]),
            Zone(0, right - 1, right + 1, index, "pick", values[(place + 1) % len(values)]),
            Zone(0, 0, row_width(row), index, "choose"),
        )
        return _Item(row, zones)
