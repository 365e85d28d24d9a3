"""What is imported behind the menu, so that Enter need not wait for it."""

from __future__ import annotations

import gc
from importlib import import_module


def warm() -> None:
    """Import behind the menu what the first lesson needs, so that Enter need not wait for it."""
    for module in (
        "tutor.tui.study",
        "tutor.notebook",
        "tutor.tui.exam",
        "tutor.marking",
        "tutor.kernel.session",
        "tutor.content.markdown",
    ):
        import_module(module)


def warm_and_settle() -> None:
    """The same, and then leave the collector less to do: walking all that is loaded takes 70 ms from a key."""
    warm()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
