"""One explanation of one failure, or nothing where none is known to hold."""

from __future__ import annotations

from collections.abc import Sequence


def explain(
    name: str,
    message: str,
    *,
    frames: Sequence[str] = (),
    cells: Sequence[str] = (),
    here: int = 0,
) -> str:
    """What the exception usually means, in the interface's language, with its own figures; "" if unsure.

    `frames` are the traceback's texts as IPython prints them (colours allowed), `cells` the sources of the lesson's
    cells in their order, and `here` the place among them of the one that failed. Never raises.
    """
    from tutor.explain.raised import raised  # noqa: PLC0415 (what only a failure needs is read at the first one)
    from tutor.explain.rules import rules_for  # noqa: PLC0415 (as above)

    rules = rules_for(name)
    if not rules:
        return ""
    failure = raised(name, message, frames, cells, here)
    return next((words for rule in rules if (words := rule.words(failure))), "")
