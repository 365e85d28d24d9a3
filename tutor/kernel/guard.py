"""The process that owns a kernel: it limits the kernel's memory, ends its whole tree, and goes when the tutor has gone.

A program of its own, run by its path (`python -I -S guard.py DIRECTORY BYTES COMMAND…`) so that it starts in
milliseconds; it imports the standard library and nothing of `tutor`. Standard input brings one-letter commands
(`i` interrupt, `k` kill; its end means that the tutor is gone), standard output takes lines: `pid N`, `sent` after each
interrupt, `limit USED` when the watchdog ended the tree, `exit CODE` (negative: a signal); what follows is the last of
what the kernel itself wrote to its standard output and error.
"""

from __future__ import annotations

import ctypes
import os
import select
import shutil
import signal
import sys
import time
from pathlib import Path
from types import FrameType

TAIL = 4096
SLACK = 512 << 20  # mapped libraries count as resident but not as data: a MemoryError shall come before the watchdog
FILE_LIMIT = 2 << 30
LINUX = sys.platform == "linux"
TICK = 0.1 if LINUX else 1.0  # elsewhere a look at the processes is a run of `ps`
PAGE = os.sysconf("SC_PAGE_SIZE")
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


def main(arguments: list[str]) -> int:
    """Run the kernel until it ends, the tutor says so, or the tutor is gone."""
    directory, limit, *command = arguments
    libc = ctypes.CDLL(None) if LINUX else None
    if libc:
        libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _Guard(command, int(limit), libc).watch()
    finally:
        end_tree()
        shutil.rmtree(directory, ignore_errors=True)
    return 0


class _Guard:
    """The kernel, its output's end and the two pipes to the tutor."""

    def __init__(self, command: list[str], limit: int, libc: ctypes.CDLL | None) -> None:
        self.limit = limit
        self.tail = b""
        self.used = 0
        self.wake, wake = os.pipe()
        self.output, output = os.pipe()
        for end in (self.wake, wake, self.output):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.kernel = os.fork()
        if self.kernel == 0:
            _become(command, output, limit, libc)
        os.close(output)
        _say(f"pid {self.kernel}")

    def watch(self) -> None:
        """Serve until the kernel or the tutor is gone."""
        due = 0.0
        sources = [0, self.wake, self.output]
        while True:
            ready, _, _ = select.select(sources, [], [], TICK)
            if self.output in ready and not self._drain():
                sources.remove(self.output)
            if self.wake in ready:
                os.read(self.wake, 512)
            if (code := reap(self.kernel)) is not None:
                return self._report(code)
            if 0 in ready and not self._obey():
                return None
            if self.limit and time.monotonic() >= due:
                due = time.monotonic() + TICK
                self._measure()

    def _drain(self) -> bool:
        """Keep the last of what the kernel's process printed past Jupyter; false at its end."""
        piece = os.read(self.output, 1 << 16)
        self.tail = (self.tail + piece)[-TAIL:]
        return bool(piece)

    def _obey(self) -> bool:
        commands = os.read(0, 64)
        for command in commands:
            if command == ord("i"):
                self._interrupt()
            elif command == ord("k"):
                os.kill(self.kernel, signal.SIGKILL)
        return bool(commands)

    def _interrupt(self) -> None:
        try:
            os.killpg(self.kernel, signal.SIGINT)
        except ProcessLookupError:  # it has not yet made its session
            os.kill(self.kernel, signal.SIGINT)
        _say("sent")

    def _measure(self) -> None:
        """End a tree that outgrew its limit; memory that forked processes share counts once."""
        used = resident(pids := descendants(os.getpid()))
        if used > self.limit + SLACK and (used := sum(map(proportional, pids)) or used) > self.limit + SLACK:
            self.used = used
            os.kill(self.kernel, signal.SIGKILL)

    def _report(self, code: int) -> None:
        end_tree()
        try:
            self._drain()
        except BlockingIOError:  # a stray heir holds the pipe open and has said nothing
            self.tail = self.tail[-TAIL:]
        if self.used:
            _say(f"limit {self.used}")
        _say(f"exit {code}")
        _say(self.tail.decode("utf-8", "replace"))


def _become(command: list[str], output: int, limit: int, libc: ctypes.CDLL | None) -> None:
    """In the child: a session, limits and ears of its own, then the kernel."""
    try:
        os.setsid()
        if libc:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        _limit(limit)
        os.execv(command[0], command)  # noqa: S606 (what a guard is for)
    except OSError as error:
        os.write(2, f"{command[0]}: {error}\n".encode())
    finally:
        os._exit(127)


def _limit(size: int) -> None:
    """Data, not address space: TensorFlow maps several gigabytes that it never touches."""
    import resource  # noqa: PLC0415 (POSIX only, like the rest of this child)

    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, FILE_LIMIT)]
    if LINUX and size:
        limits.append((resource.RLIMIT_DATA, size))
    for kind, value in limits:
        _, hard = resource.getrlimit(kind)
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (soft, hard))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _say(line: str) -> None:
    try:
        os.write(1, f"{line}\n".encode())
    except BrokenPipeError:  # the tutor is gone; standard input says so too
        return


def reap(kernel: int) -> int | None:
    """Bury the dead; the kernel's exit code (negative: its signal) if it is among them."""
    code = None
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return code
        if pid == 0:
            return code
        if pid == kernel:
            code = os.waitstatus_to_exitcode(status)


def end_tree() -> None:
    """Kill whatever descends from this process, also what left its session; orphans come back to a subreaper."""
    for _ in range(200):
        reap(0)
        left = descendants(os.getpid())
        if not left:
            return
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                continue
        time.sleep(0.005)


def descendants(root: int) -> list[int]:
    """The processes below `root`."""
    found: list[int] = []
    table = None if Path(f"/proc/self/task/{os.getpid()}/children").exists() else _table()
    frontier = [root]
    while frontier:
        pid = frontier.pop()
        below = _children(pid) if table is None else [child for child, (parent, _) in table.items() if parent == pid]
        found += below
        frontier += below
    return found


def _children(pid: int) -> list[int]:
    """Linux: the children of each of its threads."""
    below: list[int] = []
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            below += map(int, (thread / "children").read_text().split())
    except OSError:  # it ended while we looked
        return below
    return below


def _table() -> dict[int, tuple[int, int]]:
    """Elsewhere: every process's parent and resident bytes, as `ps` has them (`ps` itself left out)."""
    with os.popen("ps -axo pid=,ppid=,rss=,comm=") as listing:  # noqa: S605, S607 (a fixed text, the system's own `ps`)
        rows = [line.split(None, 3) for line in listing]
    own = os.getpid()
    return {
        int(pid): (int(parent), int(size) << 10)
        for pid, parent, size, name in rows
        if not (int(parent) == own and name.strip().rsplit("/", 1)[-1] in {"ps", "sh"})
    }


def resident(pids: list[int]) -> int:
    """Bytes of memory that the processes have in use, together."""
    if not LINUX:
        table = _table()
        return sum(table[pid][1] for pid in pids if pid in table)
    total = 0
    for pid in pids:
        try:
            total += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
        except (OSError, IndexError):  # it ended while we looked
            continue
    return total


def proportional(pid: int) -> int:
    """Bytes in use, shared ones divided by those who share them (0: not known); dear, so asked only at the limit."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it ended, or the system has no such file
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
