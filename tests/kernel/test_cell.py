"""How a cell's run is known to be over, whatever order the kernel's last messages come in."""

from __future__ import annotations

import asyncio

import pytest

from tutor.kernel import cell as cells
from tutor.kernel.cell import Cell
from tutor.kernel.wire import Message

IDLE = Message("iopub", "status", "", {"execution_state": "idle"})
REPLY = Message("shell", "execute_reply", "", {"status": "ok", "execution_count": 3})


@pytest.fixture
async def ended():
    return asyncio.get_running_loop().create_future()


async def test_a_late_reply_of_a_cell_that_nobody_interrupted_is_waited_for(ended, monkeypatch):
    monkeypatch.setattr(cells, "LATE_REPLY", 0.01)
    cell = Cell()
    cell.take(IDLE)
    asyncio.get_running_loop().call_later(0.1, cell.take, REPLY)
    verdict = await cell.follow(ended)
    assert (verdict.status, verdict.count) == ("ok", 3)


async def test_an_interrupted_cell_may_have_lost_its_reply(ended, monkeypatch):
    monkeypatch.setattr(cells, "LATE_REPLY", 0.01)
    cell = Cell()
    cell.interrupted = True
    cell.take(IDLE)
    assert (await cell.follow(ended)).status == "interrupted"


async def test_a_reply_is_enough(ended, monkeypatch):
    monkeypatch.setattr(cells, "LATE_IDLE", 0.01)
    cell = Cell()
    cell.take(REPLY)
    assert (await cell.follow(ended)).status == "ok"


async def test_a_kernel_that_ends_takes_its_cell_along(ended):
    cell = Cell()
    asyncio.get_running_loop().call_soon(ended.set_result, "It ended.")
    verdict = await cell.follow(ended)
    assert (verdict.status, verdict.reason) == ("died", "It ended.")
