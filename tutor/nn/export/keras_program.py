"""A trained network as a program for Keras 3; it computes in float64, so that the outputs are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.locale import _
from tutor.nn.activations import LEAK
from tutor.nn.export.trained import FORMULAS, Trained, array

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ARGUMENTS = {
    "linear": "",
    "leaky_relu": f", activation=keras.layers.LeakyReLU(negative_slope={LEAK})",
    "gelu": ", activation=lambda z: keras.activations.gelu(z, approximate=True)",
}
"""What stands after the number of neurons; without an entry, the activation has our name in Keras, too."""


def keras_program(network: Trained) -> str:
    """A program that makes `model` and `predict(points)`; run by itself, it prints the outputs for three points."""
    exactness = _("all digits, as in the playground")
    seen = _("What the network sees of points (n, 2): {inputs}.").format(
        inputs=", ".join(FORMULAS[name] for name in network.inputs)
    )
    columns = ", ".join(FORMULAS[name].replace("sin(", "np.sin(") for name in network.inputs)
    weights: list[NDArray[np.float64]] = []
    for layer, bias, _name in network.layers:
        weights += [layer.T, bias]
    lines = [
        *network.comments(),
        "import keras",
        "import numpy as np",
        *([] if network.is_finite else ["from numpy import inf, nan"]),
        "",
        f'keras.config.set_floatx("float64")  # {exactness}',
        "",
        "",
        "def features(points):",
        f'    """{seen}"""',
        "    x1, x2 = np.asarray(points, dtype=float).reshape(-1, 2).T",
        f"    return np.stack([{columns}], axis=1)",
        "",
        "",
        "model = keras.Sequential([",
        f"    keras.Input(({len(network.inputs)},)),",
        *(f"    {_dense(len(bias), name)}," for _layer, bias, name in network.layers),
        "])",
        "model.set_weights([",
        *(f"    {array(values, '    ')}," for values in weights),
        "])",
        "",
        "",
        "def predict(points):",
        f'    """{network.promise}"""',
        "    return model.predict(features(points), verbose=0)",
        "",
        "",
        *MAIN,
    ]
    return "\n".join(lines) + "\n"


MAIN = (
    'if __name__ == "__main__":',
    "    points = [[0.0, 0.0], [1.0, 2.0], [-3.0, 4.0]]",
    "    for point, outputs in zip(points, predict(points)):",
    "        print(point, outputs)",
)
"""The end of a program: what it prints when it is run by itself."""


def _dense(units: int, activation: str) -> str:
    given = ARGUMENTS.get(activation, f', activation="{activation}"')
    return f"keras.layers.Dense({units}{given})"
