"""The course's terms, `lessons/glossary.yaml`: each in both languages, what it means, the unit that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tutor.content.course import UNIT
from tutor.content.likeness import folded
from tutor.content.near import suggestion
from tutor.content.problem import ContentError, Problem
from tutor.content.source import QUIZ_BYTES, read_text
from tutor.content.strictyaml import Document, Where, load
from tutor.locale import LANGUAGES, _

GLOSSARY = "lessons/glossary.yaml"
_KEYS = ("en", "es", "unit", "means")


@dataclass(frozen=True, slots=True)
class Term:
    """A term by language, its meaning (Markdown) by language, the unit that explains it, its line in the file."""

    words: Mapping[str, str]
    means: Mapping[str, str]
    unit: str
    line: int = 0

    def other(self, language: str) -> str:
        """The term in the language that is not `language`."""
        return next(words for name, words in self.words.items() if name != language)


def read_glossary(path: Path) -> tuple[Term, ...]:
    """The terms, in the file's order; raises ContentError with every fault."""
    document = load(read_text(path, QUIZ_BYTES), path)
    problems = [Problem(path, document.line(where), message) for where, message in _faults(document.data)]
    problems += [] if problems else _misplaced(document, path)
    if problems:
        raise ContentError(problems)
    return tuple(
        Term({name: one[name] for name in LANGUAGES}, one["means"], one["unit"], document.line((index,)))
        for index, one in enumerate(document.data)
    )


def by_language(terms: Iterable[Term], language: str) -> tuple[Term, ...]:
    """The terms as a dictionary in `language` has them."""
    return tuple(sorted(terms, key=lambda term: folded(term.words[language])))


def found(terms: Iterable[Term], text: str) -> tuple[Term, ...]:
    """The terms with every word of `text`, in either language; where no term has them, those whose meaning does.

    Case and accents do not count. A term that is `text`, whole, comes alone.
    """
    terms, wanted = tuple(terms), folded(text)
    if whole := [term for term in terms if wanted in map(folded, term.words.values())]:
        return tuple(whole)
    return matching(terms, text)


def matching(terms: Iterable[Term], text: str) -> tuple[Term, ...]:
    """The same, where a whole term is no end: somebody may be typing on."""
    terms, words = tuple(terms), folded(text).split()
    named = tuple(term for term in terms if _has(words, term.words.values(), term.unit))
    return named or tuple(term for term in terms if _has(words, term.means.values()))


def _has(words: list[str], texts: Iterable[str], *more: str) -> bool:
    text = folded(" ".join([*texts, *more]))
    return all(word in text for word in words)


def _faults(data: Any) -> Iterator[tuple[Where, str]]:
    if not isinstance(data, list):
        yield (), _("no list: write each term as “- {en: …, es: …, unit: …, means: {en: …, es: …}}”")
        return
    for index, term in enumerate(data):
        if not isinstance(term, dict):
            yield (index,), _("no term: write “{en: …, es: …, unit: …, means: {en: …, es: …}}”")
            continue
        for key in term:
            if key not in _KEYS:
                yield (index, key), _("unknown key") + suggestion(key, _KEYS)
        for name in LANGUAGES:
            if not _is_text(term.get(name)):
                yield (index, name), _("no term in {language}: write “{language}: …”").format(language=name)
        unit = term.get("unit")
        if not (isinstance(unit, str) and UNIT.fullmatch(unit)):
            yield (index, "unit"), _('no unit: write its number in quotes, as "1.1"')
        means = term.get("means")
        if not (isinstance(means, dict) and means.keys() == set(LANGUAGES) and all(map(_is_text, means.values()))):
            yield (index, "means"), _("no meaning: write “means: {en: …, es: …}”")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _misplaced(document: Document, path: Path) -> Iterator[Problem]:
    """Terms that are there twice, and those that stand behind a later one."""
    for name in LANGUAGES:
        lines: dict[str, int] = {}
        for index, term in enumerate(document.data):
            line = document.line((index, name))
            first = lines.setdefault(folded(term[name]), line)
            if first != line:
                message = _("“{term}” is there twice, first in line {line}: keep one")
                yield Problem(path, line, message.format(term=term[name], line=first))
    for index, (before, term) in enumerate(zip(document.data, document.data[1:], strict=False), 1):
        if folded(term["en"]) < folded(before["en"]):
            message = _("“{term}” belongs before “{before}”: terms are sorted by the English one")
            yield Problem(path, document.line((index, "en")), message.format(term=term["en"], before=before["en"]))
