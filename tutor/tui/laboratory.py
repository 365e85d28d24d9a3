"""A playground that is open: its screen, and what it writes and reads beside the learner."""

from __future__ import annotations

import asyncio
import csv
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.clean import clean
from tutor.locale import _
from tutor.nn.keys import FARTHEST, MOST_CLASSES, MOST_POINTS
from tutor.nn.state import TWO
from tutor.tui.playground.errands import Desk
from tutor.tui.screens.playground import PlaygroundScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tutor.nn.state import State
    from tutor.tui.playground.steering import Points

MOST_BYTES = 1_000_000
COLUMNS = 3


def playground_screen(state: State, folder: Path, *, ascii: bool = False, color: bool = True) -> PlaygroundScreen:
    """The screen; files are written into `folder`, and names of files to read are taken from there."""

    async def write(name: str, text: str) -> Path:
        return await asyncio.to_thread(_written, folder / name, text)

    async def points(path: str) -> Points:
        return await asyncio.to_thread(_read, folder, path)

    return PlaygroundScreen(state, Desk(write, points, network_source), ascii=ascii, color=color)


def network_source() -> str:
    """The program of the network, as it runs."""
    found = importlib.util.find_spec("tutor.nn.network")
    if found is None or found.origin is None:
        return ""
    return Path(found.origin).read_text(encoding="utf-8")


def _written(path: Path, text: str) -> Path:
    """The text in a file of this name, or of the next one that is free: nothing is ever overwritten."""
    for number in range(1, 1000):
        free = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        try:
            with free.open("x", encoding="utf-8") as file:
                file.write(text if text.endswith("\n") else text + "\n")
        except FileExistsError:
            continue
        return free
    raise OSError(_("there are too many files of this name already"))


def _read(folder: Path, name: str) -> Points:
    path = folder / Path(name).expanduser()
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(_("the file is too large for a table of points"))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return table_points(file)
    except (csv.Error, UnicodeDecodeError) as error:
        raise ValueError(_("this is not a table of text")) from error


def table_points(lines: Iterable[str]) -> Points:
    """Points from rows `x, y, label`; a first row of names is left out. Raises ValueError with the line's number.

    Labels are −1 and 1, or classes counted from 0 (two of them become −1 and 1).
    """
    rows = [(at, row) for at, row in enumerate(csv.reader(lines), 1) if any(cell.strip() for cell in row)]
    if rows and not any(map(_is_number, rows[0][1])):
        del rows[0]
    points = [_point(at, row) for at, row in rows]
    if not TWO <= len(points) <= MOST_POINTS:
        raise ValueError(
            _("2 to {most} points are needed, and there are {count}").format(most=MOST_POINTS, count=len(points))
        )
    labels = {label for _x, _y, label in points}
    if labels <= {0.0, 1.0} and 0.0 in labels:
        return tuple((x, y, 2 * label - 1) for x, y, label in points)
    if labels <= {-1.0, 1.0} or labels <= set(map(float, range(MOST_CLASSES))):
        return tuple(points)
    raise ValueError(_("a label is -1 or 1, or a class from 0 to {last}").format(last=MOST_CLASSES - 1))


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _point(at: int, row: list[str]) -> tuple[float, float, float]:
    if len(row) < COLUMNS or not all(map(_is_number, row[:COLUMNS])):
        shown = clean(", ".join(row), multiline=False)[:40]
        raise ValueError(_("line {line}: three numbers are wanted, and there is “{row}”").format(line=at, row=shown))
    x, y, label = map(float, row[:COLUMNS])
    if not (abs(x) <= FARTHEST and abs(y) <= FARTHEST):
        raise ValueError(_("line {line}: a point lies too far away").format(line=at))
    return x, y, label
