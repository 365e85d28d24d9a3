"""Source text into coloured rows. Pygments is imported when the first code is shown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tutor.draw.canvas import PLAIN, Ink, Role, Row, Span, row_width
from tutor.show.look import Look
from tutor.show.wrap import cut, joined, padded, repainted, split

if TYPE_CHECKING:
    from pygments.lexer import Lexer

PANEL = Ink(bg="panel")
_LIMIT = 100_000
"""Characters beyond which source is shown without colours."""
_NEAR = 0.6
"""How far along a line of code a space must be to be a good place to break it."""

_ROLES: dict[str, Role] = {
    "Keyword": "keyword", "Keyword.Constant": "number", "Name.Builtin": "function", "Name.Function": "function",
    "Name.Class": "function", "Name.Decorator": "function", "Literal.String": "string", "Literal.Number": "number",
    "Comment": "comment", "Operator": "operator", "Operator.Word": "keyword", "Generic.Prompt": "muted",
    "Generic.Output": "muted", "Generic.Error": "error", "Generic.Traceback": "error", "Generic.Deleted": "error",
    "Generic.Inserted": "success", "Name.Exception": "error",
}  # fmt: skip


@lru_cache(maxsize=256)
def highlight(source: str, language: str = "python") -> list[Row]:
    """A row a line, uncut. An unknown language, or none, is plain."""
    lines: list[list[Span]] = [[]]
    for text, ink in _pieces(source.expandtabs(4), language):
        first, *more = text.split("\n")
        if first:
            lines[-1].append(Span(first, ink))
        lines.extend([Span(part, ink)] if part else [] for part in more)
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    return [joined(line) for line in lines]


def panel(source: str, language: str, size: int, look: Look) -> list[Row]:
    """Code on a background of its own; long lines go on after a sign."""
    rows: list[Row] = []
    again = (Span(look.glyph("↪ ", "> "), Ink(fg="muted")),)
    for line in highlight(look.text(source.strip("\n")), language):
        first, rest = broken(line, size - 4)
        shown = [first]
        while rest:
            more, rest = broken(rest, size - 6)
            shown.append(joined((*again, *more)))
        rows += [padded(repainted(joined((Span("  "), *row)), PANEL), size, PANEL) for row in shown]
    return rows


def broken(line: Row, limit: int) -> tuple[Row, Row]:
    """A line of code in two, after a space near the end of the first part if there is one."""
    if row_width(line) <= limit:
        return line, ()
    text = "".join(span.text for span in line)
    head = cut(text, max(1, limit))[0]
    space = head.rfind(" ") + 1
    return split(line, space if space > len(head) * _NEAR and head[:space].strip() else len(head))


def _pieces(source: str, language: str) -> Iterator[tuple[str, Ink]]:
    lexer = _lexer(language.strip().lower()) if len(source) <= _LIMIT else None
    if lexer is None:
        yield source, PLAIN
        return
    for kind, text in lexer.get_tokens(source):
        yield text, _ink(kind)


@cache
def _ink(kind: tuple[str, ...]) -> Ink:
    names = [*kind]
    while names:
        if role := _ROLES.get(".".join(names)):
            return Ink(fg=role, bold=role == "keyword", italic=role == "comment")
        names.pop()
    return PLAIN


@cache
def _lexer(language: str) -> Lexer | None:
    if language in {"", "text", "plain", "none", "output"}:
        return None
    options = {"stripnl": False, "ensurenl": False}
    if language in {"python", "python3", "py", "ipython", "ipython3"}:
        from pygments.lexers.python import PythonLexer  # noqa: PLC0415 (25 ms that a page without code does not pay)

        return PythonLexer(**options)
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 (as above)
    from pygments.util import ClassNotFound  # noqa: PLC0415 (as above)

    try:
        return get_lexer_by_name(language, **options)
    except ClassNotFound:
        return None
