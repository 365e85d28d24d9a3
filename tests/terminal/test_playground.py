"""The playground in a real terminal: it trains, is looked back on, and leaves the terminal as it was."""

from __future__ import annotations

import re

import pytest
from terminal.learner import harm, settle
from terminal.test_leaving import assert_restored

pytestmark = pytest.mark.terminal


def epoch(painted) -> int:
    found = re.search(r"epoch ([\d ]+?)(?: /|  )", painted.text())
    return int(found[1].replace(" ", "")) if found else -1


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_it_trains_and_quits(course, at_desk, size):
    course.cells("1")
    desk = at_desk(course.root)
    painted = desk.start(size=size)
    painted.when(lambda: "│ 0/" in painted.text(), "no menu")
    painted.press("p")
    painted.until("paused", "epoch 0")
    painted.press(">>> ")
    painted.until("learning")
    settle(painted, lambda: epoch(painted) > 20, "it does not train")
    painted.press(" ")
    painted.until("paused")
    last = epoch(painted)
    painted.press("\x1b[D\x1b[D")
    painted.until("looking back")
    assert last - 2 <= epoch(painted) < last
    painted.press("?")
    painted.until("Train, or pause")
    painted.escape()
    painted.press("x")
    painted.until("a NumPy program")
    painted.escape()
    assert harm(painted) == []
    painted.press("q")
    painted.until("The unit")
    painted.press("\x11")
    assert painted.ended() == 0
    assert_restored(painted)
    assert desk.is_clean()
