"""Runs a program in a fresh namespace: what it printed, what it raised, and calls into it."""

from __future__ import annotations

import ast
import builtins
import io
import linecache
import sys
import traceback
from collections.abc import Callable, Mapping
from types import ModuleType, TracebackType
from typing import Any

NAME = "<answer>"
PRINTED = 20_000
"""Characters of output that are kept."""
_FRAMES = 8


class Asked(EOFError):  # noqa: N818 (as below)
    """The program asked for input; nobody answers."""


class Left(Exception):  # noqa: N818 (it is no error of ours)
    """The program wanted to end Python."""


class Tape(io.TextIOBase):
    """Standard output and error of a program, the first `PRINTED` characters of it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = PRINTED
        self.lost = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, text: str, /) -> int:
        """Keep what there is room for."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        kept = text[: self._room]
        if kept:
            self._parts.append(kept)
            self._room -= len(kept)
        self.lost += len(text) - len(kept)
        return len(text)

    def close(self) -> None:
        """A program that closes its output goes on without one, as in a notebook."""

    def forget(self) -> None:
        """Begin anew."""
        self._parts, self._room, self.lost = [], PRINTED, 0

    @property
    def text(self) -> str:
        """What was printed."""
        return "".join(self._parts)


class Snapshot:
    """Modules as they are now: a program that assigns to their names changes them for nobody after it."""

    def __init__(self, *modules: ModuleType) -> None:
        self._kept = [(vars(module), dict(vars(module))) for module in modules]

    def restore(self) -> None:
        """Give every name back what it meant."""
        for names, kept in self._kept:
            names.update(kept)


class Program:
    """`source` run once in a namespace of its own. `raised` is what it raised, as plain data; None if nothing."""

    def __init__(self, setup: str, source: str) -> None:
        self.source = source
        self.space: dict[str, Any] = {"__name__": "__main__", "__builtins__": dict(vars(builtins))}
        self.space["__builtins__"]["input"] = _ask
        self.raised: dict[str, Any] | None = None
        self._setup = setup

    def run(self, *, show_last: bool = False, then: Callable[[], None] | None = None) -> None:
        """Run it; with `show_last`, a bare expression at its end is printed as a notebook shows it.

        `then` is called when it has run, before what it raised is looked at.
        """
        if self._setup:
            exec(compile(self._setup, "<setup>", "exec"), self.space)  # noqa: S102 (what this process is for)
        linecache.cache[NAME] = (len(self.source), None, self.source.splitlines(keepends=True), NAME)
        try:
            tree = ast.parse(self.source, NAME)
            last = tree.body.pop() if show_last and tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, NAME, "exec"), self.space)  # noqa: S102 (as above)
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), NAME, "eval"), self.space)  # noqa: S307 (as above)
                if value is not None:
                    sys.stdout.write(repr(value) + "\n")
        except BaseException as error:  # noqa: BLE001 (whatever a learner's program raises is its outcome)
            if then is not None:
                then()
            self.raised = failure(error)
        else:
            if then is not None:
                then()

    def call(self, source: str, given: Mapping[str, Any]) -> Any:
        """The value of the expression `source`, which also knows the names `given`; raises what it raises."""
        space = {**self.space, **given}
        return eval(compile(source, "<call>", "eval"), space)  # noqa: S307 (as above)

    def undefined(self, source: str, given: Mapping[str, Any]) -> str:
        """A name that `source` calls for and nobody has defined; empty if there is none."""
        nodes = list(ast.walk(ast.parse(source, mode="eval")))
        names = [node for node in nodes if isinstance(node, ast.Name)]
        bound = {node.id for node in names if isinstance(node.ctx, ast.Store)}
        bound |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        known = {*self.space, *given, *self.space["__builtins__"], *bound}
        return next((node.id for node in names if node.id not in known), "")


def failure(error: BaseException) -> dict[str, Any]:
    """An exception as plain data: its frames, as IPython has them, are those in the learner's own lines."""
    if isinstance(error, SystemExit):
        return {"stop": "exit"}
    if isinstance(error, Asked):
        return {"stop": "input"}
    frames, line = _frames(error.__traceback__)
    name = type(error).__name__
    message = _said(error)
    if isinstance(error, SyntaxError) and error.filename == NAME:
        line, message = error.lineno or 0, error.msg
        text = (error.text or "").rstrip()
        frames = [f"Cell In[1], line {line}\n----> {line} {text}"]
    return {"name": name, "message": message[:4000], "line": line, "frames": frames[-_FRAMES:]}


def _frames(trace: TracebackType | None) -> tuple[list[str], int]:
    own = [
        (number, frame.f_code.co_name) for frame, number in traceback.walk_tb(trace) if frame.f_code.co_filename == NAME
    ]
    told = []
    for number, function in own:
        place = "" if function == "<module>" else f", in {function}"
        told.append(f"Cell In[1], line {number}{place}\n----> {number} {linecache.getline(NAME, number).rstrip()}")
    return told, own[-1][0] if own else 0


def _said(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # noqa: BLE001 (an exception of the learner's own making)
        return ""


def _ask(_prompt: object = "", /) -> str:
    raise Asked
