"""The playground as it looks, at two sizes, in colour, without, and in ASCII, held against pictures of it.

A picture is the screen's text and, in colour, a digest of each row's styles. To take them anew after a change that is
meant: NNTUTOR_PICTURES=new python -m pytest tests/tui/test_playground_pictures.py, then look at the difference.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from tui.playground_host import Room, opened, told, trained
from tui.screen_text import lines

PICTURES = Path(__file__).parent / "pictures"
LOOKS = {"colour": (False, True), "plain": (False, False), "ascii": (True, False)}
LINK = "#dataset=circle&networkShape=4,2&seed=0.42857&showTestData=true&goal=loss_test<0.05;neurons<=8"
CLASSES = "#dataset=spiral&classes=3&loss=cross-entropy&optimizer=adam&networkShape=5,3&seed=0.16180"
EPOCHS = 12


def styles(room: Room) -> list[str]:
    """A digest of each row: what stands in which style."""
    digests = []
    for strip in room.screen._compositor.render_strips():
        drawn = "".join(f"{segment.style}:{len(segment.text)};" for segment in strip.simplify() if not segment.control)
        digests.append(hashlib.sha256(drawn.encode()).hexdigest()[:8])
    return digests


def assert_looks(room: Room, name: str, *, in_color: bool) -> None:
    """The screen is as in the picture of this name, or becomes it."""
    shown = lines(room)
    if in_color:
        shown = [*shown, "", *styles(room)]
    picture = "\n".join(shown) + "\n"
    file = PICTURES / f"{name}.txt"
    if os.environ.get("NNTUTOR_PICTURES") == "new":
        PICTURES.mkdir(exist_ok=True)
        file.write_text(picture, "utf-8")
    assert picture == file.read_text("utf-8")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("look", LOOKS)
async def test_it_looks_as_it_did(tmp_path, size, look):
    plain, color = LOOKS[look]
    room = Room(LINK, tmp_path, ascii=plain, color=color)
    where = f"{size[0]}x{size[1]}-{look}"
    async with room.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, room)
        await trained(pilot, room, EPOCHS)
        await told(pilot, room, "left", "left", "left")
        await pilot.pause()
        assert_looks(room, f"playground-past-{where}", in_color=color)
        await told(pilot, room, "b", "n", "n")
        for part in ("data", "network", "training"):
            await pilot.press("tab")
            await pilot.pause()
            if part != "data" or size == (80, 24):
                assert_looks(room, f"playground-{part}-{where}", in_color=color)


@pytest.mark.parametrize("look", LOOKS)
async def test_three_classes_look_as_they_did(tmp_path, look):
    plain, color = LOOKS[look]
    room = Room(CLASSES, tmp_path, ascii=plain, color=color)
    async with room.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, room)
        await trained(pilot, room, EPOCHS)
        await pilot.pause()
        assert_looks(room, f"playground-classes-80x24-{look}", in_color=color)


@pytest.mark.parametrize("look", ["plain", "ascii"])
async def test_without_colour_nothing_is_lost(tmp_path, look):
    """What colour says in the other picture is said by signs: classes, the sign of a link, where the keys are."""
    plain, color = LOOKS[look]
    room = Room(LINK, tmp_path, ascii=plain, color=color)
    async with room.run_test(size=(120, 40), notifications=True) as pilot:
        await opened(pilot, room)
        await trained(pilot, room, EPOCHS)
        await pilot.press("tab", "tab")
        await pilot.pause()
        shown = "\n".join(lines(room))
        signs = "xoXO[]<>@." if plain else "•◦▪▫▐▌‹›█░"
        assert [sign for sign in signs if sign not in shown] == []
        colors = {
            segment.style.color
            for strip in room.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.color
        }
        assert not colors
