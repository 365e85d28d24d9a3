"""The playground's screen under keys and mouse: it trains, goes back in time, branches, is edited, and takes away."""

from __future__ import annotations

import ast
import asyncio
import sys
import threading
from math import isnan

import numpy as np
import pytest
from textual.events import MouseMove, Paste
from tui.playground_host import Room, opened, told, trained, until
from tui.screen_text import lines, text

from tutor.nn.proof import verify
from tutor.nn.state import PRESETS, parse
from tutor.tui.laboratory import network_source
from tutor.tui.playground.neuron import NeuronDialog
from tutor.tui.playground.pick import Pick
from tutor.tui.playground.reader import Reader
from tutor.tui.screens.playground import PlaygroundScreen

CIRCLE = "#dataset=circle&networkShape=4,2&seed=0.42857"
SPIRAL = (
    "#dataset=spiral&networkShape=8,8&seed=0.5&learningRate=0.1&sinX=true&sinY=true&percTrainData=60&goal=loss_test<0.1"
)
SIZES = [(80, 24), (120, 40)]


def row_of(app, words: str) -> int:
    return next(y for y, line in enumerate(lines(app)) if words in line)


async def click(pilot, app, words: str, right: int = 0) -> None:
    y = row_of(app, words)
    await pilot.click(offset=(lines(app)[y].index(words) + right, y))


@pytest.mark.parametrize("size", SIZES)
async def test_a_spiral_is_learnt_looked_back_on_branched_and_exported(tmp_path, size):
    room = Room(SPIRAL, tmp_path)
    async with room.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, room)
        await told(pilot, room, *[">"] * 3, "space")
        await until(pilot, lambda: room.frame.proof)
        assert room.frame.losses[1] < 0.1
        assert not room.frame.is_playing
        assert "✓ test loss" in text(room)
        await until(pilot, lambda: room.said)
        proof = room.frame.proof
        assert room.said == [PlaygroundScreen.Reached(proof)]
        assert verify(proof).is_met

        last, weights = room.frame.epoch, room.frame.weights
        await told(pilot, room, "pageup", "left", "left")
        assert (room.frame.epoch, room.frame.last) == (last - 22, last)
        assert "looking back" in text(room)
        assert not np.array_equal(room.frame.weights[0], weights[0])
        await told(pilot, room, "b")
        assert room.frame.branched_at == last - 22
        assert len(room.frame.curves) == 2
        assert "other run" in text(room)
        await told(pilot, room, "n", "n")
        assert room.frame.curves[1].epochs[-1] == last
        await told(pilot, room, "v")
        assert room.frame.epoch == last
        np.testing.assert_array_equal(room.frame.weights[0], weights[0])

        for letter, form in zip("kne", ("keras", "numpy", "equation"), strict=True):
            await pilot.press("x", letter)
            await until(pilot, lambda: isinstance(room.screen, Reader))
            await pilot.press("w")
            await until(pilot, lambda form=form: (tmp_path / f"playground-{form}.py").exists())
            ast.parse((tmp_path / f"playground-{form}.py").read_text("utf-8"))
    program = await asyncio.create_subprocess_exec(
        sys.executable, tmp_path / "playground-numpy.py", stdout=asyncio.subprocess.DEVNULL
    )
    assert await program.wait() == 0


async def test_space_starts_and_pauses_and_the_thread_ends_with_the_screen(tmp_path):
    room = Room(CIRCLE, tmp_path)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        assert room.play.trainer.is_alive
        await told(pilot, room, "space")
        assert room.frame.is_playing
        await until(pilot, lambda: room.frame.epoch > 3)
        await told(pilot, room, "space")
        assert not room.frame.is_playing
        epoch = room.frame.epoch
        await told(pilot, room, "s")
        assert (room.frame.epoch, "paused" in text(room)) == (epoch, True)
        await pilot.press("q")
        await until(pilot, lambda: room.said)
        assert room.said == [PlaygroundScreen.Left()]
        await room.pop_screen()
        assert not room.play.trainer.is_alive
    assert "playground" not in {thread.name for thread in threading.enumerate()}


