"""The README's two commands: `python .ci/readme.py start` and `… test` print the line a reader would copy."""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
NAMES = ("start", "test")


def commands(text: str) -> dict[str, str]:
    """The one-line `sh` blocks that set up an environment, in their order: the first starts, the second tests."""
    found = [line for line in re.findall(r"^```sh\n(.*)\n```$", text, flags=re.MULTILINE) if " -m venv " in line]
    if len(found) != len(NAMES):
        raise SystemExit(
            f"README.md must hold {len(NAMES)} one-line commands that set up an environment, not {len(found)}"
        )
    return dict(zip(NAMES, found, strict=True))


def main(arguments: list[str]) -> int:
    """Print the command asked for."""
    if len(arguments) != 1 or arguments[0] not in NAMES:
        print(f"usage: readme.py {'|'.join(NAMES)}", file=sys.stderr)
        return 2
    print(commands(README.read_text(encoding="utf-8"))[arguments[0]])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
