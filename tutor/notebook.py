"""The learner's own copy of a lesson, a Jupyter notebook: what was edited, and what came out. Knows no kernel.

The format (nbformat 4.5) is plain JSON and written as such: `import nbformat` costs a tenth of a second, and a lesson's
first screenful waits for this file.
"""

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.clean import clean, clean_output
from tutor.locale import _

if TYPE_CHECKING:
    from tutor.content.lesson import Lesson

OURS = "nntutor"  # the key of our metadata, in cells and in the notebook
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
STALE = 3600.0  # seconds after which a half-written file is a killed program's


@dataclass(frozen=True, slots=True)
class Kept:
    """One cell as the learner left it: its source, nbformat's outputs, the run counter, how its last run ended.

    `status` is empty where the cell was edited but not run.
    """

    source: str
    outputs: Sequence[Mapping[str, Any]] = field(default_factory=list)
    count: int | None = None
    status: str = ""
    seconds: float = 0.0


class Notebook:
    """The notebook at `path`, which need not exist. `warning` says when it was unreadable, and where it is kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.warning = ""
        self._others: list[dict[str, Any]] = []  # cells the learner added elsewhere, in Jupyter for example
        self._is_loaded = False
        self._may_write = True

    def load(self) -> dict[str, Kept]:
        """What was edited or run, by the cells' names. A file that cannot be read is set aside."""
        self._is_loaded = True
        self._others = []
        kept: dict[str, Kept] = {}
        try:
            for cell in _cells(self.path):
                name = _mine(cell).get("name")
                if isinstance(name, str) and cell.get("cell_type") == "code":
                    one = _kept(cell)
                    if one.status or one.outputs or _mark(one.source) != _mine(cell).get("author"):
                        kept[name] = one
                elif not _mine(cell):
                    self._others.append(cell)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, RecursionError) as error:
            self._set_aside(error)
            return {}
        return kept

    def save(self, lesson: Lesson, kept: Mapping[str, Kept]) -> None:
        """Write the lesson's cells with what is kept of them: the whole file or none of it. Raises OSError.

        What is kept of a cell that the lesson no longer has comes last, before the learner's own cells.
        """
        if not self._is_loaded:
            self.load()
        if not self._may_write:
            raise PermissionError(self.warning)
        names = {cell.name for cell in lesson.cells}
        gone = (_code(name, one, "") for name, one in kept.items() if name not in names)
        cells = [*_lesson_cells(lesson, kept), *gone, *self._others]
        for number, cell in enumerate(cells):
            cell.setdefault("id", f"cell-{number}")
        mine = {"unit": lesson.unit, "language": lesson.language}
        document = {"cells": cells, "metadata": {**KERNEL, OURS: mine}, "nbformat": 4, "nbformat_minor": 5}
        _write(self.path, json.dumps(document, ensure_ascii=False, indent=1).encode(errors="replace"))

    def _set_aside(self, error: Exception) -> None:
        aside = self.path.with_name(f"{self.path.name}.unreadable-{time.strftime('%Y%m%d-%H%M%S')}")
        try:
            self.path.rename(aside)
        except OSError:
            self._may_write = False
            aside = self.path
        self.warning = _("Your notebook could not be read ({reason}); it is kept as {aside}.").format(
            reason=" ".join(str(error).split())[:100], aside=aside.name
        )


def _cells(path: Path) -> list[dict[str, Any]]:
    document = json.loads(path.read_bytes())
    cells = document["cells"] if isinstance(document, dict) and "cells" in document else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise ValueError(_("it is no notebook"))
    return cells


def _mine(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    mine = cell.get("metadata", {}).get(OURS, {}) if isinstance(cell.get("metadata"), dict) else {}
    return mine if isinstance(mine, dict) else {}


def _kept(cell: Mapping[str, Any]) -> Kept:
    mine = _mine(cell)
    count, outputs = cell.get("execution_count"), cell.get("outputs") or []
    if not isinstance(outputs, list) or not all(isinstance(output, dict) for output in outputs):
        raise ValueError(_("a cell's outputs are no list"))
    return Kept(
        source=clean(_joined(cell.get("source", ""))),
        outputs=[_harmless(output) for output in outputs],
        count=count if isinstance(count, int) else None,
        status=clean(str(mine.get("status", "")), multiline=False),
        seconds=float(mine.get("seconds", 0.0)),
    )


def _joined(text: Any) -> str:
    """A text of nbformat's, which may be stored as a list of lines."""
    return "".join(map(str, text)) if isinstance(text, list) else str(text)


def _harmless(output: Mapping[str, Any]) -> dict[str, Any]:
    """An output with its texts joined and free of what could drive a terminal; pictures stay as they are."""
    found = dict(output)
    for name in ("text", "ename", "evalue"):
        if name in found:
            found[name] = clean_output(_joined(found[name]))
    if isinstance(found.get("traceback"), list):
        found["traceback"] = [clean_output(str(line)) for line in found["traceback"]]
    if isinstance(found.get("data"), dict):
        found["data"] = {
            mime: clean_output(_joined(data)) if str(mime).startswith("text/") else data
            for mime, data in found["data"].items()
        }
    return found


def _lesson_cells(lesson: Lesson, kept: Mapping[str, Kept]) -> Iterator[dict[str, Any]]:
    """The title, the headings and the cells, in the lesson's order."""
    from tutor.content.lesson import Cell, Heading  # noqa: PLC0415 (a menu that saves nothing needs no models)

    yield _prose(f"# {lesson.unit} {lesson.title}", 0)
    for number, block in enumerate(lesson.blocks, 1):
        if isinstance(block, Heading):
            yield _prose(f"{'#' * block.level} {''.join(part.text for part in block.text)}", number)
        elif isinstance(block, Cell):
            yield _code(block.name, kept.get(block.name, Kept(block.source)), block.source)


def _prose(text: str, number: int) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": f"text-{number}", "metadata": {OURS: {"text": number}}, "source": text}


def _code(name: str, kept: Kept, author: str) -> dict[str, Any]:
    mine = {"name": name, "author": _mark(author), "status": kept.status, "seconds": kept.seconds}
    return {
        "cell_type": "code",
        "id": f"code-{_mark(name)}",
        "metadata": {OURS: mine},
        "execution_count": kept.count,
        "source": kept.source,
        "outputs": list(kept.outputs),
    }


def _mark(source: str) -> str:
    """What tells the author's text from the learner's without storing it twice."""
    return f"{zlib.crc32(source.encode(errors='replace')):08x}"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(f".{path.name}.*.tmp"):
        with suppress(FileNotFoundError):
            if time.time() - old.stat().st_mtime > STALE:
                old.unlink()
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    if os.name == "posix":  # the new name, too, is on the disk
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
