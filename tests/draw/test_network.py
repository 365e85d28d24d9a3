"""Heat maps, links and networks: exactly as large as asked, in ASCII too, and readable without colour."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.draw.canvas import row_text, row_width
from tutor.draw.diagram import Layers, diagram, layout
from tutor.draw.heat import Dots, field, places, point
from tutor.draw.wires import Wire, wires

SIZES = st.lists(st.integers(1, 8), min_size=2, max_size=8)


def layers(sizes: list[int], seed: int = 0) -> Layers:
    random = np.random.default_rng(seed)
    gaps = list(pairwise(sizes))
    return Layers(
        [random.uniform(-1, 1, (count, 12, 12)) for count in sizes],
        [random.normal(size=(after, before)) for before, after in gaps],
        [random.uniform(size=(after, before)) < 0.2 for before, after in gaps],
    )


def lines(rows) -> list[str]:
    return ["".join(span.text for span in row) for row in rows]


@given(
    classes=st.sampled_from([0, 3, 6]), size=st.integers(1, 60), width=st.integers(0, 50), height=st.integers(0, 30),
    plain=st.booleans(), color=st.booleans(), seed=st.integers(0, 9),
)  # fmt: skip
def test_a_field_is_as_large_as_asked_whatever_is_in_it(classes, size, width, height, plain, color, seed):
    random = np.random.default_rng(seed)
    values = random.normal(scale=3, size=(classes, size, size) if classes else (size, size))
    values.flat[:: max(1, size // 3)] = random.choice([np.nan, np.inf, -np.inf])
    dots = [
        Dots(random.uniform(-8, 8, (40, 2)), random.integers(-1, 6, 40), is_test, bool(classes)) for is_test in (0, 1)
    ]
    rows = field(values, width, height, dots=dots, cursor=(1, 1), ascii=plain, color=color)
    assert [row_width(row) for row in rows] == ([width] * height if width else [])
    if plain:
        assert "".join(lines(rows)).isascii()


def test_where_there_is_no_colour_dense_is_positive_and_classes_are_hatched():
    values = np.tile(np.linspace(-1, 1, 20), (20, 1))
    assert lines(field(values, 10, 1, color=False)) == ["  ░░▒▒▓▓██"]
    (plain,) = lines(field(values, 13, 1, ascii=True))
    assert set(plain) <= set(" .:-=+*#%@")
    assert [*plain] == sorted(plain, key=" .:-=+*#%@".index)
    assert (plain[0], plain[-1]) == (" ", "@")
    assert len(set(plain)) >= 8
    three = np.zeros((3, 6, 6))
    three[0, :, :2] = three[1, :, 2:4] = three[2, :, 4:] = 1
    assert lines(field(three, 6, 1, color=False)) == ["  ░░▒▒"]
    assert lines(field(three, 6, 1, ascii=True)) == ["  ..::"]


def test_points_are_told_apart_by_their_signs():
    nothing = np.zeros((4, 4))
    xy = np.array([[-3.0, 3.0], [3.0, 3.0]])
    for is_test, plain, signs in ((0, 0, "◦•"), (1, 0, "▫▪"), (0, 1, "xo"), (1, 1, "XO")):
        shown = lines(field(nothing, 4, 2, dots=[Dots(xy, np.array([-1.0, 1.0]), bool(is_test))], ascii=bool(plain)))[0]
        assert shown[1] + shown[3] == signs
    classes = field(nothing, 4, 2, dots=[Dots(xy, np.array([0.0, 5.0]), is_classed=True)])
    assert lines(classes)[0][1::2] == "16"


@given(x=st.floats(-5.99, 5.99), y=st.floats(-5.99, 5.99), width=st.integers(1, 80), height=st.integers(1, 40))
def test_a_cell_is_the_one_of_the_point_in_its_middle(x, y, width, height):
    columns, rows = places(np.array([[x, y]]), width, height)
    back = places(np.array([point(int(columns[0]), int(rows[0]), width, height)]), width, height)
    assert (int(back[0][0]), int(back[1][0])) == (int(columns[0]), int(rows[0]))


@given(
    ends=st.lists(st.tuples(st.floats(0, 20), st.floats(0, 20), st.floats(-4, 4)), max_size=8),
    width=st.integers(0, 20), height=st.integers(0, 21), plain=st.booleans(),
)  # fmt: skip
def test_links_stay_in_their_gap(ends, width, height, plain):
    rows = wires([Wire(*one) for one in ends], width, height, ascii=plain)
    assert [row_width(row) for row in rows] == [width] * height
    if plain:
        assert "".join(lines(rows)).isascii()


def test_sign_and_strength_of_a_link_are_in_its_stroke():
    def drawn(weight: float, *, plain: bool) -> str:
        return lines(wires([Wire(0, 0, weight)], 10, 1, ascii=plain))[0]

    assert [drawn(weight, plain=True) for weight in (0.3, 1, 2)] == ["." * 10, "+" * 10, "#" * 10]
    assert [drawn(weight, plain=True) for weight in (-0.3, -1, -2)] == ["," * 10, "-" * 10, "=" * 10]
    strokes = [drawn(weight, plain=False) for weight in (0.05, 0.3, 1, 2, -0.3, -1, -2)]
    assert len(set(strokes)) == len(strokes)
    assert "⠒" * 3 in strokes[1] or "⠤" * 3 in strokes[1]


def test_a_steep_link_has_no_holes():
    rows = lines(wires([Wire(0, 19, 1)], 3, 20))
    assert all(row.strip("⠀ ") for row in rows)


@given(sizes=SIZES, width=st.integers(40, 120), height=st.integers(8, 40), plain=st.booleans(), color=st.booleans())
def test_a_network_is_as_large_as_asked(sizes, width, height, plain, color):
    rows = diagram(layers(sizes), width, height, chosen=(0, 0), ascii=plain, color=color)
    assert len(rows) == height
    assert max(map(row_width, rows)) <= width
    if plain:
        assert "".join(lines(rows)).isascii()


@settings(max_examples=25)
@given(sizes=SIZES, width=st.integers(50, 120), height=st.integers(8, 40))
def test_no_two_neurons_share_a_cell(sizes, width, height):
    boxes = layout(sizes, width, height)
    places = [(x, y) for x in range(width) for y in range(height)]
    cells = [place for box in boxes for place in places if box.has(*place)]
    assert len(boxes) == sum(sizes)
    assert len(cells) == len(set(cells))


@pytest.mark.parametrize("plain", [False, True])
def test_the_chosen_neuron_is_in_brackets_and_its_links_stand_out(plain):
    net = layers([2, 3, 1])
    shown = lines(diagram(net, 60, 16, chosen=(1, 2), ascii=plain, color=False))
    assert any(("[" if plain else "▐") in line for line in shown)
    strong = Layers(net.pictures, [np.full((3, 2), 2.0), np.full((1, 3), 2.0)], net.dead)
    everything = "".join(map(row_text, diagram(strong, 60, 16, ascii=True)))
    chosen = "".join(map(row_text, diagram(strong, 60, 16, chosen=(1, 2), ascii=True)))
    assert everything.count("#") > chosen.count("#") > 0


def test_a_dead_link_is_not_drawn():
    net = layers([1, 1])
    alive = Layers(net.pictures, [np.array([[2.0]])], [np.array([[False]])])
    dead = Layers(net.pictures, [np.array([[2.0]])], [np.array([[True]])])
    assert "###" in "".join(lines(diagram(alive, 30, 8, ascii=True)))
    assert "###" not in "".join(lines(diagram(dead, 30, 8, ascii=True)))
