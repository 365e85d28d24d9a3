"""Several right options, texts, shapes, orders, pairs and guesses: what is right, in part and wrong, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.content.quiz import Bilingual, Choices, Match, Option, Order, parse_quiz
from tutor.grading import Outcome, grade, grade_quiz, summed
from tutor.grading.solution import solution
from tutor.grading.words import by_name

QUIZ = parse_quiz(
    """\
id: kinds
title: Kinds
unit: "1.2"
pass: 1
questions:
  - id: hidden
    kind: choices
    prompt: Which?
    options:
      - {text: {es: la relu, en: the relu}, right: true, feedback: It bends.}
      - {text: tanh, right: true, feedback: It bends both ways.}
      - {text: linear, feedback: It does not., misconception: linear-is-enough}
      - {text: d) none, feedback: Nothing., misconception: nothing-bends}
      - {text: a, feedback: A letter.}
  - id: output
    kind: text
    prompt: The last layer?
    accepted: [softmax, función softmax]
    feedback: They add up to one.
    wrong: [{text: Sigmoid, feedback: They do not., misconception: sigmoid-for-many}]
  - {id: exact, kind: text, prompt: P, accepted: [Año], case: true, accents: true, space: true, feedback: F}
  - id: flat
    kind: shape
    prompt: After Flatten?
    answer: (None, 784)
    feedback: 28 times 28.
    wrong: [{shape: "784", feedback: The batch is missing., misconception: no-batch}]
  - {id: step, kind: order, prompt: P, items: [forward, loss, backward, update], feedback: F}
  - id: layers
    kind: match
    prompt: Which with which?
    pairs:
      - {left: yes or no, right: sigmoid, feedback: One probability.}
      - {left: one of ten, right: softmax, feedback: Ten.}
      - {left: several of ten, right: sigmoid, feedback: Ten of one.}
      - {left: 1, right: linear, feedback: Any number.}
    extra: [{text: step, feedback: It cannot be trained., misconception: step-trains}]
  - id: size
    kind: number
    prompt: How large?
    measured_in: {es: "%", en: percent}
    answer: 4
    tolerance: {absolute: 0.5}
    feedback: F
    wrong:
      - {value: 8, feedback: Twice., misconception: twice}
      - {range: [10, 20], feedback: Too large.}
      - {value: 30, tolerance: {relative: 0.1}, feedback: Far too large.}
  - {id: before, kind: guess, prompt: P, options: [{text: A, view: Va}, {text: B, view: Vb}], feedback: The facts.}
