"""The course's programs to write: right however they are written, and not right where they only look so."""

# ruff: noqa: E501 (a program is a line of the table)
from __future__ import annotations

import asyncio
from pathlib import Path

import clinic_programs
import pytest

from tutor.content.programs import Code
from tutor.content.quiz import read_quiz
from tutor.grading import Outcome
from tutor.marking import Marker

pytestmark = pytest.mark.kernel
ROOT = Path(__file__).parents[2]
QUESTIONS = {
    question.id: question
    for path in sorted((ROOT / "quizzes").glob("*.yaml"))
    for question in read_quiz(path).questions
    if isinstance(question, Code)
}
RIGHT = {
    "write-a-neuron": [
        "def neuron(x, w, b):\n    return int(np.dot(w, x) + b >= 0)",
        "def neuron(x, w, b):\n    z = b\n    for i in range(len(x)):\n        z += x[i] * w[i]\n    return 0 if z < 0 else 1",
        "neuron = lambda x, w, b: np.heaviside(x @ w + b, 1)",
        "def neuron(x, w, b):\n    if (x * w).sum() >= -b:\n        return 1.0\n    return 0.0",
        "from math import fsum\n\ndef neuron(inputs, weights, bias):\n    return fsum(inputs * weights) + bias >= 0",
        "import numpy\ndef neuron(x, w, b):\n    return numpy.where(numpy.inner(x, w) + b >= 0, 1, 0)",
    ],
    "write-mse": [
        "def mse(y, p):\n    return ((p - y) ** 2).mean()",
        "def mse(y, p):\n    e = y - p\n    return e @ e / len(e)",
        "def mse(y, p):\n    total = 0\n    for a, b in zip(y, p):\n        total += (a - b) ** 2\n    return total / len(y)",
        "def mse(y, p):\n    return np.average(np.square(np.subtract(y, p)))",
        "def mse(y, p):\n    return np.linalg.norm(y - p) ** 2 / y.size",
        "def mse(true, predicted):\n    return sum(pow(t - q, 2) for t, q in zip(true, predicted)) / true.shape[0]",
    ],
    "flatten-pictures": [
        "def flatten(pictures):\n    return pictures.reshape((pictures.shape[0], -1))",
        "def flatten(pictures):\n    n, h, w = pictures.shape\n    return np.reshape(pictures, (n, h * w))",
        "def flatten(pictures):\n    return np.array([picture.ravel() for picture in pictures])",
        "def flatten(pictures):\n    return np.stack([p.flatten() for p in pictures])",
        "def flatten(x):\n    return x.reshape(-1, x.shape[1] * x.shape[2])",
        "def flatten(x):\n    return np.concatenate([p.reshape(1, -1) for p in x])",
    ],
    "relu-derivative": [
        "def relu_derivative(z):\n    return np.where(z > 0, 1, 0)",
        "def relu_derivative(z):\n    return 1 * (z > 0)",
        "def relu_derivative(z):\n    d = np.zeros_like(z)\n    d[z > 0] = 1\n    return d",
        "def relu_derivative(z):\n    z = z.copy()\n    z[z <= 0] = 0\n    z[z > 0] = 1\n    return z",
        "def relu_derivative(z):\n    return np.heaviside(z, 0)",
        "def relu_derivative(z):\n    return z > 0",
        "def relu_derivative(z):\n    out = [1.0 if v > 0 else 0.0 for v in z.ravel()]\n    return np.array(out).reshape(z.shape)",
    ],
    "write-forward": [
        "def forward(X, params, activations):\n    for (W, b), f in zip(params, activations):\n        X = f(X @ W + b)\n    return X",
        "def forward(X, params, activations):\n    A = X\n    for i in range(len(params)):\n        W, b = params[i]\n        A = activations[i](np.dot(A, W) + b)\n    return A",
        "def forward(X, params, activations):\n    if not params:\n        return X\n    W, b = params[0]\n    return forward(activations[0](X @ W + b), params[1:], activations[1:])",
        "from functools import reduce\n\ndef forward(X, params, activations):\n    return reduce(lambda A, layer: layer[1](A @ layer[0][0] + layer[0][1]), zip(params, activations), X)",
        "def forward(X, params, activations):\n    Z, A = [], [X]\n    for i, (W, b) in enumerate(params):\n        Z.append(A[-1] @ W + b)\n        A.append(activations[i](Z[-1]))\n    return A[-1]",
        "def forward(X, params, activations):\n    rows = []\n    for x in X:\n        for (W, b), f in zip(params, activations):\n            x = f(x @ W + b[0])\n        rows.append(x)\n    return np.array(rows)",
    ],
    "weight-gradient": [
        "def weight_gradient(A_prev, Z, dA):\n    return A_prev.T @ (dA * d_sigmoid(Z))",
        "def weight_gradient(A_prev, Z, dA):\n    s = sigmoid(Z)\n    return np.dot(A_prev.transpose(), dA * s * (1 - s))",
        "def weight_gradient(A_prev, Z, dA):\n    dZ = np.multiply(d_sigmoid(Z), dA)\n    return (dZ.T @ A_prev).T",
        "def weight_gradient(A_prev, Z, dA):\n    return np.einsum('ni,nj->ij', A_prev, dA * d_sigmoid(Z))",
        "def weight_gradient(A_prev, Z, dA):\n    dZ = dA * d_sigmoid(Z)\n    return sum(np.outer(a, d) for a, d in zip(A_prev, dZ))",
        "def weight_gradient(A_prev, Z, dA):\n    dW = np.zeros((A_prev.shape[1], Z.shape[1]))\n    for n in range(len(Z)):\n        for i in range(dW.shape[0]):\n            for j in range(dW.shape[1]):\n                dW[i, j] += A_prev[n, i] * dA[n, j] * d_sigmoid(Z[n, j])\n    return dW",
    ],
    "descent-loop": [
        "def train(w, gradient, rate, steps):\n    for _ in range(steps):\n        w = w - gradient(w) * rate\n    return w",
        "def train(w, gradient, rate, steps):\n    w = w.copy()\n    while steps:\n        w -= rate * gradient(w)\n        steps -= 1\n    return w",
        "def train(w, gradient, rate, steps):\n    if steps == 0:\n        return w\n    return train(w - rate * gradient(w), gradient, rate, steps - 1)",
        "from functools import reduce\ndef train(w, gradient, rate, steps):\n    return reduce(lambda v, _: v - rate * gradient(v), range(steps), w)",
        "def train(w, gradient, rate, steps):\n    step = 0\n    while step < steps:\n        g = gradient(w)\n        w = np.subtract(w, np.multiply(rate, g))\n        step = step + 1\n    return w",
    ],
    "descent-step": [
        "def descend(w, gradient, rate):\n    return w - gradient * rate",
        "def descend(w, gradient, rate):\n    new = w.copy()\n    new -= rate * gradient\n    return new",
        "def descend(w, gradient, rate):\n    return np.array([a - rate * g for a, g in zip(w, gradient)])",
        "def descend(w, gradient, rate):\n    step = -rate * gradient\n    return w + step",
        "descend = lambda w, gradient, rate: np.subtract(w, np.multiply(rate, gradient))",
        "def descend(weights, slopes, alpha):\n    out = []\n    for i in range(len(weights)):\n        out.append(weights[i] - alpha * slopes[i])\n    return out",
    ],
    "write-inverted-dropout": [
        "def dropout(a, mask, rate):\n    return a * mask / (1 - rate)",
        "def dropout(a, mask, rate):\n    return np.where(mask, a / (1 - rate), 0)",
        "def dropout(a, mask, rate):\n    keep = 1 - rate\n    out = a.copy()\n    out[mask == 0] = 0\n    return out / keep",
        "def dropout(a, mask, rate):\n    out = np.zeros(a.shape)\n    on = mask.astype(bool)\n    out[on] = a[on] / (1 - rate)\n    return out",
        "dropout = lambda a, mask, rate: np.multiply(a, mask) * (1 / (1 - rate))",
        "def dropout(x, m, p):\n    flat = [v * b / (1 - p) for v, b in zip(x.ravel(), m.ravel())]\n    return np.array(flat).reshape(x.shape)",
    ],
}  # fmt: skip
WRONG = {
    "write-a-neuron": [
        "def neuron(x, w, b):\n    return 1 if x @ w + b > 0 else 0",
        "def neuron(x, w, b):\n    return np.sign(x @ w + b)",
        "def neuron(x, w, b):\n    return round(1 / (1 + np.exp(-(x @ w + b))))",
        "def neuron(x, w, b):\n    return 1 if x[0] * w[0] + x[1] * w[1] + b >= 0 else 0",
        "def neuron(x, w, b):\n    print(1 if x @ w + b >= 0 else 0)",
    ],
    "write-mse": [
        "def mse(y, p):\n    return np.sum((y - p) ** 2) / 4",
        "def mse(y, p):\n    return np.mean(y - p) ** 2",
        "def mse(y, p):\n    return np.mean(y ** 2 - p ** 2)",
        "def mse(y, p):\n    y -= p\n    return np.mean(y ** 2)",
        "def mse(y, p):\n    return 0.675",
    ],
    "flatten-pictures": [
        "def flatten(pictures):\n    return pictures.reshape(-1, 784)",
        "def flatten(pictures):\n    return pictures.reshape(len(pictures), -1, order='F')",
        "def flatten(pictures):\n    return pictures.T.reshape(-1, len(pictures)).T[:, ::-1]",
        "def flatten(pictures):\n    pictures.reshape(len(pictures), -1)",
    ],
    "relu-derivative": [
        "def relu_derivative(z):\n    return (z >= 0).astype(int)",
        "def relu_derivative(z):\n    return np.sign(z)",
        "def relu_derivative(z):\n    z[z > 0] = 1\n    z[z <= 0] = 0\n    return z.copy()",
        "def relu_derivative(z):\n    return np.maximum(z, 0) / z",
        "def relu_derivative(z):\n    return (z > 0.01).astype(float).ravel()",
    ],
    "write-forward": [
        "def forward(X, params, activations):\n    for W, b in params:\n        X = relu(X @ W + b)\n    return X",
        "def forward(X, params, activations):\n    A = X\n    for (W, b), f in zip(params, activations):\n        A = f(A @ W) + b\n    return A",
        "def forward(X, params, activations):\n    A = X\n    for (W, b), f in zip(params, activations):\n        W += 0 * b\n        b *= 0.5\n        A = f(A @ W + 2 * b)\n    return A",
        "def forward(X, params, activations):\n    A = X\n    for (W, b), f in zip(params[:-1], activations):\n        A = f(A @ W + b)\n    return A",
    ],
    "weight-gradient": [
        "def weight_gradient(A_prev, Z, dA):\n    A = sigmoid(Z)\n    return A_prev.T @ (dA * d_sigmoid(A)) * 0.25 / 0.2350037122",
        "def weight_gradient(A_prev, Z, dA):\n    return np.mean(A_prev.T @ (dA * d_sigmoid(Z)), axis=0)",
        "def weight_gradient(A_prev, Z, dA):\n    return A_prev.T @ dA * 0.25",
        "def weight_gradient(A_prev, Z, dA):\n    return (A_prev.T @ dA) * d_sigmoid(Z)",
    ],
    "descent-loop": [
        "def train(w, gradient, rate, steps):\n    for step in range(steps):\n        w -= rate * gradient(w)\n    return w",
        "def train(w, gradient, rate, steps):\n    return w - rate * steps * gradient(w)",
        "def train(w, gradient, rate, steps):\n    for step in range(1, steps):\n        w = w - rate * gradient(w)\n    return w",
        "def train(w, gradient, rate, steps):\n    for step in range(steps):\n        w = w - rate * gradient(w)\n    return step and w",
    ],
    "descent-step": [
        "def descend(w, gradient, rate):\n    w -= rate * gradient\n    return w",
        "def descend(w, gradient, rate):\n    return w - rate * np.sign(gradient)",
        "def descend(w, gradient, rate):\n    return w - 0.05 * gradient",
        "def descend(w, gradient, rate):\n    return gradient - rate * w",
    ],
    "write-inverted-dropout": [
        "def dropout(a, mask, rate):\n    return a * mask / mask.mean()",
        "def dropout(a, mask, rate):\n    return a * mask * 2",
        "def dropout(a, mask, rate):\n    a *= mask\n    return a / (1 - rate)",
        "def dropout(a, mask, rate):\n    return a * (1 - mask) / (1 - rate)",
        "def dropout(a, mask, rate):\n    return np.maximum(a, 0) * mask / (1 - rate)",
    ],
}  # fmt: skip
RIGHT |= clinic_programs.RIGHT
WRONG |= clinic_programs.WRONG
UNLIKE = [
    ("write-a-neuron", "def neuron(x, w, b):\n    return 1"),
    ("write-a-neuron", "def neuron(x, w, b):\n    return 1 if x @ w.reshape(1, -1) + b >= 0 else 0"),
    ("write-mse", "def mse(y, p):\n    return 0"),
    ("flatten-pictures", "def flatten(pictures):\n    return pictures.reshape(-1, -1)"),
    (
        "write-forward",
        "def forward(X, params, activations):\n    A = X\n    for i in range(len(params) + 1):\n        A = activations[i](A @ params[i][0] + params[i][1])\n    return A",
    ),
    (
        "write-forward",
        "def forward(X, params, activations):\n    A = X\n    for i in range(len(params)):\n        W, b, f = params[i]\n        A = f(A @ W + b)\n    return A",
    ),
    ("descent-loop", "def train(w, gradient, rate, steps):\n    return w * 0.8"),
]
"""Wrong answers that share a symptom with a known mistake, and are not that mistake."""
CASES = [(name, answer) for name, answers in RIGHT.items() for answer in answers]
TRAPS = [(name, answer) for name, answers in WRONG.items() for answer in answers]


