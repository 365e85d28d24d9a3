"""The interface's words: gettext catalogues; English is the source, `es/LC_MESSAGES/nntutor.mo` the translation.

The language is one setting of the whole process, as in every gettext program: `use()` sets it, `_()` reads it at call
time, so that `L` can flip it in place.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LANGUAGES = ("es", "en")
_current: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Speak `language` ("es" or "en") from the next string on."""
    global _current, _language  # noqa: PLW0603 (the one setting of the process, see above)
    _language = language
    _current = gettext.translation("nntutor", Path(__file__).parent, [language], fallback=True)


def language() -> str:
    """The language in use."""
    return _language


def preferred() -> str:
    """The locale's language if it is one of ours, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value[:2] if value[:2] in LANGUAGES else "en"
    return "en"


def _(message: str) -> str:
    """`message`, in the language in use."""
    return _current.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` by `count`, in the language in use."""
    return _current.ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 (gettext's own name, which the extractor knows)
    """Mark `message` for translation where it is written; whoever shows it calls `_` on it then."""
    return message
