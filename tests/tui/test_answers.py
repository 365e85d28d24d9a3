"""Answers that are run, in the quiz, in a lesson and in the review: real grading in real processes, at two sizes."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from marking.conftest import QUIZ
from scripted import ScriptedSession
from tui.screen_text import text
from tui.test_kinds import ALL, PRODUCT

from tutor.content.library import Library
from tutor.content.shuffle import shuffled
from tutor.locale import use
from tutor.progress import Progress, store
from tutor.tui.app import TutorApp
from tutor.tui.screens.beliefs import BeliefsScreen
from tutor.tui.screens.menu import MenuScreen
from tutor.tui.screens.quiz import QuizScreen
from tutor.tui.screens.review import ReviewScreen
from tutor.tui.widgets.inquiry import Inquiry
from tutor.tui.widgets.question import Question

pytestmark = pytest.mark.kernel
SIZES = [(80, 24), (40, 12)]
MORE = """\
  - id: which
    kind: choice
    unit: "1.1"
    prompt: {es: "¿Cuál?", en: "Which one?"}
    hints: [{es: Piensa., en: Think.}]
    options:
      - {text: the right one, right: true, feedback: "This one it is."}
      - {text: another, feedback: "That bends nothing.", misconception: bends-nothing}
misconceptions:
  bias-is-optional: {es: El sesgo sobra., en: The bias can be left out.}
  numbers-are-text: Numbers are text.
  bends-nothing: A line bends.
"""
LESSON = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3, language: python}
nntutor: {unit: "1.1", minutes: 5}
---
# The lesson

Words before.

```{question} t/which
```

```{code-cell} ipython3
:name: one
print("one")
```

```{question} t/neuron
```

```{question} t/nowhere
```

Words behind.
"""
RIGHT = "def neuron(x, w, b):\n    return x @ w + b"
DAY = 86400.0


class Desk:
    """An app on a course of one lesson and one quiz."""

    def __init__(self, root: Path) -> None:
        for language in ("es", "en"):
            folder = root / "lessons" / language
            folder.mkdir(parents=True)
            (folder / "1.01-lesson.md").write_text(LESSON, "utf-8")
        (root / "lessons" / "course.yaml").write_text("title: {es: C, en: C}\nchapters: {1: {es: F, en: F}}\n", "utf-8")
        (root / "quizzes").mkdir()
        (root / "quizzes" / "t.yaml").write_text(QUIZ.replace('unit: "1.1"', 'unit: "1.2"', 1) + MORE, "utf-8")
        self.library = Library(root, root / "cache")
        self.progress = Progress(root / "progress.db")
        self.app = TutorApp(
            self.library,
            self.progress,
            root / "notebooks",
            session=lambda _keras, changed: ScriptedSession({}, changed),
        )

    @property
    def question(self) -> Question:
        return self.app.screen.query_one(Question)

    async def until(self, pilot, holds: Callable[[], object]) -> None:
        """Wait for the screen; a process answers when it does, on a busy machine after a while."""
        async with asyncio.timeout(60):
            while not holds():
                await pilot.pause()

    async def shows(self, pilot, *words: str) -> None:
        await self.until(pilot, lambda: all(" ".join(one.split()) in " ".join(text(self.app).split()) for one in words))


@pytest.fixture
def desk(tmp_path):
    use("en")
    desk = Desk(tmp_path)
    yield desk
    desk.progress.close()


