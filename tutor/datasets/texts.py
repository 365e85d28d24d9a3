"""Texts as Keras gives them: each a list of its words' ranks, with Keras's options. Knows no files but the samples.

`raw` texts hold a word's rank by frequency, 1 for the commonest; what is given out starts with `start_char` and counts
ranks from `index_from` on, so that 0 can fill up, 1 begin and 2 stand for a word that is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tutor.datasets import source

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]
    Part = tuple[Array, Array]

PARTS = ("train", "test")
_NAMES = tuple(f"{kind}_{part}" for kind in ("x", "lengths", "y") for part in PARTS)


@dataclass(frozen=True, slots=True)
class Coding:
    """Keras's options: which words stay, how long a text may be, and what the first indices mean."""

    num_words: int | None = None
    skip_top: int = 0
    maxlen: int | None = None
    seed: int = 113
    start_char: int | None = 1
    oov_char: int | None = 2
    index_from: int | None = 3

    def written(self, texts: Sequence[Sequence[int]]) -> list[list[int]]:
        """Raw texts with their first index and their words moved up."""
        first = [] if self.start_char is None else [self.start_char]
        return [[*first, *(rank + (self.index_from or 0) for rank in text)] for text in texts]

    def short(self, texts: list[list[int]], labels: Array) -> tuple[list[list[int]], Array]:
        """Those that are shorter than `maxlen`. Raises `ValueError` if none is."""
        if not self.maxlen:
            return texts, labels
        kept = [index for index, text in enumerate(texts) if len(text) < self.maxlen]
        if not kept:
            raise ValueError(f"maxlen={self.maxlen}: no text is that short")
        return [texts[index] for index in kept], labels[kept]

    def limited(self, *parts: list[list[int]]) -> list[Array]:
        """Each part as an array of lists, in which `oov_char` stands for the words that do not stay.

        Without `num_words` the very rarest word does not stay either, as in Keras.
        """
        import numpy as np  # noqa: PLC0415 (a lesson's first import is quick)

        most = self.num_words or max(max(text, default=0) for part in parts for text in part)
        arrays: list[Array] = []
        for part in parts:
            array = np.empty(len(part), dtype=object)
            for at, text in enumerate(part):
                array[at] = self._without_rare(text, most)
            arrays.append(array)
        return arrays

    def _without_rare(self, text: list[int], most: int) -> list[int]:
        if self.oov_char is None:
            return [index for index in text if self.skip_top <= index < most]
        return [index if self.skip_top <= index < most else self.oov_char for index in text]


def split(train: Part, test: Part, coding: Coding) -> tuple[Part, Part]:
    """Raw texts that come in two parts, as `keras.datasets.imdb` gives them: each part shuffled, then coded."""
    import numpy as np  # noqa: PLC0415 (as above)

    chance = np.random.RandomState(coding.seed)
    coded: list[tuple[list[list[int]], Array]] = []
    for texts, labels in (train, test):
        order = np.arange(len(texts))
        chance.shuffle(order)
        coded.append(coding.short(coding.written([texts[index] for index in order]), labels[order]))
    x_train, x_test = coding.limited(*(texts for texts, _labels in coded))
    return (x_train, coded[0][1]), (x_test, coded[1][1])


def whole(part: Part, coding: Coding, test_split: float) -> tuple[Part, Part]:
    """Raw texts that come in one, as `keras.datasets.reuters` gives them: shuffled, coded, then cut in two."""
    import numpy as np  # noqa: PLC0415 (as above)

    texts, labels = part
    order = np.arange(len(texts))
    np.random.RandomState(coding.seed).shuffle(order)
    written, labels = coding.short(coding.written([texts[index] for index in order]), labels[order])
    [x] = coding.limited(written)
    cut = int(len(x) * (1 - test_split))
    return (x[:cut], labels[:cut]), (x[cut:], labels[cut:])


def sample(name: str) -> tuple[Part, Part]:
    """The raw texts and labels of the tutor's own sample."""
    arrays = _shipped(name, _NAMES)
    parts: list[Part] = []
    for part in PARTS:
        ends = arrays[f"lengths_{part}"].astype(int).cumsum().tolist()
        ranks = arrays[f"x_{part}"].tolist()
        texts = [ranks[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        parts.append((texts, arrays[f"y_{part}"].astype("int64")))  # type: ignore[arg-type]  # a list until it is coded
    return parts[0], parts[1]


def lines(name: str, key: str) -> list[str]:
    """Lines of text in a sample: its words by rank, or the names of its labels."""
    return bytes(_shipped(name, (key,))[key]).decode("ascii").split("\n")


def ranks(name: str) -> dict[str, int]:
    """Each word of a sample with its rank: what `get_word_index` gives."""
    return {word: rank for rank, word in enumerate(lines(name, "words"), 1)}


def _shipped(name: str, keys: tuple[str, ...]) -> dict[str, Array]:
    path = source.SAMPLES / f"{name}.npz"
    arrays = source.read(path, keys)
    if arrays is None:
        raise FileNotFoundError(f"the tutor's own sample is missing or damaged: {path}")
    return arrays
