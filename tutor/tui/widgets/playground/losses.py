"""`LossView`: loss and accuracy as curves, those of the run before a branch behind them, and the numbers now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tutor.draw.canvas import Ink, Row, Span
from tutor.draw.chart import Mark, Series, chart, keys
from tutor.draw.numbers import number, percent
from tutor.locale import _
from tutor.show.wrap import clip
from tutor.tui.widgets.playground.drawing import Drawing

if TYPE_CHECKING:
    from tutor.tui.widgets.playground.frame import Frame

MUTED = Ink("muted")
TWO_CHARTS = 14
"""Rows from which the accuracy has a chart of its own."""
_LEAST = 4


class LossView(Drawing):
    """The numbers stand in the legend, so that the curves need no colour to be told apart."""

    def rows(self, width: int, height: int) -> list[Row]:
        """One chart or two, each with its legend above it."""
        frame = self.model
        if frame is None:
            return []
        is_scored = frame.state.problem == "classification"
        if not is_scored or height < TWO_CHARTS:
            return self._chart(frame, width, height, is_accuracy=False)[:height]
        upper = (height + 1) // 2
        return [
            *self._chart(frame, width, upper, is_accuracy=False),
            *self._chart(frame, width, height - upper, is_accuracy=True),
        ]

    def _chart(self, frame: Frame, width: int, height: int, *, is_accuracy: bool) -> list[Row]:
        series = self._series(frame, is_accuracy=is_accuracy)
        now = frame.accuracies if is_accuracy else frame.losses
        told = [percent(value) if is_accuracy and value == value else number(value) for value in now]  # noqa: PLR0124 (NaN)
        legend: list[Span] = [Span(_("accuracy") if is_accuracy else _("loss"), Ink("muted", bold=True))]
        for name, key, value in zip(
            (_("test"), _("train")), keys(series[:2], ascii=self.ascii), told[::-1], strict=True
        ):
            legend += [Span("  "), key, Span(f" {name} ", MUTED), Span(value, Ink(bold=True))]
        if len(series) > 2:  # noqa: PLR2004 (the two of this run)
            legend += [Span("  "), *keys(series, ascii=self.ascii)[2:3], Span(f" {_('other run')}", MUTED)]
        head = _fitting(legend, width)
        if height - len(head) < _LEAST:
            return head[:height]
        marks = [Mark(float(frame.epoch), "", "accent")] if frame.is_past else []
        if frame.branched_at is not None:
            marks.append(Mark(float(frame.branched_at)))
        y_range = (0.0, 1.0) if is_accuracy else None
        x_range = (0.0, max(1.0, float(frame.last), *(curve.epochs[-1] for curve in frame.curves)))
        plot = chart(
            series if self.ascii else series[::-1],
            width, height - len(head), ascii=self.ascii, marks=marks, x_range=x_range, y_range=y_range,
        )  # fmt: skip
        return [*head, *plot]

    def _series(self, frame: Frame, *, is_accuracy: bool) -> list[Series]:
        found = []
        for index, curve in enumerate(frame.curves[:2]):
            test, train = curve.test, curve.train
            if is_accuracy:
                test, train = curve.accuracy_test, curve.accuracy_train
            if index == 0:
                found += [
                    Series("test", curve.epochs, test, "series1"),
                    Series("train", curve.epochs, train, "series2", "dashed"),
                ]
            else:
                found.append(Series("other", curve.epochs, test, "muted", "dotted"))
        if not found:
            nothing = np.zeros(0)
            found = [Series("test", nothing, nothing), Series("train", nothing, nothing, "series2", "dashed")]
        return found


def _fitting(legend: list[Span], width: int) -> list[Row]:
    """The legend in one row, or a row for each of its numbers where it is narrow."""
    whole = "".join(span.text for span in legend)
    if len(whole) <= width:
        return [tuple(legend)]
    rows: list[Row] = []
    start = 1
    for at in range(1, len(legend) + 1):
        if at == len(legend) or (at > start and legend[at].text == "  "):
            row = tuple(legend[start + 1 : at])
            if sum(len(span.text) for span in row) <= width:
                rows.append(row)
            start = at
    return rows or [(Span(clip(whole, width)),)]
