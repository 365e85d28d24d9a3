"""What is to be asked again, and what is believed wrongly: what progress knows, joined with what the quizzes say."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.content.drawn import drawn
from tutor.content.problem import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from tutor.content.library import Library
    from tutor.content.parts import Bilingual
    from tutor.content.quiz import Question, Quiz
    from tutor.progress import Progress


@dataclass(frozen=True, slots=True)
class Item:
    """A due question with new numbers, those of `seed`. `at` is since when it is due, in seconds since 1970."""

    quiz: str
    path: Path
    question: Question
    seed: int
    at: float


@dataclass(frozen=True, slots=True)
class Belief:
    """A misconception that an answer showed: in the author's words, if there are any, and the unit to read again."""

    name: str
    words: Bilingual | None
    unit: str
    since: float
    closed: float | None

    @property
    def is_open(self) -> bool:
        """It has not been answered right since."""
        return self.closed is None

    def text(self, language: str) -> str:
        """What is believed, in a sentence."""
        return self.words.text(language) if self.words else self.name.replace("-", " ")


def due(library: Library, progress: Progress, now: float | None = None) -> list[Item]:
    """The due questions that the course still has, the oldest first; those that a quiz has lost are dropped."""
    found = []
    for one in progress.due(now):
        quiz = _quiz(library, one.quiz)
        if quiz is None:  # of another course, or broken just now: it may come back
            continue
        if (question := quiz.question(one.question)) is None:
            progress.drop_card(one.quiz, one.question)
        else:
            seed = random.SystemRandom().randrange(2**31)
            found.append(Item(one.quiz, quiz.path, drawn(question, seed), seed, one.at))
    return found


def beliefs(library: Library, progress: Progress) -> list[Belief]:
    """Every misconception that ever showed, each once: open as long as one of its questions leaves it open."""
    found: dict[str, Belief] = {}
    for one in progress.misconceptions():  # the open ones come first
        quiz = _quiz(library, one.quiz)
        if quiz is not None and one.name not in found:
            question = quiz.question(one.question)
            words = quiz.misconceptions.get(one.name)
            found[one.name] = Belief(one.name, words, question.unit if question else "", one.since, one.closed)
    return list(found.values())


def _quiz(library: Library, name: str) -> Quiz | None:
    """The quiz, if the course has it and it can be read."""
    entry = library.find(name)
    if entry is None or entry.kind != "quiz":
        return None
    try:
        return library.quiz(entry.id)
    except ContentError:
        return None
