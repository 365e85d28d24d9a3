"""Axes: which round numbers to write beside a chart so that none touches its neighbour."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.draw.numbers import scale_labels

_ROUND = (1.0, 2.0, 5.0)
_MOST = 200


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on an axis and its text."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The interval an axis shows, `low < high`, and its ticks in ascending order. On a log axis values are log10."""

    low: float
    high: float
    ticks: tuple[Tick, ...] = ()

    def share(self, value: float) -> float:
        """Where `value` lies: 0 at `low`, 1 at `high`; halves first, since the interval itself may overflow."""
        return (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)


def spread(low: float, high: float) -> tuple[float, float]:
    """An interval that can be drawn: finite and ascending; a single value gets air on both sides."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return 0.0, 1.0
    low, high = min(low, high), max(low, high)
    size = max(abs(low), abs(high))
    if size < 1e-290:  # noqa: PLR2004 (where steps of a tenth would underflow)
        return 0.0, 1.0
    if high / 2 - low / 2 > size * 1e-12:
        return low, high
    return (0.0, min(2 * high, 1.7e308)) if low > 0 else (max(2 * low, -1.7e308), 0.0)


def vertical(low: float, high: float, rows: int, *, fixed: bool) -> Axis:
    """The y axis over `rows` rows. Unless `fixed`, it reaches down to a tick, and to zero when zero is not far."""
    if not fixed and 0 < low < 0.4 * high:
        low = 0.0
    apart = 2 if rows > 3 else 1  # noqa: PLR2004 (with three rows every row may have its label)
    for step in _steps(low, high):
        bottom = low if fixed else max(math.floor(low / step + 1e-9) * step, -1.7e308)
        if (high / 2 - bottom / 2) * apart <= step / 2 * rows:
            break
    else:
        return Axis(low, high)
    return Axis(bottom, high, tuple(_ticks(bottom, high, step)))


def horizontal(low: float, high: float, columns: int) -> Axis:
    """The x axis over `columns` columns; ticks stand at whole numbers when there are two of them to show."""
    axis = Axis(low, high)
    for step in _steps(low, high):
        if (step < 1 and high - low >= 2) or step / 2 * columns < 3 * (high / 2 - low / 2):  # noqa: PLR2004 (0, 1, 2)
            continue
        ticks = tuple(_ticks(low, high, step))
        widest = max((len(tick.label) for tick in ticks), default=1)
        if (widest + 2) * (high / 2 - low / 2) <= step / 2 * columns:
            return Axis(low, high, ticks)
        axis = Axis(low, high, ticks[:1]) if widest <= columns else axis
    return axis


def logarithmic(low: float, high: float, rows: int) -> Axis:
    """The y axis of log10 values: whole powers of ten, or round steps between them when it spans less than one."""
    apart = 2 if rows > 3 else 1  # noqa: PLR2004 (as in `vertical`)
    powers = range(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1)
    if len(powers) > 1:
        stride = max(1, math.ceil(apart * (high - low) / max(1, rows)))
        return Axis(low, high, tuple(Tick(float(k), f"1e{k}") for k in powers if (k - powers[0]) % stride == 0))
    inner = vertical(10.0**low, 10.0**high, rows, fixed=True)
    return Axis(low, high, tuple(Tick(math.log10(t.value), t.label) for t in inner.ticks if t.value > 0))


def _steps(low: float, high: float) -> Iterator[float]:
    """1, 2 and 5 times powers of ten, from a hundredth of the interval to more than all of it."""
    span = high / 2 - low / 2
    exponent = math.floor(math.log10(span)) - 1
    for power in range(exponent, exponent + 5):
        for round_ in _ROUND:
            try:
                step = float(f"{round_}e{power}")
            except OverflowError:
                return
            if 0 < step < math.inf:
                yield step


def _ticks(low: float, high: float, step: float) -> Iterator[Tick]:
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    if not last - first < _MOST:
        return
    values = [k * step for k in range(first, last + 1)]
    values = [value for value in values if math.isfinite(value)]
    for value, label in zip(values, scale_labels(values, step), strict=True):
        yield Tick(value, label)
