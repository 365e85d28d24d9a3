from __future__ import annotations

import pytest

from tutor.progress import Progress


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "progress.db"


@pytest.fixture
def progress(path):
    store = Progress(path)
    yield store
    store.close()


@pytest.fixture
def learned(path):
    """A closed store that holds one open attempt with one answer."""
    store = Progress(path)
    attempt = store.begin("1-foundations", "es", 7)
    store.answer(attempt.id, "one", "a", "right", 1.0)
    store.close()
    return path
