"""A computation graph as a drawing: names with their values, wires between them, and the gradients known so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tutor.draw.canvas import Ink, Row, Span, cut
from tutor.draw.canvas import width as cells
from tutor.draw.grid import Grid
from tutor.draw.numbers import number
from tutor.labs.graph import Graph, Node
from tutor.labs.prose import folded, minus

_UP, _RIGHT, _DOWN, _LEFT = 1, 2, 4, 8
_WIRES = {
    _LEFT | _RIGHT: "─", _UP | _DOWN: "│", _LEFT | _DOWN: "╮", _LEFT | _UP: "╯", _RIGHT | _DOWN: "╭", _RIGHT | _UP: "╰",
    _LEFT | _RIGHT | _DOWN: "┬", _LEFT | _RIGHT | _UP: "┴", _UP | _DOWN | _RIGHT: "├", _UP | _DOWN | _LEFT: "┤",
    _UP | _DOWN | _LEFT | _RIGHT: "┼",
}  # fmt: skip
_LEAST_GAP, _MOST_GAP = 2, 9
"""Cells between two columns, for the wires."""
_NAME, _WIRE = Ink("text", bold=True), Ink("muted")
_KNOWN, _ASKED = Ink("success", bold=True), Ink("accent", bold=True, reverse=True)


@dataclass(frozen=True, slots=True)
class Known:
    """What is to be written below the values: gradients by name, and the one that is asked for now, if any."""

    gradients: Mapping[str, float]
    asked: str = ""


def wiring(graph: Graph, known: Known, width: int, *, ascii: bool) -> list[Row]:
    """The graph in at most `width` cells, as fully written as fits; a list of its steps where not even letters fit."""
    for fullness in (2, 1, 0):
        texts = {node.name: _texts(graph, node, known, fullness, ascii=ascii) for node in graph.nodes}
        columns = _columns(graph, texts, width, _LEAST_GAP + (fullness > 0))
        if columns:
            return _drawn(graph, known, texts, columns, width, ascii=ascii)
    return [
        cut((Span(f"{above}  ", _NAME), Span(below, _ink(known, name))), width)
        for name, (above, below) in texts.items()
    ]


def value(number_: float) -> str:
    """A value or a gradient as it is shown: short, with a true minus."""
    return minus(number(number_ + 0.0))


def _texts(graph: Graph, node: Node, known: Known, fullness: int, *, ascii: bool) -> tuple[str, str]:
    """A node's two lines: its name and value, its gradient."""
    last = graph.nodes[-1].name
    found = known.gradients.get(node.name)
    here = graph.values()[node.name]
    if fullness == 0:
        gradient = "?" if node.name == known.asked else "" if found is None else minus(f"{round(found, 3) + 0.0:.3g}")
        return folded(f"{node.name} {minus(f'{round(here, 3) + 0.0:.3g}')}", ascii=ascii), folded(gradient, ascii=ascii)
    formula = f" = {node.formula}" if node.formula and fullness == 2 else ""  # noqa: PLR2004 (the fullest)
    above = f"{node.name}{formula} = {value(here)}"
    gradient = "" if found is None else f"d{last}/d{node.name} = {value(found)}"
    if node.name == known.asked:
        gradient = f"d{last}/d{node.name} = ?"
    return folded(above, ascii=ascii), folded(gradient, ascii=ascii)


def _columns(graph: Graph, texts: Mapping[str, tuple[str, str]], width: int, least: int) -> list[int]:
    """Where each column begins, and behind the last one where it ends; empty where they do not fit."""
    count = max(node.column for node in graph.nodes) + 1
    sizes = [0] * count
    for node in graph.nodes:
        sizes[node.column] = max(sizes[node.column], *map(cells, texts[node.name]))
    free = width - sum(sizes)
    if free < least * (count - 1):
        return []
    gap = min(_MOST_GAP, free // max(1, count - 1))
    starts, at = [], 0
    for size in sizes:
        starts.append(at)
        at += size + gap
    return [*starts, at - gap]


def _drawn(
    graph: Graph, known: Known, texts: Mapping[str, tuple[str, str]], columns: Sequence[int], width: int, *, ascii: bool
) -> list[Row]:
    grid = Grid(min(width, columns[-1]), max(node.line + (not node.is_data) for node in graph.nodes) + 1)
    wires = _wires(graph, texts, columns)
    for (line, column), ways in wires.items():
        # A way that ends at a text has only one direction: it is drawn through.
        level = ways | (_LEFT | _RIGHT if ways & (_LEFT | _RIGHT) and not ways & (_UP | _DOWN) else 0)
        glyph = _WIRES.get(level, "│")
        if ascii:
            glyph = {"─": "-", "│": "|"}.get(glyph, "+")
        grid.put(line, column, glyph, _WIRE)
    for node in graph.nodes:
        above, below = texts[node.name]
        grid.put(node.line, columns[node.column], above, _NAME)
        grid.put(node.line + 1, columns[node.column], below, _ink(known, node.name))
        if node.step:
            grid.put(node.line, columns[node.column] - 1, ">" if ascii else "▸", _WIRE)
    return grid.rows()


def _ink(known: Known, name: str) -> Ink:
    return _ASKED if name == known.asked else _KNOWN


def _wires(graph: Graph, texts: Mapping[str, tuple[str, str]], columns: Sequence[int]) -> dict[tuple[int, int], int]:
    """The directions in which wires leave each cell: level out of an input, up or down, and level to the step."""
    ways: dict[tuple[int, int], int] = {}

    def add(line: int, column: int, way: int) -> None:
        ways[line, column] = ways.get((line, column), 0) | way

    for node in graph.nodes:
        upright = columns[node.column] - _LEAST_GAP
        for name in node.inputs:
            given = graph.node(name)
            start = columns[given.column] + cells(texts[name][0]) + (1 if given.column != node.column else 0)
            for column in range(start, upright):
                add(given.line, column, _LEFT | _RIGHT)
            add(given.line, upright, _LEFT)
            low, high = sorted((given.line, node.line))
            for line in range(low, high):
                add(line, upright, _DOWN)
                add(line + 1, upright, _UP)
        add(node.line, upright, _RIGHT) if node.inputs else None
    return ways
