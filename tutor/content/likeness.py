"""When two texts are the same answer: case, accents and spaces are forgiven unless a question says that they count."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = str.maketrans({"−": "-", "–": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"'})
_BESIDE_SIGN = re.compile(r"\s*([^\w\s])\s*")
_QUOTED = re.compile(r"([`'\"])(.+)\1", re.DOTALL)


def folded(text: str, *, case: bool = False, accents: bool = False, space: bool = False) -> str:
    """`text` without what does not count; what is True counts. Two texts are one answer when this is equal.

    Forgiven space is that around the text, next to a sign, and more than one; quotes around the whole go with it.
    """
    text = unicodedata.normalize("NFC", text).translate(_SIGNS)
    if not space:
        text = text.strip()
        if quoted := _QUOTED.fullmatch(text):
            text = quoted[2]
        text = " ".join(_BESIDE_SIGN.sub(r"\1", text).split())
    text = text if case else text.casefold()
    if not accents:
        parts = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))
    return text
