"""The store's file: opened, made, migrated, set aside when damaged, and backed up. Knows nothing of what is in it.

Whoever makes, migrates or replaces the file holds `progress.db.lock`, itself an SQLite file under an exclusive
transaction: that works wherever SQLite does, and a killed process lets go of it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tutor.locale import _
from tutor.progress.schema import APPLICATION, Step, migrate, shape, version

PATIENCE = 5.0  # seconds to wait for another process's transaction
KEPT = 5  # daily backups
CHECKED = 1 << 20  # bytes; a file up to this size is checked whole at each start (a few ms), a larger one once a day
SIDECARS = ("", "-wal", "-shm")


class TooNew(Exception):  # noqa: N818 (it says what the file is)
    """The file was written by a newer nntutor; nothing in it was touched."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("{path} was written by a newer nntutor; update nntutor, or set NNTUTOR_HOME to another folder").format(
                path=path
            )
        )


class Damaged(Exception):  # noqa: N818 (as above)
    """The file is no progress file, or no longer one."""


def is_damage(error: Exception) -> bool:
    """Whether the error says that the file's content is broken, rather than out of reach."""
    if isinstance(error, Damaged | UnicodeDecodeError):  # SQLite quotes broken bytes in its own messages
        return True
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    # SQLITE_ERROR: a table is missing or of another shape, since our statements themselves are sound.
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """A connection to an existing file, or with `mode="rwc"` to one that may be made."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.text_factory = _text
    return connection


def _text(stored: bytes) -> str:
    return stored.decode(errors="replace")  # a flipped bit in a text is no reason to stop


def in_memory(path: Path | None, steps: Sequence[Step]) -> sqlite3.Connection:
    """A store in memory, with what `path` holds where it can at least be read."""
    # `immutable` reads where not even SQLite's side files can be made; what cannot be read starts empty.
    if path is not None:
        with suppress(sqlite3.Error, ValueError), closing(connect(path, "ro&immutable=1")) as source:
            if source.execute("PRAGMA application_id").fetchone()[0] == APPLICATION and version(source) <= len(steps):
                memory = _empty()
                source.backup(memory)
                migrate(memory, steps)
                return memory
    memory = _empty()
    migrate(memory, steps)
    return memory


def _empty() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def open_file(path: Path, steps: Sequence[Step], *, doubted: bool = False) -> tuple[sqlite3.Connection, str]:
    """The store at `path`, made or repaired where needed, and what the learner should be told of it.

    `doubted` checks the whole file whatever its size. Raises TooNew; OSError or sqlite3.Error when out of reach.
    """
    with suppress(Damaged, FileNotFoundError):
        connection = _examined(path, steps, doubted=doubted)
        if version(connection) == len(steps):
            return connection, ""
        connection.close()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _locked(path):
        try:
            connection = _examined(path, steps, doubted=doubted)
        except FileNotFoundError:
            _make(path, steps)
            return _examined(path, steps, doubted=False), ""
        except Damaged:
            told = _replaced(path, steps)
            return _examined(path, steps, doubted=False), told
        if version(connection) < len(steps):
            back_up(connection, path.with_name(f"{path.name}.bak-v{version(connection)}"))
            migrate(connection, steps)
        return connection, ""


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the store to `target`, whole or not at all. Raises Damaged when the copy is not sound."""
    fresh = target.with_name(f"{target.name}.new-{os.getpid()}")
    try:
        with _damage_told(), closing(sqlite3.connect(fresh, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            _check(copy)
        fresh.replace(target)
    finally:
        _remove(fresh)


def put_back(connection: sqlite3.Connection, path: Path) -> None:
    """Write the file anew from a connection under which it was deleted, unless somebody else already has."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _locked(path):
        if not path.exists():
            fresh = path.with_name(f"{path.name}.new")
            back_up(connection, fresh)
            _install(fresh, path)


def back_up_daily(connection: sqlite3.Connection, path: Path) -> None:
    """Keep a copy of each day on which something was learned, the newest few. Raises Damaged as `back_up` does."""
    target = path.with_name(f"{path.name}.backup-{time.strftime('%Y%m%d')}")
    if target.exists():
        return
    # A disk too full for a copy must not stand between an answer and the store.
    with suppress(OSError, sqlite3.OperationalError):
        back_up(connection, target)
        for old in _backups(path)[KEPT:]:
            old.unlink()


def unused(path: Path) -> Path:
    """`path`, or `path` with a number where it is taken."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this very file from another one under the same name; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _examined(path: Path, steps: Sequence[Step], *, doubted: bool) -> sqlite3.Connection:
    size = path.stat().st_size
    with path.open("rb") as opened:
        header = opened.read(20)
    if not header.startswith(b"SQLite format 3\0") or not set(header[18:20]) <= {1, 2}:
        raise Damaged  # the two bytes: a file that SQLite of today may write and read
    connection = connect(path)
    try:
        with _damage_told():
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA wal_autocheckpoint = 100")  # pages: the log stays small beside a small file
        _recognize(connection, path, steps)
        if size <= CHECKED or doubted:
            with _damage_told():
                _check(connection, "integrity_check" if doubted else "quick_check")
    except BaseException:
        connection.close()
        raise
    return connection


def _recognize(connection: sqlite3.Connection, path: Path, steps: Sequence[Step]) -> None:
    with _damage_told():
        number, found = version(connection), shape(connection)
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
    if not ours or number < 0:
        raise Damaged
    if number > len(steps):
        raise TooNew(path)
    wanted, later = _shapes(steps, number)
    if not wanted <= found or later & dict(found).keys():
        raise Damaged


def _shapes(steps: Sequence[Step], number: int) -> tuple[frozenset[tuple[str, str]], set[str]]:
    """What a file of version `number` holds, and the names of what only later versions hold."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        migrate(model, steps[:number])
        wanted = shape(model)
        migrate(model, steps)
        return wanted, {name for name, _sql in shape(model)} - dict(wanted).keys()


def _check(connection: sqlite3.Connection, how: str = "quick_check") -> None:
    if connection.execute(f"PRAGMA {how}(1)").fetchone()[0] != "ok":
        raise Damaged


@contextmanager
def _damage_told() -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if is_damage(error):
            raise Damaged from error
        raise


def _make(path: Path, steps: Sequence[Step]) -> None:
    fresh = path.with_name(f"{path.name}.new")  # so that nobody, not even after a kill, meets half a file
    _remove(fresh)
    with closing(connect(fresh, "rwc")) as connection:
        migrate(connection, steps)
    _install(fresh, path)


def _install(fresh: Path, path: Path) -> None:
    with closing(connect(fresh)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")  # stays DELETE where the file system cannot share memory
    for ending in SIDECARS[1:]:  # another file's leftovers, which SQLite would take for this one's
        path.with_name(path.name + ending).unlink(missing_ok=True)
    fresh.replace(path)


def _replaced(path: Path, steps: Sequence[Step]) -> str:
    aside = unused(path.with_name(f"{path.name}.corrupt-{time.strftime('%Y%m%d-%H%M%S')}"))
    for ending in SIDECARS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    for backup in _backups(path):
        fresh = path.with_name(f"{path.name}.new")
        try:
            with closing(_examined(backup, steps, doubted=True)) as connection:
                back_up(connection, fresh)
        except (Damaged, TooNew):
            continue
        with closing(connect(fresh)) as connection:
            migrate(connection, steps)
        _install(fresh, path)
        return _("Your progress file was damaged. It is kept as {aside}; {backup} was put in its place.").format(
            aside=aside.name, backup=backup.name
        )
    _make(path, steps)
    return _("Your progress file was damaged. It is kept as {aside}; a new one was started.").format(aside=aside.name)


def _backups(path: Path) -> list[Path]:
    """The daily backups, newest first."""
    return sorted(path.parent.glob(f"{path.name}.backup-????????"), reverse=True)


def _remove(path: Path) -> None:
    for ending in (*SIDECARS, "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with closing(connect(path.with_name(f"{path.name}.lock"), "rwc")) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
