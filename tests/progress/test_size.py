"""100,000 answers: every question of the menu is answered from an index."""

from __future__ import annotations

import pytest

from tutor.progress import Progress, queries

ASKED = ["ITEMS", "PARTS", "LAST_VISIT", "REACHED_END", "BEST", "LAST", "PASSED", "OPEN", "ANSWERED", "BEGUN", "NEWEST"]


@pytest.mark.parametrize("name", ASKED)
def test_no_question_of_the_menu_reads_every_event(progress, name):
    sql = getattr(queries, name)
    values = {"kind": "ran", "item": "1.5"} if ":kind" in sql else ("x",) * sql.count("?")
    rows = progress._storage.read(lambda found: found.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall())
    scans = [row[3] for row in rows if row[3].startswith("SCAN events")]
    assert rows
    assert scans == (["SCAN events"] if name == "NEWEST" else [])  # from the end, and it stops at the first row


def test_a_hundred_thousand_events_cost_the_menu_no_more_steps(path):
    def steps(store):
        """How many tens of SQLite's instructions the menu takes."""
        counted = []
        store._storage._connection.set_progress_handler(lambda: counted.append(1), 10)
        store.lessons(), store.quizzes(), store.last_open()
        store._storage._connection.set_progress_handler(None, 0)
        return len(counted)

    store = Progress(path)
    few = _fill(store, 1)
    before = steps(store)
    many = _fill(store, 500)
    assert (few, many) == (200, 100_000)
    assert steps(store) <= 1.5 * before
    store.close()


def _fill(store, attempts):
    """Finished attempts of 199 events each and a run of a cell for each."""
    rows = []
    for attempt in range(attempts):
        name = f"{attempts}-{attempt}"
        rows.append((0.0, "begin", "1-foundations", "", name, None, "{}"))
        rows += [(0.0, "answer", "1-foundations", f"q{n}", name, 1.0, "{}") for n in range(197)]
        rows.append((0.0, "finish", "1-foundations", "passed", name, 0.9, "{}"))
        rows.append((0.0, "ran", "1.5", "train", None, None, "{}"))
    insert = "INSERT INTO events (at, kind, item, part, attempt, value, data) VALUES (?, ?, ?, ?, ?, ?, ?)"
    store._storage.write([(insert, row) for row in rows])
    return len(rows)
