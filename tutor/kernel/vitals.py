"""What a kernel says it has measured of a training: read as anything that a cell may have sent."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from tutor.clean import clean

DEPTH, ITEMS, LETTERS = 4, 200, 80


def vitals(told: Any) -> dict[str, Any]:
    """The measurements: text, numbers, truth, lists and tables of them, none of it large; nothing if not a table."""
    kept = _kept(told, DEPTH)
    return kept if isinstance(kept, dict) else {}


def _kept(value: Any, depth: int) -> Any:
    match value:
        case None | bool():
            return value
        case int():
            return value if abs(value) < 1 << 53 else None
        case float():
            return value if math.isfinite(value) else None
        case str():
            return clean(value[:LETTERS], multiline=False)
        case Mapping() if depth:
            named = list(value.items())[:ITEMS]
            return {clean(str(name)[:LETTERS], multiline=False): _kept(one, depth - 1) for name, one in named}
        case list() if depth:
            return [_kept(one, depth - 1) for one in value[:ITEMS]]
    return None
