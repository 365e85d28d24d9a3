"""House sales in Ames, Iowa, 2006 to 2010: 33 numbers a house, and its price. The tutor brings all of them.

Not the Boston houses that older courses use: one of their columns, B, is computed from the share of Black residents on
the assumption that it drives prices, and scikit-learn removed the set for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.datasets import source

if TYPE_CHECKING:
    import numpy as np

    Part = tuple[np.ndarray[Any, np.dtype[np.float64]], np.ndarray[Any, np.dtype[np.float64]]]


def load_data(*, test_split: float = 0.2, seed: int = 113) -> tuple[Part, Part]:
    """`(x_train, y_train), (x_test, y_test)`: features (n, 33) as they were measured, and prices in dollars (n,).

    Shuffled by `seed` and cut as Keras's own housing sets are; one printed line says what it is. What each column
    holds is in `get_feature_names`.
    """
    import numpy as np  # noqa: PLC0415 (a lesson's first import is quick)

    arrays = _shipped(("x", "y"))
    order = np.arange(len(arrays["x"]))
    np.random.RandomState(seed).shuffle(order)
    x, y = arrays["x"][order], arrays["y"][order]
    cut = int(len(x) * (1 - test_split))
    print(_line(cut, len(x) - cut))
    return (x[:cut], y[:cut]), (x[cut:], y[cut:])


def get_feature_names() -> tuple[str, ...]:
    """The columns' names: areas (SF) in square feet, rooms, years, and where the house stands."""
    return tuple(bytes(_shipped(("names",))["names"]).decode("ascii").split("\n"))


def _shipped(names: tuple[str, ...]) -> dict[str, np.ndarray[Any, Any]]:
    path = source.SAMPLES / "housing.npz"
    arrays = source.read(path, names)
    if arrays is None:
        raise FileNotFoundError(f"the tutor's own sample is missing or damaged: {path}")
    return arrays


def _line(train: int, test: int) -> str:
    if source.speaks_spanish():
        return f"Casas de Ames (todas, con el tutor): {train} para entrenar, {test} para probar"
    return f"Houses of Ames (all, with the tutor): {train} to train on, {test} to test on"