class Marked(dict):
    """What became of an answer: marked when it is first asked for, in a process of its own."""

    def __missing__(self, case):
        async def mark():
            marker = Marker()
            try:
                return await marker.mark(QUESTIONS[case[0]], case[1])
            finally:
                await marker.close()

        self[case] = asyncio.run(mark())
        return self[case]


@pytest.fixture(scope="module")
def marked():
    return Marked()


def test_every_program_has_five_right_answers_and_three_that_look_so():
    assert RIGHT.keys() == WRONG.keys() == QUESTIONS.keys()
    assert all(len(answers) >= 5 for answers in RIGHT.values())
    assert all(len(answers) >= 3 for answers in WRONG.values())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_right_however_it_is_written(marked, case):
    assert (marked[case].outcome in {Outcome.RIGHT, Outcome.RIGHT_BUT}, marked[case].score) == (True, 1.0), marked[case]


@pytest.mark.parametrize("case", TRAPS, ids=lambda case: case[0])
def test_what_only_looks_right_is_not(marked, case):
    result = marked[case]
    assert result.outcome in {Outcome.WRONG, Outcome.PARTIAL, Outcome.ERROR}, result
    assert result.feedback or result.raised


@pytest.mark.parametrize("case", UNLIKE, ids=lambda case: case[0])
def test_no_mistake_is_told_that_was_not_made(marked, case):
    result = marked[case]
    assert (result.score < 1, result.mistake) == (True, ""), result


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_program_teaches(name):
    question = QUESTIONS[name]
    assert len(question.checks) >= 3
    assert len(question.mistakes) >= 3
    assert 2 <= len(question.hints) <= 4
