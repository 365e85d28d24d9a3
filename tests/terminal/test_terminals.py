"""Small, colourless, plain and dumb terminals."""

from __future__ import annotations

import os
import re
import subprocess

import pytest
from painted import PYTHON

pytestmark = pytest.mark.terminal
COLOUR = re.compile(rb"\x1b\[(?:[0-9;:]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m")
LESSON = """An English paragraph, with `code` and **weight**.

| a | b |
|---|---|
| 1 | 2 |

:::{note}
A note.
:::

- one
- two

$$ \\frac{1}{2} \\sum_i x_i $$

```{code-cell} ipython3
from tutor.live import report
for step in range(60): report(step, total=60, loss=1 / (step + 1))
print("the", "end")
```

```{code-cell} ipython3
1 / 0
```
"""


def walk(painted):
    """Through the menu, the help, a lesson with a chart and an error, and back."""
    painted.until("The unit")
    painted.press("?")
    painted.until("All keys")
    painted.escape()
    painted.press("\r")
    painted.until("kernel ready")
    painted.press("a")
    painted.until("ZeroDivisionError")
    painted.until("kernel ready")
    painted.press("n")
    painted.quiet(0.1)
    painted.press("\r")
    painted.until("Esc done")
    painted.press("# mine")
    painted.until("# mine")
    painted.escape()
    painted.press("q")
    painted.until("Enter open")
    painted.press("q")
    assert painted.ended() == 0


@pytest.mark.parametrize(
    "env",
    [{"NNTUTOR_ASCII": "1"}, {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["asked", "locale"],
)
def test_plain_ascii(course, at_desk, env):
    """Charts, frames and keys; what an author wrote in other characters stays theirs."""
    course.lesson(LESSON)
    painted = at_desk(course.root).start(env=env)
    walk(painted)
    written = bytes(painted.bytes)
    assert set(written.decode()) - set(map(chr, range(128))) == set()


def test_no_colour(course, at_desk):
    course.lesson(LESSON)
    painted = at_desk(course.root).start(env={"NO_COLOR": "1"})
    walk(painted)
    found = [hit[0] for hit in COLOUR.finditer(bytes(painted.bytes))]
    assert found == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_sizes(course, at_desk, language):
    course.lesson(LESSON)
    desk = at_desk(course.root)
    painted = desk.start(language=language, size=(20, 5))
    painted.when(lambda: "40" in painted.text(), "nothing about the size")
    for size in ((80, 24), (20, 5), (40, 12), (120, 40)):
        painted.resize(*size)
        painted.until("The unit" if size[0] >= 40 else "40")
    painted.press("\r")
    painted.until("An English paragraph")
    for size in ((20, 5), (40, 12), (20, 5), (80, 24)):
        painted.resize(*size)
        painted.until("An English" if size[0] >= 40 else "40")
    painted.until("kernel")
    assert painted.text().count("\n") == 23


def test_the_terminals_own_size_counts_not_what_a_shell_has_exported(course, at_desk):
    painted = at_desk(course.root).start(size=(20, 5), env={"COLUMNS": "80", "LINES": "24"})
    painted.when(lambda: "40" in painted.text(), "nothing about the size")
    assert painted.text().count("\n") == 4


def test_resizes_while_a_cell_runs(course, at_desk):
    course.cells("import time\nfor i in range(10**6): print(i, flush=True); time.sleep(0.01)", "print('the', 'next')")
    painted = at_desk(course.root).open()
    painted.press("\x12")
    painted.until("running 0.")
    for index in range(50):
        painted.resize(*[(120, 40), (40, 12), (80, 24), (20, 5), (64, 20)][index % 5])
        painted.quiet(0.01, 0.05)
    painted.resize(80, 24)
    painted.until("kernel busy")
    painted.press("\x03")
    painted.until("kernel ready")
    assert painted.text().count("─") > 80


@pytest.mark.parametrize("how", ["dumb", "pipe"])
def test_no_terminal_to_draw_on(at_desk, how):
    desk = at_desk()
    if how == "dumb":
        painted = desk.start(env={"TERM": "dumb"})
        assert painted.ended() == 2
        words = painted.bytes.decode()
        assert "\x1b" not in words
    else:
        done = subprocess.run(
            [PYTHON, "-m", "tutor"],
            env={**os.environ, "NNTUTOR_HOME": str(desk.home)},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert (done.returncode, done.stdout) == (2, "")
        words = done.stderr
    assert words.strip().count("\n") == 0
    assert "nntutor" in words
