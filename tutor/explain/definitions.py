"""What a cell's source defines at its top level, and why a cell does not parse."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast

_MAGIC = re.compile(r"^([ \t]*)[%!?].*$", re.MULTILINE)
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
_LONGEST = 100_000
"""Characters of a source that are parsed at all."""


@dataclass(frozen=True)
class Definitions:
    """Top-level names with the line that first defines each. `is_complete`: nothing else can have been defined."""

    lines: Mapping[str, int] = field(default_factory=dict)
    is_complete: bool = False


@lru_cache(maxsize=64)
def definitions(source: str) -> Definitions:
    """The names that running the source defines; of a source that does not parse nothing is known."""
    import ast  # noqa: PLC0415 (only an unknown name needs it)

    if len(source) > _LONGEST or source.lstrip().startswith("%%"):
        return Definitions()
    bare = _MAGIC.sub(r"\1pass", source)
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(bare)
    except _UNREADABLE:
        return Definitions()
    lines: dict[str, int] = {}
    is_complete = bare == source
    for name, line in _defined(tree.body):
        is_complete = is_complete and name != "*"
        lines.setdefault(name, line)
    return Definitions(lines, is_complete)


def _defined(body: list[ast.stmt]) -> Iterator[tuple[str, int]]:
    """Names bound by statements of a module; functions, classes and comprehensions keep theirs to themselves."""
    import ast  # noqa: PLC0415 (as above)

    inner = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    waiting: list[ast.AST] = list(reversed(body))
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name, node.lineno
                continue
            case ast.Import() | ast.ImportFrom():
                for alias in node.names:
                    yield alias.asname or alias.name.partition(".")[0], node.lineno
            case ast.Name(id=name, ctx=ast.Store()):
                yield name, node.lineno
        if not isinstance(node, inner):
            waiting.extend(reversed(list(ast.iter_child_nodes(node))))


@lru_cache(maxsize=16)
def fault(source: str) -> tuple[str, str]:
    """Why the source does not parse: the exception's name and message, both empty when it does."""
    if not source or len(source) > _LONGEST:
        return "", ""
    import ast  # noqa: PLC0415 (as above)

    try:
        with warnings.catch_warnings(action="ignore"):
            ast.parse(source)
    except SyntaxError as error:
        return type(error).__name__, f"{error.msg} (line {error.lineno})"
    except _UNREADABLE:
        return "", ""
    return "", ""
