"""The kinds of question as files have them: what is read, and that each fault is one message at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.content.likeness import folded
from tutor.content.problem import ContentError
from tutor.content.quiz import Match, Order, parse_quiz, shuffled, trouble
from tutor.content.shape import shape
from tutor.content.shuffle import longest_rise, mixed

GOOD = """\
id: kinds
title: Kinds
unit: "1.2"
questions:
  - id: hidden
    kind: choices
    prompt: Which?
    hints: [One, {es: Dos, en: Two}]
    options:
      - {text: relu, right: true, feedback: It bends.}
      - {text: tanh, right: true, feedback: It bends.}
      - {text: linear, feedback: It does not., misconception: linear-is-enough}
  - id: output
    kind: text
    prompt: The last layer?
    accepted: [softmax, Softmax layer, 10]
    feedback: They add up to one.
    wrong:
      - {text: sigmoid, feedback: They do not.}
      - {text: relu, feedback: No probabilities.}
  - id: flat
    kind: shape
    prompt: After Flatten?
    answer: (None, 784)
    feedback: 28 times 28.
    wrong:
      - {shape: "784", feedback: The batch is missing.}
  - id: step
    kind: order
    prompt: A step?
    items: [forward, loss, {es: atrás, en: backward}, 4]
    feedback: The loss needs a prediction.
  - id: layers
    kind: match
    prompt: Which with which?
    pairs:
      - {left: yes or no, right: sigmoid, feedback: One probability.}
      - {left: 10, right: softmax, feedback: Ten probabilities.}
      - {left: a price, right: linear, feedback: Any number.}
    extra:
      - {text: step, feedback: It cannot be trained.}
  - id: size
    kind: number
    prompt: How large?
    measured_in: bytes
    answer: 4
    tolerance: {absolute: 0.5}
    feedback: Thirty-two bits.
    wrong:
      - {value: 32, feedback: Bits.}
      - {range: [5, 31], feedback: Too large.}
  - id: before
    kind: guess
    prompt: Will it learn?
    options:
      - {text: At once, view: Small data are easy.}
      - {text: Not at all, view: The start may be dead.}
