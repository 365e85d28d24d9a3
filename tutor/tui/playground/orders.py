"""What the screen asks of the training; each is carried out on the training's thread, in the order it was told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.nn.history import History
    from tutor.nn.run import Run
    from tutor.nn.state import State


@dataclass(frozen=True, slots=True)
class Play:
    """Go on, or pause; without a word the other of the two."""

    on: bool | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Up to the next update of the weights."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """Up to the end of this epoch."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Faster or slower."""

    step: int


@dataclass(frozen=True, slots=True)
class Seek:
    """Show an epoch; what is out of range goes to the nearest end."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Scrub:
    """Show the epoch that is `step` on."""

    step: int


@dataclass(frozen=True, slots=True)
class Configure:
    """Change settings (fields of the state) to these values; what cannot change while it trains begins anew."""

    settings: tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Open:
    """Another state altogether: a preset, a link."""

    state: State


@dataclass(frozen=True, slots=True)
class Weigh:
    """Set the weight of the link `source` → `to` of `layer` (0 is the first hidden one); no source means the bias."""

    layer: int
    to: int
    source: int | None
    value: float


@dataclass(frozen=True, slots=True)
class Branch:
    """A second run from the epoch on the screen; the first one stays to compare."""


@dataclass(frozen=True, slots=True)
class Swap:
    """The other run onto the screen."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last setting, edit, branch or new beginning."""


@dataclass(frozen=True, slots=True)
class Reset:
    """Begin again with the same seed, or with a new one."""

    is_reseeded: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """`question` is put to the run on the screen and its history; the answer comes back under `topic`."""

    topic: str
    question: Callable[[Run, History], object]


Order = (
    Play | Step | Epoch | Speed | Seek | Scrub | Configure | Open | Weigh | Branch | Swap | Undo | Reset | Ask
)  # fmt: skip
