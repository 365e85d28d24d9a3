"""Questions to a real kernel: they leave no trace, disturb no cell, and are never waited for in vain."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from tests.kernel.cells import Run, run
from tutor.kernel.events import Answer, State
from tutor.kernel.wire import ASKED, answered

pytestmark = pytest.mark.kernel

HELD = "__import__('json').dumps(kept)"


async def test_an_answer_leaves_no_trace(session):
    await run(session, "kept = [1, 2.5, {'a': None}]\n6 * 7")
    states = list(session.states.seen)
    assert await session.ask(HELD) == Answer("ok", [1, 2.5, {"a": None}])
    assert await session.ask("[print('said'), __import__('json').dumps('x' * 3000)][1]") == Answer("ok", "x" * 3000)
    assert session.states.seen == states
    cell = await run(session, "_, len(In), 'said' in str(Out)")
    assert cell.events[0].data["text/plain"] == "(42, 3, False)"
    assert cell.text() == ""
    assert cell.events[-1].count == 2


async def test_a_question_that_fails_says_why(session):
    await session.start()
    assert await session.ask("cat") == Answer("failed", reason="NameError: name 'cat' is not defined")
    assert (await session.ask("(")).status == "failed"
    assert (await session.ask("3")).status == "failed"
    assert (await run(session, "1")).events[-1].status == "ok"


async def test_nobody_waits_for_a_kernel_that_is_busy_or_not_there(session):
    assert await session.ask(HELD) == Answer("off")
    starting = asyncio.create_task(session.start())
    await session.states.reach(State.STARTING)
    assert await session.ask(HELD) == Answer("starting")
    await starting
    cell = Run(session, "kept = 1\nprint('on')\nwhile kept < 2: pass")
    await cell.said("on")
    assert await session.ask(HELD) == Answer("busy")
    await session.interrupt()
    assert (await cell.finished()).status == "interrupted"
    assert await session.ask(HELD) == Answer("ok", 1)


async def test_a_cell_that_comes_after_a_question_waits_its_turn_and_may_be_stopped(session):
    await session.start()
    asked = asyncio.create_task(session.ask("[__import__('time').sleep(60), '1'][1]"))
    await asyncio.sleep(0)
    cell = Run(session, "print('mine')")
    await session.states.reach(State.BUSY)
    await session.interrupt()
    await cell.finished(20)
    assert (await asked).status == "failed"
    assert (await run(session, "print('mine')")).text() == "mine\n"


async def test_a_kernel_that_dies_over_a_question(session):
    await session.start()
    asked = asyncio.create_task(session.ask("__import__('time').sleep(60)"))
    await asyncio.sleep(0)
    os.kill(session.pid, signal.SIGKILL)
    assert await asked == Answer("off")


async def test_an_asker_who_leaves_is_forgotten(session):
    await session.start()
    asked = asyncio.create_task(session.ask("[__import__('time').sleep(0.1), '1'][1]"))
    await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert await session.ask("'2'") == Answer("ok", 2)


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"user_expressions": None},
        {"user_expressions": {ASKED: {"status": "ok"}}},
        {"user_expressions": {ASKED: {"status": "ok", "data": {"text/plain": "'{'"}}}},
        {"user_expressions": {ASKED: {"status": "ok", "data": {"text/plain": "print()"}}}},
        {"user_expressions": {ASKED: {"status": "error", "ename": "\x1b]0;x\x07E", "evalue": "a\nb"}}},
    ],
)
def test_what_no_kernel_should_answer(reply):
    answer = answered(reply)
    assert (answer.status, answer.value) == ("failed", None)
    assert "\x1b" not in answer.reason
    assert "\n" not in answer.reason
