"""`nntutor run` with a real kernel: outputs, failures, input on a terminal, Ctrl+C."""

from __future__ import annotations

import json
import subprocess
import sys

import pexpect
import psutil
import pytest

pytestmark = pytest.mark.kernel

HEAD = """---
kernelspec: {name: python3, display_name: Python 3, language: python}
nntutor: {unit: "9.9", minutes: 1}
---

# Test

"""


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    monkeypatch.setenv("NNTUTOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANG", "en_US.UTF-8")

    def write(*cells):
        text = HEAD + "\n".join(f"```{{code-cell}} ipython3\n{cell}\n```\n" for cell in cells)
        path = tmp_path / "lesson.md"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def program(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "tutor", "run", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def test_outputs_failures_and_the_status(lesson):
    path = lesson(
        "print('a' + 'b')\n6 * 7", ":tags: [raises-exception]\n\n1 / 0", "import sys; sys.exit_code = 1", "nope"
    )
    done = program(path)
    assert done.returncode == 1
    assert "[1]\nab\n42\n" in done.stdout
    assert "ZeroDivisionError" in done.stdout
    assert "Cell 4 (cell-4) failed: NameError" in done.stderr


def test_json_lines(lesson):
    done = program(lesson("print('é')", "1 + 1"), "--json")
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["cell"], line["event"]) for line in lines] == [
        (1, "text"),
        (1, "finished"),
        (2, "display"),
        (2, "finished"),
    ]
    assert lines[0]["text"] == "é\n"
    assert lines[2]["data"]["text/plain"] == "2"


def test_input_without_a_terminal_ends_with_a_sentence(lesson):
    done = program(lesson("x = input('how many? ')", "print('never')"))
    assert done.returncode == 1
    assert "it asks for input, and there is no terminal to answer from (1 cell after it was not run)" in done.stderr
    assert "never" not in done.stdout


@pytest.mark.terminal
def test_input_on_a_terminal_and_a_secret(lesson):
    path = lesson("print('got', input('how many? '))", "import getpass\nprint(len(getpass.getpass('secret: ')))")
    terminal = pexpect.spawn(sys.executable, ["-m", "tutor", "run", str(path)], encoding="utf-8", timeout=30)
    terminal.expect_exact("how many? ")
    terminal.sendline("seven")
    terminal.expect_exact("got seven")
    terminal.expect_exact("secret: ")
    terminal.sendline("hidden")
    terminal.expect("\n6\r")
    terminal.expect(pexpect.EOF)
    assert "hidden" not in terminal.before
    terminal.close()
    assert terminal.exitstatus == 0


@pytest.mark.terminal
def test_ctrl_c_leaves_no_kernel(lesson):
    path = lesson("import os; print(os.getpid(), flush=True)", "while True: pass")
    terminal = pexpect.spawn(sys.executable, ["-m", "tutor", "run", str(path)], encoding="utf-8", timeout=30)
    terminal.expect(r"\r\n(\d+)\r\n")
    kernel = psutil.Process(int(terminal.match[1]))
    terminal.expect_exact("[2] cell-2")
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 130
    psutil.wait_procs([kernel], timeout=10)
    assert not kernel.is_running()
