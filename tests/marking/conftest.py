"""A real marker, in a place that must be empty in the end."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tutor.content.quiz import parse_quiz
from tutor.marking import Marker

QUIZ = """
id: t
title: T
unit: "1.1"
questions:
  - id: neuron
    kind: code
    prompt: Write it.
    setup: |
      import numpy as np
    starter: {es: "def neuron(x, w, b):\\n    ...  # aquí", en: "def neuron(x, w, b):\\n    ...  # here"}
    solution: |
      def neuron(x, w, b):
          return x @ w + b
    timeout: 2
    checks:
      - call: neuron(x, w, 2)
        given: {x: "np.array([1., 2])", w: "np.array([3., 4])"}
        expect: 13
        message: {es: uno, en: one}
      - call: neuron(x, w, b)
        given: {x: rng.normal(size=3), w: rng.normal(size=3), b: rng.normal()}
        times: 5
        keeps: true
        message: {es: dos, en: two}
    require:
      - {syntax: operator @, message: Shorter with @., remark: true}
    forbid:
      - {syntax: while, message: No while.}
    mistakes:
      - id: forgot-bias
        when: {call: "neuron(x, w, 2)", given: {x: "np.array([1., 2])", w: "np.array([3., 4])"}, gives: 11}
        message: No bias.
        misconception: bias-is-optional
        sample: |
          def neuron(x, w, b):
              return x @ w
      - id: prints
        when: {holds: "neuron(np.ones(2), np.ones(2), 1) is None", uses: call print}
        message: It prints.
        sample: |
          def neuron(x, w, b):
              print(x @ w + b)
    feedback: Good.
  - id: foretold
    kind: predict
    prompt: What?
    vars: {n: {low: 2, high: 5}}
    program: |
      import numpy as np
      print({n} * 2, {"a": 1})
      np.arange(3)
    feedback: So it is.
    wrong: [{text: "{n}{n} {{'a': 1}} array([0, 1, 2])", feedback: Repeated text., misconception: numbers-are-text}]
  - id: sketched
    kind: curve
    prompt: How?
    program: |
      from tutor.live import report
      w = 5.0
      for i in range(20):
          report(i, total=20, loss=w * w)
          w -= 0.2 * w
    high: 25
    shape: falls
    feedback: It falls.
    views: {diverges: The rate is small.}
"""


@pytest.fixture(scope="session")
def quiz():
    return parse_quiz(QUIZ, Path("t.yaml"))


@pytest.fixture(autouse=True)
def private(monkeypatch):
    """A place for the processes' files that must be empty in the end."""
    with tempfile.TemporaryDirectory(prefix="t", dir="/tmp") as place:
        monkeypatch.setenv("XDG_RUNTIME_DIR", place)
        yield Path(place)
        assert list(Path(place).iterdir()) == []


@pytest.fixture
async def marker():
    marker = Marker()
    yield marker
    await marker.close()
