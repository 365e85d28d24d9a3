"""A lab in use: which control is chosen, what each key or pointer makes of the parameters, and the way back.

Pure like the labs themselves: every hand's move returns another bench. A screen shows it and knows the keys.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from tutor.labs.lab import Choice, Control, Entry, Lab, Params, Press, Slider, Surface, Touch

COARSE = 10
"""Steps of a slider at a time, where it is moved fast."""
MOST_UNDONE = 300
"""States that are kept to go back to."""


@dataclass(frozen=True, slots=True)
class Pen:
    """The control that every surface has: a place on it, as shares from the left and the top."""

    x: float = 0.5
    y: float = 0.5


@dataclass(frozen=True, slots=True)
class Bench:
    """`first` is where `reset` leads; `chosen` counts the controls, the pen behind them where there is a surface."""

    lab: Lab
    params: Params
    first: Params
    chosen: int = 0
    pen: Pen = Pen()
    before: tuple[Params, ...] = ()
    stroke: str = ""
    """What goes on: moves of the same slider and touches of one stroke are undone together."""

    @property
    def controls(self) -> tuple[Control, ...]:
        """What can be changed now."""
        return self.lab.controls(self.params)

    @property
    def control(self) -> Control | Pen | None:
        """The one that is chosen; None where there is nothing to change."""
        controls = self.controls
        if self.chosen < len(controls):
            return controls[self.chosen]
        return self.pen if self.has_pen else controls[-1] if controls else None

    @property
    def has_pen(self) -> bool:
        """Whether there is a surface to draw on."""
        return self.lab.touch is not None

    @property
    def count(self) -> int:
        """How many things there are to choose from."""
        return len(self.controls) + self.has_pen

    def choose(self, index: int) -> Bench:
        """Choose the control with this index; both ends stop."""
        return replace(self, chosen=max(0, min(index, self.count - 1)), stroke="")

    def turn(self, step: int) -> Bench:
        """Choose the next or the previous control, round and round."""
        return self.choose((min(self.chosen, self.count - 1) + step) % self.count) if self.count else self

    def named(self, name: str) -> Bench:
        """Choose the control of this name, if there is one."""
        found = next((index for index, one in enumerate(self.controls) if one.name == name), None)
        return self if found is None else self.choose(found)

    # -- changing --

    def nudge(self, step: int, *, coarse: bool = False) -> Bench:
        """Move the chosen slider by steps, or choose another of its options."""
        match self.control:
            case Slider() as slider:
                amount = step * (COARSE if coarse else 1)
                return self.slide(slider, float(self.params[slider.name]) + amount * slider.step)
            case Choice() as choice:
                values = [value for value, _words in choice.options]
                place = values.index(self.params[choice.name]) if self.params[choice.name] in values else 0
                end = (len(values) - 1) if step > 0 else 0
                return self.pick(choice, values[end if coarse else (place + step) % len(values)])
            case _:
                return self

    def slide(self, slider: Slider, value: float) -> Bench:
        """Put the slider to its step nearest to `value`."""
        steps = round((min(max(value, slider.low), slider.high) - slider.low) / slider.step)
        number = round(slider.low + steps * slider.step, 10)
        number = min(max(number, slider.low), slider.high) + 0.0  # no minus zero
        kept = self.params[slider.name]
        number = round(number) if isinstance(kept, int) else number
        return self._with(self.lab.moved({**self.params, slider.name: number}, slider.name), f"slide {slider.name}")

    def pick(self, choice: Choice, value: str) -> Bench:
        """Take one of a choice's options."""
        return self._with(self.lab.moved({**self.params, choice.name: value}, choice.name), "")

    def press(self, press: Press) -> Bench:
        """Do it once; what is done again and again is undone together."""
        return self._with(self.lab.press(self.params, press.name), f"press {press.name}" if press.every else "")

    def enter(self, entry: Entry, text: str) -> Bench:
        """Take what was typed."""
        return self._with(self.lab.press({**self.params, entry.name: text}, entry.name), "")

    def touch(self, x: float, y: float, *, is_erasing: bool = False) -> Bench:
        """The pointer is down at a place of the surface."""
        if self.lab.touch is None:
            return self
        x, y = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
        touched = replace(self, pen=Pen(x, y))
        touch = Touch(x, y, is_erasing, is_start=self.stroke != "stroke")
        return touched._with(self.lab.touch(self.params, touch), "stroke")  # noqa: SLF001 (its own)

    def lift(self) -> Bench:
        """What goes on ends: the next move is undone by itself."""
        return replace(self, stroke="")

    def move_pen(self, right: int, down: int, surface: Surface) -> Bench:
        """Move the pen over the surface, from the middle of one of its places to that of another."""
        columns, rows = surface.columns or surface.width, surface.rows or surface.height
        return replace(self, pen=Pen(_middle(self.pen.x, right, columns), _middle(self.pen.y, down, rows)))

    def absorb(self, change: Callable[[Params], Params]) -> Bench:
        """Take in what the lab was told from outside; nothing of it is undone."""
        return replace(self, params=change(self.params))

    # -- back --

    def undo(self) -> Bench:
        """The state before the last change."""
        if not self.before:
            return self
        return replace(self, params=self.before[-1], before=self.before[:-1], stroke="")

    def reset(self) -> Bench:
        """The state before any change; that too can be undone."""
        return self._with(self.first, "")

    def _with(self, params: Params, stroke: str) -> Bench:
        if params == self.params:
            return self
        goes_on = bool(stroke) and stroke == self.stroke
        before = self.before if goes_on else (*self.before, self.params)[-MOST_UNDONE:]
        return replace(self, params=params, before=before, stroke=stroke)


def _middle(share: float, step: int, count: int) -> float:
    place = min(math.floor(share * count), count - 1) + step
    return (min(max(place, 0), count - 1) + 0.5) / count


def bench(lab: Lab, params: Params) -> Bench:
    """The lab as a lesson opens it."""
    return Bench(lab, params, params)
