"""MyST directives: their heads, their options, and which of them are known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import dedent

ADMONITIONS = frozenset(
    {"note", "tip", "hint", "important", "seealso", "warning", "caution", "attention", "danger", "error"}
    | {"admonition", "topic", "dropdown", "exercise", "solution"}
)
CODE = frozenset({"code", "code-block", "sourcecode", "raw-cell"})
OURS = frozenset({"code-cell", "question", "lab"})
PICTURES = frozenset({"image", "figure"})
KNOWN = ADMONITIONS | CODE | OURS | PICTURES | {"math"}

_HEAD = re.compile(r"\s*\{([\w:+.-]+)\}(.*)")
_OPTION = re.compile(r"[ \t]*:([\w-]+):(.*)")
_PAIR = re.compile(r"[ \t]*([\w-]+):(.*)")


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive's head, options and body; `body_offset` counts the lines from the fence to the body."""

    name: str
    argument: str
    options: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    body_offset: int = 1


@dataclass(frozen=True, slots=True)
class CellText:
    """A code cell's options as YAML, and its source; offsets count the lines from the fence."""

    yaml: str
    yaml_offset: int
    source: str
    source_offset: int


def directive(info: str, content: str) -> Directive | None:
    """The directive that a fence's info string opens, if it opens one."""
    head = _HEAD.fullmatch(info)
    if head is None:
        return None
    lines = content.splitlines()
    options: dict[str, str] = {}
    taken = 0
    if lines and lines[0].startswith("---"):
        closing = next((n for n, line in enumerate(lines[1:], 1) if line.startswith("---")), 0)
        options = _pairs(_PAIR, lines[1:closing])
        taken = closing + 1 if closing else 0
    else:
        while taken < len(lines) and _OPTION.fullmatch(lines[taken]):
            taken += 1
        options = _pairs(_OPTION, lines[:taken])
    return Directive(head[1], head[2].strip(), options, "\n".join(lines[taken:]), taken + 1)


def settings(found: Directive) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """What a lab's head and option lines say: its name, its options, and the first word that is no `key=value`."""
    name, *words = found.argument.split() or [""]
    split = [word.partition("=") for word in words]
    odd = next((word for word, (key, _sign, value) in zip(words, split, strict=True) if not (key and value)), "")
    pairs = ((key, value) for key, _sign, value in split if key and value)
    return name, (*pairs, *found.options.items()), odd


def _pairs(pattern: re.Pattern[str], lines: list[str]) -> dict[str, str]:
    return {found[1]: found[2].strip().strip("\"'") for line in lines if (found := pattern.fullmatch(line))}


def cell_text(content: str) -> CellText:
    """A code cell's text taken apart by jupytext's rules: an option block (`---` or `:name: …`), then the source."""
    lines = content.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    yaml: list[str] = []
    offset, start = 1, 0
    if content.startswith("---"):
        closing = next((n for n, line in enumerate(lines[1:], 1) if line.startswith("---")), len(lines))
        yaml, offset, start = lines[1:closing], 2, closing + 1
    else:
        while start < len(lines) and lines[start].lstrip().startswith(":"):
            yaml.append(lines[start].lstrip()[1:])
            start += 1
    body = lines[start:]
    if body and not body[0].strip():
        body, start = body[1:], start + 1
    return CellText(dedent("\n".join(yaml)), offset, "\n".join(body), start + 1)
