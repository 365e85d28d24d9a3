"""The library: entries in order, from an index that spares the parsers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.content.library import Library
from tutor.content.problem import ContentError

LESSON = """\
---
nntutor: {unit: "UNIT", minutes: 7}
---

# TITLE

```{code-cell}
:name: one
x = 1
```
"""
QUIZ = """\
id: ID
title: {es: Prueba, en: Test}
unit: "UNIT"
questions:
  - {id: a, kind: true_false, prompt: x, answer: true, feedback: {true: x, false: x}}
  - {id: b, kind: number, prompt: x, answer: 1, feedback: x}
"""
COURSE = """\
title: {es: Curso, en: Course}
chapters:
  1: {es: Uno, en: One}
  10: {es: Diez, en: Ten}
planned: ["1.9"]
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def lesson(unit: str, title: str) -> str:
    return LESSON.replace("UNIT", unit).replace("TITLE", title)


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "course"
    write(root / "lessons/course.yaml", COURSE)
    for language, title in (("es", "Título"), ("en", "Title")):
        write(root / f"lessons/{language}/1.02-b.md", lesson("1.2", title))
        write(root / f"lessons/{language}/1.10-c.md", lesson("1.10", title))
    write(root / "lessons/es/10.01-d.md", lesson("10.1", "Solo"))
    write(root / "quizzes/q.yaml", QUIZ.replace("ID", "1-test").replace("UNIT", "1.10"))
    return root


def ids(library: Library) -> list[str]:
    return [entry.id for entry in library.entries]


def test_entries_stand_in_the_order_of_the_course(root):
    library = Library(root)
    assert ids(library) == ["1.2", "1.10", "1-test", "10.1"]
    first, _second, quiz, _last = library.entries
    assert (first.kind, first.unit, first.minutes, first.size) == ("lesson", "1.2", 7, 1)
    assert first.titles == {"es": "Título", "en": "Title"}
    assert first.paths["en"] == root / "lessons/en/1.02-b.md"
    assert (quiz.kind, quiz.unit, quiz.minutes, quiz.size) == ("quiz", "1.10", 2, 2)
    assert quiz.titles == {"es": "Prueba", "en": "Test"}
    assert library.problems == ()


def test_the_course_has_a_title_and_chapters(root):
    library = Library(root)
    assert library.title["es"] == "Curso"
    assert library.chapters == {1: {"es": "Uno", "en": "One"}, 10: {"es": "Diez", "en": "Ten"}}
    assert library.planned == {"1.9"}


def test_finding_and_opening(root):
    library = Library(root)
    assert library.find("1.10").kind == "lesson"
    assert library.find("1-test").unit == "1.10"
    assert library.find("1.99") is None
    assert library.lesson("1.2", "es").title == "Título"
    assert library.lesson("10.1", "en").language == "es"
    assert library.lesson("1.2", "en") is library.lesson("1.2", "en")
    assert library.quiz("1-test").questions[1].id == "b"
    assert library.question("1-test/b").line == 6
    assert library.question("1-test/c") is None
    assert library.question("none/b") is None
    for opening in (
        lambda: library.lesson("1.99", "es"),
        lambda: library.lesson("1-test", "es"),
        lambda: library.quiz("1.2"),
    ):
        with pytest.raises(KeyError):
            opening()


def test_a_lesson_that_changes_is_read_again(root):
    library = Library(root)
    before = library.lesson("1.2", "en")
    write(root / "lessons/en/1.02-b.md", lesson("1.2", "Another title"))
    assert library.lesson("1.2", "en").title == "Another title" != before.title


def test_a_broken_file_is_a_problem_and_the_rest_stays(root):
    write(root / "lessons/en/1.02-b.md", "# no front matter")
    write(root / "quizzes/q.yaml", "id: [")
    library = Library(root)
    assert ids(library) == ["1.2", "1.10", "10.1"]
    assert [problem.path.name for problem in library.problems] == ["1.02-b.md", "q.yaml"]
    assert library.lesson("1.2", "en").language == "es"


def test_a_file_that_breaks_later_is_a_content_error(root):
    library = Library(root)
    assert library.find("1.2")
    write(root / "lessons/en/1.02-b.md", "# no front matter")
    with pytest.raises(ContentError):
        library.lesson("1.2", "en")
    (root / "quizzes/q.yaml").unlink()
    with pytest.raises(ContentError):
        library.quiz("1-test")
    assert library.question("1-test/a") is None


def test_units_and_ids_are_not_shared(root):
    write(root / "lessons/es/1.03-x.md", lesson("1.2", "Otra"))
    write(root / "quizzes/r.yaml", QUIZ.replace("ID", "1-test").replace("UNIT", "1.11"))
    library = Library(root)
    assert ids(library) == ["1.2", "1.10", "1-test", "10.1"]
    assert [(problem.path.name, problem.line) for problem in library.problems] == [("1.03-x.md", 1), ("r.yaml", 1)]


def test_an_empty_folder_is_an_empty_course(tmp_path):
    library = Library(tmp_path)
    assert (library.entries, library.problems, library.title, library.chapters) == ((), (), {}, {})


