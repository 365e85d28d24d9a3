from __future__ import annotations

import asyncio
import json
import math

import pytest
from scripted import ScriptedSession

from tutor.console.runner import run
from tutor.kernel.events import Cleared, Display, Failure, Finished, Input, Metrics, State, Text
from tutor.locale import use

ERROR = (
    Failure("ZeroDivisionError", "division by zero", ("\x1b[31mZeroDivisionError\x1b[0m: division by zero",)),
    Finished("error", 0.1, 2),
)


@pytest.fixture
def lesson(library):
    return library.lesson("1.1", "en")


def perform(lesson, session, terminal, *, as_json=False):
    return asyncio.run(run(lesson, session, terminal, as_json=as_json))


def test_cells_run_in_order_and_their_output_is_text(lesson, paper):
    session = ScriptedSession({"x = 1": [Text("hello\n")], "x / 0": ERROR, "input": [Text("late\n")]})
    terminal = paper()
    assert perform(lesson, session, terminal) == 0
    assert session.ran == [cell.source for cell in lesson.cells]
    assert session.heard[-1] == "close"
    assert terminal.said.startswith("[1]\nhello\n\n[2]\n")
    assert "ZeroDivisionError" in terminal.said
    assert [line for line in terminal.noted.splitlines() if line.startswith("[")] == [
        "[1] add",
        "[2] divide",
        "[3] ask",
    ]


def test_events_as_json_lines(lesson, paper):
    metrics = Metrics("r", "epoch", 1, 2, 3, 3, {"loss": math.nan, "acc": 0.5}, 0.1)
    session = ScriptedSession(
        {
            "x = 1": [Text("a\n"), Display({"text/plain": "1"}, count=1), Cleared(), metrics],
            "x / 0": ERROR,
        }
    )
    terminal = paper()
    assert perform(lesson, session, terminal, as_json=True) == 0
    lines = [json.loads(line) for line in terminal.said.splitlines()]
    assert [(line["cell"], line["event"]) for line in lines] == [
        (1, "text"),
        (1, "display"),
        (1, "metrics"),
        (1, "finished"),
        (2, "failure"),
        (2, "finished"),
        (3, "finished"),
    ]
    assert lines[0] == {"cell": 1, "event": "text", "stream": "stdout", "text": "a\n"}
    assert lines[2]["values"] == {"loss": "nan", "acc": 0.5}
    assert lines[4]["name"] == "ZeroDivisionError"
    assert lines[5]["status"] == "error"


def test_a_training_is_drawn_and_told(lesson, paper):
    reports = [Metrics("r", "begin", 0, 2, 0, 3)]
    reports += [Metrics("r", "epoch", n, 2, 3, 3, {"loss": 1 / n}) for n in (1, 2)]
    session = ScriptedSession({"x = 1": [*reports, Metrics("r", "end", 2, 2, 3, 3)], "x / 0": ERROR})
    terminal = paper(ascii=True)
    assert perform(lesson, session, terminal) == 0
    assert "loss" in terminal.said
    assert terminal.said.isascii()
    assert "epoch 1/2 - loss 1" in terminal.noted


def test_a_failure_that_nobody_expected_ends_it(lesson, paper):
    session = ScriptedSession({"x = 1": [Failure("NameError", "y"), Finished("error", 0.1, 1)]})
    terminal = paper()
    assert perform(lesson, session, terminal) == 1
    assert len(session.ran) == 1
    assert terminal.noted.splitlines()[-1] == "Cell 1 (add) failed: NameError: y (2 cells after it were not run)"
    assert session.heard[-1] == "close"


def test_a_kernel_that_dies_ends_it_even_in_a_cell_that_may_fail(lesson, paper):
    session = ScriptedSession({"x / 0": [Finished("died", 0.1, None, "killed by signal 9")]})
    terminal = paper()
    assert perform(lesson, session, terminal) == 1
    assert "Cell 2 (divide) failed: killed by signal 9" in terminal.noted


def test_a_kernel_that_does_not_start(lesson, paper):
    class Stillborn(ScriptedSession):
        async def start(self):
            self.become(State.DEAD, "no ipykernel")

    terminal = paper()
    session = Stillborn({})
    assert perform(lesson, session, terminal) == 1
    assert "could not start: no ipykernel" in terminal.noted
    assert session.ran == []


def test_input_with_nobody_there_is_said_and_stopped(lesson, paper):
    class Asking(ScriptedSession):
        async def run(self, source):
            if "input" not in source:
                yield Finished("ok", 0.1, 1)
                return
            self.ran.append(source)
            yield Input("your number: ")
            await self._stop.wait()
            yield Finished("interrupted", 0.2, 2)

    session = Asking({})
    terminal = paper("5\n")
    assert perform(lesson, session, terminal) == 1
    assert "interrupt" in session.heard
    assert "Cell 3 (ask) failed: it asks for input, and there is no terminal to answer from" in terminal.noted


@pytest.mark.parametrize(("language", "words"), [("en", "The divisor is 0"), ("es", "el divisor es 0")])
def test_a_failure_is_explained_above_its_traceback(lesson, paper, language, words):
    terminal = paper()
    use(language)
    assert perform(lesson, ScriptedSession({"x / 0": ERROR}), terminal) == 0
    lines = terminal.said.splitlines()
    assert lines[1].startswith("⇒ ")
    assert words in lines[1]
    assert any("ZeroDivisionError" in line for line in lines[2:])


def test_a_name_of_a_cell_above_is_known(lesson, paper):
    script = {"x / 0": [Failure("NameError", "name 'x' is not defined"), Finished("error", 0.1, 2)]}
    terminal = paper()
    assert perform(lesson, ScriptedSession(script), terminal) == 0
    assert "`x` comes from cell 1, above: `x = 1`." in terminal.said


RISING = [
    Metrics("r", "begin", epochs=6, steps=1),
    *(
        Metrics("r", "epoch", epoch, 6, 1, 1, {"loss": 1 / epoch, "val_loss": abs(epoch - 3) / 10 + 0.5})
        for epoch in range(1, 7)
    ),
    Metrics("r", "end", 6, 6, 1, 1),
]


@pytest.mark.parametrize(("has_remarks", "count"), [(True, 1), (False, 0)])
def test_what_ails_a_training_is_said_below_it(lesson, paper, has_remarks, count):
    terminal = paper()
    session = ScriptedSession({"x = 1": RISING, "x / 0": ERROR})
    asyncio.run(run(lesson, session, terminal, as_json=False, has_remarks=has_remarks))
    assert terminal.said.count("validation loss has been rising since epoch 3: overfitting") == count
