"""The checks of this project, each a command: `python .ci/check.py [NAME …]`, all of them without a name.

Runs every one asked for even when an earlier one failed, says how long each took, and exits 1 if any failed.
`make check` and `.ci/run` both come here, so that a check is written down once.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BESIDE = Path(PYTHON).parent  # commands installed with this interpreter: its own, whatever PATH says

CHECKS: dict[str, list[str]] = {
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "lint": [PYTHON, "-m", "ruff", "check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "spelling": [PYTHON, ".ci/spelling.py"],
    "contracts": [str(BESIDE / "lint-imports"), "--config", "importlinter.toml"],
    "tests": [PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile"],
    "content": [PYTHON, "-m", "tutor", "check", "--run"],
}


def run(name: str) -> bool:
    """Run one check; says what it runs and how it went."""
    command = CHECKS[name]
    shown = " ".join(part.replace(PYTHON, "python").replace(f"{BESIDE}{os.sep}", "") for part in command)
    print(f"── {name}: {shown}", flush=True)
    begun = time.monotonic()
    try:
        status = subprocess.run(command, cwd=TOP, check=False).returncode  # noqa: S603 (the commands above)
    except FileNotFoundError:
        print(f"{command[0]} is not installed; run: {PYTHON} -m pip install -e '.[dev]'", file=sys.stderr)
        status = 127
    print(
        f"── {name}: {'passed' if status == 0 else f'FAILED ({status})'} in {time.monotonic() - begun:.1f} s\n",
        flush=True,
    )
    return status == 0


def main(names: list[str]) -> int:
    """Run the checks named, or all."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        print(f"no check is called {unknown[0]}; there are: {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    failed = [name for name in names or CHECKS if not run(name)]
    print(f"failed: {', '.join(failed)}" if failed else f"all passed: {', '.join(names or CHECKS)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