async def test_what_can_change_while_it_trains_does_and_the_rest_begins_anew(tmp_path):
    room = Room(CIRCLE, tmp_path)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        await trained(pilot, room, 3)
        await pilot.press("tab", "tab", "tab")
        assert "[Training]" in text(room)
        await told(pilot, room, "right")
        assert (room.frame.state.learning_rate, room.frame.epoch) == (0.1, 3)
        await pilot.press("down")
        await told(pilot, room, "right")
        assert (room.frame.state.activation, room.frame.epoch) == ("sigmoid", 3)
        await pilot.press("up", "up")
        await told(pilot, room, "right")
        assert (room.frame.state.problem, room.frame.epoch) == ("regression", 0)
        assert isnan(room.frame.accuracies[0])
        await told(pilot, room, "u")
        assert (room.frame.state.problem, room.frame.epoch) == ("classification", 3)
        await told(pilot, room, "u", "u")
        assert (room.frame.state.activation, room.frame.state.learning_rate) == ("tanh", 0.03)
        assert not room.frame.can_undo


async def test_the_data_are_chosen(tmp_path):
    room = Room(CIRCLE, tmp_path)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        await pilot.press("tab")
        await told(pilot, room, "right")
        assert room.frame.state.dataset == "xor"
        await told(pilot, room, "right", "right")
        assert room.frame.state.dataset == "spiral"
        await pilot.press("down")
        await told(pilot, room, "right")
        assert (room.frame.state.classes, room.frame.state.loss) == (3, "cross-entropy")
        assert "1-3" in text(room)
        assert room.frame.pictures[-1].shape[0] == 3
        await pilot.press("down")
        await told(pilot, room, "right")
        assert room.frame.state.noise == 5
        await told(pilot, room, "t")
        assert room.frame.state.show_test
        assert "1-3   test a-c" in text(room)
        for _ in range(5):
            await pilot.press("down")
        await told(pilot, room, "enter")
        assert room.frame.state.inputs == ("y",)


async def test_neurons_and_layers_come_and_go(tmp_path):
    room = Room(CIRCLE, tmp_path)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        await pilot.press("tab", "tab")
        assert "a₁₁ = tanh(" in text(room)
        assert "Neuron a₁₁" in text(room)
        await told(pilot, room, "plus")
        assert room.frame.state.shape == (5, 2)
        await told(pilot, room, "minus", "minus")
        assert room.frame.state.shape == (3, 2)
        await told(pilot, room, "a")
        assert room.frame.state.shape == (3, 3, 2)
        await told(pilot, room, "z", "z")
        assert room.frame.state.shape == (2,)
        await pilot.press("right", "right")
        assert "y = tanh(" in text(room)
        await pilot.press("left", "left", "left", "down")
        assert "x₂ is an input" in text(room)


async def test_a_neuron_is_opened_and_edited(tmp_path):
    room = Room(CIRCLE, tmp_path)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        await pilot.press("tab", "tab", "enter")
        await until(pilot, lambda: isinstance(room.screen, NeuronDialog))
        before = float(room.frame.weights[0][0, 0])
        await told(pilot, room, "right")
        assert room.frame.weights[0][0, 0] == pytest.approx(before + 0.1, abs=1e-6)
        await pilot.press("down", *"-1.25")
        await told(pilot, room, "enter")
        assert room.frame.weights[0][0, 1] == -1.25
        assert "−1.250" in text(room)
        await pilot.press("down", *"2x5", "backspace", "backspace", "backspace", "7")
        await told(pilot, room, "enter")
        assert room.frame.biases[0][0] == 7
        await pilot.press("down", *"--", "enter")
        await pilot.pause()
        assert "-- is not a number" in text(room)
        await pilot.press("escape")
        await told(pilot, room, "u", "u", "u")
        assert (room.frame.weights[0][0, 0], room.frame.biases[0][0]) == (pytest.approx(before), pytest.approx(0.1))