"""
PATH = Path("quizzes/q.yaml")


def quiz():
    return parse_quiz(GOOD, PATH)


def faults(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse_quiz(text, PATH)
    return [f"{problem.line}: {problem.message}" for problem in caught.value.problems]


def test_every_kind_is_read():
    hidden, output, flat, step, layers, size, before = quiz().questions
    assert [option.key for option in hidden.options] == ["a", "b", "c"]
    assert [hint.es for hint in hidden.hints] == ["One", "Dos"]
    assert hidden.options[2].misconception == "linear-is-enough"
    assert output.accepted == ("softmax", "Softmax layer", "10")
    assert (output.case, output.accents, output.space) == (False, False, False)
    assert (flat.answer, flat.wrong[0].shape) == ((None, 784), (784,))
    assert [part.text.en for part in step.parts] == ["forward", "loss", "backward", "4"]
    assert [left.text.en for left in layers.lefts] == ["yes or no", "10", "a price"]
    assert {right.text.en for right in layers.rights} == {"sigmoid", "softmax", "linear", "step"}
    assert size.measured_in.es == "bytes"
    assert before.options[1].view.en == "The start may be dead."
    assert [question.is_graded for question in quiz().questions] == [True] * 6 + [False]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            "right: true, feedback: It bends.}\n      - {text: tanh, right: true",
            "feedback: It bends.}\n      - {text: tanh",
            9,
            "no right option",
        ),
        ("linear, feedback", "linear, right: true, feedback", 9, "all options are right"),
        ("      - {text: tanh, right: true, feedback: It bends.}\n", "", 9, "write 3 to 26"),
        ("text: tanh", "text: relu", 9, "two options have the same text"),
        ("linear-is-enough", "Linear is enough", 12, "misconception"),
        ("hints: [One,", "hints: [3, {es: Uno},", 8, "hints 2, en: a language is missing"),
        ("hints: [One,", "hint: [One,", 8, "did you mean “hints”"),
        ("accepted: [softmax, Softmax layer, 10]", "accepted: []", 16, "accepted: write 1 to 100"),
        ("accepted: [softmax, Softmax layer, 10]", "accepted: softmax", 16, "accepted: no list"),
        ("accepted: [softmax, Softmax layer, 10]", "accepted: [softmax, \u0301]", 16, "nothing is left"),
        (
            "accepted: [softmax,",
            "shown: {es: softmax, en: sofmax}\n    accepted: [softmax,",
            16,
            "what is shown is not",
        ),
        ("accepted:", "case: maybe\n    accepted:", 16, "neither true nor false"),
        ("text: sigmoid", "text: SOFTMAX", 19, "wrong 1: this wrong answer is accepted as right"),
        ("text: relu, feedback: No", "text: Sigmoid, feedback: No", 20, "wrong 2: never reached"),
        ("(None, 784)", "(None, 784.5)", 24, "“(None, 784.5)” is not a shape"),
        ("answer: (None, 784)", "answer: true", 24, "is not a shape"),
        ('shape: "784"', "shape: none x 784", 27, "accepted as right"),
        ('{shape: "784", feedback', "{feedback", 27, "shape: missing: write “shape: (None, 512)”"),
        ("items: [forward, loss, {es: atrás, en: backward}, 4]", "items: [forward, loss]", 31, "write 3 to 12"),
        ("items: [forward, loss,", "items: [forward, forward,", 31, "two items have the same text"),
        ("en: backward}", "en: loss}", 31, "two items have the same text"),
        ("en: backward}", "en: }", 31, "empty"),
        ("    feedback: The loss needs a prediction.\n", "", 28, "feedback: missing"),
        ("left: a price", "left: yes or no", 36, "two pairs have the same left side"),
        ("right: linear, ", "", 39, "pairs 3, right: missing"),
        (", feedback: Any number.}", "}", 39, "pairs 3, feedback: missing"),
        ("text: step", "text: linear", 41, "extra 1: this is the right side of a pair"),
        ("right: softmax", "rigth: softmax", 38, "did you mean “right”"),
        ("value: 32", "value: 4.3", 50, "wrong 1: this wrong answer is accepted as right"),
        ("range: [5, 31]", "range: [3, 31]", 51, "wrong 2: this wrong answer is accepted as right"),
        ("value: 32", "value: 32, range: [50, 60]", 50, "one of the two"),
        ("{value: 32, ", "{", 50, "one of the two"),
        ("range: [5, 31]", "range: [31, 5]", 51, "the range ends before it begins"),
        ("range: [5, 31]", "range: [5]", 51, "write 2 to 2"),
        ("range: [5, 31]", "range: [5, 31], tolerance: {absolute: 1}", 51, "a range has no tolerance"),
        ("range: [5, 31]", "value: 32", 51, "never reached"),
        ("value: 32", "value: many", 50, "no number"),
        ("view: Small data are easy.", "feedback: no", 56, "unknown key"),
    ],
)
def test_a_fault_is_one_message_at_its_line(old, new, line, words):
    assert GOOD.count(old) >= 1
    messages = [message for message in faults(GOOD.replace(old, new, 1)) if "view: missing" not in message]
    assert len(messages) == 1, messages
    assert messages[0].startswith(f"{line}: ")
    assert words in messages[0]


def test_a_quiz_of_guesses_alone_is_none():
    head, _start, rest = GOOD.partition("  - id: hidden")
    guess = rest[rest.index("  - id: before") :]
    assert faults(head + guess) == ["4: questions: nothing here is graded: add a question that is no guess"]


def test_keys_of_parts_tell_nothing_of_their_order():
    step, layers = quiz().question("step"), quiz().question("layers")
    assert isinstance(step, Order)
    assert isinstance(layers, Match)
    assert [part.key for part in step.parts] != sorted(part.key for part in step.parts)
    assert [part.key for part in layers.rights] == ["a", "b", "c", "d"]
    assert layers.answer == {
        left.key: next(right.key for right in layers.rights if right.text == pair.right)
        for left, pair in zip(layers.lefts, layers.pairs, strict=True)
    }
    assert [part.key for part in shuffled(step, 0)] == ["a", "b", "c", "d"]


@given(st.integers(3, 12), st.integers(0, 2**31), st.text(max_size=5))
def test_what_is_to_be_ordered_stands_in_disorder_and_always_the_same(count, seed, name):
    order = mixed(range(count), seed, name)
    assert sorted(order) == list(range(count))
    assert order == mixed(range(count), seed, name)
    assert longest_rise(order) <= max(2, count // 2)


@given(st.permutations(range(8)))
def test_the_longest_rise_is_the_longest(places):
    best = [1] * len(places)
    for last, place in enumerate(places):
        best[last] = 1 + max((best[one] for one in range(last) if places[one] < place), default=0)
    assert longest_rise(places) == max(best)


@pytest.mark.parametrize(
    "text",
    [
        "(None, 512)", "(None,512)", "None, 512", "none × 512", "[None, 512]", "NONE x 512", " ( none , 512 , ) ",
        "`(None, 512)`", "TensorShape([None, 512])", "shape = (None, 512)", "null,512", "?, 512", "None 512",
        ["None", "512"], [None, 512], ("none", 512),
    ],
)  # fmt: skip
def test_a_shape_in_many_hands(text):
    assert shape(text) == (None, 512)


@pytest.mark.parametrize("text", ["512", "(512,)", "(512)", "[512]", 512, "512,"])
def test_a_shape_of_one_axis(text):
    assert shape(text) == (512,)


@pytest.mark.parametrize("text", ["()", "[]", "( )", "torch.Size([])"])
def test_the_shape_of_a_scalar(text):
    assert shape(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        ",",
        "(,)",
        "60,000",
        "60 000, 5",
        "(3, -1)",
        "(3, 4.0)",
        "three",
        "(3, 4",
        "1" * 101,
        "1e3",
        True,
        2.0,
        {},
        "٣",
    ],
)
def test_what_is_no_shape_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match="is not a shape: write one as"):
        shape(text)


SHAPES = st.lists(st.none() | st.integers(0, 10**6), max_size=8).map(tuple)


@given(SHAPES)
def test_every_shape_is_read_as_python_prints_it(axes):
    assert shape(str(axes)) == shape(list(axes)) == axes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Softmax", " softmax "), ("función", "FUNCION"), ("learning  rate", "Learning rate"), ("a - b", "a−b"),
        ("x.reshape(-1, 1)", "x.reshape( -1,1 )"), ("`softmax`", "softmax"), ("“softmax”", "softmax"),
        ("retropropagación", "retropropagacio\u0301n"), ("straße", "STRASSE"),
    ],
)  # fmt: skip
def test_what_is_forgiven(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other", "counts"),
    [("A", "a", "case"), ("función", "funcion", "accents"), ("a  b", "a b", "space"), (" a", "a", "space")],
)
def test_what_counts_when_a_question_says_so(one, other, counts):
    assert folded(one) == folded(other)
    assert folded(one, **{counts: True}) != folded(other, **{counts: True})


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once_but_for_quotes(text):
    bare = text.replace("'", "").replace('"', "").replace("`", "")
    assert folded(folded(bare)) == folded(bare)


VARIED = r"""id: varied
title: Varied
unit: "1.4"
questions:
  - id: dense
    kind: number
    vars:
      m: {low: 3, high: 900}
      n: [16, 32, 64]
      rate: {low: 0.1, high: 0.9, step: 0.1}
      total: "m * n + n"
    prompt:
      es: "{m} entradas, `Dense({n})`, tasa {rate}: $\\frac{m}{n} W_{n}$, $\\begin{bmatrix} {m} \\end{bmatrix}$, {{}}"
      en: "{m} inputs, rate {rate}"
    answer: "{total}"
    feedback: "{m} · {n} + {n} = {total}"
    hints: ["There are {n} biases."]
    wrong:
      - {value: "{m * n}", feedback: No biases.}
  - id: product
    kind: choice
    vars:
      A: {low: 1, high: 5, shape: [2, 3]}
      x: {low: 1, high: 3, shape: [3]}
      y: A @ x
    prompt: "$${A} {x}$$"
    options:
      - {text: "{y}", right: true, feedback: "`{A[0]}` times `{x}` is {y[0]}."}
      - {text: "{y + 1}", feedback: No.}
  - id: flat
    kind: shape
    vars: {n: {low: 2, high: 9}}
    prompt: "({n}, {n})"
    answer: (None, {n * n})
    feedback: F
  - id: plain
    kind: true_false
    prompt: "Sets are {1, 2}."
    answer: true
    feedback: {true: "{yes}", false: "{no}"}
