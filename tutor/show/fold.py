"""Characters for a terminal without Unicode: words, letters and signs of ASCII; accented letters of Latin-1 stay."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SIGNS = {
    "•": "*", "◦": "o", "▪": "-", "·": "*", "⋅": "*", "×": "x", "÷": "/", "−": "-", "±": "+-", "∓": "-+",
    "–": "-", "—": "--", "…": "...", "⋯": "...", "⋮": ":", "⋱": "...", "‘": "'", "’": "'", "“": '"', "”": '"',
    "«": '"', "»": '"', "\u00a0": " ", "←": "<-", "→": "->", "↔": "<->", "↦": "->", "⇒": "=>", "⇐": "<=", "⇔": "<=>",
    "↑": "^", "↓": "v", "⟶": "->", "⟵": "<-",
    "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~=", "≃": "~=", "≅": "~=", "≡": "==", "∼": "~", "∝": "prop to",
    "≪": "<<", "≫": ">>", "∈": "in", "∉": "not in", "⊂": "subset of", "⊆": "subset of", "∪": "union", "∩": "inter",
    "∀": "for all", "∃": "exists", "∄": "no", "∅": "{}", "∧": "and", "∨": "or", "¬": "not ", "⊤": "T",
    "∑": "sum", "Σ": "Sigma", "∏": "prod", "∫": "int", "√": "sqrt", "∂": "d", "∇": "grad ", "∞": "inf",
    "∘": " o ", "⊙": "(.)", "⊗": "(x)", "⊕": "(+)", "†": "+", "‖": "||", "∥": "||", "⟨": "<", "⟩": ">",
    "∣": "|", "⌊": "floor(", "⌋": ")", "⌈": "ceil(", "⌉": ")", "′": "'", "″": "''", "ℓ": "l", "ℏ": "h",
    "ℝ": "R", "ℕ": "N", "ℤ": "Z", "ℚ": "Q", "ℂ": "C", "ℒ": "L", "ℬ": "B", "ℰ": "E", "ℱ": "F", "ℋ": "H", "ℐ": "I",
    "ℛ": "R", "ℳ": "M", "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅕": "1/5",
    "✓": "v", "✔": "v", "✗": "x", "✘": "x", "★": "*", "▸": ">", "▶": ">", "◀": "<", "●": "*", "○": "o", "█": "#",
    "■": "#", "□": "o", "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+", "┬": "+",
    "┴": "+", "┼": "+", "═": "=", "║": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "━": "-", "┃": "|", "▏": "|",
    "€": "EUR", "⎡": "[", "⎢": "[", "⎣": "[", "⎤": "]", "⎥": "]", "⎦": "]", "⎛": "(", "⎜": "(",
    "⎝": "(", "⎞": ")", "⎟": ")", "⎠": ")", "⎧": "{", "⎨": "{", "⎩": "{", "⎪": "{", "\ufffd": "?",
}  # fmt: skip

_RAISED = re.compile("[⁰¹²³⁴-⁹⁺⁻⁼⁽⁾ⁿⁱᵀᴸᵏʲˣ]+")
_LOWERED = re.compile("[₀-₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ]+")


def fold(text: str, *, accents: bool = True) -> str:
    """`text` in ASCII and, with `accents`, the letters and signs of Latin-1 that Spanish needs; idempotent."""
    if text.isascii():
        return text
    text = _RAISED.sub(lambda found: "^" + unicodedata.normalize("NFKD", found[0]), text)
    text = _LOWERED.sub(lambda found: "_" + unicodedata.normalize("NFKD", found[0]), text)
    folded = "".join(char if char < "\x80" else _fold(char) for char in unicodedata.normalize("NFC", text))
    return folded if accents or folded.isascii() else "".join(_bare(char) for char in folded)


@cache
def _fold(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if "\u00a1" <= char <= "\u00ff":
        return char
    decomposed = unicodedata.normalize("NFKD", char)
    if decomposed != char:
        plain = "".join(_fold(part) if part > "\x7f" else part for part in decomposed)
        if plain and plain != "?":
            return plain
    name = unicodedata.name(char, "")
    if name.startswith("GREEK "):
        letter = name.split("LETTER ")[-1].split(" ")[0].lower().replace("lamda", "lambda")
        return letter.capitalize() if "CAPITAL" in name else letter
    return "" if unicodedata.combining(char) else "?"


def _bare(char: str) -> str:
    if char.isascii():
        return char
    if char in "¿¡":
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if part.isascii())
    return plain or "?"
