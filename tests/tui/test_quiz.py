"""Taking a quiz: choosing, being told, going on, coming back; and trouble on the way."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from types import MappingProxyType

import pytest
from tui.screen_text import HOSTILE, HOSTILE_SHOWN, Host, lines, style_at, text

from tutor.content.quiz import Bilingual, Quiz
from tutor.grading import Outcome, Result
from tutor.tui.attempts import Summary
from tutor.tui.reading import Reading
from tutor.tui.screens.quiz import QuizScreen

SAID = (QuizScreen.Visit, QuizScreen.Again, QuizScreen.Left)
UNITS = {"1.7": "Matrix times vector", "1.5": "Train your first network"}


def both(es: str, en: str | None = None) -> dict[str, str]:
    return {"es": es, "en": en or es}


PRODUCT = {
    "id": "product",
    "kind": "choice",
    "unit": "1.7",
    "prompt": both(
        r"What is $A$ times $x$?" + "\n\n" + r"$$\begin{bmatrix}5&4\\2&3\end{bmatrix}$$" + "\n\n```python\nA @ x\n```"
    ),
    "options": [
        {"text": "`[16, 20]`", "right": True, "feedback": both("Row by column.")},
        {"text": "`[23, 16]`", "feedback": both("That is another **order**.")},
        {"text": "`[16, 45]`", "feedback": both("The second row adds first.")},
    ],
}
INSPIRED = {
    "id": "inspired",
    "kind": "true_false",
    "unit": "9.9",
    "prompt": both("Inspiradas en las biológicas.", "Inspired by biological ones."),
    "answer": True,
    "feedback": {"true": both("So it was, in 1943."), "false": both("They were.")},
}
STEPS = {
    "id": "steps",
    "kind": "number",
    "unit": "1.5",
    "prompt": both("How many steps has an epoch?"),
    "answer": 468.75,
    "tolerance": {"absolute": 0.5},
    "feedback": both("60,000 divided by 128."),
}


def quiz(*questions: dict) -> Quiz:
    return Quiz.model_validate(
        {
            "id": "1-foundations",
            "title": both("Fundamentos", "Foundations"),
            "unit": "1.13",
            "pass": 0.7,
            "questions": list(questions or (PRODUCT, INSPIRED, STEPS)),
        }
    )


@dataclass
class Kept:
    outcome: str
    score: float = 0.0


@dataclass
class Go:
    seed: int = 3
    answers: dict[str, Kept] = field(default_factory=dict)


class Store:
    """Grades by the quiz's own words and keeps answers in a list; `troubles` are raised first, one a call."""

    def __init__(self, quiz: Quiz, *troubles: Exception) -> None:
        self.quiz = quiz
        self.troubles = list(troubles)
        self.taken: list[tuple[str, object]] = []
        self.gate: asyncio.Event | None = None
        self.finished = 0

    async def take(self, name: str, answer: object) -> Result:
        if self.gate:
            await self.gate.wait()
        if self.troubles:
            raise self.troubles.pop(0)
        result = self.graded(name, answer)
        self.taken.append((name, answer))
        return result

    def graded(self, name: str, answer: object) -> Result:
        item = self.quiz.question(name)
        match item.kind:
            case "choice":
                option = next(option for option in item.options if option.key == answer)
                is_right, feedback = option.right, option.feedback
            case "true_false":
                is_right, feedback = answer is item.answer, item.feedback.true if answer else item.feedback.false
            case _:
                try:
                    is_right = abs(float(answer.replace(",", ".")) - item.answer) <= item.tolerance.absolute
                except ValueError:
                    raise ValueError(f"“{answer}” is not a number") from None
                feedback = item.feedback
        return Result(Outcome.RIGHT if is_right else Outcome.WRONG, float(is_right), feedback)

    async def finish(self) -> Summary:
        if self.troubles:
            raise self.troubles.pop(0)
        self.finished += 1
        return Summary(2 / 3, passed=False, seconds=380)


def host(store: Store, go: Go | None = None, *, language: str = "en", ascii: bool = False) -> Host:
    go = go or Go()
    screen = QuizScreen(store.quiz, go, language, store.take, store.finish, units=MappingProxyType(UNITS), ascii=ascii)
    return Host(screen, *SAID)


def letter_of(app: Host, option: str) -> str:
    """The letter before an option on the screen."""
    return next(line.split(option)[0].split()[-1] for line in lines(app) if option in line)


def row(app: Host, option: str) -> str:
    return next(line for line in lines(app) if option in line)


