"""What one sees in a training, explained: a sentence or a few for what went wrong, or for what has come to rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tutor.nn.remarks.rules import RULES, Rule
from tutor.nn.remarks.sight import Sight

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from tutor.nn.history import History
    from tutor.nn.run import Run

__all__ = ["RULES", "Remark", "Rule", "Sight", "remarks", "remarks_on"]

MOST = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """`name` is the rule's; `words` are for the learner: what is seen, why, and what to try."""

    name: str
    words: str


def remarks(run: Run, train: ArrayLike, test: ArrayLike, epochs: ArrayLike | None = None) -> tuple[Remark, ...]:
    """What there is to say of `run`, the weightiest first, at most three; nothing of a training that goes well.

    `train` and `test` are the losses (n,) after `epochs` (n,), otherwise evenly spread from 0 on; the last are of now.
    """
    losses = np.asarray(train, dtype=np.float64), np.asarray(test, dtype=np.float64)
    places = np.linspace(0, run.epoch, len(losses[0])) if epochs is None else np.asarray(epochs)
    sight = Sight(run, places.astype(np.float64), *losses)
    said: list[Remark] = []
    silent: set[str] = set()
    for rule in RULES:
        if rule.name not in silent and (words := rule.words(sight)):
            said.append(Remark(rule.name, words))
            silent |= rule.silences
        if "*" in silent:
            break
    return tuple(said[:MOST])


def remarks_on(history: History) -> tuple[Remark, ...]:
    """The same of a history, at its last epoch."""
    epochs, train, test = history.losses
    return remarks(history.run, train, test, epochs)
