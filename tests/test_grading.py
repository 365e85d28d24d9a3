"""Answers become outcomes; what is no answer is refused with a sentence."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.content.quiz import Bilingual, Choice, Number, Option, Quiz, Tolerance, TrueFalse, Verdicts
from tutor.grading import Outcome, grade, grade_quiz, number


def both(text):
    return Bilingual(es=f"{text} (es)", en=f"{text} (en)")


def same(text):
    return Bilingual(es=text, en=text)


def numeric(answer, absolute=0.0, relative=0.0):
    return Number(
        id="n",
        prompt=both("how many?"),
        answer=float(answer),
        tolerance=Tolerance(absolute=absolute, relative=relative),
        feedback=both("because"),
    )


CHOICE = Choice(
    id="c",
    prompt=both("which?"),
    options=(
        Option(text=both("relu"), feedback=both("no")),
        Option(text=same("[16, 20]"), right=True, feedback=both("yes")),
        Option(text=same("a"), feedback=both("the letter itself")),
        Option(text=same("10"), feedback=both("ten")),
    ),
)
STATEMENT = TrueFalse(
    id="t", prompt=both("so?"), answer=False, feedback=Verdicts(true=both("no, it is not"), false=both("right so"))
)


@pytest.mark.parametrize(
    ("answer", "feedback"),
    [
        ("relu (es)", "no (en)"),
        ("  RELU   (en) ", "no (en)"),
        ("[16, 20]", "yes (en)"),
        ("b", "yes (en)"),
        ("B)", "yes (en)"),
        ("a", "the letter itself (en)"),  # a text comes before a key
        (10, "ten (en)"),
        ("d", "ten (en)"),
    ],
)
def test_a_choice_is_named_by_its_text_or_by_its_key(answer, feedback):
    result = grade(CHOICE, answer)
    assert result.feedback.text("en") == feedback
    assert (result.outcome, result.score) == (("right", 1.0) if feedback == "yes (en)" else ("wrong", 0.0))


@pytest.mark.parametrize("answer", ["e", "relu", 3, True, ["b"], {"b": 1}])
def test_what_is_no_option_is_refused(answer):
    with pytest.raises(ValueError, match=r"none of the options: write one of a, b, c, d|an answer is"):
        grade(CHOICE, answer)


@pytest.mark.parametrize("answer", [True, "true", "Verdadero", "v", "sí", "SI", "yes", "t"])
def test_true_in_either_language(answer):
    result = grade(STATEMENT, answer)
    assert (result.outcome, result.feedback.en) == (Outcome.WRONG, "no, it is not (en)")


@pytest.mark.parametrize("answer", [False, "false", "falso", "F", "no", "n"])
def test_false_in_either_language(answer):
    result = grade(STATEMENT, answer)
    assert (result.outcome, result.feedback.en) == (Outcome.RIGHT, "right so (en)")


@pytest.mark.parametrize("answer", ["perhaps", 1, 0.0, [True]])
def test_neither_true_nor_false_is_refused(answer):
    with pytest.raises(ValueError, match=r"neither true nor false|an answer is"):
        grade(STATEMENT, answer)


@pytest.mark.parametrize("question", [CHOICE, STATEMENT, numeric(1)])
@pytest.mark.parametrize("answer", [None, "", " \n\t"])
def test_no_answer_is_not_attempted(question, answer):
    result = grade(question, answer)
    assert (result.outcome, result.score, result.feedback) == (Outcome.NOT_ATTEMPTED, 0.0, None)


@pytest.mark.parametrize(
    "text",
    ["469", " 469 ", "469.0", "469,0", "+469", "4.69e2", "4,69E+2", "469.", "938/2", "938 / 2", "0469", 469, 469.0],
)
def test_a_number_in_many_hands(text):
    assert grade(numeric(469), text).outcome == Outcome.RIGHT


@pytest.mark.parametrize(
    ("answer", "text"),
    [(0.5, "1/2"), (0.5, ",5"), (0.002, "2e-3"), (-0.25, "−0,25"), (1 / 3, "1/3"), (0.1, "0.1"), (-0.5, "1/-2")],
)
def test_fractions_exponents_and_the_typographers_minus(answer, text):
    assert grade(numeric(answer), text).outcome == Outcome.RIGHT


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (numeric(1.0, absolute=0.1), ["1.1", "0.9", "1,1"], ["1.1000001", "0.89"]),  # 1.1 - 1 > 0.1 in binary
        (numeric(0.3, absolute=0.05), ["0.35", "0.25"], ["0.351", "0.249"]),
        (numeric(200, relative=0.01), ["198", "202"], ["197.9", "202.1"]),
        (numeric(-200, relative=0.01), ["-198", "-202"], ["202"]),
        (numeric(200, absolute=5, relative=0.01), ["205", "195"], ["205.1"]),
        (numeric(0), ["0", "-0", "0.0", "0/7"], ["1e-300"]),
    ],
)
def test_tolerance_is_exact_at_its_edges(question, right, wrong):
    assert [grade(question, text).outcome for text in right] == [Outcome.RIGHT] * len(right)
    assert [grade(question, text).outcome for text in wrong] == [Outcome.WRONG] * len(wrong)


@pytest.mark.parametrize(
    "text", ["1 000", "1.000.000", "1,000,000", "1.000,5", "1,000.5", "1'000", "1_000", "1\u00a0000"]
)
def test_thousands_separators_are_refused(text):
    with pytest.raises(ValueError, match="without thousands separators"):
        grade(numeric(1000), text)


@pytest.mark.parametrize("text", ["1,000", "1.000", "-1.000"])
def test_a_thousand_that_may_be_one_is_asked_back(text):
    with pytest.raises(ValueError, match="without thousands separators"):
        grade(numeric(-1000 if text.startswith("-") else 1000), text)


@pytest.mark.parametrize("text", ["1,125", "1.125"])
def test_three_decimals_are_decimals(text):
    assert grade(numeric(1.125), text).outcome == Outcome.RIGHT
    assert grade(numeric(3), text).outcome == Outcome.WRONG


@pytest.mark.parametrize(
    "text",
    [
        "many",
        "nan",
        "inf",
        "-∞",
        "1/0",
        "1/",
        "/2",
        "1/2/3",
        "1e",
        ".",
        ",",
        "-",
        "0x10",
        "1e99999",
        "５",
        "50%",
        "9" * 101,
    ],
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"is not a number: write for example|divides by zero"):
        grade(numeric(5), text)


@pytest.mark.parametrize("answer", [True, [1], {}, b"1"])
def test_what_is_no_number_nor_text_is_refused(answer):
    with pytest.raises(ValueError, match="is not a number"):
        grade(numeric(1), answer)


@pytest.mark.parametrize("answer", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("absolute", [0.0, 1e308])
def test_nan_and_infinity_are_never_right(answer, absolute):
    assert grade(numeric(0, absolute=absolute), answer).outcome == Outcome.WRONG


FINITE = st.floats(allow_nan=False, allow_infinity=False)


@given(FINITE)
def test_every_float_answers_itself(value):
    assert grade(numeric(value), value).outcome == Outcome.RIGHT
    assert grade(numeric(value), repr(value)).outcome == Outcome.RIGHT


@given(st.floats(-1e15, 1e15), st.floats(0, 1e6), FINITE)
def test_the_tolerance_is_what_it_says(value, absolute, given_answer):
    close = abs(number(given_answer) - number(value)) <= number(absolute)
    outcome = grade(numeric(value, absolute=absolute), given_answer).outcome
    assert (outcome == Outcome.RIGHT) == (close or given_answer == value)


@given(st.decimals(-(10**6), 10**6, places=2))
def test_a_comma_says_the_same_as_a_point(value):
    text = f"{value:f}"
    assert number(text) == number(text.replace(".", ",")) == number(float(text))


@given(st.text(max_size=30), st.sampled_from([CHOICE, STATEMENT, numeric(1000, absolute=2)]))
def test_any_text_is_graded_or_refused_in_one_line(text, question):
    try:
        said = grade(question, text).outcome.value
    except ValueError as error:
        said = str(error)
    assert len(said.splitlines()) == 1


QUIZ = Quiz(id="q", title=both("quiz"), unit="1.13", pass_=2 / 3, questions=(CHOICE, STATEMENT, numeric(469)))


def test_a_quiz_is_the_mean_of_its_questions():
    result = grade_quiz(QUIZ, {"n": "469", "c": "b"})
    assert (result.score, result.passed) == (pytest.approx(2 / 3), True)
    assert {name: one.outcome for name, one in result.outcomes.items()} == {
        "c": "right",
        "t": "not_attempted",
        "n": "right",
    }
    assert list(result.outcomes) == ["c", "t", "n"]


def test_a_quiz_below_its_bar_is_not_passed():
    assert grade_quiz(QUIZ, {"n": "469"}).passed is False
    assert grade_quiz(QUIZ, {}).score == 0.0


def test_answers_to_no_question_are_named():
    with pytest.raises(ValueError, match=r"no such question: x, y \(the quiz has: c, t, n\)"):
        grade_quiz(QUIZ, {"x": 1, "c": "b", "y": 2})


def test_nonsense_names_its_question():
    with pytest.raises(ValueError, match=r"^n: “many” is not a number"):
        grade_quiz(QUIZ, {"n": "many"})
