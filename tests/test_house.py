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


# Textual reads a plain `str` as markup in all of these; `[/]` in a lesson then ends the program, `[@click=…]` runs it.
READS_MARKUP = {
    "Static", "Label", "Button", "Option", "RadioButton", "Checkbox", "Collapsible", "Placeholder", "Select",
    "Selection", "SelectionList", "Tree", "TabPane", "Tab", "Header", "notify", "add_row", "add_column", "from_markup",
}  # fmt: skip
TITLES = {"border_title", "border_subtitle", "tooltip"}


@pytest.mark.parametrize("path", sorted((TOP / "tutor" / "tui").rglob("*.py")), ids=name)
def test_no_text_is_taken_for_markup(path):
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            texts = [*node.args, *(word.value for word in node.keywords if word.arg in {"label", "content", "prompt"})]
            plain = any(word.arg == "markup" and ast.unparse(word.value) == "False" for word in node.keywords)
            risky = called in READS_MARKUP and not plain and not all(map(is_safe, texts))
        elif isinstance(node, ast.Assign):
            targets = {target.attr for target in node.targets if isinstance(target, ast.Attribute)}
            risky = bool(targets & TITLES) and not is_safe(node.value)
        else:
            continue
        if risky:
            found.append(f"{path.name}:{node.lineno}: {ast.unparse(node)}")
    assert found == []


def is_safe(text: ast.expr) -> bool:
    """A literal without brackets, or `Content`/`Text`, which are never parsed."""
    if isinstance(text, ast.Constant):
        return "[" not in str(text.value)
    return isinstance(text, ast.Call) and ast.unparse(text.func) in {"Content", "Text"}


@pytest.mark.parametrize(
    ("source", "safe"),
    [("'a'", True), ("'[b]'", False), ("text", False), ("Content(text)", True), ("f'{text}'", False)],
)
def test_the_markup_rule_knows_what_is_safe(source, safe):
    assert is_safe(ast.parse(source, mode="eval").body) is safe
