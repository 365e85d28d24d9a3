"""Numbers as short text: what a legend and an axis have room for."""

from __future__ import annotations

import math

from tutor.locale import _

LARGE, SMALL = 1e6, 1e-4


def number(value: float) -> str:
    """A metric in about six cells: `0.231`, `12.35`, `1.2e-05`, `NaN`. A value short by nature stays as it is."""
    value = float(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    size = abs(value)
    if size and not SMALL <= size < LARGE:
        return f"{value:.1e}"
    exact = f"{value:.12g}"
    if len(exact.lstrip("-")) <= len("0.001"):
        return exact
    # Three significant digits below 1, three decimals to 10, then fewer: the width stays put while a value changes.
    whole = math.floor(math.log10(size))
    return f"{value:.{max(0, 3 - max(0, whole)) if whole >= -1 else 2 - whole}f}"


def percent(score: float) -> str:
    """A score of 0 to 1 as people read it; rounded down, so that only what is full is called so."""
    return _("{percent}%").format(percent=int(score * 100 + 1e-6))


def scale_labels(values: list[float], step: float) -> list[str]:
    """Labels of an axis' ticks: all with the decimals that `step` needs, all in one notation."""
    if not values:
        return []
    largest = max(abs(value) for value in values)
    exponent = math.floor(math.log10(step)) if step > 0 else 0
    top = math.floor(math.log10(largest)) if largest > 0 else exponent
    if exponent >= -4 and top < 6:  # noqa: PLR2004 (beyond four decimals or six digits the exponent is shorter)
        return [f"{value:.{max(0, -exponent)}f}" if value else f"{0:.{max(0, -exponent)}f}" for value in values]
    digits = min(6, max(0, top - exponent))
    return [_scientific(value, digits) for value in values]


def _scientific(value: float, digits: int) -> str:
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    return f"{mantissa}e{int(exponent)}"