def test_links_out_of_the_course_are_refused(root, tmp_path):
    outside = write(tmp_path / "outside.md", lesson("1.3", "Out"))
    (root / "lessons/en/1.03-out.md").symlink_to(outside)
    (root / "lessons/en/1.04-in.md").symlink_to(root / "lessons/en/1.02-b.md")
    (root / "lessons/en/1.05-gone.md").symlink_to(root / "nowhere.md")
    library = Library(root)
    assert "1.3" not in ids(library)
    found = {problem.path.name: problem.message for problem in library.problems}
    assert "leads out of the course" in found["1.03-out.md"]
    assert "cannot be read" in found["1.05-gone.md"]
    write(tmp_path / "other/x.yaml", QUIZ)
    (root / "quizzes/q.yaml").unlink()
    (root / "quizzes").rmdir()
    (root / "quizzes").symlink_to(tmp_path / "other")
    assert any("leads out" in problem.message for problem in Library(root).problems if problem.path.name == "quizzes")


def test_file_names_cannot_drive_the_terminal(root):
    write(root / "lessons/en/1.03-\x1b]0;x\x07\u202e.md", "broken")
    assert "\x1b" not in str(Library(root).problems[0])
    assert "\u202e" not in str(Library(root).problems[0])


SPARING = """
import sys
from pathlib import Path
from tutor.content.library import Library
library = Library(Path(sys.argv[1]), Path(sys.argv[2]))
print(len(library.entries), len(library.problems))
print(sorted({"yaml", "markdown_it", "pydantic", "jupytext", "numpy", "textual", "rich", "keras"} & set(sys.modules)))
"""


def listing(root: Path, cache: Path) -> list[str]:
    run = subprocess.run([sys.executable, "-c", SPARING, root, cache], capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


def test_the_second_list_parses_nothing(root, tmp_path):
    cache = tmp_path / "cache"
    assert listing(root, cache) == ["4 0", "['markdown_it', 'pydantic', 'yaml']"]
    assert listing(root, cache) == ["4 0", "[]"]


def test_the_index_follows_the_files(root, tmp_path):
    cache = tmp_path / "cache"
    assert ids(Library(root, cache)) == ["1.2", "1.10", "1-test", "10.1"]
    write(root / "lessons/en/1.02-b.md", lesson("1.2", "A new title"))
    (root / "lessons/es/10.01-d.md").unlink()
    library = Library(root, cache)
    assert library.entries[0].titles["en"] == "A new title"
    assert ids(library) == ["1.2", "1.10", "1-test"]


@pytest.mark.parametrize(
    "torn",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "[]",
        lambda text: "[" * 100_000,
        lambda text: text.replace('"minutes": 7', '"minutes": "x"'),
        lambda text: text.replace('"unit"', '"unti"'),
        lambda text: json.dumps({**json.loads(text), "files": {"lessons/es/1.02-b.md": 3}}),
        lambda text: json.dumps({**json.loads(text), "files": {"other/thing": [1, 2, {}]}}),
        lambda text: json.dumps({**json.loads(text), "files": 3}),
        lambda text: json.dumps({**json.loads(text), "version": 0}),
    ],
)
def test_an_index_that_cannot_be_read_is_made_anew(root, tmp_path, torn):
    cache = tmp_path / "cache"
    entries = Library(root, cache).entries
    (file,) = cache.iterdir()
    good = file.read_text(encoding="utf-8")
    write(file, torn(good))
    assert Library(root, cache).entries == entries
    assert json.loads(file.read_text(encoding="utf-8")) == json.loads(good)


def test_a_cache_that_cannot_be_written_costs_only_time(root, tmp_path):
    blocked = write(tmp_path / "a file", "in the way")
    assert len(Library(root, blocked / "cache").entries) == 4


def test_two_courses_share_a_cache_folder(root, tmp_path):
    other = tmp_path / "other"
    write(other / "lessons/es/2.01-x.md", lesson("2.1", "Otro"))
    cache = tmp_path / "cache"
    assert ids(Library(other, cache)) == ["2.1"]
    assert len(ids(Library(root, cache))) == 4
    assert ids(Library(other, cache)) == ["2.1"]
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title: {es: Curso, en: Course}\n", "", 1, "no title"),
        ("title:", "titel:", 1, "did you mean “title”"),
        ("en: One}", "en: }", 3, "no chapter"),
        ("  10:", "  ten:", 4, "no chapter"),
        ('"1.9"', "1.9", 5, "no unit"),
        ('["1.9"]', "1.9", 5, "no list"),
    ],
)
def test_faults_of_the_course_file(root, old, new, line, words):
    write(root / "lessons/course.yaml", COURSE.replace(old, new))
    problems = Library(root).problems
    assert [(problem.path.name, problem.line) for problem in problems][-1] == ("course.yaml", line)
    assert any(words in problem.message for problem in problems)
    assert len(problems) == (2 if "titel" in new else 1)


def test_a_device_is_no_lesson(root):
    os.mkfifo(root / "lessons/en/1.06-pipe.md")
    (problem,) = Library(root).problems
    assert "not a file" in problem.message