async def test_a_change_in_the_past_begins_a_branch(tmp_path):
    room = Room(CIRCLE, tmp_path)
    async with room.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot, room)
        await trained(pilot, room, 5)
        await told(pilot, room, "comma", "comma")
        assert room.frame.epoch == 3
        await pilot.press("shift+tab")
        await told(pilot, room, "up")
        assert room.frame.state.learning_rate == 0.1
        assert (room.frame.branched_at, room.frame.epoch, room.frame.last) == (3, 3, 3)
        await told(pilot, room, "u")
        assert (room.frame.last, len(room.frame.curves)) == (5, 1)


@pytest.mark.parametrize("size", SIZES)
async def test_the_mouse_does_all_of_it(tmp_path, size):
    room = Room(CIRCLE, tmp_path)
    async with room.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, room)
        await click(pilot, room, "‖ paused")
        await until(pilot, lambda: room.frame.epoch > 5)
        await click(pilot, room, "▶ learning")
        await until(pilot, lambda: not room.frame.is_playing)
        last = room.frame.last
        await click(pilot, room, "──●", right=-20)
        await until(pilot, lambda: room.frame.epoch < last)
        if size == (80, 24):
            await click(pilot, room, "Data")
            await pilot.pause()
        before = room.frame.number
        await click(pilot, room, "circle ›", right=7)
        await until(pilot, lambda: room.frame.number > before)
        assert room.frame.state.dataset == "xor"
        if size == (80, 24):
            await click(pilot, room, "Network")
            await pilot.pause()
        before = room.frame.number
        await click(pilot, room, "− 4 +", right=4)
        await until(pilot, lambda: room.frame.number > before)
        await click(pilot, room, "[+]", right=1)
        await until(pilot, lambda: room.frame.number > before + 1)
        assert room.frame.state.shape[0] == 5
        assert len(room.frame.state.shape) == 3
        view = room.play.network
        box = next(box for box in view._boxes() if (box.layer, box.index) == (1, 1))
        spot = (view.region.x + box.left + 1, view.region.y + 2 + box.top)
        await pilot.hover(offset=spot)
        await pilot.pause()
        assert "Neuron a₁₂" in text(room)
        await pilot.click(offset=spot)
        await until(pilot, lambda: isinstance(room.screen, NeuronDialog))


async def test_own_points_by_keys_and_by_mouse(tmp_path):
    room = Room(CIRCLE, tmp_path)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        await pilot.press("d", "1", "right", "right")
        assert "1 point of your own" in text(room)
        assert "d end drawing" in lines(room)[-1]
        await told(pilot, room, "2")
        assert room.frame.state.dataset == "own"
        assert [label for _x, _y, label in room.frame.state.points] == [-1, 1]
        output = room.play.output.region
        await pilot.click(offset=(output.x + 3, output.y + 4))
        await until(pilot, lambda: len(room.frame.state.points) == 3)
        assert room.frame.state.points[-1][2] == 1
        for x in (5, 5, 6):
            await pilot._post_mouse_events([MouseMove], None, (output.x + x, output.y + 4), button=1)
        await until(pilot, lambda: len(room.frame.state.points) == 5)
        await told(pilot, room, "backspace", "backspace", "backspace")
        assert len(room.frame.state.points) == 2
        await pilot.press("escape")
        assert room.play.pane == "output"
        await told(pilot, room, "n")
        assert room.frame.epoch == 1


async def test_own_points_from_a_table(tmp_path):
    (tmp_path / "points.csv").write_text("x,y,class\n1,2,0\n-1,3.5,1\n2,-2,0\n", "utf-8")
    (tmp_path / "bad.csv").write_text("1,2,0\n1,two,1\n", "utf-8")
    room = Room(CIRCLE, tmp_path)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        await pilot.press("c", *"bad.csv", "enter")
        await until(pilot, lambda: "line 2" in text(room))
        await pilot.press("c", *"none.csv", "enter")
        await until(pilot, lambda: "none.csv" in text(room))
        await pilot.press("c", *"points.csv", "enter")
        await until(pilot, lambda: room.frame.state.dataset == "own")
        assert room.frame.state.points == ((1, 2, -1), (-1, 3.5, 1), (2, -2, -1))


