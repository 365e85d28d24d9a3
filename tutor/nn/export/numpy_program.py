"""A trained network as a program that needs NumPy alone: a matrix product and an activation a layer."""

from __future__ import annotations

from tutor.locale import _
from tutor.nn.activations import GELU_CUBE, LEAK
from tutor.nn.export.keras_program import MAIN
from tutor.nn.export.trained import FORMULAS, Trained, array

ACTIVATIONS = {
    "linear": (),
    "tanh": (),
    "relu": ("def relu(z):", "    return np.maximum(0, z)"),
    "leaky_relu": ("def leaky_relu(z):", f"    return np.where(z > 0, z, {LEAK} * z)"),
    "sigmoid": ("def sigmoid(z):  # 1 / (1 + exp(-z))", "    return (1 + np.tanh(z / 2)) / 2"),
    "gelu": (
        "def gelu(z):",
        f"    return z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + {GELU_CUBE} * z**3))) / 2",
    ),
    "softmax": (
        "def softmax(z):",
        "    e = np.exp(z - z.max(axis=1, keepdims=True))",
        "    return e / e.sum(axis=1, keepdims=True)",
    ),
}
"""How each activation is written in NumPy; none where NumPy has it."""


def numpy_program(network: Trained) -> str:
    """A program that makes `predict(points)`; run by itself, it prints the outputs for three points."""
    used = dict.fromkeys(name for _weights, _biases, name in network.layers)
    columns = ", ".join(FORMULAS[name].replace("sin(", "np.sin(") for name in network.inputs)
    lines = [
        *network.comments(),
        "import numpy as np",
        *([] if network.is_finite else ["from numpy import inf, nan"]),
        "",
    ]
    for number, (weights, biases, _name) in enumerate(network.layers, 1):
        to, frm = weights.shape
        shape = _("{inputs} inputs, {neurons} neurons").format(inputs=frm, neurons=to)
        lines += [f"# {shape}", f"W{number} = {array(weights.T)}", f"b{number} = {array(biases)}"]
    for name in used:
        lines += ["", "", *ACTIVATIONS[name]] if ACTIVATIONS[name] else []
    lines += [
        "",
        "",
        "def predict(points):",
        f'    """{network.promise}"""',
        "    x1, x2 = np.asarray(points, dtype=float).reshape(-1, 2).T",
        f"    a = np.stack([{columns}], axis=1)",
    ]
    for number, (_weights, _biases, name) in enumerate(network.layers, 1):
        z = f"a @ W{number} + b{number}"
        called = {"tanh": "np.tanh"}.get(name, name)
        lines.append(f"    a = {z}" if name == "linear" else f"    a = {called}({z})")
    lines += ["    return a", "", "", *MAIN]
    return "\n".join(lines) + "\n"
