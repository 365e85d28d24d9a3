"""Take the pictures of the README: the real program on the real course, each at the moment that shows it best.

Run: python scripts/screenshots.py [FOLDER]   (writes menu.svg, lesson.svg, quiz.svg; takes about 20 seconds)
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
from tutor.tui.screens.quiz import QuizScreen

PATIENCE = 90


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
        picture = app.export_screenshot(title="").replace("<text ", '<text xml:space="preserve" ')
        (folder / f"{name}.svg").write_text(picture, "utf-8")

    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("enter")
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


def _text(app: TutorApp) -> list[str]:
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 (Textual has no public way to read its screen)
    return ["".join(segment.text for segment in strip) for strip in strips]


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(target, (100, 30)))
