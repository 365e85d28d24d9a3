"""Answers that are run: what becomes of them, in real processes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tutor.content.quiz import parse_quiz
from tutor.grading import Outcome
from tutor.grading.programs import Unsound

NEURON = "def neuron(x, w, b):\n    return {}"
RIGHT = [
    NEURON.format("x @ w + b"),
    "def neuron(x, w, b):\n    total = b\n    total += np.asarray(x) @ np.asarray(w)\n    return total",
    "import numpy\nneuron = lambda x, w, b: numpy.array(x @ w) + b",
    "def dot(a, c):\n    return a @ c\n\ndef neuron(inputs, weights, bias):\n    return dot(inputs, weights) + bias",
    "class Neuron:\n    def __call__(self, x, w, b):\n        return float(x @ w + b)\nneuron = Neuron()",
]


@pytest.mark.parametrize("answer", RIGHT)
async def test_right_however_it_is_written(quiz, marker, answer):
    result = await marker.mark(quiz.question("neuron"), answer)
    assert (result.outcome, result.score, result.feedback.en) == (Outcome.RIGHT, 1.0, "Good.")


async def test_a_loop_is_right_with_a_remark(quiz, marker):
    result = await marker.mark(quiz.question("neuron"), NEURON.format("sum(a * c for a, c in zip(x, w)) + b"))
    assert (result.outcome, [note.en for note in result.notes]) == (Outcome.RIGHT_BUT, ["Shorter with @."])


@pytest.mark.parametrize("answer", ["", "  \n", "def neuron(x, w, b):\n    ...", "def neuron(x, w, b): ...  # mine"])
async def test_blank_and_starter_are_no_attempt(quiz, marker, answer):
    assert (await marker.mark(quiz.question("neuron"), answer)).outcome is Outcome.NOT_ATTEMPTED


async def test_every_sample_shows_its_own_mistake(quiz, marker):
    question = quiz.question("neuron")
    for mistake in question.mistakes:
        result = await marker.mark(question, mistake.sample)
        assert (result.outcome, result.mistake, result.feedback) == (Outcome.WRONG, mistake.id, mistake.message)
    assert (await marker.mark(question, question.mistakes[0].sample)).misconceptions == ("bias-is-optional",)


async def test_your_call_your_result_the_expected_one_and_what_differs(quiz, marker):
    shown = (await marker.mark(quiz.question("neuron"), NEURON.format("x * w + b"))).shown
    assert (shown.call, shown.given) == ("neuron(x, w, 2)", (("x", "[1., 2.]"), ("w", "[3., 4.]")))
    assert (shown.got, shown.expected) == ("[5., 10.]", "13")
    assert shown.difference == "One number is expected; yours has the shape (2,)."


async def test_in_part(quiz, marker):
    result = await marker.mark(quiz.question("neuron"), NEURON.format("13"))
    assert (result.outcome, result.score, result.feedback.en) == (Outcome.PARTIAL, 0.5, "two")


async def test_arguments_are_to_be_kept(quiz, marker):
    answer = "def neuron(x, w, b):\n    x *= w\n    return x.sum() + b"
    result = await marker.mark(quiz.question("neuron"), answer)
    assert result.outcome is Outcome.PARTIAL
    assert "changed its argument “x”" in result.shown.difference


async def test_what_is_forbidden_is_wrong_though_it_works(quiz, marker):
    answer = "def neuron(x, w, b):\n    while True:\n        return x @ w + b"
    result = await marker.mark(quiz.question("neuron"), answer)
    assert (result.outcome, result.feedback.en) == (Outcome.WRONG, "No while.")


@pytest.mark.parametrize(
    ("answer", "name", "line"),
    [
        ("def neuron(x, w, b)\n    return 1", "SyntaxError", 1),
        ("x = 1\ny = nowhere", "NameError", 2),
        ("def neuron(x, w, b):\n    return x @ np.ones(7)", "ValueError", 2),
        ("def neuron(x, w, b):\n    return neuron(x, w, b)", "RecursionError", 2),
        ("np.zeros(10 * 2**30 // 8)", "MemoryError", 1),
    ],
)
async def test_what_it_raises_is_told_with_the_line(quiz, marker, answer, name, line):
    result = await marker.mark(quiz.question("neuron"), answer)
    assert (result.outcome, result.raised.name, result.raised.line) == (Outcome.ERROR, name, line)


async def test_a_function_of_another_name_is_told(quiz, marker):
    result = await marker.mark(quiz.question("neuron"), "def nueron(x, w, b):\n    return x @ w + b")
    assert result.outcome is Outcome.WRONG
    assert "no “neuron” in your program" in result.shown.difference


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("while True: pass", "longer than 2 s"),
        ("while True:\n    try:\n        while True: pass\n    except BaseException: pass", "longer than 2 s"),
        ("exit()", "leaves Python"),
        ("raise SystemExit", "leaves Python"),
        ("import os\nos._exit(3)", "exit code 3"),
        ("import os\nos.kill(os.getpid(), 9)", "signal 9"),
        ("input('?')", "asks for input"),
        ("import ctypes\nctypes.string_at(0)", "signal 11"),
    ],
)  # fmt: skip
async def test_a_hostile_answer_has_its_outcome_and_leaves_nothing(quiz, marker, answer, words):
    question = quiz.question("neuron")
    result = await marker.mark(question, answer)
    assert result.outcome is Outcome.ERROR
    assert words in result.trouble
    assert (await marker.mark(question, RIGHT[0])).outcome is Outcome.RIGHT


@pytest.mark.parametrize(
    "vandal",
    [
        "print = np = None",
        "import builtins\nbuiltins.len = builtins.print = builtins.sum = None",
        "import numpy\nnumpy.sum = numpy.abs = numpy.asarray = numpy.isnan = None",
        "import sys\nsys.stdout.close()\nsys.stdout = None",
        "import threading, time\nthreading.Thread(target=time.sleep, args=(1000,)).start()",
        "print('x' * 10**8)",
        "import os\nos.chdir('/')",
    ],
)
async def test_what_an_answer_redefines_hurts_nobody(quiz, marker, vandal):
    result = await marker.mark(quiz.question("neuron"), f"{RIGHT[0]}\n{vandal}")
    assert result.outcome is Outcome.RIGHT
    assert len(result.output) <= 20_000


async def test_a_class_that_cannot_be_shown_or_compared(quiz, marker):
    answer = "class A:\n    def __repr__(self): raise SystemExit\n    __eq__ = __repr__\nneuron = lambda *a: A()"
    result = await marker.mark(quiz.question("neuron"), answer)
    assert (result.outcome, result.shown.got) == (Outcome.WRONG, "<A: SystemExit>")


async def test_an_answer_that_writes_on_every_wire_is_an_error(quiz, marker):
    answer = "import os\nfor n in range(3, 60):\n    try: os.write(n, b'hello\\n')\n    except OSError: pass"
    result = await marker.mark(quiz.question("neuron"), answer)
    assert (result.outcome, "could not be read" in result.trouble) == (Outcome.ERROR, True)


async def test_a_report_of_the_answers_own_making_is_none(quiz, marker):
    forged = b'{"report": {"raised": null, "output": "", "lost": 0, "checks": [], "mistakes": []}}\n'
    answer = f"import os\nfor n in range(3, 60):\n    try: os.write(n, {forged!r})\n    except OSError: pass"
    result = await marker.mark(quiz.question("neuron"), f"{answer}\n{NEURON.format('x @ w')}")
    assert (result.outcome, result.mistake) == (Outcome.WRONG, "forgot-bias")


async def test_what_a_vandal_raises_is_told_as_it_is(quiz, marker):
    answer = "import builtins\nbuiltins.isinstance = lambda *a: True\n1 / 0"
    result = await marker.mark(quiz.question("neuron"), answer)
    assert (result.outcome, result.raised.name) == (Outcome.ERROR, "ZeroDivisionError")


async def test_stopping_ends_the_process(quiz, marker, private):
    marking = asyncio.create_task(marker.mark(quiz.question("neuron"), "open('begun', 'w').close()\nwhile True: pass"))
    while not list(private.glob("*/work/begun")):  # noqa: ASYNC110 (a file of another process is no event of ours)
        await asyncio.sleep(0)
    marking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await marking
    assert list(private.iterdir()) == []


async def test_what_was_made_ready_is_used_and_the_rest_is_ended(quiz, marker):
    question = quiz.question("neuron")
    marker.prepare(question)
    marker.prepare(question)
    assert (await marker.mark(question, RIGHT[0])).outcome is Outcome.RIGHT
    marker.prepare(question)  # nothing more is asked: the fixture closes it


async def test_foretold(quiz, marker):
    question = quiz.drawn(3).question("foretold")
    number = int(question.program.en.split("print(")[1][0])
    right = f"{number * 2}   {{'a': 1}}\narray([0, 1,\n 2])"
    result = await marker.mark(question, right)
    assert (result.outcome, result.output) == (Outcome.RIGHT, f"{number * 2} {{'a': 1}}\narray([0, 1, 2])\n")
    wrong = await marker.mark(question, f"{number}{number} {{'a': 1}} array([0, 1, 2])")
    assert (wrong.outcome, wrong.misconceptions) == (Outcome.WRONG, ("numbers-are-text",))
    assert (await marker.mark(question, "else")).feedback.en == "So it is."
    assert (await marker.mark(question, " ")).outcome is Outcome.NOT_ATTEMPTED


async def test_sketched(quiz, marker):
    question = quiz.question("sketched")
    heard = []
    real = [25 * 0.64**step for step in range(20)]
    result = await marker.mark(question, real, told=lambda values, share: heard.append((len(values), share)))
    assert (result.outcome, result.course) == (Outcome.RIGHT, "falls")
    assert result.curve == pytest.approx(real)
    assert heard[0] == (1, 0.05)
    rising = await marker.mark(question, [step + 1.0 for step in range(20)])
    assert (rising.score < 0.5, rising.feedback.en) == (True, "The rate is small.")
    assert (await marker.mark(question, "falls")).score == 0.5
    for answer in ("sideways", "1", [1], ["a", "b"]):
        with pytest.raises(ValueError):  # noqa: PT011 (whatever it says, it is no answer)
            await marker.mark(question, answer)


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ("          return x @ w + b\n", "          return x @ w + nothing\n"),
        ("expect: 13", "expect: nowhere"),
        ("print({n} * 2", "print(nowhere"),
        ("from tutor.live import report", "report = lambda *a, **k: None"),
    ],
)
async def test_a_question_that_fails_by_itself_is_its_authors(marker, find, put):
    from tests.marking.conftest import QUIZ

    assert find in QUIZ
    broken = parse_quiz(QUIZ.replace(find, put), Path("t.yaml"))
    answers = {"neuron": RIGHT[0], "foretold": "x", "sketched": "falls"}
    failed = []
    for name, answer in answers.items():
        try:
            await marker.mark(broken.question(name), answer)
        except Unsound as error:
            failed.append((name, str(error)))
    assert len(failed) == 1
    assert failed[0][1]
