"""Lines that do not begin where Python expects them."""

from __future__ import annotations

from tutor.explain.rule import Book, Case
from tutor.locale import _

book = Book()


@book.rule(
    "IndentationError",
    r"expected an indented block(?: after (?P<what>[^\n]{1,60}?) on line (?P<line>\d{1,6}))?",
    "def f():\nreturn 1",
    "for i in range(3):\nprint(i)",
)
def _expected(case: Case) -> str:
    if case["line"]:
        return _(
            "What belongs to line {line} (it ends in `:`) stands below it, moved in by four spaces; here nothing is."
        ).format(line=case["line"])
    return _("After a line that ends in `:`, what belongs to it is moved in by four spaces; here nothing is.")


@book.rule("IndentationError", r"unexpected indent", "x = 1\n  y = 2")
def _unexpected(_case: Case) -> str:
    return _(
        "This line is moved in without reason: only what follows a line ending in `:` is. Take the spaces at its "
        "beginning away."
    )


@book.rule(
    "IndentationError",
    r"unindent does not match any outer indentation level",
    "if True:\n    x = 1\n   y = 2",
)
def _between(_case: Case) -> str:
    return _(
        "This line begins between two levels: it must stand exactly below the lines it belongs with, to the space."
    )


@book.rule("TabError", r"inconsistent use of tabs and spaces", "if True:\n\tx = 1\n        y = 2")
def _tabs(_case: Case) -> str:
    return _(
        "Tabs and spaces are mixed at the beginning of lines; they look alike and count differently. Use four spaces "
        "everywhere."
    )
