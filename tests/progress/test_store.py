"""What is recorded is what is told."""

from __future__ import annotations

import json
import math
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.progress import LessonState, Place, Progress, QuizState


def test_nothing_was_done_yet(progress):
    assert progress.lesson("1.5") == LessonState()
    assert progress.quiz("1-foundations") == QuizState()
    assert progress.lessons() == progress.quizzes() == {}
    assert progress.attempts("1-foundations") == []
    assert progress.open_attempt("1-foundations") is None
    assert progress.last_open() is None
    assert progress.setting("language") is None
    assert progress.warning == ""


def test_a_lesson_remembers_where_and_how_far(progress):
    place = Place("1.5", section=2, cell="train", offset=0.25)
    progress.visit("1.5", "es", 8, place, reached_end=False)
    for cell in ("load", "train", "train"):
        progress.ran("1.5", cell, "ok")
    assert progress.lesson("1.5") == LessonState("started", 2, 8, place, "es")
    assert progress.lessons() == {"1.5": progress.lesson("1.5")}


def test_a_lesson_is_done_when_its_end_was_reached_and_its_cells_were_run(progress):
    progress.visit("1.5", "es", 1, Place("1.5", 5), reached_end=True)
    assert progress.lesson("1.5").status == "started"
    progress.ran("1.5", "train", "ok")
    assert progress.lesson("1.5").status == "done"
    progress.visit("1.5", "en", 1, Place("1.5", 0), reached_end=False)
    state = progress.lesson("1.5")
    assert (state.status, state.language, state.place) == ("done", "en", Place("1.5", 0))


def test_cells_that_the_lesson_lost_do_not_count(progress):
    for name in "abc":
        progress.ran("2.1", name, "ok")
    progress.visit("2.1", "en", 2, Place("2.1"), reached_end=False)
    assert progress.lesson("2.1").cells_run == 2


def test_the_same_visit_twice_is_one_event(progress):
    for _again in range(3):
        progress.visit("1.5", "es", 8, Place("1.5", 1), reached_end=False)
    assert len(progress.export()["events"]) == 1


def test_scrolling_is_one_event_and_never_undoes_the_end(progress):
    for section in range(5):
        progress.visit("1.5", "es", 0, Place("1.5", section), reached_end=section == 3)
    assert [event["data"]["section"] for event in progress.export()["events"]] == [3, 4]
    assert progress.lesson("1.5").status == "done"
    assert progress.lesson("1.5").place == Place("1.5", 4)
    progress.ran("1.5", "load", "ok")
    progress.visit("1.5", "es", 0, Place("1.5", 0), reached_end=False)
    assert [event["kind"] for event in progress.export()["events"]] == ["visit", "visit", "ran", "visit"]


def test_an_attempt_resumes_with_its_answers(path):
    store = Progress(path)
    attempt = store.begin("1-foundations", "es", 42)
    store.answer(attempt.id, "one", "b", "wrong", 0.0)
    store.answer(attempt.id, "two", 469, "right", 1.0)
    store.close()
    store = Progress(path)
    resumed = store.open_attempt("1-foundations")
    assert (resumed.id, resumed.seed, resumed.language, resumed.finished) == (attempt.id, 42, "es", None)
    assert {name: (given.answer, given.outcome, given.score) for name, given in resumed.answers.items()} == {
        "one": ("b", "wrong", 0.0),
        "two": (469, "right", 1.0),
    }
    assert store.quiz("1-foundations") == QuizState("started", answered=2)
    store.finish(attempt.id, 0.5, passed=False)
    assert store.open_attempt("1-foundations") is None
    assert store.quiz("1-foundations") == QuizState("done", 0.5, 0.5)
    store.close()


def test_every_attempt_is_kept_and_the_best_counts(progress):
    for score in (0.5, 0.9, 0.7):
        attempt = progress.begin("1-foundations", "es", 1)
        progress.finish(attempt.id, score, passed=score > 0.8)
    progress.begin("1-foundations", "en", 2)
    assert progress.quiz("1-foundations") == QuizState("done", 0.9, 0.7, passed=True, answered=0)
    attempts = progress.attempts("1-foundations")
    assert [(one.score, one.passed) for one in attempts] == [(0.5, False), (0.9, True), (0.7, False), (None, None)]


def test_a_new_attempt_gives_the_open_one_up(progress):
    old = progress.begin("1-foundations", "es", 1)
    new = progress.begin("1-foundations", "es", 2)
    assert progress.open_attempt("1-foundations").id == new.id
    progress.finish(new.id, 1.0, passed=True)
    assert progress.open_attempt("1-foundations") is None
    assert [one.id for one in progress.attempts("1-foundations")] == [old.id, new.id]


