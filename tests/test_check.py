"""Content checked like code: links, pairs, cells, and a run through a scripted session."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path

import pytest

from tutor.check import check
from tutor.content.code import difference, fault
from tutor.content.lesson import Cell
from tutor.kernel.events import Event, Failure, Finished, Input, State, Text

ROOT = Path(__file__).parents[1]
LESSON = """\
---
nntutor: {unit: "1.2", minutes: 7}
---

# TITLE

Back to [1.1](1.1), on to [3.3](3.3) or <https://example.org>.

```{code-cell}
:name: load
import numpy as np  # COMMENT
x = np.array([1, 2])
print(f"WORDS {x.sum()} and {x.mean():.2f}")
```

```{question} 1-test/a
```

```{code-cell}
:name: fails
:tags: [raises-exception]
1 / 0
```

![a digit](digit.png)

```{lab} neuron gate=xor
```
"""
QUIZ = """\
id: 1-test
title: {es: Prueba, en: Test}
unit: "1.10"
questions:
  - id: a
    kind: true_false
    unit: "1.2"
    prompt: See [1.2](1.2)
    answer: true
    feedback: {true: x, false: x}
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "course"
    write(
        root / "lessons/course.yaml", 'title: {es: C, en: C}\nchapters: {1: {es: U, en: O}}\nplanned: ["1.1", "3.3"]\n'
    )
    for language, title in (("es", "Título"), ("en", "Title")):
        text = LESSON.replace("TITLE", title).replace("WORDS", title * 2).replace("COMMENT", title)
        write(root / f"lessons/{language}/1.02-b.md", text)
        write(root / f"lessons/{language}/digit.png", "")
    write(root / "quizzes/1-test.yaml", QUIZ)
    return root


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    write(path, text.replace(old, new))


def told(path: Path, root: Path) -> list[str]:
    return [f"{problem.path.relative_to(root)}:{problem.line}: {problem.message}" for problem in check(path)]


def test_a_sound_course_has_no_problems(root):
    assert check(root) == []
    assert check(root / "lessons") == []
    assert check(root / "lessons/es") == []
    assert check(root / "lessons/en/1.02-b.md") == []
    assert check(root / "quizzes/1-test.yaml") == []
    assert check(root / "lessons/course.yaml") == []


def test_our_own_course_is_sound():
    assert [str(problem) for problem in check(ROOT)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "words"),
    [
        ("lessons/en/1.02-b.md", "(1.1)", "(1.7)", 7, "“1.7” leads nowhere"),
        ("lessons/en/1.02-b.md", "(1.1)", "(file:///etc/passwd)", 7, "leads nowhere"),
        ("lessons/en/1.02-b.md", "(1.1)", "(javascript:alert)", 7, "leads nowhere"),
        ("lessons/en/1.02-b.md", "(1.1)", "(../es/1.02-b.md)", 7, "leads nowhere"),
        ("lessons/en/1.02-b.md", "(1.1)", "(--version)", 7, "leads nowhere"),
        ("lessons/en/1.02-b.md", "https:", "smb:", 7, "leads nowhere"),
        ("lessons/en/1.02-b.md", "# Title\n\nBack", "# About 1.7\n\n[Before](1.7) back", 7, "leads nowhere"),
        ("lessons/en/1.02-b.md", "digit.png", "none.png", 25, "no picture none.png"),
        ("lessons/en/1.02-b.md", "![a digit]", "![]", 25, "a picture without words"),
        ("lessons/en/1.02-b.md", "x = np.array([1, 2])", "x = np.array([1, 2)", 12, "“load” does not compile"),
        ("lessons/en/1.02-b.md", "x = np.array([1, 2])", "x = np.array([1, 3])", 12, "does something else"),
        ("lessons/es/1.02-b.md", "x = np.array([1, 2])", "x = np.array([1, 3])", 12, "does something else"),
        ("lessons/en/1.02-b.md", "{x.sum()}", "{x.max()}", 13, "does something else"),
        ("lessons/en/1.02-b.md", ":name: load", ":name: other", 11, "“other” is not in es/1.02-b.md"),
        ("lessons/en/1.02-b.md", ":tags: [raises-exception]\n", "", 21, "tags of the cell “fails”"),
        ("lessons/en/1.02-b.md", "```{question} 1-test/a\n```\n", "", 16, "1-test/a is not in en/1.02-b.md"),
        ("lessons/en/1.02-b.md", "neuron", "neurn", 27, "no lab “neurn”: write neuron"),
        ("lessons/en/1.02-b.md", "gate=xor", "gat=xor", 27, "no option “gat”: write gate"),
        ("lessons/es/1.02-b.md", "gate=xor", "gate=xr", 27, "gate=xr: write one of and, or"),
        ("lessons/en/1.02-b.md", "gate=xor", "gate=xor w1=4", 27, "w1=4: write a number from -3 to 3"),
        ("lessons/en/1.02-b.md", "gate=xor", "gate=or", 27, "other labs than in es/1.02-b.md"),
        ("lessons/en/1.02-b.md", "\n```{lab} neuron gate=xor\n```\n", "", 1, "other labs than in es/1.02-b.md"),
        ("lessons/en/1.02-b.md", "gate=xor", "xor", 27, "a lab needs its name"),
        ("lessons/en/1.02-b.md", "minutes: 7", "minutes: x", 2, "no minutes"),
        ("quizzes/1-test.yaml", '"1.2"', '"1.7"', 5, "there is no unit 1.7"),
        ("quizzes/1-test.yaml", "(1.2)", "(1.7)", 5, "“1.7” leads nowhere"),
        ("quizzes/1-test.yaml", "See [1.2](1.2)", '"```python\\nx"', 5, "not closed"),
        ("quizzes/1-test.yaml", "answer: true", "answer: yes", 9, "neither true nor false"),
        ("lessons/es/1.02-b.md", 'unit: "1.2"', 'unit: "1.3"', 1, "let it start with 1.03-"),
        ("lessons/course.yaml", '"1.1", ', '"1.1", "1.2", ', 3, "1.2 is written"),
    ],
)
def test_a_fault_is_told_where_it_is(root, file, old, new, line, words):
    change(root / file, old, new)
    messages = told(root, root)
    wanted = [message for message in messages if words in message]
    assert len(wanted) == 1, messages
    assert f":{line}: " in wanted[0], messages
    assert len(messages) <= (3 if "name" in old else 2), messages


