from __future__ import annotations

import json
import shutil

import pytest
from scripted import ScriptedSession

from tutor.console.checker import show_problems, show_schema
from tutor.kernel.events import Failure, Finished


@pytest.fixture
def copy(course, tmp_path):
    shutil.copytree(course, tmp_path / "course")
    return tmp_path / "course"


def test_a_sound_course(copy, paper):
    terminal = paper()
    assert show_problems(copy, None, terminal, as_json=False) == 0
    assert (terminal.said, terminal.noted) == ("", "No problems.\n")


def test_problems_a_line_each(copy, paper):
    path = copy / "quizzes" / "1-sums.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: number", "kind: numbr"), encoding="utf-8")
    terminal = paper()
    assert show_problems(copy, None, terminal, as_json=False) == 1
    assert f"{path}:20: " in terminal.said
    as_data = paper()
    assert show_problems(copy, None, as_data, as_json=True) == 1
    (problem,) = json.loads(as_data.said)
    assert (problem["path"], problem["line"]) == (str(path), 20)
    assert "number" in problem["message"]


def test_running_the_cells(copy, paper):
    terminal = paper()

    def session(lesson):
        return ScriptedSession({"x = 1": [Failure("NameError", "y"), Finished("error", 0.1, 1)]})

    assert show_problems(copy, session, terminal, as_json=False) == 1
    assert terminal.said.count("NameError: y") == 2
    *ran, end = terminal.noted.splitlines()
    assert [line.split()[0] for line in ran] == [f"[{number}/{len(ran)}]" for number in range(1, len(ran) + 1)]
    assert all(line.endswith(" 0 s") for line in ran)
    assert end == "2 problems"


def test_the_schema_of_quiz_files(paper):
    terminal = paper()
    assert show_schema(terminal) == 0
    assert json.loads(terminal.said)["properties"].keys() >= {"id", "title", "unit", "pass", "questions"}
