"""A learner at a terminal: the real program on a course, in a home of its own, with all that it leaves behind."""

from __future__ import annotations

import base64
import re
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import psutil
from painted import PYTHON, Painted

from tutor.progress import Progress

ON_A_COURSE = """
import sys
from pathlib import Path
from tutor.tui.app import run
raise SystemExit(run(sys.argv[1], Path(sys.argv[2])))
"""
OBEYED = re.compile(rb"\x1b[]P_^X]|\x07|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
"""What makes a terminal ring, turn text round, write its title or clipboard, follow a link; none of it is ours."""
POINTER = re.compile(rb"\x1b\]22;[a-z-]*\x07")
"""The mouse pointer's shape: the one such sequence that Textual writes by itself."""
COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
"""Text for the clipboard, in base 64."""
ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"


class Desk:
    """A home directory and a short runtime directory, for one start of the program after the other.

    The learner has taken the tour, which stands on the menu at the very first start; not with `is_new`.
    """

    def __init__(self, root: Path | None = None, *, is_new: bool = False) -> None:
        self.root = root
        self._place = Path(tempfile.mkdtemp(prefix="nnt-desk-"))
        self.home, self.runtime = self._place / "home", self._place / "run"
        self.runtime.mkdir()
        if not is_new:
            progress = Progress(self.home / "progress.db")
            progress.set_setting("tour", "taken")
            progress.close()
        self._starts: list[Painted] = []

    def start(
        self, *, language: str = "en", size: tuple[int, int] = (80, 24), env: Mapping[str, str] | None = None
    ) -> Painted:
        """The program in a terminal, on the shipped course or on `root`."""
        course = ["-m", "tutor", "--lang", language]
        if self.root is not None:
            course = ["-c", ON_A_COURSE, language, str(self.root)]
        here = {"NNTUTOR_HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.runtime), **(env or {})}
        self._starts.append(Painted([PYTHON, *course], here, size))
        return self._starts[-1]

    def open(self, unit: str = "", **how: object) -> Painted:
        """The same, in the only unit of the course or in the one that a search for `unit` finds; its kernel is up."""
        painted = self.start(**how)  # type: ignore[arg-type]
        painted.when(lambda: "│ 0/" in painted.text() or "| 0/" in painted.text(), "no menu")
        if unit:
            painted.press("/" + unit)
            painted.until("/ " + unit)
            painted.press("\r")
            painted.until("▸")
        painted.press("\r")
        painted.when(lambda: painted.shows("kernel ready") or painted.shows("kernel listo"), "no kernel")
        return painted

    def processes(self) -> list[psutil.Process]:
        """Every kernel, guard and child of theirs: who has this home in its environment and is not the program."""
        own = {painted.pid for painted in self._starts}
        found = []
        for process in psutil.process_iter():
            try:
                is_ours = process.environ().get("NNTUTOR_HOME") == str(self.home)
            except psutil.Error:  # it has gone, or is another user's
                continue
            if is_ours and process.pid not in own and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        return found

    def kernel(self) -> psutil.Process:
        """The kernel; the oldest, should another be kept warm."""
        kernels = [one for one in self.processes() if "ipykernel_launcher" in one.cmdline()[3:4]]
        return min(kernels, key=lambda one: one.create_time())

    def is_clean(self, timeout: float = 10) -> bool:
        """No process and no private directory is left, within `timeout` seconds."""
        _gone, alive = psutil.wait_procs(self.processes(), timeout)
        return not alive and not self.processes() and not list(self.runtime.iterdir())

    def close(self) -> None:
        """End everything."""
        for painted in self._starts:
            painted.close()
        for process in self.processes():
            process.kill()
        shutil.rmtree(self._place, ignore_errors=True)


def _unless_ours(copied: re.Match[bytes]) -> bytes:
    """Nothing where the clipboard gets a link or a proof of the playground, which a key there copies."""
    text = base64.b64decode(copied[1])
    return b"" if text.startswith((b"https://playground.tensorflow.org/#", b"nnt1.")) else copied[0]


def harm(painted: Painted) -> list[bytes]:
    """What the program has written that a terminal would obey and we never mean, with what stands around it."""
    written = COPIED.sub(_unless_ours, POINTER.sub(b"", bytes(painted.bytes)))
    found = [written[max(0, hit.start() - 20) : hit.end() + 30] for hit in OBEYED.finditer(written)]
    if written.count(ALTERNATE_ON) != 1 or ALTERNATE_OFF in written:
        found.append(b"the alternate screen was left or entered")
    return found


def settle(painted: Painted, is_so, trouble: str, timeout: float = 10) -> None:
    """Wait for something that is not on the screen, and go on reading it meanwhile."""
    end = time.monotonic() + timeout
    while not is_so():
        assert time.monotonic() < end, f"{trouble}:\n{painted.text()}"
        painted.quiet(0.05)