async def test_a_right_answer():
    store = Store(quiz())
    app = host(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        shown = lines(app)
        assert shown[0].startswith(" Quiz · Foundations")
        assert "1/3" in shown[0]
        assert "What is A times x?" in text(app)
        assert any("⎡ 5  4 ⎤" in line for line in shown)
        assert "A @ x" in text(app)
        await pilot.press(letter_of(app, "[16, 20]"), "enter")
        await pilot.pause()
        assert store.taken == [("product", "a")]
        assert "✓ Right." in text(app)
        assert "Row by column." in text(app)
        assert row(app, "[16, 20]").split()[0] == "✓"
        assert "← your answer" in row(app, "[16, 20]")
        assert "→ unit 1.7 Matrix times vector" in text(app)
        assert "Enter next" in lines(app)[-1]


async def test_a_wrong_answer_marks_both_and_gives_the_reason_for_this_option():
    store = Store(quiz())
    app = host(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press(letter_of(app, "[23, 16]"), "enter")
        await pilot.pause()
        assert store.taken == [("product", "b")]
        assert "✗ Not right." in text(app)
        assert "That is another order." in text(app)
        assert "Row by column." not in text(app)
        assert row(app, "[23, 16]").split()[0] == "✗"
        assert row(app, "[16, 20]").split()[0] == "✓"
        assert "← the right answer" in row(app, "[16, 20]")


@pytest.mark.parametrize(
    ("keys", "index"),
    [
        (["down"], 0),
        (["up"], 2),
        (["down", "down"], 1),
        (["down", "up"], 2),
        (["2"], 1),
        (["C"], 2),
        (["z", "9", "1"], 0),
    ],
)
async def test_arrows_letters_and_digits_choose(keys, index):
    app = host(Store(quiz()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        pointed = [line for line in lines(app) if line.lstrip().startswith("▸")]
        assert [line.split()[1] for line in pointed] == ["abc"[index]]


async def test_enter_without_a_choice_asks_nothing():
    store = Store(quiz())
    app = host(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter", "u", "r")
        await pilot.pause()
        assert not store.taken
        assert not app.said
        assert "1/3" in lines(app)[0]


async def test_the_mouse_chooses_and_answers():
    store = Store(quiz())
    app = host(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        y = next(y for y, line in enumerate(lines(app)) if "[16, 45]" in line)
        await pilot.click(offset=(20, 2))
        await pilot.click(offset=(20, y))
        assert not store.taken
        assert "▸" in row(app, "[16, 45]")
        await pilot.click(offset=(20, y))
        await pilot.pause()
        assert store.taken == [("product", "c")]


async def test_the_whole_way_to_the_score():
    store = Store(quiz())
    app = host(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press(letter_of(app, "[23, 16]"), "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "Inspired by biological" in text(app)
        assert "a  True" in text(app)
        await pilot.press("1", "enter")
        await pilot.pause()
        assert "So it was, in 1943." in text(app)
        assert "unit 9.9" in text(app)
        assert "to its unit" not in lines(app)[-1]  # there is no such unit to go to
        await pilot.press("u", "enter")
        await pilot.pause()
        assert "How many steps" in text(app)
        await pilot.press(*"468,5", "enter")
        await pilot.pause()
        assert "✓ Right." in text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert store.taken == [("product", "b"), ("inspired", True), ("steps", "468,5")]
        assert store.finished == 1
        shown = text(app)
        assert "66%" in shown
        assert "✗ not passed yet" in shown
        assert "2 of 3 right, 6 min 20 s, 70% to pass" in shown
        assert "▸ ✗ What is A times x?" in shown
        assert "→ 1.7 Matrix times vector" in shown
        await pilot.press("u", "r", "escape")
        await pilot.pause()
        assert app.said == [QuizScreen.Visit("1.7"), QuizScreen.Again("1-foundations"), QuizScreen.Left()]


async def test_a_number_that_is_none_is_said_and_nothing_is_lost():
    store = Store(quiz(STEPS))
    app = host(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "Write a number first." in text(app)
        await pilot.press("tab", *"4x", "enter")
        await pilot.pause()
        assert "! “4x” is not a number" in text(app)
        assert "│ 4x" in text(app)
        assert not store.taken
        await pilot.press("backspace", "7", "enter")
        await pilot.pause()
        assert store.taken == [("steps", "47")]
        assert "✗ Not right: the answer is 468.75." in text(app)
        assert "60,000 divided by 128." in text(app)


async def test_help_is_a_key_also_where_a_number_is_written():
    app = host(Store(quiz(STEPS)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("4", "question_mark")
        await pilot.pause()
        assert "Give this answer" in text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "│ 4 " in text(app)
        assert "Enter answer" in lines(app)[-1]


async def test_spanish_writes_a_comma():
    app = host(Store(quiz(STEPS)), language="es")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1", "enter")
        await pilot.pause()
        assert "468,75" in text(app)


async def test_an_answer_is_taken_only_when_it_is_kept():
    store = Store(quiz())
    store.gate = asyncio.Event()
    app = host(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1", "enter")
        await pilot.pause()
        assert "right" not in text(app).lower().replace("the right answer", "")
        await pilot.press("enter", "enter", "2", "enter")  # a second answer to the same question is none
        await pilot.pause()
        store.gate.set()
        await pilot.pause()
        assert len(store.taken) == 1
        assert "right." in text(app).lower()


async def test_an_answer_that_cannot_be_kept_stays_to_be_given_again():
    store = Store(quiz(), OSError(f"no space left {HOSTILE}"))
    app = host(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("2", "enter")
        await pilot.pause()
        assert "! Your answer could not be kept: no space left [/] [red] [@click=app.quit]x[/]" in text(app)
        assert "▸ b" in text(app)
        assert not store.taken
        await pilot.press("enter")
        await pilot.pause()
        assert len(store.taken) == 1
        assert "could not be kept" not in text(app)


async def test_a_score_that_cannot_be_kept_can_be_tried_again():
    store = Store(quiz(INSPIRED))
    app = host(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1", "enter")
        await pilot.pause()
        store.troubles.append(OSError("no space left"))
        await pilot.press("enter")
        await pilot.pause()
        assert "! The score could not be kept: no space left." in text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert store.finished == 1
        assert "Every question right." in text(app)


async def test_it_goes_on_at_the_first_question_without_an_answer():
    store = Store(quiz())
    app = host(store, Go(answers={"product": Kept("wrong"), "steps": Kept("right"), "gone": Kept("wrong")}))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "You left here" in text(app)
        assert "Inspired by biological" in text(app)
        assert "2/3" in lines(app)[0]
        await pilot.press("2", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "1 of 3 right" in text(app)
        await pilot.press("down", "enter", "up", "enter")
        await pilot.pause()
        assert app.said == [QuizScreen.Visit("1.7")]  # the other one's unit is not there


async def test_with_every_answer_given_it_goes_straight_to_the_score():
    store = Store(quiz())
    app = host(store, Go(answers={name: Kept("right") for name in ("product", "inspired", "steps")}))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert "3 of 3 right" in text(app)
        assert "Every question right." in text(app)


async def test_escape_leaves_in_the_middle():
    store = Store(quiz())
    app = host(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("2", "escape")
        await pilot.pause()
        assert app.said == [QuizScreen.Left()]
        assert not store.taken


async def test_options_stand_in_the_order_of_the_attempt():
    orders = set()
    for seed in range(8):
        app = host(Store(quiz()), Go(seed))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            orders.add("".join(letter_of(app, option) for option in ("[16, 20]", "[23, 16]", "[16, 45]")))
    assert len(orders) > 1


async def test_hostile_text_is_shown_as_text_everywhere():
    bad = both(HOSTILE.replace("\x00", ""))
    choice = {
        "id": "x",
        "kind": "choice",
        "unit": "1.7",
        "prompt": bad,
        "options": [{"text": bad, "right": True, "feedback": bad}, {"text": "other", "feedback": bad}],
    }
    store = Store(quiz(choice))
    object.__setattr__(store.quiz, "title", Bilingual.model_validate(bad))
    app = host(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("2", "enter")
        await pilot.pause()
        shown = text(app)
        assert shown.count(HOSTILE_SHOWN) == 4
        await pilot.press("enter")
        await pilot.pause()
        shown += text(app)
        assert shown.count(HOSTILE_SHOWN) == 6
        assert not any(char in shown for char in "\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("size", [(120, 40), (40, 12), (20, 5), (1, 1), (300, 100)])
async def test_every_size(size):
    store = Store(quiz())
    app = host(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.resize_terminal(*size)
        await pilot.press("3")
        await pilot.pause()
        if size[0] >= 40:
            assert "▸ c" in text(app)
        await pilot.press("enter")
        await pilot.pause()
        if size[0] >= 40:
            assert "ight." in text(app)
            assert "Enter next" in text(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Inspired by" in text(app)
        assert len(store.taken) == 1


async def test_a_long_prompt_scrolls():
    long = {**PRODUCT, "prompt": both("\n\n".join(f"Paragraph {n}." for n in range(40)))}
    app = host(Store(quiz(long)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        assert "Paragraph 0." in text(app)
        await pilot.press("pagedown")
        await pilot.pause()
        assert "Paragraph 0." not in text(app)
        await pilot.press("1")
        await pilot.pause()
        assert "▸ a" in text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "ight." in text(app)
        await pilot.press("home")
        await pilot.pause()
        assert "Paragraph 0." in text(app)


async def test_ascii_is_ascii():
    app = host(Store(quiz()), ascii=True)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert "> a" in text(app)
        assert text(app).isascii()
        await pilot.press("enter")
        await pilot.pause()
        assert text(app).isascii()


async def test_signs_carry_the_meaning_and_colour_only_helps():
    app = host(Store(quiz()))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press(letter_of(app, "[16, 20]"), "enter")
        await pilot.pause()
        assert style_at(app, "✓ Right").bold


def test_a_key_that_reads_like_an_option_is_not_used_as_one():
    weights = quiz(
        {**PRODUCT, "options": [{"text": name, "right": name == "w", "feedback": "x"} for name in ("b", "a", "w")]}
    )
    offers = Reading(weights.path, "en", 3).asked(weights.questions[0]).offers
    assert {offer.key: offer.answer for offer in offers} == {"a": "b", "b": "a", "c": "c"}
