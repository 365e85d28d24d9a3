"""Which characters and colours this terminal can be trusted with, read from the environment."""

from __future__ import annotations

import os
import sys


def is_ascii_wanted() -> bool:
    """Plain ASCII: asked for by `NNTUTOR_ASCII`, a dumb terminal, or a locale that is not UTF-8."""
    if os.environ.get("NNTUTOR_ASCII", "") not in {"", "0"}:
        return True
    if os.environ.get("TERM") == "dumb":
        return True
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    return encoding.lower().replace("-", "").replace("_", "") not in {"utf8", "utf8sig"}


def is_color_wanted() -> bool:
    """No colour where `NO_COLOR` is set to anything, as its authors ask."""
    return not os.environ.get("NO_COLOR")
