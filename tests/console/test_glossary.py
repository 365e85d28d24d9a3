from __future__ import annotations

import json

import pytest

from tutor.console.glossary import show_terms
from tutor.content.library import Library
from tutor.paths import course_dir


@pytest.fixture
def shelf():
    return Library(course_dir(), None)


def test_all_terms_in_the_learners_order(shelf, paper):
    terminal = paper()
    assert show_terms(shelf, "", terminal, "es", as_json=False) == 0
    rows = terminal.said.splitlines()
    assert rows[0].split() == ["abandono", "(dropout)", "3.4", "dropout"]
    assert len(rows) == len(shelf.glossary())


def test_a_term_says_what_it_means_and_where(shelf, paper):
    terminal = paper(ascii=True, width=40)
    assert show_terms(shelf, "tasa de aprendizaje", terminal, "en", as_json=False) == 0
    assert terminal.said.splitlines()[0] == "learning rate - tasa de aprendizaje"
    assert terminal.said.splitlines()[-1].strip() == "-> unit 1.10 Gradient descent"
    assert max(map(len, terminal.said.splitlines())) <= 40


def test_as_data_the_output_is_data_alone(shelf, paper):
    terminal = paper()
    assert show_terms(shelf, "época", terminal, "en", as_json=True) == 0
    (term,) = json.loads(terminal.said)
    assert (term["en"], term["es"], term["unit"], set(term["means"])) == ("epoch", "época", "1.5", {"en", "es"})
    assert not terminal.noted


def test_nothing_found_is_a_status_and_a_word_beside_the_data(shelf, paper):
    terminal = paper()
    assert show_terms(shelf, "lerning rate", terminal, "en", as_json=True) == 1
    assert json.loads(terminal.said) == []
    assert "did you mean “learning rate”" in terminal.noted


def test_a_course_without_a_glossary(library, paper):
    terminal = paper()
    assert show_terms(library, "", terminal, "en", as_json=False) == 1
    assert "no glossary" in terminal.noted
