"""A lab's questions to the lesson's kernel: one at a time and only the newest, however fast somebody draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tutor.kernel.events import Answer

    AskKernel = Callable[[str], Awaitable[Answer]]
    """Puts an expression to the kernel: `Session.ask`."""


class Asking:
    """`question()` is what the lab wants to know now, if anything; `take` gets each answer."""

    def __init__(self, ask: AskKernel, question: Callable[[], str | None], take: Callable[[Answer], None]) -> None:
        self._ask = ask
        self._question = question
        self._take = take
        self._put: str | None = None
        self.is_waiting = False
        """Whether an answer is under way; whoever waits for it goes on with what is newest then."""

    def forget(self) -> None:
        """What was answered may be otherwise by now."""
        self._put = None

    async def follow(self) -> None:
        """Ask until nothing new is left to ask. An answer to a question that is none any more is dropped."""
        if self.is_waiting:
            return
        self.is_waiting = True
        try:
            while (question := self._question()) is not None and question != self._put:
                self._put = question
                answer = await self._ask(question)
                if self._question() is not None:
                    self._take(answer)
        finally:
            self.is_waiting = False
