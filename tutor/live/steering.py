"""The learner's hand on the wheel: words that the tutor appends to a file while the kernel is busy training."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


class Steering:
    """Reads the lines appended to `path` since the last look; without a path nothing is ever said.

    A file and not a signal, because it is looked at between two steps, where nothing is half done.
    """

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._offset = 0
        self._fits = 0

    @property
    def is_taken(self) -> bool:
        """Whether a `fit` is listening: then what is said is for it."""
        return self._fits > 0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """While a `fit` listens."""
        self._fits += 1
        try:
            yield
        finally:
            self._fits -= 1

    def forget(self) -> None:
        """Drop what was said before: a new cell starts."""
        self._offset = self._size()

    def poll(self) -> list[str]:
        """The words said since the last look, oldest first; costs one `stat` when there are none."""
        size = self._size()
        if self._path is None or size == self._offset:
            return []
        if size < self._offset:  # truncated by the writer
            self._offset = 0
        with open(self._path, "rb") as file:  # noqa: PTH123 (pathlib would be imported for this one line)
            file.seek(self._offset)
            said = file.read()
        whole = said[: said.rfind(b"\n") + 1]  # a line half written waits for its end
        self._offset += len(whole)
        return whole.decode("ascii", "replace").split()

    def _size(self) -> int:
        try:
            return os.stat(self._path).st_size if self._path else 0  # noqa: PTH116 (as above)
        except OSError:
            return 0
