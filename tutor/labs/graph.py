"""Computation graphs: steps with their local derivatives, values forward, gradients backward by the chain rule.

dJ/dv = Σ dJ/du · ∂u/∂v over all steps u that take v in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

Values = Sequence[float]
Slips = tuple[tuple[str, float], ...]


def _no_slips(_values: Values, _index: int) -> Slips:
    return ()


@dataclass(frozen=True, slots=True)
class Step:
    """One operation. `text` and `local` name the inputs by {0}, {1}, … and the result by {out}.

    `partial(values, index)` is its derivative by that input; `slips` are the wrong ones that people use in its place,
    each with the name of the mistake.
    """

    text: str
    value: Callable[[Values], float]
    partial: Callable[[Values, int], float]
    local: Callable[[int], str]
    slips: Callable[[Values, int], Slips] = _no_slips


def _sigmoid(z: float) -> float:
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def _sigmoid_slips(v: Values, _index: int) -> Slips:
    p = _sigmoid(v[0])
    return ("sigmoid", p), ("sigmoid", 1 - p), ("sigmoid", v[0] * (1 - v[0])), ("sigmoid", p * p)


def _square_slips(base: float, sign: float) -> Slips:
    return ("power", sign * base), ("power", 2.0 * sign), ("power", sign * base * base)


PRODUCT = Step(
    "{0}·{1}",
    lambda v: v[0] * v[1],
    lambda v, i: v[1 - i],
    lambda i: f"{{{1 - i}}}",
    lambda v, i: (("own", v[i]),),
)
SUM = Step("{0} + {1}", lambda v: v[0] + v[1], lambda _v, _i: 1.0, lambda _i: "1", lambda v, i: (("sum", v[1 - i]),))
TRIPLE = Step("3·{0}", lambda v: 3 * v[0], lambda _v, _i: 3.0, lambda _i: "3", lambda v, _i: (("own", 3 * v[0]),))
OFFSET = Step(
    "{0} + {1} − {2}",
    lambda v: v[0] + v[1] - v[2],
    lambda _v, i: -1.0 if i == 2 else 1.0,  # noqa: PLR2004 (the one that is taken away)
    lambda i: "−1" if i == 2 else "1",  # noqa: PLR2004 (as above)
)
SQUARE = Step(
    "{0}²", lambda v: v[0] ** 2, lambda v, _i: 2 * v[0], lambda _i: "2·{0}", lambda v, _i: _square_slips(v[0], 1.0)
)
AFFINE = Step(
    "{0}·{1} + {2}",
    lambda v: v[0] * v[1] + v[2],
    lambda v, i: (v[1], v[0], 1.0)[i],
    lambda i: ("{1}", "{0}", "1")[i],
    lambda v, i: (("own", v[i]),) if i < 2 else (("sum", v[0] * v[1]),),  # noqa: PLR2004 (the bias is the third)
)
SIGMOID = Step(
    "σ({0})",
    lambda v: _sigmoid(v[0]),
    lambda v, _i: _sigmoid(v[0]) * (1 - _sigmoid(v[0])),
    lambda _i: "{out}·(1 − {out})",
    _sigmoid_slips,
)
DIFFERENCE = Step(
    "({0} − {1})²",
    lambda v: (v[0] - v[1]) ** 2,
    lambda v, i: (2 - 4 * i) * (v[0] - v[1]),
    lambda i: ("2·({0} − {1})", "−2·({0} − {1})")[i],
    lambda v, i: _square_slips(v[0] - v[1], 1.0 - 2 * i),
)


@dataclass(frozen=True, slots=True)
class Node:
    """A value with a name: given (`step` is None, `value` counts) or made by a step. `column` and `line` place it."""

    name: str
    column: int
    line: int
    value: float = 0.0
    step: Step | None = None
    inputs: tuple[str, ...] = ()
    is_data: bool = False
    """Its gradient is not asked for."""

    @property
    def formula(self) -> str:
        """What it is made of, empty where it is given."""
        return self.step.text.format(*self.inputs) if self.step else ""


@dataclass(frozen=True, slots=True)
class Path:
    """One way on from a variable: the step `into` that takes it in as input `index`."""

    into: Node
    index: int
    local: float
    upstream: float

    @property
    def share(self) -> float:
        """What this way adds to the gradient."""
        return self.upstream * self.local

    @property
    def rule(self) -> str:
        """The local derivative in letters."""
        if self.into.step is None:
            return ""
        return self.into.step.local(self.index).format(*self.into.inputs, out=self.into.name)


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in the order in which they are computed, J last; `formula` is all of it in one."""

    formula: str
    nodes: tuple[Node, ...]

    def node(self, name: str) -> Node:
        """The node of this name."""
        return next(one for one in self.nodes if one.name == name)

    @property
    def asked(self) -> tuple[str, ...]:
        """The names in the order in which the gradients are asked for, from J backwards, J itself left out."""
        return tuple(one.name for one in reversed(self.nodes[:-1]) if not one.is_data)

    def values(self) -> dict[str, float]:
        """All values, forward."""
        found: dict[str, float] = {}
        for node in self.nodes:
            found[node.name] = node.step.value([found[one] for one in node.inputs]) if node.step else node.value
        return found

    def gradients(self) -> dict[str, float]:
        """The derivatives of J by every value, backward."""
        found = {self.nodes[-1].name: 1.0}
        for node in reversed(self.nodes[:-1]):
            found[node.name] = sum(path.share for path in self._paths(node.name, found))
        return found

    def paths(self, name: str) -> tuple[Path, ...]:
        """Every way on from a value, one for each step that takes it in."""
        return self._paths(name, self.gradients())

    def _paths(self, name: str, gradients: dict[str, float]) -> tuple[Path, ...]:
        values = self.values()
        return tuple(
            Path(node, index, node.step.partial([values[one] for one in node.inputs], index), gradients[node.name])
            for node in self.nodes
            if node.step
            for index, given in enumerate(node.inputs)
            if given == name
        )

    def given(self, numbers: dict[str, float]) -> Graph:
        """The same graph with other numbers put in."""
        return replace(self, nodes=tuple(replace(one, value=numbers.get(one.name, one.value)) for one in self.nodes))


