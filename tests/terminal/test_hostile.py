"""Content that speaks to the terminal or to Textual is shown as text or dropped, wherever it stands."""

from __future__ import annotations

import json

import pytest
from terminal.learner import harm

pytestmark = pytest.mark.terminal
MARKUP = "[/] [@click=app.quit]x[/] [red]r[/red]"
OSC_52, OSC_0, OSC_8 = "\x1b]52;c;UFdORUQ=\x07", "\x1b]0;PWNED\x07", "\x1b]8;;http://pwned.example\x1b\\L\x1b]8;;\x1b\\"
OTHERS = "\x1bPPWNED\x1b\\ \x1b_PWNED\x1b\\ \x1b[2J\x1b[?1049l\x1b[?1049h \x9d0;PWNED\x9c \x9b2J \u202eedoc\u2066 \x07"
EVIL = OSC_52 + OSC_0 + OSC_8 + OTHERS


def lesson(evil: str) -> str:
    return f"""Prose {evil} {MARKUP} and `{evil}{MARKUP}`, [a link {evil}](https://example.org/{evil.replace(" ", "")}).

| head {evil} {MARKUP} | b |
|---|---|
| {evil} {MARKUP} | 2 |

:::{{note}} Title {evil} {MARKUP}
Note {evil} {MARKUP}
:::

> quote {evil} {MARKUP}

$$ x = \\text{{{evil}}} $$

<b>{evil}{MARKUP}</b> ![alt {evil}](a.png)

```{{code-cell}} ipython3
print("cell one")  # {evil} {MARKUP}
```

The last words.
"""


def test_a_lesson(course, at_desk):
    course.lesson(lesson(EVIL), title=f"Title {EVIL} {MARKUP}")
    desk = at_desk(course.root)
    painted = desk.open()
    painted.until("[@click=app.quit]x[/]")
    for _ in range(4):
        painted.press("\x1b[6~")
        painted.quiet(0.1)
    painted.until("The last words")
    painted.press("o")
    painted.until("Open a link")
    painted.press("\r")
    painted.quiet(0.2)
    painted.escape()
    painted.press("n")
    painted.until("Enter edit")
    painted.press("\x12")
    painted.until("[1] ✓")
    assert harm(painted) == []


SAYS = """
import sys, os
from IPython.display import HTML, display
class Named(Exception): pass
evil = {evil}
print("OUT", evil)
print("ERR", evil, file=sys.stderr)
"""
SHOWS = """
os.write(1, evil.encode() + b"raw" + bytes([0x9b]) + b"2J")
display({"text/plain": evil}, raw=True)
display(HTML("<p>" + evil + "</p>"))
display({"text/plain": "updated " + evil}, raw=True, display_id=evil)
"""
RAISES = """
Named.__name__ = Named.__qualname__ = evil
raise Named(evil + " THE END")
"""


def test_a_cell(course, at_desk):
    says = SAYS.format(evil=json.dumps(EVIL + MARKUP))
    course.cells(says, SHOWS, "print(input('NAME? ' + evil))", RAISES)
    painted = at_desk(course.root).open()
    painted.press("a")
    painted.until("NAME?", "[@click=app.quit]x[/]")
    painted.press("me \x9b2J \u202e [/]\r")
    painted.until("THE END", "✗")
    painted.press("t")
    painted.quiet(0.2)
    painted.press("\x1b[5~")
    painted.until("updated")
    assert harm(painted) == []


def in_yaml(text: str) -> str:
    return json.dumps(text)  # YAML's double quotes read JSON's escapes


def test_a_quiz(course, at_desk):
    evil = in_yaml(EVIL + MARKUP + " words")
    course.quiz(f"""
        id: quiz
        title: {evil}
        unit: "1.1"
        pass: 0.5
        questions:
          - id: one
            kind: choice
            prompt: {evil}
            options:
              - {{text: {evil}, right: true, feedback: {evil}}}
              - {{text: {in_yaml("other" + EVIL + MARKUP)}, feedback: {evil}}}
          - id: two
            kind: number
            prompt: {in_yaml("Number " + EVIL + MARKUP)}
            answer: 3
            feedback: {evil}
        """)
    painted = at_desk(course.root).start()
    painted.until("2 questions")
    painted.press("\r")
    painted.until("1/2")
    painted.press("a")
    painted.until("Enter answer")
    painted.quiet(0.1)
    painted.press("\r")
    painted.until("Enter next")
    painted.press("\r")
    painted.until("Number")
    painted.press("4" + MARKUP + "\r")
    painted.quiet(0.2)
    painted.press("\x7f" * len(MARKUP) + "\r")
    painted.until("Enter next")
    painted.press("\r")
    painted.until("try again")
    assert harm(painted) == []


def test_file_names_and_broken_files(course, at_desk):
    name = EVIL.replace("/", "") + "[@click=app.quit]"
    course.lesson("Fine.", unit="1.1", name=f"1.1{name}.md")
    course.lesson("```{code-cell}\n1", unit="1.2", name=f"1.2{name}.md")
    course.quiz(f"id: {in_yaml(EVIL + MARKUP)}\n{in_yaml('key' + EVIL + MARKUP)}: 1\n", name=f"a{name}.yaml")
    painted = at_desk(course.root).start()
    painted.until("The unit")
    painted.press("\r")
    painted.until("Fine.")
    painted.until("kernel ready")
    painted.press("q")
    painted.until("q quit")
    painted.press("\x1b[B\r")
    painted.quiet(0.3)
    assert harm(painted) == []
