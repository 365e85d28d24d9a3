"""Take the pictures of the README: the real program on the real course, each at the moment that shows it best.

Run: python scripts/screenshots.py [FOLDER [playground]]   (writes menu.svg, lesson.svg, quiz.svg, playground.svg, or
only the last one; takes half a minute)
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot

from tutor.content.library import Library
from tutor.kernel.events import State
from tutor.locale import use
from tutor.paths import course_dir
from tutor.progress import open_progress
from tutor.tui.app import TutorApp
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.screens.playground import PlaygroundScreen
from tutor.tui.screens.quiz import QuizScreen

PATIENCE = 90
SPIRAL = (
    "https://playground.tensorflow.org/#dataset=spiral&networkShape=6,5&seed=0.31831&learningRate=0.03"
    "&sinX=true&sinY=true&percTrainData=60"
)
LEARNT = 0.02  # the test loss at which its picture is taken


async def until(pilot: Pilot[int], condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await pilot.pause(0.02)


async def take(folder: Path, size: tuple[int, int]) -> None:
    use("en")
    home = Path(tempfile.mkdtemp(prefix="nntutor-"))
    progress = open_progress(home / "progress.db")
    app = TutorApp(Library(course_dir(), None), progress, home / "notebooks")

    def save(name: str) -> None:
        write(app, folder / f"{name}.svg")

    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.open_unit("1.5")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        lesson = app.screen
        assert isinstance(lesson, LessonScreen)
        await until(pilot, lambda: lesson.session.state is State.READY)
        await pilot.press("a")
        cell = next(view for view in lesson.page.cells if ".fit(" in view.source)
        await until(pilot, lambda: re.search(r"epoch [345]/", "\n".join(_text(app))) is not None)
        save("lesson")
        await until(pilot, lambda: lesson.session.state is State.READY and not cell.is_running)
        await pilot.press("q")
        await pilot.pause()
        save("menu")
        await pilot.press("slash", *"1.13", "enter")
        await until(pilot, lambda: isinstance(app.screen, QuizScreen))
        await pilot.press("b", "enter")
        await pilot.pause(0.3)
        save("quiz")
        await app.leave()


async def take_playground(folder: Path, size: tuple[int, int]) -> None:
    use("en")
    home = Path(tempfile.mkdtemp(prefix="nntutor-"))
    app = TutorApp(Library(course_dir(), None), open_progress(home / "progress.db"), home, playground=SPIRAL)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: isinstance(app.screen, PlaygroundScreen) and app.screen.frame is not None)
        play = app.screen
        assert isinstance(play, PlaygroundScreen)
        await pilot.press(*">>>", "space")
        await until(pilot, lambda: play.frame is not None and play.frame.losses[1] < LEARNT)
        await pilot.press("space")
        await until(pilot, lambda: play.frame is not None and not play.frame.is_playing)
        await pilot.pause(0.3)
        write(app, folder / "playground.svg")
        await app.leave()


def write(app: TutorApp, path: Path) -> None:
    picture = app.export_screenshot(title="").replace("<text ", '<text xml:space="preserve" ')
    path.write_text(picture, "utf-8")


def _text(app: TutorApp) -> list[str]:
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 (Textual has no public way to read its screen)
    return ["".join(segment.text for segment in strip) for strip in strips]


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    target.mkdir(parents=True, exist_ok=True)
    if "playground" not in sys.argv:
        asyncio.run(take(target, (100, 30)))
    asyncio.run(take_playground(target, (120, 40)))
