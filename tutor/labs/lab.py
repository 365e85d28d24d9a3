"""What a lab is made of: parameters, controls that change them, a picture of them, and words for who cannot see it.

Everything here is a value or a pure function: no widget, no clock, no file. One widget shows every lab, `nntutor read`
draws it as text, and a test presses its controls without a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tutor.draw.canvas import Row

if TYPE_CHECKING:
    from tutor.kernel.events import Answer

Params = Mapping[str, Any]
"""A lab's whole state, never changed in place; values are numbers, strings or tuples of them."""


@dataclass(frozen=True, slots=True)
class Slider:
    """A number from `low` to `high`, moved by `step`; `shown` says how it reads."""

    name: str
    label: str
    low: float
    high: float
    step: float
    shown: Callable[[float], str] = "{:g}".format


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values, each with the word that stands for it."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that is typed; Enter puts it into `name` and then calls the lab's `press` with `name`."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Press:
    """Something that is done on a key: the lab's `press` is called with `name`.

    With `every` it is done again and again, that many seconds apart, between one press and the next.
    """

    name: str
    label: str
    key: str
    every: float = 0.0


Control = Slider | Choice | Entry | Press


@dataclass(frozen=True, slots=True)
class Surface:
    """Where in a drawing a pointer may work: cells from the drawing's left and top, and its size in cells.

    `columns` and `rows` are what the pointer works on, where that is finer or coarser than cells: a pen that keys move
    goes from one to the next.
    """

    left: int
    top: int
    width: int
    height: int
    columns: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture, each row at most as wide as was asked; `surface` where the pointer means something."""

    rows: tuple[Row, ...]
    surface: Surface | None = None


@dataclass(frozen=True, slots=True)
class Touch:
    """The pointer on the surface: `x` and `y` are shares from 0 (left, top) to 1; `is_erasing` with the other button.

    `is_start` where it comes down; while it is dragged on, each touch goes on from the one before.
    """

    x: float
    y: float
    is_erasing: bool = False
    is_start: bool = True


def _unchanged(params: Params, _name: str) -> Params:
    return params


@dataclass(frozen=True, slots=True)
class Lab:
    """One lab. `start` are its parameters before anybody touched it, and the options a lesson may give.

    `draw(params, width, ascii)` is the picture; `describe(params)` says in one to three sentences what it shows;
    `controls(params)` are what can be changed now; `press` and `touch` are what its keys and its surface do. A slider
    or a choice puts its value into its name, and then `moved` with that name brings the rest in line. The keys `u`,
    `0` and `?` are taken.

    A lab may need what the lesson's cells have made: `asks(params)` is then a question to the kernel (an expression for
    `Session.ask`), None where there is nothing to ask; it is put again when it changes and when a cell has run.
    `told(params, answer)` takes in what came of it.
    """

    name: str
    title: Callable[[], str]
    start: Params
    controls: Callable[[Params], tuple[Control, ...]]
    draw: Callable[[Params, int, bool], Drawing]
    describe: Callable[[Params], str]
    press: Callable[[Params, str], Params] = _unchanged
    touch: Callable[[Params, Touch], Params] | None = None
    moved: Callable[[Params, str], Params] = _unchanged
    asks: Callable[[Params], str | None] | None = None
    told: Callable[[Params, Answer], Params] | None = None
