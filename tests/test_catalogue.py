"""The Spanish of the interface: every string has it, the compiled catalogue is the one in the source, and it fits."""

from __future__ import annotations

import asyncio
import gettext
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from scripted import ScriptedSession
from tui.screen_text import lines

from tutor.content.library import Library
from tutor.draw.canvas import width
from tutor.kernel.events import Metrics
from tutor.locale import _, use
from tutor.progress import Progress
from tutor.tui.app import TutorApp
from tutor.tui.screens.lesson import LessonScreen
from tutor.tui.screens.quiz import QuizScreen

TOP = Path(__file__).resolve().parent.parent
FOLDER = TOP / "tutor" / "locale" / "es" / "LC_MESSAGES"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
FIELD = re.compile(r"\{[^{}]*\}|%\(\w+\)[a-z]|%[a-z]")
BEGIN = Metrics("r", "begin", epochs=5, steps=10)
STEP = Metrics("r", "step", epoch=1, epochs=5, step=3, steps=10, values={"loss": 0.5}, rate=0.1)


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    with (FOLDER / "nntutor.po").open("rb") as file:
        return read_po(file, locale="es")


def forms(message: str | tuple[str, ...]) -> list[str]:
    """The one form, or singular and plural."""
    return [message] if isinstance(message, str) else list(message)


def pairs(catalogue: Catalog) -> list[tuple[str, str]]:
    """Every form in English with its Spanish."""
    return [pair for one in catalogue if one.id for pair in zip(forms(one.id), forms(one.string), strict=True)]


def test_every_string_is_translated_and_none_is_left_over(spanish):
    found = extract_from_dir(TOP / "tutor", method_map=[("**.py", "python")], keywords=KEYWORDS)
    used = {
        message if isinstance(message, str) else tuple(message) for _file, _line, message, _notes, _context in found
    }
    known = {one.id for one in spanish if one.id and all(forms(one.string)) and not one.fuzzy}
    assert used - known == set()
    assert known - used == set()


def test_a_string_inside_another_is_not_lost():
    """Python 3.11's extractor does not look into f-strings, so a literal in `_()` there has no translation."""
    lost = re.compile(r"""\{(?:_|N_|ngettext)\(\s*['"]""")
    files = (path for path in (TOP / "tutor").rglob("*.py") if lost.search(path.read_text("utf-8")))
    assert [path.name for path in files] == []


def test_translations_keep_their_fields(spanish):
    wrong = [
        english for english, said in pairs(spanish) if Counter(FIELD.findall(english)) != Counter(FIELD.findall(said))
    ]
    assert wrong == []


def test_translations_keep_the_space_and_the_stop_at_their_ends(spanish):
    def ends(text: str) -> tuple[str, str, str]:
        bare = text.strip()
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], bare[-1] if bare[-1] in ".:" else ""

    assert [english for english, said in pairs(spanish) if len(english) > 1 and ends(english) != ends(said)] == []


def test_what_opens_closes(spanish):
    signs = ("¿?", "¡!", "«»")
    questions = [said for _english, said in pairs(spanish) if "?" in said and ", ? :" not in said]
    assert questions
    assert [said for said in questions for opens, closes in signs if said.count(opens) != said.count(closes)] == []
    assert not [said for _english, said in pairs(spanish) if "“" in said or '" "' in said]


def test_the_compiled_catalogue_is_the_source_compiled(spanish):
    with (FOLDER / "nntutor.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    kept = {key for key in compiled._catalog if key}  # what the file holds has no other door
    wanted = set()
    for one in spanish:
        if one.id and isinstance(one.id, str):
            wanted.add(one.id)
            assert compiled.gettext(one.id) == one.string
        elif one.id:
            wanted |= {(one.id[0], 0), (one.id[0], 1)}
            assert [compiled.ngettext(*one.id, n) for n in (1, 2)] == list(one.string)
    assert kept == wanted


@pytest.fixture
def app(tmp_path: Path):
    """The shipped course in Spanish, on sessions that train without end."""

    def session(_uses_keras, changed) -> ScriptedSession:
        return ScriptedSession({"wait": (BEGIN, STEP)}, changed)

    use("es")
    yield TutorApp(Library(TOP, tmp_path), Progress(tmp_path / "progress.db"), tmp_path, session=session)
    use("en")


async def keys_line(pilot, *wanted: str) -> str:
    """The bottom line as soon as `wanted` is on it; the test's own timeout ends what never is."""
    async with asyncio.timeout(60):
        while not all(words in (shown := lines(pilot.app)[-1]) for words in wanted):
            await pilot.pause()
    assert width(shown) <= pilot.app.size.width
    return shown


async def opened(pilot, kind: type) -> None:
    async with asyncio.timeout(60):
        while not isinstance(pilot.app.screen, kind):
            await pilot.pause()


async def test_the_menu_s_keys_fit(app):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        shown = await keys_line(pilot, "↑↓ elegir", "Enter abrir", "/ buscar", "L idioma", "? ayuda", "q salir")
        assert shown == " ↑↓ elegir  Enter abrir  / buscar  p red  r repasar  L idioma  ? ayuda  q salir"


async def test_a_lesson_s_keys_fit(app):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await opened(pilot, LessonScreen)
        await keys_line(pilot, "^R ejecutar", "a todas", "n/b celda", "] siguiente", "Esc menú", "? ayuda")
        await pilot.press("n")
        await keys_line(pilot, "Enter editar", "^R ejecutar", "n/b celda", "] siguiente", "Esc menú", "? ayuda")
        app.screen.page.cells[0].source = "wait"
        await pilot.press("ctrl+r")
        shown = await keys_line(pilot, "^C parar", "^R ejecutar", "</> tasa", "s parar tras la época", "? ayuda")
        assert "stop" not in shown
        await pilot.press("ctrl+c")
        assert "parar" not in await keys_line(pilot, "Enter editar", "^R ejecutar", "x original", "? ayuda")


async def test_a_quiz_s_keys_fit(app):
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await app._open(app.library.find("1-foundations"))
        await opened(pilot, QuizScreen)
        await keys_line(pilot, "↑↓ elegir", "Enter responder", "Esc salir (se guarda)", "? ayuda")
        await pilot.press("a", "enter")
        assert "Enter siguiente" in await keys_line(pilot, "Enter siguiente", "Esc salir (se guarda)", "? ayuda")


def test_a_point_between_digits_is_a_comma_in_spanish():
    use("es")
    assert "3.2".replace(".", _(".")) == "3,2"
    use("en")
    assert "3.2".replace(".", _(".")) == "3.2"
