"""The course's lessons and quizzes: what there is, in order, and each of them on demand.

What the menu needs of a file is kept in an index, so that a list of the course parses nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tutor.content.index import Index, Known
from tutor.content.problem import ContentError, Problem
from tutor.locale import LANGUAGES, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tutor.content.glossary import Term
    from tutor.content.lesson import Lesson
    from tutor.content.quiz import Question, Quiz

COURSE = "lessons/course.yaml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu. A lesson's `id` is its unit; `size` counts its cells, or a quiz's questions."""

    id: str
    kind: Literal["lesson", "quiz"]
    unit: str
    titles: Mapping[str, str]
    minutes: int
    size: int
    paths: Mapping[str, Path]

    @property
    def order(self) -> tuple[int, ...]:
        """Its place in the course."""
        return (*map(int, self.unit.split(".")), self.kind == "quiz")


class Library:
    """The course under `root` (`lessons/{es,en}/*.md`, `quizzes/*.yaml`); its index is kept in the folder `cache`.

    Read once: what changes on the disk later is seen by the next Library, and by `lesson` and `quiz`.
    """

    def __init__(self, root: Path, cache: Path | None = None) -> None:
        self.root = root
        self._cache = cache
        self._opened: dict[Path, tuple[Known, Any]] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Lessons and quizzes in the course's order; files with faults are left out and named in `problems`."""
        return self._contents[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with files of the course."""
        return self._contents[1]

    @property
    def title(self) -> Mapping[str, str]:
        """The course's title in each language."""
        title: Mapping[str, str] = self._course.get("title", {})
        return title

    @property
    def chapters(self) -> Mapping[int, Mapping[str, str]]:
        """The titles of the chapters, by number."""
        return {int(number): titles for number, titles in self._course.get("chapters", {}).items()}

    @property
    def planned(self) -> frozenset[str]:
        """Units that are not written yet and may be linked to."""
        return frozenset(self._course.get("planned", ()))

    def find(self, name: str) -> Entry | None:
        """The entry with this id, or of this unit ("1.5", "1-foundations", "1.13")."""
        name = name.strip()
        return next((entry for entry in self.entries if name == entry.id), None) or next(
            (entry for entry in self.entries if name == entry.unit), None
        )

    def lesson(self, unit: str, language: str) -> Lesson:
        """The lesson of `unit` in `language`, or in the other; KeyError if there is none, ContentError if broken."""
        from tutor.content.markdown import read_lesson  # noqa: PLC0415 (a list of the course needs no Markdown)

        entry = self._entry(unit, "lesson")
        found = language if language in entry.paths else next(iter(entry.paths))
        lesson: Lesson = self._open(entry.paths[found], lambda path: read_lesson(path, found))
        return lesson

    def quiz(self, name: str) -> Quiz:
        """The quiz with this id or of this unit; KeyError if there is none, ContentError if broken."""
        from tutor.content.quiz import read_quiz  # noqa: PLC0415 (a list of the course needs no pydantic)

        quiz: Quiz = self._open(self._entry(name, "quiz").paths["en"], read_quiz)
        return quiz

    def question(self, reference: str) -> Question | None:
        """The question "quiz-id/question-id"; none if it, or a readable quiz, is not there."""
        name, _slash, question = reference.partition("/")
        try:
            return self.quiz(name).question(question)
        except (KeyError, ContentError):
            return None

    def glossary(self) -> tuple[Term, ...]:
        """The course's terms; none if it has no glossary, ContentError if broken."""
        from tutor.content.glossary import GLOSSARY, read_glossary  # noqa: PLC0415 (a list of the course needs no YAML)

        path = self.root / GLOSSARY
        terms: tuple[Term, ...] = self._open(path, read_glossary) if path.is_file() else ()
        return terms

    def _entry(self, name: str, kind: str) -> Entry:
        entry = self.find(name)
        if entry is None or entry.kind != kind:
            raise KeyError(name)
        return entry

    def _open(self, path: Path, read: Callable[[Path], Any]) -> Any:
        try:
            known = Known.of(path.stat())
        except OSError:
            return read(path)  # which says what is wrong
        if path not in self._opened or self._opened[path][0] != known:
            self._opened[path] = known, read(path)
        return self._opened[path][1]

    @property
    def _course(self) -> Mapping[str, Any]:
        return self._contents[2]

    @cached_property
    def _contents(self) -> tuple[tuple[Entry, ...], tuple[Problem, ...], Mapping[str, Any]]:
        index = Index(self.root, self._cache)
        problems: list[Problem] = []
        course: Mapping[str, Any] = {}
        path = self.root / COURSE
        if path.is_file():
            course = index.facts(COURSE, path, path.stat(), problems) or {}
        shelf = _Shelf(problems)
        for language in LANGUAGES:
            for name, file, status in _files(self.root, f"lessons/{language}", (".md",), problems):
                facts = index.facts(f"lessons/{language}/{name}", file, status, problems)
                if facts is not None:
                    shelf.add_lesson(name, language, file, facts)
        for name, file, status in _files(self.root, "quizzes", (".yaml", ".yml"), problems):
            facts = index.facts(f"quizzes/{name}", file, status, problems)
            if facts is not None:
                shelf.add_quiz(file, facts)
        index.save()
        return shelf.entries(), tuple(sorted(problems)), course


def _files(
    root: Path, folder: str, suffixes: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[str, Path, os.stat_result]]:
    """The folder's files by name; links that lead out of the course are refused."""
    top = root / folder
    if not top.is_dir():
        return
    home = os.path.realpath(root)
    message = _("a link that leads out of the course: put the file itself here")
    if not os.path.realpath(top).startswith(home + os.sep):
        problems.append(Problem(top, 1, message))
        return
    with os.scandir(top) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if not entry.name.endswith(suffixes) or entry.name.startswith("."):
            continue
        path = top / entry.name
        if entry.is_symlink() and not os.path.realpath(path).startswith(home + os.sep):
            problems.append(Problem(path, 1, message))
            continue
        try:
            status = entry.stat()
        except OSError as error:
            problems.append(Problem(path, 1, _("cannot be read: {reason}").format(reason=error.strerror)))
            continue
        yield entry.name, path, status


class _Shelf:
    """Puts files together into entries: one lesson is two files of one name."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._lessons: dict[str, dict[str, tuple[Path, Mapping[str, Any]]]] = {}
        self._names: dict[str, str] = {}
        self._quizzes: dict[str, Entry] = {}

    def add_lesson(self, name: str, language: str, path: Path, facts: Mapping[str, Any]) -> None:
        unit = facts["unit"]
        lesson = self._lessons.setdefault(unit, {})
        if self._names.setdefault(unit, name) != name or language in lesson:
            message = _("unit {unit} is also in {name}: a lesson has one file name in both languages, and no other")
            self._problems.append(Problem(path, 1, message.format(unit=unit, name=self._names[unit])))
        lesson.setdefault(language, (path, facts))

    def add_quiz(self, path: Path, facts: Mapping[str, Any]) -> None:
        name = facts["id"]
        if name in self._quizzes:
            message = _("the id “{id}” is also in {name}: give this quiz another")
            other = self._quizzes[name].paths["en"].name
            self._problems.append(Problem(path, 1, message.format(id=name, name=other)))
            return
        paths = dict.fromkeys(LANGUAGES, path)
        self._quizzes[name] = Entry(
            name, "quiz", facts["unit"], facts["titles"], facts["minutes"], facts["size"], paths
        )

    def entries(self) -> tuple[Entry, ...]:
        lessons = []
        for unit, files in self._lessons.items():
            first = next(iter(files.values()))[1]
            titles = {language: facts["title"] for language, (_path, facts) in files.items()}
            paths = {language: path for language, (path, _facts) in files.items()}
            lessons.append(Entry(unit, "lesson", unit, titles, first["minutes"], first["size"], paths))
        return tuple(sorted([*lessons, *self._quizzes.values()], key=lambda entry: (entry.order, entry.id)))
