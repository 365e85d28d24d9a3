"""A network as a drawing: a column of small pictures a layer, and between two columns the links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.draw.canvas import PLAIN, Ink, Row, Span
from tutor.draw.heat import field
from tutor.draw.raster import Flags, Floats
from tutor.draw.wires import Wire, wires

_TALLEST = 4
_GOOD_GAP, _LEAST_GAP = 6, 3
_GOOD_WIDTH = 4
"""Cells of a picture that is worth narrower gaps."""
_AROUND = 1
"""Cells on each side of a picture that belong to it: there the chosen one has its brackets."""
_MARK = Ink("accent", bold=True)


@dataclass(frozen=True, slots=True)
class Box:
    """The cells of a neuron's picture; layer 0 are the inputs."""

    layer: int
    index: int
    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> float:
        """The row, perhaps between two, where its links end."""
        return self.top + (self.height - 1) / 2

    def has(self, x: int, y: int) -> bool:
        """Whether a cell is in the picture or at its side."""
        return self.left - _AROUND <= x < self.left + self.width + _AROUND and self.top <= y < self.top + self.height


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """What is drawn: a layer's pictures `(neurons, n, n)`; weights `(to, from)` and whether a link is dead, by gap."""

    pictures: Sequence[NDArray[np.floating]]
    weights: Sequence[Floats]
    dead: Sequence[Flags]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Neurons a layer, inputs first."""
        return tuple(len(layer) for layer in self.pictures)


def layout(sizes: Sequence[int], width: int, height: int) -> tuple[Box, ...]:
    """Where the neurons stand in `width` × `height` cells; pictures are square where there is room."""
    most = max(sizes)
    pitch = max(1, min(_TALLEST + 1, height // most))
    tall = pitch - 1 if pitch > 2 else pitch  # noqa: PLR2004 (two rows are all picture)
    rooms = [(width - (len(sizes) - 1) * gap) // len(sizes) - 2 * _AROUND for gap in (_GOOD_GAP, _LEAST_GAP)]
    room = rooms[0] if rooms[0] >= _GOOD_WIDTH else min(_GOOD_WIDTH, rooms[1])
    wide = max(1, min(2 * tall, room - room % 2))
    tall = max(1, min(tall, wide // 2))
    step = (width - wide - 2 * _AROUND) / max(1, len(sizes) - 1)
    boxes = []
    for layer, count in enumerate(sizes):
        apart = max(pitch, min(pitch + 2, height // count))
        top = max(0, (height - (count - 1) * apart - tall) // 2)
        left = _AROUND + round(layer * step)
        boxes += [Box(layer, index, left, top + index * apart, wide, tall) for index in range(count)]
    return tuple(boxes)


def diagram(
    layers: Layers, width: int, height: int, *,
    chosen: tuple[int, int] | None = None, ascii: bool = False, color: bool = True,
) -> list[Row]:  # fmt: skip
    """Exactly `height` rows of at most `width` cells. The `chosen` neuron and its links stand out."""
    boxes = layout(layers.sizes, width, height)
    columns: list[list[Row]] = []
    for layer in range(len(layers.sizes)):
        mine = [box for box in boxes if box.layer == layer]
        if layer:
            before = [box for box in boxes if box.layer == layer - 1]
            columns.append(_gap(layers, layer - 1, before, mine, height, chosen, ascii=ascii))
        columns.append(_column(layers, mine, height, chosen, ascii=ascii, color=color))
    return [tuple(span for column in columns for span in column[row]) for row in range(height)]


def _column(
    layers: Layers, boxes: Sequence[Box], height: int, chosen: tuple[int, int] | None, *, ascii: bool, color: bool
) -> list[Row]:
    blank = Span(" " * (boxes[0].width + 2 * _AROUND))
    rows: list[Row] = [(blank,)] * height
    for box in boxes:
        picture = layers.pictures[box.layer][box.index]
        is_chosen = chosen == (box.layer, box.index)
        left, right = (("[", "]") if ascii else ("▐", "▌")) if is_chosen else (" ", " ")
        ink = _MARK if is_chosen else PLAIN
        for offset, row in enumerate(field(picture, box.width, box.height, ascii=ascii, color=color)):
            if box.top + offset < height:
                rows[box.top + offset] = (Span(left, ink), *row, Span(right, ink))
    return rows


def _gap(
    layers: Layers, gap: int, before: Sequence[Box], after: Sequence[Box], height: int,
    chosen: tuple[int, int] | None, *, ascii: bool,
) -> list[Row]:  # fmt: skip
    is_about = chosen is not None and chosen[0] in {gap, gap + 1}
    links = [
        Wire(
            one.middle,
            other.middle,
            float(layers.weights[gap][other.index, one.index]),
            is_faint=is_about and chosen not in {(one.layer, one.index), (other.layer, other.index)},
        )
        for one in before
        for other in after
        if not layers.dead[gap][other.index, one.index]
    ]
    width = after[0].left - before[0].left - before[0].width - 2 * _AROUND
    return wires(links, width, height, ascii=ascii)
