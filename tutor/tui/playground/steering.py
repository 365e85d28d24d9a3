"""The keys of the playground: what each asks of the training, and which of them make sense now."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.screen import Screen

from tutor.locale import N_
from tutor.tui.playground.neuron import NeuronDialog
from tutor.tui.playground.orders import (
    Branch,
    Configure,
    Epoch,
    Open,
    Play,
    Reset,
    Scrub,
    Seek,
    Speed,
    Step,
    Swap,
    Undo,
)  # fmt: skip
from tutor.tui.widgets.playground.controls import changed, deepened, reshaped
from tutor.tui.widgets.playground.losses import LossView
from tutor.tui.widgets.playground.network import NetworkView
from tutor.tui.widgets.playground.output import OutputView
from tutor.tui.widgets.playground.panel import Panel
from tutor.tui.widgets.playground.timeline import Timeline

if TYPE_CHECKING:
    from textual.binding import BindingType

    from tutor.nn.state import State
    from tutor.tui.playground.trainer import Trainer
    from tutor.tui.widgets.playground.frame import Frame

Points = tuple[tuple[float, float, float], ...]
LEAST_POINTS = 2
"""Own points below which there is nothing to train on and to test on."""


class Steering(Screen[None]):
    """A screen with a trainer. What it shows is a subclass's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "stop_drawing", N_("end drawing"), tooltip=N_("Points are kept"), id="play.drawn"),
        Binding("d", "draw", N_("draw points"), show=False, tooltip=N_("Points of your own"), id="play.draw"),
        Binding("space", "play", N_("train/pause"), tooltip=N_("Train, or pause"), id="play.play"),
        Binding("tab", "pane(1)", N_("part"), tooltip=N_("Data, network, training, output"), id="play.pane"),
        Binding("shift+tab", "pane(-1)", N_("part"), show=False, tooltip=N_("The part before"), id="play.pane_back"),
        Binding("e", "explain", N_("explain"), tooltip=N_("What you see, explained"), id="play.explain"),
        Binding("escape,q", "leave", N_("menu"), key_display="q", tooltip=N_("Back to the menu"), id="play.leave"),
        Binding("question_mark", "app.help", N_("help"), tooltip=N_("All keys of this screen"), id="help"),
        Binding("g", "proof", N_("proof"), tooltip=N_("The line that proves the goal"), id="play.proof"),
        Binding("n", "epoch", N_("epoch"), tooltip=N_("One epoch"), id="play.epoch"),
        Binding("s", "step", N_("step"), tooltip=N_("One update of the weights"), id="play.step"),
        Binding("u", "undo", N_("undo"), tooltip=N_("Take back a setting, an edit, a restart"), id="play.undo"),
        Binding("b", "branch", N_("branch"), tooltip=N_("A second run from this epoch on"), id="play.branch"),
        Binding("v", "swap", N_("other run"), tooltip=N_("The other run onto the screen"), id="play.swap"),
        Binding("o", "open", N_("presets"), tooltip=N_("A preset, or a link pasted here"), id="play.open"),
        Binding("r", "reset", N_("restart"), tooltip=N_("Begin again with the same seed"), id="play.reset"),
        Binding("x", "export", N_("export"), tooltip=N_("As Keras, NumPy, equation"), id="play.export"),
        Binding("R", "reset(1)", N_("new seed"), show=False, tooltip=N_("Begin again with a new seed"), id="play.seed"),
        Binding("less_than_sign", "speed(-1)", N_("speed"), show=False, tooltip=N_("Slower"), id="play.slower"),
        Binding("greater_than_sign", "speed(1)", N_("speed"), show=False, tooltip=N_("Faster"), id="play.faster"),
        Binding("comma", "scrub(-1)", N_("in time"), show=False, tooltip=N_("An epoch back"), id="play.back"),
        Binding("full_stop", "scrub(1)", N_("in time"), show=False, tooltip=N_("An epoch on"), id="play.on"),
        Binding("escape", "stop_drawing", N_("end drawing"), show=False, id="play.drawn_too"),
        Binding("c", "table", N_("CSV"), show=False, tooltip=N_("Points from a CSV file"), id="play.table"),
        Binding("t", "tests", N_("test points"), show=False, tooltip=N_("Test points too, or not"), id="play.tests"),
        Binding("m", "measure", N_("loss/accuracy"), show=False, tooltip=N_("Which chart is shown"), id="play.chart"),
        Binding("l", "link", N_("link"), show=False, tooltip=N_("The link of what you see"), id="play.link"),
        Binding(
            "G", "app.glossary", N_("glossary"), show=False,
            tooltip=N_("The course's terms in both languages"), id="play.glossary",
        ),
        Binding("i", "source", N_("source"), show=False, tooltip=N_("The network's program"), id="play.source"),
    ]  # fmt: skip

    trainer: Trainer
    frame: Frame | None
    _wanted: State | None = None
    output: OutputView
    losses: LossView
    ascii: bool
    color: bool

    def go_to(self, pane: str) -> None:
        """Give the keys to a part."""
        raise NotImplementedError

    @property
    def now(self) -> State | None:
        """The state on the screen, or the one that was asked for: keys may come faster than frames."""
        return self._wanted or (self.frame.state if self.frame else None)

    def arrived(self, frame: Frame) -> None:
        """A frame is there; once it follows all that was told, it is what counts."""
        if frame.number >= self.trainer.told:
            self._wanted = None

    def configure(self, state: State) -> None:
        """Have the training changed to this state; what does not differ stays."""
        if (now := self.now) is not None:
            names = (one.name for one in fields(state))
            settings = tuple(
                (name, getattr(state, name)) for name in names if getattr(state, name) != getattr(now, name)
            )
            if settings:
                self._wanted = state
                self.trainer.tell(Configure(settings))

    def take_points(self, points: Points) -> None:
        """The data are these points from here on, once there are enough of them."""
        if (now := self.now) is not None and len(points) >= LEAST_POINTS:
            self.configure(replace(now, dataset="own", points=points))

    def open_state(self, state: State) -> None:
        """Another state altogether."""
        self._wanted = None
        self.trainer.tell(Open(state))

    @on(Panel.Changed)
    def _changed(self, event: Panel.Changed) -> None:
        if (now := self.now) is not None:
            state = changed(now, event.name, event.step)
            if event.name == "dataset" and state.dataset == "own" and not state.points:
                self.action_draw()
            else:
                self.configure(state)

    @on(NetworkView.Reshaped)
    def _reshaped(self, event: NetworkView.Reshaped) -> None:
        if (now := self.now) is not None:
            shape = deepened if event.is_layer else reshaped
            self.configure(shape(now, event.layer, event.step))

    @on(NetworkView.Looked)
    def _looked(self, event: NetworkView.Looked) -> None:
        self.output.look(event.neuron)

    @on(NetworkView.Opened)
    def _opened(self, event: NetworkView.Opened) -> None:
        if self.frame is not None:
            place = (event.layer, event.index)
            dialog = NeuronDialog(self.frame, *place, self.trainer.tell, ascii=self.ascii, color=self.color)
            self.app.push_screen(dialog)

    @on(OutputView.Scrubbed)
    def _scrubbed(self, event: OutputView.Scrubbed) -> None:
        if self.frame is not None:
            self.trainer.tell(Seek(event.step * self.frame.last) if event.is_end else Scrub(event.step))

    @on(OutputView.Drawn)
    def _drawn(self, event: OutputView.Drawn) -> None:
        self.take_points(event.points)

    @on(Timeline.Sought)
    def _sought(self, event: Timeline.Sought) -> None:
        self.trainer.tell(Seek(event.epoch))

    @on(Timeline.Toggled)
    def _toggled(self) -> None:
        if self.check_action("play", ()):
            self.action_play()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: C901, PLR0912 (a match)
        """What makes sense now, and what the link's author left to the learner."""
        frame = self.frame
        if frame is None:
            return action in {"leave", "help"}
        hidden = frame.state.hidden
        match action:
            case "play":
                return "playButton" not in hidden
            case "step" | "epoch":
                return "stepButton" not in hidden
            case "reset":
                return "resetButton" not in hidden
            case "draw" | "table":
                return "dataset" not in hidden and frame.state.problem == "classification"
            case "tests":
                return "showTestData" not in hidden
            case "undo":
                return frame.can_undo
            case "swap":
                return len(frame.curves) > 1
            case "branch":
                return frame.last > 0
            case "proof":
                return bool(frame.proof)
            case "stop_drawing":
                return self.output.is_drawing
            case "leave":
                return not self.output.is_drawing
            case _:
                return super().check_action(action, parameters)

    def action_play(self) -> None:
        """Train, or pause."""
        self.trainer.tell(Play())

    def action_step(self) -> None:
        """One update of the weights."""
        self.trainer.tell(Step())

    def action_epoch(self) -> None:
        """One epoch."""
        self.trainer.tell(Epoch())

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._wanted = None
        self.trainer.tell(Undo())

    def action_branch(self) -> None:
        """A second run from here."""
        self.trainer.tell(Branch())

    def action_swap(self) -> None:
        """The other run onto the screen."""
        self.trainer.tell(Swap())

    def action_reset(self, is_reseeded: int = 0) -> None:
        """Begin again."""
        self.trainer.tell(Reset(bool(is_reseeded)))

    def action_speed(self, step: int) -> None:
        """Faster or slower."""
        self.trainer.tell(Speed(step))

    def action_scrub(self, step: int) -> None:
        """Back or on in time."""
        self.trainer.tell(Scrub(step))

    def action_tests(self) -> None:
        """Show the test points, or not."""
        if (now := self.now) is not None:
            self.configure(replace(now, show_test=not now.show_test))

    def action_measure(self) -> None:
        """The other chart, where there is room for one."""
        self.losses.turn()

    def action_draw(self) -> None:
        """Begin to draw points; those drawn before are there, a link's too."""
        if self.frame is not None:
            self.go_to("output")
            self.output.draw(is_on=True, own=self.frame.state.points)
            self.refresh_bindings()

    def action_stop_drawing(self) -> None:
        """Go on with the points as they are."""
        self.output.draw(is_on=False)
        self.refresh_bindings()


def what_works(frame: Frame) -> tuple[object, ...]:
    """What of a frame decides which keys work."""
    state = frame.state
    return (
        state.hidden, state.problem, state.shape, state.classes, frame.can_undo, len(frame.curves), bool(frame.proof),
        frame.last > 0,
    )  # fmt: skip
