"""From an answer to what is told about it, the same in a quiz, in a lesson and in the review."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tutor.locale import _

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from tutor.tui.widgets.asked import Verdict
    from tutor.tui.widgets.question import Question

    Told = Callable[[Sequence[float], float], None]


async def taken(
    question: Question, take: Callable[[Told | None], Awaitable[Verdict]], *, is_run: bool
) -> Verdict | None:
    """Have an answer to `question` taken, and tell there what became of it; None if it was not taken.

    `take` marks and keeps it: a ValueError says that it is no answer, any other error that it could not be kept. With
    `is_run` it may take a while, and tells of a curve meanwhile. A cancellation is told and goes on.
    """
    if is_run:
        question.wait(_("It runs… Ctrl+C stops it."))
    try:
        verdict = await take((lambda values, _share: question.train(values)) if is_run else None)
    except asyncio.CancelledError:
        if question.is_attached:
            question.trouble(_("Stopped; nothing was kept."))
        raise
    except ValueError as error:  # no answer at all, such as a number that is none
        question.trouble(str(error))
    except Exception as error:  # noqa: BLE001 (whatever keeps it from the disk, the answer stays here to be given again)
        question.trouble(_("Your answer could not be kept: {error}. Enter tries again.").format(error=error))
    else:
        question.tell(verdict)
        return verdict
    return None
