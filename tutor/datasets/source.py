"""Where a data set's arrays come from: the shipped sample, Keras's cache, or the network when asked and at hand."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Arrays = dict[str, np.ndarray[Any, Any]]

SAMPLES = Path(__file__).parent / "samples"
PATIENCE = 3.0  # seconds of silence until the network counts as not there


def speaks_spanish() -> bool:
    """Whether the tutor that started this process speaks Spanish to the learner; otherwise English."""
    return os.environ.get("NNTUTOR_LANG") == "es"


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


def download(url: str, path: Path, sha256: str, patience: float = PATIENCE, longest: float = 120.0) -> bool:
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
    return _keep(b"".join(arrived), path, sha256)


def _keep(data: bytes, path: Path, sha256: str) -> bool:
    import hashlib  # noqa: PLC0415 (only after a download)

    if hashlib.sha256(data).hexdigest() != sha256:
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.part")
        partial.write_bytes(data)
        partial.replace(path)
    except OSError:
        return False
    return True