"""


def varied():
    return parse_quiz(VARIED, PATH)


def test_numbers_of_an_attempt_reach_every_text_and_answer():
    dense, product, flat, plain = varied().drawn(7).questions
    m, n = (int(word) for word in dense.feedback.en.split(" = ")[0].replace(" + ", " · ").split(" · ")[:2])
    assert 3 <= m <= 900
    assert n in {16, 32, 64}
    assert (dense.answer, dense.wrong[0].value) == (m * n + n, m * n)
    assert dense.hints[0].en == f"There are {n} biases."
    rate = dense.prompt.en.rpartition(" ")[2]
    assert dense.prompt.es == (
        rf"{m} entradas, `Dense({n})`, tasa {rate.replace('.', ',')}: "
        rf"$\frac{{{m}}}{{{n}}} W_{{{n}}}$, $\begin{{bmatrix}} {m} \end{{bmatrix}}$, {{}}"
    )
    assert product.prompt.en.count(r"\begin{bmatrix}") == 2
    assert product.options[0].text.en.startswith("[")
    assert flat.answer[1] == int(flat.prompt.en.strip("()").split(", ")[0]) ** 2
    assert plain.prompt.en == "Sets are {1, 2}."


@given(st.integers(0, 2**31))
def test_the_same_seed_gives_the_same_question(seed):
    one, other = varied().drawn(seed), varied().drawn(seed)
    assert one.questions == other.questions
    assert one.drawn(seed).questions == one.questions


def test_other_seeds_give_other_questions():
    prompts = {varied().drawn(seed).questions[0].prompt.en for seed in range(20)}
    assert len(prompts) > 15


def test_a_quiz_without_variables_is_itself():
    same = quiz()
    assert same.drawn(3) is same


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('answer: "{total}"', 'answer: "{totl}"', 15, "“totl”: there is no “totl”: known are m, n, rate, total"),
        ('answer: "{total}"', 'answer: "{open(1)}"', 15, "no function “open”"),
        ('answer: "{total}"', 'answer: "{m.real}"', 15, "Attribute cannot be used here"),
        ('answer: "{total}"', 'answer: "{m / 0}"', 15, "a division by zero"),
        ('answer: "{total}"', 'answer: "{log(-1)}"', 15, "no number"),
        ('answer: "{total}"', 'answer: "{9 ** 9 ** 9}"', 15, "too large an exponent"),
        ('answer: "{total}"', "answer: total", 15, "no number"),
        ('total: "m * n + n"', 'total: "k"', 11, "total: there is no “k”"),
        ('total: "m * n + n"', 'total: "while True"', 11, "not an expression"),
        ('value: "{m * n}"', 'value: "{total}"', 19, "accepted as right"),
        ("low: 3, high: 900", "low: 900, high: 3", 8, "high has to be above low"),
        ("low: 3, high: 900", "low: 3", 8, "write {low: 1, high: 9}"),
        ("low: 3, high: 900", "low: 3, hihg: 900", 8, "did you mean “high”"),
        ("high: 0.9, step: 0.1", "high: 0.9", 10, "needs a step"),
        ("step: 0.1", "step: 0", 10, "step"),
        ("step: 0.1", "step: 1e-9", 10, "too many values"),
        ("m: {low", "sum: {low", 8, "“sum” means something already"),
        ("m: {low", "m m: {low", 8, "no name for a variable"),
        ("n: [16, 32, 64]", "n: []", 9, "write 1 to"),
        ("shape: [2, 3]", "shape: [20, 30]", 23, "too large"),
        ("y: A @ x", "y: A @ A", 25, "do not go together"),
        ("vars: {n: {low: 2, high: 9}}", "vars: 3", 32, "no variables"),
        ("vars: {n: {low: 2, high: 9}}", "var: {n: {low: 2, high: 9}}", 32, "did you mean “vars”"),
    ],
)
def test_a_fault_of_an_expression_is_one_message_at_its_line(old, new, line, words):
    assert VARIED.count(old) == 1
    messages = [message for message in faults(VARIED.replace(old, new)) if "is not a shape" not in message]
    assert len(messages) == 1, messages
    assert messages[0].startswith(f"{line}: ")
    assert words in messages[0]


LINES = [*GOOD.split("\n"), *VARIED.split("\n"), "    vars: [1]", "    kind: [a]", "    vars: {m: {low: [1]}, 3: 4}"]


@given(st.lists(st.sampled_from(LINES), max_size=30).map("\n".join), st.integers(0, 2**31))
def test_any_lines_are_a_quiz_or_a_content_error(text, seed):
    head = GOOD[: GOOD.index("  - id")]
    try:
        found = parse_quiz(head + text, PATH)
    except ContentError as error:
        assert min(problem.line for problem in error.problems) >= 1  # noqa: PT017 (either end is right)
    else:
        assert len(found.drawn(seed).questions) == len(found.questions)


@given(st.lists(st.sampled_from(VARIED), min_size=1, max_size=3), st.integers(0, len(VARIED) - 1))
def test_a_slip_anywhere_is_a_content_error_or_none(letters, place):
    try:
        found = parse_quiz(VARIED[:place] + "".join(letters) + VARIED[place + 1 :], PATH)
    except ContentError as error:
        assert error.problems  # noqa: PT017 (as above)
    else:
        assert found.drawn(1).questions


def test_a_seed_that_makes_no_question_is_told_and_passed_over():
    text = VARIED.replace('value: "{m * n}"', 'value: "{total if m > 500 else 1}"').replace(
        "low: 3, high: 900", "low: 1, high: 999"
    )
    for nudge in range(50):  # seed 0 has to be sound, or the file is not read
        try:
            found = parse_quiz(text.replace("id: dense", f"id: dense-{nudge}"), PATH)
            break
        except ContentError:
            continue
    question = found.questions[0]
    bad = [seed for seed in range(20) if trouble(question, seed, PATH)]
    assert bad
    (problem,) = trouble(question, bad[0], PATH)
    assert (problem.line, "accepted as right" in problem.message) == (5, True)
    for seed in bad:
        drawn = found.drawn(seed).questions[0]
        assert drawn.answer != drawn.wrong[0].value
