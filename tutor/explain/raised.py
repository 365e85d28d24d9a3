"""A failure as rules look at it: name, message, the learner's own line, and the lesson's cells, all bounded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.explain.definitions import fault

_CODES = re.compile(r"\x1b\[[0-9;:]{0,40}m")
_OWN = re.compile(r"\s{0,8}(?:Cell In\[|Input In|File (?:<tokenize>|<ipython-input))")
_POINTED = re.compile(r"^-{1,8}> ?(\d{1,6}) (.{0,400})", re.MULTILINE)
_HEAD = re.compile(r"(?:line |:)(\d{1,6})(?:, in (\w{1,60}))?")
_CUT = 8000
"""Characters of a message kept at each end; TensorFlow says what matters at its end, Keras at its beginning."""
_NEAREST = 40
"""Frames looked at, from the last; a recursion has thousands."""


@dataclass(frozen=True, slots=True)
class Raised:
    """One failure. `line` is the learner's line that raised, `number` its number, `function` what it stands in.

    `cells` are the lesson's sources and `here` is the place of the one that failed.
    """

    name: str
    message: str
    line: str = ""
    number: int = 0
    function: str = ""
    cells: tuple[str, ...] = ()
    here: int = 0

    @property
    def source(self) -> str:
        """The cell that failed."""
        return self.cells[self.here] if 0 <= self.here < len(self.cells) else ""


def raised(name: str, message: str, frames: Sequence[str], cells: Sequence[str], here: int) -> Raised:
    """The failure with its colours and its excess taken away."""
    if len(message) > 2 * _CUT:
        message = message[:_CUT] + "\n" + message[-_CUT:]
    message = _CODES.sub("", message).strip()
    line, number, function = _place(frames)
    failure = Raised(name, message, line, number, function, tuple(cells), here)
    if name == "SyntaxError" and message.startswith("incomplete input") and (reason := fault(failure.source)):
        return Raised(reason[0], reason[1], line, number, function, failure.cells, here)
    return failure


def _place(frames: Sequence[str]) -> tuple[str, int, str]:
    """The last of the learner's own lines, its number and its function's name."""
    for frame in reversed(frames[-_NEAREST:]):
        text = _CODES.sub("", frame[: 2 * _CUT]).strip("\n")
        if not _OWN.match(text):
            continue
        head, _newline, rest = text.partition("\n")
        place = _HEAD.search(head)
        number, function = (int(place[1]), place[2] or "") if place else (0, "")
        if pointed := _POINTED.search(rest):
            return pointed[2], int(pointed[1]), function
        return rest.partition("\n")[0].strip()[:400], number, function
    return "", 0, ""
