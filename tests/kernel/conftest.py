"""A real session a test, in a place that must be empty in the end."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.kernel.cells import opened


@pytest.fixture(autouse=True)
def private(monkeypatch):
    """A place for the kernels' files that must be empty in the end."""
    with tempfile.TemporaryDirectory(prefix="t", dir="/tmp") as place:
        monkeypatch.setenv("XDG_RUNTIME_DIR", place)
        yield Path(place)
        assert list(Path(place).iterdir()) == []


@pytest.fixture
async def session():
    async with opened() as session:
        yield session
