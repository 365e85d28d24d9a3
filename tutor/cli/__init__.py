"""The command line: arguments into calls. What a command needs is imported when it is called."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.cli.arguments import Misuse, split
from tutor.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

MISUSED = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


def run(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say; returns the exit status."""
    _prepare_streams()
    gc.disable()  # most commands end before there is garbage; those that work on switch it on again
    try:
        status = _dispatch(sys.argv[1:] if argv is None else list(argv))
        sys.stdout.flush()
    except Misuse as misuse:
        from tutor.clean import clean  # noqa: PLC0415 (only where something is wrong)

        print(clean(f"nntutor: {misuse}", multiline=False), file=sys.stderr)
        return MISUSED
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    finally:
        gc.enable()
    return status


def _dispatch(argv: list[str]) -> int:
    asked = split(argv)
    if asked.command:
        from tutor.cli.commands import call  # noqa: PLC0415 (help and version need none of it)

        return call(asked.command, asked.rest, asked.language)
    if asked.wants == "version":
        from importlib.metadata import version  # noqa: PLC0415 (nothing else asks)

        print(f"nntutor {version('nntutor')}")
        return 0
    if asked.wants == "help":
        from tutor.cli.arguments import overview  # noqa: PLC0415 (as above)

        print(overview())
        return 0
    return _open(asked.language)


def _open(language: str | None) -> int:
    if os.environ.get("TERM") == "dumb" or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Misuse(_("this is no terminal to draw on: use nntutor list, read, run or quiz (nntutor --help)"))
    from tutor.paths import course_dir  # noqa: PLC0415 (as above)
    from tutor.tui.app import run as run_app  # noqa: PLC0415 (Textual, which no other command may pay for)

    gc.enable()
    return run_app(language, course_dir())


def _prepare_streams() -> None:
    """A character that the terminal lacks becomes a question mark, and a closed stream is nowhere."""
    for name in ("stdout", "stderr", "stdin"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("r+", encoding="utf-8"))  # noqa: SIM115 (for good)
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
