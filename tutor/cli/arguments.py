"""What was written on the command line, or in one sentence what is wrong with it."""

from __future__ import annotations

import gettext
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from tutor.locale import LANGUAGES, N_, _, preferred, use

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SUMMARIES = {
    "list": N_("the lessons and quizzes, and how far you are"),
    "read": N_("a lesson as text"),
    "run": N_("the cells of a lesson, in order, in a fresh kernel"),
    "export": N_("the cells of a lesson as one program that runs alone"),
    "quiz": N_("take a quiz line by line, show it, or grade a file of answers"),
    "review": N_("be asked again what is due; show what you seem to believe wrongly"),
    "glossary": N_("the course's terms in both languages, and what each means"),
    "playground": N_("a small network to play with: train it, export it, prove a goal"),
    "datasets": N_("the data of the lessons: origin, size and licence of each"),
    "progress": N_("what you have done"),
    "reset": N_("forget progress, after a copy of it was made"),
    "check": N_("whether lessons and quizzes are sound"),
}
LANG = "--lang es|en"
OPTIONS = {
    LANG: N_("the language; otherwise the locale's, otherwise English"),
    "--help": N_("this help; “nntutor COMMAND --help” tells the rest"),
    "--version": N_("the version"),
}


class Misuse(Exception):  # noqa: N818 (it is the caller's, not the program's)
    """Wrong usage; the message is one line."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


class Asked(NamedTuple):
    """The global part of a command line; `rest` belongs to the command."""

    language: str | None = None
    wants: str = ""
    command: str = ""
    rest: Sequence[str] = ()


def split(argv: Sequence[str]) -> Asked:
    """The global options and the command, and the interface speaks their language from here on; raises Misuse."""
    language: str | None = None
    rest = list(argv)
    speak(_language_of(argv) or preferred())  # also what is wrong with the rest is said in it
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if name == "--lang":
            language = value if equals else rest.pop(0) if rest else ""
            if language not in LANGUAGES:
                raise Misuse(_("--lang needs es or en"))
        elif word in {"-h", "--help"}:
            return Asked(language, "help")
        elif word == "--version":
            return Asked(language, "version")
        elif word.startswith("-"):
            refuse(word, ("--lang", "--help", "--version"))
        elif word in SUMMARIES:
            return Asked(language, "", word, rest)
        else:
            raise Misuse(
                _("no such command: “{word}”").format(word=word) + meant(word, SUMMARIES) + " (nntutor --help)"
            )
    return Asked(language)


def speak(language: str) -> None:
    """The interface, and argparse with it, in `language`."""
    use(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("nntutor", str(Path(__file__).parent.parent / "locale"))
    gettext.textdomain("nntutor")


def refuse(word: str, known: Iterable[str]) -> NoReturn:
    """An option or argument that there is not."""
    if word.startswith("-"):
        raise Misuse(_("no such option: “{word}”").format(word=word) + meant(word, known))
    raise Misuse(_("one argument too many: “{word}”").format(word=word))


def meant(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: what was probably meant, if anything is near."""
    from tutor.content.near import did_you_mean  # noqa: PLC0415 (only where there is a slip)

    near = did_you_mean(word, known)
    return _("; did you mean “{near}”?").format(near=near) if near else ""


def overview() -> str:
    """The help for the whole program."""
    lines = [
        _("usage: nntutor [--lang es|en] [COMMAND …]"),
        "",
        _("Learn neural networks without leaving the terminal. Without a command the tutor opens."),
        "",
        _("commands:"),
        *(f"  {name:<14}{_(summary)}" for name, summary in SUMMARIES.items()),
        "",
        _("options:"),
        *(f"  {name:<14}{_(summary)}" for name, summary in OPTIONS.items()),
    ]
    return "\n".join(lines)


def _language_of(argv: Sequence[str]) -> str | None:
    for number, word in enumerate(argv):
        name, equals, value = word.partition("=")
        if name == "--lang":
            found = value if equals else next(iter(argv[number + 1 :]), "")
            return found if found in LANGUAGES else None
    return None
