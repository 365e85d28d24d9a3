"""A training run as charts: the loss with its val_ twin, each metric with its own, and what the run is doing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.draw.canvas import Ink, Role, Row, Span, row_width
from tutor.draw.numbers import number
from tutor.locale import _
from tutor.show.look import Look
from tutor.show.wrap import clip, joined, padded, wrap

if TYPE_CHECKING:
    from tutor.draw.series import Dash, Mark, Series
    from tutor.kernel.training import Training

MUTED = Ink(fg="muted")
WARNING = Ink(fg="warning", bold=True)
_BESIDE = 110
"""Cells from which two charts stand side by side."""
_ASIDE = 60
"""Cells from which a chart has its legend at its right (the draw room's own measure)."""
_WIDEST = 120
_FIRST, _NEXT, _BELOW = 10, 8, 12
"""Rows of the first chart, of those below it, and of one with its legend below."""
_MOST = 4
"""Charts of one run; further metrics are told as numbers."""
_NAME = 20
_CHANGES = 20
"""Changes of the rate that are marked, the last ones."""
_RATES = {"lr", "learning_rate"}
_STYLES: tuple[tuple[Role, Dash], ...] = (("series1", "solid"), ("series2", "dashed"), ("series3", "dotted"))


def training_rows(
    training: Training, width: int, *, ascii: bool = False, height: int | None = None, remark: str = ""
) -> list[Row]:
    """Charts in at most `width` cells; `height` asks for so many rows for all charts together.

    Below them what went wrong, and then, quietly, the `remark` that someone has to make.
    """
    look = Look(ascii)
    groups = _groups(training)
    shown = groups[:_MOST]
    rows: list[Row] = []
    if not shown:
        rows += [line for line in _status(training, look) if line]
    elif len(shown) > 1 and width >= _BESIDE:
        rows += _side_by_side(training, shown, min(width, 2 * _WIDEST), height, look)
    else:
        rows += _stacked(training, shown, min(width, _WIDEST), height, look)
    for names in groups[_MOST:]:
        rows += wrap(
            [Span(look.text(f"{name} {number(training.values.get(name, math.nan))}  ")) for name in names], width
        )
    for trouble in _troubles(training):
        rows += wrap([Span(look.glyph("▲ ", "! ") + look.text(trouble), WARNING)], width)
    if remark:
        rows += wrap([Span(look.text(remark), MUTED)], width)
    return rows


def _groups(training: Training) -> list[list[str]]:
    """The metrics that share a chart: the loss first, each with its val_ twin."""
    names = [name for name in training.series if name.removeprefix("val_") not in _RATES]
    bases = dict.fromkeys(name.removeprefix("val_") for name in names)
    order = sorted(bases, key=lambda base: base != "loss")
    return [[name for name in (base, f"val_{base}") if name in training.series] for base in order]


def _side_by_side(training: Training, groups: list[list[str]], width: int, height: int | None, look: Look) -> list[Row]:
    """Two charts in a line; what the run is doing stands below them."""
    status = joined(span for line in _status(training, look) if line for span in (*line, Span("   ")))
    lines = -(-len(groups) // 2)
    each = max(4, (height - 1) // lines) if height else _BELOW - 1
    half = (width - 3) // 2
    rows: list[Row] = []
    for at in range(0, len(groups), 2):
        pair = [_chart(training, names, half, each, look, named=not at) for names in groups[at : at + 2]]
        others = pair[1] if len(pair) > 1 else [()] * each
        rows += [joined((*padded(a, half), Span("   "), *b)) for a, b in zip(pair[0], others, strict=True)]
    return [*rows, *wrap(status, width)]


def _stacked(training: Training, groups: list[list[str]], width: int, height: int | None, look: Look) -> list[Row]:
    rows: list[Row] = []
    for index, names in enumerate(groups):
        usual = _BELOW if width < _ASIDE else _NEXT if index else _FIRST
        size = max(4, height // len(groups)) if height else usual
        rows += _chart(training, names, width, size, look, named=not index, told=not index)
    return rows


def _chart(
    training: Training,
    names: list[str],
    width: int,
    height: int,
    look: Look,
    *,
    named: bool,
    told: bool = False,
) -> list[Row]:
    """One chart, with its marks `named` in words, and with how far the run is (`told`)."""
    from tutor.draw.chart import chart, keys  # noqa: PLC0415 (NumPy, which a page without charts does not pay)
    from tutor.draw.series import Series  # noqa: PLC0415 (as above)

    series = [
        Series(name, [x for x, _y in points], [y for _x, y in points], role=role, dash=dash)
        for name, (role, dash) in zip(names, _STYLES, strict=False)
        if (points := training.series[name]) is not None
    ]
    legend = _values(training, series, keys(series, ascii=look.ascii), look)
    if told:
        legend += _status(training, look)
    if width < _ASIDE:
        legend = [line for line in legend if line]
    else:
        legend[0] = padded(legend[0], _legend_size(training, look))
    return chart(
        series,
        width,
        height,
        ascii=look.ascii,
        legend=legend,
        marks=_marks(training, look, named=named),
        x_range=_span(training),
    )


def _legend_size(training: Training, look: Look) -> int:
    """Cells that keep a run's plots equally wide, one below the other and from the first step to the last."""
    longest = max(_name_size([name], look) for name in training.series)
    last = _progress((training.epochs, training.epochs), (training.steps, training.steps), look)
    return max(longest + len("── ") + len("  0.00123"), row_width([Span(look.text(last))]))


def _name_size(names: Sequence[str], look: Look) -> int:
    return max(row_width([Span(clip(look.text(name), _NAME, ascii=look.ascii))]) for name in names)


def _values(training: Training, series: Sequence[Series], samples: Sequence[Span], look: Look) -> list[Row]:
    longest = _name_size([one.name for one in series], look)
    rows: list[Row] = []
    for one, sample in zip(series, samples, strict=True):
        value = number(training.values.get(one.name, math.nan))
        name = padded((Span(" " + clip(look.text(one.name), _NAME, ascii=look.ascii)),), longest + 3)
        rows.append((sample, *name, Span(value, Ink(bold=True))))
    return rows


def _status(training: Training, look: Look) -> list[Row]:
    """Learning rate, epoch and step, time left or the best epoch; an empty row between."""
    rows: list[Row] = []
    if training.rate is not None:
        rows.append((Span(look.text(_("rate {rate}").format(rate=number(training.rate))), MUTED),))
    progress = _progress((training.epoch, training.epochs), (training.step, training.steps), look)
    rows += [(), (Span(look.text(progress)),)]
    left = training.seconds_left
    if training.finished:
        rows += [(Span(look.text(words), Ink(fg="success")),) for words in _best(training)]
    elif left is not None and math.isfinite(left):
        rows.append((Span(look.text(_("{time} left").format(time=_time(left))), MUTED),))
    return rows


def _progress(epochs: tuple[int, int], steps: tuple[int, int], look: Look) -> str:
    """How far the run is: done of all."""
    step = (_("step {step}/{steps}") if steps[1] else _("step {step}")).format(step=steps[0], steps=steps[1])
    if not epochs[1]:
        return step
    epoch = _("epoch {epoch}/{epochs}").format(epoch=epochs[0], epochs=epochs[1])
    return f"{epoch} {look.glyph('·', '-')} {step}" if steps[1] else epoch


def _best(training: Training) -> list[str]:
    if training.best is None:
        return []
    at, name, value = training.best
    words = _("best: epoch {at}") if training.epochs else _("best: step {at}")
    return [words.format(at=_whole(at)), f"{name} {number(value)}"]


def _marks(training: Training, look: Look, *, named: bool) -> list[Mark]:
    """Where the learner changed the rate and, when all is over, where the run was best; `named` in words too."""
    from tutor.draw.series import Mark  # noqa: PLC0415 (NumPy, as above)

    changes = training.rate_changes[-_CHANGES:]
    words = [look.text(_("rate {rate}").format(rate=number(rate))) for _x, rate in changes]
    marks = [Mark(x, word if named else "", "accent") for (x, _rate), word in zip(changes, words, strict=True)]
    if training.finished and training.best is not None:
        marks.append(Mark(training.best[0], look.text(_("best")) if named else "", "success"))
    return marks


def _span(training: Training) -> tuple[float, float] | None:
    """The x axis: the whole run while it lasts, what there is of it once it is over."""
    whole = training.epochs or training.steps
    reached = max((points[-1][0] for points in training.series.values() if points), default=0.0)
    if training.finished or not whole:
        return (0.0, reached) if reached > 0 else None
    return 0.0, max(float(whole), reached)


def _troubles(training: Training) -> list[str]:
    troubles = []
    for name, kind, at in training.broken:
        words = _("{name} became {kind} at epoch {at}") if training.epochs else _("{name} became {kind} at step {at}")
        troubles.append(words.format(name=name, kind="NaN" if kind == "nan" else _("infinite"), at=_whole(at)))
    if training.note == "interrupted":
        words = _("interrupted in epoch {at}") if training.epochs else _("interrupted at step {at}")
        troubles.append(words.format(at=training.epoch if training.epochs else training.step))
    elif training.note == "stopping":
        words = _("stopped after epoch {at}") if training.finished else _("stops after this epoch")
        troubles.append(words.format(at=training.epoch))
    return troubles


def _whole(at: float) -> str:
    return str(int(at)) if float(at).is_integer() else number(at)


def _time(seconds: float) -> str:
    seconds = max(0, math.ceil(seconds))
    if seconds < 60:  # noqa: PLR2004 (a minute)
        return _("{n} s").format(n=seconds)
    if seconds < 3600:  # noqa: PLR2004 (an hour)
        return _("{m} min {s} s").format(m=seconds // 60, s=seconds % 60)
    return _("{h} h {m} min").format(h=seconds // 3600, m=seconds % 3600 // 60)
