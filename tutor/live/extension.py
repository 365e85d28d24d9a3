"""Loading into IPython: what waits for Keras and matplotlib, and what happens around each cell."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tutor.live import figures, fit, loop
from tutor.live.arrivals import Arrival
from tutor.live.notes import note_failure
from tutor.live.steering import Steering
from tutor.live.wire import to_shell

_undo: list[Callable[[], None]] = []


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext tutor.live`; loading twice is loading once."""
    if _undo:
        return
    steering = Steering(os.environ.get("NNTUTOR_STEER"))
    reports = loop.connect(shell, steering)

    def before_cell(_info: Any) -> None:
        steering.forget()
        reports.drop()

    def after_cell(result: Any) -> None:
        loop.after_cell(reports, result)

    _listen(shell, "pre_run_cell", before_cell)
    _listen(shell, "post_run_cell", after_cell)
    if getattr(shell, "kernel", None) is not None:  # in a terminal IPython Keras's own bar is the better view
        _undo.append(_stop_shortly(shell))
        warnings.filterwarnings("ignore", "To exit: use")  # IPython's word to a cell that exits, with a path of its own
        _await("matplotlib", figures.style)
        _await("matplotlib.figure", lambda module: _undo.append(figures.describe(module)))
        _undo.append(_hide(shell, lambda result: figures.is_about_to_be_shown(result) or fit.is_history(result)))
        _await("keras", lambda keras: _undo.append(_meet_keras(keras, shell, steering)))


def unload_ipython_extension(_shell: Any) -> None:
    """`%unload_ext tutor.live`: everything as it was."""
    while _undo:
        _undo.pop()()
    loop.disconnect()


def _listen(shell: Any, event: str, function: Callable[[Any], None]) -> None:
    shell.events.register(event, function)
    _undo.append(lambda: shell.events.unregister(event, function))


def _meet_keras(keras: ModuleType, shell: Any, steering: Steering) -> Callable[[], None]:
    # TensorFlow warns of retracing whenever a cell with a fit runs again, which is what a learner does all day.
    logging.getLogger("tensorflow").setLevel(logging.ERROR)
    return fit.install(keras, to_shell(shell), steering)


def _hide(shell: Any, is_hidden: Callable[[Any], bool]) -> Callable[[], None]:
    """A cell's result that a picture or a chart has shown already is not shown as `<… object at 0x…>` too."""
    hook = shell.displayhook
    compute = hook.compute_format_data

    def compute_unless_hidden(result: Any) -> Any:
        return ({}, {}) if is_hidden(result) else compute(result)

    hook.compute_format_data = compute_unless_hidden
    return lambda: hook.__dict__.pop("compute_format_data", None)


def _stop_shortly(shell: Any) -> Callable[[], None]:
    """A stopped cell is told in a word.

    IPython would lay out every frame between the cell and TensorFlow, which takes seconds when the garbage collector
    meets TensorFlow's objects on the way; and the tutor says by itself that the cell was stopped.
    """

    def tell(shell: Any, kind: type[BaseException], error: BaseException, _tb: Any, tb_offset: Any = None) -> list[str]:  # noqa: ARG001 (IPython's signature)
        lines = [f"{kind.__name__}: {error}".rstrip(": ")]
        shell._showtraceback(kind, error, lines)  # noqa: SLF001 (IPython's own way out of a handler like this)
        return lines

    shell.set_custom_exc((KeyboardInterrupt,), tell)
    return lambda: shell.set_custom_exc((), None)


def _await(name: str, action: Callable[[ModuleType], None]) -> None:
    def act(module: ModuleType) -> None:
        try:
            action(module)
        except Exception as error:  # noqa: BLE001 (the learner's import must not fail by us)
            note_failure(error)

    arrival = Arrival(name, act)
    arrival.install()
    _undo.append(arrival.uninstall)