async def open_quiz(desk, pilot) -> None:
    await desk.app._open(desk.library.find("t"))
    await desk.until(pilot, lambda: isinstance(desk.app.screen, QuizScreen))
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["en", "es"])
async def test_every_kind_that_is_run_wrong_in_part_and_right(desk, size, language):
    use(language)
    async with desk.app.run_test(size=size, notifications=True) as pilot:
        await open_quiz(desk, pilot)
        editor = desk.question.pad.editor
        assert desk.app.focused is editor
        editor.load_text("def neuron(x, w, b):\n    return x @ w")
        await pilot.press("ctrl+r")
        await desk.shows(pilot, "No bias.")
        assert (desk.app.screen._outcomes["neuron"], desk.app.focused) == ("wrong", editor)
        editor.load_text("def neuron(x, w, b):\n    return 13")
        await pilot.press("f5")
        await desk.until(pilot, lambda: desk.app.screen._outcomes["neuron"] == "partial")
        editor.load_text("def neuron(x, w, b):\n    return x @ w + q")
        await pilot.press("f5")
        await desk.until(pilot, lambda: desk.app.screen._outcomes["neuron"] == "error")
        if size == SIZES[0]:  # a smaller one has to scroll for it
            await desk.shows(pilot, "NameError")
        editor.load_text(RIGHT)
        await pilot.press("ctrl+r")
        await desk.shows(pilot, "Good.")
        await pilot.press("enter")
        await desk.until(pilot, lambda: desk.app.screen.item.id == "foretold")
        await pilot.press(*"22", "enter")
        await desk.until(pilot, lambda: "foretold" in desk.app.screen._outcomes)
        assert desk.app.screen._outcomes["foretold"] == "wrong"
        await pilot.press("enter")
        await desk.until(pilot, lambda: desk.app.screen.item.id == "sketched")
        await pilot.press("enter")
        assert desk.app.screen._phase == "asking"
        await pilot.press(*["up"] * 10, "right", *["down"] * 7, "right", *["down"] * 6, *["right"] * 3, *["down"] * 5)
        await pilot.press("enter")
        await desk.until(pilot, lambda: "sketched" in desk.app.screen._outcomes)
        assert desk.app.screen._outcomes["sketched"] in {"partial", "right"}
        assert len(desk.question._sheet.verdict.curve) == 20
        await pilot.press("enter")
        await desk.until(pilot, lambda: desk.app.screen.item.id == "which")
        await pilot.press("h", "a", "enter")
        await desk.until(pilot, lambda: "which" in desk.app.screen._outcomes)
        await pilot.press("enter")
        await desk.until(pilot, lambda: desk.app.screen._phase == "finished")
    attempt = desk.progress.attempts("t")[0]
    assert [given.outcome for given in attempt.answers.values()][:2] == ["right", "wrong"]


async def test_the_solution_opens_for_who_asks_twice_and_then_the_score_stays(desk):
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_quiz(desk, pilot)
        await pilot.press("escape", "s")
        await desk.shows(pilot, "Once more shows the solution")
        assert not desk.progress.tries("t", "neuron").is_shown
        await pilot.press("s")
        await desk.shows(pilot, "Solution, line 1 of 2")
        await pilot.press("s")
        await desk.shows(pilot, "return x @ w + b")
        await desk.until(pilot, lambda: desk.progress.tries("t", "neuron").is_shown)
        await pilot.press("enter")
        desk.question.pad.editor.load_text(RIGHT)
        await pilot.press("ctrl+r")
        await desk.shows(pilot, "Good.")
    given = desk.progress.open_attempt("t").answers["neuron"]
    assert (given.outcome, given.score) == ("right", 0.0)


async def test_after_three_tries_it_opens_at_once(desk):
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_quiz(desk, pilot)
        for number in range(3):
            desk.question.pad.editor.load_text(f"def neuron(x, w, b):\n    return x @ w  # {number}")
            await pilot.press("ctrl+r")
            await desk.until(pilot, lambda count=number: desk.progress.tries("t", "neuron").answers == count + 1)
            await desk.until(pilot, lambda: desk.app.screen._phase == "told")
        await pilot.press("escape", "s")
        await desk.shows(pilot, "Solution, line 1 of 2")
    assert desk.progress.tries("t", "neuron").answers == 3


