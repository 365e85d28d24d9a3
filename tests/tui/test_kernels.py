"""The sessions of the app: a lesson's, and the spare one."""

from __future__ import annotations

import pytest
from scripted import ScriptedSession

from tutor import locale
from tutor.kernel.events import State
from tutor.tui.kernels import Kernels


class Made:
    """Makes scripted sessions and keeps them."""

    def __init__(self):
        self.sessions = []
        self.keras = []

    def __call__(self, uses_keras, changed):
        self.keras.append(uses_keras)
        self.sessions.append(ScriptedSession({}, changed))
        return self.sessions[-1]


@pytest.fixture
def made():
    return Made()


async def test_a_spare_is_warm_before_it_is_asked_for_and_goes_to_the_next_lesson(made):
    kernels = Kernels(made, lambda: True)
    first = kernels.take(uses_keras=False, changed=lambda _: None)
    await kernels.prepare()
    await kernels.prepare()
    assert made.keras == [False, True]
    heard = []
    second = kernels.take(uses_keras=True, changed=heard.append)
    assert second is made.sessions[1]
    assert second is not first
    assert second.state is State.READY
    second.become(State.BUSY)
    assert heard == [State.BUSY]


async def test_without_room_there_is_no_spare(made):
    kernels = Kernels(made, lambda: False)
    await kernels.prepare()
    assert made.sessions == []


@pytest.mark.parametrize("spoil", ["death", "language"])
async def test_a_spare_gone_bad_is_ended(made, spoil):
    kernels = Kernels(made, lambda: True)
    await kernels.prepare()
    if spoil == "death":
        made.sessions[0].become(State.DEAD)
    else:
        locale.use("es")
    try:
        assert kernels.take(uses_keras=True, changed=lambda _: None) is made.sessions[1]
    finally:
        locale.use("en")
    await kernels.all_ended()
    assert made.sessions[0].heard == ["start", "close"]


async def test_leaving_ends_the_spare_too(made):
    kernels = Kernels(made, lambda: True)
    await kernels.prepare()
    kernels.end(kernels.take(uses_keras=True, changed=lambda _: None))
    await kernels.prepare()
    await kernels.all_ended()
    assert [session.heard[-1] for session in made.sessions] == ["close", "close"]
