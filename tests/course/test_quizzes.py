"""The quizzes hold the facts of the course, and every number in them is computed here once more."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tutor.content.quiz import Choice, Choices, Guess, Match, Number, Order, ShapeOf, Text, TrueFalse, read_quiz

ROOT = Path(__file__).parents[2]
FOUNDATIONS = read_quiz(ROOT / "quizzes" / "1-foundations.yaml")
NUMPY = read_quiz(ROOT / "quizzes" / "2-numpy.yaml")
KERAS = read_quiz(ROOT / "quizzes" / "3-keras.yaml")
QUIZZES = [FOUNDATIONS, NUMPY, KERAS]


def right(quiz, name):
    question = quiz.question(name)
    assert isinstance(question, Choice)
    return next(option.text.en for option in question.options if option.right)


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.id)
def test_a_dozen_questions_of_six_kinds(quiz):
    assert len(quiz.questions) >= 12
    assert len({question.kind for question in quiz.questions}) >= 6


@pytest.mark.parametrize("quiz", [FOUNDATIONS, NUMPY], ids=lambda quiz: quiz.id)
def test_every_kind_without_a_kernel(quiz):
    assert {question.kind for question in quiz.questions} >= {
        "choice", "choices", "true_false", "number", "text", "shape", "order", "match", "guess",
    }  # fmt: skip
    assert any(question.vars for question in quiz.questions)
    assert any(question.hints for question in quiz.questions)


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.id)
def test_every_question_names_the_unit_that_teaches_it(quiz):
    chapter = quiz.unit.partition(".")[0]
    assert all(question.unit.startswith(f"{chapter}.") for question in quiz.questions)


@pytest.mark.parametrize("quiz", QUIZZES, ids=lambda quiz: quiz.id)
def test_every_option_says_why_in_words_of_its_own(quiz):
    for question in quiz.questions:
        match question:
            case Choice(options=options) | Choices(options=options):
                said = [option.feedback for option in options]
            case TrueFalse(feedback=feedback):
                said = [feedback[True], feedback[False]]
            case Number() | Text() | ShapeOf():
                said = [question.feedback, *{one.feedback for one in question.wrong}]
            case Order(feedback=feedback):
                said = [feedback]
            case Match(pairs=pairs, extra=extra):
                said = [one.feedback for one in (*pairs, *extra)]
            case Guess(options=options, feedback=feedback):
                said = [feedback, *(option.view for option in options)]
        for language in ("es", "en"):
            texts = [feedback.text(language) for feedback in said]
            assert len(set(texts)) == len(texts), question.id
            assert min(len(text.split()) for text in texts) >= 10, question.id


def test_facts_of_the_foundations():
    product = np.array([[5, 4, 1], [2, 3, 4]]) @ np.array([1, 2, 3])
    assert right(FOUNDATIONS, "matrix-vector") == str(product.tolist())
    assert right(FOUNDATIONS, "weighted-sum") == "The dot product"
    assert FOUNDATIONS.question("biological-inspiration").answer is True
    assert FOUNDATIONS.question("linear-collapse").answer is False


def test_numbers_of_the_foundations():
    y, y_hat = np.array([0, 0, 1, 1]), np.array([0.9, 0.5, 0.2, 0])
    a, b, c, nudge = 5, 3, 2, 1e-6
    slope = (3 * (a + (b + nudge) * c) - 3 * (a + (b - nudge) * c)) / (2 * nudge)
    assert FOUNDATIONS.question("steps-per-epoch").answer == math.ceil(60_000 / 128)
    assert FOUNDATIONS.question("dense-parameters").answer == 512 * 64 + 64
    assert FOUNDATIONS.question("mse-by-hand").answer == pytest.approx(np.mean((y_hat - y) ** 2))
    assert FOUNDATIONS.question("chain-rule").answer == pytest.approx(slope)


def wrong(quiz, name):
    return [one.value for one in quiz.question(name).wrong if one.value is not None]


def test_known_wrong_numbers_are_what_their_mistakes_lead_to():
    y, y_hat = np.array([0, 0, 1, 1]), np.array([0.9, 0.5, 0.2, 0])
    a, b, c, layers = 5, 3, 2, [3, 5, 2]
    differences = y_hat - y
    assert wrong(FOUNDATIONS, "dense-parameters") == [512 * 64, 784 * 64 + 64, 512 * 64 + 512]
    assert wrong(FOUNDATIONS, "steps-per-epoch") == [60_000, 128, math.ceil(60_000 * 0.8 / 128)]
    assert wrong(FOUNDATIONS, "mse-by-hand") == pytest.approx(
        [np.sum(differences**2), np.mean(abs(differences)), np.mean(differences), -np.mean(differences)]
    )
    assert wrong(FOUNDATIONS, "chain-rule") == [c, 3 * b, 3, 3 * (a + b * c)]
    assert wrong(NUMPY, "reshape-rows") == [4, len(np.zeros(24).reshape(-1)), -1]
    assert wrong(NUMPY, "count-parameters") == [
        sum(m * n for m, n in pairwise(layers)),
        sum(m * n + n for m, n in pairwise(layers)) + layers[0],
        math.prod(layers),
    ]


def test_answers_of_the_foundations_computed_once_more():
    shape = FOUNDATIONS.question("flattened-shape")
    assert shape.answer == (None, math.prod(np.zeros((60_000, 28, 28), np.uint8).reshape(60_000, -1).shape[1:]))
    assert [pair.right.en for pair in FOUNDATIONS.question("output-layers").pairs] == [
        "`Dense(1, activation='sigmoid')`",
        "`Dense(10, activation='softmax')`",
        "`Dense(10, activation='sigmoid')`",
        "`Dense(1)`",
    ]
    assert [item.en.split()[0] for item in FOUNDATIONS.question("training-step").items] == [
        "Take", "Compute", "Measure", "Compute", "Move",
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_a_layer_by_hand_is_what_numpy_says(seed):
    question = FOUNDATIONS.drawn(seed).question("layer-by-hand")
    rows = re.findall(r"\\begin\{bmatrix\} (.*?) \\end", question.prompt.en)
    weights, b, x = (np.array([[int(n) for n in row.split("&")] for row in rows[n].split(r"\\")]) for n in range(3))
    z = weights @ x + b
    assert question.answer == z[1, 0]
    assert [one.value for one in question.wrong] == [z[1, 0] - b[1, 0], z[0, 0], (weights @ x)[0, 0]]


@pytest.mark.parametrize("seed", range(5))
def test_shapes_through_a_network_are_what_numpy_says(seed):
    question = NUMPY.drawn(seed).question("forward-shape")
    *layers, n = (int(word) for word in re.findall(r"\d+", question.prompt.en)[:5])
    out = np.zeros((n, layers[0]))
    for size in layers[1:3]:
        out = out @ np.zeros((out.shape[1], size))
    assert question.answer == out.shape


@pytest.mark.parametrize("seed", range(5))
def test_a_step_downhill_is_what_it_says(seed):
    question = NUMPY.drawn(seed).question("one-descent-step")
    w, g, rate = (float(word) for word in re.findall(r"[\d.]*\d", question.prompt.en)[:3])
    assert question.answer == pytest.approx(w - rate * g)
    assert [one.value for one in question.wrong] == pytest.approx([w + rate * g, w - g, rate * g])


@pytest.mark.parametrize("seed", range(5))
def test_the_slope_of_the_loss_is_what_it_measures(seed):
    question = NUMPY.drawn(seed).question("mse-slope")
    n, p, label = (float(word) for word in re.findall(r"\d+(?:\.\d+)?", question.prompt.en))
    others = np.linspace(0, 1, int(n) - 1)
    up, down = (np.mean(np.append(others, p + nudge - label) ** 2) for nudge in (1e-6, -1e-6))
    assert question.answer == pytest.approx((up - down) / 2e-6)
    assert [one.value for one in question.wrong] == pytest.approx(
        [2 * (p - label), (p - label) / n, p - label, -question.answer]
    )


def test_arrays_have_the_shapes_that_their_pairs_say():
    for pair in NUMPY.question("array-shapes").pairs:
        array = eval(pair.left.en.strip("`"), {"np": np})  # noqa: S307 (our own file)
        assert str(array.shape) == pair.right.en.strip("`")


def test_calls_that_work_are_those_marked_right():
    for option in NUMPY.question("reshapes-that-work").options:
        try:
            eval(option.text.en.strip("`"), {"a": np.arange(12)})  # noqa: S307 (as above)
        except ValueError:
            assert not option.right
        else:
            assert option.right


def test_facts_of_numpy():
    assert right(NUMPY, "vector") == "A vector"
    assert np.array([42, 23, 453, 21, 32, 1, 3, 7]).ndim == 1
    assert right(NUMPY, "matrix") == "A matrix"
    assert np.array([[45, 23, 673], [454, 233, 40]]).shape == (2, 3)
    assert right(NUMPY, "scalar-ndim") == str(np.array(42).ndim)
    assert right(NUMPY, "matmul-symbol") == "@"
    assert right(NUMPY, "small-rate").startswith("The error falls")


def test_shapes_and_counts_of_numpy():
    layers = [3, 5, 2]
    assert NUMPY.question("reshape-rows").answer == len(np.zeros(24).reshape(-1, 4))
    assert NUMPY.question("count-parameters").answer == sum(m * n + n for m, n in pairwise(layers))
    assert right(NUMPY, "batch-shape") == str(np.zeros((32, 64, 64, 3), bool).reshape(32, -1).shape)
    assert right(NUMPY, "broadcast-trap") == str((np.zeros((1000, 1)) - np.zeros(1000)).shape)
    table = np.arange(6).reshape(2, 3)
    assert table.T.shape == table.reshape(3, 2).shape
    assert not np.array_equal(table.T, table.reshape(3, 2))


def test_a_view_writes_into_its_original():
    a = np.zeros((2, 3))
    a.reshape(-1)[0] = 9
    assert NUMPY.question("view").answer is bool(a[0, 0] == 0)
