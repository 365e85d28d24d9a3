"""`python -m tutor.trial SOCKET MODULE…`: imports the modules, takes one job, runs it, tells what came of it, and goes.

The job and what is told are lines of JSON over a socket in a directory that only this user can open.
"""

from __future__ import annotations

import builtins
import importlib
import json
import os
import socket
import sys
from collections.abc import Mapping
from typing import Any

from tutor.trial.program import Program, Snapshot, Tape


def main(arguments: list[str]) -> int:
    """Serve one job."""
    path, *modules = arguments
    with socket.socket(socket.AF_UNIX) as wire:
        wire.connect(path)
        for module in modules:
            try:
                importlib.import_module(module)
            except ImportError as error:
                _tell(wire, {"missing": module, "reason": str(error)})
        _tell(wire, {"ready": True})
        with wire.makefile("rb") as lines:
            line = lines.readline()
        if not line:
            return 0
        sys.path.insert(0, "")
        job = json.loads(line)
        word = job.pop("word", "")
        _tell(wire, {"report": _run(job, wire), "word": word})
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (until the process has gone)
    os._exit(0)  # threads that the program left running, and what it does at exit, are of no interest


def _run(job: Mapping[str, Any], wire: socket.socket) -> dict[str, Any]:
    tape = Tape()
    sys.stdout = sys.stderr = tape
    match job["kind"]:
        case "code":
            return _code(job, tape)
        case "curve":
            return _curve(job, tape, wire)
        case _:
            program = Program(job["setup"], job["program"])
            program.run(show_last=True)
            return _told(program, tape)


def _code(job: Mapping[str, Any], tape: Tape) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415 (a program that prints needs none)

    from tutor.trial.checks import checked, rounds, shows  # noqa: PLC0415 (NumPy)

    try:
        turns = rounds(job)
    except Exception as error:  # noqa: BLE001 (the author's own expressions and programs: the author is told)
        return {"fault": f"{type(error).__name__}: {error}"[:1000]}
    tape.forget()
    as_they_were = Snapshot(builtins, np)
    program = Program(job["setup"], job["answer"])
    program.run(then=as_they_were.restore)
    if program.raised:
        return _told(program, tape)
    checks = [checked(program, of_one) for of_one in turns]
    printed = tape.text
    shown = [shows(program, when, printed) for when in job["mistakes"]]
    return {"raised": None, "output": printed, "lost": tape.lost, "checks": checks, "mistakes": shown}


def _curve(job: Mapping[str, Any], tape: Tape, wire: socket.socket) -> dict[str, Any]:
    from tutor.trial.curve import Ear  # noqa: PLC0415 (tutor.live)

    ear = Ear(job["series"], lambda told: _tell(wire, told))
    ear.listen()
    program = Program("", job["program"])
    program.run()
    return _told(program, tape) | {"curve": ear.values}


def _told(program: Program, tape: Tape) -> dict[str, Any]:
    return {"raised": program.raised, "output": tape.text, "lost": tape.lost}


def _tell(wire: socket.socket, told: Mapping[str, Any]) -> None:
    wire.sendall(json.dumps(told).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
