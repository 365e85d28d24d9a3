"""The script that plays a stranger at a terminal, against programs of every behaviour."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

TERMINAL = Path(__file__).resolve().parent.parent / ".ci" / "terminal.py"
pytestmark = pytest.mark.terminal

GOOD = r"""
import sys, termios, tty
tty.setcbreak(0)
print("\x1b[?1049h\x1b[2J\x1b[1m2\x1b[0m.1 Shapes", flush=True)
key = sys.stdin.read(1)
print("\x1b[?1049l" if {back} else "", flush=True)
sys.exit({status} if key == "q" else 9)
"""


def play(program: str, text: str = "2.1") -> subprocess.CompletedProcess[str]:
    line = f"echo setting up && {shlex.quote(sys.executable)} -c {shlex.quote(program)}"
    command = [sys.executable, TERMINAL, line, text, "q"]
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False)


def test_a_program_that_shows_its_text_and_leaves_passes():
    done = play(GOOD.format(back=True, status=0))
    assert done.returncode == 0, done.stderr
    assert "setting up" in done.stdout
    assert "Shapes" not in done.stdout


def test_its_status_is_handed_on():
    assert play(GOOD.format(back=True, status=3)).returncode == 3


def test_a_screen_that_is_not_given_back_fails():
    done = play(GOOD.format(back=False, status=0))
    assert done.returncode == 1
    assert "give the screen back" in done.stderr


@pytest.mark.parametrize("program", ["print('2.1')", "raise SystemExit(4)"])
def test_a_program_that_never_takes_the_screen_fails(program):
    done = play(program)
    assert done.returncode != 0
    assert "did not come to the screen" in done.stderr
