"""What is due again, and what is believed wrongly: from answers, whatever the clock and a second tutor do."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.progress import Progress, cards
from tutor.progress.schedule import LONGEST, scheduled

DAY = 86400.0
OUTCOMES = st.sampled_from(["right", "right_but", "partial", "wrong", "error"])


def in_days(progress, days):
    return [(due.quiz, due.question) for due in progress.due(time.time() + days * DAY)]


def test_what_was_wrong_is_due_first(progress):
    attempt = progress.begin("1-foundations", "es", 7)
    progress.answer(attempt.id, "known", "a", "right", 1.0)
    progress.answer(attempt.id, "unknown", "b", "wrong", 0.0)
    progress.answer(attempt.id, "opinion", "b", "noted", 0.0)
    assert progress.due() == []
    assert progress.due_count(["1-foundations"]) == 0
    assert in_days(progress, 1.1) == [("1-foundations", "unknown")]
    assert in_days(progress, 60) == [("1-foundations", "unknown"), ("1-foundations", "known")]
    assert progress.due_count(["1-foundations"], time.time() + 60 * DAY) == 2
    assert 0 < progress.next_due() - time.time() <= DAY + 1


def test_a_review_moves_it_on(progress):
    progress.single("1-foundations", "one", 3, "a", "wrong", 0.0, where="lesson")
    first = progress.due(time.time() + 99 * DAY)[0].at
    progress.single("1-foundations", "one", 4, "b", "right", 1.0, where="review")
    assert progress.due(time.time() + 999 * DAY)[0].at > first


@pytest.mark.parametrize("act", [lambda store: store.read_hint("q", "one", 2), lambda store: store.reveal("q", "one")])
def test_a_right_answer_with_help_comes_back_sooner(progress, act):
    act(progress)
    progress.single("q", "one", 0, "a", "right", 1.0, where="lesson")
    progress.single("q", "two", 0, "a", "right", 1.0, where="lesson")
    helped, alone = progress.due(time.time() + 999 * DAY)
    assert (helped.question, alone.question) == ("one", "two")


def test_tries_are_counted_since_it_was_last_right(progress):
    progress.single("q", "one", 0, "a", "right", 1.0, where="lesson")
    for number in (1, 2, 3):
        progress.read_hint("q", "one", number)
        progress.single("q", "one", 0, "b", "wrong", 0.0, where="lesson")
    tries = progress.tries("q", "one")
    assert (tries.answers, tries.hints, tries.is_shown, tries.last.answer) == (3, 3, False, "b")
    progress.reveal("q", "one")
    assert progress.tries("q", "one").is_shown
    progress.single("q", "one", 0, "c", "right", 1.0, where="review")
    tries = progress.tries("q", "one")
    assert (tries.answers, tries.hints, tries.is_shown, tries.last.answer) == (0, 0, False, "c")


def test_tries_of_one_attempt(progress):
    progress.single("q", "one", 0, "b", "wrong", 0.0, where="lesson")
    attempt = progress.begin("q", "es", 1)
    progress.answer(attempt.id, "one", "x", "wrong", 0.0)
    assert progress.tries("q", "one", attempt.id).answers == 1
    assert progress.tries("q", "one").answers == 2


def test_a_misconception_opens_closes_and_opens_again(progress):
    progress.single("q", "one", 0, "b", "wrong", 0.0, where="lesson", misconceptions=["sum-for-mean"])
    assert [(held.name, held.closed) for held in progress.misconceptions()] == [("sum-for-mean", None)]
    progress.single("q", "one", 0, "a", "right", 1.0, where="review")
    assert progress.misconceptions()[0].closed is not None
    progress.record("q", "es", [("one", "b", "wrong", 0.0, ["sum-for-mean"])], 0.0, passed=False)
    assert [(held.name, held.closed) for held in progress.misconceptions()] == [("sum-for-mean", None)]


def test_a_reset_forgets_them(progress):
    progress.single("q", "one", 0, "b", "wrong", 0.0, where="lesson", misconceptions=["m"])
    progress.single("other", "one", 0, "b", "wrong", 0.0, where="lesson", misconceptions=["m"])
    progress.reset("q")
    assert in_days(progress, 99) == [("other", "one")]
    assert [held.quiz for held in progress.misconceptions()] == ["other"]


@given(st.lists(st.tuples(OUTCOMES, st.floats(-1e9, 3e9), st.integers(0, 3), st.booleans()), min_size=1, max_size=12))
def test_any_clock_gives_a_schedule(answers):
    state, latest = None, 0.0
    for outcome, now, hints, is_shown in answers:
        state, due = scheduled(state, outcome, 0.5, hints=hints, is_shown=is_shown, now=now)
        latest = max(latest, now)
        assert latest < due <= latest + (LONGEST + 1) * DAY


def test_right_again_and_again_is_asked_ever_more_seldom():
    state, now, gaps = None, 1e9, []
    for _turn in range(6):
        state, due = scheduled(state, "right", 1.0, hints=0, is_shown=False, now=now)
        gaps.append(due - now)
        now = due
    assert gaps == sorted(gaps)
    _state, due = scheduled(state, "wrong", 0.0, hints=0, is_shown=False, now=now)
    assert due - now < gaps[-1] / 2


@pytest.mark.parametrize("state", ["", "{", "[]", "{}", '{"card_id": 1}', json.dumps({"due": "never"})])
def test_a_card_that_cannot_be_read_begins_anew(state):
    assert scheduled(state, "right", 1.0, hints=0, is_shown=False, now=1e9)[1] > 1e9


def test_a_clock_that_went_back_loses_no_card(path, progress, monkeypatch):
    progress.single("q", "one", 0, "b", "wrong", 0.0, where="lesson")
    now = time.time()
    monkeypatch.setattr("tutor.progress.store.time.time", lambda: now - 1000 * DAY)
    progress.single("q", "one", 0, "a", "right", 1.0, where="review")
    assert progress.due() == []
    monkeypatch.undo()
    assert progress.due(now + 0.5 * DAY) == []
    assert in_days(progress, 999) == [("q", "one")]


def test_two_tutors_answer_at_once(path, progress):
    program = (
        "import sys\nfrom pathlib import Path\nfrom tutor.progress import Progress\n"
        "store = Progress(Path(sys.argv[1]))\nfor turn in range(20):\n"
        "    store.single('q', 'one', turn, 'a', 'right', 1.0, where='review', misconceptions=[sys.argv[2]])\n"
        "print(store.warning, end='')"
    )
    run = [sys.executable, "-c", program, str(path)]
    both = [subprocess.Popen([*run, name], stdout=subprocess.PIPE, text=True) for name in ("one", "two")]
    assert [process.communicate()[0] for process in both] == ["", ""]
    assert {held.name for held in progress.misconceptions()} == {"one", "two"}
    assert len(progress.due(time.time() + 9999 * DAY)) == 1
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM events WHERE kind = 'single'").fetchone() == (40,)


def test_what_is_due_is_found_by_an_index(path, progress):
    progress.single("q", "one", 0, "b", "wrong", 0.0, where="lesson")
    with closing(sqlite3.connect(path)) as connection:
        for sql, values in ((cards.NEXT, (1,)), (cards.DUE, (1,))):
            plan = " ".join(str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values))
            assert "INDEX cards_by_due" in plan


def test_in_memory_too():
    with closing(Progress(None)) as store:
        store.single("q", "one", 0, "b", "wrong", 0.0, where="lesson")
        assert in_days(store, 2) == [("q", "one")]
