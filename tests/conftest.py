"""What every test leaves as it found it."""

from __future__ import annotations

import pytest

from tutor.locale import use


@pytest.fixture(autouse=True)
def in_english():
    """The language is one of the process: who changes it, changes it for one test."""
    yield
    use("en")
