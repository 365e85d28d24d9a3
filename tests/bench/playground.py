"""What training in the playground costs, as ratios to a unit measured in the same run.

The unit is the time of 1,000 evaluations of `np.tanh(A @ W + b)` with A 10×8 and W 8×8, the best of 20. An epoch is 250
points in batches of 10; a frame is what the original does for one: an epoch, both losses, and the output and every
neuron's picture at 100×100. Other work on the machine disturbs each alike: unit, epoch and frame are measured in turn.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import numpy as np

from tutor.nn.run import Run
from tutor.nn.state import parse

ROUNDS, BLOCKS = 20, 7
NETWORKS = {
    "2-4-2-1": ("networkShape=4,2", 0.30, 0.60),
    "7-8-8-8-1": ("networkShape=8,8,8&xSquared=true&ySquared=true&xTimesY=true&sinX=true&sinY=true", 0.50, 1.20),
}
"""What a link says, and the units that an epoch and a frame may take."""
ORIGINAL = {"2-4-2-1": (0.12, 3.2), "7-8-8-8-1": (0.72, 17.8)}
"""Units of the original's own JavaScript, measured beside the same unit."""

rng = np.random.default_rng(0)
A, W, b = rng.normal(size=(10, 8)), rng.normal(size=(8, 8)), rng.normal(size=8)


def unit() -> None:
    for _turn in range(1000):
        np.tanh(A @ W + b)


def frame(run: Run) -> None:
    run.advance()
    run.losses()
    run.pictures(100)


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def best(works: list[Callable[[], object]]) -> list[float]:
    """The best of ROUNDS of each; they take turns."""
    taken = [[seconds(work) for work in works] for _turn in range(ROUNDS)]
    return [min(column) for column in zip(*taken, strict=True)]


def main() -> None:
    for name, (link, *targets) in NETWORKS.items():
        run = Run(parse(f"{link}&seed=0.5"))
        works: list[Callable[[], object]] = [unit, run.advance, partial(frame, run)]
        for work in works:
            work()
        blocks = [best(works) for _block in range(BLOCKS)]
        one, *bests = (min(column) for column in zip(*blocks, strict=True))
        print(f"{name}: unit {one * 1e3:.2f} ms; in units, the best of all, and {BLOCKS} times the best of {ROUNDS}:")
        for i, what in enumerate(("epoch", "frame")):
            ratios = [block[i + 1] / block[0] for block in blocks]
            print(
                f"  {what} {bests[i] / one:.2f} ({min(ratios):.2f} to {max(ratios):.2f})   to reach {targets[i]:.2f};"
                f" the original's JavaScript {ORIGINAL[name][i]:.2f}"
            )


if __name__ == "__main__":
    main()
