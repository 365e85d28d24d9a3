"""Markdown into blocks, and a lesson's file into a Lesson."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

from tutor.clean import clean
from tutor.content import strictyaml
from tutor.content.course import UNIT
from tutor.content.inline import plain
from tutor.content.lesson import Block, Cell, Heading, Lesson
from tutor.content.near import suggestion
from tutor.content.page import Page
from tutor.content.problem import ContentError, Problem
from tutor.content.source import LESSON_BYTES, read_text, too_large
from tutor.locale import LANGUAGES, _

_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KERAS = re.compile(r"^[ \t]*(?:import|from)[ \t]+(?:keras|tensorflow)\b", re.MULTILINE)
_WORDS_A_MINUTE = 150
_KEYS = ("unit", "minutes", "remarks")


def parse_blocks(text: str, path: Path, first_line: int = 1) -> tuple[Block, ...]:
    """The blocks of any Markdown text; never raises."""
    return Page(path).read(clean(text), first_line)


def read_lesson(path: Path, language: str = "") -> Lesson:
    """The lesson in `path`; without `language`, its folder's name says which it is. Raises ContentError."""
    return parse_lesson(read_text(path, LESSON_BYTES), path, language or language_of(path))


def language_of(path: Path) -> str:
    """The language that a lesson's folder is named after; English elsewhere."""
    return path.parent.name if path.parent.name in LANGUAGES else "en"


def parse_lesson(text: str, path: Path, language: str, *, strict: bool = True) -> Lesson:
    """A lesson; raises ContentError with every problem found.

    `strict=False` is for documents of others: what is missing gets a default, and what is odd is shown as it is.
    """
    if len(text) > LESSON_BYTES:
        raise ContentError([Problem(path, 1, too_large(len(text), LESSON_BYTES))])
    text = clean(text)
    front = _FRONT.match(text)
    start = front.end() if front else 0
    page = Page(path)
    facts = _front_matter(front[1] if front else None, page)
    first_line = text.count("\n", 0, start) + 1
    blocks = page.read(text[start:], first_line)
    title = next((block for block in blocks if isinstance(block, Heading) and block.level == 1), None)
    if title is None:
        page.problems.append(Problem(path, first_line, _("no title: write one after the front matter, as “# Title”")))
    if strict and page.problems:
        raise ContentError(page.problems)
    minutes = facts.get("minutes") or max(1, len(text.split()) // _WORDS_A_MINUTE)
    return Lesson(
        unit=facts.get("unit") or clean(path.stem, multiline=False),
        title=plain(title.text) if title else clean(path.stem, multiline=False),
        language=language,
        minutes=minutes,
        path=path,
        blocks=tuple(block for block in blocks if block is not title),
        has_remarks=facts.get("remarks", True),
        uses_keras=any(_imports_keras(block.source) for block in blocks if isinstance(block, Cell)),
    )


def open_document(path: Path, language: str = "") -> Lesson:
    """Any notebook or Markdown file as a lesson; `.ipynb`, `.py` and their like are turned into MyST by jupytext."""
    language = language or language_of(path)
    if path.suffix in {".md", ".myst"}:
        return parse_lesson(read_text(path, LESSON_BYTES), path, language, strict=False)
    text = read_text(path, 10 * LESSON_BYTES)  # a notebook carries its pictures
    import jupytext  # noqa: PLC0415 (0.2 s, and only for documents of others)

    try:
        notebook = jupytext.reads(text, fmt=path.suffix.lstrip(".") or "py")
        myst = jupytext.writes(notebook, fmt="md:myst")
    except Exception as error:  # jupytext's readers raise whatever their parsers do
        message = _("no notebook: {reason}").format(reason=clean(str(error), multiline=False)[:200])
        raise ContentError([Problem(path, 1, message)]) from error
    return parse_lesson(myst, path, language, strict=False)


def _front_matter(text: str | None, page: Page) -> dict[str, Any]:
    """`unit`, `minutes` and `remarks`, where they are right; what is wrong is told to the page."""

    def problem(line: int, message: str) -> None:
        page.problems.append(Problem(page.path, line, message))

    if text is None:
        problem(1, _('no front matter: start with --- and “nntutor: {unit: "1.5", minutes: 12}”, end it with ---'))
        return {}
    try:
        document = strictyaml.load(text, page.path, 2)
    except ContentError as error:
        page.problems.extend(error.problems)
        return {}
    data = document.data if isinstance(document.data, dict) else {}
    ours = data.get("nntutor")
    if not isinstance(ours, dict):
        problem(document.line(("nntutor",)), _('no nntutor: write “nntutor: {unit: "1.5", minutes: 12}”'))
        return {}
    for key in ours.keys() - set(_KEYS):
        message = _("unknown key “{key}”").format(key=key) + suggestion(key, _KEYS)
        problem(document.line(("nntutor", key)), message)
    unit, minutes = ours.get("unit"), ours.get("minutes")
    facts: dict[str, Any] = {}
    if isinstance(unit, str) and UNIT.fullmatch(unit):
        facts["unit"] = unit
    else:
        problem(document.line(("nntutor", "unit")), _('no unit, or a bad one: write it in quotes, as unit: "1.5"'))
    if type(minutes) is int and 0 < minutes < 1000:  # noqa: PLR2004 (True is an int, and nobody reads for a day)
        facts["minutes"] = minutes
    else:
        problem(document.line(("nntutor", "minutes")), _("no minutes, or bad ones: write a number, as minutes: 12"))
    if isinstance(remarks := ours.get("remarks", True), bool):
        facts["remarks"] = remarks
    else:
        problem(document.line(("nntutor", "remarks")), _("remarks is true or false: write “remarks: false”"))
    return facts


def _imports_keras(source: str) -> bool:
    if "keras" not in source and "tensorflow" not in source:
        return False
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # magics, or no Python at all
        return bool(_KERAS.search(source))
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        if any(name.split(".")[0] in {"keras", "tensorflow"} for name in names):
            return True
    return False