def test_a_lesson_is_written_in_both_languages(root):
    (root / "lessons/en/1.02-b.md").unlink()
    assert [message.partition(": ")[0] for message in told(root, root)] == ["lessons/es/1.02-b.md:1"]
    assert "there is no en/1.02-b.md" in told(root / "lessons/es/1.02-b.md", root)[0]


def test_cells_and_questions_keep_their_order(root):
    path = root / "lessons/en/1.02-b.md"
    text = path.read_text(encoding="utf-8")
    first, second = text.index("```{code-cell}"), text.rindex("```{code-cell}")
    end = text.index("![")
    write(path, text[:first] + text[second:end] + text[first:second] + text[end:])
    assert ["another order" in message for message in told(root, root)] == [True]


def test_a_question_must_exist(root):
    for language in ("es", "en"):
        change(root / f"lessons/{language}/1.02-b.md", "1-test/a", "1-test/b")
    messages = told(root, root)
    assert len(messages) == 2
    assert all("no question 1-test/b" in message and ":16: " in message for message in messages)


def test_a_broken_quiz_is_told_once(root):
    change(root / "quizzes/1-test.yaml", "kind: true_false", "kind: truefalse")
    assert len(told(root, root)) == 1


VARIED = """\
  - id: varied
    kind: choice
    vars: {m: {low: 1, high: 9}}
    prompt: What is {m} times {m}?
    options:
      - {text: "{m * m}", right: true, feedback: "See [1.2](1.2)."}
      - {text: "{m * m + 1}", feedback: No.}
"""


def test_twenty_attempts_at_a_question_with_variables_are_tried(root):
    path = root / "quizzes/1-test.yaml"
    write(path, QUIZ + VARIED)
    assert told(root, root) == []
    change(path, "{m * m + 1}", "{9 if m == 3 else 0}")
    message = "question “varied”, options: two options have the same text: change one (with m = 3)"
    assert told(root, root) == [f"quizzes/1-test.yaml:11: {message}"]


def test_a_copy_elsewhere_is_checked_against_the_course_of_the_tutor(tmp_path):
    lesson = next((ROOT / "lessons/en").glob("*.md"))
    copy = tmp_path / "copy.md"
    copy.write_text(lesson.read_text(encoding="utf-8"), encoding="utf-8")
    assert check(copy) == []
    quiz = next((ROOT / "quizzes").glob("*.yaml"))
    copy = tmp_path / "copy.yaml"
    copy.write_text(quiz.read_text(encoding="utf-8"), encoding="utf-8")
    assert check(copy) == []
    assert check(tmp_path) == []


def test_nothing_to_check_is_a_problem(tmp_path):
    (problem,) = check(tmp_path / "none.md")
    assert "cannot be read" in problem.message
    (tmp_path / "lessons").mkdir()
    (problem,) = check(tmp_path)
    assert "no lessons" in problem.message


def cell(source: str, line: int = 10) -> Cell:
    return Cell("c", 0, source, line=line)


@pytest.mark.parametrize(
    "source",
    [
        "x = 1",
        "%matplotlib inline\nx = 1",
        "!ls\n?x\nx?\nnp.dot??",
        "x = !ls\ny = %time 3",
        "%%bash\nif [ 1 ]; then",
        "await f()",
        '"\\d"',
        "",
    ],
)
def test_cells_that_compile(source):
    assert fault(cell(source)) is None


