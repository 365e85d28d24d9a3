"""Reviews, good or not, their words as indices: as `keras.datasets.imdb` gives them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tutor.datasets import source, texts
from tutor.datasets.source import Published
from tutor.datasets.texts import Coding

if TYPE_CHECKING:
    from tutor.datasets.texts import Part

# The files that keras.datasets.imdb downloads, and their checksums there.
_FILES = (
    Published("imdb.npz", "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f"),
    Published("imdb_word_index.json", "bfafd718b763782e994055a2d397834f"),
)


def load_data(
    num_words: int | None = None,
    *,
    skip_top: int = 0,
    maxlen: int | None = None,
    seed: int = 113,
    start_char: int | None = 1,
    oov_char: int | None = 2,
    index_from: int | None = 3,
    full: bool = False,
) -> tuple[Part, Part]:
    """`(x_train, y_train), (x_test, y_test)`: lists of indices, and 1 for a good review, 0 for another.

    4,000 + 1,000 reviews of food come with the tutor. The 25,000 + 25,000 film reviews of Keras's IMDB are used when
    Keras has downloaded them and their words before; `full=True` downloads them now if there is a network. One printed
    line says which it was. The options are those of `keras.datasets.imdb.load_data`: an index is a word's rank plus
    `index_from`; 1 begins a review, 2 stands for a word left out by `num_words` or `skip_top`, 0 is for filling up.
    Raises `ValueError` if no review is shorter than `maxlen`.
    """
    files = source.published(_FILES, fetch=full)
    if files is None:
        train, test = texts.sample("reviews")
    else:
        arrays = source.unpacked(files[0], ("x_train", "y_train", "x_test", "y_test"))
        train, test = (arrays["x_train"], arrays["y_train"]), (arrays["x_test"], arrays["y_test"])
    coding = Coding(num_words, skip_top, maxlen, seed, start_char, oov_char, index_from)
    train, test = texts.split(train, test, coding)
    print(_line(len(train[0]), len(test[0]), is_full=files is not None, asked=full))
    return train, test


def get_word_index() -> dict[str, int]:
    """Each word with its rank, 1 for the commonest; in a review it stands as rank + 3, as in Keras's IMDB.

    It belongs to the data that `load_data` gives now: Keras's if they are there, otherwise the tutor's sample.
    """
    files = source.published(_FILES, fetch=False)
    if files is None:
        return texts.ranks("reviews")
    words: dict[str, int] = json.loads(files[1])
    return words


def _line(train: int, test: int, *, is_full: bool, asked: bool) -> str:
    which = source.which(is_full=is_full, asked=asked)
    if source.speaks_spanish():
        what = "Reseñas de películas de IMDB" if is_full else "Reseñas de comida"
        return f"{what} ({which}): {train} para entrenar, {test} para probar"
    what = "Film reviews of IMDB" if is_full else "Food reviews"
    return f"{what} ({which}): {train} to train on, {test} to test on"
