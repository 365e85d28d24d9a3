"""A lesson's cells as one Python program that runs alone: headings become comments, the tutor's own part is replaced.

Where a lesson tags cells with `export`, these are its program; otherwise all cells are, and those that are there to
fail stand as comments.
"""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tutor.content.lesson import Cell, Heading
from tutor.locale import _
from tutor.show.standins import standin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tutor.content.lesson import Lesson

EXPORT = "export"
WIDTH = 76


@dataclass(frozen=True, slots=True)
class Program:
    """The text; the libraries it imports; the cells that are the learner's own, and those that are no Python."""

    text: str
    needs: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """What the cells so far have brought."""

    needs: set[str] = field(default_factory=set)
    own: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    given: set[str] = field(default_factory=set)


def program(lesson: Lesson, edits: Mapping[str, str]) -> Program:
    """The lesson as a program; `edits` holds the learner's own version of cells, by their names."""
    found = _Found()
    parts = list(_parts(lesson, edits, found))
    needs = tuple(sorted(found.needs))
    text = "\n\n\n".join([_docstring(lesson, needs), *parts]) + "\n"
    return Program(text, needs, tuple(found.own), tuple(found.unread))


def _docstring(lesson: Lesson, needs: tuple[str, ...]) -> str:
    origin = _("From unit {unit} of nntutor.").format(unit=lesson.unit)
    wanted = _("It needs Python and {libraries}.").format(libraries=", ".join(needs)) if needs else ""
    title = f"{lesson.unit} {lesson.title}".replace("\\", "").replace('"', "'")
    return f'"""{title}\n\n{" ".join(filter(None, (origin, wanted)))}\n"""'


def _parts(lesson: Lesson, edits: Mapping[str, str], found: _Found) -> Iterator[str]:
    """Each cell, with the headings since the cell before."""
    is_chosen = any(EXPORT in cell.tags for cell in lesson.cells)
    heading = ""
    for block in lesson.blocks:
        if isinstance(block, Heading):
            heading = "".join(part.text for part in block.text)
        elif isinstance(block, Cell) and (EXPORT in block.tags or not is_chosen):
            source = edits.get(block.name, block.source)
            if source != block.source:
                found.own.append(block.name)
            lines = [_rule(heading)] if heading else []
            heading = ""
            yield "\n\n".join([*lines, _cell(block, source, found)])


def _rule(heading: str) -> str:
    return f"# --- {heading} ".ljust(WIDTH, "-")


def _cell(cell: Cell, source: str, found: _Found) -> str:
    source = source.strip("\n")
    if cell.may_fail:
        return _commented(_("This cell is there to fail:"), source)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        found.unread.append(cell.name)
        return _commented(_("This cell is no Python that runs outside of a notebook:"), source)
    changes = [*_imports(tree, found), *_reports(tree), *_shown(tree)]
    return _changed(source, changes)


def _commented(why: str, source: str) -> str:
    return "\n".join([f"# {why}", *(f"# {line}".rstrip() for line in source.splitlines())])


# A change: from line and column to line and column (in bytes, as `ast` counts), and what stands there then.
_Change = tuple[tuple[int, int], tuple[int, int], str]


def _place(node: ast.expr | ast.stmt) -> tuple[tuple[int, int], tuple[int, int]]:
    return (node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0)


def _imports(tree: ast.Module, found: _Found) -> Iterator[_Change]:
    """Imports that have a stand-in are replaced by it, once; of the others it is noted what they need."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module), names=names, level=0):
                sources = {alias.name: standin(module, alias.name) for alias in names if alias.asname is None}
                if node in tree.body and len(sources) == len(names) and all(sources.values()):
                    fresh = [text for text in sources.values() if text not in found.given]
                    found.given.update(fresh)
                    yield *_place(node), "".join(f"\n\n{text}\n\n" for text in fresh)
                else:
                    _need(module, found)
            case ast.Import(names=names):
                for alias in names:
                    _need(alias.name, found)


def _need(module: str, found: _Found) -> None:
    top = module.partition(".")[0]
    if top not in sys.stdlib_module_names:
        found.needs.add(
            {"tutor": "nntutor", "sklearn": "scikit-learn", "numpy": "NumPy", "keras": "Keras"}.get(top, top)
        )


def _reports(tree: ast.Module) -> Iterator[_Change]:
    """`live.report` is the stand-in's `report`."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="live"), attr="report"):
                yield *_place(node), "report"


def _shown(tree: ast.Module) -> Iterator[_Change]:
    """What a notebook shows because it stands last is printed, unless it is a call, which may have nothing to show."""
    if (
        tree.body
        and isinstance(last := tree.body[-1], ast.Expr)
        and not isinstance(last.value, ast.Call | ast.Constant)
    ):
        start, end = _place(last)
        yield start, start, "print("
        yield end, end, ")"


def _changed(source: str, changes: list[_Change]) -> str:
    lines = [line.encode() for line in source.split("\n")]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = b"\n".join(lines)
    for (first, column), (last, end), new in sorted(changes, reverse=True):
        text = text[: starts[first - 1] + column] + new.encode() + text[starts[last - 1] + end :]
    return _spaced(text.decode())


def _spaced(source: str) -> str:
    """No more than two empty lines where something was taken out."""
    while "\n\n\n\n" in source:
        source = source.replace("\n\n\n\n", "\n\n\n")
    return source.strip("\n")
