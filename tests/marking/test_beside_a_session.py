"""A lesson's kernel and the learner's variables know nothing of an answer that is marked beside them."""

from __future__ import annotations

import pytest
from kernel.cells import opened, run

from tutor.grading import Outcome

pytestmark = pytest.mark.kernel
HOSTILE = [
    "exit()",
    "while True: pass",
    "np.zeros(10 * 2**30 // 8)",
    "input()",
    "import numpy\nnumpy.sum = print = x = None",
    "import os, signal\nos.kill(os.getppid(), signal.SIGTERM)",
]


async def test_what_an_answer_does_reaches_no_session(quiz, marker):
    question = quiz.question("neuron")
    async with opened() as session:
        await run(session, "import numpy as np\nx = 41\ndef neuron(x, w, b): return x @ w + b")
        for answer in HOSTILE:
            result = await marker.mark(question, answer)
            assert result.score == 0
            assert result.trouble or result.raised or result.shown
        # What the learner has defined in a cell does not help an answer either.
        assert (await marker.mark(question, "y = neuron")).outcome is Outcome.ERROR
        assert (await run(session, "print(x + 1, np.sum([1, 2]))")).text() == "42 3\n"
