"""Checks content like code: every lesson and quiz reads, its links lead somewhere, its cells compile, and run.

Knows no kernel: who wants the cells run hands in what opens a session.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from tutor.check.proof import prove
from tutor.check.questions import texts_of, undescribed, unsound
from tutor.check.running import Ran, Run, run_lessons
from tutor.check.values import unplaced
from tutor.content.code import fault
from tutor.content.course import read_course
from tutor.content.glossary import GLOSSARY, Term, read_glossary
from tutor.content.lesson import Ask, Block, Experiment, Lesson, Picture
from tutor.content.library import COURSE, Library
from tutor.content.markdown import open_document, read_lesson
from tutor.content.page import Page
from tutor.content.pair import differences
from tutor.content.problem import ContentError, Problem
from tutor.content.quiz import Quiz, read_quiz
from tutor.content.source import LESSON_BYTES, read_text
from tutor.content.walk import links, walk
from tutor.labs.shelf import faults
from tutor.locale import LANGUAGES, _
from tutor.paths import course_dir

_WEB = re.compile(r"https?://[^/]", re.IGNORECASE)


def check(path: Path, run: Run | None = None, told: Callable[[Ran], None] = lambda _ran: None) -> list[Problem]:
    """Every problem of a course, a folder in it, or one file; with `run`, every cell of what is sound is run too.

    `told` hears of each lesson that has been run: all of them take minutes.
    """
    root = _root(path)
    library = Library(root or course_dir())
    checker = _Checker(library)
    if path == root:
        checker.course()
    elif path.is_dir():
        for file in sorted(file for suffix in ("md", "yaml", "yml") for file in path.rglob(f"*.{suffix}")):
            checker.file(file)
    else:
        checker.file(path)
    problems = set(checker.problems)
    if run is not None:
        broken = {problem.path for problem in problems}
        lessons = [one for one in checker.lessons if one.path not in broken]
        quizzes = [one for one in checker.quizzes if one.path not in broken]
        problems |= set(asyncio.run(_run_all(lessons, quizzes, run, told)))
    return sorted(problems)


def _root(path: Path) -> Path | None:
    """The course that `path` is, or is in."""
    for folder in (path, *path.absolute().parents):
        if (folder / COURSE).is_file() or (folder == path and (folder / "lessons").is_dir()):
            return folder
    return None


class _Checker:
    """Gathers the problems, and the lessons that could be read."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.problems: list[Problem] = []
        self.lessons: list[Lesson] = []
        self.quizzes: list[Quiz] = []

    def course(self) -> None:
        """The whole course, both languages of every lesson."""
        self.problems += self.library.problems
        if not self.library.entries:
            message = _("no lessons and no quizzes: they stand in lessons/es, lessons/en and quizzes")
            self.problems.append(Problem(self.library.root, 1, message))
        for entry in self.library.entries:
            if entry.kind == "quiz":
                self._quiz(self.library.quiz(entry.id))
                continue
            lessons = [self.library.lesson(entry.unit, language) for language in entry.paths]
            for lesson in lessons:
                self._lesson(lesson)
            self._pair(lessons)
        if (self.library.root / GLOSSARY).is_file():
            self.file(self.library.root / GLOSSARY)
        for unit in sorted(self.library.planned):
            if self.library.find(unit) is not None:
                message = _("unit {unit} is written: take it from the planned ones").format(unit=unit)
                self.problems.append(
                    Problem(self.library.root / COURSE, _line(self.library.root / COURSE, unit), message)
                )

    def file(self, path: Path) -> None:
        """One file, whatever it holds."""
        try:
            if path.name == Path(COURSE).name:
                read_course(path)
            elif path.name == Path(GLOSSARY).name:
                self._glossary(read_glossary(path), path)
            elif path.suffix in {".yaml", ".yml"}:
                self._quiz(read_quiz(path))
            elif path.suffix == ".md":
                lesson = read_lesson(path)
                self._lesson(lesson)
                self._pair([lesson])
            else:
                self._lesson(open_document(path))
        except ContentError as error:
            self.problems += error.problems

    def _lesson(self, lesson: Lesson) -> None:
        self.lessons.append(lesson)
        if lesson.path.parent.parent.name == "lessons":
            chapter, _dot, number = lesson.unit.partition(".")
            start = f"{chapter}.{number:0>2}-"
            if not lesson.path.name.startswith(start):
                message = _("unit {unit} in a file of another name: let it start with {start}, so that files sort")
                self.problems.append(Problem(lesson.path, 1, message.format(unit=lesson.unit, start=start)))
        for cell in lesson.cells:
            found = None if cell.may_fail else fault(cell)
            if found is not None:
                message = _("the cell “{name}” does not compile: {reason}").format(name=cell.name, reason=found[1])
                self.problems.append(Problem(lesson.path, found[0], message))
        for ask in (block for block in lesson.blocks if isinstance(block, Ask)):
            if not self._is_asked(ask.reference):
                message = _("no question {reference}: write {{question}} quiz-id/question-id")
                self.problems.append(Problem(lesson.path, ask.line, message.format(reference=ask.reference)))
        for lab in (block for block in lesson.blocks if isinstance(block, Experiment)):
            self.problems += [Problem(lesson.path, lab.line, words) for words in faults(lab.name, lab.options)]
        self.problems += unplaced(lesson)
        for target, message in self._targets(lesson.blocks, lesson.path):
            self.problems.append(Problem(lesson.path, _line(lesson.path, target), message))

    def _quiz(self, quiz: Quiz) -> None:
        self.quizzes.append(quiz)
        self.problems += undescribed(quiz)
        for question in quiz.questions:
            self.problems += unsound(question, quiz.path)
            if question.unit and not self._is_unit(question.unit):
                message = _("question “{name}”: there is no unit {unit}").format(name=question.id, unit=question.unit)
                self.problems.append(Problem(quiz.path, question.line, message))
            for text in {text for pair in texts_of(question) for text in (pair.es, pair.en)}:
                for message in self._in_text(text, quiz.path):
                    words = _("question “{name}”: {message}").format(name=question.id, message=message)
                    self.problems.append(Problem(quiz.path, question.line, words))

    def _glossary(self, terms: Iterable[Term], path: Path) -> None:
        for term in terms:
            faults = [message for text in term.means.values() for message in self._in_text(text, path)]
            if not self._is_unit(term.unit):
                faults.append(_("there is no unit {unit}").format(unit=term.unit))
            for message in faults:
                words = _("“{term}”: {message}").format(term=term.words["en"], message=message)
                self.problems.append(Problem(path, term.line, words))

    def _in_text(self, text: str, path: Path) -> list[str]:
        """What is wrong with a piece of Markdown in a YAML file."""
        page = Page(path)
        blocks = page.read(text)
        faults = [problem.message for problem in page.problems]
        return faults + [message for _target, message in self._targets(blocks, path)]

    def _pair(self, lessons: list[Lesson]) -> None:
        """Compare a lesson with its other language, if both can be read."""
        first = lessons[0]
        if len(lessons) == 1:
            if first.path.parent.name not in LANGUAGES:
                return
            language = next(name for name in LANGUAGES if name != first.path.parent.name)
            other = first.path.parent.parent / language / first.path.name
            if not other.exists():
                message = _("there is no {language}/{name}: a lesson is written in both languages")
                self.problems.append(Problem(first.path, 1, message.format(language=language, name=other.name)))
                return
            try:
                lessons = [first, read_lesson(other)]
            except ContentError:
                return  # told where that file is checked
        spanish, english = sorted(lessons, key=lambda lesson: LANGUAGES.index(lesson.language))
        self.problems += differences(english, spanish)

    def _targets(self, blocks: Iterable[Block], path: Path) -> Iterator[tuple[str, str]]:
        for target in links(blocks):
            if not _WEB.match(target) and not self._is_unit(target):
                message = _("the link “{target}” leads nowhere: write a unit, as [1.5](1.5), or an http address")
                yield target, message.format(target=target)
        for picture in (block for block in walk(blocks) if isinstance(block, Picture)):
            if not picture.alt.strip():
                yield picture.source, _("a picture without words: write what it shows, as ![words](file)")
            if not _WEB.match(picture.source) and not (path.parent / unquote(picture.source)).is_file():
                yield picture.source, _("there is no picture {source}").format(source=picture.source)

    def _is_unit(self, target: str) -> bool:
        return target in self.library.planned or self.library.find(target) is not None

    def _is_asked(self, reference: str) -> bool:
        quiz = reference.partition("/")[0]
        is_broken = any(problem.path.stem == quiz for problem in self.library.problems)
        return is_broken or self.library.question(reference) is not None


def _line(path: Path, words: str) -> int:
    """The first line of the file that holds `words`, as a target rather than in its prose."""
    try:
        lines = read_text(path, LESSON_BYTES).split("\n")
    except ContentError:
        return 1
    for form in (f"({words}", f"<{words}", f'"{words}"', words, unquote(words)):
        for number, line in enumerate(lines, 1):
            if form in line:
                return number
    return 1


async def _run_all(lessons: list[Lesson], quizzes: list[Quiz], run: Run, told: Callable[[Ran], None]) -> list[Problem]:
    return await prove(quizzes) + await run_lessons(lessons, run, told)
