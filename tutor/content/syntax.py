"""What a program is made of: whether a loop, an operator, a call of a name stands in it. Reads it, never runs it."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable

from tutor.locale import _

Test = Callable[[ast.AST], bool]

WORDS: dict[str, tuple[type[ast.AST], ...]] = {
    "loop": (ast.For, ast.AsyncFor, ast.While),
    "for": (ast.For, ast.AsyncFor),
    "while": (ast.While,),
    "comprehension": (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
    "if": (ast.If, ast.IfExp),
    "import": (ast.Import, ast.ImportFrom),
    "lambda": (ast.Lambda,),
    "return": (ast.Return,),
    "class": (ast.ClassDef,),
}
OPERATORS: dict[str, type[ast.AST]] = {
    "+": ast.Add, "-": ast.Sub, "*": ast.Mult, "/": ast.Div, "//": ast.FloorDiv, "%": ast.Mod, "**": ast.Pow,
    "@": ast.MatMult, "<": ast.Lt, "<=": ast.LtE, ">": ast.Gt, ">=": ast.GtE, "==": ast.Eq, "!=": ast.NotEq,
    "and": ast.And, "or": ast.Or, "not": ast.Not, "is": ast.Is, "in": ast.In,
}  # fmt: skip
NAMED = ("operator", "call", "attribute", "name", "def")
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


def tree(source: str) -> ast.Module:
    """`source` as Python reads it; raises SyntaxError, also for what Python refuses in another way."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.parse(source)
    except SyntaxError:
        raise
    except (ValueError, RecursionError, MemoryError) as error:
        raise SyntaxError(str(error) or "too deeply nested") from error


def refusal(source: str, *, is_expression: bool = False) -> tuple[int, str] | None:
    """The line, from 1, and the reason why `source` is no program, or no one expression."""
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(source.strip() if is_expression else source, "<answer>", "eval" if is_expression else "exec")
    except SyntaxError as error:
        return error.lineno or 1, error.msg
    except (ValueError, RecursionError, MemoryError):
        return 1, _("too deeply nested")
    return None


def is_same(source: str, other: str) -> bool:
    """Whether both are one program, comments and layout apart; two that do not compile are compared as text."""
    try:
        return ast.dump(tree(source)) == ast.dump(tree(other))
    except (SyntaxError, RecursionError):
        return source.split() == other.split()


def unknown(words: str) -> str:
    """What is wrong with `words` as a syntax to look for; empty if nothing is."""
    word, _space, argument = words.strip().partition(" ")
    argument = argument.strip()
    if word in WORDS and not argument:
        return ""
    if word == "operator" and argument in OPERATORS:
        return ""
    if word in NAMED[1:] and argument and all(part.isidentifier() for part in argument.split(".")):
        return ""
    known = ", ".join([*WORDS, "operator @", "call np.dot", "attribute T", "name x", "def relu"])
    return _("no syntax that can be looked for; these are: {known}").format(known=known)


def has(source: str, words: str) -> bool:
    """Whether `words`, such as "loop" or "call np.dot", stand in `source`; nothing stands in what does not compile."""
    try:
        module = tree(source)
    except SyntaxError:
        return False
    test = _test(words)
    return any(test(node) for node in ast.walk(module))


def _test(words: str) -> Test:
    word, _space, argument = words.strip().partition(" ")
    argument = argument.strip()
    match word:
        case "operator":
            kind = OPERATORS[argument]
            return lambda node: isinstance(node, kind)
        case "call":
            return lambda node: isinstance(node, ast.Call) and _dotted(node.func, argument)
        case "attribute":
            return lambda node: isinstance(node, ast.Attribute) and node.attr == argument
        case "name":
            return lambda node: isinstance(node, ast.Name) and node.id == argument
        case "def":
            return lambda node: isinstance(node, ast.FunctionDef) and node.name == argument
        case _:
            kinds = WORDS[word]
            return lambda node: isinstance(node, kinds)


def _dotted(function: ast.expr, name: str) -> bool:
    """Whether `function` is called by `name`: all of it, or for a name without a dot its last part (a method)."""
    parts: list[str] = []
    while isinstance(function, ast.Attribute):
        parts.append(function.attr)
        function = function.value
    if isinstance(function, ast.Name):
        parts.append(function.id)
    whole = ".".join(reversed(parts))
    return whole == name or ("." not in name and parts[:1] == [name])
