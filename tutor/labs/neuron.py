"""The neuron: two weights and a bias, the line they draw on the plane, and how a gate's four cases come out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tutor.draw.canvas import Ink, Row, Span
from tutor.draw.grid import Grid, braille
from tutor.labs.lab import Choice, Control, Drawing, Lab, Params, Press, Slider, Surface, Touch
from tutor.labs.layout import MUTED, STRONG, beside, minus, spelled, within
from tutor.locale import N_, _, ngettext

CASES = ((0, 0), (0, 1), (1, 0), (1, 1))
GATES = {"and": (0, 0, 0, 1), "or": (0, 1, 1, 1), "nand": (1, 1, 1, 0), "xor": (0, 1, 1, 0)}
"""What each gate wants for each of the cases."""

_LOW, _HIGH = -0.5, 1.5
"""What the plane shows in both directions."""
_ASIDE = 62
"""From this width on the table stands beside the plane."""
_SIGNS = {True: ("✓", "+"), False: ("✗", "!")}
_RIGHT, _WRONG = Ink("success", bold=True), Ink("error", bold=True)


@dataclass(frozen=True, slots=True)
class Case:
    """One of the four: its inputs, the weighted sum, the output, and what the gate wants."""

    x: tuple[int, int]
    z: float
    output: int
    wanted: int

    @property
    def is_right(self) -> bool:
        """The neuron does what the gate does."""
        return self.output == self.wanted


def cases(params: Params) -> tuple[Case, ...]:
    """The four cases; the neuron fires when its sum reaches 0."""
    w1, w2, b = (float(params[name]) for name in ("w1", "w2", "b"))
    sums = [round(w1 * x1 + w2 * x2 + b, 9) + 0.0 for x1, x2 in CASES]
    wanted = GATES[str(params["gate"])]
    return tuple(Case(x, z, int(z >= 0), want) for x, z, want in zip(CASES, sums, wanted, strict=True))


def controls(_params: Params) -> tuple[Control, ...]:
    """The three numbers, the gate, and a way to put the line through a place."""
    gates = tuple((name, name.upper()) for name in GATES)
    sliders = ((N_("weight w1"), "w1"), (N_("weight w2"), "w2"), (N_("bias b"), "b"))
    return (
        *(Slider(name, _(label), -3, 3, 0.1, "{:.1f}".format) for label, name in sliders),
        Choice("gate", _("gate"), gates),
        Press("double", _("double all three"), "d"),
        Press("turn", _("swap the sides"), "t"),
    )


def press(params: Params, name: str) -> Params:
    """Twice the numbers, which moves no line; or their opposites, which fires on the other side."""
    factor = 2.0 if name == "double" else -1.0
    values = {key: round(float(params[key]) * factor, 10) + 0.0 for key in ("w1", "w2", "b")}
    return {**params, **values} if max(map(abs, values.values())) <= 3 else params  # noqa: PLR2004 (the sliders' ends)


def touch(params: Params, touch: Touch) -> Params:
    """The bias with which the line goes through this place: the weights keep their direction."""
    x1 = _LOW + touch.x * (_HIGH - _LOW)
    x2 = _HIGH - touch.y * (_HIGH - _LOW)
    bias = round(-(float(params["w1"]) * x1 + float(params["w2"]) * x2), 1)
    return {**params, "b": min(3.0, max(-3.0, bias)) + 0.0}


def draw(params: Params, width: int, ascii: bool) -> Drawing:  # noqa: FBT001 (the labs' contract)
    """The plane with the four cases on it, and the table; under each other where they find no room."""
    columns = max(12, min(32, width - 4))
    rows = max(7, columns * 11 // 32)
    found = cases(params)
    plane = _plane(params, found, columns, rows, ascii=ascii)
    table = _table(params, found, ascii=ascii)
    drawn = beside(plane, columns + 4, table) if width >= _ASIDE else [*plane, *table]
    return Drawing(within(drawn, width), Surface(3, 0, columns, rows))


def _plane(params: Params, found: tuple[Case, ...], columns: int, rows: int, *, ascii: bool) -> list[Row]:
    grid = Grid(columns + 4, rows + 2)
    fires = _fires(params, columns * 2, rows * 4)
    inside = fires[2::4, ::2]
    edge = np.zeros_like(fires)
    edge[:-1] |= fires[:-1] != fires[1:]
    edge[:, :-1] |= fires[:, :-1] != fires[:, 1:]
    bits = braille(edge)
    chars = grid.chars[:rows, 3 : 3 + columns]
    inks = grid.inks[:rows, 3 : 3 + columns]
    chars[inside], inks[inside] = ord("." if ascii else "░"), grid.ink(Ink("series1", dim=True))
    on_line = bits > 0
    chars[on_line] = ord("*") if ascii else bits[on_line] + np.uint32(0x2800)
    inks[on_line] = grid.ink(Ink("accent", bold=True))
    _axes(grid, columns, rows, ascii=ascii)
    for case in found:
        column, row = 3 + _place(case.x[0], columns), rows - 1 - _place(case.x[1], rows)
        text = f" {case.wanted}{_SIGNS[case.is_right][ascii]} "
        grid.put(row, column - 1, text, _RIGHT if case.is_right else _WRONG)
    return grid.rows()


def _fires(params: Params, columns: int, rows: int) -> np.ndarray:
    """Where the neuron fires, row 0 on top."""
    x1 = _LOW + (np.arange(columns) + 0.5) / columns * (_HIGH - _LOW)
    x2 = _HIGH - (np.arange(rows) + 0.5) / rows * (_HIGH - _LOW)
    fires: np.ndarray = float(params["w1"]) * x1[None, :] + float(params["w2"]) * x2[:, None] + float(params["b"]) >= 0
    return fires


def _place(value: float, cells: int) -> int:
    return int((value - _LOW) / (_HIGH - _LOW) * cells)


def _axes(grid: Grid, columns: int, rows: int, *, ascii: bool) -> None:
    grid.upright(2, rows, "|" if ascii else "│", MUTED)
    grid.put(rows, 2, ("+" if ascii else "└") + ("-" if ascii else "─") * columns, MUTED)
    grid.put(0, 0, "x2", MUTED)
    grid.put(rows + 1, columns + 1, "x1", MUTED)
    for value in (0, 1):
        grid.put(rows - 1 - _place(value, rows), 0, str(value), MUTED)
        grid.put(rows + 1, 3 + _place(value, columns), str(value), MUTED)


def _table(params: Params, found: tuple[Case, ...], *, ascii: bool) -> list[Row]:
    """The four cases, the sum of each, what comes out and what the gate wants."""
    gate = str(params["gate"]).upper()
    bar = "|" if ascii else "│"
    title = _("output")
    head = f"x1 x2 {bar}    z  {bar} {title} {bar} {gate}"
    rows: list[Row] = [(Span(head, MUTED),)]
    for case in found:
        z = minus(f"{case.z:5.1f}", ascii=ascii)
        output, wanted = f"{case.output:^{len(title)}}", f"{case.wanted:^{len(gate)}}"
        line = f" {case.x[0]}  {case.x[1]} {bar} {z} {bar} {output} {bar} {wanted} "
        ink = _RIGHT if case.is_right else _WRONG
        rows.append((Span(line), Span(_SIGNS[case.is_right][ascii], ink)))
    rows += [(), (Span(_formula(params, ascii=ascii), STRONG),)]
    arrow = ">=" if ascii else "≥"
    rows.append((Span(_("output 1 where z {sign} 0").format(sign=arrow), MUTED), *_shade(ascii=ascii)))
    rows.append((Span(_score(found), STRONG),))
    return rows


def _shade(*, ascii: bool) -> Row:
    return Span(" "), Span("..." if ascii else "░░░", Ink("series1", dim=True))


def _formula(params: Params, *, ascii: bool) -> str:
    """The weighted sum with its numbers."""
    dot = "*" if ascii else "·"
    text = f"z = {spelled(params['w1'], 1)}{dot}x1"
    for value, name in ((params["w2"], f"{dot}x2"), (params["b"], "")):
        text += f" {'-' if value < 0 else '+'} {spelled(abs(value), 1)}{name}"
    return minus(text, ascii=ascii)


def _score(found: tuple[Case, ...]) -> str:
    right = sum(case.is_right for case in found)
    return ngettext("{right} of 4 right", "{right} of 4 right", right).format(right=right)


def describe(params: Params) -> str:
    """Which cases are right, which are not, and whether any line could do it."""
    found = cases(params)
    wrong = ", ".join(f"({x1}, {x2})" for x1, x2 in (case.x for case in found if not case.is_right))
    gate = str(params["gate"]).upper()
    if not wrong:
        said = _("The neuron is {gate}: all four cases come out right.").format(gate=gate)
    else:
        said = _("{score} for {gate}; wrong: {cases}.").format(score=_score(found), gate=gate, cases=wrong)
    if params["gate"] == "xor":
        said += " " + _(
            "No line parts the two cases of XOR that want a 1 from the two that want a 0: three is the most."
        )
    if not params["w1"] and not params["w2"]:
        said += " " + _("Without weights there is no line: the bias alone decides, everywhere the same.")
    return said


LAB = Lab(
    "neuron",
    lambda: _("A neuron as a gate"),
    {"gate": "and", "w1": 1.0, "w2": 1.0, "b": 0.0},
    controls,
    draw,
    describe,
    press,
    touch,
)
