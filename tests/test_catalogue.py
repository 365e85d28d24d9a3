"""The Spanish of the interface: every string has it, and the compiled catalogue is the one in the source."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

TOP = Path(__file__).resolve().parent.parent
FOLDER = TOP / "tutor" / "locale" / "es" / "LC_MESSAGES"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


@pytest.fixture(scope="module")
def spanish() -> Catalog:
    with (FOLDER / "nntutor.po").open("rb") as file:
        return read_po(file, locale="es")


def fields(text: str) -> set[str]:
    """The `{names}` of a text; not by `string.Formatter`, since a text may show YAML."""
    return set(re.findall(r"\{(\w+)(?:[:!][^{} ]*)?\}", text))


def markers(message: str | tuple[str, ...]) -> list[str]:
    return [message] if isinstance(message, str) else list(message)


def test_every_string_is_translated_and_none_is_left_over(spanish):
    found = extract_from_dir(TOP / "tutor", method_map=[("**.py", "python")], keywords=KEYWORDS)
    used = {markers(message)[0] for _, _, message, _, _ in found}
    known = {markers(one.id)[0] for one in spanish if one.id and all(markers(one.string)) and not one.fuzzy}
    assert used - known == set()
    assert known - used == set()


def test_translations_keep_their_fields(spanish):
    wrong = [
        one.id
        for one in spanish
        if one.id and {name for text in markers(one.string) for name in fields(text)} != fields(markers(one.id)[-1])
    ]
    assert not wrong


def test_translations_keep_the_space_around_them(spanish):
    wrong = [
        one.id
        for one in spanish
        if one.id and re.sub(r"\S.*\S|\S", "", markers(one.id)[0], flags=re.DOTALL)
        != re.sub(r"\S.*\S|\S", "", markers(one.string)[0], flags=re.DOTALL)
    ]  # fmt: skip
    assert not wrong


def test_the_compiled_catalogue_is_the_source_compiled(spanish):
    with (FOLDER / "nntutor.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for one in spanish:
        if one.id and isinstance(one.id, str):
            assert compiled.gettext(one.id) == one.string
        elif one.id:
            assert [compiled.ngettext(*one.id, n) for n in (1, 2)] == list(one.string)