def test_an_attempt_recorded_whole_leaves_the_open_one_open(progress):
    attempt = progress.begin("1-foundations", "es", 1)
    progress.answer(attempt.id, "one", "a", "right", 1.0)
    progress.record("1-foundations", "en", [("one", "b", "wrong", 0.0), ("two", 3, "right", 1.0)], 0.5, passed=False)
    assert progress.quiz("1-foundations") == QuizState("done", 0.5, 0.5, passed=False, answered=1)
    assert progress.open_attempt("1-foundations").id == attempt.id
    recorded = progress.attempts("1-foundations")[1]
    assert (recorded.score, recorded.passed, recorded.answers["two"].answer) == (0.5, False, 3)


def test_an_answer_to_an_attempt_never_begun_is_refused(progress):
    with pytest.raises(LookupError, match="nonsense"):
        progress.answer("nonsense", "one", "a", "right", 1.0)


def test_the_last_opened_comes_first(progress):
    progress.visit("1.5", "es", 8, Place("1.5"), reached_end=False)
    progress.begin("1-foundations", "es", 1)
    assert progress.last_open() == "1-foundations"
    progress.visit("2.1", "es", 8, Place("2.1"), reached_end=False)
    assert progress.last_open() == "2.1"


def test_settings_are_remembered_and_survive_a_reset(progress):
    progress.set_setting("language", "es")
    progress.set_setting("language", "en")
    progress.reset(None)
    assert progress.setting("language") == "en"


def test_reset_of_one_leaves_the_others(progress):
    progress.visit("1.5", "es", 8, Place("1.5"), reached_end=True)
    progress.visit("2.1", "es", 8, Place("2.1"), reached_end=True)
    progress.reset("1.5")
    assert set(progress.lessons()) == {"2.1"}
    progress.visit("1.5", "es", 8, Place("1.5"), reached_end=True)
    assert set(progress.lessons()) == {"1.5", "2.1"}
    progress.reset(None)
    assert progress.lessons() == {}


def test_an_attempt_reset_by_another_window_goes_on_with_its_next_answer(path, progress):
    attempt = progress.begin("1-foundations", "es", 3)
    progress.answer(attempt.id, "one", "a", "right", 1.0)
    other = Progress(path)
    other.reset(None)
    progress.answer(attempt.id, "two", "b", "right", 1.0)
    resumed = other.open_attempt("1-foundations")
    assert (resumed.seed, list(resumed.answers)) == (3, ["two"])
    other.close()


def test_export_is_json_of_everything(progress):
    attempt = progress.begin("1-foundations", "es", 1)
    progress.answer(attempt.id, "one", math.nan, "wrong", 0.0)
    progress.set_setting("language", "es")
    exported = json.loads(json.dumps(progress.export(), allow_nan=False))
    assert [event["kind"] for event in exported["events"]] == ["begin", "answer"]
    assert exported["events"][1]["data"]["answer"] == "nan"
    assert exported["settings"] == {"language": "es"}


def test_two_processes_answers_are_all_kept(path):
    one, two = Progress(path), Progress(path)
    attempts = [one.begin("1-foundations", "es", 1), two.begin("2-numpy", "en", 2)]
    for number in range(50):
        for store, attempt in zip((one, two), attempts, strict=True):
            store.answer(attempt.id, f"q{number}", number, "right", 1.0)
    assert [len(one.attempts(attempt.quiz)[0].answers) for attempt in attempts] == [50, 50]
    one.close()
    two.close()


def test_threads_share_a_store(progress):
    attempt = progress.begin("1-foundations", "es", 1)

    def answer(first):
        for number in range(20):
            progress.answer(attempt.id, f"q{first + number}", number, "right", 1.0)

    threads = [threading.Thread(target=answer, args=(20 * index,)) for index in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert progress.quiz("1-foundations").answered == 80


@settings(max_examples=50, deadline=None)
@given(
    answer=st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    question=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
)
def test_any_answer_comes_back(answer, question):
    store = Progress(None)
    attempt = store.begin("quiz", "es", 1)
    store.answer(attempt.id, question, answer, "right", 1.0)
    found = store.open_attempt("quiz").answers[question].answer
    finite = not isinstance(answer, float) or math.isfinite(answer)
    assert found == (answer if finite else str(answer))
    store.close()


def test_a_hint_is_an_event_and_changes_no_attempt(path):
    store = Progress(path)
    attempt = store.begin("1-foundations", "en", 7)
    store.hint(attempt.id, "product", 1)
    store.hint(attempt.id, "product", 2)
    store.answer(attempt.id, "product", "a", "right", 1.0)
    store.close()
    store = Progress(path)
    hints = [event for event in store.export()["events"] if event["kind"] == "hint"]
    assert [(event["item"], event["part"], event["value"]) for event in hints] == [
        ("1-foundations", "product", 1.0),
        ("1-foundations", "product", 2.0),
    ]
    assert list(store.open_attempt("1-foundations").answers) == ["product"]
    assert store.quiz("1-foundations").answered == 1
    with pytest.raises(LookupError):
        store.hint("none", "product", 1)
    store.close()
