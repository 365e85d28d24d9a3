"""Where a data set's arrays come from: the shipped sample, Keras's cache, or the network when asked and at hand."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Arrays = dict[str, np.ndarray[Any, Any]]

SAMPLES = Path(__file__).parent / "samples"
ORIGIN = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
"""Where Keras's own loaders download their files from."""
PATIENCE = 3.0  # seconds of silence until the network counts as not there


def speaks_spanish() -> bool:
    """Whether the tutor that started this process speaks Spanish to the learner; otherwise English."""
    return os.environ.get("NNTUTOR_LANG") == "es"


def which(*, is_full: bool, asked: bool) -> str:
    """Which data it is, in a word: the full set, or the sample, and whether the full one was `asked` for in vain."""
    if speaks_spanish():
        return "completo" if is_full else "muestra del tutor; la descarga no ha sido posible" if asked else "muestra"
    return "full" if is_full else "the tutor's sample; the download was not possible" if asked else "sample"


def keras_cache() -> Path:
    """The folder where Keras keeps the data sets it has downloaded."""
    return Path(os.environ.get("KERAS_HOME") or "~/.keras").expanduser() / "datasets"


def read(path: Path, names: tuple[str, ...]) -> Arrays | None:
    """The named arrays of an .npz file; None if it is not there or damaged."""
    import zipfile  # noqa: PLC0415 (a lesson that only asks for the language does not pay for it)

    import numpy as np  # noqa: PLC0415 (as above)

    try:
        with np.load(path, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in names}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


@dataclass(frozen=True, slots=True)
class Published:
    """A file that Keras publishes: its name there and in Keras's cache, and its SHA-256 or MD5."""

    name: str
    digest: str

    @property
    def path(self) -> Path:
        """Where Keras keeps it."""
        return keras_cache() / self.name

    def content(self) -> bytes | None:
        """What is in the cache; None unless it is exactly what was published."""
        try:
            data = self.path.read_bytes()
        except OSError:
            return None
        return data if is_sound(data, self.digest) else None


def published(files: Sequence[Published], *, fetch: bool) -> list[bytes] | None:
    """The contents of all these files, downloaded if `fetch` and there is a network; None if one is not to be had."""
    found: list[bytes] = []
    for file in files:
        data = file.content()
        if data is None and fetch and download(ORIGIN + file.name, file.path, file.digest, PATIENCE):
            data = file.content()
        if data is None:
            return None
        found.append(data)
    return found


def unpacked(data: bytes, names: tuple[str, ...]) -> Arrays:
    """The named arrays of an .npz file, lists in them too: these are pickles, so `data` must have proved sound."""
    import io  # noqa: PLC0415 (only where there is such a file)

    import numpy as np  # noqa: PLC0415 (as above)

    with np.load(io.BytesIO(data), allow_pickle=True) as arrays:
        return {name: arrays[name] for name in names}


def download(url: str, path: Path, digest: str, patience: float = PATIENCE, longest: float = 120.0) -> bool:
    """Fetch `url` into `path`; False if it fails, is silent for `patience` seconds or takes over `longest` seconds.

    The request runs in a thread of its own, because looking up a host's name has no time-out.
    """
    arrived: list[bytes] = []
    progress = threading.Event()
    finished = threading.Event()

    def fetch() -> None:
        from urllib.request import urlopen  # noqa: PLC0415 (20 ms that only this thread needs)

        try:
            with urlopen(url, timeout=patience) as response:  # noqa: S310 (our own constant, not the learner's text)
                while piece := response.read(1 << 16):
                    arrived.append(piece)
                    progress.set()
        except (OSError, ValueError):
            arrived.clear()
        finished.set()
        progress.set()

    threading.Thread(target=fetch, daemon=True).start()
    give_up = time.monotonic() + longest
    while not finished.is_set():
        if not progress.wait(patience) or time.monotonic() > give_up:
            return False
        progress.clear()
    return _keep(b"".join(arrived), path, digest)


def is_sound(data: bytes, digest: str) -> bool:
    """Whether `data` has this SHA-256, or this MD5 where Keras names only that."""
    import hashlib  # noqa: PLC0415 (only for a file that was downloaded)

    length = len(digest)
    found = hashlib.md5(data, usedforsecurity=False) if length == 32 else hashlib.sha256(data)  # noqa: PLR2004 (MD5's)
    return found.hexdigest() == digest


def _keep(data: bytes, path: Path, digest: str) -> bool:
    if not is_sound(data, digest):
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.part")
        partial.write_bytes(data)
        partial.replace(path)
    except OSError:
        return False
    return True
