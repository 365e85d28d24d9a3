"""The past of a run: every epoch can be gone back to, in bounded memory, and a second run can branch there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
from numpy.typing import NDArray

from tutor.nn.run import Change, Moment, Run, Value

Array = NDArray[np.float64]
Curves = tuple[Array, Array, Array]

MOMENTS = 256  # at most so many are kept whole; the epochs between are trained again
FIGURES = 2048  # at most so many epochs have their losses and accuracies kept


class History:
    """The epochs of `run`, from where it stands on: `record` after each.

    `at` is exact for every one. When memory is full, every other moment is forgotten, and `at` trains it again from the
    one before; the curves keep every other epoch, too, and always the last.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.first = self.last = run.epoch
        self._moments: list[Moment] = []
        self._moments_apart = 1
        self._figures: list[tuple[float, ...]] = []
        self._figures_apart = 1
        self._heard: dict[int, int] = {}
        self.record()

    def record(self) -> None:
        """Keep the epoch that has just ended; said again after changes made there, keep it as it has become."""
        run, self.last = self.run, self.run.epoch
        if len(run.journal) != _made_before(run.journal, self.last):
            self._heard[self.last] = len(run.journal)
        if self._is_kept(self.last, self._moments_apart):
            if self._moments and self._moments[-1].epoch == self.last:
                self._moments.pop()
            self._moments.append(run.moment())
            if len(self._moments) > MOMENTS:
                self._moments_apart *= 2
                self._moments = [one for one in self._moments if self._is_kept(one.epoch, self._moments_apart)]
        self._note((self.last, *run.losses(), *run.accuracy()))

    def at(self, epoch: int) -> Run:
        """The run as it was recorded after `epoch`, a copy of its own. Raises ValueError outside `first` … `last`."""
        if not self.first <= epoch <= self.last:
            raise ValueError(f"epoch {epoch} is not between {self.first} and {self.last}")
        moment = self._moments[bisect_right(self._moments, epoch, key=lambda one: one.epoch) - 1]
        run = self.run.at(moment)
        journal = self.run.journal
        heard = self._heard.get(epoch, _made_before(journal, epoch))
        run.redo(journal[len(moment.journal) : heard], epoch, moment.point if moment.epoch == epoch else 0)
        return run

    def branch(self, epoch: int, **settings: Value) -> History:
        """A second run from `epoch` on, with other settings. Raises ValueError for those that need a new run."""
        run = self.at(epoch)
        run.change(**settings)
        return History(run)

    @property
    def losses(self) -> Curves:
        """Epochs, training losses and test losses, each (n,)."""
        epochs, train, test, _train, _test = np.array(self._figures, dtype=np.float64).T
        return epochs, train, test

    @property
    def accuracies(self) -> Curves:
        """Epochs, training accuracies and test accuracies, each (n,)."""
        epochs, _train, _test, train, test = np.array(self._figures, dtype=np.float64).T
        return epochs, train, test

    def _note(self, figures: tuple[float, ...]) -> None:
        """Add to the curves; what stands last there stays only where its epoch is kept anyway."""
        if self._figures:
            epoch = int(self._figures[-1][0])
            if epoch == self.last or not self._is_kept(epoch, self._figures_apart):
                self._figures.pop()
        self._figures.append(figures)
        if len(self._figures) > FIGURES:
            self._figures_apart *= 2
            kept = [one for one in self._figures[:-1] if self._is_kept(int(one[0]), self._figures_apart)]
            self._figures = [*kept, figures]

    def _is_kept(self, epoch: int, apart: int) -> bool:
        return (epoch - self.first) % apart == 0


def _made_before(journal: tuple[Change, ...], epoch: int) -> int:
    """How many of the changes were made before `epoch` ended."""
    return bisect_left(journal, (epoch, 0), key=lambda change: (change.epoch, change.point))
