"""A goal in the quiz's screen: where it is met, and what becomes of the proof line."""

from __future__ import annotations

from pathlib import Path

import pytest
from marking.test_goals import PROOF, QUIZ
from tui.screen_text import lines, text
from tui.test_kinds import Store, host

from tutor.content.quiz import parse_quiz
from tutor.marking import Marker


class Trainer(Store):
    """Marks as the tutor does."""

    async def take(self, name, answer, told=None):
        self.results[name] = await Marker().mark(self.quiz.question(name), answer, told=told)
        self.taken.append((name, answer))
        return self.results[name]


def app_with(language="en"):
    store = Trainer(parse_quiz(QUIZ, Path("goals.yaml")))
    return store, host(store, language=language)


async def answered(app, pilot, line):
    await pilot.press(*line, "enter")
    await app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
async def test_a_proof_is_written_into_the_line(size):
    store, app = app_with()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        said = " ".join(text(app).split())
        assert "Meet the goal in the playground" in said
        assert "Open it in the playground" in said
        await answered(app, pilot, PROOF)
        assert store.taken == [("three", PROOF)]
        assert "Right." in text(app)
        assert "A triangle." in text(app)


async def test_a_line_that_proves_nothing_says_why():
    store, app = app_with()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        assert "Write the proof line first" in text(app)
        await answered(app, pilot, PROOF[:-1])
        assert "Not right." in text(app)
        assert "This proof is damaged" in text(app)
        assert "It does not run" not in text(app)
        assert max(map(len, lines(app))) <= 80
        assert store.results["three"].outcome == "error"
