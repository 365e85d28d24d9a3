"""The command `glossary`: the course's terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.cli import shelf
from tutor.locale import _

if TYPE_CHECKING:
    from types import SimpleNamespace

    from tutor.cli.parser import Parser


def define(parser: Parser) -> None:
    """Its arguments."""
    parser.add("term", metavar=_("TERM"), nargs="*", help=_("words of a term, in either language; otherwise all terms"))
    parser.add("--json", action="store_true", help=_("as one JSON document"))


def perform(arguments: SimpleNamespace) -> int:
    """Show them."""
    from tutor.console.glossary import show_terms  # noqa: PLC0415 (each command pays for itself)

    words = " ".join(arguments.term)
    return show_terms(shelf.library(), words, shelf.terminal(), arguments.lang, as_json=arguments.json)
