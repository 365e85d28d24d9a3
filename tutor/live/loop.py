"""`report`: a training loop written by hand says how it goes. Knows no Keras."""

from __future__ import annotations

import operator
import sys
import time
from typing import Any

from tutor.live.steering import Steering
from tutor.live.wire import INTERVAL, MIME, Clock, Run, Send, number, to_shell


class Loop:
    """The reports of a cell as runs: a step that goes back starts a new one; `close` tells what is left and the end.

    The first steps, where a loss falls fastest, are told on a grid that widens by a quarter (0, 1, 2, 3, 4, 6, 8, …)
    beside the ten a second: about 60 messages more in a million steps.
    """

    def __init__(
        self, send: Send, steering: Steering, clock: Clock = time.monotonic, interval: float = INTERVAL
    ) -> None:
        self._send = send
        self._steering = steering
        self._clock = clock
        self._interval = interval
        self._is_dense = interval <= INTERVAL
        self._run: Run | None = None
        self._values: dict[str, Any] = {}
        self._first = self._next = 0
        self._is_told = True

    def report(self, step: int, total: int, values: dict[str, Any]) -> None:
        """Note a step; tell it if it is time."""
        run = self._run
        if run is None or step < run.step:
            run = self._begin(step, total, values)
        if step == run.step:
            self._values |= values
        else:
            run.step, self._values = step, values
        self._is_told = False
        if (self._is_dense and step >= self._next) or run.is_due() or (total and step >= total - 1):
            self._tell(run)

    def close(self, note: str = "") -> None:
        """The cell is over."""
        if (run := self._run) is None:
            return
        if not self._is_told:
            self._tell(run)
        run.tell("end", note=note)
        self._run = None

    def drop(self) -> None:
        """Forget a run that outlived its cell."""
        self._run = None

    def _begin(self, step: int, total: int, values: dict[str, Any]) -> Run:
        self.close()
        for name, value in values.items():
            if number(value) is None:
                raise TypeError(f"report({step}, {name}=…): one number is needed, not {_what(value)}")
        run = self._run = Run(self._send, self._clock, self._interval)
        run.step, run.steps, self._values = step, total, {}
        run.tell("begin")
        self._first = self._next = step
        return run

    def _tell(self, run: Run) -> None:
        run.tell("step", self._values)
        self._is_told = True
        if run.step >= self._next:
            self._next = run.step + 1 + (run.step - self._first) // 4
        if not self._steering.is_taken and "interrupt" in self._steering.poll():
            self.close("interrupted")
            raise KeyboardInterrupt


def _what(value: Any) -> str:
    shape = getattr(value, "shape", None)
    return f"an array of shape {tuple(shape)}" if shape else f"{type(value).__name__} {value!r:.40}"


class _Place:
    """Where this process's reports go; found at the first report, or set by the extension."""

    loop: Loop | None = None


def connect(shell: Any, steering: Steering) -> Loop:
    """Send the reports of `shell`'s cells to its front end, or as text where it has no kernel."""
    if getattr(shell, "kernel", None) is None:
        loop = Loop(_print, steering, interval=1.0)
    else:
        loop = Loop(to_shell(shell), steering)
    _Place.loop = loop
    return loop


def disconnect() -> None:
    """Find the place anew at the next report."""
    _Place.loop = None


def after_cell(loop: Loop, result: Any) -> None:
    """A cell of the shell is over."""
    error = getattr(result, "error_in_exec", None)
    loop.close("interrupted" if isinstance(error, KeyboardInterrupt) else "")


def _print(bundle: dict[str, Any], _display_id: str, _update: bool) -> None:  # noqa: FBT001 (a `Send`)
    if bundle[MIME]["phase"] == "step":
        print(bundle["text/plain"], flush=True)


def _find() -> Loop:
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    loop = connect(shell, Steering(None))
    if shell is None:
        import atexit  # noqa: PLC0415 (a script has no cells; its end is the loop's end)

        atexit.register(loop.close)
    else:
        shell.events.register("post_run_cell", lambda result: after_cell(loop, result))
    return loop


def report(step: int, /, *, total: int | None = None, **values: Any) -> None:
    """Say how a training loop goes: `report(epoch, loss=loss)`, or `report(epoch, total=1000, loss=loss)`.

    Every value is one number (a float, or an array or tensor of one). Call it as often as you like: about ten a second
    are drawn, and the last one always. A step lower than the one before starts a new chart.
    """
    loop = _Place.loop or _find()
    loop.report(operator.index(step), 0 if total is None else operator.index(total), values)
