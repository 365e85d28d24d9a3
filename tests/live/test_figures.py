from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from tutor.live import figures
from tutor.live.caption import caption


@pytest.fixture
def axes():
    return Figure().subplots()


def test_lines_with_their_names_and_colours(axes):
    axes.plot([3, 2, 1], label="loss")
    axes.plot([3, 2.5, 2], "--", label="val_loss")
    axes.plot([1, 1, 1])
    axes.set(title="Loss\nper epoch", xlabel="epoch", ylabel="MSE")
    expected = "Figure: Loss per epoch · x: epoch [0, 2] · y: MSE [1, 3] · loss (blue), val_loss (orange --)"
    assert caption(axes.figure) == expected
    assert caption(axes.figure, "es") == expected.replace("Figure", "Figura").replace("blue", "azul").replace(
        "orange", "naranja"
    )


def test_an_image_with_its_size_and_values(axes):
    axes.imshow(np.arange(28 * 28).reshape(28, 28) % 256, cmap="gray")
    axes.set_title("4")
    axes.axis("off")
    assert caption(axes.figure) == "Figure: 4 · image 28×28 [0, 255]"


def test_a_sheet_of_digits_says_their_titles():
    figure = Figure()
    for number, axes in enumerate(figure.subplots(2, 3).flat):
        axes.imshow(np.zeros((2, 2)))
        axes.set_title(str(number))
    assert caption(figure) == "Figure · 6 panels | 0 | 1 | 2 | 3 | 4 | 5"


def test_two_panels_under_one_title():
    figure = Figure()
    left, right = figure.subplots(1, 2)
    figure.suptitle("Both")
    left.semilogy([1, 10, 100])
    left.set_title("left")
    right.bar(["a", "b"], [1, 2])
    assert caption(figure) == "Figure: Both · 2 panels | left, x [0, 2], y log [1, 100] | x a, b, y [0, 2]"


def test_points_of_two_classes_and_a_colour_bar(axes):
    points = axes.scatter([0, 1], [2, 3], c=[0, 1])
    axes.scatter([0.5], [2.5], c="r", label="centre")
    axes.figure.colorbar(points)
    assert caption(axes.figure) == "Figure · x [0, 1] · y [2, 3] · centre (red)"


@pytest.mark.parametrize("language", ["es", "en"])
def test_odd_figures(axes, language):
    assert caption(Figure(), language) == {"es": "Figura (vacía)", "en": "Figure (empty)"}[language]
    axes.plot([np.nan, np.inf], label="x" * 1000)
    assert len(caption(axes.figure, language)) == 400
    round_figure = Figure()
    round_figure.add_subplot(projection="polar").plot([1, 2])
    assert caption(round_figure, language).startswith(("Figura", "Figure"))


def test_the_style_is_for_the_tutors_terminal(monkeypatch):
    with mpl.rc_context():
        monkeypatch.delenv("NNTUTOR_STEER", raising=False)
        figures.style(mpl)
        assert tuple(mpl.rcParams["figure.figsize"]) != figures.STYLE["figure.figsize"]
        monkeypatch.setenv("NNTUTOR_STEER", "somewhere")
        figures.style(mpl)
        assert tuple(mpl.rcParams["figure.figsize"]) == figures.STYLE["figure.figsize"]


@pytest.mark.parametrize(
    ("result", "drawn"),
    [
        ([1, 2], False),
        ([], False),
        (np.zeros(3), False),
        (np.array([object()]), False),
        (np.array([], dtype=object), False),
        ({}, False),
    ],
)
def test_ordinary_results_are_shown(result, drawn):
    assert figures._is_drawn(result) is drawn


def test_what_plotting_returns_is_not_shown_beside_the_picture():
    figure = Figure()
    grid = figure.subplots(2, 2)
    axes = grid[0, 0]
    for result in (
        axes.plot([1, 2]),
        axes.hist([1, 2, 2]),
        axes.boxplot([1, 2, 3]),
        axes.scatter([1], [2]),
        (figure, grid),
        grid,
        axes.set_title("title"),
    ):
        assert figures._is_drawn(result)
