"""A connection that is always there: to the learner's file, or where that cannot be written to memory.

Where the file cannot be written (a full disk, a read-only home, another program that does not let go) what is learned
is kept in memory, `warning` says so, and everything is written as soon as the file takes it again.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from tutor.locale import _
from tutor.progress import file
from tutor.progress.schema import Step, migrate

RETRY = 10.0  # seconds between two tries to reach a file that could not be written

Statement = tuple[str, tuple[Any, ...]] | Callable[[sqlite3.Connection], None]
"""SQL with its values, or what reads before it writes: it runs inside the transaction."""
Found = TypeVar("Found")


class Storage:
    """Reads and transactions on the file at `path`, or on memory where `path` is None. Any thread may call it."""

    def __init__(self, path: Path | None, steps: Sequence[Step], warning: str = "") -> None:
        self.warning = warning
        self._path = path
        self._steps = steps
        self._lock = threading.RLock()
        self._pending: list[Statement] | None = None  # what the file lacks; None while it takes everything
        self._retry_at = 0.0
        self._identity: tuple[int, int] | None = None
        self._connection: sqlite3.Connection
        if path is None:
            self._connection = file.in_memory(None, steps)
            return
        try:
            self._open(path)
        except (OSError, sqlite3.Error) as error:
            self._settle_in_memory(file.in_memory(path, steps), error)

    def read(self, query: Callable[[sqlite3.Connection], Found]) -> Found:
        """What `query` finds."""
        with self._lock:
            try:
                return query(self._connection)
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                self._overcome(error)
                return query(self._connection)

    def write(self, statements: Sequence[Statement]) -> None:
        """One transaction; on the disk when this returns, unless `warning` says otherwise."""
        with self._lock:
            self._return_to_file()
            try:
                self._follow_file()
                _commit(self._connection, statements)
                self._back_up_daily()
            except (OSError, sqlite3.DatabaseError, UnicodeDecodeError, file.Damaged) as error:
                self._overcome(error)
                _commit(self._connection, statements)
            if self._pending is not None:
                self._pending.extend(statements)

    def back_up(self, occasion: str) -> Path | None:
        """A copy beside the file, named after `occasion` and the time; None where there is no file."""
        with self._lock:
            if self._path is None or self._pending is not None:
                return None
            target = file.unused(self._path.with_name(f"{self._path.name}.{occasion}-{time.strftime('%Y%m%d-%H%M%S')}"))
            file.back_up(self._connection, target)
            return target

    def close(self) -> None:
        """Write what is still only in memory, if the file takes it, and let go of the file."""
        with self._lock:
            self._retry_at = 0.0
            self._return_to_file()
            self._connection.close()

    def _overcome(self, error: Exception) -> None:
        """After this the connection works: on the file, repaired where it was damaged, or in memory."""
        if self._path is None or self._pending is not None:
            raise error
        if file.is_damage(error):
            self._reopen()
        elif isinstance(error, OSError | sqlite3.OperationalError):
            self._keep_in_memory(error)
        else:
            raise error

    def _open(self, path: Path, *, doubted: bool = False) -> None:
        self._connection, told = file.open_file(path, self._steps, doubted=doubted)
        self._identity = file.identity(path)
        self.warning = told or self.warning

    def _reopen(self) -> None:
        assert self._path is not None  # noqa: S101 (only a store with a file is reopened)
        self._connection.close()
        try:
            self._open(self._path, doubted=True)
        except (OSError, sqlite3.Error, file.TooNew) as error:
            self._settle_in_memory(file.in_memory(self._path, self._steps), error)

    def _follow_file(self) -> None:
        """Notice that the file was deleted or replaced under us, where SQLite would go on writing into nowhere."""
        if self._path is None or self._pending is not None or file.identity(self._path) == self._identity:
            return
        if not self._path.exists():
            file.put_back(self._connection, self._path)
        self._reopen()

    def _back_up_daily(self) -> None:
        if self._path is not None and self._pending is None:
            file.back_up_daily(self._connection, self._path)

    def _keep_in_memory(self, error: Exception) -> None:
        memory = file.in_memory(None, ())
        try:
            self._connection.backup(memory)
            migrate(memory, self._steps)
        except sqlite3.Error:  # not even readable by this connection
            memory = file.in_memory(self._path, self._steps)
        self._connection.close()
        self._settle_in_memory(memory, error)

    def _settle_in_memory(self, memory: sqlite3.Connection, error: Exception) -> None:
        self._connection = memory
        self._pending = []
        self._retry_at = time.monotonic() + RETRY
        self.warning = _("Progress cannot be saved ({reason}): it is kept in memory for now.").format(reason=error)

    def _return_to_file(self) -> None:
        if self._pending is None or self._path is None or time.monotonic() < self._retry_at:
            return
        self._retry_at = time.monotonic() + RETRY
        with suppress(OSError, sqlite3.Error, file.TooNew):  # still out of reach: `warning` goes on saying so
            connection, told = file.open_file(self._path, self._steps)
            try:
                _commit(connection, self._pending)
            except sqlite3.Error:
                connection.close()
                raise
            self._connection.close()
            self._connection, self._pending, self.warning = connection, None, told
            self._identity = file.identity(self._path)


def _commit(connection: sqlite3.Connection, statements: Sequence[Statement]) -> None:
    if not statements:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements:
            if callable(statement):
                statement(connection)
            else:
                connection.execute(*statement)
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
