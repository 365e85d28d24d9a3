"""The playground: a network that trains before one's eyes, and everything about it that can be changed.

It trains nothing itself: a `Trainer` does, on its own thread, and what comes back is a frame at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from time import monotonic
from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Container, Horizontal
from textual.message import Message

from tutor.draw.numbers import number
from tutor.locale import _
from tutor.tui.playground.errands import Errands
from tutor.tui.playground.neuron import NeuronDialog
from tutor.tui.playground.steering import what_works
from tutor.tui.playground.trainer import Answer, Trainer, Trouble
from tutor.tui.widgets.keys import KeyLine
from tutor.tui.widgets.playground.controls import data_controls, feature_controls, said, training_controls
from tutor.tui.widgets.playground.drawing import Drawing
from tutor.tui.widgets.playground.frame import Frame
from tutor.tui.widgets.playground.goal import GoalLine
from tutor.tui.widgets.playground.losses import LossView
from tutor.tui.widgets.playground.network import NetworkView
from tutor.tui.widgets.playground.output import OutputView
from tutor.tui.widgets.playground.panel import Group, Panel
from tutor.tui.widgets.playground.timeline import Tabs, Timeline
from tutor.tui.widgets.topline import TopLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult

    from tutor.nn.state import State
    from tutor.tui.playground.errands import Desk

WIDE = (110, 32)
"""Columns and rows from which all panes stand side by side."""
BESIDE = 64
"""Columns from which the output stays in sight beside another pane."""
HEAD_AND_LEGEND = 2
NETWORK_EVERY = 0.12
"""Seconds between two drawings of the network while it trains."""
HELD = 0.06
"""Seconds after a key in which nothing dear is drawn, so that what came of it is seen first."""
BETWEEN = 0.001
"""Seconds between two pieces: only what truly waits lets in what the terminal has sent."""
STALE = 0.2
"""Seconds of such waiting after which a piece is drawn all the same: somebody may hold a key down."""


class PlaygroundScreen(Errands):
    """Opens on `state`. `desk` writes and reads files for it."""

    CSS_PATH = "playground.tcss"
    AUTO_FOCUS = ""
    top = getters.query_one(TopLine)
    data = getters.query_one("#data", Panel)
    training = getters.query_one("#training", Panel)
    bar = getters.query_one("#bar", Panel)
    network = getters.query_one(NetworkView)
    output = getters.query_one(OutputView)
    losses = getters.query_one(LossView)
    timeline = getters.query_one(Timeline)
    tabs = getters.query_one(Tabs)
    goal = getters.query_one(GoalLine)

    @dataclass
    class Trained(Message):
        """The training's thread has something to show or to tell."""

        news: Frame | Answer | Trouble

    @dataclass
    class Reached(Message):
        """The goal is met; `proof` is the line that says so."""

        proof: str

    @dataclass
    class Left(Message):
        """The learner leaves."""

    def __init__(self, state: State, desk: Desk, *, ascii: bool = False, color: bool = True) -> None:
        super().__init__()
        self.ascii = ascii
        self.color = color
        self.frame: Frame | None = None
        self.pane = "output"
        self.desk = desk
        self.trainer = Trainer(state, self._report)
        self._proof = ""
        self._network_due = 0.0
        self._turns: Iterator[None] = iter(())
        self._is_drawing = False
        self._touched = self._held_since = 0.0

    def _report(self, news: Frame | Answer | Trouble) -> None:
        self.post_message(self.Trained(news))

    def compose(self) -> ComposeResult:
        """The parts; where they stand is the style sheet's."""
        plain, color = self.ascii, self.color
        yield TopLine(_("Playground"), ascii=plain)
        yield Tabs(ascii=plain)
        yield Panel(ascii=plain, flat=True, id="bar")
        with Horizontal(id="body"):
            yield Panel(ascii=plain, id="data")
            yield Panel(ascii=plain, id="training")
            yield NetworkView(ascii=plain, color=color)
            with Container(id="right"):
                yield OutputView(ascii=plain, color=color)
                yield LossView(ascii=plain, color=color)
        yield GoalLine(ascii=plain)
        yield Timeline(ascii=plain)
        yield KeyLine(ascii=plain)

    def on_mount(self) -> None:
        """Begin; the first picture comes when the thread has made it."""
        self._lay_out(*self.app.size)
        self.trainer.start()

    def on_unmount(self) -> None:
        """Leaving ends the thread, however one leaves."""
        self.trainer.stop()

    # -- what is shown --

    @on(Trained)
    def _hear(self, event: Trained) -> None:
        event.stop()
        match event.news:
            case Frame():
                self._show(event.news)
                self.call_after_refresh(self._shown, event.news)
            case Answer(topic, answer):
                self.heard(topic, answer)
            case Trouble(words):
                self.notify(words, severity="warning", markup=False)

    def _show(self, frame: Frame) -> None:
        before, self.frame = self.frame, frame
        self.arrived(frame)
        state = frame.state
        dataset = state.reg_dataset if state.problem == "regression" else state.dataset
        losses = _("test {test} · train {train}").format(test=number(frame.losses[1]), train=number(frame.losses[0]))
        title = _("Playground · {data}").format(data=said(dataset))
        if self.ascii:
            losses, title = losses.replace("·", "|"), title.replace("·", "-")
        self.top.show(title, state=losses)
        if before is None or before.state != state:
            inputs = Group(_("Inputs"), tuple(feature_controls(state, ascii=self.ascii)))
            self.data.offer([Group(_("Data"), tuple(data_controls(state))), inputs])
            for panel in (self.training, self.bar):
                panel.offer([Group(_("Training"), tuple(training_controls(state)))])
        for part in self.query(Drawing):
            if part.display and (before is None or part not in self._dear):
                part.show(frame)
        self.goal.display = bool(frame.goal)
        if isinstance(self.app.screen, NeuronDialog):
            self.app.screen.show(frame)
        if before is None:
            self._focus()
        if frame.proof and frame.proof != self._proof:
            self.notify(_("The goal is reached. g shows the line that proves it."), markup=False)
            self.post_message(self.Reached(frame.proof))
        self._proof = frame.proof
        if before is None or what_works(before) != what_works(frame):
            self.refresh_bindings()

    def _shown(self, frame: Frame) -> None:
        """Then what is dear to draw: piece by piece, because a key is heard in between.

        While it trains the network follows at a pace of its own.
        """
        now = monotonic()
        dear: list[Drawing] = [part for part in (self.output, self.losses) if part.display]
        if self.network.display and (now >= self._network_due or not frame.is_playing):
            self._network_due = now + NETWORK_EVERY
            dear.append(self.network)
        self._turns = chain.from_iterable(part.by_turns(frame) for part in dear)
        if not self._is_drawing:
            self._is_drawing = True
            self._take_turn()

    def _take_turn(self) -> None:
        """Draw the next piece; after the last one the next moment is welcome."""
        now = monotonic()
        if (wait := self._touched + HELD - now) > 0:
            self._held_since = self._held_since or now
            if now < self._held_since + STALE:
                self.set_timer(wait, self._take_turn)
                return
        self._held_since = 0.0
        for _piece in self._turns:
            self.set_timer(BETWEEN, self._take_turn)
            return
        self._is_drawing = False
        self.trainer.taken()

    def touch(self) -> None:
        """A key or the mouse: what comes of it is shown before the next picture."""
        self._touched = monotonic()

    @property
    def _dear(self) -> tuple[Drawing, ...]:
        """What takes so long to draw that a key would have to wait."""
        return self.network, self.output, self.losses

    # -- where it stands --

    @property
    def is_wide(self) -> bool:
        """All parts stand side by side."""
        return self.has_class("-wide")

    def on_resize(self, event: events.Resize) -> None:
        """All at once, or one at a time."""
        self._lay_out(event.size.width, event.size.height)

    def _lay_out(self, width: int, height: int) -> None:
        is_wide = width >= WIDE[0] and height >= WIDE[1]
        self.set_class(is_wide, "-wide")
        self.set_class(not is_wide and width < BESIDE, "-narrow")
        for pane in self._panes():
            self.set_class(pane[0] == self.pane, f"-{pane[0]}")
        self.tabs.pick(self._panes(), self.pane)
        if is_wide:
            tall = min(width // 6, (height - 9) * 3 // 5)
            self.output.styles.width, self.output.styles.height = "1fr", tall + HEAD_AND_LEGEND
            self.query_one("#right").styles.width = 2 * tall
        elif self.pane == "output":
            room = max(4, height - 6)
            self.output.styles.width, self.output.styles.height = min(2 * room, max(8, width * 3 // 5)), "1fr"
            self.query_one("#right").styles.width = "1fr"
        else:
            self.output.styles.width, self.output.styles.height = "1fr", 12
            self.query_one("#right").styles.width = 24
        if self.frame is not None:
            for part in self.query(Drawing):
                part.show(self.frame)

    def _panes(self) -> tuple[tuple[str, str], ...]:
        return (
            ("data", _("Data")),
            ("network", _("Network")),
            ("training", _("Training")),
            ("output", _("Output")),
        )

    def _focus(self) -> None:
        self.set_focus(self._parts()[self.pane], scroll_visible=False)

    def _parts(self) -> dict[str, Drawing]:
        training = self.bar if self.is_wide else self.training
        return {"data": self.data, "network": self.network, "training": training, "output": self.output}

    def go_to(self, pane: str) -> None:
        """Give the keys to a part; where one is shown at a time, it is the one."""
        self.pane = pane
        self._lay_out(*self.app.size)
        self._focus()
        self.refresh_bindings()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click gives a part the keys, too."""
        for name, part in self._parts().items():
            if event.widget is part and self.is_wide:
                self.pane = name

    def action_pane(self, step: int) -> None:
        """To the next part that has something to change."""
        names = [name for name, _title in self._panes() if name != "training" or self.training.controls]
        at = names.index(self.pane) if self.pane in names else 0
        if self.output.is_drawing:
            self.action_stop_drawing()
        self.go_to(names[(at + step) % len(names)])

    @on(Tabs.Picked)
    def _picked(self, event: Tabs.Picked) -> None:
        self.go_to(event.pane)

    def action_leave(self) -> None:
        """Say that the learner is done."""
        self.post_message(self.Left())
