"""Where the console reads and writes: lines of text, or data for another program."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TextIO

from tutor.clean import clean

if TYPE_CHECKING:
    from tutor.draw.canvas import Row


PLAIN = str.maketrans({"“": '"', "”": '"', "…": "...", "→": "->", "·": "-", "–": "-", "¿": "", "¡": ""})
"""Our own signs, where only plain characters are wanted; letters stay as they are."""


def _width() -> int:
    from shutil import get_terminal_size  # noqa: PLC0415 (data for programs has no width)

    return max(20, min(get_terminal_size().columns, 200))


@dataclass
class Terminal:
    """Standard streams. Text goes to `out`, what is said about the work to `err`; `ascii` asks for plain characters."""

    source: TextIO = field(default_factory=lambda: sys.stdin)
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    width: int = field(default_factory=_width)
    ascii: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether a person sits at the other end."""
        return self.source.isatty() and self.err.isatty()

    def say(self, text: str = "") -> None:
        """A line or more for the reader."""
        self.out.write(self._shown(text) + "\n")

    def rows(self, rows: Iterable[Row], indent: str = "") -> None:
        """Rows without their colours."""
        from tutor.draw.canvas import row_text  # noqa: PLC0415 (lists need no drawing)

        for row in rows:
            self.say(f"{indent}{row_text(row)}".rstrip())

    def note(self, text: str) -> None:
        """A line about the work, for the person and not for the pipe."""
        self.err.write(self._shown(text) + "\n")
        self.err.flush()

    def prompt(self, text: str) -> None:
        """What a program that runs asks, before the answer on the same line."""
        self.err.write(self._shown(text))
        self.err.flush()

    def line(self, value: Any) -> None:
        """One JSON object a line, at once."""
        self.out.write(json.dumps(_plain(value), ensure_ascii=False) + "\n")
        self.out.flush()

    def data(self, value: Any) -> None:
        """One JSON document, alone on the output."""
        self.out.write(json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n")

    def ask(self, prompt: str) -> str | None:
        """A line from the person or the pipe, without its end; None when there are no more."""
        self.out.write(self._shown(prompt))
        self.out.flush()
        line = self.source.readline()
        if not line:
            self.out.write("\n")
            return None
        if not self.source.isatty():
            self.out.write("\n")  # a pipe's line end is not seen
        return clean(line.rstrip("\r\n"), multiline=False)

    def _shown(self, text: str) -> str:
        text = clean(text)
        return text.translate(PLAIN) if self.ascii else text


def _plain(value: Any) -> Any:
    """`value` without what JSON lacks: NaN and infinities become text."""
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
