from __future__ import annotations

import math
import re

import pytest

from tutor.draw.canvas import row_text, row_width
from tutor.labs.backprop import LAB
from tutor.labs.correction import MISTAKES, solved
from tutor.labs.diagnosis import diagnosed, is_right, mistakes, parsed
from tutor.labs.graph import GRAPHS, VARIANTS, Graph, graph
from tutor.labs.lab import Entry, Params, Press
from tutor.locale import use

ALL = [(name, numbers) for name in GRAPHS for numbers in range(VARIANTS)]


def at(name: str = "product", numbers: int = 0, *answers: str) -> Params:
    """The lab with a graph chosen, after these answers."""
    params = LAB.moved({**LAB.start, "graph": name, "numbers": numbers}, "graph")
    for answer in answers:
        params = answered(params, answer)
    return params


def answered(params: Params, text: str) -> Params:
    return LAB.press({**params, "answer": text}, "answer")


def right_until(name: str, asked: str, numbers: int = 0) -> Params:
    """Everything answered right up to the gradient of `asked`."""
    shown = graph(name, numbers)
    before = shown.asked[: shown.asked.index(asked)]
    return at(name, numbers, *(repr(shown.gradients()[one]) for one in before))


def text(params: Params, width: int = 80, *, ascii: bool = True) -> list[str]:
    return [row_text(row) for row in LAB.draw(params, width, ascii).rows]


# -- the mathematics --


@pytest.mark.parametrize(("name", "numbers"), ALL)
def test_gradients_are_those_of_finite_differences(name, numbers):
    shown = graph(name, numbers)
    gradients = shown.gradients()
    for node in shown.nodes:
        if node.step is None:
            up, down = (shown.given({node.name: node.value + move}).values()["J"] for move in (1e-5, -1e-5))
            assert gradients[node.name] == pytest.approx((up - down) / 2e-5, rel=1e-6, abs=1e-6)


def test_the_graphs_are_those_of_the_lesson():
    product = graph("product", 0)
    assert product.values() == {"a": 5, "b": 3, "c": 2, "u": 6, "v": 11, "J": 33}
    assert product.gradients() == {"J": 1, "v": 3, "u": 3, "a": 3, "b": 6, "c": 9}
    assert graph("shared", 0).gradients()["x"] == 5 + 3
    assert graph("neuron", 0).values()["p"] == pytest.approx(1 / (1 + math.exp(0.5)))


@pytest.mark.parametrize(("name", "numbers"), ALL)
def test_gradients_are_asked_for_when_what_they_need_is_known(name, numbers):
    shown = graph(name, numbers)
    known = {"J"}
    for asked in shown.asked:
        assert {path.into.name for path in shown.paths(asked)} <= known
        known.add(asked)


# -- what is typed --


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("6", 6), ("-0.5", -0.5), ("−0,5", -0.5), ("1/3", 1 / 3), ("3*2", 6), ("3·2", 6), (" 2 × 3 ", 6), (".5", 0.5),
        ("1,5/2", 0.75), ("+4", 4), ("1e-2", 0.01), ("-3/-4", 0.75),
    ],
)  # fmt: skip
def test_numbers_fractions_and_products_are_read(typed, number):
    assert parsed(typed) == pytest.approx(number)


@pytest.mark.parametrize(
    "typed",
    ["", "six", "1/0", "1//2", "2+3", "1e400", "1e300*1e300", "nan", "inf", "__import__('os')", "9" * 41, "1.2.3"],
)
def test_anything_else_is_no_number(typed):
    assert parsed(typed) is None


def test_what_is_no_number_is_said_so_and_nothing_is_lost():
    params = answered(right_until("product", "c"), "six")
    assert LAB.describe(params).startswith("That is no number.")
    assert "dJ/du = 3" in "\n".join(text(params))
    assert answered(params, "   ") == answered(params, "")


# -- the mistakes --

