"""The program itself: what it prints where, and how it exits."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import closing

import pytest

from tutor.cli import run
from tutor.cli.arguments import SUMMARIES
from tutor.cli.commands import COMMANDS
from tutor.content.library import Library
from tutor.paths import course_dir
from tutor.progress import Progress
from tutor.progress.schema import STEPS

COURSE = Library(course_dir(), None)
QUIZ = "1-foundations"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("NNTUTOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LANGUAGE", raising=False)
    return tmp_path / "home"


@pytest.fixture
def said(home, capsys):
    """Run in this process: the status, standard output, standard error."""

    def perform(*arguments):
        try:
            status = run([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse prints a command's help
            status = end.code
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return perform


def program(*arguments, **how):
    how = {"capture_output": True, "text": True, "timeout": 60, **how}
    return subprocess.run([sys.executable, "-m", "tutor", *map(str, arguments)], check=False, **how)


def test_help_names_every_command(said):
    status, out, err = said("--help")
    assert (status, err) == (0, "")
    assert all(f"\n  {name}" in out for name in COMMANDS)
    assert SUMMARIES.keys() == COMMANDS.keys()
    assert max(map(len, out.splitlines())) <= 88


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_has_help(said, command):
    status, out, _err = said(command, "--help")
    assert status == 0
    assert out.startswith(f"usage: nntutor {command}")


def test_version(said):
    status, out, _err = said("--version")
    assert (status, out.split()[0]) == (0, "nntutor")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lst"], "no such command: “lst”; did you mean “list”? (nntutor --help)"),
        (["play"], "no such command: “play” (nntutor --help)"),
        (["review", "--json", "--misconceptions"], "leave --misconceptions out"),
        (["--lan", "es"], "no such option: “--lan”; did you mean “--lang”?"),
        (["--lang"], "--lang needs es or en"),
        (["--lang", "fr", "list"], "--lang needs es or en"),
        (["list", "--lang", "fr"], "invalid choice: 'fr'"),
        (["list", "--jsn"], "no such option: “--jsn”; did you mean “--json”?"),
        (["list", "1.5"], "one argument too many: “1.5”"),
        (["read"], "the following arguments are required: ID"),
        (["read", "1.55"], "no such unit or quiz: “1.55”; did you mean “1.5”?"),
        (["read", QUIZ], f"nntutor quiz {QUIZ}"),
        (["quiz", "1.5"], "nntutor read 1.5"),
        (["read", "../nowhere.md"], "cannot be read"),
        (["quiz", QUIZ, "--json"], "--json goes with --show or --answers"),
        (["quiz", QUIZ, "--show", "--answers", "x"], "do not go together"),
        (["quiz", QUIZ, "--answers", "nowhere.yaml"], "cannot be read"),
        (["reset"], "name one unit or quiz, or --all"),
        (["reset", "1.5", "--all"], "name one unit or quiz, or --all"),
        (["reset", "--all"], "write --yes if you are sure"),
        (["reset", "9.9", "--yes"], "no such unit or quiz: “9.9”"),
        (["check", "nowhere"], "no such file or folder: “nowhere”"),
        (["\x1b]52;c;x\x07"], "no such command"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_line_and_two(said, monkeypatch, arguments, message):
    status, out, err = said(*arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("nntutor: ")
    assert message in err
    assert not set(err) & set("\x1b\x07")


def test_without_a_terminal_it_does_not_open(home):
    done = program(stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nntutor list, read, run or quiz" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_list(said, home):
    status, out, err = said("list", "--json")
    assert (status, err) == (0, "")
    lines = json.loads(out)
    assert [line["id"] for line in lines] == [entry.id for entry in COURSE.entries]
    assert [line["id"] for line in lines if line["kind"] == "quiz"][:2] == ["1-foundations", "2-numpy"]
    assert {"1.5", "2.1", "2.5"} <= {line["id"] for line in lines}
    assert [list(line) for line in lines] == [["id", "kind", "title", "language", "minutes", "status", "score"]] * len(
        lines
    )
    assert not (home / "progress.db").exists()
    assert {line["language"] for line in lines} == {"en"}


@pytest.mark.parametrize("arguments", [["--lang", "es", "list"], ["list", "--lang", "es"], ["--lang=es", "list"]])
def test_the_language_may_stand_before_or_after_the_command(said, arguments):
    _status, out, _err = said(*arguments, "--json")
    assert {line["language"] for line in json.loads(out)} == {"es"}


def test_the_locale_chooses_otherwise(said, monkeypatch):
    monkeypatch.setenv("LANG", "es_ES.UTF-8")
    _status, out, _err = said("list", "--json")
    assert {line["language"] for line in json.loads(out)} == {"es"}


def test_a_lesson_as_text(said):
    status, out, err = said("read", "2.1", "--lang", "es")
    assert (status, err) == (0, "")
    assert "[1]" in out


def test_a_quiz_through_a_pipe_resumes_and_is_listed(home):
    first = program("quiz", QUIZ, input="true\n")
    assert first.returncode == 0
    assert "goes on here" in first.stderr
    second = program("quiz", QUIZ, input="")
    assert "You go on after 1 answer." in second.stdout
    (line,) = (line for line in json.loads(program("list", "--json").stdout) if line["id"] == QUIZ)
    assert (line["status"], line["score"]) == ("started", None)


def test_grading_a_file(said, tmp_path, home):
    shown = json.loads(said("quiz", QUIZ, "--show", "--json")[1])
    kinds = {question["id"]: question["kind"] for question in shown["questions"]}
    options = [option for question in shown["questions"] for option in question.get("options", ())]
    assert {tuple(option) for option in options} == {("key", "text")}
    number = next((name for name, kind in kinds.items() if kind == "choice"), "")
    file = tmp_path / "answers.yaml"
    file.write_text(f"{number}: a\n", encoding="utf-8")
    status, out, err = said("quiz", QUIZ, "--answers", file, "--json")
    assert (status, err) == (0, "")
    graded = json.loads(out)
    assert list(graded) == ["quiz", "score", "passed", "outcomes"]
    assert graded["outcomes"].keys() == kinds.keys()
    assert graded["outcomes"][number]["outcome"] in {"right", "wrong"}
    assert {one["outcome"] for name, one in graded["outcomes"].items() if name != number} == {"not_attempted"}
    told = json.loads(said("progress", "--json")[1])
    assert told["quizzes"][QUIZ]["attempts"][0]["finished"] is not None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no-such: a\nnor-this: b\n", "no such question: no-such, nor-this"),
        ("- a\n", "no answers"),
        ("a: [\n", "answers.yaml:"),
        ("a: &x 1\nb: *x\n", "answers.yaml:"),
        ("weighted-sum: [1, 2]\n", "weighted-sum: an answer is a text"),
        ("weighted-sum: zzz\n", "weighted-sum: “zzz” is none of the options"),
    ],
)
def test_a_bad_file_of_answers_is_wrong_usage_and_not_kept(said, tmp_path, text, message):
    file = tmp_path / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    status, out, err = said("quiz", QUIZ, "--answers", file, "--json")
    assert (status, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1
    assert json.loads(said("progress", "--json")[1])["quizzes"] == {}


def test_an_empty_file_of_answers_attempts_nothing(said, tmp_path):
    file = tmp_path / "answers.yaml"
    file.write_text("", encoding="utf-8")
    graded = json.loads(said("quiz", QUIZ, "--answers", file, "--json")[1])
    assert (graded["score"], graded["passed"]) == (0, False)


def test_grading_where_nothing_can_be_written(said, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("NNTUTOR_HOME", str(tmp_path / "file" / "home"))
    file = tmp_path / "answers.yaml"
    file.write_text("{}", encoding="utf-8")
    status, out, err = said("quiz", QUIZ, "--answers", file, "--json")
    assert status == 0
    assert json.loads(out)["score"] == 0
    assert "cannot be saved" in err


def test_reset_forgets_after_a_copy(said, home):
    with closing(Progress(home / "progress.db")) as store:
        store.begin(QUIZ, "en", 1)
        store.ran("2.1", "cell-1", "ok")
    notebook = home / "notebooks" / "es" / "2.01-dimensions-tensors-reshape.ipynb"
    notebook.parent.mkdir(parents=True)
    notebook.write_text("{}", encoding="utf-8")
    status, out, _err = said("reset", "2.1", "--yes")
    assert status == 0
    assert str(next(home.glob("progress.db.before-reset-*"))) in out
    assert not notebook.exists()
    told = json.loads(said("progress", "--json")[1])
    assert (told["lessons"], set(told["quizzes"])) == ({}, {QUIZ})
    assert said("reset", "--all", "--yes")[0] == 0
    assert json.loads(said("progress", "--json")[1])["quizzes"] == {}


def test_a_newer_store_is_said_and_not_touched(said, home):
    with closing(Progress(home / "progress.db", steps=(*STEPS, ("CREATE TABLE later (x)",)))):
        pass
    before = (home / "progress.db").read_bytes()
    status, out, err = said("list", "--json")
    assert (status, len(json.loads(out))) == (0, len(COURSE.entries))
    assert "newer nntutor" in err
    assert said("reset", "--all", "--yes")[0] == 2
    assert (home / "progress.db").read_bytes() == before


def test_checking_the_course(said):
    status, out, _err = said("check", "--json")
    assert (status, json.loads(out)) == (0, [])


def test_a_broken_file_is_wrong_usage_for_run_and_a_finding_for_check(said, tmp_path):
    file = tmp_path / "broken.yaml"
    file.write_text("id: [\n", encoding="utf-8")
    status, out, _err = said("check", file)
    assert status == 1
    assert f"{file}:" in out


def test_a_reader_that_leaves_ends_it_quietly(home):
    lesson = subprocess.Popen(
        [sys.executable, "-m", "tutor", "read", "1.5"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    lesson.stdout.close()
    assert lesson.stderr.read() == b""
    assert lesson.wait() == 141


def test_ctrl_c_ends_it_quietly(home):
    quiz = subprocess.Popen(
        [sys.executable, "-m", "tutor", "quiz", QUIZ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not quiz.stdout.readline().startswith("1/"):
        pass
    quiz.send_signal(signal.SIGINT)
    _out, err = quiz.communicate()
    assert (quiz.returncode, err) == (130, "\n")


@pytest.mark.parametrize("environment", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_a_terminal_without_our_characters(home, environment):
    everything = {**os.environ, **environment, "NNTUTOR_HOME": str(home)}
    for arguments in (["list"], ["read", "1.5"], ["quiz", QUIZ, "--show"], ["--lang", "es", "list"]):
        done = program(*arguments, env=everything, text=False)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.isascii()
    data = program("--lang", "es", "list", "--json", env=everything, text=False)
    titles = {line["id"]: line["title"] for line in json.loads(data.stdout.decode("utf-8"))}
    assert titles["2.1"] == "Dimensiones, tensores y reshape"
    assert titles["1.1"].startswith("¿Por qué")


def test_closed_streams_are_no_crash(home):
    done = subprocess.run(
        ["sh", "-c", f"exec {sys.executable} -m tutor list >&- 2>&- <&-"],
        check=False,
        env={**os.environ, "NNTUTOR_HOME": str(home)},
    )
    assert done.returncode == 0


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["list"], ["nothing"]])
def test_no_command_imports_what_it_does_not_need(home, arguments):
    program("list")  # fills the course's index
    code = (
        "import sys; from tutor.cli import run\n"
        f"run({arguments!r})\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {
        "yaml",
        "pydantic",
        "markdown_it",
        "numpy",
        "textual",
        "rich",
        "sqlite3",
        "asyncio",
        "jupyter_client",
        "nbformat",
    }
    assert not set(done.stderr.split()) & heavy