async def test_presets_and_links_open_and_the_link_of_what_is_seen_is_copied(tmp_path):
    room = Room(CIRCLE, tmp_path)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        await pilot.press("o", "down")
        await told(pilot, room, "enter")
        assert room.frame.state == parse(PRESETS[1].link)
        await pilot.press("o", *"dataset=nothing", "enter")
        await pilot.pause()
        assert isinstance(room.screen, Pick)
        assert "dataset=nothing" in text(room)
        await pilot.press("escape", "l")
        await pilot.pause()
        assert parse(room.clipboard) == room.frame.state
        await pilot.press("escape")
        room.screen.post_message(Paste("https://playground.tensorflow.org/#dataset=gauss&seed=1"))
        await until(pilot, lambda: room.frame.state.dataset == "gauss")
        assert room.frame.state.seed == "1"
        await told(pilot, room, "R")
        assert room.frame.state.seed != "1"


async def test_what_one_sees_is_explained_and_the_source_is_there_to_read(tmp_path):
    room = Room("#problem=regression&activation=linear&networkShape=2&learningRate=10&seed=0.70711", tmp_path)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        await trained(pilot, room, 5)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(room.screen, Reader))
        assert "learning rate" in text(room)
        await pilot.press("escape", "i")
        await until(pilot, lambda: "tutor/nn/network.py" in text(room))
        assert network_source().splitlines()[0][3:40] in text(room)


async def test_a_teacher_takes_controls_away(tmp_path):
    link = CIRCLE + "".join(
        f"&{name}_hide=true"
        for name in (
            "playButton",
            "stepButton",
            "resetButton",
            "learningRate",
            "dataset",
            "showTestData",
            "x",
            "numHiddenLayers",
        )
    )
    room = Room(link, tmp_path)
    async with room.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot, room)
        shown = text(room)
        assert "learning rate" not in shown
        assert "‹ circle ›" not in shown
        assert "test points" not in shown
        assert not [line for line in lines(room) if line.startswith("   x₁ ")]
        assert "[+]" not in shown
        assert "train/pause" not in lines(room)[-1]
        await pilot.press("space", "n", "s", "r", "t", "d", "plus")
        await pilot.pause()
        assert (room.frame.epoch, room.frame.is_playing, room.play.output.is_drawing) == (0, False, False)


async def test_a_goal_that_is_none_is_told_and_the_playground_opens(tmp_path):
    room = Room(CIRCLE + "&goal=nonsense", tmp_path)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        await pilot.pause()
        assert "nonsense" in text(room)
        assert room.frame.goal == ()


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (60, 20), (120, 40), (200, 60), (40, 10)])
@pytest.mark.parametrize("plain", [False, True])
async def test_no_size_breaks_it_and_every_part_can_be_reached(tmp_path, size, plain):
    room = Room(
        "#networkShape=8,8,8,8,8,8&xSquared=true&ySquared=true&xTimesY=true&seed=1&goal=loss_test<0.1",
        tmp_path,
        ascii=plain,
    )
    async with room.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, room)
        seen = set()
        for _ in range(4):
            await pilot.press("tab", "right", "down", "left")
            await pilot.pause()
            seen.add(room.play.pane)
            if plain:
                assert text(room).isascii()
        assert seen == {"data", "network", "training", "output"}
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        assert "too small" in text(room)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert "layground" in text(room)


async def test_it_speaks_spanish(tmp_path):
    room = Room(CIRCLE, tmp_path, language="es")
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        shown = text(room)
        assert "Espacio entrenar/pausa" in shown
        assert "[Salida]" in shown
        assert "época 0" in shown
