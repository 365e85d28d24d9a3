"""One neuron over the playground: its picture, its formula, and every weight and the bias to be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from tutor.draw.canvas import PLAIN, Ink, Row, Span
from tutor.draw.canvas import width as cells
from tutor.draw.heat import field
from tutor.locale import N_, _
from tutor.show.wrap import padded, wrap
from tutor.tui.dialogs import ACCENT, TITLE, Dialog
from tutor.tui.playground.orders import Weigh
from tutor.tui.widgets.playground.formula import formula, neuron_name

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from tutor.tui.widgets.playground.frame import Frame

NUMBER = set("0123456789.-+e")
MOST_TYPED = 12
PICTURE = 16
"""Rows of the picture where there is room; it is twice as many cells wide."""
AIR = 10
"""Rows that the box, the keys and the formula take."""


class NeuronDialog(Dialog[None]):
    """Follows the training while it is open; `weigh` hears of every change."""

    CSS_PATH = "../dialogs.tcss"
    CSS = """
    NeuronDialog #box { max-width: 76; max-height: 96%; padding: 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("choose"), priority=True, tooltip=N_("The number above"), id="neuron.up"),
        Binding("down", "move(1)", N_("choose"), priority=True, tooltip=N_("The number below"), id="neuron.down"),
        Binding("left", "nudge(-0.1)", N_("less/more"), priority=True, tooltip=N_("A tenth less"), id="neuron.less"),
        Binding("right", "nudge(0.1)", N_("less/more"), priority=True, tooltip=N_("A tenth more"), id="neuron.more"),
        Binding("enter", "set", N_("set"), priority=True, tooltip=N_("Type a number, then Enter"), id="neuron.set"),
        Binding("backspace", "rub", N_("rub out"), show=False, priority=True, id="neuron.rub"),
        Binding("escape", "close", N_("back"), tooltip=N_("Back to the network"), id="neuron.close"),
    ]  # fmt: skip

    def __init__(
        self, frame: Frame, layer: int, index: int, weigh: Callable[[Weigh], None],
        *, ascii: bool = False, color: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(ascii=ascii)
        self.model = frame
        self.color = color
        self.at = (layer, index)
        self._weigh = weigh
        self._cursor = 0
        self._typed = ""
        self._lines: dict[int, int] = {}

    def show(self, frame: Frame) -> None:
        """Show this moment; closed when the neuron is gone."""
        layer, index = self.at
        if layer >= len(frame.sizes) or index >= frame.sizes[layer]:
            self.dismiss(None)
            return
        self.model = frame
        self._cursor = min(self._cursor, len(self._numbers()) - 1)
        self.drawing.remake()

    def _numbers(self) -> list[tuple[str, float, int | None]]:
        """What can be changed: how it is written, its value, and the neuron it comes from (none for the bias)."""
        layer, index = self.at
        weights = [
            (neuron_name(self.model, layer - 1, source, ascii=self.ascii), float(weight), source)
            for source, weight in enumerate(self.model.weights[layer - 1][index])
        ]
        return [*weights, (_("bias"), float(self.model.biases[layer - 1][index]), None)]

    def rows(self, width: int) -> list[Row]:
        """The picture beside the numbers, the formula below."""
        layer, index = self.at
        numbers = self._numbers()
        tall = max(len(numbers), min(PICTURE, self.app.size.height - AIR, width // 4))
        picture = field(self.model.pictures[layer][index], 2 * tall, tall, ascii=self.ascii, color=self.color)
        name = neuron_name(self.model, layer, index, ascii=self.ascii)
        rows: list[Row] = [(Span(_("Neuron {name}").format(name=name), TITLE),), ()]
        wide = max(cells(label) for label, _value, _source in numbers)
        self._lines = {}
        for at in range(tall):
            row = padded((*picture[at], Span("   ")), 2 * tall + 3)
            if at < len(numbers):
                label, value, _source = numbers[at]
                self._lines[len(rows)] = at
                row = (*row, *self._line(label, value, wide, is_chosen=at == self._cursor))
            rows.append(row)
        return [*rows, (), *wrap([Span(formula(self.model, layer, index, ascii=self.ascii))], width)]

    def _line(self, label: str, value: float, wide: int, *, is_chosen: bool) -> Row:
        pointer = (">" if self.ascii else "▸") if is_chosen else " "
        said = f"{value:+.3f}" if self.ascii else f"{value:+.3f}".replace("-", "−")
        shown = self._typed + "_" if is_chosen and self._typed else said
        ink = Ink(bold=True) if is_chosen else PLAIN
        return Span(f"{pointer} ", ACCENT), Span(label + " " * (wide - cells(label) + 2), ink), Span(shown, ink)

    def action_move(self, step: int) -> None:
        """To the neighbour, round the ends."""
        self._typed = ""
        self._cursor = (self._cursor + step) % len(self._numbers())
        self.drawing.remake()

    def action_nudge(self, by: float) -> None:
        """A little more or less."""
        self._put(self._numbers()[self._cursor][1] + by)

    def action_set(self) -> None:
        """Set what was typed; without it, back."""
        typed, self._typed = self._typed, ""
        if not typed:
            self.dismiss(None)
            return
        try:
            self._put(float(typed))
        except ValueError:
            self.notify(_("{typed} is not a number").format(typed=typed), severity="warning", markup=False)
        self.drawing.remake()

    def action_rub(self) -> None:
        """One digit less."""
        self._typed = self._typed[:-1]
        self.drawing.remake()

    def _put(self, value: float) -> None:
        layer, index = self.at
        self._weigh(Weigh(layer - 1, index, self._numbers()[self._cursor][2], round(value, 6)))

    def on_key(self, event: events.Key) -> None:
        """Digits make a number."""
        if event.character in NUMBER and len(self._typed) < MOST_TYPED:
            event.stop()
            self._typed += event.character
            self.drawing.remake()

    def on_click(self, event: events.Click) -> None:
        """Choose the number under the mouse."""
        offset = event.get_content_offset(self.drawing)
        if offset is not None and (at := self._lines.get(offset.y)) is not None:
            self._cursor, self._typed = at, ""
            self.drawing.remake()
