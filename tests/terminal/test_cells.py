"""What a cell may do: the program answers keys throughout, and the next cell runs."""

from __future__ import annotations

import signal

import pytest

pytestmark = pytest.mark.terminal
RUN, STOP = "\x12", "\x03"


def run(painted, words):
    painted.press(RUN)
    return painted.until(words)


def alone(painted):
    """Run the next cell, and not those above it."""
    painted.press("n")
    painted.quiet(0.1)
    painted.press(RUN)
    painted.quiet(0.3)
    if painted.shows("run only this one"):
        painted.press("o")


def test_an_endless_loop(course, at_desk):
    course.cells("kept = 7\nwhile True: pass", "print('kept is', kept)")
    painted = at_desk(course.root).open()
    run(painted, "running")
    painted.until("running 0.")
    painted.press(STOP)
    assert painted.until("interrupted") < 3
    alone(painted)
    painted.until("kept is 7")
    assert painted.shows("KeyboardInterrupt") or painted.shows("interrupted")


STUBBORN = """
import signal
signal.signal(signal.SIGINT, lambda *_: print("not", "me"))
while True: pass
"""


def test_a_cell_that_will_not_stop(course, at_desk):
    course.cells(STUBBORN, "print('a fresh', 'kernel')")
    desk = at_desk(course.root)
    painted = desk.open()
    old = desk.kernel().pid
    run(painted, "running 0.")
    painted.press(STOP)
    painted.until("not me")
    painted.press(STOP)
    painted.until("restart the kernel")
    painted.press("r")
    painted.until("A fresh kernel")
    painted.until("kernel ready")
    alone(painted)
    painted.until("a fresh kernel")
    assert desk.kernel().pid != old


def test_a_flood(course, at_desk):
    course.cells("for i in range(200_000): print('line', i)\nprint('the', 'end')", "print('and', 'then')")
    painted = at_desk(course.root).open()
    run(painted, "line ")
    painted.press("?")
    assert painted.until("Interrupt the running cell") < 1
    painted.escape()
    painted.until("the end", "kernel ready")
    alone(painted)
    painted.until("and then")
    assert painted.shows("kernel")


def test_a_dead_kernel(course, at_desk):
    course.cells("import time\nprint('up')\ntime.sleep(1000)", "print('alive', 'again')")
    desk = at_desk(course.root)
    painted = desk.open()
    run(painted, "running 0.")
    desk.kernel().send_signal(signal.SIGKILL)
    painted.until("signal 9 SIGKILL", "kernel dead")
    painted.press("0")
    painted.until("kernel ready")
    alone(painted)
    painted.until("alive again")
    assert painted.shows("✗") or painted.shows("died")


def test_a_question_and_an_error(course, at_desk):
    course.cells("name = input('Your' + ' name? ')\nprint('Hello,', name)", "1 / 0", "print('after', 'all')")
    painted = at_desk(course.root).open()
    run(painted, "Your name?")
    painted.press("Ada\r")
    painted.until("Hello, Ada")
    alone(painted)
    painted.until("ZeroDivisionError")
    alone(painted)
    assert painted.until("after all") < 5


BREAKS = (
    "import sys; sys.stdout = sys.stderr = None",
    "import os; os.closerange(0, 3)",
    "raise SystemExit(3)",
    "import os, sys; os.chdir('/'); sys.path.clear()",
)


@pytest.mark.parametrize("breaks", BREAKS)
def test_a_cell_that_breaks_its_world(course, at_desk, breaks):
    course.cells(breaks, "print('still', 'here')")
    desk = at_desk(course.root)
    painted = desk.open()
    painted.press(RUN)
    painted.until("┏━ [1]") if breaks != BREAKS[0] else painted.quiet(1)
    painted.press("0")
    painted.until("A fresh kernel")
    painted.until("kernel ready")
    alone(painted)
    painted.until("still here")
    assert desk.kernel().is_running()
