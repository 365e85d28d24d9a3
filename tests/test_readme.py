"""The documents say what is true: their examples parse, their commands exist, their help is the program's."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
README = (TOP / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [TOP / "README.md", TOP / "CONTRIBUTING.md", TOP / "CHANGELOG.md", *sorted((TOP / "docs").glob("*.md"))]


def block(language: str, text: str = README) -> str:
    found = re.search(rf"^(`{{3,}}){language}\n(.*?)^\1$", text, flags=re.MULTILINE | re.DOTALL)
    assert found
    return found[2]


def test_the_two_commands_are_found_and_are_one_line_each():
    spec = importlib.util.spec_from_file_location("readme", TOP / ".ci" / "readme.py")
    assert spec
    assert spec.loader
    readme = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(readme)
    commands = readme.commands(README)
    assert commands["start"].endswith(".venv/bin/nntutor")
    assert commands["test"].endswith("-m pytest -n 2 --dist loadfile")
    with pytest.raises(SystemExit):
        readme.commands("nothing")


def test_the_lesson_in_the_readme_is_one():
    from tutor.content.lesson import Ask
    from tutor.content.markdown import parse_lesson

    lesson = parse_lesson(block("markdown"), TOP / "lessons" / "en" / "example.md", "en")
    assert (lesson.unit, lesson.title, lesson.minutes) == ("1.5", "Train your first network", 12)
    assert [cell.name for cell in lesson.cells] == ["add"]
    assert [ask.reference for ask in lesson.blocks if isinstance(ask, Ask)] == ["1-foundations/steps-per-epoch"]


def test_the_quiz_in_the_readme_is_one_and_grades():
    from tutor.content.quiz import parse_quiz
    from tutor.grading import grade_quiz

    quiz = parse_quiz(block("yaml"), TOP / "quizzes" / "example.yaml")
    assert [question.id for question in quiz.questions] == ["steps-per-epoch", "shape"]
    assert grade_quiz(quiz, {"steps-per-epoch": "32", "shape": "(3, 2)"}).score == 1


def test_the_guide_has_a_sound_question_of_every_kind():
    from tutor.content.kinds import KINDS
    from tutor.content.quiz import parse_quiz, trouble

    guide = (TOP / "docs" / "writing.md").read_text(encoding="utf-8")
    blocks = [part for part in re.findall(r"^```yaml\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL) if "kind:" in part]
    head = "id: example\ntitle: Example\nunit: '1.13'\npass: 0.5\nquestions:\n"
    quiz = parse_quiz(head + "".join(blocks), TOP / "quizzes" / "example.yaml")
    assert {question.kind for question in quiz.questions} == KINDS.keys()
    assert [question.id for question in quiz.questions if question.vars] == ["shape-of-a-row", "dense-weights"]
    assert not [
        fault for question in quiz.questions for seed in range(20) for fault in trouble(question, seed, quiz.path)
    ]


def test_the_guide_names_every_function():
    from tutor.content.formula.functions import NAMES

    guide = " ".join((TOP / "docs" / "writing.md").read_text(encoding="utf-8").split())
    listed = guide[guide.index("these functions") : guide.index("There is nothing else")]
    assert sorted(re.findall(r"`(\w+)`", listed)) == sorted(NAMES)


def test_the_help_in_the_readme_is_the_programs():
    done = subprocess.run(
        [sys.executable, "-m", "tutor", "--lang", "en", "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert block("console") == f"$ nntutor --help\n{done.stdout}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path):
    targets = re.findall(
        r"\]\(([^)#]+)\)", re.sub(r"^(`{3,}).*?^\1", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    )
    ours = [target for target in targets if "://" not in target and not re.fullmatch(r"\d+\.\d+", target)]
    assert [target for target in ours if not (path.parent / target).exists()] == []
