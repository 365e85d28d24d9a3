"""The glossary: what is read, and every fault of its file by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.check import check
from tutor.content.glossary import GLOSSARY, by_language, found, matching, read_glossary
from tutor.content.library import Library
from tutor.content.problem import ContentError
from tutor.locale import use
from tutor.paths import course_dir

MEANS = ', means: {en: "It is.", es: "Es."}'
GOOD = f"""
- {{en: batch, es: lote, unit: "1.1"{MEANS}}}
- {{en: Epoch, es: época, unit: "1.1"{MEANS}}}
"""
BAD = [
    ("a: b", 1, "no list"),
    ("- x", 1, "no term"),
    (f'- {{en: batch, es: lote, unit: "1.1", extra: 1{MEANS}}}', 1, "unknown key"),
    (f'- {{en: batch, unit: "1.1"{MEANS}}}', 1, "no term in es"),
    (f"- {{en: batch, es: lote, unit: 1.1{MEANS}}}", 1, "in quotes"),
    ('- {en: batch, es: lote, unit: "1.1", means: {en: x}}', 1, "no meaning"),
    (GOOD + f'- {{en: epoch, es: otra, unit: "1.1"{MEANS}}}', 4, "is there twice, first in line 3"),
    (GOOD + f'- {{en: zeta, es: EPOCA, unit: "1.1"{MEANS}}}', 4, "is there twice, first in line 3"),
    (GOOD + f'- {{en: adam, es: otra, unit: "1.1"{MEANS}}}', 4, "belongs before “Epoch”"),
]


@pytest.fixture(autouse=True)
def english():
    use("en")


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "glossary.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_glossary_is_read(tmp_path):
    first, second = read_glossary(written(tmp_path, GOOD))
    assert (first.words, first.unit, first.means["es"], first.line) == ({"en": "batch", "es": "lote"}, "1.1", "Es.", 2)
    assert second.other("en") == "época"


@pytest.mark.parametrize(("text", "line", "words"), BAD)
def test_every_fault_says_where_and_what(tmp_path, text, line, words):
    with pytest.raises(ContentError) as told:
        read_glossary(written(tmp_path, text))
    assert any(problem.line == line and words in problem.message for problem in told.value.problems)


def test_the_check_looks_for_the_unit_and_into_the_text(tmp_path):
    text = '- {en: a, es: b, unit: "9.9", means: {en: "[x](7.7)", es: "y"}}'
    problems = check(written(tmp_path, text))
    assert [problem.line for problem in problems] == [1, 1]
    assert any("“a”: there is no unit 9.9" in problem.message for problem in problems)
    assert any("leads nowhere" in problem.message for problem in problems)


def test_the_course_has_about_ninety_terms_and_they_are_sound():
    library = Library(course_dir(), None)
    terms = library.glossary()
    assert 80 <= len(terms) <= 120
    assert not check(course_dir() / GLOSSARY)
    for term in terms:
        for text in term.means.values():
            assert text.endswith(".")
            assert 20 <= len(text) <= 240
    spanish = [term.words["es"] for term in by_language(terms, "es")]
    assert spanish.index("época") < spanish.index("error absoluto medio")


def test_a_search_forgets_accents_and_finds_both_languages():
    terms = Library(course_dir(), None).glossary()
    assert {term.words["en"] for term in found(terms, "EPOCA")} == {"epoch"}
    assert [term.words["es"] for term in found(terms, "loss")] == ["pérdida"]
    assert {term.words["es"] for term in matching(terms, "loss")} == {"pérdida", "función de pérdida"}
    assert [term.words["en"] for term in found(terms, "valle")] == ["learning rate"]
    assert not found(terms, "zzz")
    assert not Library(Path("/nowhere"), None).glossary()