MADE = [
    ("product", "b", "2", "upstream", "A factor is missing: 2 is only the local derivative du/db"),
    ("product", "a", "1", "upstream", "multiply it by what comes back from v, dJ/dv = 3"),
    ("neuron", "w", "-0.293", "local", "you have handed on dJ/dz = −0.293 as it is"),
    ("square", "x", "20", "local", "multiply it by the local derivative du/dx = w = 5"),
    ("square", "t", "20", "sign", "the local derivative is negative, de/dt = −1"),
    ("neuron", "p", "1.245", "sign", "the local derivative is negative, dJ/dp = 2·(p − y) = −1.245"),
    ("neuron", "z", "0.293", "sign", "mind what comes back, dJ/dp = −1.245"),
    ("product", "c", "-9", "sign", "nothing on the way is negative"),
    ("shared", "x", "5", "path", "one path only, the one through J: x gets to J by 2 paths"),
    ("shared", "x", "3", "path", "one path only, the one through y"),
    ("shared", "x", "15", "multiplied", "You have multiplied the paths"),
    ("product", "u", "6", "value", "That is the value of u from the forward pass"),
    ("product", "v", "11", "value", "by how much J changes for each unit of v"),
    ("product", "b", "12", "forward", "You have multiplied by the value of u, 6, from the forward pass"),
    ("product", "b", "9", "own", "You have multiplied by b itself: in u = b·c"),
    ("square", "w", "100", "own", "du/dw = x = 3"),
    ("product", "a", "18", "sum", "In a sum the local derivative is 1"),
    ("product", "b", "5", "added", "Along a path slopes are multiplied, not added"),
    ("square", "e", "2", "power", "in which the 2 becomes a factor: dJ/de = 2·e = 20"),
    ("neuron", "z", "-0.47", "sigmoid", "which needs both factors: dp/dz = p·(1 − p) = 0.235"),
    ("neuron", "w", "-0.55", "rounded", "Nearly"),
    ("product", "b", "7", "other", "Begin with what comes back from u: dJ/du = 3"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "asked", "typed", "mistake", "said"), MADE)
def test_each_mistake_is_told_by_its_name(name, asked, typed, mistake, said):
    params = answered(right_until(name, asked), typed)
    number = parsed(typed)
    assert number is not None
    assert mistake in {one.name for one in diagnosed(graph(name, 0), asked, number)[:2]}
    assert said in LAB.describe(params)
    assert f"x dJ/d{asked} = {typed}" in text(params)
    assert LAB.controls(params)[0] == Entry("answer", f"dJ/d{asked}")


def test_no_mistake_is_without_a_test():
    assert {one.partition(",")[0] for one in MISTAKES} == {made[3] for made in MADE}


@pytest.mark.parametrize(("name", "numbers"), ALL)
def test_every_mistake_that_can_be_made_is_found_and_told(name, numbers):
    shown = graph(name, numbers)
    for asked in shown.asked:
        for finding, number in mistakes(shown, asked):
            if is_right(shown, asked, number):
                continue
            found = {one.name for one in diagnosed(shown, asked, number)}
            assert finding.name in found
            said = LAB.describe(answered(right_until(name, asked, numbers), repr(number)))
            assert said
            assert not re.search(r"[{}]", said)


def test_where_one_number_comes_of_two_mistakes_both_are_told():
    said = LAB.describe(answered(right_until("product", "c"), "3"))
    assert "3 is only the local derivative du/dc" in said
    assert "Or: A factor is missing: you have handed on dJ/du = 3" in said


# -- the way back --


@pytest.mark.parametrize(("name", "numbers"), ALL)
def test_right_answers_move_on_to_the_end(name, numbers):
    shown = graph(name, numbers)
    params = at(name, numbers)
    for place, asked in enumerate(shown.asked):
        assert f"{place} of {len(shown.asked)} gradients" in "\n".join(text(params))
        params = answered(params, f"{shown.gradients()[asked]:.4g}".replace(".", ","))
        assert LAB.describe(params).startswith(f"Right: {solved(shown, asked)}.")
    assert f"All {len(shown.asked)} gradients are yours." in LAB.describe(params)
    assert not any(isinstance(one, Entry) for one in LAB.controls(params))
    assert answered(params, "5")["work"] == params["work"]


