"""Spells all that people read: lessons, quizzes, glossary, and the interface in both languages.

`python .ci/spelling.py [FOLDER]`. Hunspell knows the two languages; `.ci/words.es.txt` and `words.en.txt` know the
project's terms, one a line, sorted. An entry in small letters stands for every capitalisation of it. What the tutor's
own reader calls code or mathematics is not spelled; what is emphasised or quoted in Spanish may be English (*dropout*).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from tutor.content.lesson import Block, Heading, Inline, Note, Paragraph, Picture, Table
from tutor.content.markdown import parse_blocks, read_lesson
from tutor.content.strictyaml import load
from tutor.content.walk import walk

TOP = Path(__file__).resolve().parent.parent
DICTIONARIES = {"es": "es_ES", "en": "en_GB"}
MISSING = "spelling needs hunspell and its dictionaries; on Debian: apt-get install hunspell hunspell-es hunspell-en-gb"
CODE = {"starter", "solution", "program", "setup", "sample", "given", "call", "expect", "link"}

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
_CLITICS = (re.compile(r"(?:me|te|se|nos)$"), re.compile(r"l[aeo]s?$"), re.compile(r"(?:me|te|se|nos)l[aeo]s?$"))
_NO_PROSE = re.compile(r"https?://\S+|\{[^{}]*\}|`[^`]*`|\S*\w[.=_+]\w\S*|\S*\d\S*|(?<!\w)--?\w\S*")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")


@dataclass(frozen=True)
class Place:
    """Where a text stands: its file, the line from which it is looked for, and in which languages it may be."""

    path: Path
    line: int
    languages: tuple[str, ...]


Texts = Iterator[tuple[Place, str]]


def lessons(top: Path) -> Texts:
    """The prose of every lesson."""
    for path in sorted((top / "lessons").glob("*/*.md")):
        lesson = read_lesson(path)
        place = Place(path, 1, (lesson.language,))
        yield place, lesson.title
        yield from prose(lesson.blocks, place)


def documents(top: Path) -> Texts:
    """What quizzes, the course's file and the glossary say in one of the languages."""
    for path in sorted([*(top / "quizzes").glob("*.yaml"), *(top / "lessons").glob("*.yaml")]):
        document = load(path.read_text(encoding="utf-8"), path)
        for where, language, text in bilingual(document.data, ()):
            place = Place(path, document.line((*where, language)), (language,))
            yield from prose(parse_blocks(re.sub(r"\{[^{}]*\}", "0", text), path), place)


