"""Runs programs as a kernel runs cells and says what each raised: sources as JSON on stdin, failures on stdout."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile

from IPython.core.interactiveshell import InteractiveShell


def failures(sources):
    """For each source name, message and traceback of what it raised, as a kernel would send them; or nothing."""
    shell = InteractiveShell.instance(colors="Neutral")
    raised = []
    shell._showtraceback = lambda name, error, texts: raised.append([name.__name__, str(error), texts])
    for source in sources:
        raised.clear()
        shell.user_ns.clear()  # `reset` would collect all garbage, a third of a second with TensorFlow
        shell.init_user_ns()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            shell.run_cell(source)
        yield raised[0] if raised else None


if __name__ == "__main__":
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"  # its allocator tries for ten seconds before it says that memory is out
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        found = list(failures(json.load(sys.stdin)))
        os.chdir("/")
    print(json.dumps(found))