async def test_what_runs_for_ever_is_stopped_by_a_key(desk):
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_quiz(desk, pilot)
        desk.question.pad.editor.load_text("while True: pass")
        await pilot.press("ctrl+r")
        await desk.shows(pilot, "It runs")
        await pilot.press("ctrl+c")
        await desk.shows(pilot, "Stopped; nothing was kept.")
        assert desk.progress.tries("t", "neuron").answers == 0


async def test_the_starter_is_no_attempt(desk):
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_quiz(desk, pilot)
        await pilot.press("ctrl+r")
        await desk.shows(pilot, "Nothing is written yet.")
        assert desk.progress.open_attempt("t").answers == {}
        assert desk.app.screen._phase == "asking"


async def test_a_long_last_line_of_the_starter_shows_its_beginning(desk):
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_quiz(desk, pilot)
        desk.question.pad.open("def neuron(x, w, b):\n    return " + " + ".join("abcdefghijklmnopqrstuvwxyz"))
        await pilot.pause()
        editor = desk.question.pad.editor
        assert editor.cursor_location == editor.document.end
        assert editor.scroll_offset.x == 0


async def test_hints_go_on_where_they_were(desk):
    desk.progress.begin("t", "en", 1)
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_quiz(desk, pilot)
        attempt = desk.progress.open_attempt("t")
        for name in ("neuron", "foretold", "sketched"):
            desk.progress.answer(attempt.id, name, "x", "wrong", 0.0)
        await pilot.press("escape", "escape")
        await open_quiz(desk, pilot)
        await pilot.press("h")
        await desk.shows(pilot, "Hint 1 of 1", "Think.")
        await pilot.press("escape")
        await desk.until(pilot, lambda: desk.progress.tries("t", "which").hints == 1)
        await open_quiz(desk, pilot)
        await desk.shows(pilot, "Hint 1 of 1")
        assert desk.question._hint == 1


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_questions_of_a_lesson_are_answered_in_place(desk, size):
    async with desk.app.run_test(size=size, notifications=True) as pilot:
        await desk.app._open(desk.library.find("1.1"))
        await pilot.pause()
        await desk.until(pilot, lambda: len(desk.app.screen.query(Inquiry)) == 3)
        which, neuron, nowhere = desk.app.screen.query(Inquiry)
        await desk.until(pilot, lambda: which._is_there and neuron._is_there and not nowhere.can_focus)
        await pilot.press("n")
        assert desk.app.focused is which
        await pilot.press("enter")
        question = desk.library.question("t/which")
        wrong = "ab"[[option.right for option in shuffled(question, 0)].index(False)]
        await pilot.press(wrong, "enter")
        await desk.shows(pilot, "Not right: try again.", "That bends nothing.")
        assert "This one it is" not in text(desk.app)
        await pilot.press("ab".replace(wrong, ""), "enter")
        await desk.shows(pilot, "This one it is.")  # kept before it is told
        assert desk.progress.tries("t", "which").last.outcome == "right"
        await pilot.press("escape")
        assert desk.app.focused is which
        await pilot.press("n", "n")
        assert desk.app.focused is neuron
        await pilot.press("enter")
        assert desk.app.focused is neuron.question.pad.editor
        neuron.question.pad.editor.load_text(RIGHT)
        await pilot.press("ctrl+r")
        await desk.shows(pilot, "Good.")
        assert desk.progress.tries("t", "neuron").last.outcome == "right"
        await pilot.press("escape")
        assert desk.app.focused is neuron
        await pilot.press("escape")
        await desk.until(pilot, lambda: isinstance(desk.app.screen, MenuScreen))
    assert [held.closed is None for held in desk.progress.misconceptions()] == [False]


async def test_keys_typed_at_once_go_from_stop_to_stop(desk):
    async with desk.app.run_test(size=(40, 12), notifications=True) as pilot:
        await desk.app._open(desk.library.find("1.1"))
        await desk.until(pilot, lambda: len(desk.app.screen.query(Inquiry)) == 3)
        which, neuron, _nowhere = desk.app.screen.query(Inquiry)
        await desk.until(pilot, lambda: which._is_there and neuron._is_there)
        await pilot.pause()
        for stop in (which, desk.app.screen.page.cells[0], neuron):
            desk.app.screen.action_cell(1)
            assert desk.app.focused is stop


