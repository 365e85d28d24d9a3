"""MNIST: handwritten digits, 28×28 grey pixels, as `keras.datasets.mnist` gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.datasets import source

if TYPE_CHECKING:
    import numpy as np

    Part = tuple[np.ndarray[Any, np.dtype[np.uint8]], np.ndarray[Any, np.dtype[np.uint8]]]

_NAMES = ("x_train", "y_train", "x_test", "y_test")
# The file that keras.datasets.mnist downloads, and its checksum there.
_ORIGIN = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"


def load_data(*, full: bool = False) -> tuple[Part, Part]:
    """`(x_train, y_train), (x_test, y_test)`: pictures (n, 28, 28) and labels (n,), both uint8.

    4,000 + 1,000 real MNIST pictures come with the tutor. The 60,000 + 10,000 of the full set are used when Keras has
    downloaded them before; `full=True` downloads them now if there is a network. One printed line says which it was.
    """
    cached = source.keras_cache() / "mnist.npz"
    arrays = source.read(cached, _NAMES)
    if arrays is None and full and source.download(_ORIGIN, cached, _SHA256):
        arrays = source.read(cached, _NAMES)
    is_full = arrays is not None
    if arrays is None:
        arrays = source.read(source.SAMPLES / "mnist.npz", _NAMES)
    if arrays is None:
        raise FileNotFoundError(f"the tutor's own sample is missing or damaged: {source.SAMPLES / 'mnist.npz'}")
    print(_line(len(arrays["x_train"]), len(arrays["x_test"]), is_full=is_full, asked=full))
    return (arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"])


def _line(train: int, test: int, *, is_full: bool, asked: bool) -> str:
    which = source.which(is_full=is_full, asked=asked)
    if source.speaks_spanish():
        return f"MNIST ({which}): {train} imágenes para entrenar, {test} para probar"
    return f"MNIST ({which}): {train} pictures to train on, {test} to test on"
