"""A line typed while a cell waits for it: the event loop goes on, so that Ctrl+C and a dying kernel are noticed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.console.terminal import Terminal


class NobodyThere(Exception):  # noqa: N818 (it says what is the case)
    """There is no terminal to answer from, or its person has ended the input."""


async def line_from(terminal: Terminal, prompt: str, *, is_secret: bool) -> str:
    """What the person answers to `prompt`; not shown while typed when `is_secret`. Raises NobodyThere."""
    if not terminal.is_answered:
        raise NobodyThere
    terminal.prompt(prompt)
    with _echo_off(terminal.source.fileno()) if is_secret else _as_it_is():
        await _readable(terminal.source.fileno())
        line = terminal.source.readline()
    if not line:
        raise NobodyThere
    return line.rstrip("\r\n")


async def _readable(source: int) -> None:
    """Until a whole line waits at `source`: a terminal hands over whole lines."""
    if os.name != "posix":
        return  # no reader to add there: the line is waited for by reading it
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(source, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(source)


@contextmanager
def _as_it_is() -> Iterator[None]:
    yield


@contextmanager
def _echo_off(source: int) -> Iterator[None]:
    if os.name != "posix":
        yield
        return
    import termios  # noqa: PLC0415 (POSIX only)

    before = termios.tcgetattr(source)
    hidden = [*before]
    hidden[3] &= ~termios.ECHO
    termios.tcsetattr(source, termios.TCSAFLUSH, hidden)
    try:
        yield
    finally:
        termios.tcsetattr(source, termios.TCSAFLUSH, before)