""",
    Path("q.yaml"),
)


def graded(name, answer):
    return grade(QUIZ.question(name), answer)


@pytest.mark.parametrize(
    ("answer", "score"),
    [
        (["the relu", "tanh"], 1.0), ("tanh, la relu", 1.0), ("b", 0.5), (["b", "b"], 0.5),
        ({"b": True, "c": False}, 0.5),
        (["the relu", "tanh", "c"], 2 / 3), ("b c", 1 / 6), ("c d", 0.0), ("bcd", 0.0), ("d) none", 0.0), ("bd", 1 / 6),
        (["the relu", "b", "c", "d", "a"], 0.0),
    ],
)  # fmt: skip
def test_several_right_options(answer, score):
    result = graded("hidden", answer)
    assert result.score == pytest.approx(score)
    assert result.outcome == ("right" if score == 1 else "wrong" if score == 0 else "partial")


def test_each_option_says_why_and_the_missed_ones_too():
    result = graded("hidden", ["b", "c"])
    assert [(one.key, one.is_given, one.is_right, one.feedback.en) for one in result.remarks] == [
        ("a", False, False, "It bends."),
        ("b", True, True, "It bends both ways."),
        ("c", True, False, "It does not."),
    ]
    assert result.misconceptions == ("linear-is-enough",)


def test_a_text_that_reads_like_a_key_comes_first():
    options = QUIZ.question("hidden").options
    assert by_name(options, "a") == "the relu"
    assert by_name(options, "b") == "b"
    (remark,) = [one for one in graded("hidden", "a").remarks if one.is_given]
    assert remark.about.en == "a"


@pytest.mark.parametrize("answer", ["f", "b z", ["b", "nothing"], [["b"]], {"b": "perhaps"}, 7, True])
def test_what_is_no_option_is_refused(answer):
    with pytest.raises(ValueError, match=r"none of the options|neither true nor false|an answer is a text"):
        graded("hidden", answer)


@pytest.mark.parametrize("answer", [None, "", "  ", [], {}])
@pytest.mark.parametrize("name", ["hidden", "step", "layers"])
def test_no_answer_is_not_attempted(name, answer):
    assert graded(name, answer).outcome == Outcome.NOT_ATTEMPTED


FEEDBACK = Bilingual(es="f", en="f")


@given(st.data(), st.integers(3, 8))
def test_credit_for_several(data, count):
    right = data.draw(st.lists(st.booleans(), min_size=count, max_size=count).filter(lambda one: 0 < sum(one) < count))
    options = tuple(Option(text=f"option {n}", right=is_right, feedback=FEEDBACK) for n, is_right in enumerate(right))
    question = Choices(id="q", prompt="?", options=options)
    keys = [option.key for option in options]
    ticked = data.draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))
    score = grade(question, ticked).score
    assert 0 <= score <= 1
    assert (score == 1) == (set(ticked) == {option.key for option in options if option.right})
    assert grade(question, keys).score == 0
    more = [*ticked, *(option.key for option in options if option.right)]
    assert grade(question, more).score >= score


@given(st.permutations(range(5)))
def test_credit_for_an_order(places):
    question = Order(id="q", prompt="?", items=("one", "two", "three", "four", "five"), feedback=FEEDBACK)
    keys = [part.key for part in question.parts]
    score = grade(question, [keys[place] for place in places]).score
    assert 0 <= score <= 1
    assert (score == 1) == (list(places) == sorted(places))
    assert grade(question, keys[::-1]).score == 0


@given(st.data())
def test_credit_for_pairs(data):
    pairs = tuple({"left": f"left {n}", "right": f"right {n}", "feedback": "f"} for n in range(4))
    question = Match(id="q", prompt="?", pairs=pairs, extra=({"text": "none", "feedback": "f"},))
    rights = st.sampled_from([part.key for part in question.rights])
    answer = data.draw(st.dictionaries(st.sampled_from("1234"), rights, min_size=1))
    score = grade(question, answer).score
    assert score == sum(question.answer[left] == right for left, right in answer.items()) / 4
    assert grade(question, question.answer).score == 1
    assert all(grade(question, dict.fromkeys("1234", part.key)).score <= 0.25 for part in question.rights)


@pytest.mark.parametrize("answer", ["softmax", " SOFTMAX ", "Funcion  Softmax", "`softmax`", "“función softmax”"])
def test_a_text_in_many_hands(answer):
    assert graded("output", answer).outcome == Outcome.RIGHT


def test_a_wrong_text_that_is_known_says_why():
    result = graded("output", "sigmoid")
    assert (result.feedback.en, result.misconceptions) == ("They do not.", ("sigmoid-for-many",))
    assert graded("output", "tanh").feedback.en == "They add up to one."


@pytest.mark.parametrize("answer", ["año", "Ano", " Año", "Año "])
def test_what_counts_is_not_forgiven(answer):
    assert graded("exact", answer).outcome == Outcome.WRONG
    assert graded("exact", "Año").outcome == Outcome.RIGHT


@pytest.mark.parametrize("name", ["output", "flat"])
@pytest.mark.parametrize("answer", [True, {}, 1.5j])
def test_what_is_no_text_is_refused(name, answer):
    with pytest.raises(ValueError, match=r"an answer is a text|is not a shape"):
        graded(name, answer)


@given(st.text(min_size=1, max_size=20).filter(str.strip))
def test_any_text_is_graded(text):
    assert graded("output", text).outcome in {Outcome.RIGHT, Outcome.WRONG}


def test_shapes():
    assert graded("flat", "none x 784").outcome == Outcome.RIGHT
    wrong = graded("flat", "(784,)")
    assert (wrong.outcome, wrong.feedback.en, wrong.misconceptions) == ("wrong", "The batch is missing.", ("no-batch",))
    assert graded("flat", "(784, None)").feedback.en == "28 times 28."


def test_orders_by_key_and_by_text():
    keys = [part.key for part in QUIZ.question("step").parts]
    texts = ["forward", "loss", "backward", "update"]
    for answer in (keys, " ".join(keys), ", ".join(keys), "".join(keys), texts, ", ".join(texts)):
        assert graded("step", answer).score == 1
    assert graded("step", [*texts[1:], texts[0]]).score == pytest.approx(2 / 3)


@pytest.mark.parametrize("answer", ["a b", ["forward"], "a b c c", "a b c d e", ["forward", "loss", "backward", "x"]])
def test_an_order_has_everything_once(answer):
    with pytest.raises(ValueError, match=r"write each of a b c d once|none of the options"):
        graded("step", answer)


def test_pairs_in_many_hands():
    question = QUIZ.question("layers")
    key = {part.text.en: part.key for part in question.rights}
    rights = [key[text] for text in ("sigmoid", "softmax", "sigmoid", "linear")]
    texts = {"yes or no": "sigmoid", "one of ten": "softmax", "several of ten": "sigmoid"}
    for answer in (
        {**texts, "4": "linear"},
        {**texts, "1": "linear"},  # a left side whose text is a number
        [[left, right] for left, right in texts.items()] + [["4", "linear"]],
        [f"{left}: {right}" for left, right in texts.items()] + ["4 = linear"],
    ):
        assert grade(question, answer).score == 1
    for answer in (" ".join(f"{n}{right}" for n, right in enumerate(rights[1:3], 2)), f"2-{rights[1]}, 3) {rights[2]}"):
        assert grade(question, answer).score == 0.5


def test_a_pair_says_what_belongs_there():
    result = graded("layers", {"yes or no": "step", "one of ten": "linear"})
    assert [(one.about.en, one.is_given, one.feedback.en, one.answer.en) for one in result.remarks[:3]] == [
        ("yes or no", True, "It cannot be trained.", "sigmoid"),
        ("one of ten", True, "Ten.", "softmax"),
        ("several of ten", False, "Ten of one.", "sigmoid"),
    ]
    assert (result.outcome, result.misconceptions) == (Outcome.WRONG, ("step-trains",))


@pytest.mark.parametrize("answer", ["hello", "1", "1z", "9a", "2a 2b", {"x": "a"}, ["1a", "2"], 3, [1]])
def test_what_are_no_pairs_is_refused(answer):
    with pytest.raises(ValueError, match=r"are no pairs|none of the options|is there twice"):
        graded("layers", answer)


@pytest.mark.parametrize(
    ("answer", "feedback"),
    [("4", "F"), ("4 %", "F"), ("4,5percent", "F"), ("8", "Twice."), ("8,5", "Twice."), ("8.6", "F"),
     ("10", "Too large."), ("20 %", "Too large."), ("20.1", "F"), ("33", "Far too large."), ("33.1", "F")],
)  # fmt: skip
def test_wrong_numbers_that_are_known(answer, feedback):
    assert graded("size", answer).feedback.en == feedback


def test_a_guess_is_noted_and_not_counted():
    result = graded("before", "b")
    assert (result.outcome, result.score, result.feedback.en) == (Outcome.NOTED, 0.0, "The facts.")
    assert [(one.key, one.is_given, one.feedback.en) for one in result.remarks] == [
        ("b", True, "Vb"),
        ("a", False, "Va"),
    ]
    answers = {
        "hidden": ["the relu", "tanh"],
        "output": "softmax",
        "exact": "Año",
        "flat": ["None", "784"],
        "step": ["forward", "loss", "backward", "update"],
        "layers": {"yes or no": "sigmoid", "one of ten": "softmax", "several of ten": "sigmoid", "4": "linear"},
        "size": 4,
    }
    assert grade_quiz(QUIZ, answers).passed
    assert grade_quiz(QUIZ, {**answers, "before": "a"}).score == 1
    assert summed(QUIZ, {"before": result}).score == 0


@given(
    st.sampled_from(QUIZ.questions),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from("abcd1234"),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
        max_leaves=6,
    ),
)
def test_anything_is_graded_or_refused_in_one_line(question, answer):
    try:
        result = grade(question, answer)
    except ValueError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 (either end is right)
    else:
        assert 0 <= result.score <= 1
        assert (result.score == 1) == (result.outcome == Outcome.RIGHT)


def test_the_right_answer_in_a_line():
    said = {question.id: (solution(question, "es"), solution(question, "en")) for question in QUIZ.questions}
    assert said["size"] == ("4 %", "4 percent")
    assert said["output"] == ("softmax", "softmax")
    assert said["flat"] == ("(None, 784)", "(None, 784)")
    assert said["step"] == said["hidden"] == said["layers"] == said["before"] == ("", "")


@pytest.mark.parametrize(
    ("answer", "tolerance", "shown"),
    [
        (1.6094379124341003, "{absolute: 0.01}", "1,609"),
        (0.3333333333333333, "{absolute: 0.00001}", "0,33333"),
        (468.75, "{relative: 0.05}", "468,75"),
        (407050, "{absolute: 0}", "407050"),
        (1234567, "{relative: 0.01}", "1235000"),
        (-2.718281828, "{absolute: 0}", "-2,718281828"),
    ],
)
def test_a_long_number_is_shown_as_short_as_its_tolerance_allows(answer, tolerance, shown):
    text = f"{{id: n, kind: number, prompt: P, answer: {answer}, tolerance: {tolerance}, feedback: F}}"
    quiz = parse_quiz(f'id: q\ntitle: Q\nunit: "1.1"\nquestions:\n  - {text}\n', Path("q.yaml"))
    assert solution(quiz.question("n"), "es") == shown


def test_a_text_is_shown_in_the_language_of_the_learner():
    text = "{id: t, kind: text, prompt: P, accepted: [grad, gradiente], shown: {es: Gradiente, en: grad}, feedback: F}"
    quiz = parse_quiz(f'id: q\ntitle: Q\nunit: "1.1"\nquestions:\n  - {text}\n', Path("q.yaml"))
    assert [solution(quiz.question("t"), language) for language in ("es", "en")] == ["Gradiente", "grad"]
