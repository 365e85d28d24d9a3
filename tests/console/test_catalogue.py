from __future__ import annotations

import json

from tutor.console.catalogue import show_course, show_progress
from tutor.content.library import Library
from tutor.progress import Place


def test_a_course_never_opened(library, paper):
    terminal = paper()
    assert show_course(library, None, terminal, "en", as_json=False) == 0
    assert terminal.said.splitlines() == [
        "1  Adding",
        "   ○ 1.1    Adding  (3 min)",
        "   ○ 1.2   1-sums Sums  (3 min)",
    ]


def test_states_and_scores_in_plain_characters(library, progress, paper):
    progress.visit("1.1", "es", 0, Place("1.1"), reached_end=True)
    progress.record("1-sums", "es", [("one", "a", "right", 1.0)], 1 / 3, passed=False)
    terminal = paper(ascii=True)
    show_course(library, progress, terminal, "es", as_json=False)
    assert terminal.said.splitlines()[1:] == [
        "   x 1.1    Sumar  (3 min)",
        "   x 1.2   1-sums Sumas  (3 min  33%)",
    ]


def test_the_list_as_data(library, progress, paper):
    progress.visit("1.1", "es", 3, Place("1.1"), reached_end=False)
    progress.record("1-sums", "es", [], 0.5, passed=False)
    terminal = paper()
    show_course(library, progress, terminal, "es", as_json=True)
    assert json.loads(terminal.said) == [
        {
            "id": "1.1",
            "kind": "lesson",
            "title": "Sumar",
            "language": "es",
            "minutes": 3,
            "status": "started",
            "score": None,
        },
        {
            "id": "1-sums",
            "kind": "quiz",
            "title": "Sumas",
            "language": "es",
            "minutes": 3,
            "status": "done",
            "score": 0.5,
        },
    ]


def test_a_lesson_in_one_language_is_listed_in_it(tmp_path, course, paper):
    (tmp_path / "lessons" / "es").mkdir(parents=True)
    text = (course / "lessons" / "es" / "1.01-add.md").read_text(encoding="utf-8")
    (tmp_path / "lessons" / "es" / "1.01-add.md").write_text(text, encoding="utf-8")
    terminal = paper()
    show_course(Library(tmp_path), None, terminal, "en", as_json=True)
    assert [(line["title"], line["language"]) for line in json.loads(terminal.said)] == [("Sumar", "es")]


def test_broken_files_are_named_beside_the_list(tmp_path, paper):
    (tmp_path / "quizzes").mkdir()
    (tmp_path / "quizzes" / "1-broken.yaml").write_text("id: [", encoding="utf-8")
    terminal = paper()
    assert show_course(Library(tmp_path), None, terminal, "en", as_json=True) == 0
    assert json.loads(terminal.said) == []
    assert "1-broken.yaml:1" in terminal.noted


def test_progress_as_text(library, progress, paper):
    progress.visit("1.1", "es", 3, Place("1.1"), reached_end=False)
    progress.ran("1.1", "add", "ok")
    attempt = progress.begin("1-sums", "en", 1)
    progress.answer(attempt.id, "one", "a", "right", 1.0)
    terminal = paper()
    assert show_progress(library, progress, terminal, "en", as_json=False) == 0
    assert terminal.said.splitlines() == [
        "0 of 2 done",
        "   ◐ 1.1    Adding  (3 min)  1 of 3 cells run",
        "   ◐ 1.2   1-sums Sums  (3 min)  1 of 3 answered",
        "Where you were last: 1-sums",
    ]


def test_progress_as_data(library, progress, paper):
    progress.visit("1.1", "es", 1, Place("1.1", 0, "add", 0.5), reached_end=True)
    progress.ran("1.1", "add", "ok")
    progress.record("1-sums", "es", [("one", "a", "right", 1.0)], 1 / 3, passed=False)
    terminal = paper()
    show_progress(library, progress, terminal, "en", as_json=True)
    told = json.loads(terminal.said)
    (attempt,) = told["quizzes"]["1-sums"].pop("attempts")
    assert told == {
        "done": 2,
        "total": 2,
        "last": "1-sums",
        "due": 0,
        "lessons": {
            "1.1": {
                "status": "done",
                "cells_run": 1,
                "cells": 1,
                "language": "es",
                "place": {"section": 0, "cell": "add", "offset": 0.5},
            }
        },
        "quizzes": {"1-sums": {"status": "done", "best": 1 / 3, "last": 1 / 3, "passed": False, "answered": 0}},
    }
    assert attempt["answers"] == {"one": {"answer": "a", "outcome": "right", "score": 1.0}}
    assert (attempt["score"], attempt["passed"], attempt["language"]) == (1 / 3, False, "es")