async def test_who_has_gone_on_is_not_called_back(desk):
    async with desk.app.run_test(size=(40, 12), notifications=True) as pilot:
        await desk.app._open(desk.library.find("1.1"))
        await desk.until(pilot, lambda: len(desk.app.screen.query(Inquiry)) == 3)
        which, neuron, _nowhere = desk.app.screen.query(Inquiry)
        await desk.until(pilot, lambda: which._is_there and neuron._is_there)
        await pilot.press("n", "n", "n")
        await desk.until(pilot, lambda: desk.app.screen.page.scroll_offset.y > which.virtual_region.bottom)
        place = desk.app.screen.page.scroll_offset.y
        which.question.trouble("It came late.")
        await desk.until(pilot, lambda: which.question.told.size.height)
        await pilot.pause()
        assert desk.app.screen.page.scroll_offset.y >= place


async def test_a_lesson_remembers_how_its_questions_went(desk):
    desk.progress.single("t", "which", 0, "a", "right", 1.0, where="lesson")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.app._open(desk.library.find("1.1"))
        await desk.shows(pilot, "Question · answered right")
        assert desk.app.screen.query(Inquiry)[0].desk.standing == "answered right"


async def test_an_answer_that_cannot_be_kept_stays(desk, monkeypatch):
    def full(*_args, **_named):
        raise OSError("No space left on device")

    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.app._open(desk.library.find("1.1"))
        await desk.until(pilot, lambda: desk.app.screen.query(Inquiry) and desk.app.screen.query(Inquiry)[0]._is_there)
        monkeypatch.setattr(desk.progress, "single", full)
        await pilot.press("n", "enter", "a", "enter")
        await desk.shows(pilot, "could not be kept", "No space left on device")
        monkeypatch.undo()
        await pilot.press("enter")
        await desk.until(pilot, lambda: desk.progress.tries("t", "which").last)
    assert desk.progress.tries("t", "which").last.question == "which"


def answered_long_ago(progress, monkeypatch) -> None:
    now = time.time()
    with monkeypatch.context() as patched:
        patched.setattr(store.time, "time", lambda: now - 41 * DAY)
        progress.single("t", "which", 0, "b", "wrong", 0.0, where="lesson", misconceptions=["bends-nothing"])
        patched.setattr(store.time, "time", lambda: now - 40 * DAY)
        progress.single("t", "neuron", 0, "x", "wrong", 0.0, where="lesson", misconceptions=["bias-is-optional"])
        progress.single("t", "is-gone", 0, "x", "wrong", 0.0, where="lesson")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_review_asks_what_is_due(desk, size, monkeypatch):
    answered_long_ago(desk.progress, monkeypatch)
    async with desk.app.run_test(size=size, notifications=True) as pilot:
        await desk.shows(pilot, "questions are due (r)")
        await pilot.press("r")
        await desk.until(pilot, lambda: isinstance(desk.app.screen, ReviewScreen))
        review = desk.app.screen
        assert review.desk.count == 2
        item = review.desk._items[0]
        right = "ab"[[option.right for option in shuffled(item.question, item.seed)].index(True)]
        await pilot.press(right, "enter")
        await desk.until(pilot, lambda: review._phase == "told")
        await desk.shows(pilot, "This one it is.")
        await pilot.press("enter")
        await desk.until(pilot, lambda: review.index == 1)
        desk.question.pad.editor.load_text("def neuron(x, w, b):\n    return x @ w")
        await pilot.press("ctrl+r")
        await desk.until(pilot, lambda: review._phase == "told")
        await pilot.press("escape", "enter")
        await desk.until(pilot, lambda: review._phase == "finished")
        await desk.shows(pilot, "1 of 2 right.", "due in")
        await pilot.press("m")
        await desk.until(pilot, lambda: isinstance(desk.app.screen, BeliefsScreen))
        await desk.shows(pilot, "1 open", "The bias can be left out.")
        await pilot.press("escape", "escape")
        await desk.until(pilot, lambda: isinstance(desk.app.screen, MenuScreen))
        assert "due (r)" not in text(desk.app)
    assert {held.name for held in desk.progress.misconceptions() if held.closed} == {"bends-nothing"}


