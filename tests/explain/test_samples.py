"""Every rule against what really raises it: exactly that rule speaks, with the figures of the failure."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tutor.explain import explain
from tutor.explain.raised import raised
from tutor.explain.rules import rules
from tutor.locale import use

RAISER = Path(__file__).with_name("raiser.py")
LONGEST = 290
SILENT = (
    "raise ValueError('boom')",
    "raise TypeError('not that kind')",
    "raise RuntimeError('stop')",
    "assert 1 == 2",
    "raise KeyboardInterrupt",
    "class Odd(Exception):\n    pass\nraise Odd('x')",
    "raise IndexError('my own index')",
    "next(iter([]))",
    "x = 3 +",
    "import numpy as np\nnp.testing.assert_allclose([1, 2], [1, 3])",
)


def needs_keras(source):
    return "import keras" in source or "import tensorflow" in source


def cells_of(source):
    return tuple(source.split("\n# %%\n"))


def ran(sources):
    """What each source raised, from one process."""
    asked = json.dumps([cells_of(source)[-1] for source in sources])
    done = subprocess.run([sys.executable, RAISER], input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def speaking(source, failure):
    """The rules that explain the failure."""
    name, message, frames = failure
    cells = cells_of(source)
    seen = raised(name, message, frames, cells, len(cells) - 1)
    return [rule for rule in rules() if rule.words(seen)]


def said(source, failure):
    name, message, frames = failure
    cells = cells_of(source)
    return explain(name, message, frames=frames, cells=cells, here=len(cells) - 1)


def check_told(samples, failures):
    wrong = []
    for (rule, source), failure in zip(samples, failures, strict=True):
        found = speaking(source, failure) if failure else []
        if found != [rule]:
            wrong.append((rule.id, source, [one.id for one in found], failure and failure[:2]))
    assert wrong == []


@pytest.fixture(autouse=True)
def english():
    use("en")
    yield
    use("en")


@pytest.fixture(scope="module")
def plain():
    samples = [(rule, source) for rule in rules() for source in rule.samples if not needs_keras(source)]
    failures = ran([*(source for _rule, source in samples), *SILENT])
    return samples, failures


def test_every_rule_has_a_sample_and_there_are_many():
    assert [rule.id for rule in rules() if not rule.samples] == []
    assert len(list(rules())) >= 35


def test_each_sample_of_python_and_numpy_is_explained_by_its_rule_alone(plain):
    samples, failures = plain
    check_told(samples, failures[: len(samples)])


def test_what_no_rule_knows_is_left_alone(plain):
    samples, failures = plain
    told = [
        (source, said(source, failure))
        for source, failure in zip(SILENT, failures[len(samples) :], strict=True)
        if failure
    ]
    assert len(told) >= len(SILENT) - 1  # IPython sends a KeyboardInterrupt another way
    assert [one for one in told if one[1]] == []


@pytest.mark.keras
def test_each_sample_of_keras_is_explained_by_its_rule_alone():
    samples = [(rule, source) for rule in rules() for source in rule.samples if needs_keras(source)]
    failures = ran([source for _rule, source in samples])
    check_told(samples, failures)
    assert_short_in_both(samples, failures)


def test_explanations_are_short_in_both_languages(plain):
    samples, failures = plain
    assert_short_in_both(samples, failures[: len(samples)])


def assert_short_in_both(samples, failures):
    texts = {}
    for language in ("en", "es"):
        use(language)
        texts[language] = [said(source, failure) for (_rule, source), failure in zip(samples, failures, strict=True)]
    long = [text for both in texts.values() for text in both if len(text) > LONGEST or "\n" in text]
    assert long == []
    assert [en for en, es in zip(*texts.values(), strict=True) if en == es] == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            "import numpy as np\nnp.dot(np.zeros((2, 3)), np.zeros((2, 3)))",
            ("(2, 3) and (2, 3)", "3 and 2", "`a @ b.T`"),
        ),
        ("import numpy as np\nnp.arange(10).reshape(3, 4)", ("has 10", "(3, 4)", "needs 12")),
        ("import numpy as np\nnp.zeros((2, 3)) + np.zeros((3, 2))", ("(2, 3) and (3, 2)", "3 meets 2")),
        ("import numpy as np\nnp.uint8(-1)", ("-1", "0 to 255")),
        ("total = 3\n# %%\nprint(total)", ("cell 1", "`total = 3`", "Run it first")),
        ("rows = [1, 2\ntotal = 3", ("`[` in line 1", "`]`")),
    ],
)
def test_the_figures_of_the_failure_are_in_it(plain, source, words):
    samples, failures = plain
    failure = next(found for (_rule, sample), found in zip(samples, failures, strict=False) if sample == source)
    text = said(source, failure)
    assert [word for word in words if word not in text] == []
