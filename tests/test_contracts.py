"""What importing a room brings with it: the import linter reads the source, this looks at a running interpreter."""

from __future__ import annotations

import ast
import importlib.util
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import tutor

TOP = Path(__file__).resolve().parent.parent
HEAVY = {"keras", "tensorflow", "torch", "jax", "matplotlib", "sklearn", "scipy", "IPython", "ipykernel"}
BANNED = HEAVY | {"textual", "rich", "jupyter_client", "sqlite3", "zmq"}
# What a room is there to speak, and what comes with that.
ALLOWED = {
    "kernel": {"jupyter_client", "zmq"},
    "progress": {"sqlite3"},
    "tui": {"textual", "rich", "jupyter_client", "zmq", "sqlite3"},
}
ROOMS = sorted(module.name for module in pkgutil.iter_modules(tutor.__path__) if module.name != "__main__")


def loaded(*modules: str) -> set[str]:
    """Top-level names in `sys.modules` of a fresh interpreter after importing `modules`."""
    program = (
        f"import importlib, json, sys\nfor name in {modules!r}: importlib.import_module(name)\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def modules_of(room: str) -> list[str]:
    """The room's module and all below it."""
    name = f"tutor.{room}"
    found = importlib.util.find_spec(name)
    assert found is not None
    below = pkgutil.walk_packages(found.submodule_search_locations or [], f"{name}.")
    return [name, *(module.name for module in below)]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_brings_only_the_libraries_it_speaks(room):
    assert not loaded(*modules_of(room)) & (BANNED - ALLOWED.get(room, set()))


@pytest.mark.parametrize("room", ["live", "datasets"])
def test_what_every_kernel_imports_is_cheap(room):
    assert not loaded(f"tutor.{room}") & (BANNED | {"numpy", "PIL", "pydantic", "yaml", "markdown_it"})


def test_the_command_line_starts_without_what_only_some_commands_need():
    heavy = {"numpy", "PIL", "pydantic", "yaml", "markdown_it", "jupytext", "nbformat", "pygments", "asyncio"}
    assert not loaded("tutor.cli") & (BANNED | heavy)


def test_the_package_itself_is_a_docstring():
    body = ast.parse((TOP / "tutor" / "__init__.py").read_text(encoding="utf-8")).body
    assert [type(statement) for statement in body] == [ast.Expr]
