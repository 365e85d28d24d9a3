"""The course's terms: all of them a line each, or what those mean that were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.content.glossary import by_language, found
from tutor.content.near import did_you_mean
from tutor.locale import LANGUAGES, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tutor.console.terminal import Terminal
    from tutor.content.glossary import Term
    from tutor.content.library import Library

_INDENT = "  "


def show_terms(library: Library, words: str, terminal: Terminal, language: str, *, as_json: bool) -> int:
    """The terms with `words`, or all; 1 where none has them."""
    terms = by_language(library.glossary(), language)
    shown = found(terms, words) if words.strip() else terms
    if as_json:
        terminal.data([_data(term) for term in shown])
    elif words.strip():
        _explain(shown, library, terminal, language)
    else:
        _list(shown, terminal, language)
    if not shown:
        terminal.note(_nothing(terms, words))
    return int(not shown)


def _data(term: Term) -> dict[str, Any]:
    return {**term.words, "unit": term.unit, "means": dict(term.means)}


def _list(terms: Sequence[Term], terminal: Terminal, language: str) -> None:
    column = max((len(term.words[language]) for term in terms), default=0)
    for term in terms:
        terminal.say(f"{term.words[language]:<{column}}  {term.unit:<5} {term.other(language)}")


def _explain(terms: Sequence[Term], library: Library, terminal: Terminal, language: str) -> None:
    from tutor.content.markdown import parse_blocks  # noqa: PLC0415 (the list and data need none)
    from tutor.show.prose import prose  # noqa: PLC0415 (as above)

    for number, term in enumerate(terms):
        if number:
            terminal.say()
        terminal.say(f"{term.words[language]} · {term.other(language)}")
        means = prose(
            parse_blocks(term.means[language], library.root), terminal.width - len(_INDENT), ascii=terminal.ascii
        )
        terminal.rows(means, _INDENT)
        terminal.say(f"{_INDENT}→ {_where(term.unit, library, language)}")


def _where(unit: str, library: Library, language: str) -> str:
    entry = library.find(unit)
    titles = entry.titles if entry else {}
    title = titles.get(language) or next(iter(titles.values()), "")
    return _("unit {unit} {title}").format(unit=unit, title=title).rstrip()


def _nothing(terms: Sequence[Term], words: str) -> str:
    if not terms:
        return _("This course has no glossary.")
    near = did_you_mean(words.casefold(), [term.words[name] for term in terms for name in LANGUAGES], 0.7)
    text = _("No term has “{words}”").format(words=words)
    return text + (_("; did you mean “{near}”?").format(near=near) if near else ".")
