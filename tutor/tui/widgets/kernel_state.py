"""The words for what a session is doing, and their sign: it can be read without colour."""

from __future__ import annotations

from tutor.draw.canvas import Color, Ink, Row, Span
from tutor.kernel.events import State
from tutor.locale import N_, _

STATES: dict[State, tuple[str, str, str, Color]] = {
    State.OFF: ("○", "o", N_("kernel off"), "muted"),
    State.STARTING: ("◌", ".", N_("kernel starting"), "muted"),
    State.IMPORTING: ("◐", "~", N_("importing Keras"), "warning"),
    State.READY: ("●", "*", N_("kernel ready"), "success"),
    State.BUSY: ("◆", "#", N_("kernel busy"), "accent"),
    State.DEAD: ("✗", "x", N_("kernel dead · 0 restarts"), "error"),
}


def state_row(state: State, *, uses_keras: bool = True, ascii: bool = False) -> Row:
    """Sign and words of a session's state."""
    sign, plain, words, color = STATES[state]
    if state is State.IMPORTING and not uses_keras:
        words = N_("importing NumPy")
    said = f"{plain} {_(words)}".replace("·", "-") if ascii else f"{sign} {_(words)}"
    return (Span(said, Ink(fg=color)),)
