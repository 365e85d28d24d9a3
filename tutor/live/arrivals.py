"""Doing something the moment a module has been imported, without importing it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class Arrival:
    """A meta-path finder that calls `action(module)` once `name` has been executed, at once if it is here already."""

    def __init__(self, name: str, action: Callable[[ModuleType], None]) -> None:
        self._name = name
        self._action = action

    def install(self) -> None:
        """Start waiting."""
        if self._name in sys.modules:
            self._action(sys.modules[self._name])
        else:
            sys.meta_path.insert(0, self)

    def uninstall(self) -> None:
        """Stop waiting."""
        if self in sys.meta_path:
            sys.meta_path.remove(self)

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The module as the other finders find it, with the action after its execution."""
        if name != self._name:
            return None
        others: list[Any] = [finder for finder in sys.meta_path if finder is not self]
        for finder in others:
            spec: ModuleSpec | None = finder.find_spec(name, path, target) if hasattr(finder, "find_spec") else None
            if spec is not None:
                self._follow(spec)
                return spec
        return None

    def _follow(self, spec: ModuleSpec) -> None:
        execute = getattr(spec.loader, "exec_module", None)
        if execute is None:  # an old loader or a namespace package: nothing to follow
            return

        def execute_and_act(module: ModuleType) -> None:
            execute(module)
            self.uninstall()
            self._action(module)

        spec.loader.exec_module = execute_and_act  # type: ignore[union-attr,method-assign]
