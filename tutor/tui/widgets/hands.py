"""What hands do at a lab: keys that choose, change, press and draw, and what goes on by itself. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalGroup

from tutor.labs.bench import Pen
from tutor.labs.lab import Entry, Press
from tutor.locale import N_

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.timer import Timer

    from tutor.labs.bench import Bench
    from tutor.labs.lab import Surface


class Hands(VerticalGroup):
    """Works on `bench`; whoever draws it overrides what is below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority: what is typed fast behind it finds the lab open.
        Binding("enter", "begin", N_("try it"), priority=True, tooltip=N_("Work with this lab"), id="lab.begin"),
        Binding("up", "up", N_("control"), tooltip=N_("Choose a control (or Tab)"), id="lab.up"),
        Binding("down", "down", N_("control"), tooltip=N_("Choose a control (or Tab)"), id="lab.down"),
        Binding("left", "nudge(-1)", N_("change"), tooltip=N_("Change it; with Shift in large steps"), id="lab.less"),
        Binding("right", "nudge(1)", N_("change"), tooltip=N_("Change it; with Shift in large steps"), id="lab.more"),
        Binding("enter", "do", N_("press"), tooltip=N_("Press it, or draw"), id="lab.do"),
        Binding("space", "do", N_("press"), tooltip=N_("Press it, or draw"), id="lab.space"),
        Binding("backspace,delete", "erase", N_("erase"), tooltip=N_("Erase under the pointer"), id="lab.erase"),
        Binding("escape", "leave", N_("done"), tooltip=N_("Back to the page"), id="lab.leave"),
        Binding("u", "undo", N_("undo"), tooltip=N_("Take the last change back"), id="lab.undo"),
        Binding("0", "reset", N_("start"), tooltip=N_("As it was at the start"), id="lab.reset"),
        Binding("shift+left,pagedown", "nudge(-1, True)", N_("fast"), show=False, id="lab.much-less"),
        Binding("shift+right,pageup", "nudge(1, True)", N_("fast"), show=False, id="lab.much-more"),
        Binding("shift+up", "draw(0, -1)", N_("draw a line"), show=False, id="lab.draw-up"),
        Binding("shift+down", "draw(0, 1)", N_("draw a line"), show=False, id="lab.draw-down"),
        Binding("tab", "turn(1)", N_("control"), show=False, id="lab.next"),
        Binding("shift+tab", "turn(-1)", N_("control"), show=False, id="lab.previous"),
    ]

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        """The lab as it stands; `show` puts another in its place."""
        self.playing: Press | None = None
        """What goes on by itself."""
        self._timer: Timer | None = None

    # -- what is drawn by others --

    @property
    def surface(self) -> Surface | None:
        """Where the pen is, as it was drawn last."""
        return None

    @property
    def is_typed(self) -> bool:
        """Letters are text."""
        return False

    def typed(self, key: str, character: str | None) -> bool:  # noqa: ARG002 (what an override needs)
        """Take a key that belongs into the line, if it does."""
        return False

    def take_keys(self) -> None:
        """Another control is chosen: let it have the keys."""

    def show(self, bench: Bench) -> None:
        """Put another state in the place of this one."""
        self.bench = bench

    @property
    def is_entered(self) -> bool:
        """What is typed is for the lab."""
        focused = self.screen.focused
        return focused is not None and focused is not self and self in focused.ancestors

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 (Textual's signature)
        """In or out; what the chosen control cannot do is not offered."""
        if action == "begin":
            return not self.is_entered
        if action not in {"up", "down", "nudge", "do", "erase", "draw", "turn", "leave", "undo", "reset"}:
            return True
        if not self.is_entered:
            return False
        control = self.bench.control
        match action:
            case "do":
                return isinstance(control, Press | Pen)
            case "erase" | "draw":
                return isinstance(control, Pen)
            case "nudge":
                return not isinstance(control, Press | Entry)
            case "undo":
                return bool(self.bench.before)
            case _:
                return True

    # -- keys --

    async def on_key(self, event: events.Key) -> None:
        """All keys of an open lab, here and not where bindings are looked up: so none overtakes another.

        Into the line goes what was typed before the line had the keys.
        """
        if self.is_entered and await self._is_done(event):
            event.stop()
            event.prevent_default()

    async def _is_done(self, event: events.Key) -> bool:
        if self.is_typed:
            if self.typed(event.key, event.character if event.is_printable else None):
                return True
        elif press := next(
            (one for one in self.bench.controls if isinstance(one, Press) and one.key == event.key), None
        ):
            self.press(press)
            return True
        for action in _ACTIONS.get(event.key, ()):
            if await self.app.run_action(action, self):
                return True
        return False

    def action_up(self) -> None:
        """The control before, or the pen a place up."""
        self._vertical(-1)

    def action_down(self) -> None:
        """The control behind, or the pen a place down."""
        self._vertical(1)

    def _vertical(self, step: int) -> None:
        if isinstance(self.bench.control, Pen) and self.surface is not None:
            self.show(self.bench.lift().move_pen(0, step, self.surface))
        else:
            self._choose(self.bench.turn(step))

    def action_turn(self, step: int) -> None:
        """The next or the previous control."""
        self._choose(self.bench.turn(step))

    def _choose(self, chosen: Bench) -> None:
        self.show(chosen)
        self.take_keys()

    def action_nudge(self, step: int, coarse: bool = False) -> None:  # noqa: FBT001, FBT002 (an action's parameters)
        """Change what is chosen; the pen moves, with `coarse` it draws on its way."""
        if not isinstance(self.bench.control, Pen):
            self.show(self.bench.nudge(step, coarse=coarse))
        elif coarse:
            self.action_draw(step, 0)
        elif self.surface is not None:
            self.show(self.bench.lift().move_pen(step, 0, self.surface))

    def action_draw(self, right: int, down: int) -> None:
        """Draw from here to the next place."""
        if self.surface is None:
            return
        begun = self.bench.touch(self.bench.pen.x, self.bench.pen.y)
        moved = begun.move_pen(right, down, self.surface)
        self.show(moved.touch(moved.pen.x, moved.pen.y))

    def action_do(self) -> None:
        """Press what is chosen, or draw."""
        match self.bench.control:
            case Press() as press:
                self.press(press)
            case Pen(x, y):
                self.show(self.bench.lift().touch(x, y).lift())

    def action_erase(self) -> None:
        """The other end of the pen."""
        pen = self.bench.pen
        self.show(self.bench.lift().touch(pen.x, pen.y, is_erasing=True).lift())

    def action_undo(self) -> None:
        """Take the last change back."""
        self.stop()
        self.show(self.bench.undo())

    def action_reset(self) -> None:
        """As it was at the start."""
        self.stop()
        self.show(self.bench.reset())

    # -- playing --

    def press(self, press: Press) -> None:
        """Do it; what goes on by itself begins, or ends."""
        if press.every <= 0:
            self.show(self.bench.press(press))
            return
        was_playing = self.playing
        self.stop()
        if was_playing is None or was_playing.name != press.name:
            self.playing = press
            self._timer = self.set_interval(press.every, self._tick)
            self._tick()
        self.show(self.bench)

    def _tick(self) -> None:
        """Once more, as long as it can be seen and changes anything."""
        press = self.playing
        is_offered = press is not None and any(one.name == press.name for one in self.bench.controls)
        if press is None or not is_offered or not self._is_seen:
            self.stop()
            return
        after = self.bench.press(press)
        if after.params == self.bench.params:
            self.stop()
        else:
            self.show(after)

    @property
    def _is_seen(self) -> bool:
        """Some of it is on the screen, and the screen is the one on top."""
        return self.is_attached and self.screen.is_current and self.region.overlaps(self.screen.region)

    def stop(self) -> None:
        """Nothing goes on by itself."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = self.playing = None
            self.bench = self.bench.lift()
            self.show(self.bench)

    def on_unmount(self) -> None:
        """The lesson is left."""
        self.stop()


def _by_key() -> dict[str, list[str]]:
    """What each key does inside a lab."""
    actions: dict[str, list[str]] = {}
    for binding in Binding.make_bindings(Hands.BINDINGS):
        if not binding.priority:
            actions.setdefault(binding.key, []).append(binding.action)
    return actions


_ACTIONS = _by_key()
