from __future__ import annotations

import pytest

from tutor.live.wire import MIME


class Watcher:
    """A `Send` that remembers; `clock` is a clock that stands still until told."""

    def __init__(self):
        self.messages = []
        self.bundles = []
        self.now = 0.0

    def __call__(self, bundle, display_id, update):
        assert bundle[MIME]["run"] == display_id
        self.bundles.append(bundle)
        self.messages.append(bundle[MIME] | {"update": update})

    def clock(self):
        return self.now

    def phases(self):
        return [message["phase"] for message in self.messages]


@pytest.fixture
def watcher():
    return Watcher()


@pytest.fixture
def steer_file(tmp_path):
    return tmp_path / "steer"


@pytest.fixture
def say(steer_file):
    def append(text):
        with steer_file.open("a") as file:
            file.write(text)

    return append
