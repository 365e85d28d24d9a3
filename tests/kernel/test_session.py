"""A real kernel: what cells say, in order; how they stop; how the kernel dies and comes back."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import psutil
import pytest

from tests.kernel.cells import Run, opened, run, ticking
from tutor.kernel.events import Cleared, Display, Failure, Finished, Input, Metrics, State, Text
from tutor.kernel.transcript import Transcript

pytestmark = pytest.mark.kernel


def kill(session):
    assert session.pid > 0  # 0 would be this very process group
    os.kill(session.pid, signal.SIGKILL)


async def test_states_and_output_in_order(session):
    cell = await run(session, "import sys\nprint('a')\nprint('b', file=sys.stderr)\ndisplay(1)\nprint('c')\n40 + 2")
    kinds = [(event.stream, event.text) if isinstance(event, Text) else type(event).__name__ for event in cell.events]
    assert kinds == [("stdout", "a\n"), ("stderr", "b\n"), "Display", ("stdout", "c\n"), "Display", "Finished"]
    assert cell.events[4] == Display({"text/plain": "42"}, count=1)
    assert (cell.events[-1].status, cell.events[-1].count) == ("ok", 1)
    assert session.states.seen == [State.STARTING, State.IMPORTING, State.READY, State.BUSY, State.READY]
    assert (await run(session, "In[1][:6], _")).events[0].data["text/plain"] == "('import', 42)"


async def test_a_failure_has_its_name_and_its_frames(session):
    cell = await run(session, "def f():\n    return gato\nf()")
    failure = cell.events[0]
    assert isinstance(failure, Failure)
    assert (failure.name, failure.message) == ("NameError", "name 'gato' is not defined")
    assert any("gato" in frame for frame in failure.traceback)
    assert cell.events[-1].status == "error"
    assert (await run(session, "1")).events[-1].status == "ok"


async def test_the_wire_is_clean_and_keeps_returns_and_colours(session):
    cell = await run(
        session,
        r"""
print('10%\r20%\b\x1b[31mred\x1b[0m \x1b]52;c;ZXZpbA==\x07\x1b]0;title\x07\x1b[2J\x9b1mend', flush=True)
print('half \x1b[3', end='', flush=True); print('1mred', flush=True)
raise ValueError('\x1b]52;c;ZXZpbA==\x07 x')
""",
    )
    assert cell.text() == "10%\r20%\b\x1b[31mred\x1b[0m end\nhalf \x1b[31mred\n"
    failure = next(event for event in cell.events if isinstance(event, Failure))
    assert "\x1b" not in failure.message
    assert all("\x1b]" not in frame and "\x07" not in frame for frame in failure.traceback)


async def test_input_and_getpass(session):
    cell = Run(session, "import getpass\nprint('<' + input('name? ') + '>', getpass.getpass('key: '))")
    await cell.seen(lambda event: event == Input("name? "))
    session.answer("Ada")
    await cell.seen(lambda event: event == Input("key: ", password=True))
    session.answer("x")
    assert (await cell.finished()).status == "ok"
    assert cell.text().endswith("<Ada> x\n")


async def test_displays_updates_clearing_help_and_figures(session):
    cell = await run(
        session,
        """
