"""What stands inside a line of Markdown: emphasis, code, mathematics, links, as Inline runs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from markdown_it.token import Token

from tutor.clean import clean
from tutor.content.lesson import Inline, Origin

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TARGET = re.compile(r"<([^<>]*)>\s*$")
_CODE_ROLES = frozenset({"code", "literal", "kbd", "file", "command", "samp", "func", "class", "meth", "mod", "py"})


def inlines(tokens: Sequence[Token], line: int = 0) -> tuple[Inline, ...]:
    """The runs of an inline token's children, which begin in `line`; neighbours of one style are one run."""
    runs: list[Inline] = []
    style = Inline("")
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                style = replace(style, strong=token.nesting == 1)
            case "em_open" | "em_close":
                style = replace(style, emphasis=token.nesting == 1)
            case "s_open" | "s_close":
                style = replace(style, strike=token.nesting == 1)
            case "link_open":
                style = replace(style, href=clean(str(token.attrGet("href") or ""), multiline=False))
            case "link_close":
                style = replace(style, href="")
            case _:
                _append(runs, _run(token, style, line))
        line += token.content.count("\n") + (token.type in {"softbreak", "hardbreak"})
    return tuple(runs)


def plain(runs: Sequence[Inline]) -> str:
    """The words of `runs`, on one line."""
    return "".join(" " if run.kind == "break" else run.text for run in runs)


def image_text(token: Token) -> str:
    """An image's alternative text, without its Markdown."""
    return plain(inlines(token.children or ()))


def _run(token: Token, style: Inline, line: int) -> Inline:
    match token.type:
        case "softbreak":
            return replace(style, text=" ")
        case "hardbreak":
            return replace(style, text="\n", kind="break")
        case "code_inline":
            return _of(style, token.content, "code")
        case "math_inline" | "math_inline_double":
            return _of(style, token.content.strip(), "math")
        case "image":
            return _of(style, image_text(token), "image")
        case "html_inline" if _BREAK.fullmatch(token.content):
            return replace(style, text="\n", kind="break")
        case "html_inline" if token.content.startswith("<!--"):
            return style
        case "myst_role" if token.meta["name"] == "value":
            target = _TARGET.search(token.content)
            origin = Origin(clean(target[1], multiline=False) if target else "", line)
            return replace(_role("value", token.content, style), origin=origin)
        case "myst_role":
            return _role(str(token.meta["name"]), token.content, style)
        case _:
            return _of(style, token.content, "text")


def _role(name: str, content: str, style: Inline) -> Inline:
    """MyST's `{name}`content``: mathematics, code, or the text (`text <target>` without its target)."""
    if name in {"math", "eq"}:
        return _of(style, content.strip(), "math" if name == "math" else "text")
    if name in _CODE_ROLES or name.startswith("py:"):
        return _of(style, content, "code")
    return _of(style, _TARGET.sub("", content).rstrip() or content, "text")


def _of(style: Inline, text: str, kind: Literal["text", "code", "math", "image"]) -> Inline:
    # Entities such as &#x202e; become characters after the text was cleaned: hence once more.
    return replace(style, text=clean(text, multiline=False), kind=kind)


def _append(runs: list[Inline], run: Inline) -> None:
    if not run.text and run.kind != "image":
        return
    if runs and run.kind == "text" and replace(runs[-1], text="") == replace(run, text=""):
        runs[-1] = replace(run, text=runs[-1].text + run.text)
    else:
        runs.append(run)
