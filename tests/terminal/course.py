"""A small course on the disk."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

HEAD = """---
jupytext: {{text_representation: {{extension: .md, format_name: myst}}}}
kernelspec: {{name: python3, display_name: Python 3, language: python}}
nntutor: {{unit: "{unit}", minutes: 5}}
---
# {title}

"""
COURSE = "title: {es: Curso, en: Course}\nchapters:\n  1: {es: Uno, en: One}\n  2: {es: Dos, en: Two}\n"


class Course:
    """Writes lessons and quizzes under `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("lessons/en", "lessons/es", "quizzes"):
            (root / folder).mkdir(parents=True)
        (root / "lessons" / "course.yaml").write_text(COURSE, "utf-8")

    def lesson(self, text: str, *, unit: str = "1.1", title: str = "The unit", name: str = "") -> None:
        """A lesson in English; `text` is what follows its title."""
        path = self.root / "lessons" / "en" / (name or f"{unit}-lesson.md")
        path.write_text(HEAD.format(unit=unit, title=title) + text, "utf-8")

    def cells(self, *sources: str) -> None:
        """A lesson of nothing but cells."""
        self.lesson("\n\n".join(f"```{{code-cell}} ipython3\n{dedent(source).strip()}\n```" for source in sources))

    def quiz(self, text: str, name: str = "quiz.yaml") -> None:
        """A quiz, written as it stands."""
        (self.root / "quizzes" / name).write_text(dedent(text), "utf-8")
