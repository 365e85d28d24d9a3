"""Figures in a real kernel: once, small, with their caption."""

from __future__ import annotations

import base64

import pytest

from tests.live.kernel import kernel as started

pytestmark = pytest.mark.kernel


@pytest.fixture(scope="module")
def kernel():
    with started("numpy") as running:
        assert not running.run("import numpy as np\nimport matplotlib.pyplot as plt").error
        yield running


@pytest.mark.parametrize(
    "source",
    [
        "plt.plot([1, 2, 3])",
        "plt.plot([1, 2, 3])\nplt.show()",
        "plt.scatter([0, 1, 2], [1, 2, 3])",
        "figure, axes = plt.subplots()\naxes.plot([1, 2, 3])",
        "figure, axes = plt.subplots()\naxes.plot([1, 2, 3])\nfigure",
        "figure, axes = plt.subplots()\naxes.plot([1, 2, 3])\nfigure, axes",
    ],
)
def test_once_with_its_caption(kernel, source):
    ran = kernel.run(source)
    [display] = ran.displays
    assert display["text/plain"] == "Figure · x [0, 2] · y [1, 3]"
    png = base64.b64decode(display["image/png"])
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[start : start + 4], "big") for start in (16, 20))
    assert 400 < width < 560
    assert 200 < height < 340
    assert (ran.results, ran.text) == ([], "")


def test_an_image(kernel):
    [display] = kernel.run("plt.imshow(np.eye(4), cmap='gray')\nplt.title('one')").displays
    assert display["text/plain"] == "Figure: one · image 4×4 [0, 1]"


def test_two_shows_are_two_pictures(kernel):
    ran = kernel.run("for n in range(2):\n    plt.plot([0, n])\n    plt.show()")
    assert [display["text/plain"] for display in ran.displays] == [
        "Figure · x [0, 1] · y [0, 0]",
        "Figure · x [0, 1] · y [0, 1]",
    ]


def test_a_figure_of_an_earlier_cell_is_shown_again(kernel):
    kernel.run("figure, axes = plt.subplots()\nlines = axes.plot([1, 2, 3])")
    [shown] = kernel.run("figure").results
    assert "image/png" in shown
    assert "Line2D" in kernel.run("lines").results[0]["text/plain"]


def test_the_learners_settings_win(kernel):
    ran = kernel.run("plt.rcParams['figure.figsize'] = (2, 2)\nplt.plot([1, 2])")
    png = base64.b64decode(ran.displays[0]["image/png"])
    assert int.from_bytes(png[16:20], "big") < 250


def test_ordinary_results_stay(kernel):
    assert kernel.run("[1, 2]").results[0]["text/plain"] == "[1, 2]"
