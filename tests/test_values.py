"""Numbers in the prose, held against what the cells print; and a sound pair broken in many ways, one message each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scripted import ScriptedSession
from tutor.check import check
from tutor.kernel.events import Cleared, Display, Failure, Finished, Text

LESSON = """\
---
nntutor: {unit: "1.2", minutes: 7}
---

# TITLE

```{code-cell}
:name: model
model = build()
```

```{code-cell}
:name: table
show(model)
```

WORDS {value}`THOUSANDS <model>`,
{value}`0.68 <model: LOSS>`, {value}`12.5 % <model: SHARE>`, {value}`[16, 20] <model: z>`.

:::{note}
{value}`-0.21 <table: 0.1 #2>` and {value}`19 500 <table: ERROR ±100>`, {value}`1e-05 <table #1>`
:::
"""
ENGLISH = {"TITLE": "Title", "WORDS": "It has", "THOUSANDS": "407,050", "LOSS": "the loss", "SHARE": "share"}
ENGLISH |= {"ERROR": "error", "19 500": "19,500"}
SPANISH = {"TITLE": "Título", "WORDS": "Tiene", "THOUSANDS": "407 050", "LOSS": "pérdida", "SHARE": "parte"}
SPANISH |= {"ERROR": "error", "0.68": "0,68"}
MODEL = "\x1b[1mTotal:\x1b[0m 407,050 (1.55 MB)\n{loss}:  0.6751\n{share} = 0.1253\nof z\nz: [16 20]\n"
TABLE = "1.02e-05\n p    slope\n0.01   0.99  7\n0.1  −0.9  -0.2145\nerror 19466.37"


def filled(words):
    text = LESSON
    for key, word in words.items():
        text = text.replace(key, word)
    return text


@pytest.fixture
def root(tmp_path):
    write(tmp_path / "lessons/course.yaml", "title: {es: C, en: C}\nchapters: {1: {es: U, en: O}}\n")
    write(tmp_path / "lessons/en/1.02-b.md", filled(ENGLISH))
    write(tmp_path / "lessons/es/1.02-b.md", filled(SPANISH))
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def session(lesson):
    words = {"loss": "the loss", "share": "share"} if lesson.language == "en" else {"loss": "pérdida", "share": "parte"}
    printed = MODEL.format(**words)
    return ScriptedSession(
        {
            "build": [Text("9999"), Cleared(), Text("warning 5\n", "stderr"), Text(printed[:30]), Text(printed[30:])],
            "show": [Display({"text/plain": TABLE})],
        }
    )


def told(root: Path, run=None, file="") -> list[str]:
    return [f"{problem.path.parent.name}:{problem.line}: {problem.message}" for problem in check(root / file, run)]


def test_a_sound_pair(root):
    assert told(root) == []
    assert told(root, session) == []


BROKEN = [
    ("another number", "407,050", "407,060", 17, "prints 407,050, 1.55, 0.6751, 0.1253, 16, 20 where the text says"),
    ("a digit", "0.68 <", "0.67 <", 18, "the cell “model” prints 0.6751 where the text says 0.67"),
    ("one more digit than it prints", "0.68 <", "0.67514 <", 18, "prints 0.6751 where the text says 0.67514"),
    ("a sign", "-0.21", "0.21", 21, "prints -0.2145 where the text says 0.21"),
    ("a share", "12.5 %", "12.6 %", 18, "prints 0.1253 where the text says 12.6 %"),
    ("no percent sign", "12.5 %", "12.5", 18, "prints 0.1253 where the text says 12.5"),
    ("the second of two", "[16, 20]", "[16, 21]", 18, "prints 16, 20 where the text says [16, 21]"),
    ("too far from about", "19,500", "19,600", 21, "prints 19466.37 where the text says 19,600"),
    ("another place", "0.1 #2", "0.1 #1", 21, "prints −0.9 where the text says -0.21"),
    ("a place beyond the end", "0.1 #2", "0.1 #9", 21, "prints no number where"),
    ("words that are not printed", "model: the loss", "model: the cost", 18, "prints no “the cost”"),
    ("words that are a part of one", "model: share", "model: har", 18, "prints no “har”"),
    ("words that are a part of a number", "table: 0.1", "table: 0", 21, "prints no “0”"),
    ("another power", "1e-05", "2e-05", 21, "prints 1.02e-05 where"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("find", "put", "line", "words"), [case[1:] for case in BROKEN], ids=[one[0] for one in BROKEN]
)
def test_a_number_that_is_not_what_the_cell_prints(tmp_path, find, put, line, words):
    text = filled(ENGLISH)
    assert text.count(find) == 1
    write(tmp_path / "alone.md", text)
    assert told(tmp_path, session, "alone.md") == []
    write(tmp_path / "alone.md", text.replace(find, put))
    (message,) = told(tmp_path, session, "alone.md")
    assert message.partition(":")[2].startswith(f"{line}: ")
    assert words in message


def change(root, language, find, put):
    path = root / f"lessons/{language}/1.02-b.md"
    text = path.read_text(encoding="utf-8")
    assert text.count(find) == 1, (find, text)
    write(path, text.replace(find, put))


@pytest.mark.parametrize(
    ("find", "put", "line", "words"),
    [
        ("<model>", "<modle>", 17, "a value of the cell “modle”, which is not there: did you mean “model”?"),
        (" <model>", "", 17, "a value without its cell"),
        ("<table #1>", "<table twice>", 21, "a value without its cell"),
        ("407,050 <", "many <", 17, "a value without a number: “many”"),
        ("407,050 <", "407,051 <", 17, "the value 407,051 of the cell “model” is not in es/1.02-b.md"),
        (":name: table", ":name: tables", 21, "a value of the cell “table”, which is not there"),
    ],
)
def test_what_a_look_at_the_text_finds(root, find, put, line, words):
    change(root, "en", find, put)
    assert any(one.startswith(f"en:{line}: {words}") for one in told(root)), told(root)


def test_a_number_that_only_one_language_marks(root):
    change(root, "es", "{value}`407 050 <model>`", "407 050")
    (message,) = told(root)
    assert message.startswith("en:17: the value 407,050 of the cell “model” is not in es/1.02-b.md")


def test_words_that_stand_twice_need_more(root):
    printed = MODEL.format(loss="the loss", share="share")
    script = {"build": [Text(f"so share 1\n{printed}z 3")], "show": [Display({"text/plain": TABLE})]}
    messages = told(root, lambda _lesson: ScriptedSession(script), "lessons/en/1.02-b.md")
    assert messages == ["en:18: the cell “model” prints “z” 2 times: name words that stand there once"]


def test_an_error_message_is_printed_too_and_a_cell_that_did_not_run_says_nothing(root):
    failed = [Failure("ValueError", "shape 16 and 20"), Finished("error", 0.1)]
    messages = told(root, lambda _lesson: ScriptedSession({"build": failed}), "lessons/en/1.02-b.md")
    assert messages == ["en:9: the cell “model” failed: ValueError: shape 16 and 20"]
    for language in ("en", "es"):
        change(root, language, ":name: model", ":name: model\n:tags: [raises-exception]")
        path = root / f"lessons/{language}/1.02-b.md"
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if "{value}" not in line]
        write(path, "\n".join(lines) + "\n{value}`[16, 20] <model: shape>`\n{value}`16 and 20 <model: shape>`\n")
    script = {"build": failed}
    assert told(root, lambda _lesson: ScriptedSession(script)) == []
