"""The guard: nothing of a kernel outlives the tutor, however the tutor went."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tutor.kernel import guard, launch

OWNER = """
import asyncio, sys
from tutor.kernel.session import KernelSession

async def main():
    session = KernelSession(preload=())
    async for event in session.run({source!r}):
        if event.text.startswith("go"):
            print(session.pid, *event.text.split()[1:], flush=True)

asyncio.run(main())
"""
SOURCES = {
    "python": "while True: pass",
    "c": "sum(range(10**12))",
    "children": "subprocess.Popen(['setsid', 'sh', '-c', 'sleep 601 & sleep 602'])\nif os.fork() == 0: os.setsid()\n"
    "time.sleep(600)",
}


@pytest.mark.kernel
@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_a_killed_tutor_leaves_no_process_and_no_file(source, private):
    # Flushed twice: the first returns when the text is queued for sending, and what follows may keep the GIL.
    source = f"import os, subprocess, sys, time\nprint('go', flush=True)\nsys.stdout.flush()\n{source}"
    owner = subprocess.Popen([sys.executable, "-c", OWNER.format(source=source)], stdout=subprocess.PIPE, text=True)
    kernel = psutil.Process(int(owner.stdout.readline()))
    family = [kernel, psutil.Process(kernel.ppid()), *kernel.children(recursive=True)]
    os.kill(owner.pid, signal.SIGKILL)
    owner.wait()
    _gone, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
    assert list(Path(private).iterdir()) == []
    owner.stdout.close()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_it_finds_the_whole_tree_and_its_memory():
    child = subprocess.Popen(["sh", "-c", "sleep 60 & echo; wait"], stdout=subprocess.PIPE)
    child.stdout.readline()
    tree = guard.descendants(os.getpid())
    assert child.pid in tree
    assert {process.pid for process in psutil.Process(child.pid).children()} <= set(tree)
    own = psutil.Process().memory_info().rss
    assert guard.resident([os.getpid()]) == pytest.approx(own, rel=0.05)
    assert 0 < guard.proportional(os.getpid()) <= own * 1.05
    assert guard.resident([2**22 + 1]) == guard.proportional(2**22 + 1) == 0
    for process in psutil.Process(child.pid).children():
        process.kill()
    child.wait()
    child.stdout.close()


def test_it_imports_neither_the_tutor_nor_anything_installed():
    script = f"import sys, runpy; runpy.run_path({guard.__file__!r}, run_name='guard'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not {name for name in loaded if name.startswith("tutor")}
    assert not loaded & {"psutil", "subprocess", "asyncio", "json"}


def test_a_command_that_is_not_there_is_reported(private):
    directory = launch.private_directory()
    command = [sys.executable, "-I", "-S", guard.__file__, directory, "0", "/no/such/kernel"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        lines = process.stdout.read().splitlines()
    assert lines[1] == "exit 127"
    assert lines[2].startswith("/no/such/kernel: ")
    assert not directory.exists()


def test_the_environment_has_no_secret():
    given = {"PATH": "/bin", "LC_ALL": "C", "AWS_SECRET_ACCESS_KEY": "x", "GITHUB_TOKEN": "x", "PYTHONPATH": "/evil",
             "JPY_API_TOKEN": "x", "KERAS_BACKEND": "jax", "PYTHONSTARTUP": "/evil.py"}  # fmt: skip
    seen = launch.environment(Path("/p"), given)
    assert {"PATH", "LC_ALL", "KERAS_BACKEND"} <= set(seen)
    assert "x" not in seen.values()
    assert not {"PYTHONPATH", "PYTHONSTARTUP"} & set(seen)
    assert seen["NNTUTOR_STEER"] == "/p/steer"


def test_the_private_place_is_private_and_short(private):
    directory = launch.private_directory()
    assert directory.parent == private
    assert directory.stat().st_mode & 0o777 == 0o700
    assert len(f"{directory}/k-5") < 100
    directory.rmdir()


def test_the_memory_limit_fits_the_machine():
    assert 0 < launch.memory_limit() <= min(4 << 30, psutil.virtual_memory().total // 2 + (1 << 20))