def bilingual(data: Any, where: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every text that says in which language it is, with its place; programs are none."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in DICTIONARIES and isinstance(value, str):
                yield where, key, value
            elif key not in CODE:
                yield from bilingual(value, (*where, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from bilingual(value, (*where, index))


def interface(top: Path) -> Texts:
    """The interface's words: English as they stand in the code; Spanish as translated, but for what stays as it is."""
    for path in sorted((top / "tutor" / "locale").glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parent.parent.name)
        for message in catalogue:
            place, line = Place(path, message.lineno or 1, ("en",)), message.lineno or 1
            texts = forms(message.id)
            yield from ((place, text) for text in texts)
            kept = {word for text in texts for word in words(text)}
            for text in forms(message.string) if message.id else ():
                mine = " ".join(word for word in words(text) if word not in kept)
                yield Place(path, line, ("es",)), mine


def forms(message: Any) -> tuple[str, ...]:
    """Singular and plural of a message, or the one form that it has."""
    return tuple(message) if isinstance(message, tuple | list) else (message or "",)


def prose(blocks: tuple[Block, ...], place: Place) -> Texts:
    """The texts in `blocks`; what is emphasised apart, since it may be a foreign word."""
    foreign = replace(place, languages=tuple(dict.fromkeys((*place.languages, "en"))))
    for block in walk(blocks):
        for line in flowing(block):
            text = "".join(said(run) for run in line)
            yield place, _QUOTED.sub(" ", text)
            yield from ((foreign, quoted) for quoted in _QUOTED.findall(text))
            yield from ((foreign, run.text) for run in line if run.emphasis and run.kind == "text")


def flowing(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """The lines of text in one block."""
    match block:
        case Heading(text=text) | Paragraph(text=text) | Note(title=text):
            return (text,)
        case Table(head=head, rows=rows):
            return (*head, *(cell for row in rows for cell in row))
        case Picture(alt=alt):
            return ((Inline(alt),),)
        case _:
            return ()


def said(run: Inline) -> str:
    """A run as it is spelled: code and formulas count as a digit, so that what hangs on them is no word either."""
    if run.kind in {"code", "math"}:
        return "0"
    return " " if run.emphasis or run.kind == "break" else run.text


def words(text: str, whole: frozenset[str] = frozenset()) -> Iterator[str]:
    """The words in a text, those in `whole` with their hyphens; no abbreviations in capitals, addresses, options."""
    for word in _WORD.findall(_NO_PROSE.sub(" ", text.replace("’", "'"))):
        parts = [word] if word.lower() in whole else word.split("-")
        yield from (part for part in parts if len(part) > 1 and not part.isupper())


def unknown(found: set[str], language: str) -> set[str]:
    """Those that Hunspell does not know."""
    command = ["hunspell", "-d", DICTIONARIES[language], "-i", "utf-8", "-l"]
    ours = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(  # noqa: S603 (the command above)
        command, input="\n".join(sorted(found)), capture_output=True, text=True, encoding="utf-8", env=ours, check=False
    )
    if done.returncode:
        raise FileNotFoundError(done.stderr.strip())
    return set(done.stdout.split("\n"))


def terms(top: Path, language: str) -> list[str]:
    """The project's own words in a language."""
    path = top / ".ci" / f"words.{language}.txt"
    return path.read_text(encoding="utf-8").split("\n")[:-1] if path.is_file() else []


def is_term(word: str, known: set[str]) -> bool:
    """Whether the list has it, in these letters or in small ones, or without the genitive's 's."""
    return any(form in known or form.lower() in known for form in (word, word.removesuffix("'s")))


def verbs(missed: set[str], known: set[str]) -> set[str]:
    """The Spanish words that are a verb with pronouns behind it, and the accent that they bring: dímelo, di."""
    flat = str.maketrans("áéíóú", "aeiou")
    bases = {word: {ending.sub("", word) for ending in _CLITICS} - {word} for word in missed}
    bases = {word: forms | {form.translate(flat) for form in forms} for word, forms in bases.items()}
    bad = unknown({form for forms in bases.values() for form in forms}, "es")
    return {word for word, forms in bases.items() if any(one not in bad or is_term(one, known) for one in forms if one)}


def line_of(path: Path, word: str, start: int) -> int:
    """The first line from `start` on that has the word, outside of code."""
    inside = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        fence = _FENCE.match(line) if path.suffix == ".md" else None
        if fence and (not inside or fence[1].startswith(inside)):
            inside = "" if inside else fence[1]
        elif number >= start and not inside and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line.replace("’", "'")):
            return number
    return start


def faults(top: Path) -> list[str]:
    """Every misspelling, as `file:line: word`, and every list that is not in order."""
    whole = frozenset(word.lower() for language in DICTIONARIES for word in terms(top, language) if "-" in word)
    places: dict[tuple[tuple[str, ...], str], list[Place]] = defaultdict(list)
    for source in (lessons, documents, interface):
        for place, text in source(top):
            for word in words(text, whole):
                places[place.languages, word].append(place)
    missed: dict[str, set[str]] = {}
    told: list[str] = []
    for language in DICTIONARIES:
        mine = terms(top, language)
        if mine != sorted(set(mine)):
            told.append(f"{top / '.ci'}/words.{language}.txt:1: not sorted, or a word twice")
        found = {word for languages, word in places if language in languages}
        missed[language] = {word for word in unknown(found, language) if not is_term(word, set(mine))}
    missed["es"] -= verbs(missed["es"], set(terms(top, "es")))
    for (languages, word), where in places.items():
        if all(word in missed[language] for language in languages):
            lines = {(place.path, line_of(place.path, word, place.line)) for place in where}
            told += [f"{path.relative_to(top)}:{line}: {word} ({languages[0]})" for path, line in sorted(lines)]
    return sorted(told)


def main(folder: str = "") -> int:
    """Say every fault; 1 if there are any, or if there is nothing to spell with."""
    try:
        told = faults(Path(folder).resolve() if folder else TOP)
    except FileNotFoundError as error:
        print(f"{MISSING}\n{error}", file=sys.stderr)
        return 1
    for one in told:
        print(one)
    print(
        f"{len(told)} misspelled; a term of ours goes into .ci/words.es.txt or words.en.txt" if told else "All spelled."
    )
    return 1 if told else 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:2]))
