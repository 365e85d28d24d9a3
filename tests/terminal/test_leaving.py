"""However the program ends, the terminal is as it was and nothing of a kernel is left."""

from __future__ import annotations

import signal
import termios

import pytest
from terminal.learner import ALTERNATE_OFF

pytestmark = pytest.mark.terminal
MOUSE_OFF, CURSOR_SHOWN, PASTE_OFF = b"\x1b[?1000l", b"\x1b[?25h", b"\x1b[?2004l"


def assert_restored(painted):
    rest = bytes(painted.bytes[painted.bytes.rindex(ALTERNATE_OFF) - 200 :])
    for sequence in (MOUSE_OFF, CURSOR_SHOWN, PASTE_OFF):
        assert sequence in rest
    last_hidden = painted.bytes.rfind(b"\x1b[?25l")
    assert painted.bytes.rfind(CURSOR_SHOWN) > last_hidden
    assert painted.modes[3] & termios.ECHO
    assert painted.modes[3] & termios.ICANON


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_while_a_cell_runs(course, at_desk, number):
    course.cells("while True: pass")
    desk = at_desk(course.root)
    painted = desk.open()
    painted.press("\x12")
    painted.until("kernel busy")
    assert painted.kill(number) == 128 + number
    assert_restored(painted)
    assert desk.is_clean()


def test_q_leaves_nothing(course, at_desk):
    course.cells("import subprocess; subprocess.Popen(['sleep', '1000'])", "1")
    desk = at_desk(course.root)
    painted = desk.open()
    painted.press("a")
    painted.until("[2] ✓")
    assert any("sleep" in process.name() for process in desk.processes())
    painted.press("q")
    painted.until("q quit")
    painted.press("q")
    assert painted.ended() == 0
    assert_restored(painted)
    assert desk.is_clean()


def test_a_terminal_that_is_gone(course, at_desk):
    course.cells("while True: pass")
    desk = at_desk(course.root)
    painted = desk.open()
    painted.press("\x12")
    painted.until("kernel busy")
    assert painted.hang_up(timeout=20) == 128 + signal.SIGHUP
    assert desk.is_clean()