async def test_nothing_due_and_nothing_believed(desk):
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("r")
        await desk.shows(pilot, "Nothing is due.")
        await pilot.press("m")
        await desk.shows(pilot, "Nothing yet")
        await pilot.press("q")
        await desk.until(pilot, lambda: isinstance(desk.app.screen, ReviewScreen))
        await pilot.press("escape")
        await desk.until(pilot, lambda: isinstance(desk.app.screen, MenuScreen))
        await pilot.press("m")
        await desk.until(pilot, lambda: isinstance(desk.app.screen, BeliefsScreen))
        assert desk.app.screen.lines == ()


async def test_from_a_belief_to_its_unit(desk, monkeypatch):
    answered_long_ago(desk.progress, monkeypatch)
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("m")
        await desk.until(pilot, lambda: isinstance(desk.app.screen, BeliefsScreen))
        units = [line.unit for line in desk.app.screen.lines]
        await pilot.press(*["down"] * units.index("1.1"), "enter")
        await desk.shows(pilot, "The lesson", "Words before.")
        assert not isinstance(desk.app.screen, BeliefsScreen)


async def test_a_program_goes_on_from_the_last_answer(desk):
    desk.progress.single("t", "neuron", 0, "def neuron(x, w, b):\n    return 7", "wrong", 0.0, where="lesson")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.app._open(desk.library.find("1.1"))
        await desk.until(pilot, lambda: len(desk.app.screen.query(Inquiry)) == 3)
        neuron = desk.app.screen.query(Inquiry)[1]
        await desk.until(pilot, lambda: neuron._is_there)
        assert neuron.question.pad.text.endswith("return 7")
        assert desk.app.screen.query(Inquiry)[0].question.pad.editor is None


@pytest.mark.parametrize(("question", "keys"), ALL, ids=lambda one: one["id"] if isinstance(one, dict) else "")
async def test_every_kind_is_answered_in_a_lesson(tmp_path, question, keys):
    use("en")
    desk = Desk(tmp_path)
    quiz = {"id": "t", "title": "T", "unit": "1.2", "questions": [question, PRODUCT]}
    (tmp_path / "quizzes" / "t.yaml").write_text(json.dumps(quiz), "utf-8")
    for path in tmp_path.glob("lessons/*/1.01-lesson.md"):
        path.write_text(LESSON.replace("t/which", f"t/{question['id']}"), "utf-8")
    desk.library = desk.app.library = Library(tmp_path, tmp_path / "cache")
    async with desk.app.run_test(size=(80, 24), notifications=True) as pilot:
        await desk.app._open(desk.library.find("1.1"))
        await desk.until(pilot, lambda: desk.app.screen.query(Inquiry) and desk.app.screen.query(Inquiry)[0]._is_there)
        await pilot.press("n", "enter", *keys)
        await desk.until(pilot, lambda: desk.progress.tries("t", question["id"]).last)
        last = desk.progress.tries("t", question["id"]).last
        assert last.outcome in {"right", "partial", "wrong", "noted"}
        await desk.until(pilot, lambda: desk.question._sheet.verdict)
        verdict = desk.question._sheet.verdict
        if last.outcome in {"partial", "wrong"}:
            assert not verdict.is_final
            assert "try again" in verdict.words
            assert not any(mark.sign == "missed" or mark.partner for mark in verdict.marks)
            assert verdict.places == ()
    desk.progress.close()
