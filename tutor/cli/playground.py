"""The command `playground`: a link is trained, exported or opened on the screen, and a proof is verified."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from tutor.cli import shelf
from tutor.cli.arguments import Misuse
from tutor.locale import _

if TYPE_CHECKING:
    from types import SimpleNamespace

    from tutor.cli.parser import Parser
    from tutor.nn.state import State

EPOCHS = 40
"""Trained where nothing else is said: as many as in the playground's own first look."""
MOST = 1_000_000
FORMS = ("keras", "numpy", "equation")


def define(parser: Parser) -> None:
    """Its arguments."""
    parser.add("link", metavar="LINK", nargs="?", help=_("a link of the playground, in quotes; otherwise its own"))
    parser.add("--epochs", metavar="N", help=_("train so many epochs without a screen"))
    parser.add("--json", action="store_true", help=_("print data, weights and losses as one JSON document"))
    parser.add("--export", choices=FORMS, help=_("print the trained network as a program or an equation"))
    parser.add("--verify", metavar=_("LINE"), help=_("train again what a proof line says, and look whether it is true"))


def perform(arguments: SimpleNamespace) -> int:
    """Do it; raises Misuse."""
    if arguments.verify is not None:
        if arguments.link or arguments.epochs is not None or arguments.json or arguments.export:
            raise Misuse(_("--verify goes alone: the proof line holds its link and its epochs"))
        from tutor.console.playground import show_verdict  # noqa: PLC0415 (each command pays for itself)

        return show_verdict(arguments.verify, shelf.terminal())
    if arguments.json and arguments.export:
        raise Misuse(_("--json and --export do not go together"))
    state = _state(arguments.link or "")
    if not (arguments.json or arguments.export or arguments.epochs is not None):
        return _open(arguments)
    from tutor.console import playground  # noqa: PLC0415 (as above)

    epochs = EPOCHS if arguments.epochs is None else _count(arguments.epochs)
    terminal = shelf.terminal()
    if arguments.json:
        return playground.show_data(state, epochs, terminal)
    if arguments.export:
        return playground.show_export(state, epochs, arguments.export, terminal)
    return playground.show_training(state, epochs, terminal)


def _state(link: str) -> State:
    from tutor.nn.keys import LinkError  # noqa: PLC0415 (as above)
    from tutor.nn.state import parse  # noqa: PLC0415 (as above)

    try:
        return parse(link)
    except LinkError as error:
        raise Misuse(str(error)) from error


def _count(written: str) -> int:
    if written.isascii() and written.isdecimal() and int(written[:9]) <= MOST:
        return int(written)
    raise Misuse(_("--epochs needs a whole number from 0 to {most}").format(most=MOST))


def _open(arguments: SimpleNamespace) -> int:
    import os  # noqa: PLC0415 (as above)

    if os.environ.get("TERM") == "dumb" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Misuse(_("this is no terminal to draw on: add --epochs, --json or --export"))
    from tutor.paths import course_dir  # noqa: PLC0415 (as above)
    from tutor.tui.app import run  # noqa: PLC0415 (Textual, which no other command may pay for)

    return run(arguments.lang, course_dir(), playground=arguments.link or "")