def test_a_neurons_gradients_need_three_digits_and_no_more():
    shown = graph("neuron", 0)
    assert is_right(shown, "z", -0.293)
    assert is_right(shown, "z", -0.29)
    assert not is_right(shown, "z", -0.3)
    assert not is_right(graph("product", 0), "b", 6.01)


def test_hints_say_where_to_look_and_then_what_to_multiply():
    params = LAB.press(answered(right_until("product", "b"), "2"), "hint")
    assert LAB.describe(params) == "b goes into u = b·c. Multiply dJ/du by the local derivative du/db = c = 2."
    params = LAB.press(params, "hint")
    assert LAB.describe(params) == "It is 3 · 2: work it out."
    assert LAB.press(params, "hint") == params
    assert LAB.describe(answered(params, "6")).startswith("Right: dJ/db = 3 · 2 = 6.")
    both = LAB.describe(LAB.press(right_until("shared", "x"), "hint"))
    assert both.startswith("x goes into y = x + c, and into J = x·y. For each, multiply")


def test_what_is_shown_moves_on_and_is_not_called_ones_own():
    params = right_until("product", "a")
    params = LAB.press(params, "show")
    assert LAB.describe(params) == "It is dJ/da = 3 · 1 = 3. That is all; 1 of them was shown to you."
    assert "dJ/da = 3" in "\n".join(text(params))


def test_another_graph_or_other_numbers_begin_again():
    params = right_until("product", "a")
    assert LAB.press(params, "again")["work"] == LAB.start["work"]
    other = LAB.press(params, "other")
    assert (other["numbers"], other["work"]) == (1, LAB.start["work"])
    assert graph("product", 1).values() != graph("product", 0).values()
    assert LAB.press({**params, "numbers": VARIANTS - 1}, "other")["numbers"] == 0
    assert [one.key for one in LAB.controls(params) if isinstance(one, Press)] == ["h", "w", "m", "r"]


# -- the picture --


def test_the_graph_with_its_values_and_what_is_known_of_its_gradients():
    assert text(right_until("product", "b"), 76) == [
        "J = 3(a + b*c)   3 of 5 gradients",
        "                  a = 5 ------------+",
        "                                    |",
        "                                    +>v = a + u = 11 ------->J = 3*v = 33",
        "b = 3 ----------+                   | dJ/dv = 3              dJ/dJ = 1",
        "dJ/db = ?       +>u = b*c = 6 ------+",
        "                | dJ/du = 3",
        "c = 2 ----------+",
        "dJ/dc = 9",
        "v dJ/dc = 9.0",
    ]


@pytest.mark.parametrize("width", [36, 48, 80, 100])
@pytest.mark.parametrize(("name", "numbers"), ALL)
def test_no_wire_runs_into_a_text(name, numbers, width):
    params = right_until(name, graph(name, numbers).asked[-1], numbers)
    rows = LAB.draw(params, width, True).rows  # noqa: FBT003 (the contract)
    assert all(row_width(row) <= width for row in rows)
    drawn = "\n".join(map(row_text, rows))
    for node in graph(name, numbers).nodes:
        assert re.search(rf"(?m)(^|[ >]){node.name}( =)? [^ ]", drawn)
    assert drawn.count(">") == sum(node.step is not None for node in graph(name, numbers).nodes)


def test_where_not_even_letters_fit_there_is_a_list():
    rows = text(at("neuron"), 24)
    assert {"p 0.378", "w 0.5", "z -0.5"} <= {row.split("  ")[0] for row in rows}
    assert not any("+>" in row for row in rows)


def test_in_spanish():
    use("es")
    try:
        said = LAB.describe(answered(right_until("shared", "x"), "5"))
    finally:
        use("en")
    assert said.startswith("Has contado un solo camino, el que pasa por J: x llega a J por 2 caminos")


def test_the_control_asks_for_one_gradient_after_the_other():
    shown: Graph = graph("square", 0)
    labels = []
    params = at("square")
    for asked in shown.asked:
        labels.append(LAB.controls(params)[0].label)
        params = answered(params, repr(shown.gradients()[asked]))
    assert labels == ["dJ/de", "dJ/du", "dJ/dw", "dJ/dx", "dJ/db", "dJ/dt"]
