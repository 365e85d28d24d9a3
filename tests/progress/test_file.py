"""The file: made, migrated, refused, set aside, brought back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tutor.progress import Progress, TooNew, open_progress, schema
from tutor.progress.file import CHECKED
from tutor.progress.schema import STEPS, migrate, shape, version
from tutor.progress.store import INSERT

ADDED = ("CREATE TABLE decks (name TEXT PRIMARY KEY)", "ALTER TABLE events ADD COLUMN course TEXT NOT NULL DEFAULT ''")


def names(path):
    return sorted(one.name for one in path.parent.iterdir())


def test_the_file_is_ours_and_durable(learned):
    with closing(sqlite3.connect(learned)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION,)
        assert version(connection) == len(STEPS)


def test_an_answer_is_flushed_to_the_disk_before_it_is_taken(progress):
    assert progress._storage.read(lambda found: found.execute("PRAGMA synchronous").fetchone()) == (2,)


def test_an_older_file_is_backed_up_and_migrated(learned):
    store = Progress(learned, steps=(*STEPS, ADDED))
    assert store.quiz("1-foundations").answered == 1
    store.close()
    with closing(sqlite3.connect(learned)) as migrated, closing(sqlite3.connect(":memory:")) as fresh:
        fresh.isolation_level = None
        migrate(fresh, (*STEPS, ADDED))
        assert shape(migrated) == shape(fresh)
        assert version(migrated) == len(STEPS) + 1
    with closing(sqlite3.connect(learned.with_name(f"progress.db.bak-v{len(STEPS)}"))) as backup:
        assert version(backup) == len(STEPS)
        assert backup.execute("SELECT count(*) FROM events").fetchone() == (2,)


def test_a_file_of_the_first_version_keeps_all_and_takes_hints(path):
    old = Progress(path, steps=STEPS[:1])
    attempt = old.begin("1-foundations", "es", 7)
    answer = (1.0, "answer", "1-foundations", "product", attempt.id, 1.0, '{"answer": "a", "outcome": "right"}')
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(INSERT, answer)
    old.close()
    store = Progress(path)
    assert store.warning == ""
    assert [event["data"].get("answer") for event in store.export()["events"]] == [None, "a"]
    assert [(due.quiz, due.question) for due in store.due(1e12)] == [("1-foundations", "product")]
    store.hint(attempt.id, "steps", 1)
    store.answer(attempt.id, "steps", "5", "wrong", 0.0)
    assert set(store.open_attempt("1-foundations").answers) == {"product", "steps"}
    assert [event["kind"] for event in store.export()["events"]] == ["begin", "answer", "hint", "answer"]
    store.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(learned):
    broken = (*STEPS, ("CREATE TABLE decks (name TEXT)", "CREATE TABLE events (name TEXT)"))
    with pytest.raises(sqlite3.OperationalError):
        Progress(learned, steps=broken)
    again = Progress(learned)
    assert (again.warning, again.quiz("1-foundations").answered) == ("", 1)
    again.close()


def test_a_file_without_tables_yet_is_version_zero(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION}")
        assert version(connection) == 0
    store = Progress(path)
    store.set_setting("language", "es")
    assert (store.warning, store.setting("language")) == ("", "es")
    store.close()


def test_a_newer_file_is_refused_untouched(learned):
    with closing(sqlite3.connect(learned)) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = learned.read_bytes()
    with pytest.raises(TooNew, match=r"newer nntutor"):
        Progress(learned)
    store = open_progress(learned)
    assert "newer nntutor" in store.warning
    store.begin("1-foundations", "es", 1)
    store.close()
    assert learned.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"no database at all, but long enough to be one\n" * 200, b"SQLite format 3\0"]
)
def test_what_is_no_database_is_set_aside(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    store = Progress(path)
    assert "damaged" in store.warning
    store.begin("1-foundations", "es", 1)
    store.close()
    (aside,) = path.parent.glob("progress.db.corrupt-*")
    assert aside.read_bytes() == content
    assert aside.name in store.warning
    again = Progress(path)
    assert (again.warning, again.quiz("1-foundations").status) == ("", "started")
    again.close()


def test_another_programs_database_is_set_aside(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    store = Progress(path)
    assert "damaged" in store.warning
    assert list(path.parent.glob("progress.db.corrupt-*"))
    store.close()


@pytest.mark.parametrize("damage", ["truncated", "flipped"])
def test_a_damaged_file_comes_back_from_its_backup(learned, damage):
    content = learned.read_bytes()
    if damage == "truncated":
        learned.write_bytes(content[: len(content) // 2])
    else:
        learned.write_bytes(content[:4096] + bytes(255 - byte for byte in content[4096:]))
    store = Progress(learned)
    assert "progress.db.backup-" in store.warning
    assert store.quiz("1-foundations").answered in (0, 1)  # the backup is of the day's first moment
    assert store.quiz("1-foundations").status == "started"
    store.close()


def test_damage_met_while_learning_is_set_aside(learned):
    store = Progress(learned)
    attempt = store.open_attempt("1-foundations")
    for number in range(6):
        values = [(0.0, "answer", "1-foundations", f"q{number}-{n}", attempt.id, 1.0, "{}") for n in range(2000)]
        store._storage.write([(INSERT, one) for one in values])
    store.close()
    content = learned.read_bytes()
    assert len(content) > CHECKED
    learned.write_bytes(content[:8192] + bytes(255 - byte for byte in content[8192:]))
    store = Progress(learned)
    assert store.attempts("1-foundations")[0].id == attempt.id
    assert "progress.db.backup-" in store.warning
    store.answer(attempt.id, "one", "a", "right", 1.0)
    assert "one" in store.open_attempt("1-foundations").answers
    store.close()


def test_an_event_whose_details_are_unreadable_costs_only_its_details(progress):
    attempt = progress.begin("1-foundations", "es", 1)
    progress._storage.write([("UPDATE events SET data = CAST(x'7bff' AS TEXT)", ())])
    assert progress.open_attempt("1-foundations").id == attempt.id
    assert progress.export()["events"][0]["data"] == {}


def test_no_more_than_five_daily_backups_are_kept(learned):
    (today,) = learned.parent.glob("progress.db.backup-*")
    for day in range(1, 9):
        shutil.copy(today, learned.with_name(f"progress.db.backup-2020010{day}"))
    today.unlink()
    store = Progress(learned)
    store.begin("2-numpy", "es", 1)
    store.close()
    assert [name for name in names(learned) if ".backup-" in name] == [
        *(f"progress.db.backup-2020010{day}" for day in (5, 6, 7, 8)),
        today.name,
    ]


def test_a_backup_is_a_store_of_its_own(progress):
    progress.begin("1-foundations", "es", 1)
    first, second = progress.back_up("before-reset"), progress.back_up("before-reset")
    progress.reset(None)
    assert first != second
    copy = Progress(first)
    assert (copy.warning, copy.quiz("1-foundations").status) == ("", "started")
    copy.close()


def test_nothing_is_left_lying_about(learned):
    backups = [name for name in names(learned) if ".backup-" in name]
    assert names(learned) == ["progress.db", *backups, "progress.db.lock"]


@settings(max_examples=40, deadline=None)
@example(b"\x00\x80", 3481)  # in a statement that SQLite quotes in its message
@example(b"A", 3825)  # the name of a column
@example(b"\x03", 18)  # "may not be written"
@example(bytes(15) + b"\x05", 32)  # the format of the schema
@given(st.binary(max_size=300), st.integers(0, 40_000))
def test_no_bytes_in_the_file_make_it_fail(tmp_path_factory, junk, where):
    path = tmp_path_factory.mktemp("home") / "progress.db"
    store = Progress(path)
    store.begin("1-foundations", "es", 1)
    store.close()
    content = path.read_bytes()
    where %= len(content)
    path.write_bytes(content[:where] + junk + content[where + len(junk) :])
    store = open_progress(path)
    store.quizzes()
    attempt = store.begin("2-numpy", "es", 1)
    assert store.open_attempt("2-numpy").id == attempt.id
    store.close()
