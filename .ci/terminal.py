"""Run a command line that ends in a full-screen program, as somebody at a terminal would, and leave it with a key.

`python .ci/terminal.py LINE TEXT KEY`: runs LINE in a pseudo-terminal of 80 × 24, waits until the program has taken
the whole screen and TEXT stands on it, presses KEY, and ends with the command's own status. Only the standard library.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

PATIENCE = 900.0  # seconds for the set-up: a slow network brings half a gigabyte
LEAVING = 30.0  # seconds to end after the key
ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")


class Terminal:
    """A child on a pseudo-terminal and everything it wrote."""

    def __init__(self, line: str) -> None:
        self.written = b""
        self._pid, self._screen = pty.fork()
        if self._pid == 0:
            # Python has already set SIGPIPE aside; the child is a plain shell.
            os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24")
            os.execv("/bin/sh", ["sh", "-c", line])  # noqa: S606 (this program's purpose)
        fcntl.ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read(self, until: float) -> bool:
        """Take what comes before the time `until`; false when the child closed its end or the time is over."""
        ready, _, _ = select.select([self._screen], [], [], max(0.0, until - time.monotonic()))
        try:
            piece = os.read(self._screen, 65536) if ready else b""
        except OSError:  # Linux says EIO where others say end of file
            piece = b""
        if piece and ENTER not in self.written:
            sys.stdout.buffer.write(piece.split(ENTER)[0])
            sys.stdout.buffer.flush()
        self.written += piece
        return bool(piece)

    def shows(self, text: str) -> bool:
        """Whether the program has the whole screen and has written `text` on it."""
        _, taken, drawn = self.written.partition(ENTER)
        return bool(taken) and text.encode() in SEQUENCE.sub(b"", drawn)

    def press(self, key: str) -> None:
        """Type `key`."""
        os.write(self._screen, key.encode())

    def status(self) -> int:
        """The command's exit status, once it has ended."""
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def end(self) -> None:
        """End the command and what it started: a pseudo-terminal's child leads its own session."""
        os.killpg(self._pid, signal.SIGKILL)


def main(line: str, text: str, key: str) -> int:
    """Run, wait, press, and say how it went."""
    terminal = Terminal(line)
    until = time.monotonic() + PATIENCE
    while not terminal.shows(text) and terminal.read(until):
        pass
    if not terminal.shows(text):
        print(f"\nterminal.py: {text!r} did not come to the screen", file=sys.stderr)
        sys.stderr.buffer.write(SEQUENCE.sub(b"", terminal.written)[-4000:])
        if time.monotonic() >= until:
            terminal.end()
        return terminal.status() or 1
    print(f"\nterminal.py: {text!r} is on the screen; pressing {key!r}", flush=True)
    terminal.press(key)
    until = time.monotonic() + LEAVING
    while terminal.read(until):
        pass
    if time.monotonic() >= until:
        terminal.end()
        print("terminal.py: the program did not end", file=sys.stderr)
        return 1
    status = terminal.status()
    if not terminal.written.rstrip().rpartition(LEAVE)[1]:
        print("terminal.py: the program did not give the screen back", file=sys.stderr)
        return 1
    print(f"terminal.py: the program ended with status {status}", flush=True)
    return status


if __name__ == "__main__":
    if len(sys.argv) != 4:  # noqa: PLR2004 (LINE TEXT KEY)
        raise SystemExit("usage: terminal.py LINE TEXT KEY")
    raise SystemExit(main(*sys.argv[1:]))
