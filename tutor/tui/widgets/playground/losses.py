"""`LossView`: loss and accuracy as curves, those of the run before a branch behind them, and the numbers now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tutor.draw.canvas import Ink, Row, Span, cut, row_width
from tutor.draw.chart import Mark, Series, chart, keys
from tutor.draw.numbers import number, percent
from tutor.locale import _
from tutor.tui.widgets.playground.drawing import Drawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tutor.tui.widgets.playground.frame import Frame

MUTED = Ink("muted")
TWO_CHARTS = 14
"""Rows from which the accuracy has a chart of its own."""
_LEAST = 4
NAMED = 26
"""Columns from which a chart has its name."""


class LossView(Drawing):
    """The numbers stand in the legend, so that the curves need no colour to be told apart."""

    is_turned = False
    """The accuracy where only one chart fits, not the loss."""

    def turn(self) -> None:
        """The other chart where only one fits."""
        self.is_turned = not self.is_turned
        self.redraw()

    def rows(self, width: int, height: int) -> list[Row]:
        """One chart or two, each with its legend above it."""
        frame = self.model
        if frame is None:
            return []
        is_scored = frame.state.problem == "classification"
        if not is_scored or height < TWO_CHARTS:
            return self._chart(frame, width, height, is_accuracy=is_scored and self.is_turned)[:height]
        upper = (height + 1) // 2
        return [
            *self._chart(frame, width, upper, is_accuracy=False),
            *self._chart(frame, width, height - upper, is_accuracy=True),
        ]

    def _chart(self, frame: Frame, width: int, height: int, *, is_accuracy: bool) -> list[Row]:
        series = self._series(frame, is_accuracy=is_accuracy)
        now = frame.accuracies if is_accuracy else frame.losses
        told = [percent(value) if is_accuracy and value == value else number(value) for value in now]  # noqa: PLR0124 (NaN)
        signs = keys(series, ascii=self.ascii)
        legend: list[Row] = [(Span(_("accuracy") if is_accuracy else _("loss"), Ink("muted", bold=True)),)]
        for name, sign, value in zip((_("test"), _("train")), signs, told[::-1], strict=False):
            legend.append((sign, Span(f" {name} ", MUTED), Span(value, Ink(bold=True))))
        if len(series) > 2:  # noqa: PLR2004 (the two of this run)
            legend.append((signs[2], Span(" " + _("other run"), MUTED)))
        head = _fitting(legend if width >= NAMED else legend[1:], width)
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


def _fitting(pieces: Sequence[Row], width: int) -> list[Row]:
    """The pieces of the legend side by side, as many as fit in a row."""
    rows: list[Row] = []
    for piece in pieces:
        if rows and row_width((*rows[-1], *piece)) + 2 <= width:
            rows[-1] = (*rows[-1], Span("  "), *piece)
        else:
            rows.append(cut(piece, width))
    return rows
