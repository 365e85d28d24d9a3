"""The network: layers of neurons, how numbers run forward through them, and how the error runs back.

Forward, a layer turns what comes in, a, into a weighted sum z for each of its neurons, and passes on f(z):

    z = W a + b        out = f(z)

Backward goes the chain rule, from the last layer to the first (Rumelhart, Hinton and Williams 1986). How much the loss
changes with z is called δ. Where it is known, these follow, and with them the δ of the layer before:

    ∂loss/∂W = δ aᵀ    ∂loss/∂b = δ    ∂loss/∂a = Wᵀ δ    δ before = f′(z before) · ∂loss/∂a

Two tricks make this fast and short. A column is a point, so that a whole batch is one product of matrices. And W and b
are one matrix: b is its last column, and what comes in ends in a row of ones for this column to multiply.

What a step does with the gradient stands in `optimizers.py`, f and f′ in `activations.py`, the loss in `outputs.py`,
and in which order points are seen in `run.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutor.nn.activations import ACTIVATIONS, Floats
from tutor.nn.outputs import OUTPUTS
from tutor.nn.seedrandom import SeedRandom

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

BIAS = 0.1  # what every bias starts from


class Pass:
    """What `count` points bring forth in each layer of a network of these sizes: room for it, filled by `forward`.

    `a[i]` (sizes[i] + 1, count) goes into layer i, its last row ones; `z[i]` (sizes[i + 1], count) are its sums, and
    `out[i]` is what it passes on: `a[i + 1]` without the ones. Backward, `da[i]` is ∂loss/∂a[i], and `delta[i]`,
    ∂loss/∂z[i], is the same place as `da[i + 1]` without the ones: f′ is multiplied into it.
    """

    def __init__(self, sizes: Sequence[int], count: int, dtype: type = np.float64) -> None:
        self.a: list[Floats] = [np.ones((size + 1, count), dtype) for size in sizes]
        self.out: list[Floats] = [a[:-1] for a in self.a[1:]]
        self.z: list[Floats] = [np.zeros_like(out) for out in self.out]
        self.da: list[Floats] = [np.zeros_like(a) for a in self.a]
        self.delta: list[Floats] = [da[:-1] for da in self.da[1:]]
        self.slope: list[Floats] = [np.zeros_like(out) for out in self.out]


class Network:
    """`sizes` are the neurons of all layers: inputs, hidden, outputs.

    All parameters lie in one vector, `parameters`, so that a step is one sum; `gradient` has the same order. Views into
    them are, for each layer i: `layers[i]` (to, from + 1), W and b in one; `weights[i]` (to, from) and `biases[i]`
    (to,) alone; `d_layers[i]`, the slopes by `layers[i]`. Writing into a view changes the network. A link is 0 and
    stays so where `alive[i]` (to, from) is 0; else that is 1.
    """

    def __init__(
        self, sizes: Sequence[int], activation: str, output_activation: str, loss: str, dtype: type = np.float64
    ) -> None:
        self.sizes, self.output_activation, self.loss = tuple(sizes), output_activation, loss
        self.output = OUTPUTS[output_activation, loss]
        self.activate(activation)
        self.shapes = [(to, before + 1) for before, to in zip(self.sizes, self.sizes[1:], strict=False)]
        count = sum(to * width for to, width in self.shapes)
        self.parameters: Floats = np.zeros(count, dtype)
        self.gradient: Floats = np.zeros(count, dtype)
        self.living = np.ones(count)
        self.layers, self.d_layers = self._cut(self.parameters), self._cut(self.gradient)
        self.weights = [layer[:, :-1] for layer in self.layers]
        self.biases = [layer[:, -1] for layer in self.layers]
        self.alive = [layer[:, :-1] for layer in self._cut(self.living)]
        self.is_weight = np.ones(count)
        for layer in self._cut(self.is_weight):
            layer[:, -1] = 0

    def twin(self, dtype: type = np.float64) -> Network:
        """Another network with the same parameters, which goes its own way."""
        twin = Network(self.sizes, self.activation, self.output_activation, self.loss, dtype)
        twin.parameters[:], twin.living[:] = self.parameters, self.living
        return twin

    def activate(self, name: str) -> None:
        """Give the hidden layers this activation."""
        self.activation = name
        self.hidden = ACTIVATIONS[name]

    def draw(self, source: SeedRandom, *, zero: bool = False) -> None:
        """Start with weights drawn from [−0.5, 0.5), one after the other, and biases of 0.1; or with zeros."""
        for weights, biases in zip(self.weights, self.biases, strict=True):
            for neuron in weights:
                neuron[:] = [0.0 * source.random() if zero else source.random() - 0.5 for _link in neuron]
            biases[:] = 0 if zero else BIAS

    @property
    def dead(self) -> list[Flags]:
        """The links that L1 regularisation has cut, (to, from) for each layer."""
        return [alive == 0 for alive in self.alive]

    def forward(self, x: Floats, seen: Pass) -> Floats:
        """The outputs for the points x (inputs + 1, n), whose last row is ones; everything on the way is in `seen`."""
        seen.a[0] = x
        last = len(self.layers) - 1
        for i, layer in enumerate(self.layers):
            layer.dot(seen.a[i], seen.z[i])  # z = W a + b
            f = self.hidden.value if i < last else self.output.value
            f(seen.z[i], seen.out[i])  # out = f(z)
        return seen.out[last]

    def backward(self, t: Array, seen: Pass) -> None:
        """Put into `gradient` the slopes of the points' summed loss by every parameter; t are the targets of `seen`."""
        last = len(self.layers) - 1
        self.output.error(seen.out[last], t, seen.delta[last])
        for i in range(last, -1, -1):
            seen.delta[i].dot(seen.a[i].T, self.d_layers[i])  # ∂loss/∂W = δ aᵀ, and ∂loss/∂b, by the row of ones
            if i > 0:
                self.layers[i].T.dot(seen.delta[i], seen.da[i])  # ∂loss/∂a = Wᵀ δ
                self.hidden.slope(seen.z[i - 1], seen.out[i - 1], seen.slope[i - 1])
                np.multiply(
                    seen.delta[i - 1], seen.slope[i - 1], seen.delta[i - 1]
                )  # δ before = f′(z before) · ∂loss/∂a

    def losses(self, t: Array, seen: Pass) -> Array:
        """The loss of each point of `seen`, (n,)."""
        return self.output.losses(seen.z[-1], seen.out[-1], t)

    def regularize(self, kind: str, amount: float, before: Array) -> None:
        """Pull every weight towards 0: by `amount` times the weight (L2), or by `amount` itself (L1); biases stay.

        How far is told by the parameters `before` the gradient's step, as in the original. A weight that L1 pulls
        across 0 is set to 0 and dies.
        """
        parameters = self.parameters
        if kind == "L2":
            parameters -= amount * self.is_weight * before
        elif kind == "L1":
            stepped = parameters.copy()
            parameters -= amount * self.is_weight * np.sign(before)
            self.living[stepped * parameters < 0] = 0
            parameters *= self.living

    def _cut(self, vector: Array) -> list[Array]:
        """`vector` as the layers' matrices, one after the other; views, no copies."""
        ends = np.cumsum([to * width for to, width in self.shapes])
        return [part.reshape(shape) for part, shape in zip(np.split(vector, ends[:-1]), self.shapes, strict=True)]
