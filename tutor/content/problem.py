"""What is wrong with a content file, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tutor.clean import clean


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a file: what is wrong, and what to write instead."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return clean(f"{self.path}:{self.line}: {self.message}", multiline=False)


class ContentError(Exception):
    """A file that cannot be used; carries every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
