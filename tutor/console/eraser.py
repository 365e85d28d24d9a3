"""Starting over: progress and notebooks are forgotten, after a copy of them was made and named."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tutor.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tutor.console.terminal import Terminal
    from tutor.progress.store import Progress

OCCASION = "before-reset"


def reset(progress: Progress, notebooks: Sequence[Path], item: str | None, terminal: Terminal, *, is_sure: bool) -> int:
    """Forget a unit or quiz, or all with `item` None, and put `notebooks` aside. Asks first unless `is_sure`."""
    if not is_sure and not _agrees(item, terminal):
        terminal.note(_("Nothing was changed."))
        return 0
    copy = progress.back_up(OCCASION)
    if copy is None:
        terminal.note(
            _("No copy could be made, so nothing was changed. {reason}").format(reason=progress.warning).rstrip()
        )
        return 1
    terminal.say(_("A copy is kept as {path}").format(path=copy))
    for notebook in notebooks:
        aside = notebook.with_name(f"{notebook.name}.{OCCASION}-{time.strftime('%Y%m%d-%H%M%S')}")
        notebook.replace(aside)
        terminal.say(_("Your notebook is kept as {path}").format(path=aside))
    progress.reset(item)
    if progress.warning:
        terminal.note(progress.warning)
        return 1
    terminal.say(_("All progress is reset.") if item is None else _("{id} is reset.").format(id=item))
    return 0


def _agrees(item: str | None, terminal: Terminal) -> bool:
    if item is None:
        question = _("Forget all your progress and edits in every lesson and quiz?")
    else:
        question = _("Forget your progress and edits in {id}?").format(id=item)
    answer = terminal.ask(question + " " + _("[y/N]") + " ")
    return answer is not None and answer.strip().casefold() in {"y", "yes", "s", "si", "sí"}
