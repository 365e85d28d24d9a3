"""kill -9 at any moment loses no answer that was said to be taken."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

from tutor.progress import Progress

KILLS = 30
LEARNER = """
import sys
from pathlib import Path
from tutor.progress import Progress
store, start = Progress(Path(sys.argv[1])), int(sys.argv[2])
attempt = store.open_attempt("quiz") or store.begin("quiz", "es", 1)
for number in range(start, start + 100_000):
    store.answer(attempt.id, f"q{number}", number, "right", 1.0)
    print(number, flush=True)
"""


def test_no_acknowledged_answer_is_lost(path):
    dice = random.Random(5)  # noqa: S311 (moments, not secrets)
    taken: list[int] = []
    for kill in range(KILLS):
        learner = subprocess.Popen(
            [sys.executable, "-c", LEARNER, path, str(kill * 100_000)], stdout=subprocess.PIPE, text=True
        )
        assert learner.stdout is not None
        # A kill as soon as so many are taken falls in the midst of the next.
        taken += [int(learner.stdout.readline()) for _answer in range(dice.randint(1, 60))]
        learner.send_signal(signal.SIGKILL)
        taken += [int(line) for line in learner.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        learner.wait()
        learner.stdout.close()
    store = Progress(path)
    kept = store.open_attempt("quiz").answers
    assert store.warning == ""
    assert [number for number in taken if f"q{number}" not in kept] == []
    assert len(store.attempts("quiz")) == 1
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
