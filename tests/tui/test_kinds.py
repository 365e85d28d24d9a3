"""Every kind of question in the quiz's screen: answered right, wrong and in part, by keys and by mouse."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType

import pytest
from tui.screen_text import HOSTILE, HOSTILE_SHOWN, Host, lines, text

from tutor.content.quiz import Quiz
from tutor.grading import Outcome, QuizResult, Result, grade, summed
from tutor.marking import Marker
from tutor.progress import Progress
from tutor.tui.attempts import Summary
from tutor.tui.exam import Exam
from tutor.tui.screens.quiz import QuizScreen

SAID = (QuizScreen.Visit, QuizScreen.Again, QuizScreen.Left)


def both(es: str, en: str | None = None) -> dict[str, str]:
    return {"es": es, "en": en or es}


CHOICES = {
    "id": "linear",
    "kind": "choices",
    "unit": "1.7",
    "prompt": both("¿Cuáles son lineales?", "Which of these are linear?"),
    "options": [
        {"text": "`2 * x`", "right": True, "feedback": both("Escala.", "It scales.")},
        {"text": "`x @ W`", "right": True, "feedback": both("Suma productos.", "It sums products.")},
        {"text": "`relu(x)`", "feedback": both("Dobla en cero.", "It bends at zero.")},
        {"text": "`exp(x)`", "feedback": both("Crece sin medida.", "It grows **beyond** any line.")},
    ],
    "hints": [both("Piensa en $f(2x)$.", "Think of $f(2x)$."), both("Son dos.", "There are two.")],
}
NUMBER = {
    "id": "size",
    "kind": "number",
    "unit": "1.7",
    "prompt": both("¿Cuánto ocupan 1024 × 1024 números `float32`?", "How big are 1024 × 1024 numbers of `float32`?"),
    "answer": 4,
    "measured_in": both("MB"),
    "feedback": both("Cada uno ocupa 4 bytes.", "Each takes 4 bytes."),
    "hints": [both("¿Cuántos bytes ocupa uno?", "How many bytes takes one?")],
}
TEXT = {
    "id": "name",
    "kind": "text",
    "unit": "1.7",
    "prompt": both("¿Cómo se llama una vuelta completa a los datos?", "What is one full pass over the data called?"),
    "accepted": ["epoch", "época"],
    "feedback": both("Tras ella se mide.", "After it one measures."),
    "wrong": [{"text": "step", "feedback": both("Un paso es un lote.", "A step is one batch.")}],
}
SHAPE = {
    "id": "output",
    "kind": "shape",
    "unit": "1.7",
    "prompt": both("¿Qué forma sale de `Dense(512)`?", "Which shape leaves `Dense(512)`?"),
    "answer": "(None, 512)",
    "feedback": both("El lote queda abierto.", "The batch stays open."),
    "wrong": [{"shape": "(512,)", "feedback": both("Falta el lote.", "The batch is missing.")}],
}
ORDER = {
    "id": "steps",
    "kind": "order",
    "unit": "1.7",
    "prompt": both("Ordena un paso de entrenamiento.", "Put a training step in order."),
    "items": [
        both("Calcular la salida", "Compute the output"),
        both("Medir la pérdida", "Measure the loss"),
        both("Calcular el gradiente", "Compute the gradient"),
        both("Cambiar los pesos", "Change the weights"),
    ],
    "feedback": both("Sin salida no hay pérdida.", "Without an output there is no loss."),
}
MATCH = {
    "id": "ranges",
    "kind": "match",
    "unit": "1.7",
    "prompt": both("¿Qué valores toma cada una?", "Which values does each take?"),
    "pairs": [
        {"left": "sigmoid", "right": "`(0, 1)`", "feedback": both("Una probabilidad.", "A probability.")},
        {"left": "tanh", "right": "`(-1, 1)`", "feedback": both("Impar.", "It is odd.")},
        {"left": "relu", "right": "`[0, inf)`", "feedback": both("Corta por abajo.", "It cuts below.")},
    ],
    "extra": [{"text": "`(-inf, inf)`", "feedback": both("Esa no acota.", "That one is not bounded.")}],
}
GUESS = {
    "id": "brain",
    "kind": "guess",
    "prompt": both("¿Aprende una red como un cerebro?", "Does a network learn as a brain does?"),
    "options": [
        {"text": both("Sí", "Yes"), "view": both("Ambos cambian conexiones.", "Both change connections.")},
        {"text": both("No", "No"), "view": both("El cerebro no propaga errores.", "Brains do not propagate errors.")},
        {"text": both("En parte", "In part"), "view": both("Depende de la escala.", "It depends on the scale.")},
    ],
    "feedback": both("Se discute aún.", "It is still discussed."),
}
PRODUCT = {
    "id": "sum",
    "kind": "choice",
    "prompt": both("1 + 1"),
    "options": [{"text": "2", "right": True, "feedback": "x"}, {"text": "3", "feedback": "x"}],
}
ALL = [
    (CHOICES, ["h", "a", "c", "enter"]),
    (NUMBER, ["ctrl+t", "5", "enter"]),
    (TEXT, [*"step", "enter"]),
    (SHAPE, [*"(512,)", "enter"]),
    (ORDER, ["b", "down", "space", "enter"]),
    (MATCH, ["a", "b", "c", "enter"]),
    (GUESS, ["b", "enter"]),
]
"""A question of each kind, and keys that answer it in part, or wrong."""


def quiz(*questions: dict) -> Quiz:
    return Quiz.model_validate(
        {"id": "all", "title": both("Todo", "Everything"), "unit": "1.13", "questions": list(questions)}
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
    """Grades, and keeps answers and hints in lists."""

    def __init__(self, quiz: Quiz) -> None:
        self.quiz = quiz
        self.taken: list[tuple[str, object]] = []
        self.hints: list[tuple[str, int]] = []
        self.results: dict[str, Result] = {}

    async def take(self, name: str, answer: object) -> Result:
        question = self.quiz.question(name)
        assert question
        self.results[name] = grade(question, answer)
        self.taken.append((name, answer))
        return self.results[name]

    async def hinted(self, name: str, number: int) -> None:
        self.hints.append((name, number))

    async def finish(self) -> Summary:
        total: QuizResult = summed(self.quiz, self.results)
        return Summary(total.score, total.passed, 60)


def host(store: Store, go: Go | None = None, *, language: str = "en", ascii: bool = False) -> Host:
    units = MappingProxyType({"1.7": "Matrix times vector"})
    screen = QuizScreen(
        store.quiz,
        go or Go(),
        language,
        store.take,
        store.finish,
        units=units,
        hinted=store.hinted,
        ascii=ascii,
    )
    return Host(screen, *SAID)


def row(app: Host, option: str) -> str:
    return next(line for line in lines(app) if option in line)


def letter_of(app: Host, option: str) -> str:
    """The letter before an option on the screen, the last time that it is there."""
    return [line.split(option)[0].split()[-1] for line in lines(app) if option in line][-1]


async def pressed(app: Host, pilot: object, *options: str) -> None:
    await pilot.press(*[letter_of(app, option) for option in options])  # type: ignore[attr-defined]
    await pilot.pause()  # type: ignore[attr-defined]


async def test_choices_all_found():
    store = Store(quiz(CHOICES))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Several may be right." in text(app)
        assert "Space tick" in lines(app)[-1]
        await pressed(app, pilot, "2 * x", "x @ W")
        assert "☑" in row(app, "2 * x")
        assert "☐" in row(app, "exp(x)")
        await pilot.press("enter")
        await pilot.pause()
        assert store.taken == [("linear", store.taken[0][1])]
        assert sorted(store.taken[0][1]) == ["a", "b"]
        assert "✓ Right." in text(app)
        assert "It scales." in text(app)
        assert "It bends" not in text(app)


async def test_choices_in_part_say_what_was_found_what_was_too_many_and_what_was_missed():
    store = Store(quiz(CHOICES))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pressed(app, pilot, "2 * x")
        await pilot.press("enter")
        await pilot.pause()
        assert store.results["linear"].outcome is Outcome.PARTIAL
        assert "◐ Right in part, 50%. 1 of 2 found." in text(app)
        assert row(app, "2 * x").split()[0] == "✓"
        assert row(app, "x @ W").split()[0] == "○"
        assert "← missed" in row(app, "x @ W")
        assert "It sums products." in text(app)
        assert "It scales." not in text(app)  # what is right needs no reason
        await pilot.press("enter")
        await pilot.pause()
        assert "0 of 1 right, 1 in part" in text(app)
        assert "◐ Which of these are linear?  50%" in text(app)


async def test_choices_all_ticked_gain_nothing():
    store = Store(quiz(CHOICES))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "2", "3", "4", "enter")
        await pilot.pause()
        assert "✗ Not right. 2 of 2 found, 2 are too many." in text(app)
        assert "← not right" in row(app, "relu(x)")
        assert "It bends at zero." in text(app)
        assert "It grows beyond any line." in text(app)


async def test_ticks_by_space_and_mouse_can_be_taken_away_and_none_is_no_answer():
    store = Store(quiz(CHOICES))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "! Tick what is right first." in text(app)
        await pilot.press("down", "down", "space")
        await pilot.pause()
        assert text(app).count("☑") == 1
        assert "Tick what is right" not in text(app)
        y = next(y for y, line in enumerate(lines(app)) if "☑" in line)
        await pilot.click(offset=(20, y))
        await pilot.pause()
        assert "☑" not in text(app)
        await pilot.click(offset=(20, y))
        await pilot.click(offset=(20, y + 1))
        await pilot.pause()
        assert text(app).count("☑") == 2
        assert not store.taken


async def test_the_unit_of_a_number_stands_after_the_field():
    store = Store(quiz(NUMBER))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert row(app, "│ 4").rstrip().endswith("MB")
        await pilot.press(*" MB", "enter")
        await pilot.pause()
        assert "✓ Right." in text(app)


async def test_a_wrong_number_is_told_with_its_unit():
    app = host(Store(quiz(NUMBER)), language="es")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "enter")
        await pilot.pause()
        assert "4 MB" in text(app)
        assert "Cada uno ocupa 4 bytes." in text(app)


async def test_a_text_right_in_another_form_shows_the_answer():
    store = Store(quiz(TEXT))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "! Write an answer first." in text(app)
        await pilot.press(*"EPOCA", "enter")
        await pilot.pause()
        assert store.taken == [("name", "EPOCA")]
        assert "✓ Right: epoch" in text(app)
        assert "After it one measures." in text(app)


async def test_a_text_wrong_in_a_known_way_gets_its_own_reason():
    app = host(Store(quiz(TEXT)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"Step", "enter")
        await pilot.pause()
        assert "✗ Not right: the answer is epoch." in text(app)
        assert "A step is one batch." in text(app)


async def test_a_shape_that_is_none_is_said_and_nothing_is_lost():
    store = Store(quiz(SHAPE))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"(None, many)", "enter")
        await pilot.pause()
        assert "“(None, many)” is not a shape" in text(app)
        assert "│ (None, many)" in text(app)
        assert not store.taken
        await pilot.press("ctrl+u", *"none x 512", "enter")
        await pilot.pause()
        assert "✓ Right: (None, 512)" in text(app)


async def test_a_wrong_shape():
    app = host(Store(quiz(SHAPE)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*"512", "enter")
        await pilot.pause()
        assert "✗ Not right: the answer is (None, 512)." in text(app)
        assert "The batch is missing." in text(app)


RIGHT_ORDER = ["Compute the output", "Measure the loss", "Compute the gradient", "Change the weights"]


def order_on(app: Host) -> list[str]:
    return [item for line in lines(app) for item in RIGHT_ORDER if item in line]


async def put_in_order(app: Host, pilot: object, wanted: list[str]) -> None:
    """Take each item up by its letter and carry it to its place by arrows."""
    for place, item in enumerate(wanted):
        steps = order_on(app).index(item) - place
        letter = letter_of(app, item)
        await pilot.press(letter, *["up"] * steps, *["down"] * -steps, "space")  # type: ignore[attr-defined]
        await pilot.pause()  # type: ignore[attr-defined]


async def test_items_are_put_in_order():
    store = Store(quiz(ORDER))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert order_on(app) != RIGHT_ORDER
        await pilot.press("enter")
        await pilot.pause()
        assert "! Put a row in its place first" in text(app)
        await put_in_order(app, pilot, RIGHT_ORDER)
        assert order_on(app) == RIGHT_ORDER
        await pilot.press("enter")
        await pilot.pause()
        assert store.results["steps"].outcome is Outcome.RIGHT
        assert "✓ Right." in text(app)
        assert "The right order" not in text(app)


async def test_an_order_right_in_part_stands_beside_the_right_one():
    store = Store(quiz(ORDER))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await put_in_order(app, pilot, [*RIGHT_ORDER[1:], RIGHT_ORDER[0]])
        await pilot.press("enter")
        await pilot.pause()
        assert "◐ Right in part, 66%. 3 of 4 stand in the right order." in text(app)
        assert "Your order" in row(app, "The right order")
        first = row(app, "1  Measure the loss")
        assert first.split()[0] == "✓"
        assert "1  Compute the output" in first
        assert row(app, "4  Compute the output").split()[0] == "✗"


async def test_a_wrong_order_by_arrows_and_space():
    store = Store(quiz(ORDER))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await put_in_order(app, pilot, RIGHT_ORDER[::-1])
        await pilot.press("up", "space")
        await pilot.pause()
        assert "carry" in lines(app)[-1]
        assert "put down" in lines(app)[-1]
        assert "↕" in text(app)
        await pilot.press("up", "down", "space", "enter")
        await pilot.pause()
        assert store.results["steps"].outcome is Outcome.WRONG
        assert "✗ Not right." in text(app)
        assert "Without an output there is no loss." in text(app)


async def test_an_item_is_carried_by_the_mouse():
    app = host(Store(quiz(ORDER)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = order_on(app)
        y = next(y for y, line in enumerate(lines(app)) if before[0] in line)
        await pilot.click(offset=(20, y))
        await pilot.click(offset=(20, y + 2))
        await pilot.pause()
        assert order_on(app) == [before[1], before[2], before[0], before[3]]
        assert "↕" not in text(app)


async def test_pairs_are_found_by_letters():
    store = Store(quiz(MATCH))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "! 3 rows want a partner still." in text(app)
        await pressed(app, pilot, "(0, 1)")
        assert row(app, "sigmoid").rstrip().endswith("(0, 1)")
        await pressed(app, pilot, "(-1, 1)")
        await pilot.press("enter")
        await pilot.pause()
        assert "! 1 row wants a partner still." in text(app)
        await pressed(app, pilot, "[0, inf)")
        await pilot.press("enter")
        await pilot.pause()
        assert store.results["ranges"].outcome is Outcome.RIGHT
        assert "✓ Right." in text(app)
        assert "A probability." in text(app)


async def test_pairs_in_part_show_the_right_partner_where_one_is_wrong():
    store = Store(quiz(MATCH))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pressed(app, pilot, "(0, 1)")
        await pressed(app, pilot, "(-inf, inf)")
        await pressed(app, pilot, "[0, inf)")
        await pilot.press("enter")
        await pilot.pause()
        assert "◐ Right in part, 66%. 2 of 3 pairs found." in text(app)
        assert row(app, "sigmoid").split()[0] == "✓"
        assert row(app, "tanh").split()[0] == "✗"
        assert "← the right one" in row(app, "(-1, 1)")
        assert "That one is not bounded." in text(app)
        assert "A probability." not in text(app)


async def test_pairs_by_arrows_digits_and_mouse():
    store = Store(quiz(MATCH))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "2", "left", "down", "right", "right")
        await pilot.pause()
        assert [row(app, name).split("→")[1].split()[0] for name in ("sigmoid", "tanh", "relu")] == ["a", "d", "b"]
        y = next(y for y, line in enumerate(lines(app)) if "sigmoid" in line)
        await pilot.click(offset=(12, y))
        y = next(y for y, line in enumerate(lines(app)) if line.split()[:1] == ["d"])
        await pilot.click(offset=(12, y))
        await pilot.press("enter")
        await pilot.pause()
        assert len(store.taken) == 1
        assert len(set(store.taken[0][1].values())) == 2  # a partner may be given twice


async def test_a_guess_shows_every_view_and_does_not_count():
    store = Store(quiz(TEXT, GUESS))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "1/1" in lines(app)[0]
        await pilot.press(*"epoch", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "does not count" in lines(app)[0]
        assert "It does not count." in text(app)
        await pressed(app, pilot, "In part")
        await pilot.press("enter")
        await pilot.pause()
        shown = text(app)
        assert "• Noted. Nothing is right or wrong here, and it does not count." in shown
        assert "← your guess" in row(app, "In part")
        for view in ("Both change connections.", "Brains do not propagate errors.", "It depends on the scale."):
            assert view in shown
        assert "It is still discussed." in shown
        assert not {"✓", "✗"} & set(shown)
        await pilot.press("enter")
        await pilot.pause()
        assert "100%   ✓ passed" in text(app)
        assert "1 of 1 right" in text(app)
        assert "1 guess does not count" in text(app)
        assert "Every question right." in text(app)


async def test_hints_come_one_at_a_time_and_are_kept_once_each():
    store = Store(quiz(CHOICES))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "h hint" in lines(app)[-1]
        await pilot.press("h")
        await pilot.pause()
        assert "Hint 1 of 2" in text(app)
        assert "Think of f(2x)." in text(app)
        await pilot.press("h")
        await pilot.pause()
        assert "Hint 2 of 2" in text(app)
        assert "Think of" not in text(app)
        await pilot.press("h", "a", "enter")
        await pilot.pause()
        assert "Hint 1 of 2" in text(app)
        await pilot.press("h")  # after the answer, too
        await pilot.pause()
        assert "Hint 2 of 2" in text(app)
        assert store.hints == [("linear", 1), ("linear", 2)]


async def test_where_letters_are_written_the_hint_has_another_key():
    store = Store(quiz(NUMBER, TEXT))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "ctrl+t")
        await pilot.pause()
        assert "^T hint" in lines(app)[-1]
        assert "How many bytes takes one?" in text(app)
        assert "│ 4" in text(app)
        await pilot.press("enter", "enter")
        await pilot.pause()
        await pilot.press("h")
        await pilot.pause()
        assert "│ h" in text(app)
        assert "hint" not in lines(app)[-1]  # this one has none
        assert store.hints == [("size", 1)]


async def test_eight_options_take_the_letter_h():
    many = {**CHOICES, "options": [{"text": f"n{n}", "right": n == 1, "feedback": "x"} for n in range(8)]}
    store = Store(quiz(many))
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert text(app).count("☑") == 1
        assert "^T hint" in lines(app)[-1]
        assert not store.hints


async def test_a_hint_that_cannot_be_kept_is_read_all_the_same():
    store = Store(quiz(CHOICES))

    async def refuse(name: str, number: int) -> None:
        raise OSError(name, number)

    store.hinted = refuse  # type: ignore[method-assign]
    app = host(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("h")
        await pilot.pause()
        assert "Hint 1 of 2" in text(app)


@pytest.mark.parametrize(("item", "keys"), ALL, ids=lambda value: value["kind"] if isinstance(value, dict) else "")
@pytest.mark.parametrize(("language", "ascii"), [("es", False), ("en", True)])
async def test_every_kind_at_every_size_in_both_languages(item, keys, ascii, language):
    store = Store(quiz(item, PRODUCT))
    app = host(store, language=language, ascii=ascii)
    async with app.run_test(size=(80, 24)) as pilot:
        for size in ((120, 40), (40, 12), (20, 5), (1, 1), (40, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert not ascii or text(app).isascii()
        await pilot.press(*keys)
        await pilot.pause()
        assert len(store.taken) == 1
        assert {"Enter next", "Enter siguiente"} & {
            " ".join(lines(app)[-1].split()[:2]),
            " ".join(lines(app)[-1].split()[2:4]),
        }
        for size in ((1, 1), (20, 5), (120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        signs = set("+x~o*" if ascii else "✓✗◐○•")
        assert any(line.split()[:1] and line.split()[0] in signs for line in lines(app))
        assert not ascii or not set("✓✗◐○•▸↕→←☑☐▎│") & set(text(app))
        await pilot.press("enter")
        await pilot.pause()
        assert "1 + 1" in text(app)


@pytest.mark.parametrize(("item", "keys"), ALL, ids=lambda value: value["kind"] if isinstance(value, dict) else "")
async def test_every_kind_is_asked_again_after_leaving(item, keys):
    store = Store(quiz(PRODUCT, item))
    app = host(store, Go(answers={"sum": Kept("right", 1.0)}))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys[:-1])
        await pilot.press("escape")
        await pilot.pause()
        assert app.said == [QuizScreen.Left()]
        assert not store.taken
    again = host(store, Go(answers={"sum": Kept("right", 1.0)}))
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "You left here" in text(again)
        await pilot.press(*keys)
        await pilot.pause()
        assert len(store.taken) == 1


BAD = both(HOSTILE.replace("\x00", ""))
TWO = both("two")
HOSTILE_KINDS = [
    {**CHOICES, "options": [{"text": BAD, "right": True, "feedback": BAD}, *CHOICES["options"][2:]], "hints": [BAD]},
    {**NUMBER, "measured_in": BAD, "feedback": BAD, "hints": [BAD]},
    {**TEXT, "accepted": [HOSTILE], "feedback": BAD},
    {**SHAPE, "wrong": [{"shape": "(512,)", "feedback": BAD}]},
    {**ORDER, "items": [BAD, both("one"), TWO, both("three")], "feedback": BAD},
    {**MATCH, "pairs": [{"left": BAD, "right": BAD, "feedback": BAD}, *MATCH["pairs"][1:]]},
    {**GUESS, "options": [{"text": BAD, "view": BAD}, {"text": TWO, "view": BAD}], "feedback": BAD},
]


@pytest.mark.parametrize("item", HOSTILE_KINDS, ids=lambda item: item["kind"])
async def test_hostile_text_is_shown_as_text(item):
    bad = {**item, "prompt": BAD}
    keys = next(keys for known, keys in ALL if known["kind"] == bad["kind"])
    store = Store(quiz(bad, PRODUCT))
    app = host(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("h", "ctrl+t") if item["kind"] == "choices" else await pilot.press("ctrl+t")
        await pilot.press(*keys)
        await pilot.pause()
        assert len(store.taken) == 1
        shown = text(app)
        assert shown.count(HOSTILE_SHOWN) >= 2
        assert not any(char in shown for char in "\x1b\x07\x9b\u202e")


async def test_an_exam_keeps_hints_and_answers_of_every_kind():
    progress = Progress(None)
    exam = Exam(quiz(CHOICES, ORDER, MATCH, GUESS), progress, Marker(), "en", {})
    app = Host(exam.screen, *SAID)
    async with app.run_test(size=(80, 24)) as pilot:
        for keys in (["h", "a", "enter"], ["b", "up", "enter"], ["a", "b", "c", "enter"], ["a", "enter"]):
            await pilot.press(*keys)
            await app.workers.wait_for_complete()
            await pilot.press("enter")
            await app.workers.wait_for_complete()
        await pilot.pause()
        assert "1 guess does not count" in text(app)
    hints = [event for event in progress.export()["events"] if event["kind"] == "hint"]
    assert [(event["part"], event["value"]) for event in hints] == [("linear", 1.0)]
    (attempt,) = progress.attempts("all")
    assert set(attempt.answers) == {"linear", "steps", "ranges", "brain"}
    assert attempt.answers["brain"].outcome == "noted"
    assert attempt.score == pytest.approx(
        sum(attempt.answers[name].score for name in ("linear", "steps", "ranges")) / 3
    )
    progress.close()
