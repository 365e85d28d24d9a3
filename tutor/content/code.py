"""Cells as Python: whether one compiles, and whether two do the same, strings and comments apart."""

from __future__ import annotations

import ast
import re
import warnings
from itertools import zip_longest

from tutor.clean import clean
from tutor.content.lesson import Cell
from tutor.locale import _

_MAGIC = re.compile(r"^([ \t]*)(?:[%!?].*|[\w.]+\?{1,2}[ \t]*)$", re.MULTILINE)
_ASSIGNED = re.compile(r"^([ \t]*[\w, \t]+=[ \t]*)[%!].*$", re.MULTILINE)
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


def without_magics(source: str) -> str:
    """The same lines with IPython's magics replaced by Python that does nothing; a cell magic takes all of it."""
    if source.lstrip().startswith("%%"):
        return ""
    return _ASSIGNED.sub(r"\1None", _MAGIC.sub(r"\1pass", source))


def fault(cell: Cell) -> tuple[int, str] | None:
    """The file's line and the reason why the cell does not compile."""
    source = without_magics(cell.source)
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(source, cell.name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        return cell.line + (error.lineno or 1) - 1, clean(error.msg, multiline=False)
    except (ValueError, RecursionError, MemoryError):
        return cell.line, _("too deeply nested")
    return None


def difference(cell: Cell, other: Cell) -> int | None:
    """The file's line where `cell` first does something else than `other`; none if both do the same."""
    try:
        here, there = _statements(cell), _statements(other)
    except _UNREADABLE:
        return None if _bare(cell.source) == _bare(other.source) else cell.line
    line = 1
    for mine, its in zip_longest(here, there):
        line = mine[0] if mine else line
        if mine is None or its is None or mine[1] != its[1]:
            return cell.line + line - 1
    return None


def _statements(cell: Cell) -> list[tuple[int, str]]:
    with warnings.catch_warnings(action="ignore"):
        tree = ast.parse(without_magics(cell.source))
    return [(statement.lineno, ast.dump(_Wordless().visit(statement))) for statement in tree.body]


class _Wordless(ast.NodeTransformer):
    """Takes the words out of the code: strings are empty, and of an f-string only its expressions count."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        values = [value.value for value in node.values if isinstance(value, ast.FormattedValue)]
        # Languages order their words differently, and the values with them.
        return ast.Set(sorted((self.visit(value) for value in values), key=ast.dump))


def _bare(source: str) -> str:
    """Source that is no Python, without its strings, comments and blanks."""
    text = re.sub(r"\"[^\"\n]*\"|'[^'\n]*'", "''", source)
    return re.sub(r"#.*|\s+", "", text)