@pytest.mark.parametrize(
    ("source", "line"),
    [("x = 1\nif x\n", 11), ("def f(:\n  pass", 10), ("return 3", 10), ("x = 1\n  y = 2", 11), ("(" * 1000, 10)],
)
def test_cells_that_do_not_compile(source, line):
    found = fault(cell(source))
    assert found is not None
    assert found[0] == line


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ('print("hola")', 'print("hello")  # comment', None),
        ('f"hay {n} celdas de {m:.2f}"', 'f"{m:.3f} has {n} cells"', None),
        ("# nada\nx = 1", "x = 1", None),
        ("x = 1\n\ny = 2", "x = 1\ny = 2", None),
        ('"""uno\ndos"""\nx = 1', '"one"\nx = 1', None),
        ("%time f()", "%time f()", None),
        ("x = 1\ny = 2", "x = 1\ny = 3", 11),
        ("x = 1", "x = 1\ny = 2", 10),
        ("x = 1\ny = 2", "x = 1", 11),
        ("año = 1", "year = 1", 10),
        ('f"{n}"', 'f"{m}"', 10),
        ('x = ("a"', 'x = ("b"  # c', None),
        ('x = ("a"', 'y = ("b"', 10),
    ],
)
def test_only_strings_and_comments_may_differ(one, other, line):
    assert difference(cell(one), cell(other)) == line


class Played:
    """A session that plays a script: a source's events are those of the first key found in it."""

    def __init__(self, script: Mapping[str, Sequence[Event]]) -> None:
        self.script = script
        self.state = State.OFF
        self.reason = ""
        self.heard: list[str] = []

    async def start(self) -> None:
        self.state = State.READY
        self.heard.append("start")

    async def run(self, source: str) -> AsyncIterator[Event]:
        self.heard.append(source.partition("\n")[0])
        for event in next((events for key, events in self.script.items() if key in source), [Finished("ok", 0.1, 1)]):
            if isinstance(event, Finished) and event.status == "died":
                self.state = State.DEAD
            yield event

    def answer(self, text: str) -> None:
        self.heard.append(f"answer {text!r}")

    async def interrupt(self) -> None: ...

    def steer(self, how) -> None: ...

    async def restart(self) -> None: ...

    async def close(self) -> None:
        self.heard.append("close")


RAISES = [Failure("ZeroDivisionError", "division by zero"), Finished("error", 0.1, 2)]


def played(root, script):
    sessions = []

    def run(lesson):
        sessions.append(Played(script))
        return sessions[-1]

    problems = check(root / "lessons/en/1.02-b.md", run)
    return [(problem.line, problem.message) for problem in problems], sessions


def test_a_run_runs_every_cell_of_every_lesson(root):
    problems, (session,) = played(root, {"1 / 0": RAISES})
    assert problems == []
    assert session.heard == ["start", "import numpy as np  # Title", "1 / 0", "close"]
    sessions = []
    check(root, lambda _lesson: sessions.append(Played({})) or sessions[-1])
    assert len(sessions) == 2


@pytest.mark.parametrize(
    ("script", "line", "words"),
    [
        (
            {"numpy": [Failure("Oh", "\x1b[31mno\n[/]"), Finished("error", 0.1)], "1 / 0": RAISES},
            11,
            "failed: Oh: [31mno [/]",
        ),
        ({"numpy": [Text("x"), Finished("interrupted", 0.1)], "1 / 0": RAISES}, 11, "failed: interrupted"),
        ({"numpy": [Finished("died", 0.1, reason="signal 11")]}, 11, "failed: signal 11"),
        ({"numpy": [Input("name?"), Finished("ok", 0.1)], "1 / 0": RAISES}, 11, "asks for input"),
        ({}, 22, "does not raise"),
        ({"1 / 0": [Finished("died", 0.1, reason="signal 9")]}, 22, "failed: signal 9"),
    ],
)
def test_a_cell_that_fails_is_a_problem(root, script, line, words):
    problems, (session,) = played(root, script)
    assert len(problems) == 1, problems
    assert problems[0][0] == line
    assert words in problems[0][1]
    assert session.heard[-1] == "close"


def test_broken_lessons_are_not_run(root):
    change(root / "lessons/en/1.02-b.md", "x = np.array([1, 2])", "x = (")
    _problems, sessions = played(root, {})
    assert sessions == []


def test_lessons_run_a_few_at_a_time_and_each_is_told(root):
    running, most, told = set(), [], []

    class Counted(Played):
        async def start(self):
            running.add(self)
            await asyncio.sleep(0)
            most.append(len(running))
            await super().start()

        async def close(self):
            running.discard(self)
            await super().close()

    check(root, lambda _lesson: Counted({}), told.append)
    assert max(most) == 2
    assert [(one.number, one.total) for one in told] == [(1, 2), (2, 2)]
    assert {one.lesson.language for one in told} == {"en", "es"}
