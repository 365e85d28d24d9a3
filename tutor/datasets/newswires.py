"""News stories of Reuters by topic, their words as indices: as `keras.datasets.reuters` gives them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tutor.datasets import source, texts
from tutor.datasets.source import Published
from tutor.datasets.texts import Coding

if TYPE_CHECKING:
    from tutor.datasets.texts import Part

# The files that keras.datasets.reuters downloads, and their checksums there.
_FILES = (
    Published("reuters.npz", "d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916"),
    Published("reuters_word_index.json", "4d44cc38712099c9e383dc6e5f11a921"),
)
# What Keras's labels mean, in their order.
_TOPICS = (
    "cocoa", "grain", "veg-oil", "earn", "acq", "wheat", "copper", "housing", "money-supply", "coffee", "sugar",
    "trade", "reserves", "ship", "cotton", "carcass", "crude", "nat-gas", "cpi", "money-fx", "interest", "gnp",
    "meal-feed", "alum", "oilseed", "gold", "tin", "strategic-metal", "livestock", "retail", "ipi", "iron-steel",
    "rubber", "heat", "jobs", "lei", "bop", "zinc", "orange", "pet-chem", "dlr", "gas", "silver", "wpi", "hog", "lead",
)  # fmt: skip


def load_data(
    num_words: int | None = None,
    *,
    skip_top: int = 0,
    maxlen: int | None = None,
    test_split: float = 0.2,
    seed: int = 113,
    start_char: int | None = 1,
    oov_char: int | None = 2,
    index_from: int | None = 3,
    full: bool = False,
) -> tuple[Part, Part]:
    """`(x_train, y_train), (x_test, y_test)`: lists of indices, and the number of the topic (`get_label_names`).

    The 6,532 + 2,568 stories on 52 topics of Reuters-21578's R52 split come with the tutor, split by date as
    published. Keras's 11,228 stories on 46 topics, of which `test_split` are for testing, are used when Keras has
    downloaded them and their words before; `full=True` downloads them now if there is a network. One printed line says
    which it was. The options are those of `keras.datasets.reuters.load_data`: an index is a word's rank plus
    `index_from`; 1 begins a story, 2 stands for a word left out by `num_words` or `skip_top`, 0 is for filling up.
    Raises `ValueError` if no story is shorter than `maxlen`.
    """
    coding = Coding(num_words, skip_top, maxlen, seed, start_char, oov_char, index_from)
    files = source.published(_FILES, fetch=full)
    if files is None:
        train, test = texts.split(*texts.sample("newswires"), coding)
    else:
        arrays = source.unpacked(files[0], ("x", "y"))
        train, test = texts.whole((arrays["x"], arrays["y"]), coding, test_split)
    print(_line(len(train[0]), len(test[0]), is_full=files is not None, asked=full))
    return train, test


def get_word_index() -> dict[str, int]:
    """Each word with its rank, 1 for the commonest; in a story it stands as rank + 3.

    It belongs to the data that `load_data` gives now: Keras's if they are there, otherwise the tutor's sample.
    """
    files = source.published(_FILES, fetch=False)
    if files is None:
        return texts.ranks("newswires")
    words: dict[str, int] = json.loads(files[1])
    return words


def get_label_names() -> tuple[str, ...]:
    """The topics' names, in the order of their numbers, of the data that `load_data` gives now."""
    return tuple(texts.lines("newswires", "topics")) if source.published(_FILES, fetch=False) is None else _TOPICS


def _line(train: int, test: int, *, is_full: bool, asked: bool) -> str:
    which = source.which(is_full=is_full, asked=asked)
    if source.speaks_spanish():
        return f"Noticias de Reuters ({which}): {train} para entrenar, {test} para probar"
    return f"Reuters newswires ({which}): {train} to train on, {test} to test on"
