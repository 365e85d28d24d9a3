"""What may reach a terminal: text without control characters; a kernel's output with colours, CR and backspace.

Stands at every door (lesson, quiz, kernel, store, file names, exceptions): terminals obey what they are shown, and
Textual passes it on. Emoji lose their joiners and variation selectors, so that every terminal agrees on their width.
"""

from __future__ import annotations

import re
import unicodedata

MARKS = 8
"""How many combining marks may follow each other."""

# Invisible and direction-changing characters: soft and joiner forms, bidi controls, variation selectors, tags.
_INVISIBLE = (
    "\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_DROP = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f{_INVISIBLE}]+")
_DROP_FROM_OUTPUT = re.compile(f"[\x00-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f{_INVISIBLE}]+")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_ODD_LINE_END = re.compile("[\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_HIGH_RUN = re.compile(f"[^\x00-\u02ff]{{{MARKS + 1},}}")

# A string sequence ends at its terminator; one without an end is dropped to the end of its line. Introducers end the
# body too, which keeps the search linear.
_BODY = r"[^\x1b\x90\x98\x9c-\x9f]*(?:\x1b\\|\x9c)|[^\x1b\x90\x98\x9c-\x9f\n]*"
_OSC_BODY = r"[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)|[^\x07\x1b\x90\x98\x9c-\x9f\n]*"
_ESCAPE = re.compile(
    rf"""
    (?P<sgr> \x1b\[ [0-9;:]* m )                    # colours: the one sequence that stays
    | (?: \x1b\[ | \x9b ) [0-?]* [\ -/]* [@-~]?     # CSI, finished or not
    | (?: \x1b\]  | \x9d ) (?: {_OSC_BODY} )        # OSC: title, link, clipboard
    | (?: \x1b[PX^_] | [\x90\x98\x9e\x9f] ) (?: {_BODY} )   # DCS, SOS, PM, APC
    | (?: \x1b[NO] | [\x8e\x8f] ) [!-~]?            # one character of another set
    | \x1b [\ -/]* [0-~]?                           # everything else that starts with ESC
    """,
    re.VERBOSE,
)


def clean(text: str, *, multiline: bool = True) -> str:
    """`text` without control, bidi and invisible characters; `multiline=False` makes newlines and tabs spaces."""
    if "\r" in text or not text.isascii():
        text = _LINE_END.sub("\n", text)
    text = _limit_marks(_DROP.sub("", text))
    return text if multiline else text.replace("\n", " ").replace("\t", " ")


def clean_output(text: str) -> str:
    r"""The same for what a kernel prints, which keeps `\r`, `\b` and complete colour sequences (`ESC[…m`)."""
    text = _ESCAPE.sub(lambda found: found["sgr"] or "", text)
    text = _ODD_LINE_END.sub("\n", text)
    return _limit_marks(_DROP_FROM_OUTPUT.sub("", text))


def _limit_marks(text: str) -> str:
    if text.isascii():
        return text
    text = _SURROGATES.sub("\ufffd", text)
    return _HIGH_RUN.sub(lambda found: _without_pile(found[0]), text)


def _without_pile(run: str) -> str:
    kept = []
    marks = 0
    for character in run:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MARKS:
            kept.append(character)
    return "".join(kept)