from IPython.display import HTML, clear_output
handle = display(HTML('<b>x</b>'), display_id='d')
handle.update(HTML('<b>y</b>'))
clear_output(wait=True)
import matplotlib.pyplot as plt
plt.plot([1, 2]); plt.show()
""",
        60,
    )
    first, second, cleared, figure, _finished = cell.events
    assert (first.data["text/html"], first.display_id, first.update) == ("<b>x</b>", "d", False)
    assert (second.data["text/html"], second.display_id, second.update) == ("<b>y</b>", "d", True)
    assert cleared == Cleared(wait=True)
    assert figure.data["image/png"].startswith("iVBOR")
    assert "Signature" in (await run(session, "len?")).events[0].data["text/plain"]


async def test_reports_of_a_loop_become_metrics(session):
    cell = await run(
        session, "from tutor.live import report\nfor i in range(3):\n    report(i, loss=1 / (i + 1), bad=float('nan'))"
    )
    reports = [event for event in cell.events if isinstance(event, Metrics)]
    assert reports
    assert all("loss" in report.values for report in reports if report.phase == "step")
    assert not any(isinstance(event, Display) for event in cell.events)


@pytest.mark.parametrize(
    "source",
    ["print('go')\nwhile True: pass", "import time\nprint('go')\ntime.sleep(60)", "print('go')\ninput()",
     "import subprocess\nprint('go')\nsubprocess.run(['sleep', '60'])"],
)  # fmt: skip
async def test_an_interrupt_stops_it_and_the_next_cell_runs(session, source):
    cell = Run(session, f"kept = 7\n{source}")
    await cell.said("go")
    began = time.monotonic()
    await session.interrupt()
    finished = await cell.finished()
    assert time.monotonic() - began < 1.5
    assert finished.status == "interrupted"
    assert not any(isinstance(event, Failure) for event in cell.events)
    assert (await run(session, "print(kept)")).text() == "7\n"


async def test_a_cell_interrupted_while_the_kernel_starts_never_runs(session):
    cell = Run(session, "print('ran')")
    await asyncio.sleep(0)
    await session.interrupt()
    assert (await cell.finished()).status == "interrupted"
    assert cell.text() == ""
    assert (await run(session, "print('next')")).text() == "next\n"


async def test_an_interrupt_at_once_after_the_start_of_a_cell_stops_it(session):
    await session.start()
    for _ in range(10):
        cell = Run(session, "while True: pass")
        await session.states.reach(State.BUSY)
        await session.interrupt()
        assert (await cell.finished()).status == "interrupted"


async def test_what_swallows_interrupts_ends_with_a_restart(session):
    cell = Run(
        session,
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nprint('go', flush=True)\nwhile True: pass",
    )
    await cell.said("go")
    await session.interrupt()
    await session.interrupt()
    old = session.pid
    await session.restart()
    finished = await cell.finished()
    assert (finished.status, finished.reason) == ("died", "The kernel was restarted.")
    assert session.state is State.READY
    assert not psutil.pid_exists(old)
    assert (await run(session, "print(1)")).events[-1].count == 1


@pytest.mark.parametrize(
    ("source", "reason"),
    [("import os\nos._exit(3)", "exit code 3"), ("import ctypes\nctypes.string_at(0)", "signal 11 SIGSEGV"),
     ("import os\nos.kill(0, 15)", "signal 15 SIGTERM")],
)  # fmt: skip
async def test_a_kernel_that_dies_says_how_and_comes_back(session, source, reason):
    await session.start()
    cell = await run(session, source)
    finished = cell.events[-1]
    assert finished.status == "died"
    assert reason in finished.reason
    assert session.state is State.DEAD
    assert session.reason == finished.reason
    assert (await run(session, "1")).events == [Finished("died", pytest.approx(0, abs=0.1), None, finished.reason)]
    await session.restart()
    assert session.state is State.READY
    assert session.reason == ""
    assert (await run(session, "print(2)")).text() == "2\n"


async def test_a_killed_kernel_is_noticed_within_a_second(session):
    cell = Run(session, "print('go')\nwhile True: pass")
    await cell.said("go")
    began = time.monotonic()
    kill(session)
    assert "signal 9" in (await cell.finished()).reason
    assert time.monotonic() - began < 1


async def test_a_kernel_killed_while_idle_is_noticed(session):
    await session.start()
    kill(session)
    await session.states.reach(State.DEAD, within=1)
    assert "signal 9" in session.reason


async def test_a_killed_guard_takes_its_kernel_along(session):
    await session.start()
    kernel = psutil.Process(session.pid)
    cell = Run(session, "print('go')\nwhile True: pass")
    await cell.said("go")
    os.kill(kernel.ppid(), signal.SIGKILL)
    assert (await cell.finished()).status == "died"
    kernel.wait(5)
    assert not kernel.is_running()


async def test_a_flood_of_lines_leaves_the_loop_free(session):
    await session.start()
    async with ticking() as lag:
        transcript = Transcript()
        async for event in session.run("for i in range(200_000): print(i)"):
            transcript.add(event)
    assert event.status == "ok"
    assert transcript.items[0].text.endswith("199999\n")
    assert len(transcript.items[0].text) < 200_000
    assert lag.worst < 0.1


async def test_a_flood_of_messages_loses_none_of_them(session):
    await session.start()
    async with ticking() as lag:
        cell = await run(session, "for i in range(3000):\n    print(i, flush=True)\n    display(i)", 60)
    assert [event.data["text/plain"] for event in cell.events if isinstance(event, Display)] == [*map(str, range(3000))]
    assert lag.worst < 0.1


async def test_one_huge_line_is_cut_and_counted(session):
    await session.start()
    async with ticking() as lag:
        cell = await run(session, "print('é' + 'x' * 50_000_000 + 'end')", 60)
    transcript = Transcript()
    for event in cell.events:
        transcript.add(event)
    text = transcript.items[0].text
    assert text.startswith("éxxx")
    assert text.endswith("xend\n")
    assert transcript.items[0].lost == pytest.approx(50_000_000, abs=140_000)
    assert lag.worst < 0.1


async def test_a_huge_result_and_a_huge_message_of_an_error(session):
    await session.start()
    async with ticking() as lag:
        result = await run(session, "class R:\n    def __repr__(self): return 'y' * 50_000_000\nR()", 60)
        failed = await run(session, "raise ValueError('z' * 3_000_000)", 60)
    assert len(str(result.events[0].data)) < 300_000
    assert len(failed.events[0].message) < 300_000
    assert failed.events[-1].status == "error"
    assert lag.worst < 0.2


async def test_late_output_never_reaches_the_next_cell(session, tmp_path):
    for name in ("go", "done"):
        os.mkfifo(tmp_path / name)
    await run(
        session,
        f"""
