"""A content file's text: bounded, UTF-8, cleaned; or a ContentError that says what to do."""

from __future__ import annotations

import stat
from pathlib import Path

from tutor.clean import clean
from tutor.content.problem import ContentError, Problem
from tutor.locale import _

LESSON_BYTES = 2_000_000
QUIZ_BYTES = 1_000_000


def read_text(path: Path, limit: int) -> str:
    """The text of `path` with LF line ends and no byte-order mark; files above `limit` bytes are refused unread."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _error(path, 1, _("not a file: name a text file"))
        if status.st_size > limit:
            raise _error(path, 1, too_large(status.st_size, limit))
        data = path.read_bytes()
    except OSError as error:
        raise _error(path, 1, _("cannot be read: {reason}").format(reason=error.strerror or error)) from error
    try:
        return clean(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _error(path, line, _("not UTF-8: save the file with the encoding UTF-8")) from error


def too_large(size: int, limit: int) -> str:
    """What is said of a file of `size` bytes where `limit` is the most."""
    return _("the file has {size} bytes and the most is {limit}: split it").format(size=size, limit=limit)


def _error(path: Path, line: int, message: str) -> ContentError:
    return ContentError([Problem(path, line, message)])
