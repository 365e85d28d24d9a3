"""What training in the playground costs, as ratios to a unit measured in the same run.

The unit is the time of 1,000 evaluations of `np.tanh(A @ W + b)` with A 10×8 and W 8×8, the best of 20. An epoch is 250
points in batches of 10; a frame is what the original does for one: an epoch, both losses, and the output and every
neuron's picture at 100×100. Other work on the machine disturbs each alike: unit, epoch and frame are measured in turn.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from tutor.nn.run import Run
from tutor.nn.state import parse

ROUNDS = 20
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


def main() -> None:
    for name, (link, epoch_target, frame_target) in NETWORKS.items():
        run = Run(parse(f"{link}&seed=0.5"))
        works: list[Callable[[], object]] = [unit, run.advance, lambda run=run: frame(run)]
        for work in works:
            work()
        taken = [[seconds(work) for work in works] for _turn in range(ROUNDS)]
        one, epoch, whole = (min(column) for column in zip(*taken, strict=True))
        epoch_original, frame_original = ORIGINAL[name]
        print(
            f"{name:>9}  unit {one * 1e3:.2f} ms"
            f"   epoch {epoch / one:.2f} units (to reach {epoch_target:.2f}; the original {epoch_original:.2f})"
            f"   frame {whole / one:.2f} units (to reach {frame_target:.2f}; the original {frame_original:.1f})"
        )


if __name__ == "__main__":
    main()
