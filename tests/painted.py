"""A program in a pseudo-terminal, timed by what it paints."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import psutil
import pyte

PATIENCE = 100.0
"""Seconds for what must come: importing Keras alone takes 30 on a machine that has five other things to do."""


class Painted:
    """Runs `argv` at a size; `until` waits for words on the screen and says how long they took."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.bytes = bytearray()
        self.modes: list[Any] = []
        self.began = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.execve(  # noqa: S606 (that is what a terminal does)
                argv[0], list(argv), {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **env}
            )
        self.resize(*size)

    def resize(self, columns: int, lines: int) -> None:
        """Another size, told to the program as a terminal does."""
        self._screen.resize(lines, columns)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.began = time.perf_counter()
        os.kill(self._pid, signal.SIGWINCH)

    def press(self, keys: str) -> None:
        """Type; the clock starts."""
        self.began = time.perf_counter()
        os.write(self._fd, keys.encode())

    def escape(self) -> None:
        """Press Escape, and nothing right behind it: together they would be another key."""
        self.press("\x1b")
        self.quiet(0.15)

    def until(self, *words: str, timeout: float = PATIENCE) -> float:
        """Seconds from the start, the last key or the last resize until all `words` are on the screen."""
        return self.when(lambda: all(self.shows(word) for word in words), f"{words} not on the screen", timeout)

    def until_gone(self, *words: str, timeout: float = PATIENCE) -> float:
        """The same until none of `words` is on the screen."""
        return self.when(lambda: not any(map(self.shows, words)), f"{words} still on the screen", timeout)

    def when(self, is_so: Callable[[], bool], trouble: str, timeout: float = PATIENCE) -> float:
        """The same until the screen makes `is_so` true; `trouble` says what is wrong if it does not in time."""
        while not is_so():
            self._read(timeout, trouble)
        return time.perf_counter() - self.began

    def shows(self, words: str) -> bool:
        """Whether `words` are in a line of the screen."""
        return any(words in line for line in self._screen.display)

    def quiet(self, seconds: float = 0.4, most: float = 3) -> float:
        """Read until nothing has come for a while; a running clock on the screen is never quiet, so `most` ends it.

        Returns when the last of it came: seconds from the start, the last key or the last resize.
        """
        last = self.began
        end = time.perf_counter() + most
        while time.perf_counter() < end and select.select([self._fd], [], [], seconds)[0]:
            self._take()
            last = time.perf_counter()
        return last - self.began

    def _take(self) -> None:
        data = os.read(self._fd, 65536)
        self.bytes += data
        self._stream.feed(data)

    def _read(self, timeout: float, trouble: str) -> None:
        if not select.select([self._fd], [], [], max(0, timeout - (time.perf_counter() - self.began)))[0]:
            raise TimeoutError(f"{trouble}:\n{self.text()}")
        try:
            self._take()
        except OSError as error:
            raise EOFError(f"the program ended:\n{self.text()}") from error

    def text(self) -> str:
        """The screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def pid(self) -> int:
        """The program."""
        return self._pid

    def kill(self, number: int = signal.SIGKILL) -> int:
        """Send a signal, read to the end, and return the exit status (negative: the signal that ended it)."""
        os.kill(self._pid, number)
        return self.ended()

    def hang_up(self, timeout: float) -> int:
        """Take the terminal away, as a dropped ssh line does; the exit status of a program that ends in time."""
        os.close(self._fd)
        pid, self._pid = self._pid, 0
        status: int = psutil.Process(pid).wait(timeout)
        return status

    def ended(self) -> int:
        """Read until the program has ended; its exit status. `modes` are the terminal's then (`termios.tcgetattr`)."""
        while True:
            try:
                self._take()
            except OSError:
                break
        _pid, status = os.waitpid(self._pid, 0)
        self.modes = termios.tcgetattr(self._fd)
        os.close(self._fd)
        self._pid = 0
        return os.waitstatus_to_exitcode(status)

    def close(self) -> None:
        """End the program if it still runs."""
        if self._pid:
            self.kill()


PYTHON = sys.executable