GRAPHS: dict[str, Graph] = {
    "product": Graph(
        "J = 3(a + b·c)",
        (
            Node("a", 1, 0, 5.0),
            Node("b", 0, 3, 3.0),
            Node("c", 0, 6, 2.0),
            Node("u", 1, 4, step=PRODUCT, inputs=("b", "c")),
            Node("v", 2, 2, step=SUM, inputs=("a", "u")),
            Node("J", 3, 2, step=TRIPLE, inputs=("v",)),
        ),
    ),
    "square": Graph(
        "J = (x·w + b − t)²",
        (
            Node("t", 1, 7, 4.0),
            Node("b", 1, 4, -1.0),
            Node("x", 0, 0, 3.0),
            Node("w", 0, 3, 5.0),
            Node("u", 1, 1, step=PRODUCT, inputs=("x", "w")),
            Node("e", 2, 4, step=OFFSET, inputs=("u", "b", "t")),
            Node("J", 3, 4, step=SQUARE, inputs=("e",)),
        ),
    ),
    "shared": Graph(
        "J = x·(x + c)",
        (
            Node("x", 0, 0, 3.0),
            Node("c", 0, 5, 2.0),
            Node("y", 1, 3, step=SUM, inputs=("x", "c")),
            Node("J", 2, 1, step=PRODUCT, inputs=("x", "y")),
        ),
    ),
    "neuron": Graph(
        "J = (σ(w·x + b) − y)²",
        (
            Node("b", 0, 6, -1.5),
            Node("x", 0, 3, 2.0),
            Node("w", 0, 0, 0.5),
            Node("y", 2, 6, 1.0, is_data=True),
            Node("z", 1, 3, step=AFFINE, inputs=("w", "x", "b")),
            Node("p", 2, 3, step=SIGMOID, inputs=("z",)),
            Node("J", 3, 4, step=DIFFERENCE, inputs=("p", "y")),
        ),
    ),
}

VARIANTS = 20
"""Sets of numbers of each graph; the first are those of the lesson."""


@lru_cache(maxsize=128)
def graph(name: str, numbers: int) -> Graph:
    """The graph with its set of numbers `numbers`: small ones, none twice, so that a wrong answer gives itself away."""
    found = GRAPHS[name]
    if numbers % VARIANTS == 0:
        return found
    rng = np.random.default_rng(numbers % VARIANTS)
    names = [one.name for one in found.nodes if one.step is None and not one.is_data]
    while True:
        if name == "neuron":
            drawn = dict(
                zip(names, (rng.permutation([-3, -2, -1, 1, 2, 3, 4])[: len(names)] / 2).tolist(), strict=True)
            )
        else:
            drawn = dict(
                zip(names, rng.permutation([-4, -3, -2, 2, 3, 4, 5, 6, 7])[: len(names)].tolist(), strict=True)
            )
        candidate = found.given({key: float(value) for key, value in drawn.items()})
        sizes = [abs(value) for value in candidate.gradients().values()]
        if min(sizes) > _LEAST and max(sizes) < _MOST and abs(candidate.values()["J"]) < _MOST:
            return candidate


_LEAST, _MOST = 0.05, 200.0
"""Gradients between these are neither lost in rounding nor too wide to be drawn."""