import threading
def late():
    open({str(tmp_path / "go")!r}).read()
    print("LATE", flush=True)
    open({str(tmp_path / "done")!r}, "w").write("done")
threading.Thread(target=late).start()
""",
    )
    await asyncio.to_thread((tmp_path / "go").write_text, "go")
    assert await asyncio.to_thread((tmp_path / "done").read_text) == "done"
    assert (await run(session, "print('mine')")).text() == "mine\n"


async def test_a_second_run_right_after_a_cancelled_reader(session):
    for _ in range(3):
        cell = Run(session, "print('go')\nwhile True: print('noise')")
        await cell.said("go")
        await cell.cancelled()
        began = time.monotonic()
        assert (await run(session, "print('next')")).text() == "next\n"
        assert time.monotonic() - began < 2


async def test_two_runs_take_turns(session):
    first, second = Run(session, "print(input())"), Run(session, "print('second')")
    await first.seen(lambda event: isinstance(event, Input))
    assert second.events == []
    session.answer("first")
    await first.finished()
    await second.finished()
    assert (first.text()[-6:], second.text()) == ("first\n", "second\n")


async def test_closing_twice_and_running_again(session):
    await run(session, "import subprocess\nsubprocess.Popen(['setsid', 'sleep', '600'])")
    await session.close()
    await session.close()
    assert session.state is State.OFF
    assert (await run(session, "print('again')")).text() == "again\n"


async def test_closing_while_it_starts_and_while_a_cell_waits(session):
    first, second = Run(session, "input()"), Run(session, "1")
    await session.states.reach(State.STARTING)
    await session.close()
    assert [(await cell.finished()).status for cell in (first, second)] == ["died", "died"]
    assert session.state is State.OFF
    first, second = Run(session, "input()"), Run(session, "1")
    await first.seen(lambda event: isinstance(event, Input))
    await session.close()
    assert [(await cell.finished()).status for cell in (first, second)] == ["died", "died"]
    assert session.state is State.OFF


async def test_a_kernel_that_dies_while_it_starts(session):
    task = asyncio.create_task(session.start())
    await session.states.reach(State.IMPORTING)
    kill(session)
    await task
    assert session.state is State.DEAD
    assert "signal 9" in session.reason


async def test_closing_ends_a_busy_cell(session):
    cell = Run(session, "print('go')\nwhile True: pass")
    await cell.said("go")
    began = time.monotonic()
    await session.close()
    assert (await cell.finished()).status == "died"
    assert time.monotonic() - began < 1


async def test_the_environment_and_the_working_directory(session, monkeypatch, tmp_path):
    monkeypatch.setenv("HUGGING_FACE_TOKEN", "secret")
    async with opened(directory=tmp_path / "scratch") as other:
        cell = await run(other, "import os, sys\nprint(sorted(os.environ), os.getcwd(), sys.flags.no_user_site, dir())")
    assert "secret" not in cell.text()
    assert "TOKEN" not in cell.text()
    assert str(tmp_path / "scratch") in cell.text()
    assert " 1 [" in cell.text()
    assert "_start" not in cell.text()


async def test_modules_beside_the_lesson_come_last(session, tmp_path):
    (tmp_path / "numpy.py").write_text("raise RuntimeError('shadow')")
    (tmp_path / "mine.py").write_text("x = 5")
    async with opened(directory=tmp_path) as other:
        cell = await run(other, "import numpy, mine\nprint(mine.x, hasattr(numpy, 'array'))")
    assert cell.text() == "5 True\n"


async def test_a_missing_module_is_named_with_its_cure():
    async with opened(preload=("numpy", "not_there")) as session:
        await session.start()
        assert session.state is State.READY
        assert session.reason.startswith("not_there is not installed")
        assert session.reason.endswith("-m pip install not_there")


async def test_a_place_with_a_long_path_is_not_used(session, monkeypatch, tmp_path):
    deep = tmp_path / ("x" * 90)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    async with opened() as other:
        assert (await run(other, "print(1)")).text() == "1\n"


async def test_memory_beyond_the_limit_is_an_error_or_a_death_that_names_it():
    async with opened(memory=1 << 30) as session:
        cell = await run(session, "import numpy\nx = numpy.ones(20_000_000_000 // 8)")
        assert isinstance(cell.events[0], Failure)
        assert "MemoryError" in cell.events[0].name
        cell = await run(session, "import mmap\nm = mmap.mmap(-1, 4 << 30)\nwhile m.write(b'x' * (1 << 24)): pass", 30)
        assert cell.events[-1].status == "died"
        assert "memory limit of 1.1 GB" in cell.events[-1].reason
