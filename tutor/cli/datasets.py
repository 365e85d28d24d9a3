"""The command `datasets`: which data the lessons use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.cli import shelf
from tutor.locale import _

if TYPE_CHECKING:
    from types import SimpleNamespace

    from tutor.cli.parser import Parser


def define(parser: Parser) -> None:
    """Its arguments."""
    parser.add("--json", action="store_true", help=_("as one JSON document"))


def perform(arguments: SimpleNamespace) -> int:
    """Show them."""
    from tutor.console.datasets import show_datasets  # noqa: PLC0415 (each command pays for itself)

    return show_datasets(shelf.terminal(), as_json=arguments.json)
