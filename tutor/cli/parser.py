"""The arguments of one command, read by argparse."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from tutor.cli.arguments import LANG, OPTIONS, SUMMARIES, Misuse, refuse
from tutor.locale import LANGUAGES, N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

# What argparse says, for the translators: it asks gettext for these itself.
ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("expected one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("the following arguments are required: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
)


class Parser(argparse.ArgumentParser):
    """A command's arguments, whose errors are Misuse and name what was probably meant."""

    def __init__(self, command: str) -> None:
        self.options = ["--help"]
        super().__init__(
            prog=f"nntutor {command}",
            description=_(SUMMARIES[command]),
            allow_abbrev=False,
            formatter_class=lambda prog: argparse.HelpFormatter(prog, width=80),  # the same text everywhere
        )
        self.add("--lang", choices=LANGUAGES, help=_(OPTIONS[LANG]))

    def add(self, *names: str, **how: object) -> None:
        """`add_argument`, remembering the options for suggestions."""
        self.options += [name for name in names if name.startswith("--")]
        self.add_argument(*names, **how)  # type: ignore[arg-type]  # argparse types each keyword by itself

    def error(self, message: str) -> NoReturn:
        """Raise Misuse where argparse prints two lines and leaves."""
        raise Misuse(f"{message} ({self.prog} --help)")

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The arguments; raises Misuse."""
        found, unknown = self.parse_known_args(arguments)
        if unknown:
            refuse(unknown[0], self.options)
        return found
