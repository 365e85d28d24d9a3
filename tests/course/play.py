"""Runs a lesson's cells in one namespace, as a learner would, and prints what came of it as JSON.

Run as a program, so that Keras stays out of the process of the tests. Standard input holds a request: `path`, the
cells' `edits` (name to pairs of old and new text), the last cell to run (`until`), and expressions to `ask` at the end.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from pathlib import Path
from typing import Any

from tutor.content.lesson import Cell
from tutor.content.markdown import read_lesson


def play(path: Path, edits: dict[str, list[list[str]]], until: str | None, ask: dict[str, str]) -> dict[str, Any]:
    """`cells` by name, each with its printed `text`, its `error` and `seconds`; and the `answers` to what was asked."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    cells = {}
    for cell in read_lesson(path).cells:
        cells[cell.name] = _run(cell, edits.get(cell.name, []), namespace)
        if cell.name == until:
            break
    with contextlib.redirect_stdout(io.StringIO()):
        answers = {name: eval(expression, namespace) for name, expression in ask.items()}  # noqa: S307 (our tests' own)
    return {"cells": cells, "answers": answers}


def _run(cell: Cell, edits: list[list[str]], namespace: dict[str, Any]) -> dict[str, Any]:
    source = cell.source
    for old, new in edits:
        if old not in source:
            raise ValueError(f"cell {cell.name} does not contain {old!r}")
        source = source.replace(old, new)
    printed, error, start = io.StringIO(), "", time.perf_counter()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            exec(compile(source, cell.name, "exec"), namespace)  # noqa: S102 (the course's own cells)
        except Exception as raised:  # noqa: BLE001 (some cells are there to fail)
            error = f"{type(raised).__name__}: {raised}"
    return {"text": printed.getvalue(), "error": error, "seconds": time.perf_counter() - start}


if __name__ == "__main__":
    request = json.load(sys.stdin)
    result = play(Path(request["path"]), request["edits"], request["until"], request["ask"])
    json.dump(result, sys.stdout, default=lambda value: value.tolist())
