"""The plane, pixel by pixel: what every neuron makes of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tutor.nn.activations import Floats
from tutor.nn.data import REACH
from tutor.nn.features import features
from tutor.nn.network import Network, Pass

STRIP = 2000  # pixels at a time: what they bring forth stays in the processor's cache, and one thread does it


class Plane:
    """`size` × `size` pixels from (−6, 6), top left, to (6, −6), as a network with these inputs sees them.

    Pictures are for the eye: single precision does, and takes half the time.
    """

    def __init__(self, size: int, inputs: Sequence[str]) -> None:
        self.size = size
        x, y = np.meshgrid(np.linspace(-REACH, REACH, size), np.linspace(REACH, -REACH, size))
        seen = features(np.stack([x.ravel(), y.ravel()], axis=1), inputs)
        self._x = np.vstack([seen, np.ones(size * size)]).astype(np.float32)
        self._rooms: dict[int, Pass] = {}

    @np.errstate(all="ignore")
    def pictures(self, network: Network) -> list[Floats]:
        """(neurons, size, size) for the features, each hidden layer, the outputs; row 0 is the top."""
        network = network.twin(np.float32)
        pictures: list[Floats] = [np.empty((neurons, self.size**2), np.float32) for neurons in network.sizes]
        pictures[0][:] = self._x[:-1]
        for start in range(0, self.size**2, STRIP):
            x = self._x[:, start : start + STRIP]
            count = x.shape[1]
            if count not in self._rooms:
                self._rooms[count] = Pass(network.sizes, count, np.float32)
            seen = self._rooms[count]
            network.forward(x, seen)
            for picture, out in zip(pictures[1:], seen.out, strict=True):
                picture[:, start : start + count] = out
        return [picture.reshape(-1, self.size, self.size) for picture in pictures]
