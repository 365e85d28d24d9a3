"""What a kernel is launched with: its command, environment, private place, memory and hidden first cell."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tutor import locale

SOCKET_PATH = 90
"""Bytes that a socket's path may have, with room for its name (the system's limit is 104 or 108)."""

# By name, because nobody can list the names of all secrets.
_ALLOWED = frozenset({
    "PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME", "XDG_DATA_HOME", "VIRTUAL_ENV", "CONDA_PREFIX", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
    "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "KERAS_BACKEND", "KERAS_HOME", "TF_ENABLE_ONEDNN_OPTS",
    "TF_FORCE_GPU_ALLOW_GROWTH", "XLA_FLAGS", "CUDA_VISIBLE_DEVICES", "CUDA_HOME", "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "MPLCONFIGDIR",
    "NNTUTOR_HOME", "NNTUTOR_ASCII", "NO_COLOR",
})  # fmt: skip

_STARTUP = """
def _start(root):
    import sys, zmq
    from IPython import get_ipython
    shell = get_ipython()
    thread = shell.kernel.iopub_thread
    thread.io_loop.add_callback(lambda: thread.socket.setsockopt(zmq.XPUB_NODROP, 1))
    sys.path += [root, ""]
    shell.extension_manager.load_extension("tutor.live")
    sys.path.remove(root)
_start({root!r})
del _start
"""


def startup() -> str:
    """The hidden first cell: nothing is dropped on the way out, charts are live, modules beside a lesson come last."""
    return _STARTUP.format(root=os.fspath(Path(__file__).resolve().parents[2]))


def command(connection_file: str) -> list[str]:
    """How to run ipykernel; `-P` keeps the learner's own `numpy.py` from standing before NumPy."""
    return [
        sys.executable, "-P", "-m", "ipykernel_launcher", "-f", connection_file, "--HistoryManager.hist_file=:memory:"
    ]  # fmt: skip


def environment(directory: Path, given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What a cell may see of the tutor's environment, and what a kernel needs; no tokens and no keys."""
    kept = {name: value for name, value in given.items() if name in _ALLOWED or name.startswith("LC_")}
    return kept | {
        "COLUMNS": "80",  # Keras's tables take four less: they fit in a cell on a terminal of 80
        "IPYTHONDIR": os.fspath(directory / "ipython"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "NNTUTOR_LANG": locale.language(),
        "NNTUTOR_STEER": os.fspath(directory / "steer"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONNOUSERSITE": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


def private_directory() -> Path:
    """A fresh directory of mode 0700 with a short path: it is what protects the sockets in it. Raises `OSError`."""
    places = [os.environ.get("XDG_RUNTIME_DIR", ""), "/tmp", tempfile.gettempdir()]  # noqa: S108 (mkdtemp below)
    for place in places:
        short = len(os.fsencode(place)) + len("/nnt-12345678/k-5") < SOCKET_PATH
        if short and place and os.access(place, os.W_OK | os.X_OK):
            return Path(tempfile.mkdtemp(prefix="nnt-", dir=place))
    return Path(tempfile.mkdtemp(prefix="nnt-"))


def memory_limit() -> int:
    """Bytes that a kernel may use: 4 GB, or half of the memory of a machine or a container that has less."""
    sizes = [8 << 30, os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")]
    for name in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            sizes.append(int(Path(name).read_text(encoding="ascii")))
        except (OSError, ValueError):  # another kind of system, or "max"
            continue
    return min(sizes) // 2
