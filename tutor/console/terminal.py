"""Where the console reads and writes: lines of text, or data for another program."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from tutor.clean import clean

if TYPE_CHECKING:
    from tutor.draw.canvas import Row


PLAIN = str.maketrans(
    {"“": '"', "”": '"', "«": '"', "»": '"', "…": "...", "→": "->", "·": "-", "–": "-", "¿": "", "¡": ""}
)
"""Our own signs, where only plain characters are wanted; letters stay as they are."""


class Terminal:
    """Standard streams. Text goes to `out`, what is said about the work to `err`; `ascii` asks for plain characters.

    `width` in cells is the real terminal's, or 80, where none is given.
    """

    def __init__(
        self,
        source: TextIO | None = None,
        out: TextIO | None = None,
        err: TextIO | None = None,
        width: int = 0,
        ascii: bool = False,  # noqa: FBT001, FBT002 (a constructor of a few plain values)
    ) -> None:
        self.source = source or sys.stdin
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        self.ascii = ascii
        self._width = width

    @property
    def width(self) -> int:
        """Cells in a line."""
        if not self._width:
            from shutil import get_terminal_size  # noqa: PLC0415 (lists and data have no width)

            self._width = max(20, min(get_terminal_size().columns, 200))
        return self._width

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
        """A line about the work, for the person and not for the pipe; nothing where there is nothing to say."""
        if not text:
            return
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
