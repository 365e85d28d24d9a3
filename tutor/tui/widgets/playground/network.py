"""`NetworkView`: the network with its neurons' pictures and links; one neuron is chosen and said in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

from tutor.draw.canvas import Ink, Row, Span
from tutor.draw.canvas import width as cells
from tutor.draw.diagram import Box, diagram, layout
from tutor.locale import N_, _, ngettext
from tutor.nn.keys import MOST_LAYERS, MOST_NEURONS
from tutor.show.wrap import padded, wrap
from tutor.tui.widgets.playground.drawing import Drawing
from tutor.tui.widgets.playground.formula import formula

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from tutor.tui.widgets.playground.frame import Frame

MUTED = Ink("muted")
SIGN = Ink("accent", bold=True)
HEAD = 2
"""Rows above the drawing: the heading, and the signs that add and take neurons."""
WORDS = 3
"""Rows below it, for a neuron's formula."""


class NetworkView(Drawing, can_focus=True):
    """Arrows walk from neuron to neuron, Enter opens one; the mouse does both."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1, 0)", N_("neuron"), tooltip=N_("A layer to the left"), id="network.left"),
        Binding("right", "go(1, 0)", N_("neuron"), tooltip=N_("A layer to the right"), id="network.right"),
        Binding("up", "go(0, -1)", N_("neuron"), tooltip=N_("The neuron above"), id="network.up"),
        Binding("down", "go(0, 1)", N_("neuron"), tooltip=N_("The neuron below"), id="network.down"),
        Binding("enter", "open", N_("weights"), tooltip=N_("Its weights and bias, to be edited"), id="network.open"),
        Binding("plus", "neurons(1)", N_("neurons"), tooltip=N_("A neuron more in this layer"), id="network.more"),
        Binding("minus", "neurons(-1)", N_("neurons"), tooltip=N_("A neuron less in this layer"), id="network.less"),
        Binding("a", "layers(1)", N_("add layer"), tooltip=N_("A hidden layer more"), id="network.deeper"),
        Binding("z", "layers(-1)", N_("drop layer"), tooltip=N_("This hidden layer less"), id="network.shallower"),
    ]

    @dataclass
    class Looked(Message):
        """A neuron is chosen or under the mouse (`layer` 0 are the inputs), or none is."""

        neuron: tuple[int, int] | None

    @dataclass
    class Opened(Message):
        """The learner wants to see and edit a neuron."""

        layer: int
        index: int

    @dataclass
    class Reshaped(Message):
        """The learner wants `step` neurons more in a hidden layer (from 0), or with `is_layer` a layer more or less."""

        layer: int
        step: int
        is_layer: bool = False

    def __init__(self, *, ascii: bool = False, color: bool = True, id: str | None = None) -> None:
        super().__init__(ascii=ascii, color=color, id=id)
        self._at = (1, 0)
        self._hovered: tuple[int, int] | None = None
        self._signs: list[tuple[int, int, int, int, bool]] = []
        """Where a click adds or takes: row, column, hidden layer, step, and whether it is a layer."""

    def take(self, frame: Frame) -> None:
        """Have it drawn next; a neuron that is gone is not chosen any more."""
        super().take(frame)
        self._at = self._within(self._at)
        if self._hovered is not None and self._hovered != self._within(self._hovered):
            self._hovered = None

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The neuron that is looked at: under the mouse, or under the keys."""
        return self._hovered or (self._at if self.has_focus else None)

    @property
    def can_reshape(self) -> bool:
        """Whether the number of layers is the learner's to change."""
        return self.model is not None and "numHiddenLayers" not in self.model.state.hidden

    def _within(self, at: tuple[int, int]) -> tuple[int, int]:
        sizes = self.model.sizes if self.model else (1,)
        layer = min(max(0, at[0]), len(sizes) - 1)
        return layer, min(max(0, at[1]), sizes[layer] - 1)

    def _words(self) -> int:
        """Rows for the formula; where they would make the pictures flat, it is told when the neuron is opened."""
        room, most = self.size.height - HEAD, max(self.model.sizes) if self.model else 1
        is_flat = room - WORDS < 2 * most <= room
        return 0 if is_flat or room < 3 * WORDS else WORDS

    def _boxes(self) -> tuple[Box, ...]:
        if self.model is None:
            return ()
        return layout(self.model.sizes, self.size.width, max(1, self.size.height - HEAD - self._words()))

    def rows(self, width: int, height: int) -> list[Row]:
        """The heading, the network, the chosen neuron's formula."""
        frame = self.model
        if frame is None:
            return []
        words = self._words()
        tall = max(1, height - HEAD - words)
        rows = [self._title(frame), self._ends(frame, width)]
        rows += diagram(frame.layers, width, tall, chosen=self.chosen, ascii=self.ascii, color=self.color)
        if words and self.chosen:
            said = formula(frame, *self.chosen, ascii=self.ascii)
            rows += wrap([Span(said)], width)[:words]
        return rows

    def _title(self, frame: Frame) -> Row:
        count = len(frame.state.shape)
        said = ngettext("{count} hidden layer", "{count} hidden layers", count).format(count=count)
        title = self.heading(_("Network"))
        row: tuple[Span, ...] = (*title, Span(f"  {said} ", MUTED))
        self._signs = []
        if self.can_reshape:
            at = sum(cells(span.text) for span in row)
            row = (*row, Span("[-] [+]" if self.ascii else "[−] [+]", SIGN))
            layer = self._at[0] - 1
            self._signs += [(0, column, layer, -1, True) for column in range(at, at + 3)]
            self._signs += [(0, column, layer + 1, 1, True) for column in range(at + 4, at + 7)]
        return row

    def _ends(self, frame: Frame, width: int) -> Row:
        """Above each hidden layer how many neurons it has, between the signs that change it."""
        row: Row = ()
        at = 0
        minus = "-" if self.ascii else "−"
        for box in (one for one in self._boxes() if not one.index):
            is_hidden = 0 < box.layer < len(frame.sizes) - 1
            text = f"{minus} {frame.sizes[box.layer]} +" if is_hidden else ""
            if not is_hidden or not self.can_reshape:
                text = str(frame.sizes[box.layer]) if is_hidden else ""
            start = max(at, min(box.left + (box.width - cells(text)) // 2, width - cells(text)))
            row = (*row, Span(" " * (start - at)), Span(text, MUTED))
            if is_hidden and self.can_reshape:
                self._signs.append((1, start, box.layer - 1, -1, False))
                self._signs.append((1, start + cells(text) - 1, box.layer - 1, 1, False))
            at = start + cells(text)
        return padded(row, width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Neurons are added in hidden layers, where the teacher lets one."""
        if action not in {"neurons", "layers"}:
            return True
        if self.model is None or not self.can_reshape:
            return False
        shape, step, layer = self.model.state.shape, parameters[0], self._at[0] - 1
        if action == "layers":
            return len(shape) < MOST_LAYERS if step == 1 else bool(shape)
        return 0 <= layer < len(shape) and (shape[layer] < MOST_NEURONS if step == 1 else shape[layer] > 1)

    def action_go(self, right: int, down: int) -> None:
        """To a neighbour; between layers of different sizes to the one nearest in height."""
        self._hovered = None
        boxes = {(box.layer, box.index): box for box in self._boxes()}
        here = boxes.get(self._at)
        if here is None:
            return
        if down:
            self._at = self._within((self._at[0], self._at[1] + down))
        else:
            beside = [box for box in boxes.values() if box.layer == self._at[0] + right]
            if beside:
                near = min(beside, key=lambda box: abs(box.middle - here.middle))
                self._at = (near.layer, near.index)
        self._look()

    def _look(self) -> None:
        self.redraw()
        self.refresh_bindings()
        self.post_message(self.Looked(self.chosen))

    def action_open(self) -> None:
        """Say that a neuron is to be opened; an input has nothing to edit."""
        if self._at[0] > 0:
            self.post_message(self.Opened(*self._at))

    def action_neurons(self, step: int) -> None:
        """One more or one less in the chosen layer."""
        self.post_message(self.Reshaped(self._at[0] - 1, step))

    def action_layers(self, step: int) -> None:
        """A layer more behind the chosen one, or this one less."""
        self.post_message(self.Reshaped(self._at[0] if step > 0 else self._at[0] - 1, step, is_layer=True))

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 (Textual's signature)
        """The chosen neuron is looked at as long as the keys come here."""
        super().watch_has_focus(has_focus)
        if self.is_attached:
            self._look()

    def _neuron(self, x: int, y: int) -> tuple[int, int] | None:
        return next(((box.layer, box.index) for box in self._boxes() if box.has(x, y - HEAD)), None)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Look at what is under the mouse."""
        if (found := self._neuron(event.x, event.y)) != self._hovered:
            self._hovered = found
            self._look()

    def on_leave(self) -> None:
        """The mouse is gone."""
        if self._hovered is not None:
            self._hovered = None
            self._look()

    def on_click(self, event: events.Click) -> None:
        """Open a neuron, or do what the sign under the mouse says."""
        for row, column, layer, step, is_layer in self._signs:
            if (row, column) == (event.y, event.x):
                self.post_message(self.Reshaped(layer, step, is_layer=is_layer))
                return
        if found := self._neuron(event.x, event.y):
            self._at = found
            self._look()
            self.action_open()
