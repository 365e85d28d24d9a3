"""What a list of the course needs of each file, kept from one start to the next as JSON.

A file whose time and size are the same is not read again. A broken file is read every time, for its problems.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from tutor.content.problem import ContentError

if TYPE_CHECKING:
    from tutor.content.problem import Problem

VERSION = 1
"""Raise it when the facts of a file change: older indexes are then made anew."""


class Known(NamedTuple):
    """By what a file is recognised as unchanged."""

    time: int
    size: int

    @classmethod
    def of(cls, status: os.stat_result) -> Known:
        """What `status` says."""
        return cls(status.st_mtime_ns, status.st_size)


class Index:
    """The facts of the files under `root`; `cache` is the folder that keeps them, if any does."""

    def __init__(self, root: Path, cache: Path | None) -> None:
        self._root = str(root)
        self._file = None if cache is None else cache / f"course-{crc32(self._root.encode(errors='replace')):08x}.json"
        self._old = self._load()
        self._new: dict[str, Any] = {}

    def facts(self, key: str, path: Path, status: os.stat_result, problems: list[Problem]) -> Mapping[str, Any] | None:
        """What is known of the file, or read from it now; none if it is broken, which `problems` then tell."""
        known = Known.of(status)
        old = self._old.get(key)
        if old is not None and old[:2] == list(known):
            self._new[key] = old
            facts: Mapping[str, Any] = old[2]
            return facts
        try:
            facts = _read(path)
        except ContentError as error:
            problems.extend(error.problems)
            return None
        self._new[key] = [*known, facts]
        return facts

    def save(self) -> None:
        """Keep what was learned, if anything was; a folder that cannot be written costs only time."""
        if self._file is None or self._new == self._old:
            return
        text = json.dumps({"version": VERSION, "root": self._root, "files": self._new}, ensure_ascii=False)
        draft = self._file.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(text, encoding="utf-8")
            draft.replace(self._file)

    def _load(self) -> dict[str, Any]:
        if self._file is None:
            return {}
        try:
            kept = json.loads(self._file.read_bytes())
            if kept["version"] != VERSION or kept["root"] != self._root:
                return {}
            return {key: item for key, item in kept["files"].items() if _is_whole(key, item)}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}  # no index yet, or a torn one: it is made anew


_FACTS: Mapping[str, Mapping[str, type]] = {
    "lessons": {"unit": str, "title": str, "minutes": int, "size": int},
    "quizzes": {"id": str, "unit": str, "titles": dict, "minutes": int, "size": int},
    "course": {"title": dict, "chapters": dict, "planned": list},
}


def _is_whole(key: str, item: Any) -> bool:
    expected = _FACTS["course" if key.endswith("course.yaml") else key.partition("/")[0]]
    return (
        len(item) == 3  # noqa: PLR2004 (time, size, facts)
        and item[2].keys() == expected.keys()
        and all(isinstance(item[2][name], kind) for name, kind in expected.items())
    )


def _read(path: Path) -> Mapping[str, Any]:
    # Parsers cost a tenth of a second and are imported only where a file is new.
    if path.suffix == ".md":
        from tutor.content.markdown import read_lesson  # noqa: PLC0415 (as above)

        lesson = read_lesson(path)
        return {"unit": lesson.unit, "title": lesson.title, "minutes": lesson.minutes, "size": len(lesson.cells)}
    if path.name == "course.yaml":
        from tutor.content.course import read_course  # noqa: PLC0415 (as above)

        return read_course(path)
    from tutor.content.quiz import read_quiz  # noqa: PLC0415 (as above)

    quiz = read_quiz(path)
    return {
        "id": quiz.id,
        "unit": quiz.unit,
        "titles": {"es": quiz.title.es, "en": quiz.title.en},
        "minutes": quiz.minutes or len(quiz.questions),
        "size": len(quiz.questions),
    }
