"""Any keys at all: never a traceback, always an answer. NNTUTOR_KEYS_SEED and NNTUTOR_KEYS ask for others, and more."""

from __future__ import annotations

import os
import random

import pytest
from terminal.learner import harm

pytestmark = pytest.mark.terminal
SEED = int(os.environ.get("NNTUTOR_KEYS_SEED", "1"))
COUNT = int(os.environ.get("NNTUTOR_KEYS", "400"))
KEYS = [
    *"abcdefghijklmnoprstuwxyzLNX0123456789/?<>[](){}'\"#:.,;=+-*%&|~!@$^_ ", "\r", "\t", "\x7f", "\x1b", "\x1b[A",
    "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x1b[Z", "\x1b[15~", "\x1b[3~", "\x03",
    "\x12", "\x19", "\x01", "\x05", "\x0b", "\x15", "\x17", "ñ", "é", "∑", "日",
    "\x1b[200~pasted\nlines\x1b[201~",
    "\x1b[<0;20;10M\x1b[<0;20;10m", "\x1b[<64;20;10M", "\x1b[<65;20;10M", "\x1b[I", "\x1b[O", "\x1bx", "\x1b[99;99R",
]  # fmt: skip
QUIZ = """
    id: quiz
    title: Three things
    unit: "1.2"
    pass: 0.5
    questions:
      - {id: one, kind: number, prompt: "The first?", answer: 1, feedback: Told}
      - {id: two, kind: true_false, prompt: "The second?", answer: true, feedback: {true: "Yes", false: "No"}}
      - id: three
        kind: choice
        prompt: "The third?"
        options: [{text: A, right: true, feedback: "Yes"}, {text: B, feedback: "No"}]
"""
LESSON = """Words and a [link](1.3) and [another](https://example.org/x).

```{code-cell} ipython3
for i in range(3): print(i)
```

## A section

```{code-cell} ipython3
import time; time.sleep(0.2); 1 / 0
```

```{code-cell} ipython3
name = input("name? ")
```
"""


def test_random_keys(course, at_desk):
    course.lesson(LESSON)
    course.lesson(LESSON, unit="1.3", title="The third unit")
    course.quiz(QUIZ)
    desk = at_desk(course.root)
    painted = desk.start()
    painted.until("The unit")
    chance = random.Random(SEED)  # noqa: S311 (keys, no secrets)
    pressed = []
    for _ in range(COUNT):
        key = chance.choice(KEYS)
        pressed.append(key)
        try:
            painted.press(key)
            painted.quiet(0.005, 0.02)
        except OSError:
            pytest.fail(f"ended after {pressed[-20:]}:\n{painted.bytes[-3000:].decode('utf-8', 'replace')}")
    for _ in range(4):  # out of whatever is open, back to the menu
        painted.escape()
    painted.when(lambda: "nntutor" in painted.text() or not painted.press("\x1b"), "no way back", 20)
    painted.press("\x11")
    assert painted.ended() == 0
    assert [one for one in harm(painted) if b"alternate" not in one] == []
    assert desk.is_clean()


def test_clicks_on_a_message_that_goes(course, at_desk):
    course.lesson(LESSON)
    painted = at_desk(course.root).start()
    painted.until("The unit")
    painted.press("\x03")
    painted.until("Nothing is running")
    painted.press("\x1b[<0;40;21M\x1b[<0;40;21m" * 6)
    painted.until_gone("Nothing is running")
    painted.press("?")
    painted.until("All keys of this screen")
    assert harm(painted) == []


def test_what_is_typed_in_one_burst_is_what_runs(course, at_desk):
    course.cells("1", "2")
    painted = at_desk(course.root).open()
    painted.press("n\r")
    painted.until("Esc done")
    painted.press(";print('bur' + 'st')\x12")
    painted.until("burst", "[1] ✓")
    painted.press("nn")
    painted.press("n\x12o")
    painted.until("[2] ✓")
    assert painted.shows("burst")
