"""What an export says of a network: its inputs, its activations, its weights; and numbers as a program writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tutor.locale import _
from tutor.nn.features import features
from tutor.nn.network import Network, Pass
from tutor.nn.state import link

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tutor.nn.run import Run

FORMULAS = {
    "x": "x1",
    "y": "x2",
    "xSquared": "x1**2",
    "ySquared": "x2**2",
    "xTimesY": "x1*x2",
    "sinX": "sin(x1)",
    "sinY": "sin(x2)",
    "": "0*x1",
}
"""Each input of a link, as Python writes it of a point (x1, x2); and what a network sees that has none."""
ROW = 6  # numbers in a line


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A network as it stands: `weights` (to, from) and `biases` (to,), a layer each; activations by our names."""

    address: str
    epoch: int
    inputs: tuple[str, ...]
    activation: str
    output: str
    loss: str
    weights: tuple[NDArray[np.float64], ...]
    biases: tuple[NDArray[np.float64], ...]

    @classmethod
    def of(cls, run: Run) -> Trained:
        """The network of `run`, which may go on training."""
        network = run.network
        weights = [np.array(one, dtype=np.float64) for one in network.weights]
        if not run.state.inputs:
            weights[0] = np.zeros((len(weights[0]), 1))
        return cls(
            link(run.state),
            run.epoch,
            run.state.inputs or ("",),
            network.activation,
            network.output_activation,
            network.loss,
            tuple(weights),
            tuple(np.array(one, dtype=np.float64) for one in network.biases),
        )

    @property
    def layers(self) -> tuple[tuple[NDArray[np.float64], NDArray[np.float64], str], ...]:
        """Weights, biases and activation of each layer."""
        names = [self.activation] * (len(self.weights) - 1) + [self.output]
        return tuple(zip(self.weights, self.biases, names, strict=True))

    def outputs(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """The outputs (n, outputs) for the points xy (n, 2)."""
        sizes = (len(self.inputs), *(len(one) for one in self.biases))
        network = Network(sizes, self.activation, self.output, self.loss)
        for own, given in zip((*network.weights, *network.biases), (*self.weights, *self.biases), strict=True):
            own[:] = given
        seen = np.ones((len(self.inputs) + 1, len(xy)))
        seen[:-1] = features(xy, self.inputs) if self.inputs != ("",) else 0
        return np.array(network.forward(seen, Pass(sizes, len(xy))).T, dtype=np.float64)

    @property
    def is_finite(self) -> bool:
        """Whether all of its numbers are numbers."""
        return all(bool(np.isfinite(one).all()) for one in (*self.weights, *self.biases))

    @property
    def answer(self) -> str:
        """What the outputs mean, in a sentence."""
        match self.output:
            case "softmax":
                return _("one probability a class")
            case "sigmoid":
                return _("the probability of class 1")
            case "linear":
                return _("the value")
            case _:
                return _("above 0 it is class 1, below 0 class -1")

    @property
    def promise(self) -> str:
        """What a function gives that computes the network."""
        return _("The outputs for points (n, 2): {answer}.").format(answer=self.answer)

    def comments(self) -> list[str]:
        """Where it comes from, as the first lines of a program."""
        what = _("A network of the playground after {epoch} epochs of training.").format(epoch=self.epoch)
        address = "".join(character for character in self.address if character.isprintable())
        return [f"# {what}", f"# {address}"]


def array(values: NDArray[np.float64], indent: str = "") -> str:
    """`np.array([…])` with every digit; `indent` stands before its further lines."""
    if values.ndim == 1:
        return f"np.array({_row(values.tolist(), indent)})"
    rows = "".join(f"\n{indent}    {_row(row, indent + '    ')}," for row in values.tolist())
    return f"np.array([{rows}\n{indent}])"


def _row(values: Sequence[float], indent: str) -> str:
    written = [repr(value) for value in values]
    lines = [", ".join(written[start : start + ROW]) for start in range(0, len(written), ROW)]
    return "[" + f",\n{indent} ".join(lines) + "]"
