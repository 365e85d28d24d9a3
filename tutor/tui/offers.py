"""What the lesson asks the learner: run the cells above, restart, which link, open an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.locale import _, ngettext
from tutor.tui.dialogs import Choice, Choose

if TYPE_CHECKING:
    from collections.abc import Sequence

LETTERS = "abcdefghijklmnopqrstuvwxyz123456789"


def run_above(count: int, *, ascii: bool = False) -> Choose:
    """A fresh kernel has not seen the cells above: gives back "all" or "one"."""
    first = ngettext("run the one above first, then this one", "run the {count} above first, then this one", count)
    return Choose(
        _("This kernel has not run the cells above, which this one may need."),
        [
            Choice("r", first.format(count=count), "all"),
            Choice("o", _("run only this one"), "one"),
        ],
        ascii=ascii,
    )


def restart(*, ascii: bool = False) -> Choose:
    """A cell does not stop: gives back "restart" or nothing."""
    return Choose(
        _("The cell does not stop. A restart ends it, and all variables are lost."),
        [Choice("r", _("restart the kernel"), "restart"), Choice("w", _("wait"), None)],
        ascii=ascii,
    )


def which_link(links: Sequence[tuple[str, str]], *, ascii: bool = False) -> Choose:
    """The links of a lesson (text, target): gives back a target."""
    arrow = "->" if ascii else "→"
    choices = [
        Choice(key, text if text == href else f"{text} {arrow} {href}", href)
        for key, (text, href) in zip(LETTERS, links, strict=False)
    ]
    return Choose(_("Open a link"), choices, ascii=ascii)


def open_address(href: str, *, ascii: bool = False) -> Choose:
    """An address, shown whole before a browser has it: gives it back or nothing."""
    question = _("Open this address in your browser?") + "\n" + href
    return Choose(question, [Choice("o", _("open"), href), Choice("n", _("do not open"), None)], ascii=ascii)
