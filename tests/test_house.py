"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
MODULES = sorted((TOP / "tutor").rglob("*.py"))
TESTS = sorted((TOP / "tests").rglob("test_*.py"))
WALL = 300  # lines: beyond it a module is more than one noun
NOT_A_NOUN = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager"}
LEFT_OPEN = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")


def name(path: Path) -> str:
    return str(path.relative_to(TOP))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_one_noun_and_fits_in_your_head(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= WALL
    assert path.stem not in NOT_A_NOUN
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", [*MODULES, *TESTS, *(TOP / ".ci").iterdir()], ids=name)
def test_nothing_is_left_open(path):
    assert not LEFT_OPEN.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_every_test_asserts(path):
    silent = [one.name for one in those_of(path) if not asserts(one)]
    assert not silent


def those_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node


def asserts(test: ast.AST) -> bool:
    """An `assert` of its own, `pytest.raises` and its like, or a checking function by name."""
    for node in ast.walk(test):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call) and re.search(r"raises|warns|fail|assert|expect|check", ast.unparse(node.func)):
            return True
    return False
