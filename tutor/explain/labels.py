"""Labels, the network's last layer and the loss, which must fit together."""

from __future__ import annotations

from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()
_BOTH = r"target\.shape=\((?P<t>[^()\n]{0,100})\), output\.shape=\((?P<o>[^()\n]{0,100})\)"


def _model(units: str, activation: str = "softmax") -> str:
    return (
        "import keras\nimport numpy as np\nX = np.zeros((20, 4))\n"
        f"m = keras.Sequential([keras.Input((4,)), keras.layers.Dense({units}, activation='{activation}')])\n"
    )


def _fit(loss: str, labels: str) -> str:
    return f"m.compile('sgd', '{loss}')\nm.fit(X, {labels}, verbose=0)"


@book.rule(
    "ValueError",
    rf"`target` and `output` must have the same (?P<what>rank|shape)[^\n]{{0,40}}? Received: {_BOTH}",
    _model("3") + _fit("categorical_crossentropy", "np.zeros(20, int)"),
    _model("3") + _fit("categorical_crossentropy", "np.zeros((20, 1), int)"),
)
def _not_one_hot(case: Case) -> str:
    target, output = _last(case, "t"), _last(case, "o")
    if len(output) != 1 or output[0] < 2 or target not in {(), (1,)}:  # noqa: PLR2004 (two classes at least)
        return ""
    return _(
        "Each label is one number, and the network gives {n} for each example. If they are classes 0 to {last}: "
        "loss `sparse_categorical_crossentropy`, or one-hot labels, `keras.utils.to_categorical(y, {n})`."
    ).format(n=output[0], last=output[0] - 1)


@book.rule(
    "ValueError",
    rf"`target` and `output` must have the same shape[^\n]{{0,40}}? Received: {_BOTH}"
    r"|Dimensions must be equal, but are (?P<m>\d{1,9}) and (?P<n>\d{1,9}) for '\{\{node compile_loss",
    _model("3") + _fit("categorical_crossentropy", "np.zeros((20, 5))"),
    _model("1", "sigmoid") + _fit("binary_crossentropy", "np.zeros((20, 3))"),
    _model("3", "linear") + _fit("mse", "np.zeros((20, 5))"),
)
def _width(case: Case) -> str:
    target, output = (case.number("m"), case.number("n")) if case["m"] else (0, 0)
    if not case["m"]:
        if len(_last(case, "t")) != 1 or len(_last(case, "o")) != 1:
            return ""
        target, output = _last(case, "t")[0], _last(case, "o")[0]
    if target == output or target < 2:  # noqa: PLR2004 (one number a label is another rule's)
        return ""
    return _(
        "Each label has {t} numbers, and the network gives {o}: the last layer needs as many units as a label has "
        "numbers, `Dense({t})`."
    ).format(t=target, o=output)


@book.rule(
    "ValueError",
    rf"`output` must have rank \(ndim\) `target\.ndim - 1`[^\n]{{0,40}}? Received: {_BOTH}",
    _model("3") + _fit("sparse_categorical_crossentropy", "np.zeros((20, 3))"),
)
def _one_hot_to_sparse(case: Case) -> str:
    target, output = _last(case, "t"), _last(case, "o")
    if target != output or len(target) != 1:
        return ""
    return _(
        "Each label has {n} numbers (one-hot), and `sparse_categorical_crossentropy` wants the class as one number: "
        "loss `categorical_crossentropy`, or `y.argmax(axis=1)`."
    ).format(n=target[0])


@book.rule(
    "ValueError",
    rf"must have (?:the same rank|rank \(ndim\))[^\n]{{0,60}}? Received: {_BOTH}",
    "import keras\nimport numpy as np\n"
    "m = keras.Sequential([keras.Input((8, 8)), keras.layers.Dense(10, activation='softmax')])\nX = np.zeros((20, 8, "
    "8))\n" + _fit("sparse_categorical_crossentropy", "np.zeros(20)"),
    "import keras\nimport numpy as np\n"
    "m = keras.Sequential([keras.Input((8, 8)), keras.layers.Dense(10, activation='softmax')])\nX = np.zeros((20, 8, "
    "8))\n" + _fit("categorical_crossentropy", "np.zeros((20, 10))"),
)
def _not_flat(case: Case) -> str:
    target, output = _last(case, "t"), _last(case, "o")
    if len(output) < 2 or len(output) <= len(target):  # noqa: PLR2004 (a block of numbers an example)
        return ""
    return _(
        "For each example the network gives a block of ({o}) numbers, not one row. Is a `Flatten()` missing before the "
        "last `Dense`? That works on the last axis only."
    ).format(o=", ".join(map(str, output)))


@book.rule(
    "InvalidArgumentError",
    r"Received a label value of (?P<label>-?\d{1,15}) which is outside the valid range of \[0, (?P<n>\d{1,9})\)",
    _model("3") + _fit("sparse_categorical_crossentropy", "np.full(20, 7)"),
    _model("3")
    + "m.compile('sgd', 'sparse_categorical_crossentropy', run_eagerly=True)\nm.fit(X, np.full(20, 3), verbose=0)",
)
def _label(case: Case) -> str:
    n = case.number("n")
    return _(
        "There is a label {label}, and a network with {n} outputs knows the classes 0 to {last}. "
        "More units in the last layer, or labels that count from 0."
    ).format(label=case["label"], n=n, last=n - 1)


@book.rule(
    "IndexError",
    r"index (?P<label>-?\d{1,15}) is out of bounds for axis \d+ with size (?P<n>\d{1,9})",
    "import keras\nkeras.utils.to_categorical([0, 1, 5], 3)",
)
def _to_categorical(case: Case) -> str:
    if not case.has(r"\bto_categorical\("):
        return ""
    n = case.number("n")
    return _(
        "There is a label {label}, and {n} classes are numbered 0 to {last}. The second argument is the number of "
        "classes."
    ).format(label=case["label"], n=n, last=n - 1)


def _last(case: Case, group: str) -> tuple[int, ...]:
    """A shape without its first size, the number of examples."""
    _first, _comma, rest = (case.found[group] or "").partition(",")
    return tuple(int(size) for size in rest.replace(" ", "").split(",") if size.isdigit())
