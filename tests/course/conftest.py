"""Where the course is, and how a test plays a lesson."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 600
"""Seconds that a test of a lesson may take: its fixture plays the lesson, some of them more than once."""


def pytest_collection_modifyitems(items):
    """Give them the time; pytest calls this with the items of the whole session."""
    for item in items:
        if Path(__file__).parent in item.path.parents and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(PATIENCE))


class Played:
    """What came of a lesson's cells."""

    def __init__(self, result):
        self.cells = result["cells"]
        self.answers = result["answers"]

    def text(self, cell):
        return self.cells[cell]["text"]

    def error(self, cell):
        return self.cells[cell]["error"]

    @property
    def seconds(self):
        return sum(cell["seconds"] for cell in self.cells.values())


@pytest.fixture(scope="session")
def play(tmp_path_factory):
    """`play(file, language, edits=…, until=…, ask=…)` runs the cells in a process of their own."""

    def run(name, language="en", *, edits=None, until=None, ask=None):
        path = ROOT / "lessons" / language / name
        request = {"path": str(path), "edits": edits or {}, "until": until, "ask": ask or {}}
        scratch = tmp_path_factory.mktemp("cells")
        settings = {
            "MPLBACKEND": "Agg",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "KERAS_HOME": str(scratch),
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            [sys.executable, Path(__file__).with_name("play.py")],
            input=json.dumps(request),
            capture_output=True,
            text=True,
            cwd=scratch,
            env=os.environ | settings,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return Played(json.loads(done.stdout))

    return run
