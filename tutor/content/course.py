"""The course's own file, `lessons/course.yaml`: its title, its chapters, and the units still to be written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tutor.content.near import suggestion
from tutor.content.problem import ContentError, Problem
from tutor.content.source import QUIZ_BYTES, read_text
from tutor.content.strictyaml import Document, Where, load
from tutor.locale import LANGUAGES, _

UNIT = re.compile(r"[1-9][0-9]?\.[1-9][0-9]?")
_KEYS = ("title", "chapters", "planned")


def read_course(path: Path) -> Mapping[str, Any]:
    """`title` and `chapters` in each language, and `planned`; raises ContentError with every fault."""
    document = load(read_text(path, QUIZ_BYTES), path)
    problems = [Problem(path, document.line(where), message) for where, message in _faults(document)]
    if problems:
        raise ContentError(problems)
    return {key: document.data.get(key, [] if key == "planned" else {}) for key in _KEYS}


def _faults(document: Document) -> list[tuple[Where, str]]:
    data = document.data
    if not isinstance(data, dict):
        return [((), _("no course: write “title: {es: …, en: …}” and “chapters:”"))]
    faults: list[tuple[Where, str]] = [
        ((key,), _("unknown key") + suggestion(key, _KEYS)) for key in data if key not in _KEYS
    ]
    if not _is_bilingual(data.get("title")):
        faults.append((("title",), _("no title: write “title: {es: …, en: …}”")))
    chapters = data.get("chapters")
    if not isinstance(chapters, dict):
        return [*faults, (("chapters",), _("no chapters: write each as “1: {es: …, en: …}”"))]
    for number, title in chapters.items():
        if not (number.isascii() and number.isdigit() and _is_bilingual(title)):
            faults.append((("chapters", number), _("no chapter: write “1: {es: …, en: …}”")))
    planned = data.get("planned", [])
    if not isinstance(planned, list):
        return [*faults, (("planned",), _('no list: write “planned: ["1.1", "1.2"]”'))]
    for index, unit in enumerate(planned):
        if not (isinstance(unit, str) and UNIT.fullmatch(unit)):
            faults.append((("planned", index), _('no unit: write its number in quotes, as "1.1"')))
    return faults


def _is_bilingual(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == set(LANGUAGES)
        and all(isinstance(text, str) and text.strip() for text in value.values())
    )
