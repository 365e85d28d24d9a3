"""What the machine does: learning goes on, says so, and loses nothing that it can keep."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tutor.progress import Progress, file, storage

NOBODY = 65534
AS_OTHER = """
import sys
from pathlib import Path
from tutor.progress import Progress
store = Progress(Path(sys.argv[1]))
print(store.quiz("1-foundations").answered, store.warning)
attempt = store.begin("2-numpy", "es", 1)
store.answer(attempt.id, "one", "a", "right", 1.0)
print(store.quiz("2-numpy").answered, store.warning)
store.close()
"""
FILE_LIMIT = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"


@pytest.fixture
def eager(monkeypatch):
    """A store tries the file again at once."""
    monkeypatch.setattr(storage, "RETRY", 0.0)


def test_a_full_disk_keeps_answers_in_memory_until_there_is_room(path, progress, eager):
    attempt = progress.begin("1-foundations", "es", 1)
    pages = progress._storage._connection.execute("PRAGMA page_count").fetchone()[0]
    progress._storage._connection.execute(f"PRAGMA max_page_count = {pages}")
    progress._storage._back_up_daily = lambda: None
    for number in range(500):
        progress.answer(attempt.id, f"q{number}", "x" * 100, "right", 1.0)
    assert progress.quiz("1-foundations").answered == 500
    again = Progress(path)
    assert again.quiz("1-foundations").answered == 500
    assert progress.warning == again.warning == ""
    again.close()


def test_a_full_disk_is_said_aloud(progress):
    attempt = progress.begin("1-foundations", "es", 1)
    pages = progress._storage._connection.execute("PRAGMA page_count").fetchone()[0]
    progress._storage._connection.execute(f"PRAGMA max_page_count = {pages}")
    for number in range(500):
        progress.answer(attempt.id, f"q{number}", "x" * 100, "right", 1.0)
    assert "full" in progress.warning
    assert progress.quiz("1-foundations").answered == 500


def test_a_write_that_the_system_refuses_is_no_crash(learned):
    script = FILE_LIMIT + AS_OTHER.replace('"one", "a"', '"one", "a" * 100_000')
    done = subprocess.run([sys.executable, "-c", script, learned], capture_output=True, text=True, check=True)
    first, second = done.stdout.splitlines()
    assert first == "1 "
    assert second.startswith("1 Progress cannot be saved")


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's here")
def test_a_read_only_home_is_read_and_learning_goes_on(learned):
    home = Path("/tmp") / f"nntutor-test-{os.getpid()}"  # a place that `nobody` can reach
    shutil.copytree(learned.parent, home)
    for one in home.iterdir():
        one.chmod(0o444)
    home.chmod(0o555)
    am_root = os.geteuid() == 0
    try:
        if am_root:
            os.seteuid(NOBODY)
        store = Progress(home / "progress.db")
        assert store.quiz("1-foundations").answered == 1
        attempt = store.begin("2-numpy", "es", 1)
        store.answer(attempt.id, "one", "a", "right", 1.0)
        assert store.quiz("2-numpy").answered == 1
        assert "cannot be saved" in store.warning
        store.close()
    finally:
        if am_root:
            os.seteuid(0)
        home.chmod(0o755)
        shutil.rmtree(home)


def test_a_home_that_cannot_be_made_is_no_crash(tmp_path):
    (tmp_path / "file").write_text("in the way")
    store = Progress(tmp_path / "file" / "progress.db")
    assert "cannot be saved" in store.warning
    attempt = store.begin("1-foundations", "es", 1)
    assert store.open_attempt("1-foundations").id == attempt.id
    assert store.back_up("before-reset") is None
    store.close()


def test_a_lock_that_is_never_let_go_is_waited_for_and_then_written_around(path, progress, eager, monkeypatch):
    monkeypatch.setattr(file, "PATIENCE", 0.05)
    progress.begin("1-foundations", "es", 1)
    other = Progress(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as greedy:
        greedy.execute("BEGIN IMMEDIATE")
        attempt = other.begin("2-numpy", "es", 2)
        other.answer(attempt.id, "one", "a", "right", 1.0)
        assert "locked" in other.warning
        assert other.quiz("2-numpy").answered == 1
        greedy.execute("ROLLBACK")
    other.answer(attempt.id, "two", "b", "right", 1.0)
    assert other.warning == ""
    assert progress.quiz("2-numpy").answered == 2
    other.close()


def test_a_file_deleted_under_us_is_written_anew(path, progress):
    attempt = progress.begin("1-foundations", "es", 1)
    progress.answer(attempt.id, "one", "a", "right", 1.0)
    shutil.rmtree(path.parent)
    progress.answer(attempt.id, "two", "b", "right", 1.0)
    again = Progress(path)
    assert list(again.open_attempt("1-foundations").answers) == ["one", "two"]
    again.close()


def test_a_file_replaced_under_us_is_followed(tmp_path, path, progress):
    attempt = progress.begin("1-foundations", "es", 1)
    other = Progress(tmp_path / "other.db")
    other.set_setting("language", "en")
    other.close()
    (tmp_path / "other.db").replace(path)
    progress.answer(attempt.id, "one", "a", "right", 1.0)
    assert progress.setting("language") == "en"
    again = Progress(path)
    assert list(again.open_attempt("1-foundations").answers) == ["one"]
    again.close()


def test_starting_twice_at_once_makes_one_file(path):
    script = "import sys; from pathlib import Path; from tutor.progress import Progress\n"
    script += "s = Progress(Path(sys.argv[1])); s.begin(sys.argv[2], 'es', 1); print(s.warning); s.close()"
    started = [
        subprocess.Popen([sys.executable, "-c", script, path, f"quiz-{n}"], stdout=subprocess.PIPE, text=True)
        for n in range(6)
    ]
    said = [process.communicate()[0] for process in started]
    store = Progress(path)
    assert said == ["\n"] * 6
    assert len(store.quizzes()) == 6
    store.close()
